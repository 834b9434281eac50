//! Reads a document and holds it against the schema, with a second pair of eyes: the executor's own validator accepts documents that the
//! specification refuses, and its reader recurses without end on brackets. Beside this file only `values` and `cost` know apollo-compiler.

use std::collections::{HashMap, HashSet};

use apollo_compiler::ast;
use apollo_compiler::parser::{LineColumn, Parser};
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::response::{GraphQLError, JsonMap, JsonValue};
use apollo_compiler::validation::{DiagnosticList, Valid};
use apollo_compiler::{ExecutableDocument, Name, Schema};
use async_graphql::Pos;
use serde_json::{Map, Value};

use super::cost;
use super::error::{ApiError, Code};
use super::limits::Limits;
use super::values;

/// The schema, and what it takes to hold a document against it.
pub struct Validator {
    schema: Valid<Schema>,
}

/// A document that the schema allows.
pub struct Allowed {
    document: Valid<ExecutableDocument>,
    /// How many values each operation may make at most that has no variables, by which it could make more.
    costs: HashMap<Option<Name>, u64>,
}

impl Validator {
    /// Fails, with what is wrong, only if our own schema is not a valid one.
    pub fn new(sdl: &str) -> Result<Self, String> {
        // The executor prints `@oneOf` on a type without defining it, and the compiler does not know it yet.
        let one_of = match sdl.contains("directive @oneOf") {
            true => "",
            false => "\ndirective @oneOf on INPUT_OBJECT\n",
        };
        let schema = Schema::parse_and_validate(format!("{sdl}{one_of}"), "schema.graphql").map_err(|broken| broken.errors.to_string())?;
        Ok(Self { schema })
    }

    /// Reads the text. What comes back is safe to hand to a reader that recurses.
    pub fn read(&self, text: &str, limits: &Limits) -> Result<ast::Document, Vec<ApiError>> {
        let mut parser = Parser::new().token_limit(limits.tokens).recursion_limit(Limits::BRACKETS);
        let read = parser.parse_ast(text, "query");
        if parser.tokens_reached() > limits.tokens {
            let message = format!("The query has more than {} tokens. Split it, or pass long lists as variables.", limits.tokens);
            return Err(vec![ApiError::over(Code::QueryTooComplex, message, limits.tokens, parser.tokens_reached() as u64)]);
        }
        if parser.recursion_reached() > Limits::BRACKETS {
            let message = format!("The query has more than {} brackets inside one another. Pass deep values as variables.", Limits::BRACKETS);
            return Err(vec![ApiError::over(Code::QueryTooComplex, message, Limits::BRACKETS, parser.recursion_reached() as u64)]);
        }
        read.map_err(|broken| {
            let mut told = all_told(&broken.errors, Code::ParseFailed);
            told.dedup_by(|one, other| one.message == other.message && one.locations == other.locations);
            told.truncate(Limits::ERRORS);
            told
        })
    }

    pub fn allow(&self, document: &ast::Document) -> Result<Allowed, Vec<ApiError>> {
        let valid = document.to_executable_validate(&self.schema).map_err(|broken| {
            let selected = selected(document);
            let mut told = all_told(&broken.errors, Code::ValidationFailed);
            // A selection of nothing but wrong fields is read as none at all; what is wrong with them is told.
            let is_none = |error: &ApiError| error.message.contains("must have a subselection set");
            if !told.iter().all(is_none) {
                told.retain(|error| !is_none(error) || !error.locations.iter().any(|at| selected.contains(at)));
            }
            told.truncate(Limits::ERRORS);
            told
        })?;
        let mut errors = values::check(&valid, &self.schema);
        errors.truncate(Limits::ERRORS);
        if !errors.is_empty() {
            return Err(errors);
        }
        let fixed = valid.operations.iter().filter(|operation| operation.variables.is_empty());
        let cost = |set| cost::at_most(&valid, set, &JsonMap::new());
        let costs = fixed.map(|operation| (operation.name.clone(), cost(&operation.selection_set))).collect();
        Ok(Allowed { document: valid, costs })
    }

    /// Holds the variables against their types, which the executor does too late or not at all (a number of 64 bits passes for
    /// its `Int`), and tells how many values the operation may make with them.
    pub fn admit(&self, allowed: &Allowed, operation: Option<&str>, values: &Map<String, Value>) -> Result<u64, ApiError> {
        let Allowed { document, costs } = allowed;
        let Ok(operation) = document.operations.get(operation) else {
            return Ok(0);
        };
        if let Some(cost) = costs.get(&operation.name) {
            return Ok(*cost);
        }
        let values: JsonMap = values.iter().map(|(name, value)| (name.as_str().into(), JsonValue::from(value.clone()))).collect();
        let coerced = coerce_variable_values(&self.schema, operation, &values).map_err(|error| {
            let place = error.location().and_then(|span| span.line_column(&document.sources));
            let message = error.message().to_string();
            ApiError::new(Code::BadUserInput, sentence(&message)).at(place.map(position))
        })?;
        Ok(cost::at_most(document, &operation.selection_set, &coerced))
    }
}

/// Where fields stand that have a selection, whatever is in it.
fn selected(document: &ast::Document) -> HashSet<Pos> {
    let sets = document.definitions.iter().filter_map(|definition| match definition {
        ast::Definition::OperationDefinition(operation) => Some(&operation.selection_set),
        ast::Definition::FragmentDefinition(fragment) => Some(&fragment.selection_set),
        _ => None,
    });
    let (mut open, mut found): (Vec<_>, _) = (sets.flatten().collect(), HashSet::new());
    while let Some(selection) = open.pop() {
        match selection {
            ast::Selection::Field(field) => {
                let place = field.line_column_range(&document.sources).filter(|_| !field.selection_set.is_empty());
                found.extend(place.map(|place| position(place.start)));
                open.extend(&field.selection_set);
            }
            ast::Selection::InlineFragment(fragment) => open.extend(&fragment.selection_set),
            ast::Selection::FragmentSpread(_) => {}
        }
    }
    found
}

fn all_told(errors: &DiagnosticList, code: Code) -> Vec<ApiError> {
    let one = |error: apollo_compiler::diagnostic::Diagnostic<'_, _>| {
        let error: GraphQLError = error.to_json();
        ApiError { locations: error.locations.into_iter().map(position).collect(), ..ApiError::new(code, sentence(&error.message)) }
    };
    errors.iter().map(one).collect()
}

/// The parser prefixes its sentences with their kind, which the code already says.
fn sentence(message: &str) -> String {
    message.trim().trim_start_matches("syntax error: ").to_owned()
}

pub(super) fn position(at: LineColumn) -> Pos {
    Pos { line: at.line, column: at.column }
}
