//! Measures: the clauses of a policy.

use super::chain::Chain;
use super::incentive::Incentive;
use super::policy::{Amendment, Policy};
use super::responsibility::Responsibility;
use super::target::Target;
use super::words::Citation;
use crate::api::context::{named, snapshot};
use crate::api::enums::Role;
use crate::api::page::connection;
use crate::model::ids::MeasureId;
use crate::model::node::Node;
use async_graphql::{Context, ID, Object, Result};

#[derive(Clone, Copy)]
pub struct Measure(pub MeasureId);

/// A clause of a policy: one numbered duty, or a section that holds others.
#[Object(crate = "crate::api::derive")]
impl Measure {
    /// `measure:`, the policy and the clause: `measure:baotou-2023-specialised-sme#三/(一)/2`.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        ID(Node::Measure(self.0).public_id(&snapshot(ctx).model))
    }

    /// The id without its type.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].key
    }

    /// The path of numbers as the document writes them: `三/(一)/2`.
    #[graphql(name = "ref")]
    async fn reference<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].reference
    }

    /// Its heading; null where the document gives it none.
    async fn heading<'c>(&self, ctx: &Context<'c>) -> Option<&'c str> {
        snapshot(ctx).model[self.0].heading.as_deref()
    }

    /// Whether it is a section: it holds other clauses.
    async fn is_section(&self, ctx: &Context<'_>) -> bool {
        snapshot(ctx).model[self.0].is_section
    }

    /// Its own words, with number and heading, without those of the clauses it holds.
    async fn text<'c>(&self, ctx: &Context<'c>) -> &'c str {
        let model = &snapshot(ctx).model;
        model[self.0].own.of(&model[model[self.0].policy].text).trim_end()
    }

    /// The policy it stands in.
    async fn policy(&self, ctx: &Context<'_>) -> Policy {
        Policy(snapshot(ctx).model[self.0].policy)
    }

    /// The section it stands in; null on the first level.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Measure> {
        snapshot(ctx).model[self.0].parent.map(Measure)
    }

    /// The clauses it holds; empty unless it is a section.
    async fn children(&self, ctx: &Context<'_>) -> Vec<Measure> {
        let model = &snapshot(ctx).model;
        model[model[self.0].policy].measure_ids().filter(|&id| model[id].parent == Some(self.0)).map(Measure).collect()
    }

    /// Its note of responsible units; null where it has none.
    async fn note(&self, ctx: &Context<'_>) -> Option<Citation> {
        snapshot(ctx).model[self.0].note.map(Citation)
    }

    /// The change after publication of its words: what is published here is no longer what holds; null if nothing was changed.
    async fn amended(&self, ctx: &Context<'_>) -> Option<Amendment> {
        let model = &snapshot(ctx).model;
        let measure = &model[self.0];
        model.amendment_of(measure.policy, measure.own).map(Amendment::of)
    }

    /// Who answers for it, as stated and as derived.
    async fn responsibilities(&self, ctx: &Context<'_>, #[graphql(desc = "Only in this role.")] role: Option<Role>) -> Vec<Responsibility> {
        let snapshot = snapshot(ctx);
        let role = role.map(Into::into);
        let all = snapshot.responsibilities_for(self.0);
        all.filter(|&index| role.is_none_or(|role| snapshot.responsible(index).role == role)).map(Responsibility).collect()
    }

    /// The chain from the measure over its units to the line above them. Null only beside an error.
    async fn chain(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A county or zone: only its own government among those that implement.")] locality: Option<ID>,
    ) -> Option<Result<Chain>> {
        let locality = match locality.map(|id| named(ctx, "locality", "jurisdiction", &id)).transpose() {
            Ok(locality) => locality,
            Err(error) => return Some(Err(error.into())),
        };
        Some(Chain::of(ctx, self.0, locality))
    }

    /// What it promises.
    async fn incentives(&self, ctx: &Context<'_>) -> Vec<Incentive> {
        snapshot(ctx).model[self.0].incentive_ids().map(Incentive).collect()
    }

    /// Its quantified targets.
    async fn targets(&self, ctx: &Context<'_>) -> Vec<Target> {
        snapshot(ctx).model[self.0].target_ids().map(Target).collect()
    }
}

connection!(MeasureConnection, MeasureEdge, Measure, "measures");
