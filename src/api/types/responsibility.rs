//! Who answers for a measure, and why.

use super::measure::Measure;
use super::place::Department;
use super::words::{Citation, Reason};
use crate::api::context::snapshot;
use crate::api::enums::{Basis, Role};
use crate::api::page::connection;
use async_graphql::{Context, Object};

/// A position in the derived responsibilities.
#[derive(Clone, Copy)]
pub struct Responsibility(pub u32);

/// A body's part in a measure.
#[Object(crate = "crate::api::derive")]
impl Responsibility {
    /// The measure.
    async fn measure(&self, ctx: &Context<'_>) -> Measure {
        Measure(snapshot(ctx).responsible(self.0).measure)
    }

    /// The body.
    async fn department(&self, ctx: &Context<'_>) -> Department {
        Department(snapshot(ctx).responsible(self.0).department)
    }

    /// What it is to do.
    async fn role(&self, ctx: &Context<'_>) -> Role {
        snapshot(ctx).responsible(self.0).role.into()
    }

    /// What this rests on.
    async fn basis(&self, ctx: &Context<'_>) -> Basis {
        snapshot(ctx).responsible(self.0).basis.into()
    }

    /// The name that the document writes; for a derived responsibility, the one it is derived from.
    async fn as_written<'c>(&self, ctx: &Context<'c>) -> &'c str {
        snapshot(ctx).as_written(self.0)
    }

    /// The words it rests on in the end.
    async fn citation(&self, ctx: &Context<'_>) -> Citation {
        Citation(snapshot(ctx).words_behind(self.0))
    }

    /// Why it holds.
    async fn reason(&self, ctx: &Context<'_>) -> Reason {
        Reason(snapshot(ctx).why_responsible(self.0))
    }
}

connection!(ResponsibilityConnection, ResponsibilityEdge, Responsibility, "responsibilities");
