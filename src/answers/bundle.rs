//! The lawful set of claims with the largest total. Knows what each claim is worth and which claims exclude each other; not who qualifies.

mod bits;
mod solve;

use super::Snapshot;
use super::eligibility::Report;
use crate::model::ids::TierId;
use crate::model::money::Money;
use crate::model::profile::Outcome;
use crate::rules::{Effect, Overlap};
use rustc_hash::FxHashMap;
use solve::Conflicts;

/// A tier that is claimed, and what it is worth; nothing where no figure is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    pub tier: TierId,
    pub amount: Option<Money>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bundle {
    /// The sum of what its entitlements are worth, in fen.
    pub total: i64,
    /// In the order of the facts.
    pub entitlements: Vec<TierId>,
    pub displaced: Vec<Displaced>,
    /// Overlaps among the entitlements of which nobody can tell whether both are paid, as positions in the overlaps.
    pub open: Vec<u32>,
}

/// A claim that is not in the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Displaced {
    pub tier: TierId,
    /// The claims that displace it, each with the overlap that says why.
    pub by: Vec<(TierId, u32)>,
    /// Whether another lawful set with this claim in it has the same total.
    pub tied: bool,
}

/// What a report finds an enterprise eligible for, each at the most that it may pay, or at the least where nothing bounds it. What a person decides, and
/// what is not known, is no claim yet.
pub fn claims(snapshot: &Snapshot, report: &Report) -> Vec<Worth> {
    let worth = |tier| {
        let estimate = report.estimate(snapshot, tier);
        Worth { tier, amount: estimate.maximum.or(estimate.minimum) }
    };
    report.with(Outcome::Eligible).map(worth).collect()
}

/// The bundle of some claims: of all lawful sets the one with the largest total; of those the one with the most claims. The same claims always give
/// the same bundle. A claim that another supersedes is out, whatever it is worth: the document that promises it no longer holds.
pub fn bundle(snapshot: &Snapshot, claims: &[Worth]) -> Bundle {
    bundle_until(snapshot, claims, &|| false)
}

/// The same, given up when `late` says so: what comes back then is some bundle, and not to be shown.
pub fn bundle_until(snapshot: &Snapshot, claims: &[Worth], late: &dyn Fn() -> bool) -> Bundle {
    bundle_of(&snapshot.overlaps, |tier| snapshot.overlaps_of(tier), claims, late)
}

/// The same over bare overlaps; `overlaps_of` gives the positions of those of one tier.
pub fn bundle_of<'o>(overlaps: &[Overlap], overlaps_of: impl Fn(TierId) -> &'o [u32], claims: &[Worth], late: &dyn Fn() -> bool) -> Bundle {
    let mut claims = claims.to_vec();
    claims.sort_by_key(|claim| claim.tier);
    claims.dedup_by_key(|claim| claim.tier);
    let place: FxHashMap<TierId, usize> = (0..).zip(&claims).map(|(at, claim)| (claim.tier, at)).collect();
    let mut bundle = Bundle::default();
    let mut gone = vec![false; claims.len()];
    let mut pairs: Vec<(usize, usize, u32)> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let mut superseded = Vec::new();
        for &index in overlaps_of(claim.tier) {
            let Some(overlap) = overlaps.get(index as usize) else { continue };
            let other = if overlap.a == claim.tier { overlap.b } else { overlap.a };
            let Some(&beside) = place.get(&other) else { continue };
            match overlap.effect {
                Effect::Superseded if overlap.prevails == Some(other) => superseded.push((other, index)),
                Effect::Exclusive => pairs.push((at, beside, index)),
                _ => {}
            }
        }
        if !superseded.is_empty() {
            gone[at] = true;
            bundle.displaced.push(Displaced { tier: claim.tier, by: superseded, tied: false });
        }
    }
    pairs.retain(|&(a, b, _)| !gone[a] && !gone[b]);
    let amounts: Vec<u64> = claims.iter().map(|claim| claim.amount.map_or(0, |sum| u64::try_from(sum.fen()).unwrap_or(0))).collect();
    let free: Vec<usize> = (0..claims.len()).filter(|&at| !gone[at]).collect();
    let mut conflicts = Conflicts::new(&amounts, &free, pairs.iter().map(|&(a, b, _)| (a, b)), late);
    let chosen = conflicts.best();
    for &at in &free {
        let tier = claims[at].tier;
        if chosen.contains(&at) {
            bundle.entitlements.push(tier);
            bundle.total = bundle.total.saturating_add(i64::try_from(amounts[at]).unwrap_or(i64::MAX));
        } else {
            let against = pairs.iter().filter(|&&(a, b, _)| a == at && chosen.contains(&b));
            let mut by: Vec<(TierId, u32)> = against.map(|&(_, b, index)| (claims[b].tier, index)).collect();
            by.dedup_by_key(|(tier, _)| *tier);
            let tied = conflicts.as_good_with(at);
            bundle.displaced.push(Displaced { tier, by, tied });
        }
    }
    bundle.displaced.sort_by_key(|displaced| displaced.tier);
    let inside = |tier| bundle.entitlements.binary_search(&tier).is_ok();
    let open = bundle.entitlements.iter().flat_map(|&tier| overlaps_of(tier)).copied();
    let mut open: Vec<u32> = open
        .filter(|&index| overlaps.get(index as usize).is_some_and(|pair| pair.effect == Effect::Undetermined && inside(pair.a) && inside(pair.b)))
        .collect();
    open.sort_unstable();
    open.dedup();
    bundle.open = open;
    bundle
}
