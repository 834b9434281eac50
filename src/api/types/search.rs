//! What a question finds.

use super::chain::Chain;
use super::measure::Measure;
use super::node::Node;
use super::responsibility::Responsibility;
use crate::answers;
use crate::api::context::{ask, named, snapshot};
use crate::api::enums::Standing;
use crate::api::filter::Keyed;
use crate::api::page::connection;
use crate::api::scalars::Date;
use crate::model::ids::JurisdictionId;
use async_graphql::{Context, ID, Object, Result, SimpleObject};

/// A thing whose words fit a search.
#[derive(SimpleObject, Clone, Copy)]
#[graphql(crate = "crate::api::derive")]
pub struct SearchHit {
    /// The thing.
    node: Node,
    /// How well its words fit; comparable within one answer only.
    score: f64,
    #[graphql(skip)]
    hit: answers::Hit,
}

impl From<answers::Hit> for SearchHit {
    fn from(hit: answers::Hit) -> SearchHit {
        SearchHit { node: hit.node.into(), score: rounded(hit.score), hit }
    }
}

impl Keyed for SearchHit {
    fn key(self, snapshot: &answers::Snapshot) -> String {
        self.hit.node.public_id(&snapshot.model)
    }
}

connection!(SearchConnection, SearchEdge, SearchHit, "things found");

/// Three decimals are enough to compare by, and read better.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

/// A measure that a question is about.
pub struct Handling {
    pub found: answers::Handling,
    pub place: Option<JurisdictionId>,
    pub as_of: Option<Date>,
}

/// A measure that a question is about, with who handles it.
#[Object(crate = "crate::api::derive")]
impl Handling {
    /// From 1, the best.
    async fn rank(&self) -> i32 {
        self.found.rank as i32
    }

    /// How well the words fit; comparable within one answer only.
    async fn score(&self) -> f64 {
        rounded(self.found.score)
    }

    /// The measure.
    async fn measure(&self) -> Measure {
        Measure(self.found.measure)
    }

    /// Where its policy stands on the day of `asOf`: a draft or an ended policy is found too, and says so here.
    async fn standing(&self, ctx: &Context<'_>) -> Standing {
        let model = &snapshot(ctx).model;
        let day = self.as_of.map_or(ask(ctx).today, |date| date.0);
        model[model[self.found.measure].policy].standing(day).into()
    }

    /// Who handles it. For a county or zone, its own bodies stand in the place of a collective name; `measure.responsibilities` has them all.
    async fn responsibilities(&self, ctx: &Context<'_>) -> Vec<Responsibility> {
        answers::handlers(snapshot(ctx), self.found.measure, self.place).into_iter().map(Responsibility).collect()
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
        Some(Chain::of(ctx, self.found.measure, locality))
    }
}
