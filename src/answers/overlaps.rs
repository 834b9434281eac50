//! Witnesses of overlaps: an enterprise that qualifies for both tiers, built from their conditions and then judged like any other.

mod alternatives;
mod witness;

use super::Snapshot;
use crate::model::ids::{JurisdictionId, TierId};
use crate::model::policy::Standing;
use crate::model::profile::{Outcome, Profile};
use crate::rules::Overlap;
use crate::rules::eligibility::{Agenda, Book, outcomes};
use jiff::civil::Date;

/// An enterprise that qualifies for both tiers of an overlap, by the one thing that both pay for.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    pub profile: Profile,
    /// The day on which it was judged.
    pub day: Date,
    pub place: JurisdictionId,
    /// What it was built from, in words.
    pub has: Vec<String>,
    /// What becomes of its claims to the two tiers: eligible, or left to a person.
    pub outcomes: [Outcome; 2],
}

/// Every standing: a draft can be asked what would be if it were adopted.
const ANY: [Standing; 5] = [Standing::InForce, Standing::Draft, Standing::NotYet, Standing::Ended, Standing::Repealed];

/// A witness of an overlap on a day on which both tiers apply, the given one if they do; None if no combination of alternatives gives one.
pub fn witness(snapshot: &Snapshot, overlap: &Overlap, day: Date) -> Option<Witness> {
    witness_in(&snapshot.model, &snapshot.book, overlap, day)
}

/// The same over a bare model and its book.
pub fn witness_in(model: &crate::model::Model, book: &Book, overlap: &Overlap, day: Date) -> Option<Witness> {
    let day = overlap.from.map_or(day, |from| day.max(from));
    let day = overlap.until.map_or(day, |until| day.min(until));
    let mut built = witness::candidates(model, overlap, day);
    built.find_map(|(profile, place, has, day)| {
        let judged = outcomes(book, &Agenda::of(model, day, &ANY), &profile);
        let of = |tier: TierId| {
            let at = judged.binary_search_by_key(&tier, |(tier, _)| *tier).ok()?;
            judged.get(at).map(|(_, outcome)| *outcome).filter(|outcome| matches!(outcome, Outcome::Eligible | Outcome::Discretionary))
        };
        let outcomes = [of(overlap.a)?, of(overlap.b)?];
        Some(Witness { profile, day, place, has, outcomes })
    })
}
