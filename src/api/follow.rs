//! A query as a table, every list to its end. A connection that says `first` or `last` itself is taken at its word; the others have no pages here.

use std::sync::Arc;

use super::budget::Budget;
use super::deadline::Deadline;
use super::document::chosen;
use super::engine::{Data, Engine, Prepared};
use super::error::{ApiError, Code};
use super::form::Form;
use super::limits::Limits;
use super::reply;
use super::settle::settle;
use super::shapes::{Shapes, is_connection, named};
use super::table::Plan;
use super::walk::Walk;
use crate::table::{Column, Table};
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql::{Name, Positioned, Request, Value as Constant, Variables};
use serde_json::{Map, Value};

/// More items than any list has.
const ALL: i32 = i32::MAX;

impl Engine {
    /// The columns of the table that a document makes.
    pub fn columns(&self, document: &ExecutableDocument) -> Result<Vec<Column>, ApiError> {
        Ok(Plan::of(&self.shapes, document, None)?.columns())
    }

    /// The whole table of a query. An error of any field is an error of the table: a table with holes would mislead.
    pub async fn table(&self, prepared: Prepared, mut data: Data, deadline: Deadline) -> Result<Table, ApiError> {
        let Prepared { document, request, .. } = prepared;
        let (mut document, mut variables) = (document.parsed.clone(), request.variables);
        settle(&mut document, request.operation_name.as_deref(), &variables);
        let plan = Plan::of(&self.shapes, &document, request.operation_name.as_deref())?;
        open(&self.shapes, &mut document, &mut variables);
        let walk = Arc::new(Walk { budget: Budget::new(self.limits.table_values, self.limits.table_bytes, deadline), form: Form::Values });
        data.insert(Limits { page: ALL as usize, ..self.limits });
        data.insert(deadline);
        data.insert(walk.clone());
        let asked = asked_by_id(&document, request.operation_name.as_deref(), &variables);
        let mut query = Request::new("").variables(Variables::from_json(Value::Object(variables.clone())));
        query.operation_name = request.operation_name;
        query.data = data;
        query.set_parsed_query(document);
        let response = (self.execute)(query).await;
        if let Some(error) = walk.budget.exceeded() {
            return Err(error);
        }
        if let Some(error) = response.errors.into_iter().next() {
            return Err(reply::told(error, false, &request.request_id));
        }
        if let (Some((name, id)), true) = (asked, is_nothing(&response.data)) {
            return Err(ApiError::new(Code::BadUserInput, format!("there is no {name} `{id}`; ids are those that the lists give")));
        }
        Ok(plan.table(&response.data))
    }
}

/// The first root field, if it asks for one thing by its id, and that id.
fn asked_by_id(document: &ExecutableDocument, name: Option<&str>, variables: &Map<String, Value>) -> Option<(String, String)> {
    let operation = chosen(document, name)?;
    let Selection::Field(field) = &operation.selection_set.node.items.first()?.node else { return None };
    let given = |name: Name| variables.get(name.as_str()).and_then(|value| Constant::from_json(value.clone()).ok()).ok_or(());
    let id = field.node.get_argument("id")?.node.clone().into_const_with(given).ok()?;
    let Constant::String(id) = id else { return None };
    Some((field.node.name.node.to_string(), id))
}

/// One thing that was asked for by its id and is not there is a mistake of the asker, not a table without rows.
fn is_nothing(data: &Constant) -> bool {
    matches!(data, Constant::Object(fields) if matches!(fields.iter().next(), Some((_, Constant::Null))))
}

/// Asks every connection that leaves its size open for all of its items.
fn open(shapes: &Shapes, document: &mut ExecutableDocument, variables: &mut Map<String, Value>) {
    let operations: Vec<_> = match &mut document.operations {
        DocumentOperations::Single(operation) => vec![operation],
        DocumentOperations::Multiple(operations) => operations.values_mut().collect(),
    };
    for operation in operations {
        open_set(shapes, &mut operation.node.selection_set.node, Shapes::QUERY, variables);
    }
    for fragment in document.fragments.values_mut() {
        let on = fragment.node.type_condition.node.on.node.clone();
        open_set(shapes, &mut fragment.node.selection_set.node, &on, variables);
    }
}

fn open_set(shapes: &Shapes, set: &mut SelectionSet, parent: &str, variables: &mut Map<String, Value>) {
    for item in &mut set.items {
        match &mut item.node {
            Selection::Field(field) => {
                let Some(shape) = shapes.field(parent, &field.node.name.node) else { continue };
                let object = named(&shape.kind);
                if is_connection(object) && is_open(&field.node, variables) {
                    give_all(&mut field.node, variables);
                }
                open_set(shapes, &mut field.node.selection_set.node, object, variables);
            }
            Selection::InlineFragment(inline) => {
                let on = inline.node.type_condition.as_ref().map_or_else(|| parent.to_owned(), |condition| condition.node.on.node.to_string());
                open_set(shapes, &mut inline.node.selection_set.node, &on, variables);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// Whether a connection leaves its size open: no `first` and no `last`, or only null.
fn is_open(field: &Field, variables: &Map<String, Value>) -> bool {
    let stated = |name: Name| {
        let given = variables.get(name.as_str()).and_then(|value| Constant::from_json(value.clone()).ok());
        Ok::<_, ()>(given.unwrap_or(Constant::Null))
    };
    let mut sizes = field.arguments.iter().filter(|(name, _)| matches!(name.node.as_str(), "first" | "last"));
    sizes.all(|(_, value)| value.node.clone().into_const_with(stated) == Ok(Constant::Null))
}

/// Sets `first`: through its variable, if it has one, so that every variable stays in use.
fn give_all(field: &mut Field, variables: &mut Map<String, Value>) {
    let at = field.name.pos;
    let given = field.arguments.iter().position(|(argument, _)| argument.node == "first");
    let given = given.and_then(|index| field.arguments.get(index)).map(|(_, value)| &value.node);
    if let Some(async_graphql_value::Value::Variable(name)) = given {
        variables.insert(name.to_string(), Value::from(ALL));
        return;
    }
    field.arguments.retain(|(argument, _)| argument.node != "first");
    field.arguments.push((Positioned::new(Name::new("first"), at), Positioned::new(Constant::from(ALL).into_value(), at)));
}
