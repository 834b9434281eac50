//! The saved queries: each `queries/<name>.graphql` is one. A comment on top says what it answers and what its variables mean.

use super::error::{ApiError, Code};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, Type};
use include_dir::{Dir, include_dir};
use std::collections::HashMap;
use std::sync::LazyLock;

static QUERIES: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// How much alike a name must be to be taken for the one that was meant.
const ALIKE: f64 = 0.8;

/// A question that the product exists to answer.
pub struct SavedQuery {
    /// The stem of its file.
    pub name: &'static str,
    pub text: &'static str,
}

/// A variable of a saved query.
pub struct Variable {
    pub name: String,
    pub kind: Type,
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

    /// The one with this name; otherwise a sentence that says which there are.
    pub fn named(name: &str) -> Result<SavedQuery, ApiError> {
        let all = SavedQuery::all();
        let names: Vec<&str> = all.iter().map(|query| query.name).collect();
        let near = names
            .iter()
            .copied()
            .filter(|known| strsim::jaro_winkler(known, name) > ALIKE)
            .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        let meant = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_else(|| ".".to_owned());
        let message = format!("There is no saved query `{name}`{meant} There are {}.", names.join(", "));
        all.into_iter().find(|query| query.name == name).ok_or_else(|| ApiError::new(Code::NotFound, message))
    }

    /// The name of the query that is written so, to the letter.
    pub fn with_text(text: &str) -> Option<&'static str> {
        static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| SavedQuery::all().iter().map(|query| (query.text, query.name)).collect());
        NAMES.get(text).copied()
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
            Variable { name: name.to_string(), kind: kind.clone(), required, says: described(name) }
        });
        Ok(variables.collect())
    }

    pub fn document(&self) -> Result<ExecutableDocument, ApiError> {
        parse_query(self.text).map_err(|error| ApiError::new(Code::ParseFailed, error.to_string()))
    }
}

/// The one operation of a saved query.
pub(super) fn operation(document: &ExecutableDocument) -> Result<&OperationDefinition, ApiError> {
    let first = document.operations.iter().next();
    first.map(|(_, operation)| &operation.node).ok_or_else(|| bad("a saved query has one operation".to_owned()))
}

fn bad(message: String) -> ApiError {
    ApiError::new(Code::BadUserInput, message)
}
