//! Enterprises made to fit: for each way to fulfil the conditions of two tiers by one thing, a profile that has what they ask for and nothing else.

use super::alternatives::ways;
use crate::model::Model;
use crate::model::ids::{CertificationId, JurisdictionId, TermId};
use crate::model::incentive::{Beneficiary, Comparison, Condition, Quantity, Recognised};
use crate::model::money::{Decimal, Money};
use crate::model::place::Level;
use crate::model::profile::{Happening, HeldTitle, Measured, Profile, Project, Receipt};
use crate::model::window::Window;
use crate::rules::{Occasion, Overlap, Thing, policy_of};
use jiff::civil::Date;

/// Profiles that may qualify for both tiers, each with its place, what it was made from, and a day on which all that its conditions name may be.
pub fn candidates<'m>(model: &'m Model, overlap: &'m Overlap, day: Date) -> impl Iterator<Item = (Profile, JurisdictionId, Vec<String>, Date)> + 'm {
    let [ours, theirs] = [overlap.a, overlap.b].map(|tier| ways(&model[tier].conditions));
    let rests_on = move |way: &Vec<&Condition>| rests_on(model, way, overlap.thing);
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.into_iter().filter(rests_on).collect(), theirs.into_iter().filter(rests_on).collect());
    ours.into_iter().flat_map(move |one| {
        theirs
            .iter()
            .filter_map(|other| {
                let conditions: Vec<&Condition> = one.iter().chain(other).copied().collect();
                let place = place(model, overlap, &conditions)?;
                let day = day_for(&conditions, overlap, day)?;
                let profile = profile(model, overlap.thing, &conditions, place, day)?;
                let mut has: Vec<String> = Vec::new();
                conditions.iter().map(|condition| condition.says(model)).for_each(|says| {
                    if !has.contains(&says) {
                        has.push(says)
                    }
                });
                Some((profile, place, has, day))
            })
            .collect::<Vec<_>>()
    })
}

/// The day of the question, moved to where nothing that conditions name has yet to come; none if both tiers don't apply then.
fn day_for(conditions: &[&Condition], overlap: &Overlap, day: Date) -> Option<Date> {
    let windows = conditions.iter().filter_map(|condition| match condition {
        Condition::Event(_, when) | Condition::Project(_, when) | Condition::During(when) => Some(*when),
        Condition::Certification { when, .. } | Condition::Received { when, not: false, .. } => Some(*when),
        _ => None,
    });
    let day = windows.filter_map(|when| when.from).fold(day, Date::max);
    let last = conditions.iter().filter_map(|condition| if let Condition::During(when) = condition { when.until } else { None }).min();
    let day = last.map_or(day, |last| day.min(last));
    let applies = overlap.from.is_none_or(|from| from <= day) && overlap.until.is_none_or(|until| day <= until);
    applies.then_some(day)
}

/// Whether a way to fulfil a tier uses the thing.
fn rests_on(model: &Model, way: &[&Condition], thing: Thing) -> bool {
    way.iter().any(|condition| match (thing, condition) {
        (Thing::Title(title, level, occasion), Condition::Certification { .. }) => fits(model, condition, title, level, Some(occasion)),
        (Thing::Project(term), Condition::Project(other, _)) => *other == term,
        (Thing::Event(event), Condition::Event(other, _)) => model.entails(event, *other),
        (Thing::Ladder(higher, lower), Condition::Certification { certification, .. }) => [higher, lower].contains(certification),
        (Thing::Number(term), Condition::Metric { metric, .. }) => *metric == term,
        _ => false,
    }) || matches!(thing, Thing::Loan | Thing::Base(_))
}

/// Whether a title at a level fulfils a condition on a title, on that occasion if one is given; what it implies counts where the title need only be held.
fn fits(model: &Model, condition: &Condition, title: CertificationId, level: Option<Level>, occasion: Option<Occasion>) -> bool {
    let Condition::Certification { certification, level: asked, or_above, recognised, .. } = condition else { return false };
    let at = asked.is_none_or(|asked| level.is_some_and(|level| level == asked || (*or_above && level < asked)));
    let then = match (recognised, occasion) {
        (Recognised::Held, _) | (_, None) => true,
        (Recognised::Recheck, Some(occasion)) => occasion == Occasion::Recheck,
        (_, Some(occasion)) => occasion == Occasion::Recognition,
    };
    let implied = |&(other, level): &(CertificationId, Option<Level>)| {
        let level = level.or(if let [only] = model[other].levels[..] { Some(only) } else { None });
        fits(model, condition, other, level, None)
    };
    (*certification == title && at && then) || (*recognised == Recognised::Held && model[title].implies.iter().any(implied))
}

