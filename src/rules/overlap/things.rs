//! What a tier pays for, read from its conditions. Knows one tier at a time.

use super::{Form, form};
use crate::model::Model;
use crate::model::ids::{CertificationId, TermId, TierId};
use crate::model::incentive::{Comparison, Condition, Pays, Quantity, Recognised};
use crate::model::place::Level;

/// A title as a condition asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleAsked {
    pub certification: CertificationId,
    pub level: Option<Level>,
    pub or_above: bool,
    pub recognised: Recognised,
}

impl TitleAsked {
    /// The levels at which the title fits; none stands for a title of which the level is not said.
    pub fn levels(self, model: &Model) -> Vec<Option<Level>> {
        let granted = &model[self.certification].levels;
        match self.level {
            None => std::iter::once(None).chain(granted.iter().copied().map(Some)).collect(),
            Some(level) => {
                let above = granted.iter().copied().filter(|&other| self.or_above && other < level);
                above.chain([level]).map(Some).collect()
            }
        }
    }
}

/// The titles that a tier pays for: those by which one can qualify without a project or an event.
pub fn titles_paid_for(model: &Model, tier: TierId) -> Vec<TitleAsked> {
    let mut found = Vec::new();
    titles_of_all(&model[tier].conditions, &mut found);
    found
}

fn titles_of_all(members: &[Condition], found: &mut Vec<TitleAsked>) {
    let acts = members.iter().filter(|member| needs_act(member)).count();
    for member in members {
        // The others must leave room for a claim that rests on this title alone.
        if acts == usize::from(needs_act(member)) {
            titles(member, found);
        }
    }
}

fn titles(condition: &Condition, found: &mut Vec<TitleAsked>) {
    match condition {
        &Condition::Certification { certification, level, or_above, recognised, .. } => {
            found.push(TitleAsked { certification, level, or_above, recognised });
        }
        Condition::Any(members) => members.iter().for_each(|member| titles(member, found)),
        Condition::All(members) => titles_of_all(members, found),
        _ => {}
    }
}

/// Whether it can't hold without a project or an event.
fn needs_act(condition: &Condition) -> bool {
    match condition {
        Condition::Project(..) | Condition::Event(..) => true,
        Condition::Any(members) => !members.is_empty() && members.iter().all(needs_act),
        Condition::All(members) => members.iter().any(needs_act),
        _ => false,
    }
}

/// The projects and the events that a tier names, alternatives included.
pub fn acts(model: &Model, tier: TierId) -> (Vec<TermId>, Vec<TermId>) {
    fn collect(condition: &Condition, projects: &mut Vec<TermId>, events: &mut Vec<TermId>) {
        match condition {
            Condition::Project(term, _) => projects.push(*term),
            Condition::Event(term, _) => events.push(*term),
            Condition::Any(members) | Condition::All(members) => members.iter().for_each(|member| collect(member, projects, events)),
            _ => {}
        }
    }
    let (mut projects, mut events) = (Vec::new(), Vec::new());
    model[tier].conditions.iter().for_each(|condition| collect(condition, &mut projects, &mut events));
    (projects, events)
}

/// The base that a tier pays a share of.
pub fn base(model: &Model, tier: TierId) -> Option<TermId> {
    match &model[tier].benefit.pays {
        Pays::Rate(rate) => Some(rate.of),
        _ => None,
    }
}

/// Whether it pays interest, and so for a loan.
pub fn pays_interest(model: &Model, tier: TierId) -> bool {
    form(model, tier) == Form::Interest
}

/// The numbers that a tier bounds whatever the alternative, each with its first bound.
pub fn bounds(model: &Model, tier: TierId) -> impl Iterator<Item = (TermId, Comparison, i64)> {
    model[tier].conditions.iter().filter_map(|condition| match condition {
        Condition::Metric { metric, bounds, .. } => bounds.first().map(|(comparison, quantity)| (*metric, *comparison, amount(quantity))),
        _ => None,
    })
}

/// The number of a quantity; comparable with that of another of the same unit.
pub fn amount(quantity: &Quantity) -> i64 {
    match quantity {
        Quantity::Money(sum) => sum.fen(),
        Quantity::Percent(value) | Quantity::Number(value, _) => value.scaled(),
    }
}
