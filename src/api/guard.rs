//! Measures a document before anything executes it, in time linear in its text: a fragment is walked once, however often it is spread.
//! It knows the document that will be executed and the limits; it does not know the schema.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql::{Pos, Positioned};

use super::error::{ApiError, Code};
use super::limits::Limits;

/// Refuses a document that asks for more than the limits allow, or whose fragments contain themselves.
pub fn check(document: &ExecutableDocument, limits: &Limits) -> Result<(), ApiError> {
    let operations = document.operations.iter().len();
    over("operations", operations as u64, limits.operations, "Send one document for each question.")?;
    over("fragments", document.fragments.len() as u64, limits.fragments, "Write the fields where they are used.")?;

    let mut walk = Walk { document, limits, aliases: 0, directives: 0, known: HashMap::new() };
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        walk.directives += operation.directives.len();
        walk.directives += operation.variable_definitions.iter().map(|variable| variable.node.directives.len()).sum::<usize>();
        let size = walk.set(&operation.selection_set.node, Level::default())?;
        over("fields", size.fields, limits.fields, "Ask for fewer fields, or split the query.")?;
        over("root fields", size.here, limits.root_fields, "Ask for several things of one kind with nodes(ids: [...]), or split the query.")?;
        over("levels of fields", size.depth as u64, limits.depth, "Ask for the inner things by their ids in a second query.")?;
        over("levels of selections", size.nesting as u64, limits.nesting, "Use fewer fragments inside one another.")?;
    }
    // A fragment that nothing uses is refused later, by name; its parts are counted here so that nothing goes uncounted.
    for (name, fragment) in &document.fragments {
        walk.directives += fragment.node.directives.len();
        walk.fragment(name, fragment.pos, Level::default())?;
    }
    over("aliases", walk.aliases as u64, limits.aliases, "Ask for several things of one kind with nodes(ids: [...]), or split the query.")?;
    over("directives", walk.directives as u64, limits.directives, "Leave out what is not wanted instead of skipping it.")
}

fn over(what: &str, actual: u64, limit: usize, instead: &str) -> Result<(), ApiError> {
    if actual <= limit as u64 {
        return Ok(());
    }
    let many = if actual == u64::MAX { "more than can be counted".to_owned() } else { actual.to_string() };
    let message = format!("The query has {many} {what}; at most {limit} are allowed. {instead}");
    Err(ApiError::over(Code::QueryTooComplex, message, limit, actual).with("measure", what))
}

/// How large a selection set is once its fragments are spread.
#[derive(Clone, Copy, Default)]
struct Size {
    /// All fields in it.
    fields: u64,
    /// The fields directly in it.
    here: u64,
    /// Fields inside one another.
    depth: usize,
    /// Selection sets inside one another.
    nesting: usize,
    /// Lists of introspection inside one another.
    lists: usize,
}

impl Size {
    fn add(&mut self, part: Size) {
        self.fields = self.fields.saturating_add(part.fields);
        self.here = self.here.saturating_add(part.here);
        self.depth = self.depth.max(part.depth);
        self.nesting = self.nesting.max(part.nesting);
        self.lists = self.lists.max(part.lists);
    }
}

/// How many selection sets the walk is inside of, so that it stops before it has recursed further than anything may.
#[derive(Clone, Copy, Default)]
struct Level(usize);

struct Walk<'a> {
    document: &'a ExecutableDocument,
    limits: &'a Limits,
    aliases: usize,
    directives: usize,
    /// The fragments met so far: their size, or nothing yet while the walk is inside them.
    known: HashMap<&'a str, Option<Size>>,
}

impl<'a> Walk<'a> {
    fn set(&mut self, set: &'a SelectionSet, Level(level): Level) -> Result<Size, ApiError> {
        let inside = Level(level + 1);
        over("levels of selections", level as u64, self.limits.nesting, "Use fewer levels, or fewer fragments inside one another.")?;
        let mut size = Size::default();
        for item in &set.items {
            let part = match &item.node {
                Selection::Field(field) => self.field(field, inside)?,
                Selection::InlineFragment(inline) => {
                    self.directives += inline.node.directives.len();
                    nested(self.set(&inline.node.selection_set.node, inside)?)
                }
                Selection::FragmentSpread(spread) => {
                    self.directives += spread.node.directives.len();
                    nested(self.fragment(&spread.node.fragment_name.node, spread.pos, inside)?)
                }
            };
            size.add(part);
        }
        Ok(size)
    }

    fn field(&mut self, field: &'a Positioned<Field>, inside: Level) -> Result<Size, ApiError> {
        let Field { alias, name, directives, selection_set, .. } = &field.node;
        self.aliases += usize::from(alias.is_some());
        self.directives += directives.len();
        let inner = match selection_set.node.items.is_empty() {
            true => Size::default(),
            false => nested(self.set(&selection_set.node, inside)?),
        };
        let name = name.node.as_str();
        if matches!(name, "__schema" | "__type") {
            self.introspection(inner, field.pos)?;
        }
        let listed = matches!(name, "fields" | "interfaces" | "possibleTypes" | "inputFields");
        Ok(Size {
            fields: inner.fields.saturating_add(1),
            here: 1,
            depth: inner.depth + 1,
            nesting: inner.nesting,
            lists: inner.lists + usize::from(listed),
        })
    }

    fn introspection(&self, inner: Size, position: Pos) -> Result<(), ApiError> {
        if self.limits.no_introspection {
            let message = "Introspection is switched off on this server. The schema can be read at /schema.graphql.";
            return Err(ApiError::new(Code::IntrospectionDisabled, message).at(position));
        }
        over(
            "introspection lists inside one another",
            inner.lists as u64,
            Limits::INTROSPECTION_LISTS,
            "The whole schema can be read at /schema.graphql.",
        )
        .map_err(|error| error.at(position))
    }

    /// A fragment that the document lacks has no size; the validator names it.
    fn fragment(&mut self, name: &'a str, spread: Pos, level: Level) -> Result<Size, ApiError> {
        let document = self.document;
        let Some(fragment) = document.fragments.get(name) else {
            return Ok(Size::default());
        };
        match self.known.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => {
                let message = format!("The fragment {name} contains itself. Spread it where it does not lead back to {name}.");
                return Err(ApiError::new(Code::ValidationFailed, message).at(spread));
            }
            None => self.known.insert(name, None),
        };
        let size = self.set(&fragment.node.selection_set.node, level)?;
        self.known.insert(name, Some(size));
        Ok(size)
    }
}

fn nested(size: Size) -> Size {
    Size { nesting: size.nesting + 1, ..size }
}
