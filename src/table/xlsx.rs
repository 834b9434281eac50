//! A workbook for Excel and its like: a header that stays in sight, a filter, numbers as numbers and days as days. Texts are written as texts,
//! so that none is ever taken for a formula.

use super::{Column, Kind, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde_json::Value;

/// The rows that a sheet has, its header included.
const ROWS: usize = 1_048_576;

/// The characters that a cell holds, counted as Excel does, in units of UTF-16.
const CHARACTERS: usize = 32_767;

/// Widths in characters: of the narrowest and the widest column.
const WIDTHS: (usize, usize) = (8, 60);

/// Rows that are looked at for the width of a column.
const LOOKED_AT: usize = 200;

pub fn write(name: &str, table: &Table) -> Result<Vec<u8>, String> {
    if table.rows.len() >= ROWS {
        return Err(format!(
            "a sheet of Excel has room for {} rows under its header, and these are {}; take csv or parquet",
            ROWS - 1,
            table.rows.len()
        ));
    }
    workbook(name, table).map_err(|error| error.to_string())
}

fn workbook(name: &str, table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day on which a file is written would make it another file each time.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let sheet = workbook.add_worksheet().set_name(name)?;
    let head = Format::new().set_bold();
    let styles = [
        Format::new().set_num_format("yyyy-mm-dd"),
        Format::new().set_num_format("#,##0"),
        Format::new().set_num_format("#,##0.####"),
        Format::new().set_align(FormatAlign::Top),
    ];
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &column.name, &head)?;
        sheet.set_column_width(at, width(table, usize::from(at)))?;
        for (row, cells) in (1..).zip(&table.rows) {
            if let Some(cell) = cells.get(usize::from(at)) {
                write_cell(sheet, (row, at), column, cell, &styles)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Some(last), rows @ 1..) = (u16::try_from(table.columns.len()).ok().and_then(|count| count.checked_sub(1)), table.rows.len()) {
        sheet.autofilter(0, 0, u32::try_from(rows).unwrap_or(u32::MAX), last)?;
    }
    workbook.save_to_buffer()
}

fn write_cell(sheet: &mut Worksheet, at: (u32, u16), column: &Column, cell: &Value, styles: &[Format; 4]) -> Result<(), XlsxError> {
    let ((row, col), [day, whole, fraction, plain]) = (at, styles);
    match (cell, column.kind) {
        (Value::Null, _) => {}
        (Value::Bool(truth), _) => {
            sheet.write_boolean(row, col, *truth)?;
        }
        (Value::String(text), Kind::Date) => {
            sheet.write_datetime_with_format(row, col, ExcelDateTime::parse_from_str(text)?, day)?;
        }
        (Value::String(text), _) => {
            sheet.write_string_with_format(row, col, shortened(text), plain)?;
        }
        (other, _) => match other.as_f64() {
            // Excel keeps the point of `#,##0.####` in `200,000.`.
            Some(value) => drop(sheet.write_number_with_format(row, col, value, if value.fract() == 0.0 { whole } else { fraction })?),
            None => drop(sheet.write_string(row, col, shortened(&other.to_string()))?),
        },
    }
    Ok(())
}

/// What fits into a cell. A text that is longer says that it goes on.
fn shortened(text: &str) -> String {
    const MARK: &str = "… (longer than a cell of Excel; whole in csv)";
    if text.encode_utf16().count() <= CHARACTERS {
        return text.to_owned();
    }
    let mut left = CHARACTERS - MARK.encode_utf16().count();
    let kept: String = text.chars().take_while(|character| left.checked_sub(character.len_utf16()).inspect(|rest| left = *rest).is_some()).collect();
    kept + MARK
}

/// Wide enough for what stands in the column, a Chinese character being two wide.
fn width(table: &Table, at: usize) -> f64 {
    use unicode_width::UnicodeWidthStr;
    let cells = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.get(at)).map(|cell| match cell {
        Value::Null => 0,
        Value::String(text) => text.width(),
        other => other.to_string().len(),
    });
    let head = table.columns.get(at).map_or(0, |column| column.name.width() + 2);
    let widest = cells.max().unwrap_or(0).max(head).clamp(WIDTHS.0, WIDTHS.1);
    widest as f64
}
