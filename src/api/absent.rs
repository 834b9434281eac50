//! A variable that may be left out, and is. The specification says that what it stands for is then left out as well, so that an argument
//! takes its default; the executor would read it as null. So it is taken out of the document before that is executed.

use async_graphql::Name;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet};
use serde_json::Map;

/// The executor's name for a value in a document, in which variables may stand.
type Value = async_graphql_value::Value;

/// Takes the absent variables of the operation out, and what they stand for.
pub fn leave_out(document: &mut ExecutableDocument, operation: Option<&str>, given: &Map<String, serde_json::Value>) {
    let Some(operation) = chosen(&mut document.operations, operation) else {
        return;
    };
    let mut absent = Vec::new();
    operation.variable_definitions.retain(|variable| {
        let variable = &variable.node;
        let present = variable.default_value.is_some() || given.contains_key(variable.name.node.as_str());
        if !present {
            absent.push(variable.name.node.clone());
        }
        present
    });
    if absent.is_empty() {
        return;
    }
    selections(&mut operation.selection_set.node, &absent);
    for fragment in document.fragments.values_mut() {
        selections(&mut fragment.node.selection_set.node, &absent);
    }
}

fn chosen<'a>(operations: &'a mut DocumentOperations, name: Option<&str>) -> Option<&'a mut OperationDefinition> {
    match (operations, name) {
        (DocumentOperations::Single(operation), _) => Some(&mut operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get_mut(name).map(|operation| &mut operation.node),
        (DocumentOperations::Multiple(operations), None) => operations.values_mut().next().map(|operation| &mut operation.node),
    }
}

fn selections(set: &mut SelectionSet, absent: &[Name]) {
    for selection in &mut set.items {
        match &mut selection.node {
            Selection::Field(field) => {
                let field = &mut field.node;
                field.arguments.retain_mut(|(_, value)| stays(&mut value.node, absent));
                selections(&mut field.selection_set.node, absent);
            }
            Selection::InlineFragment(inline) => {
                selections(&mut inline.node.selection_set.node, absent);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// Whether a value is there; what is inside it and is not there, goes. In a list, which keeps its length, it becomes null.
fn stays(value: &mut Value, absent: &[Name]) -> bool {
    match value {
        Value::Variable(name) => return !absent.contains(name),
        Value::Object(fields) => fields.retain(|_, value| stays(value, absent)),
        Value::List(items) => {
            for item in items {
                if !stays(item, absent) {
                    *item = Value::Null;
                }
            }
        }
        _ => {}
    }
    true
}
