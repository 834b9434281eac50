//! Rows under named and typed columns, and the files they are written to. It does not know what the rows are about, nor who asks for them.

mod arrow;
mod csv;
mod database;
mod json;
mod parquet;
mod xlsx;

pub use csv::Csv;
pub use database::{Relation, database};

use serde_json::Value;

/// Rows under columns; each row has a cell for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
}

/// A column. A cell of it is null or of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    /// What stands in it, for a data dictionary; may be empty.
    pub says: String,
    /// Whether a cell of it is never null.
    pub required: bool,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text of JSON.
    Text,
    /// A number of JSON without a fraction, of at most 64 bits.
    Integer,
    /// A number of JSON with at most so many decimals, which are kept exactly.
    Decimal(u8),
    /// A number of JSON that is only as exact as a float.
    Float,
    Boolean,
    /// A text such as 2025-12-31.
    Date,
}

impl Kind {
    /// Its name for people and in lists of columns.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Integer => "integer",
            Kind::Decimal(_) => "decimal",
            Kind::Float => "float",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
        }
    }
}

/// A way to write a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
    Ndjson,
    Arrow,
    Parquet,
    Xlsx,
}

impl Format {
    pub const ALL: [Format; 6] = [Format::Csv, Format::Json, Format::Ndjson, Format::Arrow, Format::Parquet, Format::Xlsx];

    /// The ending of a file, which is also the format's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Arrow => "arrow",
            Format::Parquet => "parquet",
            Format::Xlsx => "xlsx",
        }
    }

    /// The media type with its parameters, as it stands in Content-Type.
    pub fn content_type(self) -> &'static str {
        match self {
            // Without the character set, some readers take any text for Latin-1.
            Format::Csv => "text/csv; charset=utf-8",
            Format::Json => "application/json",
            Format::Ndjson => "application/x-ndjson",
            Format::Arrow => "application/vnd.apache.arrow.file",
            Format::Parquet => "application/vnd.apache.parquet",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The media type alone, as it stands in Accept.
    pub fn media_type(self) -> &'static str {
        self.content_type().split(';').next().unwrap_or_default()
    }

    /// Whether a person can read it as it is.
    pub fn is_text(self) -> bool {
        matches!(self, Format::Csv | Format::Json | Format::Ndjson)
    }

    /// The bytes of the file: the same for the same table. `name` is what a sheet is called, in at most 31 characters. Fails, in a sentence for the
    /// asker, if the format has no room for the table.
    pub fn write(self, name: &str, table: &Table, csv: Csv) -> Result<Vec<u8>, String> {
        match self {
            Format::Csv => csv::write(table, csv),
            Format::Json => json::array(table),
            Format::Ndjson => json::lines(table),
            Format::Arrow => arrow::write(table),
            Format::Parquet => parquet::write(table),
            Format::Xlsx => xlsx::write(name, table),
        }
    }
}

/// A number times 10^places, if nothing is lost.
fn scaled(number: &serde_json::Number, places: u8) -> Option<i128> {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let width = usize::from(places);
    (fraction.len() <= width).then(|| format!("{whole}{fraction:0<width$}").parse().ok()).flatten()
}
