//! Quantified targets.

use super::measure::Measure;
use super::policy::Amendment;
use super::words::Citation;
use crate::api::context::snapshot;
use crate::api::enums::TargetBound;
use crate::api::page::connection;
use crate::api::scalars::{Date, Decimal};
use crate::model::ids::TargetId;
use async_graphql::{Context, Object};

#[derive(Clone, Copy)]
pub struct Target(pub TargetId);

/// A number that a policy sets itself to reach.
#[Object(crate = "crate::api::derive")]
impl Target {
    /// The clause that sets it.
    async fn measure(&self, ctx: &Context<'_>) -> Measure {
        Measure(snapshot(ctx).model[self.0].measure)
    }

    /// What is counted, in the words of the text.
    async fn metric<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].metric
    }

    /// The number, in the unit of `unit`.
    async fn value(&self, ctx: &Context<'_>) -> Decimal {
        Decimal(snapshot(ctx).model[self.0].value)
    }

    /// The upper end of a range such as 3—5家; null unless the text gives a range.
    async fn value_to(&self, ctx: &Context<'_>) -> Option<Decimal> {
        snapshot(ctx).model[self.0].value_to.map(Decimal)
    }

    /// The unit, as written: 家, %, 亿元.
    async fn unit<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].unit
    }

    /// The change after publication of the words that set it: what is published here is no longer what holds; null if nothing was changed.
    async fn amended(&self, ctx: &Context<'_>) -> Option<Amendment> {
        let model = &snapshot(ctx).model;
        let words = &model[model[self.0].words];
        model.amendment_of(words.policy, words.span).map(Amendment::of)
    }

    /// How the number is meant.
    async fn bound(&self, ctx: &Context<'_>) -> TargetBound {
        snapshot(ctx).model[self.0].bound.into()
    }

    /// The last day of the year, month or day by which it is to be reached; null if the text names none.
    async fn by(&self, ctx: &Context<'_>) -> Option<Date> {
        snapshot(ctx).model[self.0].by.map(Date)
    }

    /// The span of time in which it is to be reached, as written; null if the text gives a date or nothing.
    async fn within<'c>(&self, ctx: &Context<'c>) -> Option<&'c str> {
        snapshot(ctx).model[self.0].within.as_deref()
    }

    /// The words that set it.
    async fn citation(&self, ctx: &Context<'_>) -> Citation {
        Citation(snapshot(ctx).model[self.0].words)
    }
}

connection!(TargetConnection, TargetEdge, Target, "targets");
