//! The schema as a whole, and its text.

use super::engine;
use super::query::Query;
use async_graphql::{EmptyMutation, EmptySubscription, SchemaBuilder};

pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// The schema, before it is finished. It reads what it answers from the context of a request.
pub fn builder() -> SchemaBuilder<Query, EmptyMutation, EmptySubscription> {
    Schema::build(Query, EmptyMutation, EmptySubscription).disable_suggestions()
}

/// The schema.
pub fn build() -> Schema {
    builder().finish()
}

/// The schema in its own language, as it is published.
pub fn sdl() -> Result<String, String> {
    engine::sdl(&build())
}
