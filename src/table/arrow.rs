//! Arrow's file format, and the typed columns that Parquet is written from. Exact numbers are decimals, days are dates; what a column says stands
//! in the metadata of its field.

use super::{Column, Kind, Table, scaled};
use arrow_array::builder::{BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Field, Schema};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// Digits of an exact number: as many as fit into 64 bits, which is what every reader takes.
const DIGITS: u8 = 18;

pub fn write(table: &Table) -> Result<Vec<u8>, String> {
    let batch = batch(table)?;
    let told = |error: arrow_schema::ArrowError| error.to_string();
    let mut writer = FileWriter::try_new(Vec::new(), &batch.schema()).map_err(told)?;
    writer.write(&batch).map_err(told)?;
    writer.into_inner().map_err(told)
}

/// The whole table as one batch of typed columns.
pub fn batch(table: &Table) -> Result<RecordBatch, String> {
    let fields: Vec<Field> = table.columns.iter().map(field).collect();
    let arrays: Result<Vec<ArrayRef>, String> = (0..).zip(&table.columns).map(|(at, column)| array(table, at, column)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays?).map_err(|error| error.to_string())
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Decimal(places) => DataType::Decimal128(DIGITS, places.cast_signed()),
        Kind::Float => DataType::Float64,
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date32,
    };
    let says = (!column.says.is_empty()).then(|| ("description".to_owned(), column.says.clone()));
    Field::new(&column.name, kind, true).with_metadata(HashMap::from_iter(says))
}

fn array(table: &Table, at: usize, column: &Column) -> Result<ArrayRef, String> {
    let cells = || table.rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null));
    let unfit = |cell: &Value| format!("`{cell}` is not what the column {} holds", column.name);
    /// Appends each cell, read as the column wants it.
    macro_rules! built {
        ($builder:expr, $read:expr) => {{
            let mut builder = $builder;
            for cell in cells() {
                match cell {
                    Value::Null => builder.append_null(),
                    cell => builder.append_value($read(cell).ok_or_else(|| unfit(cell))?),
                }
            }
            Arc::new(builder.finish())
        }};
    }
    Ok(match column.kind {
        Kind::Text => built!(StringBuilder::new(), Value::as_str),
        Kind::Integer => built!(Int64Builder::new(), Value::as_i64),
        Kind::Float => built!(Float64Builder::new(), Value::as_f64),
        Kind::Boolean => built!(BooleanBuilder::new(), Value::as_bool),
        Kind::Date => built!(Date32Builder::new(), |cell: &Value| days(cell.as_str()?)),
        Kind::Decimal(places) => {
            let exact = Decimal128Builder::new().with_precision_and_scale(DIGITS, places.cast_signed()).map_err(|error| error.to_string())?;
            built!(exact, |cell: &Value| scaled(cell.as_number()?, places))
        }
    })
}

/// Days since 1970-01-01.
fn days(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok()?;
    Some(day.since(Date::constant(1970, 1, 1)).ok()?.get_days())
}
