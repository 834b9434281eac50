//! The saved queries: each `queries/<name>.graphql` is one. A comment on top says what it answers and what its variables mean.

use super::error::{ApiError, Code};
use super::spelling::spell;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{BaseType, ExecutableDocument, OperationDefinition, Type};
use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};

static QUERIES: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// A question that the product exists to answer.
pub struct SavedQuery {
    /// The stem of its file.
    pub name: &'static str,
    pub text: &'static str,
}

/// A variable of a saved query.
pub struct Variable {
    pub name: String,
    /// As GraphQL writes it: `[ID!]`.
    pub kind: String,
    pub required: bool,
    /// What the comment on top says of it.
    pub says: String,
}

impl SavedQuery {
    /// All of them, by name.
    pub fn all() -> Vec<SavedQuery> {
        let mut all: Vec<SavedQuery> = QUERIES
            .files()
            .filter_map(|file| {
                let name = file.path().to_str()?.strip_suffix(".graphql")?;
                Some(SavedQuery { name, text: file.contents_utf8()? })
            })
            .collect();
        all.sort_by_key(|query| query.name);
        all
    }

    pub fn named(name: &str) -> Option<SavedQuery> {
        SavedQuery::all().into_iter().find(|query| query.name == name)
    }

    /// What it answers: the first paragraph of the comment on top.
    pub fn says(&self) -> String {
        let comment = self.text.lines().take_while(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
        comment.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub fn variables(&self) -> Result<Vec<Variable>, ApiError> {
        let document = self.document()?;
        let operation = operation(&document)?;
        let described = |name: &str| {
            let line = self.text.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix("  "));
            line.unwrap_or_default().trim().to_owned()
        };
        let variables = operation.variable_definitions.iter().map(|definition| {
            let (name, kind) = (&definition.node.name.node, &definition.node.var_type.node);
            let required = !kind.nullable && definition.node.default_value.is_none();
            Variable { name: name.to_string(), kind: kind.to_string(), required, says: described(name) }
        });
        Ok(variables.collect())
    }

    pub fn document(&self) -> Result<ExecutableDocument, ApiError> {
        parse_query(self.text).map_err(|error| ApiError::new(Code::ParseFailed, error.to_string()))
    }

    /// Variables from `name=value` pairs, each read as the query declares it. A list takes its name several times, or values joined by commas.
    pub fn read_variables(&self, pairs: &[(String, String)]) -> Result<Map<String, Value>, ApiError> {
        let document = self.document()?;
        let definitions = &operation(&document)?.variable_definitions;
        let mut variables = Map::new();
        for (name, text) in pairs {
            let Some(definition) = definitions.iter().find(|definition| definition.node.name.node == name.as_str()) else {
                let known: Vec<&str> = definitions.iter().map(|definition| definition.node.name.node.as_str()).collect();
                return Err(bad(format!("`{}` has no variable `{name}`; it has {}", self.name, known.join(", "))));
            };
            match &definition.node.var_type.node.base {
                BaseType::List(item) => {
                    let list = variables.entry(name.clone()).or_insert_with(|| Value::Array(Vec::new()));
                    for part in text.split(',').filter(|part| !part.is_empty()) {
                        let value = scalar(name, item, part)?;
                        if let Some(list) = list.as_array_mut() {
                            list.push(value);
                        }
                    }
                }
                BaseType::Named(_) => {
                    if variables.insert(name.clone(), scalar(name, &definition.node.var_type.node, text)?).is_some() {
                        return Err(bad(format!("`{name}` takes one value, and two are given")));
                    }
                }
            }
        }
        for definition in definitions {
            let (name, node) = (&definition.node.name.node, &definition.node);
            if !node.var_type.node.nullable && node.default_value.is_none() && !variables.contains_key(name.as_str()) {
                return Err(bad(format!("`{}` needs the variable `{name}`", self.name)));
            }
        }
        Ok(variables)
    }
}

/// A value as its type wants it. What is not a number or a truth value goes on as text, and the schema has the last word.
fn scalar(name: &str, kind: &Type, text: &str) -> Result<Value, ApiError> {
    let BaseType::Named(kind) = &kind.base else { return Ok(Value::String(text.to_owned())) };
    match kind.as_str() {
        "Int" => text.parse::<i32>().map(Value::from).map_err(|_| bad(format!("`{name}` is a whole number, not `{text}`"))),
        "Float" => text.parse::<f64>().map(Value::from).map_err(|_| bad(format!("`{name}` is a number, not `{text}`"))),
        "Boolean" => text.parse::<bool>().map(Value::from).map_err(|_| bad(format!("`{name}` is true or false, not `{text}`"))),
        // An input object is written as JSON; no id, day or word of an enum begins like one.
        kind => {
            let mut value = match text.trim_start().starts_with('{') {
                true => serde_json::from_str(text).map_err(|error| bad(format!("`{name}` is not an object of JSON: {error}")))?,
                false => Value::String(text.to_owned()),
            };
            spell(kind, name, &mut value)?;
            Ok(value)
        }
    }
}

/// The one operation of a saved query.
fn operation(document: &ExecutableDocument) -> Result<&OperationDefinition, ApiError> {
    let first = document.operations.iter().next();
    first.map(|(_, operation)| &operation.node).ok_or_else(|| bad("a saved query has one operation".to_owned()))
}

fn bad(message: String) -> ApiError {
    ApiError::new(Code::BadUserInput, message)
}
