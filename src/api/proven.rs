//! Spares a document the executor's validation, where that has passed it before and nothing about it can have changed.

use std::sync::Arc;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation};
use async_graphql::{CacheControl, ServerError, ValidationResult};

/// Stands in the data of a request whose document need not be held against the schema again.
pub struct Proven;

/// The part of the executor that looks for it.
pub struct Spare;

impl ExtensionFactory for Spare {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Spare)
    }
}

#[async_trait]
impl Extension for Spare {
    async fn validation(&self, ctx: &ExtensionContext<'_>, next: NextValidation<'_>) -> Result<ValidationResult, Vec<ServerError>> {
        if ctx.query_data.is_some_and(|data| data.contains_key(&std::any::TypeId::of::<Proven>())) {
            return Ok(ValidationResult { cache_control: CacheControl::default(), complexity: 0, depth: 0 });
        }
        next.run(ctx).await
    }
}
