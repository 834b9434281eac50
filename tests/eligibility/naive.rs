//! The second opinion: one enterprise, one tier, one condition after the other, straight from the definitions. Slow and obvious.

use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::incentive::*;
use huiqi::model::place::Level;
use huiqi::model::policy::{ClauseRuleKind, Policy};
use huiqi::model::profile::*;
use huiqi::model::support::Support;
use huiqi::model::window::Window;
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
    let incentive = &model[model[tier].incentive];
    for rule in policy.clause_rules.iter().filter(|rule| rule.kind == ClauseRuleKind::Excludes) {
        if rule.scope.kinds.as_ref().is_some_and(|kinds| kinds.iter().all(|kind| *kind != incentive.kind)) {
            continue;
        }
        if rule.scope.measures.as_ref().is_some_and(|measures| measures.iter().all(|measure| *measure != incentive.measure)) {
            continue;
        }
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
        Condition::Project(kind, when) => {
            let time = time(policy, *when);
            some(&profile.projects, |project| if project.kind == *kind { in_time(time, project.on, day) } else { Some(false) })
        }
        Condition::Event(event, when) => happened(model, profile, *event, time(policy, *when), day),
        Condition::During(when) => Some(when.from.is_none_or(|from| from <= day) && when.until.is_none_or(|until| day <= until)),
        Condition::Received { what, when, not } => {
            let had = some(&profile.received, |receipt| every(&[is_part(&receipt.what, what), lies_in(receipt.on, *when)]));
            if *not { had.map(|had| !had) } else { had }
        }
        Condition::Metric { metric, bounds, first_time } => some(&profile.metrics, |measured| {
            if measured.metric == *metric { meets(time(policy, Window::default()), measured, bounds, *first_time, day) } else { Some(false) }
        }),
        Condition::Certification { certification, level, or_above, at: Some(event), .. } => {
            held_at(model, (*certification, *level, *or_above), *event, time(policy, Window::default()), profile, day)
        }
        Condition::Certification { certification, level, or_above, recognised, when, at: None } => {
            title(model, time(policy, *when), (*certification, *level, *or_above, *recognised), profile, day)
        }
    })
}

/// The first and the last day on which something counts: those that the words name, else those of the document.
type Time = (Option<Date>, Option<Date>);

fn time(policy: &Policy, when: Window) -> Time {
    (when.from.or(policy.first_day()), when.until.or(policy.valid_until.map(|stated| stated.value)))
}

fn happened(model: &Model, profile: &Profile, event: TermId, time: Time, day: Date) -> Option<bool> {
    some(&profile.events, |happening| if is_event(model, happening.event, event) { new(time, happening.on, day) } else { Some(false) })
}

/// Whether what happened is what is asked for, or implies it through any number of others.
fn is_event(model: &Model, happened: TermId, asked: TermId) -> bool {
    let mut all = vec![happened];
    while let Some(event) = all.pop() {
        if event == asked {
            return true;
        }
        all.extend(&model[event].implies);
    }
    false
}

/// Whether one thing that was received is another, or a part of it: `a/b` is a part of `a`, and `a` may have been `a/b`.
fn is_part(had: &Support, asked: &Support) -> Option<bool> {
    match (had, asked) {
        (Support::Promise(had), Support::Promise(asked)) => {
            let (had, asked): (Vec<&str>, Vec<&str>) = (had.split('/').collect(), asked.split('/').collect());
            let shared = had.iter().zip(&asked).take_while(|(one, other)| one == other).count();
            if shared == asked.len() {
                Some(true)
            } else if shared == had.len() {
                None
            } else {
                Some(false)
            }
        }
        _ => Some(had == asked),
    }
}

fn lies_in(on: Option<Date>, when: Window) -> Option<bool> {
    let after = when.from.map_or(Some(true), |from| on.map(|on| from <= on));
    let before = when.until.map_or(Some(true), |until| on.map(|on| on <= until));
    every(&[after, before])
}

