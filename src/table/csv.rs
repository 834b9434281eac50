//! CSV as RFC 4180 has it: a header, CRLF, quotes where they are needed. An absent value is an empty cell.

use super::Table;
use csv::{Terminator, WriterBuilder};
use serde_json::Value;
use std::borrow::Cow;

/// What a reader of CSV may need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Csv {
    /// A byte order mark in front, without which Excel takes UTF-8 for something else.
    pub bom: bool,
    /// A quote in front of texts that a spreadsheet would take for a formula.
    pub safe: bool,
}

pub fn write(table: &Table, options: Csv) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    if options.bom {
        bytes.extend_from_slice("\u{feff}".as_bytes());
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(bytes);
    let told = |error: csv::Error| error.to_string();
    writer.write_record(table.columns.iter().map(|column| column.name.as_str())).map_err(told)?;
    for row in &table.rows {
        for cell in row {
            writer.write_field(text(cell, options.safe).as_bytes()).map_err(told)?;
        }
        writer.write_record(None::<&[u8]>).map_err(told)?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

fn text(cell: &Value, safe: bool) -> Cow<'_, str> {
    match cell {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) if safe && is_formula(text) => Cow::Owned(format!("'{text}")),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// Whether a spreadsheet may compute a text. Some skip blanks before they look, some read full-width signs as their half-width ones.
fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn what_a_spreadsheet_may_compute_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "\r1", " =1", "\u{3000}＝1", "＋1", "－1", "＠a"] {
            assert!(is_formula(text), "{text:?}");
        }
        for text in ["", " ", "一、=", "1-2", "《＝》", "100万元"] {
            assert!(!is_formula(text), "{text:?}");
        }
    }
}
