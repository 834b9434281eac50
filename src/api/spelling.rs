//! Words of closed lists, however they are written: a file of profiles says `in-force`, the schema IN_FORCE. What comes from a command line or
//! an address is spelled as the schema has it before it goes on; a word that no list has is told with the list. Requests over GraphQL are not touched:
//! its specification leaves no room there.

use super::error::{ApiError, Code};
use super::schema;
use apollo_compiler::Schema;
use apollo_compiler::schema::ExtendedType;
use serde_json::Value;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::parse(schema::sdl().ok()?, "schema.graphql").ok());

/// Spells what stands in a value of a type of the schema. `path` names the value in errors; all of them come in one, a line each.
pub fn spell(kind: &str, path: &str, value: &mut Value) -> Result<(), ApiError> {
    let mut wrong = Vec::new();
    if let Some(schema) = SCHEMA.as_ref() {
        walk(schema, kind, path, value, &mut wrong);
    }
    if wrong.is_empty() { Ok(()) } else { Err(ApiError::new(Code::BadUserInput, wrong.join("\n"))) }
}

fn walk(schema: &Schema, kind: &str, path: &str, value: &mut Value, wrong: &mut Vec<String>) {
    match (schema.types.get(kind), value) {
        (Some(_), Value::Array(items)) => {
            items.iter_mut().enumerate().for_each(|(at, item)| walk(schema, kind, &format!("{path}[{at}]"), item, wrong));
        }
        (Some(ExtendedType::Enum(list)), Value::String(word)) => {
            let spelled = word.trim().to_uppercase().replace('-', "_");
            if list.values.contains_key(spelled.as_str()) {
                *word = spelled;
            } else {
                let all: Vec<&str> = list.values.keys().map(|name| name.as_str()).collect();
                wrong.push(format!("`{path}`: `{word}` is none of {}", all.join(", ")));
            }
        }
        (Some(ExtendedType::InputObject(object)), Value::Object(fields)) => {
            for (name, value) in fields {
                if let Some(field) = object.fields.get(name.as_str()) {
                    walk(schema, field.ty.inner_named_type(), &format!("{path}.{name}"), value, wrong);
                }
            }
        }
        _ => {}
    }
}