/// Whether, on the day of some event, some title was held that is the one asked for or carries it.
fn held_at(
    model: &Model,
    (asked, level, or_above): (CertificationId, Option<Level>, bool),
    event: TermId,
    time: Time,
    profile: &Profile,
    day: Date,
) -> Option<bool> {
    let is_asked = |held: &HeldTitle| {
        let mut levels = carried(model, held.title);
        levels.push((held.title, held.level));
        some(&Some(levels), |(title, at)| if *title == asked { fits(model, asked, level, or_above, *at) } else { Some(false) })
    };
    let on = |held: &HeldTitle, happened: Option<Date>| {
        let begun = held.recognised_on.and_then(|from| happened.map(|on| from <= on));
        let lasts = held.expires.map_or(Some(true), |end| happened.map(|on| on <= end));
        every(&[begun, lasts])
    };
    let pair = |happening: &Happening| {
        let is_new = if is_event(model, happening.event, event) { new(time, happening.on, day) } else { Some(false) };
        every(&[is_new, some(&profile.titles, |held| every(&[is_asked(held), on(held, happening.on)]))])
    };
    // Even if one list is not known, the other may have nothing that fits.
    every(&[happened(model, profile, event, time, day), some(&profile.titles, is_asked), some(&profile.events, pair)])
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

fn new((first, last): Time, on: Option<Date>, day: Date) -> Option<bool> {
    let on = on?;
    let end = if let Some(last) = last { day.min(last) } else { day };
    if on > end {
        return Some(false);
    }
    match first {
        Some(first) => Some(on >= first),
        None if on.year() >= end.year() - 1 => Some(true),
        None => None,
    }
}

/// Whether something lies in the time of the document; undated, whether every past day does.
fn in_time((first, last): Time, on: Option<Date>, day: Date) -> Option<bool> {
    let too_early = |on: Date| first.is_some_and(|first| on < first);
    let too_late = |on: Date| last.is_some_and(|last| last < on);
    match on {
        Some(on) => Some(!too_early(on) && !too_late(on) && on <= day),
        None if first.is_some() || too_late(day) => None,
        None => Some(true),
    }
}

/// The same for a year, of which one day is enough.
fn year_in_time((first, last): Time, year: Option<i16>, day: Date) -> Option<bool> {
    let too_late = |year: i16| last.is_some_and(|last| last.year() < year);
    match (year, first) {
        (Some(year), first) => Some(!too_late(year) && first.is_none_or(|first| first.year() <= year)),
        (None, None) if !too_late(day.year()) => Some(true),
        (None, _) => None,
    }
}

fn meets(time: Time, measured: &Measured, bounds: &[(Comparison, Quantity)], first_time: bool, day: Date) -> Option<bool> {
    let keeps = |value: &Quantity| every(&bounds.iter().map(|(comparison, bound)| keeps(value, *comparison, bound)).collect::<Vec<_>>());
    let now = keeps(&measured.value);
    if first_time { every(&[now, some(&measured.before, keeps).map(|before| !before), year_in_time(time, measured.year, day)]) } else { now }
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

/// Whether a title at a level is at the level asked for; of one that is not known, what all levels say at which it exists.
fn fits(model: &Model, title: CertificationId, level: Option<Level>, or_above: bool, held: Option<Level>) -> Option<bool> {
    let levels = held.map_or(model[title].levels.clone(), |held| vec![held]);
    let counts = |held: &Level| level.is_none_or(|level| if or_above { *held <= level } else { *held == level });
    match levels.iter().filter(|held| counts(held)).count() {
        0 => Some(false),
        all if all == levels.len() => Some(true),
        _ => None,
    }
}

fn title(model: &Model, time: Time, (asked, level, or_above, recognised): Asked, profile: &Profile, day: Date) -> Option<bool> {
    let fits = |held: Option<Level>| fits(model, asked, level, or_above, held);
    let valid = |held: &HeldTitle| Some(held.recognised_on.is_none_or(|on| on <= day) && held.expires.is_none_or(|end| end >= day));
    let has_own = profile.titles.as_ref().is_some_and(|list| list.iter().any(|held| held.title == asked));
    some(&profile.titles, |held| {
        let mut answers = Vec::new();
        if held.title == asked {
            let how = match recognised {
                Recognised::Held => Some(true),
                Recognised::New => new(time, held.recognised_on, day),
                Recognised::First => every(&[held.first, new(time, held.recognised_on, day)]),
                Recognised::Recheck => some(&held.rechecked, |&on| new(time, Some(on), day)),
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
