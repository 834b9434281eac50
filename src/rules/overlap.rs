//! Which tiers pay one enterprise for one thing (O1-O5), and what follows for the pair (O6-O11). Knows titles, projects, events, loans and the
//! clauses of documents on each other; no profile: whether somebody in particular qualifies for both is not asked here.
//!
//! What a tier pays for is its projects and events; a title beside those says who may ask, not what is paid for, and counts only where it
//! stands alone. Levels of one title are different things: whoever is recognised first by the province and later by the nation is recognised twice, and
//! a sentence that pays 国家级、省级 分别 pays for each. So the tiers of such a sentence overlap only where one recognition fits both (省级以上 beside
//! 国家级), and are then steps of one scale, of which one is paid (O5). So are tiers that bound the same number: 首次超过10亿元、5亿元.
//!
//! Titles of one ladder (专精特新 → 小巨人) are recognitions of their own too. Only where a clause forbids support twice, or pays the highest only, is it
//! asked whether it means the steps of a ladder: 就高 does, 同类不重复 doesn't tell (O11).

mod effect;
mod ground;
mod things;
mod together;

use super::numbers::RuleId;
use super::territory::Within;
use crate::model::Model;
use crate::model::ids::{CertificationId, IncentiveId, PolicyId, TermId, TierId};
use crate::model::incentive::{Condition, IncentiveKind};
use crate::model::place::Level;
use crate::model::policy::{Policy, Status};
use crate::model::window::Window;
use effect::{Case, Reach};
use jiff::civil::Date;

pub use things::{TitleAsked, acts, titles_paid_for};

/// Being recognised and passing a later review are two occasions of one title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Occasion {
    Recognition,
    Recheck,
}

/// The one thing that two tiers pay for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// A title at a level, none where the title has no levels.
    Title(CertificationId, Option<Level>, Occasion),
    Project(TermId),
    /// An expense that both pay a share of.
    Base(TermId),
    Event(TermId),
    /// Any loan: interest is paid on what was borrowed, whatever the occasion.
    Loan,
    /// A number that the steps of one scale bound.
    Number(TermId),
    /// Two titles of one ladder, the higher first: who holds it also holds the lower.
    Ladder(CertificationId, CertificationId),
}

/// What joins the two tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ground {
    Title,
    Project,
    Event,
    Loan,
    Premium,
    Scale,
}

