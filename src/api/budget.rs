//! Counts what an answer costs while it is made, and ends the work when it costs too much or takes too long.
//! Counting every value slows an answer down by half, so it is done only where `cost` cannot tell beforehand that a query is small.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextResolve, ResolveInfo};
use async_graphql::{ServerError, ServerResult, Value};

use super::deadline::Deadline;
use super::error::{ApiError, Code};

/// Values between two looks at the clock.
const LOOKS: u64 = 1024;

/// What one request may still spend.
pub struct Budget {
    most: u64,
    spent: AtomicU64,
    deadline: Deadline,
}

impl Budget {
    pub fn new(most: usize, deadline: Deadline) -> Self {
        Self { most: most as u64, spent: AtomicU64::new(0), deadline }
    }

    /// Takes one value; false if the request has had all it may have.
    fn spend(&self) -> bool {
        let spent = self.spent.fetch_add(1, Ordering::Relaxed);
        if spent.is_multiple_of(LOOKS) && self.deadline.passed() {
            self.spent.store(u64::MAX / 2, Ordering::Relaxed);
        }
        spent < self.most
    }

    /// Why the work was ended, if it was.
    pub fn exceeded(&self) -> Option<ApiError> {
        if self.spent.load(Ordering::Relaxed) <= self.most {
            return None;
        }
        if let Err(late) = self.deadline.check() {
            return Some(late);
        }
        let message = format!(
            "The answer has more than {} values. Ask for smaller pages with first, for fewer fields, for fewer lists inside one another, or for a table.",
            self.most
        );
        Some(ApiError::new(Code::QueryTooComplex, message).with("limit", self.most).with("measure", "values"))
    }
}

/// Makes the executor ask the request's budget before each field.
pub struct Counting;

impl ExtensionFactory for Counting {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Counting)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Counting {
    async fn resolve(&self, ctx: &ExtensionContext<'_>, info: ResolveInfo<'_>, next: NextResolve<'_>) -> ServerResult<Option<Value>> {
        match ctx.data::<Arc<Budget>>() {
            Ok(budget) if !budget.spend() => Err(ServerError::new("too many values", None)),
            _ => next.run(ctx, info).await,
        }
    }
}
