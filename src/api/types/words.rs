//! Words of a policy, and the reasons that rest on them.

use super::measure::Measure;
use super::policy::Policy;
use crate::api::context::snapshot;
use crate::graph;
use crate::model::ids::CitationId;
use async_graphql::{Context, Object};

#[derive(Clone, Copy)]
pub struct Citation(pub CitationId);

/// Words of a policy that a fact rests on, to the letter.
#[Object(crate = "crate::api::derive")]
impl Citation {
    /// The policy that has the words.
    async fn policy(&self, ctx: &Context<'_>) -> Policy {
        Policy(snapshot(ctx).model[self.0].policy)
    }

    /// The innermost clause that has the words; null for a letterhead or a closing paragraph.
    async fn measure(&self, ctx: &Context<'_>) -> Option<Measure> {
        snapshot(ctx).model[self.0].measure.map(Measure)
    }

    /// The words.
    async fn quote<'c>(&self, ctx: &Context<'c>) -> &'c str {
        snapshot(ctx).model.words(self.0)
    }

    /// Where they begin in the policy's text, in characters from 0.
    async fn start(&self, ctx: &Context<'_>) -> i32 {
        snapshot(ctx).characters(self.0).start as i32
    }

    /// Where they end, in characters: the position after the last one.
    async fn end(&self, ctx: &Context<'_>) -> i32 {
        snapshot(ctx).characters(self.0).end as i32
    }
}

pub struct Reason(pub graph::Reason);

/// Why something holds: the rule, what it says here, the words it rests on, and the reasons it was derived from. A proof tree.
#[Object(crate = "crate::api::derive")]
impl Reason {
    /// The number of the rule, such as R1.
    async fn rule(&self) -> &str {
        self.0.rule.number()
    }

    /// The rule in a sentence, about these things.
    async fn says(&self) -> &str {
        &self.0.says
    }

    /// The words it rests on.
    async fn facts(&self) -> Vec<Citation> {
        self.0.facts.iter().copied().map(Citation).collect()
    }

    /// What it was derived from; empty if it rests on words alone.
    async fn because(&self) -> Vec<Reason> {
        self.0.because.iter().cloned().map(Reason).collect()
    }
}