impl Ground {
    /// The rule that finds it.
    pub fn rule(self) -> RuleId {
        match self {
            Ground::Title => RuleId::O1,
            Ground::Project => RuleId::O2,
            Ground::Event => RuleId::O3,
            Ground::Loan | Ground::Premium => RuleId::O4,
            Ground::Scale => RuleId::O5,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    Stackable,
    Exclusive,
    Superseded,
    Undetermined,
}

/// A clause rule: its policy and its position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clause {
    pub policy: PolicyId,
    pub index: u32,
}

/// `a` and `b` pay one enterprise for `thing`; `a` comes first in the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Overlap {
    pub a: TierId,
    pub b: TierId,
    pub ground: Ground,
    pub thing: Thing,
    pub effect: Effect,
    /// The rule that gives the effect.
    pub rule: RuleId,
    /// The clause that the effect rests on.
    pub clause: Option<Clause>,
    /// The tier that holds where the other gives way.
    pub prevails: Option<TierId>,
    /// The first and the last day on which both apply, as far as the documents say; a draft has no first day.
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Every pair of tiers that pay for one thing, once a ground, in the order of the facts.
pub fn overlaps(model: &Model, within: &[Within]) -> Vec<Overlap> {
    let mut pairs: Vec<(TierId, TierId, Ground, Thing)> = ground::touching(model, within)
        .into_iter()
        // A clause on titles rules payments; being served first twice is not asked about.
        .filter(|&(a, b, thing)| !matches!(thing, Thing::Ladder(..)) || (is_payment(model, a) && is_payment(model, b)))
        .filter(|&(a, b, thing)| period(model, a, b).is_some() && together::can_be_one(model, a, b, thing))
        .map(|(a, b, thing)| (a, b, ground_of(thing, form(model, a), form(model, b)), thing))
        .collect();
    pairs.sort_unstable();
    // Several recognitions may fit a pair; the first stands for all. One recognition for both says more than two steps of a ladder, and sorts first.
    pairs.dedup_by_key(|(a, b, ground, _)| (*a, *b, *ground));
    let verdicts = effect::verdicts(model, within, pairs.iter().map(|&(a, b, _, thing)| case(model, a, b, thing)));
    // Steps of a ladder are one thing only where a clause rules them: without a verdict, they are two recognitions.
    let told = pairs.into_iter().filter_map(|(a, b, ground, thing)| {
        let case = case(model, a, b, thing);
        let verdict = verdicts.get(&case)?;
        let (from, until) = period(model, a, b)?;
        let (effect, rule, clause) = (verdict.effect, verdict.rule, verdict.clause);
        let prevails = verdict.prevails.map(|policy| if policy == case.ours { a } else { b });
        Some(Overlap { a, b, ground, thing, effect, rule, clause, prevails, from, until })
    });
    told.collect()
}

fn case(model: &Model, a: TierId, b: TierId, thing: Thing) -> Case {
    let [ours, theirs] = [a, b].map(|tier| policy_of(model, model[tier].incentive));
    let reach = match (thing, effect::reach(form(model, a), form(model, b))) {
        (Thing::Ladder(..), Reach::Covered) => Reach::Ladder,
        (Thing::Ladder(..), Reach::Unclear) => Reach::UnclearLadder,
        (Thing::Ladder(..), reach) => reach,
        _ if model[a].incentive == model[b].incentive => Reach::Step,
        (_, reach) => reach,
    };
    Case { ours, theirs, reach }
}

fn ground_of(thing: Thing, a: Form, b: Form) -> Ground {
    match thing {
        Thing::Number(_) => Ground::Scale,
        Thing::Loan => Ground::Loan,
        _ if a == Form::Interest && b == Form::Interest => Ground::Loan,
        _ if a == Form::Premium && b == Form::Premium => Ground::Premium,
        Thing::Title(..) | Thing::Ladder(..) => Ground::Title,
        Thing::Project(_) | Thing::Base(_) => Ground::Project,
        Thing::Event(_) => Ground::Event,
    }
}

/// In what form a tier helps, as far as a clause against double support looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Money,
    Interest,
    Premium,
    Capital,
    Relief,
    /// Land, energy, procedures first: not a payment.
    Priority,
    Unsaid,
}

fn form(model: &Model, tier: TierId) -> Form {
    match model[model[tier].incentive].kind {
        IncentiveKind::Reward | IncentiveKind::Subsidy | IncentiveKind::Matching => Form::Money,
        IncentiveKind::Interest => Form::Interest,
        IncentiveKind::Insurance => Form::Premium,
        IncentiveKind::Fund => Form::Capital,
        IncentiveKind::TaxRelief | IncentiveKind::FeeRelief => Form::Relief,
        IncentiveKind::Priority => Form::Priority,
        IncentiveKind::Support => Form::Unsaid,
    }
}

/// Whether a tier pays, in whatever form; being served first is no payment.
pub fn is_payment(model: &Model, tier: TierId) -> bool {
    form(model, tier) != Form::Priority
}

/// The policy that promises an incentive.
pub fn policy_of(model: &Model, incentive: IncentiveId) -> PolicyId {
    model[model[incentive].measure].policy
}

/// The days on which both tiers apply, as far as the documents and their own words say; none if there is no such day. A repealed document pays nothing.
fn period(model: &Model, a: TierId, b: TierId) -> Option<(Option<Date>, Option<Date>)> {
    let policies = [a, b].map(|tier| &model[policy_of(model, model[tier].incentive)]);
    if policies.iter().any(|policy| policy.status == Status::Repealed) {
        return None;
    }
    let own = [a, b]
        .map(|tier| model[tier].conditions.iter().filter_map(|condition| if let Condition::During(when) = condition { Some(*when) } else { None }));
    let own: Vec<Window> = own.into_iter().flatten().collect();
    let from = policies.iter().filter_map(|policy| first_day(policy)).chain(own.iter().filter_map(|when| when.from)).max();
    let until = policies.iter().filter_map(|policy| Some(policy.valid_until?.value)).chain(own.iter().filter_map(|when| when.until)).min();
    from.zip(until).is_none_or(|(from, until)| from <= until).then_some((from, until))
}

/// The first day of a document that was issued: 自印发之日起 in a draft has no day yet.
fn first_day(policy: &Policy) -> Option<Date> {
    policy.first_day().filter(|_| policy.status != Status::DraftForComment)
}
