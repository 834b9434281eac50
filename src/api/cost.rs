//! How many values an operation may make, at most: the fields it selects, times the rows on the pages they stand on.
//! Like the guard it walks a fragment once. It knows which fields have pages from the schema, and how large they are from the variables.

use std::collections::HashMap;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::ast::Value;
use apollo_compiler::executable::{Field, Selection, SelectionSet};
use apollo_compiler::response::JsonMap;

use super::error::{ApiError, Code};
use super::limits::Limits;

/// Rows on a page when neither the query nor the schema says how many.
const PAGE: u64 = 100;

/// Refuses an operation that could make more values than the limit. The document is a valid one, so no fragment contains itself.
pub fn check(document: &ExecutableDocument, set: &SelectionSet, variables: &JsonMap, limits: &Limits) -> Result<(), ApiError> {
    let mut walk = Walk { document, variables, most: limits.page as u64, known: HashMap::new() };
    let cost = walk.set(set);
    if cost <= limits.cost as u64 {
        return Ok(());
    }
    let message = format!(
        "The query may answer with {cost} values (fields times the rows of their pages); at most {} are allowed. \
         Ask for smaller pages with first, for fewer fields, or for a table.",
        limits.cost
    );
    let error = ApiError::over(Code::QueryTooComplex, message, limits.cost, cost);
    Err(error.with("measure", "values"))
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    variables: &'a JsonMap,
    most: u64,
    known: HashMap<&'a str, u64>,
}

impl<'a> Walk<'a> {
    fn set(&mut self, set: &'a SelectionSet) -> u64 {
        let costs = set.selections.iter().map(|selection| match selection {
            Selection::Field(field) => {
                let inner = self.set(&field.selection_set);
                inner.saturating_mul(self.rows(field)).saturating_add(1)
            }
            Selection::InlineFragment(inline) => self.set(&inline.selection_set),
            Selection::FragmentSpread(spread) => self.fragment(&spread.fragment_name),
        });
        costs.fold(0, u64::saturating_add)
    }

    fn fragment(&mut self, name: &'a str) -> u64 {
        if let Some(cost) = self.known.get(name) {
            return *cost;
        }
        let document = self.document;
        let cost = document.fragments.get(name).map_or(0, |fragment| self.set(&fragment.selection_set));
        self.known.insert(name, cost);
        cost
    }

    /// A field that takes `first` is a connection; `last` says as much as `first` does.
    fn rows(&self, field: &Field) -> u64 {
        let Some(first) = field.definition.argument_by_name("first") else {
            return 1;
        };
        let given = ["first", "last"].into_iter().find_map(|name| {
            let argument = field.arguments.iter().find(|given| given.name == name)?;
            self.number(&argument.value)
        });
        let stated = || first.default_value.as_ref().and_then(|value| self.number(value));
        given.or_else(stated).unwrap_or(PAGE).clamp(1, self.most)
    }

    /// What is null or negative is no number of rows; the resolver says so if it matters.
    fn number(&self, value: &Value) -> Option<u64> {
        match value {
            Value::Int(number) => number.as_str().parse().ok(),
            Value::Variable(name) => self.variables.get(name.as_str())?.as_u64(),
            _ => None,
        }
    }
}
