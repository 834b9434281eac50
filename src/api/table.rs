//! Any answer as a table: the lists on one path are unnested, a row for each innermost item. A column is named by its path of aliases joined with `_`;
//! what only leads to the rows (the root field, `nodes`, `edges`, lists) gives no name, and an alias over a single value is the name of that value.

use super::error::{ApiError, Code};
use async_graphql::parser::types::{
    BaseType, ExecutableDocument, Field, ObjectType, Selection, SelectionSet, ServiceDocument, Type, TypeKind, TypeSystemDefinition,
};
use async_graphql::{Name, Positioned};
use serde_json::Value;
use std::collections::HashMap;

/// Rows under named columns. A cell is null, a truth value, a number or a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

/// The types of all fields, for telling lists and leaves.
pub struct Shapes {
    fields: HashMap<(String, String), Type>,
    query: String,
}

/// One level of an answer: the columns that stand on it, and the list below it.
#[derive(Default)]
struct Level {
    columns: Vec<Column>,
    list: Option<(Vec<String>, Box<Level>)>,
}

struct Column {
    name: String,
    /// Response keys from this level down to the value.
    path: Vec<String>,
}

impl Shapes {
    /// From the schema in its own language.
    pub fn of(schema: &ServiceDocument) -> Shapes {
        let mut fields = HashMap::new();
        for definition in &schema.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let (TypeKind::Object(ObjectType { fields: own, .. })
            | TypeKind::Interface(async_graphql::parser::types::InterfaceType { fields: own, .. })) = &definition.node.kind
            else {
                continue;
            };
            for field in own {
                fields.insert((definition.node.name.node.to_string(), field.node.name.node.to_string()), field.node.ty.node.clone());
            }
        }
        Shapes { fields, query: "Query".to_owned() }
    }

    /// The table of one answer. `data` is what a query of this document gave.
    pub fn table(&self, document: &ExecutableDocument, data: &Value) -> Result<Table, ApiError> {
        let level = self.plan(document)?;
        let mut columns = Vec::new();
        level.names(&mut columns);
        if let Some(twice) = columns.iter().enumerate().find_map(|(at, name)| columns.iter().skip(at + 1).find(|other| *other == name)) {
            return Err(refused(format!("two columns would be named `{twice}`; give one of them another alias")));
        }
        let mut rows = Vec::new();
        level.rows(data, &[], &mut rows);
        Ok(Table { columns, rows })
    }

    fn plan(&self, document: &ExecutableDocument) -> Result<Level, ApiError> {
        let mut operations = document.operations.iter();
        let (Some((_, operation)), None) = (operations.next(), operations.next()) else {
            return Err(refused("a table comes from a document with one operation".to_owned()));
        };
        let mut level = Level::default();
        let walk = Walk { shapes: self, document };
        walk.selection(&operation.node.selection_set.node, &self.query, &[], &[], true, &mut level)?;
        Ok(level)
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
            level.columns.push(Column { name: [names, &[key]].concat().join("_"), path });
            return Ok(());
        }
        let Some(kind) = self.shapes.fields.get(&(parent.to_owned(), name.node.to_string())) else { return Ok(()) };
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
        // The rows of a connection are its nodes; counts and cursors beside them are no columns of theirs.
        if object.ends_with("Connection") {
            let rows = selection_set.node.items.iter().find(|item| match &item.node {
                Selection::Field(field) => matches!(field.node.name.node.as_str(), "nodes" | "edges"),
                _ => true,
            });
            let Some(rows) = rows else { return Err(refused(format!("`{}` asks for no rows; ask for its `nodes`", path.join(".")))) };
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
        let (mut set, mut parent) = (set, parent.to_owned());
        while let Some(Selection::Field(field)) = set.items.first().map(|item| &item.node) {
            let key: &Name = &field.node.alias.as_ref().unwrap_or(&field.node.name).node;
            path.push(key.to_string());
            if let Some(kind) = self.shapes.fields.get(&(parent.clone(), field.node.name.node.to_string())) {
                if matches!(kind.base, BaseType::List(_)) && !field.node.selection_set.node.items.is_empty() {
                    let message = format!("`{}` is a list under the alias of one value; ask for it without the alias", path.join("."));
                    return Err(refused(message));
                }
                parent = named(kind).to_owned();
            }
            set = &field.node.selection_set.node;
        }
        level.columns.push(Column { name, path });
        Ok(())
    }
}

impl Level {
    fn names(&self, columns: &mut Vec<String>) {
        columns.extend(self.columns.iter().map(|column| column.name.clone()));
        if let Some((_, inner)) = &self.list {
            inner.names(columns);
        }
    }

    /// A row for each innermost item; an item whose list is empty has no row.
    fn rows(&self, value: &Value, before: &[Value], rows: &mut Vec<Vec<Value>>) {
        let mut cells = before.to_vec();
        cells.extend(self.columns.iter().map(|column| cell(at(value, &column.path))));
        match &self.list {
            None => rows.push(cells),
            Some((path, inner)) => {
                for item in at(value, path).and_then(Value::as_array).into_iter().flatten() {
                    inner.rows(item, &cells, rows);
                }
            }
        }
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// A value as a cell: a list of values is joined with `;`.
fn cell(value: Option<&Value>) -> Value {
    match value {
        None => Value::Null,
        Some(Value::Array(items)) => {
            let texts = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            Value::String(texts.collect::<Vec<_>>().join(";"))
        }
        Some(value) => value.clone(),
    }
}

fn named(kind: &Type) -> &str {
    match &kind.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(item) => named(item),
    }
}

fn refused(message: String) -> ApiError {
    ApiError::new(Code::BadUserInput, message)
}
