//! Any answer as a table: the lists on one path are unnested, a row for each innermost item. A column is named by its path of aliases joined with `_`;
//! what only leads to the rows (the root field, `nodes`, `edges`, lists) gives no name, and an alias over a single value is the name of that value.

use super::error::{ApiError, Code};
use super::shapes::{Shapes, named};
use crate::table::{Column, Kind, Table};
use async_graphql::parser::types::{BaseType, ExecutableDocument, Field, Selection, SelectionSet, Type};
use async_graphql::{Name, Positioned, Value};
use serde_json::Value as Cell;

/// One level of an answer: the columns that stand on it, and the list below it.
#[derive(Default)]
struct Level {
    columns: Vec<Place>,
    list: Option<(Vec<String>, Box<Level>)>,
}

/// A column, and the response keys from its level down to the value.
struct Place {
    column: Column,
    path: Vec<String>,
}

/// How answers of one document become a table.
pub struct Plan(Level);

impl Plan {
    /// Fails, in a sentence for the asker, if the document makes no table.
    pub fn of(shapes: &Shapes, document: &ExecutableDocument) -> Result<Plan, ApiError> {
        let mut operations = document.operations.iter();
        let (Some((_, operation)), None) = (operations.next(), operations.next()) else {
            return Err(refused("a table comes from a document with one operation".to_owned()));
        };
        let mut level = Level::default();
        Walk { shapes, document }.selection(&operation.node.selection_set.node, Shapes::QUERY, &[], &[], true, &mut level)?;
        let plan = Plan(level);
        let columns = plan.columns();
        match columns.iter().enumerate().find(|(at, column)| columns.iter().skip(at + 1).any(|other| other.name == column.name)) {
            Some((_, Column { name, .. })) => Err(refused(format!("two columns would be named `{name}`; give one of them another alias"))),
            None => Ok(plan),
        }
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

impl Walk<'_> {
    /// Adds what a selection asks for. `names` and `path` lead from the level to this object.
    fn selection(
        &self,
        set: &SelectionSet,
        parent: &str,
        names: &[String],
        path: &[String],
        is_root: bool,
        level: &mut Level,
    ) -> Result<(), ApiError> {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => self.field(field, parent, names, path, is_root, level)?,
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map_or(parent, |condition| condition.node.on.node.as_str());
                    self.selection(&fragment.node.selection_set.node, on, names, path, is_root, level)?;
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.selection(&fragment.node.selection_set.node, on, names, path, is_root, level)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn field(
        &self,
        field: &Positioned<Field>,
        parent: &str,
        names: &[String],
        path: &[String],
        is_root: bool,
        level: &mut Level,
    ) -> Result<(), ApiError> {
        let Field { name, alias, selection_set, .. } = &field.node;
        let key = alias.as_ref().unwrap_or(name).node.to_string();
        let path = [path, std::slice::from_ref(&key)].concat();
        if selection_set.node.items.is_empty() {
            level.columns.push(self.place([names, &[key]].concat().join("_"), path, parent, &name.node));
            return Ok(());
        }
        let Some(kind) = self.shapes.field(parent, &name.node).map(|shape| &shape.kind) else { return Ok(()) };
        let (is_list, object) = (matches!(kind.base, BaseType::List(_)), named(kind));
        if is_list {
            if let Some((other, _)) = &level.list {
                let message = format!(
                    "`{}` and `{}` are two lists beside each other, and a table has room for one; ask for them in two queries",
                    other.join("."),
                    path.join(".")
                );
                return Err(refused(message));
            }
            let mut inner = Level::default();
            self.selection(&selection_set.node, object, &[], &[], false, &mut inner)?;
            level.list = Some((path, Box::new(inner)));
            return Ok(());
        }
        // The rows of a connection are its nodes; counts and cursors beside them are no columns of theirs. Without rows it is an object like any other.
        let is_rows = |item: &Positioned<Selection>| match &item.node {
            Selection::Field(field) => matches!(field.node.name.node.as_str(), "nodes" | "edges"),
            _ => true,
        };
        if let Some(rows) = selection_set.node.items.iter().find(|item| object.ends_with("Connection") && is_rows(item)) {
            let only_rows = SelectionSet { items: vec![rows.clone()] };
            return self.selection(&only_rows, object, names, &path, false, level);
        }
        let names = match () {
            () if is_root || object.ends_with("Edge") || parent.ends_with("Edge") => names.to_vec(),
            () if alias.is_some() && self.single(&selection_set.node) => {
                return self.value(&selection_set.node, [names, &[key]].concat().join("_"), path, level, object);
            }
            () => [names, &[key]].concat(),
        };
        self.selection(&selection_set.node, object, &names, &path, false, level)
    }

    /// Whether a selection comes down to one value.
    fn single(&self, set: &SelectionSet) -> bool {
        match &set.items[..] {
            [item] => match &item.node {
                Selection::Field(field) => field.node.selection_set.node.items.is_empty() || self.single(&field.node.selection_set.node),
                _ => false,
            },
            _ => false,
        }
    }

    /// The one value that a selection comes down to, under a given name.
    fn value(&self, set: &SelectionSet, name: String, mut path: Vec<String>, level: &mut Level, parent: &str) -> Result<(), ApiError> {
        let (mut set, mut parent) = (set, parent);
        while let Some(Selection::Field(field)) = set.items.first().map(|item| &item.node) {
            let Field { name: of, alias, selection_set, .. } = &field.node;
            path.push(alias.as_ref().unwrap_or(of).node.to_string());
            let kind = self.shapes.field(parent, &of.node).map(|shape| &shape.kind);
            if selection_set.node.items.is_empty() {
                level.columns.push(self.place(name, path, parent, &of.node));
                break;
            }
            if matches!(kind, Some(Type { base: BaseType::List(_), .. })) {
                let message = format!("`{}` is a list under the alias of one value; ask for it without the alias", path.join("."));
                return Err(refused(message));
            }
            (set, parent) = (&selection_set.node, kind.map_or(parent, named));
        }
        Ok(())
    }

    fn place(&self, name: String, path: Vec<String>, parent: &str, field: &Name) -> Place {
        let shape = self.shapes.field(parent, field);
        let kind = shape.map_or(Kind::Text, |shape| leaf(&shape.kind));
        Place { column: Column { name, kind, says: shape.map(|shape| shape.says.clone()).unwrap_or_default() }, path }
    }
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
