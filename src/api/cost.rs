//! How many values an operation may make at most, told before it runs: the fields it selects, times the lists they stand in.
//! Like the guard it walks a fragment once. It knows the lists from the schema, and the sizes of pages from the variables; how long a list
//! without pages is, it can only guess, and guesses high.

use std::collections::HashMap;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::ast::Value;
use apollo_compiler::executable::{Field, Selection, SelectionSet};
use apollo_compiler::response::JsonMap;

/// Rows on a page, or things in a list, when neither the query nor the schema says how many.
const ROWS: u64 = 100;

/// Expects a valid document, in which no fragment contains itself.
pub fn at_most(document: &ExecutableDocument, set: &SelectionSet, variables: &JsonMap) -> u64 {
    Walk { document, variables, known: HashMap::new() }.set(set, false)
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    variables: &'a JsonMap,
    /// Fragments met so far, apart for those inside of a page.
    known: HashMap<(&'a str, bool), u64>,
}

impl<'a> Walk<'a> {
    /// `paged`: the set belongs to a connection, whose rows have been counted, so that its `nodes` and `edges` do not count them again.
    fn set(&mut self, set: &'a SelectionSet, paged: bool) -> u64 {
        let costs = set.selections.iter().map(|selection| match selection {
            Selection::Field(field) => self.field(field, paged),
            Selection::InlineFragment(inline) => self.set(&inline.selection_set, paged),
            Selection::FragmentSpread(spread) => self.fragment(&spread.fragment_name, paged),
        });
        costs.fold(0, u64::saturating_add)
    }

    fn field(&mut self, field: &'a Field, paged: bool) -> u64 {
        let connection = field.definition.argument_by_name("first").is_some();
        let rows = match (connection, field.ty().is_list() && !paged) {
            (true, _) => self.page(field),
            (false, true) => ROWS,
            (false, false) => 1,
        };
        let inner = self.set(&field.selection_set, connection);
        // A row is a value itself, beside the fields in it.
        inner.saturating_add(1).saturating_mul(rows).saturating_add(1)
    }

    fn fragment(&mut self, name: &'a str, paged: bool) -> u64 {
        if let Some(cost) = self.known.get(&(name, paged)) {
            return *cost;
        }
        let document = self.document;
        let cost = document.fragments.get(name).map_or(0, |fragment| self.set(&fragment.selection_set, paged));
        self.known.insert((name, paged), cost);
        cost
    }

    /// `last` says as much about a page as `first` does.
    fn page(&self, field: &Field) -> u64 {
        let given = ["first", "last"].into_iter().find_map(|name| {
            let argument = field.arguments.iter().find(|given| given.name == name)?;
            self.number(&argument.value)
        });
        let stated = || field.definition.argument_by_name("first")?.default_value.as_ref().and_then(|value| self.number(value));
        given.or_else(stated).unwrap_or(ROWS).max(1)
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
