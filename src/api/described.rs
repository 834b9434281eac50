//! A saved query as tools want to know it before they ask: its variables with their kinds of value, and its columns.

use super::engine::Engine;
use super::error::ApiError;
use super::saved::SavedQuery;
use super::shapes::named;
use crate::table::Column;
use async_graphql::parser::types::BaseType;

pub struct Described {
    pub name: &'static str,
    pub says: String,
    pub text: &'static str,
    pub variables: Vec<Variable>,
    pub columns: Vec<Column>,
}

/// A variable of a saved query.
pub struct Variable {
    pub name: String,
    /// As GraphQL writes it: `[ID!]`.
    pub kind: String,
    pub is_list: bool,
    pub required: bool,
    pub says: String,
    /// What one value of it is.
    pub value: Value,
}

/// What stands in one value.
pub enum Value {
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    /// One of these words.
    Word(Vec<String>),
    /// An object of JSON.
    Object,
}

impl Engine {
    /// All saved queries, by name.
    pub fn described(&self) -> Result<Vec<Described>, ApiError> {
        SavedQuery::all().iter().map(|query| self.describe(query)).collect()
    }

    fn describe(&self, query: &SavedQuery) -> Result<Described, ApiError> {
        let variables = query.variables()?.into_iter().map(|variable| Variable {
            is_list: matches!(variable.kind.base, BaseType::List(_)),
            value: match (named(&variable.kind), self.shapes.values(named(&variable.kind))) {
                (_, Some(words)) => Value::Word(words.to_vec()),
                ("Int", _) => Value::Integer,
                ("Float" | "Decimal" | "Yuan", _) => Value::Number,
                ("Boolean", _) => Value::Boolean,
                ("Date", _) => Value::Date,
                ("ID" | "String", _) => Value::Text,
                _ => Value::Object,
            },
            kind: variable.kind.to_string(),
            name: variable.name,
            required: variable.required,
            says: variable.says,
        });
        Ok(Described {
            name: query.name,
            says: query.says(),
            text: query.text,
            variables: variables.collect(),
            columns: self.columns(&query.document()?)?,
        })
    }
}
