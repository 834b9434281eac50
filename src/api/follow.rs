//! Runs a query to the end of its outermost connection, page by page, for tables. A query that says `first` or `last` itself is taken at its word.

use super::context::Ask;
use super::error::{ApiError, Code};
use super::limits::Limits;
use super::schema::Schema;
use super::table::{Shapes, Table};
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{ExecutableDocument, Field, Selection};
use async_graphql::{Name, Positioned, Request, Value as Constant, Variables};
use serde_json::{Map, Value};

/// What answers queries as tables.
pub struct Tables {
    schema: Schema,
    shapes: Shapes,
}

impl Tables {
    pub fn new(schema: Schema) -> Result<Tables, ApiError> {
        let document = parse_schema(schema.sdl()).map_err(|error| ApiError::new(Code::Internal, error.to_string()))?;
        Ok(Tables { schema, shapes: Shapes::of(&document) })
    }

    /// The whole table of a query. An error of any field is an error of the table: a table with holes would mislead.
    pub async fn table(&self, document: &ExecutableDocument, variables: Map<String, Value>, ask: &Ask) -> Result<Table, ApiError> {
        let mut document = document.clone();
        let connection = open_connection(&mut document, &variables);
        let mut table = Table { columns: Vec::new(), rows: Vec::new() };
        let mut after: Option<String> = None;
        loop {
            let (mut page, mut variables) = (document.clone(), variables.clone());
            if connection.is_some() {
                turn_to(&mut page, &mut variables, after.as_deref());
            }
            let data = self.run(page.clone(), variables.clone(), ask).await?;
            there_is_something(&data, &variables)?;
            let part = self.shapes.table(&page, &data)?;
            table.columns = part.columns;
            table.rows.extend(part.rows);
            let info = connection.as_ref().and_then(|key| data.get(key)?.get(PAGE_INFO));
            match info.filter(|info| info.get("hasNextPage") == Some(&Value::Bool(true))).and_then(|info| info.get("endCursor")?.as_str()) {
                Some(cursor) => after = Some(cursor.to_owned()),
                None => return Ok(table),
            }
        }
    }

    async fn run(&self, document: ExecutableDocument, variables: Map<String, Value>, ask: &Ask) -> Result<Value, ApiError> {
        let mut request = Request::new("").variables(Variables::from_json(Value::Object(variables))).data(ask.clone()).data(Limits::DEFAULT);
        request.set_parsed_query(document);
        let response = self.schema.execute(request).await;
        if let Some(error) = response.errors.first() {
            return Err(ApiError::new(Code::BadUserInput, error.message.clone()));
        }
        response.data.into_json().map_err(|error| ApiError::new(Code::Internal, error.to_string()))
    }
}

/// One thing that was asked for by its id and is not there is a mistake of the asker, not a table without rows.
fn there_is_something(data: &Value, variables: &Map<String, Value>) -> Result<(), ApiError> {
    let Some((name, Value::Null)) = data.as_object().and_then(|data| data.iter().next()) else { return Ok(()) };
    let given: Vec<&str> = variables.get(name).into_iter().chain(variables.values()).filter_map(Value::as_str).take(1).collect();
    Err(ApiError::new(Code::BadUserInput, format!("there is no {name} `{}`; ids are those that the lists give", given.join(", "))))
}

/// The key under which we ask for the place of a page; no client's field has it.
const PAGE_INFO: &str = "pageInfoOfTheTable";

/// The response key of the connection at the root, if it leaves its size open.
fn open_connection(document: &mut ExecutableDocument, variables: &Map<String, Value>) -> Option<String> {
    let field = root_field(document)?;
    let sized = field.arguments.iter().filter(|(name, _)| matches!(name.node.as_str(), "first" | "last" | "before"));
    let mut given = sized.filter(|(_, value)| {
        let of = |name: Name| {
            Ok::<_, ()>(variables.get(name.as_str()).and_then(|value| Constant::from_json(value.clone()).ok()).unwrap_or(Constant::Null))
        };
        value.node.clone().into_const_with(of) != Ok(Constant::Null)
    });
    let has_rows = |field: &Field| {
        field
            .selection_set
            .node
            .items
            .iter()
            .any(|item| matches!(&item.node, Selection::Field(field) if matches!(field.node.name.node.as_str(), "nodes" | "edges")))
    };
    (given.next().is_none() && has_rows(field)).then(|| field.alias.as_ref().unwrap_or(&field.name).node.to_string())
}

/// The one field at the root.
fn root_field(document: &mut ExecutableDocument) -> Option<&mut Field> {
    use async_graphql::parser::types::DocumentOperations;
    let operation = match &mut document.operations {
        DocumentOperations::Single(operation) => operation,
        DocumentOperations::Multiple(operations) => operations.values_mut().next()?,
    };
    match &mut operation.node.selection_set.node.items[..] {
        [item] => match &mut item.node {
            Selection::Field(field) => Some(&mut field.node),
            _ => None,
        },
        _ => None,
    }
}

/// Asks for the page after a cursor, as large as it may be, and for its place in the list.
fn turn_to(document: &mut ExecutableDocument, variables: &mut Map<String, Value>, after: Option<&str>) {
    let Some(field) = root_field(document) else { return };
    let at = field.name.pos;
    give(field, variables, "first", Value::from(Limits::DEFAULT.page));
    if let Some(cursor) = after {
        give(field, variables, "after", Value::from(cursor));
    }
    let leaf = |name: &str| Positioned::new(Selection::Field(Positioned::new(plain(name, None, Vec::new(), at), at)), at);
    let info = plain("pageInfo", Some(PAGE_INFO), vec![leaf("hasNextPage"), leaf("endCursor")], at);
    field.selection_set.node.items.push(Positioned::new(Selection::Field(Positioned::new(info, at)), at));
}

/// Sets an argument: through its variable, if it has one, so that every variable stays in use.
fn give(field: &mut Field, variables: &mut Map<String, Value>, name: &str, value: Value) {
    let at = field.name.pos;
    let given = field.arguments.iter().position(|(argument, _)| argument.node == name);
    let variable = given.and_then(|index| field.arguments[index].1.node.to_string().strip_prefix('$').map(str::to_owned));
    if let Some(variable) = variable {
        variables.insert(variable, value);
        return;
    }
    if let Some(index) = given {
        field.arguments.remove(index);
    }
    let value = Constant::from_json(value).unwrap_or(Constant::Null);
    field.arguments.push((Positioned::new(Name::new(name), at), Positioned::new(value.into_value(), at)));
}

fn plain(name: &str, alias: Option<&str>, items: Vec<Positioned<Selection>>, at: async_graphql::Pos) -> Field {
    Field {
        alias: alias.map(|alias| Positioned::new(Name::new(alias), at)),
        name: Positioned::new(Name::new(name), at),
        arguments: Vec::new(),
        directives: Vec::new(),
        selection_set: Positioned::new(async_graphql::parser::types::SelectionSet { items }, at),
    }
}
