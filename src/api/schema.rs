//! The schema as a whole, and its text.

use super::engine;
use super::query::Query;
use async_graphql::{EmptyMutation, EmptySubscription};

pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// The schema. It reads what it answers from the context of a request.
pub fn build() -> Schema {
    Schema::build(Query, EmptyMutation, EmptySubscription).disable_suggestions().finish()
}

/// The schema in its own language, as it is published.
pub fn sdl() -> Result<String, String> {
    engine::sdl(&build())
}