/// The smallest of the places that the two policies and the conditions name, if each lies in the next.
fn place(model: &Model, overlap: &Overlap, conditions: &[&Condition]) -> Option<JurisdictionId> {
    let seats = [overlap.a, overlap.b].map(|tier| model[policy_of(model, model[tier].incentive)].jurisdiction);
    let named = conditions.iter().filter_map(|condition| if let Condition::Place(place) = condition { Some(*place) } else { None });
    let mut places: Vec<JurisdictionId> = seats.into_iter().chain(named).collect();
    places.sort_by_key(|&place| model[place].level);
    let smallest = places.last().copied()?;
    places.iter().all(|&place| model.lies_within(smallest, place)).then_some(smallest)
}

/// A profile that has all that some conditions ask for. What they don't speak of it has not, as far as a list can say so.
fn profile(model: &Model, thing: Thing, conditions: &[&Condition], place: JurisdictionId, day: Date) -> Option<Profile> {
    let mut profile = Profile { place: Some(place), discredited: Some(false), evaluations: Some(Vec::new()), ..Profile::unknown() };
    let (mut titles, mut events, mut projects, mut sectors, mut received) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    if let Thing::Title(title, level, _) = thing {
        titles.push(held(title, level.or(model[title].levels.first().copied()), day));
    }
    let mut numbers: Vec<(TermId, Vec<&(Comparison, Quantity)>)> = Vec::new();
    let mut kind: Option<Beneficiary> = None;
    for condition in conditions {
        match condition {
            Condition::Certification { certification, level, recognised, when, at, .. } => {
                let occasion = if *recognised == Recognised::Recheck { Occasion::Recheck } else { Occasion::Recognition };
                let has = titles.iter().any(|has: &HeldTitle| fits(model, condition, has.title, has.level, Some(occasion)));
                if !has {
                    titles.push(held(*certification, level.or(model[*certification].levels.first().copied()), within(*when, day)));
                }
                events.extend(at.map(|event| Happening { event, on: Some(day) }));
            }
            Condition::Event(event, when) => events.push(Happening { event: *event, on: Some(within(*when, day)) }),
            Condition::Project(kind, when) => {
                projects.push(Project { kind: *kind, name: None, bases: Vec::new(), on: Some(within(*when, day)) });
            }
            Condition::Received { what, when, not: false } => received.push(Receipt { what: what.clone(), on: Some(within(*when, day)) }),
            Condition::Sector(sector) => sectors.push(*sector),
            Condition::Metric { metric, bounds, .. } => match numbers.iter_mut().find(|(other, _)| other == metric) {
                Some((_, all)) => all.extend(bounds),
                None => numbers.push((*metric, bounds.iter().collect())),
            },
            Condition::Beneficiary(who) if kind.is_some_and(|kind| kind != *who) => return None,
            Condition::Beneficiary(who) => kind = Some(*who),
            Condition::Stated(words) => profile.confirms.push(words.clone()),
            _ => {}
        }
    }
    let measured = |(metric, bounds): (TermId, Vec<&(Comparison, Quantity)>)| {
        Some(Measured { metric, value: value_within(&bounds)?, year: Some(day.year()), before: Some(Vec::new()) })
    };
    profile.metrics = Some(numbers.into_iter().map(measured).collect::<Option<_>>()?);
    profile.kind = kind.unwrap_or(profile.kind);
    profile.confirms.sort();
    profile.confirms.dedup();
    (profile.titles, profile.events, profile.projects, profile.sectors) = (Some(titles), Some(events), Some(projects), Some(sectors));
    profile.received = Some(received);
    Some(profile)
}

/// The day itself, or the nearest one that words name.
fn within(when: Window, day: Date) -> Date {
    let day = when.from.map_or(day, |from| day.max(from));
    when.until.map_or(day, |until| day.min(until))
}

/// A title recognised for the first time, and reviewed, on the day.
fn held(title: CertificationId, level: Option<Level>, day: Date) -> HeldTitle {
    HeldTitle { title, level, recognised_on: Some(day), expires: None, first: Some(true), rechecked: Some(vec![day]) }
}

/// A value that keeps all bounds: one of them, or the next one beside it.
fn value_within(bounds: &[&(Comparison, Quantity)]) -> Option<Quantity> {
    let near = |quantity: &Quantity| {
        [0, 1, -1].map(|step| match quantity {
            Quantity::Money(sum) => Quantity::Money(Money::from_fen(sum.fen().saturating_add(step))),
            Quantity::Percent(value) => Quantity::Percent(Decimal::from_scaled(value.scaled().saturating_add(step))),
            Quantity::Number(value, unit) => Quantity::Number(Decimal::from_scaled(value.scaled().saturating_add(step)), unit.clone()),
        })
    };
    let keeps = |value: &Quantity| bounds.iter().all(|(comparison, bound)| value.keeps(*comparison, bound) == Some(true));
    bounds.iter().flat_map(|(_, bound)| near(bound)).find(keeps)
}
