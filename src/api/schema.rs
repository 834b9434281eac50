//! The schema as a whole, and its text.

use super::query::Query;
use async_graphql::{EmptyMutation, EmptySubscription, SDLExportOptions};

pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// The schema. It reads what it answers from the context of a request.
pub fn build() -> Schema {
    Schema::build(Query, EmptyMutation, EmptySubscription).disable_suggestions().finish()
}

/// The schema in its own language, types sorted by name. Fields keep their order: an analyst reads columns in one that means something.
/// The directives that every GraphQL service has are left out, as the specification asks.
pub fn sdl() -> Result<String, String> {
    let text = build().sdl_with_options(SDLExportOptions::new().include_specified_by());
    let mut schema = apollo_compiler::Schema::parse(text, "schema.graphql").map_err(|wrong| wrong.errors.to_string())?;
    schema.directive_definitions.retain(|name, _| !matches!(name.as_str(), "include" | "skip" | "specifiedBy" | "deprecated" | "oneOf"));
    Ok(schema.to_string())
}
