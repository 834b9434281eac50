//! JSON: an object a row, its keys in the order of the columns, absent values as null. As one array, or as a line a row.

use super::Table;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

/// A row with the names of its cells.
struct Object<'a>(&'a Table, &'a [Value]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.1.len()))?;
        for (column, cell) in self.0.columns.iter().zip(self.1) {
            map.serialize_entry(&column.name, cell)?;
        }
        map.end()
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            rows.serialize_element(&Object(self, row))?;
        }
        rows.end()
    }
}

pub fn array(table: &Table) -> Result<Vec<u8>, String> {
    serde_json::to_vec(table).map_err(|error| error.to_string())
}

pub fn lines(table: &Table) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for row in &table.rows {
        serde_json::to_writer(&mut bytes, &Object(table, row)).map_err(|error| error.to_string())?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}
