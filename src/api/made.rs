//! What an object or a list is made of: text of JSON, which is faster, or values, to which more can be added when a request asks for one thing twice.

use std::collections::HashSet;

use async_graphql::indexmap::IndexMap;
use async_graphql::indexmap::map::Entry;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Value};

use super::json;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Values,
}

impl Form {
    /// Text, unless something in this document is asked for twice.
    pub fn of(document: &ExecutableDocument) -> Form {
        let repeats = document.operations.iter().any(|(_, operation)| repeats(document, &operation.node.selection_set.node));
        if repeats { Form::Values } else { Form::Text }
    }
}

/// Whether two fields stand under one key, here or further in. Fragments are taken to concern every type.
fn repeats(document: &ExecutableDocument, set: &SelectionSet) -> bool {
    fn walk<'d>(document: &'d ExecutableDocument, set: &'d SelectionSet, keys: &mut HashSet<&'d Name>) -> bool {
        set.items.iter().any(|item| match &item.node {
            Selection::Field(field) => !keys.insert(&field.node.response_key().node) || repeats(document, &field.node.selection_set.node),
            Selection::InlineFragment(inline) => walk(document, &inline.node.selection_set.node, keys),
            Selection::FragmentSpread(spread) => {
                let fragment = document.fragments.get(&spread.node.fragment_name.node);
                fragment.is_some_and(|fragment| walk(document, &fragment.node.selection_set.node, keys))
            }
        })
    }
    walk(document, set, &mut HashSet::new())
}

pub enum Object {
    Text(Vec<u8>),
    Values(IndexMap<Name, Value>),
}

impl Object {
    /// With room for so many fields.
    pub fn new(form: Form, fields: usize) -> Object {
        match form {
            Form::Text => Object::Text(Vec::with_capacity(32 * fields)),
            Form::Values => Object::Values(IndexMap::with_capacity(fields)),
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Object::Text(text) => text.is_empty(),
            Object::Values(values) => values.is_empty(),
        }
    }

    pub fn add(&mut self, key: &Name, value: Value) {
        match self {
            Object::Text(text) => {
                text.push(if text.is_empty() { b'{' } else { b',' });
                written(json::write_key(key, text));
                written(json::write(&value, text));
            }
            Object::Values(values) => merge(values, key.clone(), value),
        }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Value {
        match object {
            Object::Text(text) if text.is_empty() => Value::Binary("{}".into()),
            Object::Text(mut text) => {
                text.push(b'}');
                Value::Binary(text.into())
            }
            Object::Values(values) => Value::Object(values),
        }
    }
}

pub enum List {
    Text(Vec<u8>),
    Values(Vec<Value>),
}

impl List {
    /// With room for so many items.
    pub fn new(form: Form, items: usize) -> List {
        match form {
            Form::Text => List::Text(Vec::with_capacity(128 * items)),
            Form::Values => List::Values(Vec::with_capacity(items)),
        }
    }

    pub fn add(&mut self, value: Value) {
        match self {
            List::Text(text) => {
                text.push(if text.is_empty() { b'[' } else { b',' });
                written(json::write(&value, text));
            }
            List::Values(values) => values.push(value),
        }
    }
}

impl From<List> for Value {
    fn from(list: List) -> Value {
        match list {
            List::Text(text) if text.is_empty() => Value::Binary("[]".into()),
            List::Text(mut text) => {
                text.push(b']');
                Value::Binary(text.into())
            }
            List::Values(values) => Value::List(values),
        }
    }
}

/// Memory takes all that is written to it.
fn written(result: std::io::Result<()>) {
    debug_assert!(result.is_ok(), "{result:?}");
}

/// Adds a value under its key. A field that is asked for again adds to what it gave before.
fn merge(values: &mut IndexMap<Name, Value>, key: Name, value: Value) {
    let mut there = match values.entry(key) {
        Entry::Vacant(room) => {
            room.insert(value);
            return;
        }
        Entry::Occupied(there) => there,
    };
    match (there.get_mut(), value) {
        (Value::Object(there), Value::Object(more)) => more.into_iter().for_each(|(key, value)| merge(there, key, value)),
        (Value::List(there), Value::List(more)) => {
            for (there, more) in there.iter_mut().zip(more) {
                if let (Value::Object(there), Value::Object(more)) = (there, more) {
                    more.into_iter().for_each(|(key, value)| merge(there, key, value));
                }
            }
        }
        // Whatever has no parts is the same each time.
        _ => {}
    }
}
