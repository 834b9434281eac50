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

#[inline]
fn write_words(words: &str, text: &mut Vec<u8>) {
    if !is_plain(words.as_bytes()) {
        return write_plain(words, text);
    }
    text.push(b'"');
    text.extend_from_slice(words.as_bytes());
    text.push(b'"');
}

/// Whether a text has nothing that JSON would write otherwise, as most have: no control character, quote or backslash. Looks at eight bytes at once.
fn is_plain(words: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let less = |eight: u64, than: u64| eight.wrapping_sub(ONES * than) & !eight & (ONES * 128);
    let odd = |eight: u64| less(eight, 0x20) | less(eight ^ (ONES * u64::from(b'"')), 1) | less(eight ^ (ONES * u64::from(b'\\')), 1);
    let (whole, rest) = words.as_chunks();
    let mut last = [b' '; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    whole.iter().chain([&last]).fold(0, |found, eight| found | odd(u64::from_ne_bytes(*eight))) == 0
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
    text.push(b'"');
    text.push(b':');
}

/// Writes what has a form of its own in JSON. Memory takes all that is written to it, and our keys are texts.
pub fn write_plain(value: &(impl Serialize + ?Sized), text: &mut Vec<u8>) {
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
            write(&Value::String(words.clone()), &mut text);
            prop_assert_eq!(serde_json::to_vec(&words).ok(), Some(text));
        }
    }
}
