//! Values as text. An object or a list of ours is text already when it comes here: among the executor's values it stands as bytes, which no field gives.

use async_graphql::Value;
use serde::Serialize;

/// Writes a value as JSON.
pub fn write(value: &Value, text: &mut Vec<u8>) {
    match value {
        Value::Binary(made) => text.extend_from_slice(made),
        Value::String(words) => write_words(words, text),
        Value::Boolean(true) => text.extend_from_slice(b"true"),
        Value::Boolean(false) => text.extend_from_slice(b"false"),
        Value::Null => text.extend_from_slice(b"null"),
        Value::Number(number) => write_plain(number, text),
        Value::Enum(name) => write_words(name, text),
        Value::List(items) => {
            text.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(b',');
                }
                write(item, text);
            }
            text.push(b']');
        }
        Value::Object(fields) => {
            text.push(b'{');
            for (at, (key, value)) in fields.iter().enumerate() {
                if at > 0 {
                    text.push(b',');
                }
                write_key(key, text);
                write(value, text);
            }
            text.push(b'}');
        }
    }
}

/// Most texts have nothing that JSON would write otherwise; to look for it in all bytes at once is faster than to go from one to the next.
#[inline]
fn write_words(words: &str, text: &mut Vec<u8>) {
    if words.bytes().fold(false, |found, byte| found | (byte < b' ') | (byte == b'"') | (byte == b'\\')) {
        return write_plain(words, text);
    }
    text.reserve(words.len() + 2);
    text.push(b'"');
    text.extend_from_slice(words.as_bytes());
    text.push(b'"');
}

/// Bytes of the texts that stand in a value itself. An object has counted its own.
#[inline]
pub fn text_bytes(value: &Value) -> usize {
    match value {
        Value::String(words) => words.len(),
        Value::List(items) => items.iter().map(text_bytes).sum(),
        _ => 0,
    }
}

/// Names of GraphQL have nothing that JSON would write otherwise.
#[inline]
pub fn write_key(key: &str, text: &mut Vec<u8>) {
    text.push(b'"');
    text.extend_from_slice(key.as_bytes());
    text.extend_from_slice(b"\":");
}

/// Writes what has a form of its own in JSON. Memory takes all that is written to it, and our keys are texts.
pub fn write_plain(value: &(impl Serialize + ?Sized), text: &mut Vec<u8>) {
    let written = serde_json::to_writer(text, value);
    debug_assert!(written.is_ok(), "{written:?}");
}
