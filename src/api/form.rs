//! What an object or a list is made of: text of JSON, which is faster, or values, to which more can be added when a request asks for one thing twice.

use std::collections::HashSet;

use async_graphql::indexmap::IndexMap;
use async_graphql::indexmap::map::Entry;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Value};

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

/// Adds a value under its key. A field that is asked for again adds to what it gave before.
pub fn merge(values: &mut IndexMap<Name, Value>, key: Name, value: Value) {
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
