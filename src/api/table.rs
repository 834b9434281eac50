//! Any answer as a table: the lists on one path are unnested, a row for each innermost item. A column is named by its path of aliases joined with `_`;
//! what only leads to the rows (the root field, `nodes`, `edges`, lists) gives no name, and an alias over a single value is the name of that value.

use super::document::chosen;
use super::error::{ApiError, Code};
use super::merged::{Merged, Part, merged};
use super::shapes::{Shapes, is_connection, named};
use crate::table::{Column, Kind, Table};
use async_graphql::Value;
use async_graphql::parser::types::{BaseType, ExecutableDocument, Field, Type};
use serde_json::Value as Cell;
use std::collections::HashSet;

/// One level of an answer: the columns that stand on it, and the list below it.
#[derive(Default)]
struct Level {
    columns: Vec<Place>,
    list: Option<(Vec<String>, Box<Level>)>,
}

/// A column, and the response keys from its level down to the value.
struct Place {
    column: Column,
    /// The name of the column where another has taken the one it would have: its path from the first rows on.
    whole: String,
    path: Vec<String>,
}

/// How answers of one document become a table.
pub struct Plan(Level);

impl Plan {
    /// Fails, in a sentence for the asker, if the operation makes no table. `name` says which of several operations is meant.
    pub fn of(shapes: &Shapes, document: &ExecutableDocument, name: Option<&str>) -> Result<Plan, ApiError> {
        let Some(operation) = chosen(document, name) else {
            return Err(refused("a table comes from one operation; say which in operationName".to_owned()));
        };
        let mut level = Level::default();
        Walk { shapes, document }.selection(&[(&operation.selection_set.node, Shapes::QUERY)], &Way::start(), &mut level)?;
        level.tell_apart(&mut HashSet::new())?;
        Ok(Plan(level))
    }

    pub fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        self.0.columns(&mut columns);
        columns
    }

    /// The table of one answer. `data` is what a query of this document gave.
    pub fn table(&self, data: &Value) -> Table {
        let mut rows = Vec::new();
        self.0.rows(data, &[], &mut rows);
        Table { columns: self.columns(), rows }
    }
}

struct Walk<'a> {
    shapes: &'a Shapes,
    document: &'a ExecutableDocument,
}

/// How an object was come to.
#[derive(Clone)]
struct Way {
    /// Keys from the level on.
    path: Vec<String>,
    /// Those of them that give a name.
    names: Vec<String>,
    /// Those since the first rows that a name may need.
    whole: Vec<String>,
    is_inside: bool,
    /// Whether something is always there.
    is_given: bool,
}

impl Way {
    /// To the root.
    fn start() -> Way {
        Way { path: Vec::new(), names: Vec::new(), whole: Vec::new(), is_inside: false, is_given: true }
    }

    /// To what is under a key.
    fn to(&self, key: &str, names: bool, tells: bool) -> Way {
        let mut way = Way { is_inside: true, ..self.clone() };
        way.path.push(key.to_owned());
        if names {
            way.names.push(key.to_owned());
        }
        if tells {
            way.whole.push(key.to_owned());
        }
        way
    }
}

