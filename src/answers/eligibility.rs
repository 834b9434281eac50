//! What an enterprise may claim: the outcome of every tier that counts, with its conditions, its estimate, why, why not, and what to ask next.
//! Everything is read from the tuples that the rules derived for this one profile; nothing is decided here a second time.

mod condition;
mod estimate;
mod evidence;
mod questions;
mod why_not;

pub use condition::{ConditionResult, State};
pub use estimate::{Estimate, estimate};
pub use questions::Question;
pub use why_not::{Change, WayIn};

use super::Snapshot;
use crate::graph::Reason;
use crate::model::Model;
use crate::model::ids::TierId;
use crate::model::policy::Standing;
use crate::model::profile::{Outcome, Profile};
use crate::rules::eligibility::{Agenda, Findings};
use crate::rules::{RuleId, policy_of};
use jiff::civil::Date;

/// The answer for one profile on one day. Conditions and proofs are made when they are asked for.
pub struct Report {
    pub profile: Profile,
    pub as_of: Date,
    findings: Findings,
}

/// Judges one profile against every tier of documents that stand as asked for.
pub fn report(snapshot: &Snapshot, profile: Profile, as_of: Date, standings: &[Standing]) -> Report {
    let agenda = Agenda::of(&snapshot.model, as_of, standings);
    let findings = Findings::of(&snapshot.book, &agenda, &profile);
    Report { profile, as_of, findings }
}

impl Report {
    /// Every tier that counts, in the order of the facts.
    pub fn outcomes(&self) -> &[(TierId, Outcome)] {
        &self.findings.outcomes
    }

    /// The tiers with one outcome.
    pub fn with(&self, outcome: Outcome) -> impl Iterator<Item = TierId> + '_ {
        self.findings.outcomes.iter().filter(move |pair| pair.1 == outcome).map(|pair| pair.0)
    }

    /// The tiers with one outcome, those of the enterprise's own places before those of others.
    pub fn listed(&self, model: &Model, outcome: Outcome) -> Vec<TierId> {
        let elsewhere = |tier: &TierId| {
            let place = model[policy_of(model, model[*tier].incentive)].jurisdiction;
            self.profile.place.is_some_and(|own| !model.lies_within(own, place))
        };
        let mut tiers: Vec<TierId> = self.with(outcome).collect();
        tiers.sort_by_key(elsewhere);
        tiers
    }

    pub fn outcome(&self, tier: TierId) -> Option<Outcome> {
        let at = self.findings.outcomes.binary_search_by_key(&tier, |pair| pair.0).ok()?;
        self.findings.outcomes.get(at).map(|pair| pair.1)
    }

    pub fn estimate(&self, snapshot: &Snapshot, tier: TierId) -> Estimate {
        estimate(&snapshot.model, &self.profile, tier, self.as_of)
    }

    /// The proof of an outcome: the rule, the tier's words, and each condition with the words it stands in and what the profile says.
    pub fn why(&self, snapshot: &Snapshot, tier: TierId) -> Option<Reason> {
        let outcome = self.outcome(tier)?;
        let model = &snapshot.model;
        let conditions = self.conditions(snapshot, tier);
        let (rule, says, shown): (_, _, fn(State) -> bool) = match outcome {
            Outcome::Eligible => (RuleId::E9, "Every condition holds.", |state| state == State::Holds),
            Outcome::Discretionary => {
                (RuleId::E7, "Every condition that facts can decide holds; a person decides the rest.", |state| state != State::Fails)
            }
            Outcome::Unknown => (RuleId::E9, "Whether every condition holds is not known.", |_| true),
            Outcome::Ineligible => (RuleId::E9, "Every way to qualify fails.", |state| state == State::Fails),
        };
        let because: Vec<Reason> = conditions.iter().filter(|result| shown(result.state)).map(ConditionResult::reason).collect();
        let incentive = &model[model[tier].incentive];
        Some(Reason::new(rule, says).resting_on(incentive.words).because(because))
    }
}
