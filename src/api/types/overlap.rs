//! Tiers that pay for one thing, and what follows for the pair.

use super::incentive::Tier;
use super::place::Jurisdiction;
use super::profile::EnterpriseProfile;
use super::words::{Citation, Reason};
use crate::answers;
use crate::answers::Snapshot;
use crate::api::context::{ask, snapshot};
use crate::api::enums::{OverlapEffect, OverlapGround};
use crate::api::filter::Keyed;
use crate::api::page::connection;
use crate::api::scalars::Date;
use crate::graph;
use crate::model::profile::Outcome;
use crate::rules;
use async_graphql::{Context, Object, SimpleObject};

/// A position in the derived overlaps.
#[derive(Clone, Copy)]
pub struct Overlap(pub u32);

impl Overlap {
    fn tuple<'c>(&self, ctx: &Context<'c>) -> &'c rules::Overlap {
        &snapshot(ctx).overlaps[self.0 as usize]
    }

    fn proof(&self, ctx: &Context<'_>) -> graph::Reason {
        graph::Reason::of_overlap(&snapshot(ctx).model, self.tuple(ctx))
    }
}

/// Two tiers that pay one enterprise for one thing, where the place of one policy lies in the place of the other and both apply on some day.
/// Levels of one title are different things: whoever is recognised first by the province and later by the nation is recognised twice.
#[Object(crate = "crate::api::derive")]
impl Overlap {
    /// The tier that comes first in the facts.
    async fn a(&self, ctx: &Context<'_>) -> Tier {
        Tier(self.tuple(ctx).a)
    }

    /// The other tier.
    async fn b(&self, ctx: &Context<'_>) -> Tier {
        Tier(self.tuple(ctx).b)
    }

    /// What joins them.
    async fn ground(&self, ctx: &Context<'_>) -> OverlapGround {
        self.tuple(ctx).ground.into()
    }

    /// What follows: both may be claimed, one of them, the later one, or nobody can tell.
    async fn effect(&self, ctx: &Context<'_>) -> OverlapEffect {
        self.tuple(ctx).effect.into()
    }

    /// The tier that holds where the other gives way; null unless one is superseded.
    async fn prevails(&self, ctx: &Context<'_>) -> Option<Tier> {
        self.tuple(ctx).prevails.map(Tier)
    }

    /// The first day on which both apply; null if neither document names one, as with two drafts.
    async fn from(&self, ctx: &Context<'_>) -> Option<Date> {
        self.tuple(ctx).from.map(Date)
    }

    /// The last day on which both apply; null if neither document names an end.
    async fn until(&self, ctx: &Context<'_>) -> Option<Date> {
        self.tuple(ctx).until.map(Date)
    }

    /// The words that give the effect: a clause on double support, or the sentence whose steps the tiers are; null where nothing forbids or allows both.
    async fn citation(&self, ctx: &Context<'_>) -> Option<Citation> {
        self.proof(ctx).facts.first().copied().map(Citation)
    }

    /// An enterprise that qualifies for both, made from their conditions and judged like any other; null if none could be made.
    async fn witness(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day on which it is judged, moved into the period in which both apply; today if left out.")] as_of: Option<Date>,
    ) -> Option<Witness> {
        let day = as_of.map_or(ask(ctx).today, |date| date.0);
        let found = answers::witness(snapshot(ctx), self.tuple(ctx), day)?;
        let discretion = found.outcomes.contains(&Outcome::Discretionary);
        let profile = EnterpriseProfile::of(&snapshot(ctx).model, &found.profile);
        Some(Witness { as_of: Date(found.day), jurisdiction: Jurisdiction(found.place), has: found.has, profile, discretion })
    }

    /// Why they overlap, and why the effect follows.
    async fn reason(&self, ctx: &Context<'_>) -> Reason {
        Reason(self.proof(ctx))
    }
}

/// An invented enterprise that qualifies for both tiers of an overlap.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Witness {
    /// The day on which it was judged.
    as_of: Date,
    /// Where it stands.
    jurisdiction: Jurisdiction,
    /// What it has, in the words of the conditions that it was made from.
    has: Vec<String>,
    /// The enterprise itself: given back to `eligibility` with this day and every standing, it qualifies for both.
    profile: EnterpriseProfile,
    /// Whether a person decides one of the two claims, all that facts can decide being fulfilled.
    discretion: bool,
}

connection!(OverlapConnection, OverlapEdge, Overlap, "overlaps");

/// An overlap is named by its tiers and its ground.
impl Keyed for Overlap {
    fn key(self, snapshot: &Snapshot) -> String {
        let (model, tuple) = (&snapshot.model, &snapshot.overlaps[self.0 as usize]);
        format!("{}|{}|{:?}", model[tuple.a].key, model[tuple.b].key, tuple.ground)
    }
}
