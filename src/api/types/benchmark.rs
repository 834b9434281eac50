//! What each place pays for one title.

use super::incentive::{Certification, Tier};
use super::place::Jurisdiction;
use super::policy::Policy;
use super::words::Citation;
use crate::answers;
use crate::api::context::snapshot;
use crate::api::enums::{Level, Recognised, Standing};
use crate::api::scalars::Yuan;
use crate::rules::policy_of;
use async_graphql::{Context, Object};

#[derive(Clone, Copy)]
pub struct BenchmarkRow(pub answers::BenchmarkRow);

/// One tier that pays for a title, beside those of other places.
#[Object(crate = "crate::api::derive")]
impl BenchmarkRow {
    /// The tier.
    async fn tier(&self) -> Tier {
        Tier(self.0.tier)
    }

    /// The policy that promises it.
    async fn policy(&self, ctx: &Context<'_>) -> Policy {
        let model = &snapshot(ctx).model;
        Policy(policy_of(model, model[self.0.tier].incentive))
    }

    /// The place whose policy it is.
    async fn jurisdiction(&self, ctx: &Context<'_>) -> Jurisdiction {
        let model = &snapshot(ctx).model;
        Jurisdiction(model[policy_of(model, model[self.0.tier].incentive)].jurisdiction)
    }

    /// Where the policy stands on the day that was asked about.
    async fn standing(&self) -> Standing {
        self.0.standing.into()
    }

    /// The sum, or the ceiling where the text sets only a ceiling; null where it gives no figure. `tier` has the whole benefit.
    async fn amount(&self, ctx: &Context<'_>) -> Option<Yuan> {
        self.0.amount(&snapshot(ctx).model).map(Yuan)
    }

    /// The level of the title that it asks for; null if the text names none.
    async fn level(&self) -> Option<Level> {
        self.0.level.map(Into::into)
    }

    /// Whether higher levels count too (以上).
    async fn or_above(&self) -> bool {
        self.0.or_above
    }

    /// On which occasion it pays.
    async fn recognised(&self) -> Recognised {
        self.0.recognised.into()
    }

    /// The title that it asks for, where its holders include the holders of the title asked about; null where it asks for that title itself.
    async fn through(&self) -> Option<Certification> {
        self.0.through.map(Certification)
    }

    /// The sentence that promises it.
    async fn citation(&self, ctx: &Context<'_>) -> Citation {
        let model = &snapshot(ctx).model;
        Citation(model[model[self.0.tier].incentive].words)
    }
}
