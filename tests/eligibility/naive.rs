//! The second opinion: one enterprise, one tier, one condition after the other, straight from the definitions. Slow and obvious.

use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::incentive::*;
use huiqi::model::place::Level;
use huiqi::model::policy::{ClauseRuleKind, Policy};
use huiqi::model::profile::*;
use jiff::civil::Date;

/// How far a condition is met: at the least, and at the most.
pub type Range = (Met, Met);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    No,
    /// If a person says so.
    Perhaps,
    Yes,
}

pub fn outcome(model: &Model, tier: TierId, profile: &Profile, day: Date) -> Outcome {
    match tier_range(model, tier, profile, day) {
        (Met::Yes, _) => Outcome::Eligible,
        (_, Met::No) => Outcome::Ineligible,
        (Met::Perhaps, Met::Perhaps) => Outcome::Discretionary,
        _ => Outcome::Unknown,
    }
}

pub fn tier_range(model: &Model, tier: TierId, profile: &Profile, day: Date) -> Range {
    let policy = &model[model[model[model[tier].incentive].measure].policy];
    let mut ranges = vec![known(stands(model, profile.place, policy.jurisdiction))];
    ranges.extend(model[tier].conditions.iter().map(|condition| range(model, policy, condition, profile, day)));
    for rule in policy.clause_rules.iter().filter(|rule| rule.kind == ClauseRuleKind::Excludes) {
        ranges.push(match &rule.grade {
            Some((evaluation, grade)) => known(not_graded(profile, *evaluation, grade)),
            None => known(profile.discredited.map(|discredited| !discredited)),
        });
    }
    all(ranges)
}

pub fn all(ranges: Vec<Range>) -> Range {
    ranges.into_iter().fold((Met::Yes, Met::Yes), |a, b| (a.0.min(b.0), a.1.min(b.1)))
}

pub fn any(ranges: Vec<Range>) -> Range {
    ranges.into_iter().fold((Met::No, Met::No), |a, b| (a.0.max(b.0), a.1.max(b.1)))
}

pub fn known(holds: Option<bool>) -> Range {
    match holds {
        Some(true) => (Met::Yes, Met::Yes),
        Some(false) => (Met::No, Met::No),
        None => (Met::No, Met::Yes),
    }
}

pub fn range(model: &Model, policy: &Policy, condition: &Condition, profile: &Profile, day: Date) -> Range {
    let members = |list: &[Condition]| list.iter().map(|member| range(model, policy, member, profile, day)).collect();
    known(match condition {
        Condition::Any(list) => return any(members(list)),
        Condition::All(list) => return all(members(list)),
        Condition::Discretion(_) => return (Met::Perhaps, Met::Perhaps),
        Condition::Stated(words) if profile.denies.contains(words) => Some(false),
        Condition::Stated(words) => profile.confirms.contains(words).then_some(true),
        Condition::Beneficiary(who) => Some(profile.kind == *who),
        Condition::Place(place) => stands(model, profile.place, *place),
        Condition::NotGraded { evaluation, grade } => not_graded(profile, *evaluation, grade),
        Condition::Sector(sector) => profile.sectors.as_ref().map(|list| list.contains(sector)),
        Condition::Project(kind) => {
            some(&profile.projects, |project| if project.kind == *kind { in_time(policy, project.on, day) } else { Some(false) })
        }
        Condition::Event(event) => {
            some(&profile.events, |happening| if happening.event == *event { new(policy, happening.on, day) } else { Some(false) })
        }
        Condition::Metric { metric, bounds, first_time } => {
            some(
                &profile.metrics,
                |measured| if measured.metric == *metric { meets(policy, measured, bounds, *first_time, day) } else { Some(false) },
            )
        }
        Condition::Certification { certification, level, or_above, recognised } => {
            title(model, policy, (*certification, *level, *or_above, *recognised), profile, day)
        }
    })
}

/// Whether something of a list is so: no if nothing of a complete list is, not known if the list is not given.
fn some<T>(list: &Option<Vec<T>>, is_so: impl Fn(&T) -> Option<bool>) -> Option<bool> {
    let answers: Vec<Option<bool>> = list.as_ref()?.iter().map(is_so).collect();
    if answers.contains(&Some(true)) {
        Some(true)
    } else if answers.contains(&None) {
        None
    } else {
        Some(false)
    }
}

fn every(answers: &[Option<bool>]) -> Option<bool> {
    if answers.contains(&Some(false)) {
        Some(false)
    } else if answers.contains(&None) {
        None
    } else {
        Some(true)
    }
}

fn new(policy: &Policy, on: Option<Date>, day: Date) -> Option<bool> {
    let on = on?;
    if on > day || policy.valid_until.is_some_and(|last| on > last.value) {
        return Some(false);
    }
    match policy.first_day() {
        Some(first) => Some(on >= first),
        None if on.year() >= day.year() - 1 => Some(true),
        None => None,
    }
}

