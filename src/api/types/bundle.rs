//! The lawful claims with the largest total, and what displaced the others.

use super::eligibility::Eligibility;
use super::overlap::Overlap;
use super::words::Reason;
use crate::answers::bundle::{self, bundle_until, claims};
use crate::answers::eligibility::Report;
use crate::api::context::snapshot;
use crate::api::deadline::Deadline;
use crate::api::scalars::Yuan;
use crate::graph;
use crate::model::ids::TierId;
use crate::model::money::Money;
use async_graphql::{Context, Object};
use std::sync::Arc;

/// The bundle of the claims that a report finds eligible.
pub struct Bundle {
    report: Arc<Report>,
    found: bundle::Bundle,
}

impl Bundle {
    pub fn of(ctx: &Context<'_>, report: &Arc<Report>) -> Bundle {
        let snapshot = snapshot(ctx);
        let late = || ctx.data_opt::<Deadline>().is_some_and(Deadline::passed);
        Bundle { report: report.clone(), found: bundle_until(snapshot, &claims(snapshot, report), &late) }
    }

    fn claim(&self, tier: TierId) -> Eligibility {
        Eligibility::new(&self.report, tier)
    }
}

/// Of all sets of eligible claims that are lawful together the one with the largest total; of equal totals the one with the most claims.
/// Each claim counts with the most that it may pay; what a person decides, and what is not known, is left out.
#[Object(crate = "crate::api::derive")]
impl Bundle {
    /// What its claims may pay together, in yuan; claims without a figure count nothing.
    async fn total(&self) -> Yuan {
        Yuan(Money::from_fen(self.found.total))
    }

    /// The claims in it.
    async fn entitlements(&self) -> Vec<Eligibility> {
        self.found.entitlements.iter().map(|&tier| self.claim(tier)).collect()
    }

    /// The eligible claims that are not in it, each with what displaced it.
    async fn displaced(&self) -> Vec<Displaced> {
        let displaced = self.found.displaced.iter();
        displaced.map(|found| Displaced { report: self.report.clone(), found: found.clone() }).collect()
    }

    /// Pairs of claims in it of which nobody can tell whether both are paid.
    async fn open(&self) -> Vec<Overlap> {
        self.found.open.iter().copied().map(Overlap).collect()
    }
}

/// An eligible claim that others displace.
pub struct Displaced {
    report: Arc<Report>,
    found: bundle::Displaced,
}

/// An eligible claim that is not in the bundle.
#[Object(crate = "crate::api::derive")]
impl Displaced {
    /// The claim.
    async fn eligibility(&self) -> Eligibility {
        Eligibility::new(&self.report, self.found.tier)
    }

    /// The claims that displace it.
    async fn by(&self) -> Vec<Eligibility> {
        self.found.by.iter().map(|&(tier, _)| Eligibility::new(&self.report, tier)).collect()
    }

    /// Whether another lawful set with this claim in it has the same total.
    async fn tied(&self) -> bool {
        self.found.tied
    }

    /// Why the first of them displaces it; null only if none does, which doesn't happen.
    async fn reason(&self, ctx: &Context<'_>) -> Option<Reason> {
        let snapshot = snapshot(ctx);
        let overlap = snapshot.overlaps.get(self.found.by.first()?.1 as usize)?;
        Some(Reason(graph::Reason::of_overlap(&snapshot.model, overlap)))
    }
}
