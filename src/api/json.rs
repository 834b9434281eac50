//! Values as text. An object or a list of ours is text already when it comes here: among the executor's values it stands as bytes, which no field gives.

use std::io::{self, Write};

use async_graphql::Value;

/// Writes a value as JSON.
pub fn write(value: &Value, out: &mut impl Write) -> io::Result<()> {
    match value {
        Value::Binary(text) => out.write_all(text),
        Value::List(items) => {
            out.write_all(b"[")?;
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.write_all(b",")?;
                }
                write(item, out)?;
            }
            out.write_all(b"]")
        }
        Value::Object(fields) => {
            out.write_all(b"{")?;
            for (at, (key, value)) in fields.iter().enumerate() {
                if at > 0 {
                    out.write_all(b",")?;
                }
                write_key(key, out)?;
                write(value, out)?;
            }
            out.write_all(b"}")
        }
        Value::Null | Value::Number(_) | Value::String(_) | Value::Boolean(_) | Value::Enum(_) => Ok(serde_json::to_writer(out, value)?),
    }
}

/// Names of GraphQL have nothing that JSON would write otherwise.
pub fn write_key(key: &str, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\"")?;
    out.write_all(key.as_bytes())?;
    out.write_all(b"\":")
}
