//! What an enterprise may claim: outcomes, conditions, estimates, reasons. Each claim reads the report that it belongs to.

use super::bundle::Bundle;
use super::incentive::Tier;
use super::words::{Citation, Reason};
use crate::answers::Snapshot;
use crate::answers::eligibility::{self, ConditionResult as Judged, Report, report};
use crate::api::context::{ask, snapshot};
use crate::api::enums::{ConditionState, EligibilityOutcome, Standing};
use crate::api::filter::{Keyed, connect};
use crate::api::page::{Window, connection};
use crate::api::scalars::{Date, Yuan};
use crate::model::ids::TierId;
use crate::model::profile::Profile;
use crate::model::{policy, profile};
use async_graphql::{Context, Object, Result};
use std::sync::Arc;

/// The answer for one profile on one day.
pub struct EligibilityReport(Arc<Report>);

/// Judges a profile on the day that is asked for; documents in force only, unless other standings are named.
pub fn judge(ctx: &Context<'_>, profile: Profile, as_of: Option<Date>, standing: Option<Vec<Standing>>) -> EligibilityReport {
    let day = as_of.map_or(ask(ctx).today, |date| date.0);
    let standings: Vec<policy::Standing> = standing.map_or(vec![policy::Standing::InForce], |all| all.into_iter().map(Into::into).collect());
    EligibilityReport(Arc::new(report(snapshot(ctx), profile, day, &standings)))
}

impl EligibilityReport {
    fn claims_with(&self, ctx: &Context<'_>, outcome: profile::Outcome) -> Vec<Eligibility> {
        let tiers = self.0.listed(&snapshot(ctx).model, outcome);
        tiers.into_iter().map(|tier| Eligibility { report: self.0.clone(), tier }).collect()
    }
}

/// What one enterprise may claim on one day, and what it may not.
#[Object(crate = "crate::api::derive")]
impl EligibilityReport {
    /// The day of the answer.
    async fn as_of(&self) -> Date {
        Date(self.0.as_of)
    }

    /// Claims to every tier that counts on the day: those that stand first, those that fail last; among equals those to documents of its own
    /// places first.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only claims with these outcomes; all if left out.")] outcome: Option<Vec<EligibilityOutcome>>,
    ) -> Vec<Eligibility> {
        use profile::Outcome::*;
        let asked = |is: profile::Outcome| outcome.as_ref().is_none_or(|all| all.contains(&is.into()));
        [Eligible, Discretionary, Unknown, Ineligible].into_iter().filter(|&is| asked(is)).flat_map(|is| self.claims_with(ctx, is)).collect()
    }

    /// Claims of which every condition holds.
    async fn eligible(&self, ctx: &Context<'_>) -> Vec<Eligibility> {
        self.claims_with(ctx, profile::Outcome::Eligible)
    }

    /// Claims that a person decides: all that facts can decide holds.
    async fn discretionary(&self, ctx: &Context<'_>) -> Vec<Eligibility> {
        self.claims_with(ctx, profile::Outcome::Discretionary)
    }

    /// Claims for which facts are missing.
    async fn unknown(&self, ctx: &Context<'_>) -> Vec<Eligibility> {
        self.claims_with(ctx, profile::Outcome::Unknown)
    }

    /// Claims that fail: those to documents of its own places first, then in the order of the facts. Null only beside an error.
    async fn ineligible(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<EligibilityConnection>> {
        let claims = self.claims_with(ctx, profile::Outcome::Ineligible);
        // Cursors belong to the answer to one question.
        let asked = (&self.0.profile, self.0.as_of);
        Some(connect(ctx, claims, "EligibilityReport.ineligible", &asked, Window { first, after, last, before }, EligibilityConnection))
    }

    /// The lawful set of eligible claims with the largest total.
    async fn bundle(&self, ctx: &Context<'_>) -> Bundle {
        Bundle::of(ctx, &self.0)
    }

    /// The missing facts, those that could settle most first.
    async fn next_questions(&self, ctx: &Context<'_>, #[graphql(desc = "How many; 10 if left out.")] first: Option<i32>) -> Vec<NextQuestion> {
        let most = first.map_or(10, |first| usize::try_from(first).unwrap_or_default());
        self.0.questions(snapshot(ctx)).into_iter().take(most).map(NextQuestion).collect()
    }
}

/// The claim of one enterprise to one tier.
#[derive(Clone)]
pub struct Eligibility {
    report: Arc<Report>,
    tier: TierId,
}

impl Eligibility {
    pub fn new(report: &Arc<Report>, tier: TierId) -> Eligibility {
        Eligibility { report: report.clone(), tier }
    }
}

/// The claim of one enterprise to one tier.
#[Object(crate = "crate::api::derive")]
impl Eligibility {
    /// What is claimed.
    async fn tier(&self) -> Tier {
        Tier(self.tier)
    }

    /// What becomes of the claim.
    async fn outcome(&self) -> EligibilityOutcome {
        self.report.outcome(self.tier).unwrap_or(profile::Outcome::Ineligible).into()
    }

    /// Its conditions: where the document applies, those of the tier, whom the document excludes.
    async fn conditions(&self, ctx: &Context<'_>) -> Vec<ConditionResult> {
        self.report.conditions(snapshot(ctx), self.tier).into_iter().map(ConditionResult).collect()
    }

    /// What would be paid.
    async fn estimate(&self, ctx: &Context<'_>) -> Estimate {
        Estimate(self.report.estimate(snapshot(ctx), self.tier))
    }

