//! What the variables settle before a document is executed. One that may be left out, and is, leaves out what it stands for, so that an argument
//! takes its default; the executor would read it as null. One in a directive gives way to its value; the executor would forget its default, and
//! take one that stands nowhere else for unused.

use std::collections::HashSet;

use async_graphql::parser::types::{Directive, DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet};
use async_graphql::{Name, Positioned};
use serde_json::Map;

/// The executor's name for a value in a document, in which variables may stand.
type Value = async_graphql_value::Value;

/// Puts in what the variables of one operation say. The others are not executed, only held against the schema.
pub fn settle(document: &mut ExecutableDocument, operation: Option<&str>, given: &Map<String, serde_json::Value>) {
    if document.operations.iter().all(|(_, operation)| operation.node.variable_definitions.is_empty()) {
        return;
    }
    let operations: Vec<(bool, &mut OperationDefinition)> = match &mut document.operations {
        DocumentOperations::Single(only) => vec![(true, &mut only.node)],
        DocumentOperations::Multiple(all) => {
            let is_chosen = |name: &Name| operation.is_none_or(|chosen| name == chosen);
            all.iter_mut().map(|(name, one)| (is_chosen(name), &mut one.node)).collect()
        }
    };
    let (known, unknown) = (operations.iter().find(|(chosen, _)| *chosen), Known::default());
    let known = known.map_or_else(Known::default, |(_, chosen)| Known::of(chosen, given));
    let mut in_fragments = HashSet::new();
    for fragment in document.fragments.values_mut() {
        known.settle(&mut fragment.node.selection_set.node, &mut in_fragments);
    }
    for (is_chosen, operation) in operations {
        let mut used = in_fragments.clone();
        if is_chosen { &known } else { &unknown }.settle(&mut operation.selection_set.node, &mut used);
        operation.variable_definitions.retain(|variable| used.contains(&variable.node.name.node));
    }
}

/// What is known of the variables.
#[derive(Default)]
struct Known {
    absent: HashSet<Name>,
    /// Those that are true.
    holds: HashSet<Name>,
}

impl Known {
    fn of(operation: &OperationDefinition, given: &Map<String, serde_json::Value>) -> Self {
        let mut known = Self::default();
        for variable in &operation.variable_definitions {
            let (name, default) = (&variable.node.name.node, variable.node.default_value.as_ref());
            let holds = match given.get(name.as_str()) {
                Some(value) => value.as_bool() == Some(true),
                None => default.is_some_and(|value| value.node == async_graphql::Value::Boolean(true)),
            };
            if holds {
                known.holds.insert(name.clone());
            }
            if default.is_none() && !given.contains_key(name.as_str()) {
                known.absent.insert(name.clone());
            }
        }
        known
    }

    /// Settles a selection. `used` gathers the variables that still stand in an argument.
    fn settle(&self, set: &mut SelectionSet, used: &mut HashSet<Name>) {
        for selection in &mut set.items {
            match &mut selection.node {
                Selection::Field(field) => {
                    let field = &mut field.node;
                    self.directives(&mut field.directives);
                    field.arguments.retain_mut(|(_, value)| self.stays(&mut value.node, used));
                    self.settle(&mut field.selection_set.node, used);
                }
                Selection::InlineFragment(inline) => {
                    self.directives(&mut inline.node.directives);
                    self.settle(&mut inline.node.selection_set.node, used);
                }
                Selection::FragmentSpread(spread) => self.directives(&mut spread.node.directives),
            }
        }
    }

    /// A directive takes true or false, and nothing that is null or absent.
    fn directives(&self, directives: &mut [Positioned<Directive>]) {
        for (_, value) in directives.iter_mut().flat_map(|directive| &mut directive.node.arguments) {
            if let Value::Variable(name) = &value.node {
                value.node = Value::Boolean(self.holds.contains(name));
            }
        }
    }

    /// Whether a value is there; what is inside it and is not there, goes. In a list, which keeps its length, it becomes null.
    fn stays(&self, value: &mut Value, used: &mut HashSet<Name>) -> bool {
        match value {
            Value::Variable(name) => {
                let stays = !self.absent.contains(name);
                if stays {
                    used.insert(name.clone());
                }
                return stays;
            }
            Value::Object(fields) => fields.retain(|_, value| self.stays(value, used)),
            Value::List(items) => {
                for item in items {
                    if !self.stays(item, used) {
                        *item = Value::Null;
                    }
                }
            }
            _ => {}
        }
        true
    }
}
