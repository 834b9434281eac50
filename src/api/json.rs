//! Values as text. An object or a list of ours is text already when it comes here: among the executor's values it stands as bytes, which no field gives.

use async_graphql::Value;
use serde::Serialize;

/// Writes a value as JSON.
pub fn write(value: Value, text: &mut Vec<u8>) {
    match value {
        // What is short moves to what is long, so that a list of ten thousand rows stays where it was made, from its first row to the network.
        Value::Binary(made) if made.len() > text.len() => {
            let before = std::mem::replace(text, made.into());
            text.splice(0..0, before);
        }
        Value::Binary(made) => text.extend_from_slice(&made),
        Value::String(words) => write_words(&words, text),
        Value::Boolean(true) => text.extend_from_slice(b"true"),
        Value::Boolean(false) => text.extend_from_slice(b"false"),
        Value::Null => text.extend_from_slice(b"null"),
        Value::Number(number) => write_by_serde(&number, text),
        Value::Enum(name) => write_words(&name, text),
        Value::List(items) => {
            text.push(b'[');
            for (at, item) in items.into_iter().enumerate() {
                if at > 0 {
                    text.push(b',');
                }
                write(item, text);
            }
            text.push(b']');
        }
        Value::Object(fields) => {
            text.push(b'{');
            for (at, (key, value)) in fields.into_iter().enumerate() {
                if at > 0 {
                    text.push(b',');
                }
                write_key(&key, text);
                write(value, text);
            }
            text.push(b'}');
        }
    }
}

#[inline]
fn write_words(words: &str, text: &mut Vec<u8>) {
    if !is_plain(words.as_bytes()) {
        return write_by_serde(words, text);
    }
    text.push(b'"');
    text.extend_from_slice(words.as_bytes());
    text.push(b'"');
}

/// Whether a text has nothing that JSON would write otherwise, as most have: no control character, quote or backslash. Looks at sixteen bytes at once,
/// and at the last sixteen whatever it has seen of them.
#[inline]
fn is_plain(words: &[u8]) -> bool {
    let odd = |sixteen: &[u8; 16]| sixteen.iter().fold(false, |found, &byte| found | (byte < 0x20) | (byte == b'"') | (byte == b'\\'));
    if let Some(last) = words.last_chunk() {
        return !odd(last) && !words.as_chunks().0.iter().any(odd);
    }
    let mut filled = [b' '; 16];
    filled.iter_mut().zip(words).for_each(|(to, from)| *to = *from);
    !odd(&filled)
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

/// Writes whatever has a form in JSON, as serde does. Memory takes all that is written to it, and our keys are texts.
pub fn write_by_serde(value: &(impl Serialize + ?Sized), text: &mut Vec<u8>) {
    let written = serde_json::to_writer(text, value);
    debug_assert!(written.is_ok(), "{written:?}");
}

#[cfg(test)]
mod tests {
    use super::write;
    use async_graphql::Value;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_text_is_written_as_serde_writes_it(words in "[\\x00-\\x7f企业，\u{1f600}]{0,40}") {
            let mut text = Vec::new();
            write(Value::String(words.clone()), &mut text);
            prop_assert_eq!(serde_json::to_vec(&words).ok(), Some(text));
        }
    }
}