/// Whether something lies in the time of the document; undated, whether every past day does.
fn in_time(policy: &Policy, on: Option<Date>, day: Date) -> Option<bool> {
    let too_early = |on: Date| policy.first_day().is_some_and(|first| on < first);
    let too_late = |on: Date| policy.valid_until.is_some_and(|last| last.value < on);
    match on {
        Some(on) => Some(!too_early(on) && !too_late(on) && on <= day),
        None if policy.first_day().is_some() || too_late(day) => None,
        None => Some(true),
    }
}

/// The same for a year, of which one day is enough.
fn year_in_time(policy: &Policy, year: Option<i16>, day: Date) -> Option<bool> {
    let too_late = |year: i16| policy.valid_until.is_some_and(|last| last.value.year() < year);
    match (year, policy.first_day()) {
        (Some(year), first) => Some(!too_late(year) && first.is_none_or(|first| first.year() <= year)),
        (None, None) if !too_late(day.year()) => Some(true),
        (None, _) => None,
    }
}

fn meets(policy: &Policy, measured: &Measured, bounds: &[(Comparison, Quantity)], first_time: bool, day: Date) -> Option<bool> {
    let keeps = |value: &Quantity| every(&bounds.iter().map(|(comparison, bound)| keeps(value, *comparison, bound)).collect::<Vec<_>>());
    let now = keeps(&measured.value);
    if first_time { every(&[now, some(&measured.before, keeps).map(|before| !before), year_in_time(policy, measured.year, day)]) } else { now }
}

fn keeps(value: &Quantity, comparison: Comparison, bound: &Quantity) -> Option<bool> {
    let (value, bound) = match (value, bound) {
        (Quantity::Money(value), Quantity::Money(bound)) => (value.fen(), bound.fen()),
        (Quantity::Percent(value), Quantity::Percent(bound)) => (value.scaled(), bound.scaled()),
        (Quantity::Number(value, unit), Quantity::Number(bound, other)) if unit == other => (value.scaled(), bound.scaled()),
        _ => return None,
    };
    Some(match comparison {
        Comparison::AtLeast => value >= bound,
        Comparison::Over => value > bound,
        Comparison::AtMost => value <= bound,
        Comparison::Under => value < bound,
    })
}

fn not_graded(profile: &Profile, evaluation: TermId, grade: &str) -> Option<bool> {
    profile.evaluations.as_ref().map(|list| !list.iter().any(|given| given.evaluation == evaluation && given.grade == grade))
}

fn stands(model: &Model, place: Option<JurisdictionId>, other: JurisdictionId) -> Option<bool> {
    let place = place?;
    if model.lies_within(place, other) {
        return Some(true);
    }
    let zone_city = |zone: JurisdictionId| if model[zone].level == Level::Zone { model[zone].parent } else { None };
    let beside = |zone: JurisdictionId, other: JurisdictionId| {
        model[other].level != Level::Zone && zone_city(zone).is_some_and(|city| city != other && model.lies_within(other, city))
    };
    if model.lies_within(other, place) || beside(place, other) || beside(other, place) { None } else { Some(false) }
}

/// What a title carries with it, through any number of others.
fn carried(model: &Model, title: CertificationId) -> Vec<(CertificationId, Option<Level>)> {
    let mut all = Vec::new();
    for &(other, level) in &model[title].implies {
        all.push((other, level));
        all.extend(carried(model, other));
    }
    all
}

type Asked = (CertificationId, Option<Level>, bool, Recognised);

fn title(model: &Model, policy: &Policy, (asked, level, or_above, recognised): Asked, profile: &Profile, day: Date) -> Option<bool> {
    let fits = |held: Option<Level>| {
        let levels = held.map_or(model[asked].levels.clone(), |held| vec![held]);
        let counts = |held: &Level| level.is_none_or(|level| if or_above { *held <= level } else { *held == level });
        match levels.iter().filter(|held| counts(held)).count() {
            0 => Some(false),
            all if all == levels.len() => Some(true),
            _ => None,
        }
    };
    let valid = |held: &HeldTitle| Some(held.recognised_on.is_none_or(|on| on <= day) && held.expires.is_none_or(|end| end >= day));
    let has_own = profile.titles.as_ref().is_some_and(|list| list.iter().any(|held| held.title == asked));
    some(&profile.titles, |held| {
        let mut answers = Vec::new();
        if held.title == asked {
            let how = match recognised {
                Recognised::Held => Some(true),
                Recognised::New => new(policy, held.recognised_on, day),
                Recognised::First => every(&[held.first, new(policy, held.recognised_on, day)]),
                Recognised::Recheck => some(&held.rechecked, |&on| new(policy, Some(on), day)),
            };
            answers.push(every(&[valid(held), fits(held.level), how]));
        }
        if recognised == Recognised::Held || !has_own {
            for (other, level) in carried(model, held.title) {
                let how = if recognised == Recognised::Held { Some(true) } else { None };
                answers.push(if other == asked { every(&[valid(held), fits(level), how]) } else { Some(false) });
            }
        }
        some(&Some(answers), |answer| *answer)
    })
}
