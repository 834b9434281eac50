//! The fields of a selection as an answer has them: fragments spread, fields under one key put together, skipped ones left out
//! (CollectFields and MergeSelectionSets of the GraphQL specification, over all types that an object may turn out to be).

use async_graphql::Positioned;
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Directive, ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql_value::Value;

/// A selection, and the type of the object that it is asked of.
pub type Part<'a> = (&'a SelectionSet, &'a str);

/// What stands under one key, each time with the type of the object that it is asked of.
pub struct Merged<'a> {
    pub key: &'a str,
    pub first: (&'a Field, &'a str),
    pub more: Vec<(&'a Field, &'a str)>,
}

impl<'a> Merged<'a> {
    pub fn all(&self) -> impl Iterator<Item = (&'a Field, &'a str)> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

/// The fields of some selections of one object, in the order of the answer.
pub fn merged<'a>(document: &'a ExecutableDocument, parts: &[Part<'a>]) -> Vec<Merged<'a>> {
    let mut found = IndexMap::new();
    parts.iter().for_each(|&(set, of)| collect(document, set, of, &mut found));
    found.into_values().collect()
}

fn collect<'a>(document: &'a ExecutableDocument, set: &'a SelectionSet, of: &'a str, found: &mut IndexMap<&'a str, Merged<'a>>) {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) if stays(&field.node.directives) => {
                let (key, field) = (field.node.response_key().node.as_str(), &field.node);
                match found.get_mut(key) {
                    Some(there) => there.more.push((field, of)),
                    None => drop(found.insert(key, Merged { key, first: (field, of), more: Vec::new() })),
                }
            }
            Selection::InlineFragment(fragment) if stays(&fragment.node.directives) => {
                let of = fragment.node.type_condition.as_ref().map_or(of, |condition| condition.node.on.node.as_str());
                collect(document, &fragment.node.selection_set.node, of, found);
            }
            Selection::FragmentSpread(spread) if stays(&spread.node.directives) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    collect(document, &fragment.node.selection_set.node, &fragment.node.type_condition.node.on.node, found);
                }
            }
            _ => {}
        }
    }
}

/// What variables say in a directive has been put in its place before.
fn stays(directives: &[Positioned<Directive>]) -> bool {
    directives.iter().all(|directive| {
        let goes = match directive.node.name.node.as_str() {
            "skip" => true,
            "include" => false,
            _ => return true,
        };
        let condition = directive.node.get_argument("if").map(|value| &value.node);
        condition != Some(&Value::Boolean(goes))
    })
}
