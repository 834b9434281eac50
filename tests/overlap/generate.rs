//! Invented worlds with every form of support, steps of one scale, and clauses on double support.

use crate::market::{Dice, Market, Size};
use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::incentive::{Condition, IncentiveKind, Pays, Quantity, Rate};
use huiqi::model::money::{Decimal, Money};
use huiqi::model::policy::{ClauseRule, ClauseRuleKind, Scope, Status};
use huiqi::model::title::TermKind;

const KINDS: [IncentiveKind; 8] = [
    IncentiveKind::Reward,
    IncentiveKind::Reward,
    IncentiveKind::Subsidy,
    IncentiveKind::Interest,
    IncentiveKind::Insurance,
    IncentiveKind::Priority,
    IncentiveKind::Support,
    IncentiveKind::TaxRelief,
];
const CLAUSES: [ClauseRuleKind; 6] = [
    ClauseRuleKind::NoDuplicates,
    ClauseRuleKind::HighestOnly,
    ClauseRuleKind::BestOnly,
    ClauseRuleKind::Stackable,
    ClauseRuleKind::Prevails,
    ClauseRuleKind::Pays,
];

pub fn model(seed: u64) -> Model {
    shaken(Size { enterprises: 0, prose: 25, days: 5, ..Size::SMALL }, seed)
}

pub fn shaken(size: Size, seed: u64) -> Model {
    let mut model = Market::new(size, seed).model;
    let mut dice = Dice(seed ^ 0x5eed);
    let bases: Vec<TermId> = model.term_ids().filter(|&id| model[id].kind == TermKind::Base).collect();
    for incentive in &mut model.incentives {
        incentive.kind = dice.pick(&KINDS);
    }
    for tier in &mut model.tiers {
        if dice.percent(15) {
            let rate = Rate { percent: Decimal::ONE, percent_to: None, at_most: false, of: dice.pick(&bases), cap: None };
            tier.benefit.pays = Pays::Rate(rate);
        }
    }
    for policy in &mut model.policies {
        if dice.percent(5) {
            policy.status = Status::Repealed;
        }
        while dice.percent(40) {
            policy.clause_rules.push(ClauseRule {
                kind: dice.pick(&CLAUSES),
                bodies: vec![],
                grade: None,
                scope: Scope::default(),
                words: CitationId(0),
            });
        }
    }
    join_tiers(&mut model, &mut dice);
    model
}

/// Gives some tiers to the incentive before theirs, often with the conditions on numbers that its first tier has, one step further.
fn join_tiers(model: &mut Model, dice: &mut Dice) {
    for at in 1..model.incentives.len() {
        let (before, own) = (IncentiveId::new(at - 1), IncentiveId::new(at));
        let joined = model[before].measure == model[own].measure && model[before].tiers.len() == 1 && model[own].tiers.len() == 1;
        if !joined || !dice.percent(40) {
            continue;
        }
        let (first, moved) = (model[before].tiers.start as usize, model[own].tiers.start as usize);
        if dice.percent(60) {
            let numbers: Vec<Condition> = model.tiers[first].conditions.iter().filter_map(one_step_further).collect();
            model.tiers[moved].conditions.extend(numbers);
        }
        model.tiers[moved].incentive = before;
        model.incentives[at - 1].tiers.end = moved as u32 + 1;
        model.incentives[at].tiers = moved as u32 + 1..moved as u32 + 1;
    }
}

/// A condition on a number with its first bound moved; none for other conditions.
fn one_step_further(condition: &Condition) -> Option<Condition> {
    let mut further = condition.clone();
    let Condition::Metric { bounds, .. } = &mut further else { return None };
    if let Some((_, Quantity::Money(sum))) = bounds.first_mut() {
        *sum = Money::from_fen(sum.fen() + 100_000_000);
    }
    Some(further)
}