impl<'a> Walk<'a> {
    /// Adds what is asked of an object.
    fn selection(&self, parts: &[Part<'a>], way: &Way, level: &mut Level) -> Result<(), ApiError> {
        merged(self.document, parts).iter().enumerate().try_for_each(|(at, field)| {
            // The first field at the root may be null too, but then there is no table.
            let is_given = !way.is_inside && at == 0 || self.is_given(way, parts, field);
            self.field(field, &Way { is_given, ..way.clone() }, level)
        })
    }

    /// Whether a field is never null where its object is there. What a fragment asks of one type alone, objects of the others don't have.
    fn is_given(&self, way: &Way, parts: &[Part<'a>], merged: &Merged<'a>) -> bool {
        let (field, parent) = merged.first;
        let is_certain = parts.iter().any(|(_, object)| *object == parent);
        let is_nullable = self.shapes.field(parent, &field.name.node).is_some_and(|shape| shape.kind.nullable);
        way.is_given && is_certain && !is_nullable
    }

    fn field(&self, merged: &Merged<'a>, way: &Way, level: &mut Level) -> Result<(), ApiError> {
        let (field, parent) = merged.first;
        if is_leaf(field) {
            let way = way.to(merged.key, true, true);
            level.columns.push(self.place(merged, &way));
            return Ok(());
        }
        let (kind, parts) = self.inside(merged)?;
        let object = named(kind);
        let is_rows = matches!(field.name.node.as_str(), "nodes" | "edges") && is_connection(parent);
        // What only leads to rows gives no name.
        let tells = way.is_inside && !is_rows && !parent.ends_with("Edge");
        if matches!(kind.base, BaseType::List(_)) {
            let way = way.to(merged.key, false, tells);
            if let Some((other, _)) = &level.list {
                let message = format!(
                    "`{}` and `{}` are two lists beside each other, and a table has room for one; ask for them in two queries",
                    other.join("."),
                    way.path.join(".")
                );
                return Err(refused(message));
            }
            let mut inner = Level::default();
            self.selection(&parts, &Way { path: Vec::new(), names: Vec::new(), is_given: true, ..way.clone() }, &mut inner)?;
            level.list = Some((way.path, Box::new(inner)));
            return Ok(());
        }
        if field.alias.is_some() && way.is_inside && self.is_single(&parts) {
            return self.single(&parts, way.to(merged.key, true, true), level);
        }
        let has_rows = is_connection(object) && self.fields(&parts).any(|name| matches!(name, "nodes" | "edges"));
        self.selection(&parts, &way.to(merged.key, tells && !has_rows, tells), level)
    }

    /// The type of a field that has fields itself, and all that is asked of it.
    fn inside(&self, merged: &Merged<'a>) -> Result<(&'a Type, Vec<Part<'a>>), ApiError> {
        let kind = |(field, parent): (&'a Field, &'a str)| self.shapes.field(parent, &field.name.node).map(|shape| &shape.kind);
        let Some(first) = kind(merged.first) else {
            let message = format!("`{}` tells about the schema, and is no table; ask for it as JSON, or take /schema.graphql", merged.key);
            return Err(refused(message));
        };
        if let BaseType::List(item) = &first.base
            && matches!(item.base, BaseType::List(_))
        {
            let message = format!("`{}` is a list of lists, and rows would not tell which one they are of; ask for it as JSON", merged.key);
            return Err(refused(message));
        }
        let parts = merged.all().filter_map(|one| Some((&one.0.selection_set.node, named(kind(one)?))));
        Ok((first, parts.collect()))
    }

    /// The names of the fields that are asked of an object.
    fn fields(&self, parts: &[Part<'a>]) -> impl Iterator<Item = &'a str> {
        merged(self.document, parts).into_iter().map(|merged| merged.first.0.name.node.as_str())
    }

    /// Whether a selection comes down to one value.
    fn is_single(&self, parts: &[Part<'a>]) -> bool {
        match &merged(self.document, parts)[..] {
            [only] if is_leaf(only.first.0) => true,
            [only] => self.inside(only).is_ok_and(|(_, parts)| self.is_single(&parts)),
            _ => false,
        }
    }

    /// The one value that a selection comes down to, under the name of the alias before it.
    fn single(&self, parts: &[Part<'a>], way: Way, level: &mut Level) -> Result<(), ApiError> {
        for only in merged(self.document, parts) {
            let way = Way { is_given: self.is_given(&way, parts, &only), ..way.to(only.key, false, false) };
            if is_leaf(only.first.0) {
                level.columns.push(self.place(&only, &way));
                continue;
            }
            let (kind, parts) = self.inside(&only)?;
            if matches!(kind.base, BaseType::List(_)) {
                let message = format!("`{}` is a list under the alias of one value; ask for it without the alias", way.path.join("."));
                return Err(refused(message));
            }
            self.single(&parts, way, level)?;
        }
        Ok(())
    }

    /// Fields under one key are of one type, or the document would not have been let in.
    fn place(&self, merged: &Merged<'a>, way: &Way) -> Place {
        let (field, parent) = merged.first;
        let shape = self.shapes.field(parent, &field.name.node);
        let kind = shape.map_or(Kind::Text, |shape| leaf(&shape.kind));
        let says = shape.map(|shape| shape.says.clone()).unwrap_or_default();
        let column = Column { name: way.names.join("_"), kind, says, required: way.is_given };
        Place { column, whole: way.whole.join("_"), path: way.path.clone() }
    }
}

fn is_leaf(field: &Field) -> bool {
    field.selection_set.node.items.is_empty()
}

/// What a cell of this type holds. A list of values is joined into a text; an enum and an id are texts.
fn leaf(kind: &Type) -> Kind {
    match &kind.base {
        BaseType::List(_) => Kind::Text,
        BaseType::Named(name) => match name.as_str() {
            "Int" => Kind::Integer,
            "Float" => Kind::Float,
            "Boolean" => Kind::Boolean,
            "Date" => Kind::Date,
            "Yuan" => Kind::Decimal(2),
            "Decimal" => Kind::Decimal(4),
            _ => Kind::Text,
        },
    }
}

impl Level {
    /// Gives a column its whole path for a name where one before it has the name already.
    fn tell_apart(&mut self, taken: &mut HashSet<String>) -> Result<(), ApiError> {
        for Place { column, whole, .. } in &mut self.columns {
            if !taken.insert(column.name.clone()) {
                if !taken.insert(whole.clone()) {
                    return Err(refused(format!("two columns would be named `{whole}`; give one of them another alias")));
                }
                column.name.clone_from(whole);
            }
        }
        self.list.as_mut().map_or(Ok(()), |(_, inner)| inner.tell_apart(taken))
    }

    fn columns(&self, columns: &mut Vec<Column>) {
        columns.extend(self.columns.iter().map(|place| place.column.clone()));
        if let Some((_, inner)) = &self.list {
            inner.columns(columns);
        }
    }

    /// A row for each innermost item; an item whose list is empty has no row.
    fn rows(&self, value: &Value, before: &[Cell], rows: &mut Vec<Vec<Cell>>) {
        let mut cells = Vec::with_capacity(before.len() + self.columns.len());
        cells.extend_from_slice(before);
        cells.extend(self.columns.iter().map(|place| cell(at(value, &place.path))));
        match &self.list {
            None => rows.push(cells),
            Some((path, inner)) => {
                if let Some(Value::List(items)) = at(value, path) {
                    items.iter().for_each(|item| inner.rows(item, &cells, rows));
                }
            }
        }
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Object(fields) => fields.get(key.as_str()),
        _ => None,
    })
}

/// A value as a cell: a list of values is joined with `;`.
fn cell(value: Option<&Value>) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Null,
        Some(Value::String(text)) => Cell::String(text.clone()),
        Some(Value::Number(number)) => Cell::Number(number.clone()),
        Some(Value::Boolean(truth)) => Cell::Bool(*truth),
        Some(Value::Enum(name)) => Cell::String(name.to_string()),
        Some(Value::List(items)) => {
            let texts = items.iter().map(|item| match cell(Some(item)) {
                Cell::String(text) => text,
                other => other.to_string(),
            });
            Cell::String(texts.collect::<Vec<_>>().join(";"))
        }
        Some(other) => other.clone().into_json().unwrap_or_default(),
    }
}

fn refused(message: String) -> ApiError {
    ApiError::new(Code::BadUserInput, message)
}