    /// Every minimal set of failed conditions that refuses the claim by itself; empty unless it fails.
    async fn why_not(&self, ctx: &Context<'_>) -> Vec<Vec<ConditionResult>> {
        self.report.why_not(snapshot(ctx), self.tier).into_iter().map(|set| set.into_iter().map(ConditionResult).collect()).collect()
    }

    /// For each way to qualify, what would all have to change: the possible and the shortest first; empty unless the claim fails.
    async fn ways_in(&self, ctx: &Context<'_>) -> Vec<WayIn> {
        self.report.ways_in(snapshot(ctx), self.tier).into_iter().map(WayIn).collect()
    }

    /// The fields of the profile that would settle what is not known.
    async fn missing(&self, ctx: &Context<'_>) -> Vec<String> {
        let mut missing: Vec<String> = self.report.conditions(snapshot(ctx), self.tier).into_iter().flat_map(|result| result.missing).collect();
        missing.sort();
        missing.dedup();
        missing
    }

    /// The conditions that fail, in words.
    async fn failed(&self, ctx: &Context<'_>) -> Vec<String> {
        let conditions = self.report.conditions(snapshot(ctx), self.tier);
        conditions.into_iter().filter(|result| result.state == eligibility::State::Fails).map(|result| result.says).collect()
    }

    /// Why: a proof down to the words of the document and the fields of the profile. Null for no claim of this report.
    async fn reason(&self, ctx: &Context<'_>) -> Option<Reason> {
        self.report.why(snapshot(ctx), self.tier).map(Reason)
    }
}

pub struct ConditionResult(Judged);

/// One condition, put to one profile.
#[Object(crate = "crate::api::derive")]
impl ConditionResult {
    /// The condition as a document would put it.
    async fn says(&self) -> &str {
        &self.0.says
    }

    /// What it is about: certification, event, project, metric, sector, place, beneficiary, evaluation, veto, received, period, discretion, stated, any, all.
    async fn kind(&self) -> &str {
        self.0.kind
    }

    /// Whether it holds.
    async fn state(&self) -> ConditionState {
        self.0.state.into()
    }

    /// The number of the rule that says so.
    async fn rule(&self) -> &str {
        self.0.rule.number()
    }

    /// What the profile says about it, with the field; null if it says nothing.
    async fn given(&self) -> Option<&str> {
        self.0.given.as_deref()
    }

    /// The fields that would settle it; empty unless its state is UNKNOWN.
    async fn missing(&self) -> &[String] {
        &self.0.missing
    }

    /// The words it stands in; null for what no words state.
    async fn citation(&self) -> Option<Citation> {
        self.0.words.map(Citation)
    }

    /// The conditions of a group; empty for a single one.
    async fn members(&self) -> Vec<ConditionResult> {
        self.0.members.iter().cloned().map(ConditionResult).collect()
    }
}

pub struct Estimate(eligibility::Estimate);

/// What a tier would pay an enterprise, in yuan.
#[Object(crate = "crate::api::derive")]
impl Estimate {
    /// At the least; null if the document names no figure.
    async fn minimum(&self) -> Option<Yuan> {
        self.0.minimum.map(Yuan)
    }

    /// At the most; null if nothing bounds it or the document names no figure.
    async fn maximum(&self) -> Option<Yuan> {
        self.0.maximum.map(Yuan)
    }

    /// What it rests on.
    async fn rests_on(&self) -> &[String] {
        &self.0.rests_on
    }
}

pub struct WayIn(eligibility::WayIn);

/// One way to qualify, and what is in the way of it.
#[Object(crate = "crate::api::derive")]
impl WayIn {
    /// Whether everything that must change can.
    async fn possible(&self) -> bool {
        self.0.changes.iter().all(|change| change.possible)
    }

    /// What must change, all of it.
    async fn changes(&self) -> Vec<Change> {
        self.0.changes.iter().cloned().map(Change).collect()
    }

    /// What is gained, if the rest holds.
    async fn gains(&self) -> Estimate {
        Estimate(self.0.gains.clone())
    }
}

pub struct Change(eligibility::Change);

/// A failed condition, and what would make it hold.
#[Object(crate = "crate::api::derive")]
impl Change {
    /// The condition.
    async fn condition(&self) -> ConditionResult {
        ConditionResult(self.0.condition.clone())
    }

    /// By how much a number must rise or fall, as documents write it; null for what is not a number.
    async fn by(&self) -> Option<String> {
        self.0.by.as_ref().map(ToString::to_string)
    }

    /// False for what lies in the past or in the nature of the enterprise.
    async fn possible(&self) -> bool {
        self.0.possible
    }

    /// In a sentence.
    async fn says(&self) -> &str {
        &self.0.says
    }
}

pub struct NextQuestion(eligibility::Question);

/// A missing fact, and what it could settle.
#[Object(crate = "crate::api::derive")]
impl NextQuestion {
    /// The field of the profile, with what is asked about it.
    async fn missing(&self) -> &str {
        &self.0.missing
    }

    /// How many outcomes some answer would settle without another question.
    async fn outcomes(&self) -> i32 {
        self.0.settles.len() as i32
    }

    /// The most that a lawful set of those tiers pays, as far as they name a figure: of tiers that exclude each other, one counts.
    async fn worth(&self) -> Yuan {
        Yuan(self.0.worth)
    }

    /// Those tiers.
    async fn settles(&self) -> Vec<Tier> {
        self.0.settles.iter().copied().map(Tier).collect()
    }
}

impl Keyed for Eligibility {
    fn key(self, snapshot: &Snapshot) -> String {
        snapshot.model[self.tier].key.clone()
    }
}

connection!(EligibilityConnection, EligibilityEdge, Eligibility, "claims");
