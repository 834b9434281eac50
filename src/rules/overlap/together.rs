//! Whether two tiers that touch on a thing can both be claimed for it: nothing that both ask for contradicts itself.

use super::Thing;
use super::things::acts;
use crate::model::Model;
use crate::model::ids::TierId;
use crate::model::incentive::{Beneficiary, Comparison, Condition, Quantity};
use crate::model::window::Window;

/// Whether one enterprise can claim both tiers for one thing.
pub fn can_be_one(model: &Model, a: TierId, b: TierId, thing: Thing) -> bool {
    let shared_project = || {
        let (ours, theirs) = (acts(model, a).0, acts(model, b).0);
        ours.is_empty() || theirs.is_empty() || ours.iter().any(|project| theirs.contains(project))
    };
    // One loan, or one expense, is for one project.
    let same_project = !matches!(thing, Thing::Loan | Thing::Base(_)) || shared_project();
    same_project && same_claimant(model, a, b) && numbers_meet(model, a, b) && days_meet(model, a, b, thing)
}

/// Whether the one thing can have happened on a day that both name; a tier that names none leaves all.
fn days_meet(model: &Model, a: TierId, b: TierId, thing: Thing) -> bool {
    fn windows(model: &Model, conditions: &[Condition], thing: Thing, found: &mut Vec<Window>) {
        for condition in conditions {
            match (condition, thing) {
                (Condition::Event(term, when), Thing::Event(event)) if model.entails(event, *term) => found.push(*when),
                (Condition::Project(term, when), Thing::Project(project)) if *term == project => found.push(*when),
                (Condition::Certification { certification, when, .. }, Thing::Title(title, ..)) if *certification == title => found.push(*when),
                (Condition::Any(members) | Condition::All(members), _) => windows(model, members, thing, found),
                _ => {}
            }
        }
    }
    let [ours, theirs] = [a, b].map(|tier| {
        let mut found = Vec::new();
        windows(model, &model[tier].conditions, thing, &mut found);
        found
    });
    ours.is_empty() || theirs.is_empty() || ours.iter().any(|one| theirs.iter().any(|other| one.meets(*other)))
}

/// Whether someone is of a kind that both are for; a tier that names nobody is for everybody.
fn same_claimant(model: &Model, a: TierId, b: TierId) -> bool {
    let groups: Vec<Vec<Beneficiary>> = [a, b].iter().flat_map(|&tier| &model[tier].conditions).filter_map(claimants).collect();
    let Some((first, rest)) = groups.split_first() else { return true };
    first.iter().any(|kind| rest.iter().all(|group| group.contains(kind)))
}

fn claimants(condition: &Condition) -> Option<Vec<Beneficiary>> {
    match condition {
        Condition::Beneficiary(kind) => Some(vec![*kind]),
        Condition::Any(members) => {
            let kinds: Option<Vec<Beneficiary>> =
                members.iter().map(|member| if let Condition::Beneficiary(kind) = member { Some(*kind) } else { None }).collect();
            kinds.filter(|kinds| !kinds.is_empty())
        }
        _ => None,
    }
}

/// Whether some number meets all bounds that the two set for one metric. Bounds inside alternatives are left aside: another may hold.
fn numbers_meet(model: &Model, a: TierId, b: TierId) -> bool {
    let metrics = |tier: TierId| {
        model[tier]
            .conditions
            .iter()
            .filter_map(|condition| if let Condition::Metric { metric, bounds, .. } = condition { Some((metric, bounds)) } else { None })
    };
    let clash = |one: &(Comparison, Quantity), other: &(Comparison, Quantity)| {
        let (low, high) = if is_floor(one.0) { (one, other) } else { (other, one) };
        let strict = low.0 == Comparison::Over || high.0 == Comparison::Under;
        let apart = low.1.compare(&high.1).is_some_and(|order| order.is_gt() || (order.is_eq() && strict));
        is_floor(low.0) && !is_floor(high.0) && apart
    };
    metrics(a).all(|(metric, ours)| {
        let theirs = metrics(b).filter(|(other, _)| *other == metric).flat_map(|(_, bounds)| bounds);
        theirs.into_iter().all(|theirs| !ours.iter().any(|ours| clash(ours, theirs)))
    })
}

fn is_floor(comparison: Comparison) -> bool {
    matches!(comparison, Comparison::AtLeast | Comparison::Over)
}
