//! Words of closed lists, however they are written: a file of profiles says `in-force`, the schema IN_FORCE. What comes from a command line or
//! an address is spelled as the schema has it before it goes on; a word that no list has is told with the list. Requests over GraphQL are not touched:
//! its specification leaves no room there.

use super::shapes::{Shapes, named};
use serde_json::Value;

/// Spells what stands in a value of a type of the schema. `path` names the value in what comes back: a sentence for each word that no list has.
pub fn spell(shapes: &Shapes, kind: &str, path: &str, value: &mut Value) -> Vec<String> {
    match value {
        Value::Array(items) => (0..).zip(items).flat_map(|(at, item): (usize, _)| spell(shapes, kind, &format!("{path}[{at}]"), item)).collect(),
        Value::String(word) => {
            let Some(words) = shapes.values(kind) else { return Vec::new() };
            let spelled = word.trim().to_uppercase().replace(['-', ' '], "_");
            if !words.contains(&spelled) {
                return vec![format!("`{path}` is one of {}, not `{word}`", words.join(", "))];
            }
            *word = spelled;
            Vec::new()
        }
        Value::Object(fields) => {
            let inner = |(name, value): (&String, &mut Value)| {
                let kind = shapes.input(kind, name)?;
                Some(spell(shapes, named(kind), &format!("{path}.{name}"), value))
            };
            fields.iter_mut().filter_map(inner).flatten().collect()
        }
        _ => Vec::new(),
    }
}
