//! The second opinion on the rules: nested loops over the model, slow and obvious, sharing no code with the programs it checks.

use huiqi::model::Model;
use huiqi::model::ids::{DepartmentId, JurisdictionId};
use huiqi::model::place::{DepartmentKind, Level, StandsFor};
use huiqi::model::policy::{ClauseRuleKind, Role};
use huiqi::rules::{Above, Basis, Belongs, Derived, Responsible, RuleId, Source, Stands, Within};

pub fn derive(model: &Model) -> Derived {
    let mut derived = Derived { within: within(model), stands: stands(model), above: above(model), belongs: belongs(model), responsible: vec![] };
    derived.responsible = responsible(model, &derived.stands);
    derived.within.sort();
    derived
}

fn ancestors(model: &Model, place: JurisdictionId) -> Vec<JurisdictionId> {
    match model[place].parent {
        None => vec![],
        Some(parent) => [vec![parent], ancestors(model, parent)].concat(),
    }
}

fn within(model: &Model) -> Vec<Within> {
    let mut found = vec![];
    for inner in model.jurisdiction_ids() {
        for outer in ancestors(model, inner) {
            let rule = if model[inner].parent == Some(outer) { RuleId::T1 } else { RuleId::T2 };
            found.push(Within { inner, outer, rule });
        }
    }
    found
}

fn stands(model: &Model) -> Vec<Stands> {
    let mut found = vec![];
    for collective in model.department_ids() {
        for member in model.department_ids() {
            let (name, body) = (&model[collective], &model[member]);
            let Some(whom) = name.stands_for.filter(|_| name.kind == DepartmentKind::Collective) else { continue };
            let governments = whom != StandsFor::ZoneCommittees;
            let committees = whom != StandsFor::CountyGovernments;
            let level = model[body.jurisdiction].level;
            let county = governments && body.kind == DepartmentKind::Government && level == Level::County;
            let zone = committees && body.kind == DepartmentKind::ZoneCommittee && level == Level::Zone;
            if !(county || zone) || !ancestors(model, body.jurisdiction).contains(&name.jurisdiction) {
                continue;
            }
            let parent = model[body.jurisdiction].parent.unwrap();
            let in_a_county = matches!(model[parent].level, Level::County | Level::Zone);
            if parent == name.jurisdiction || !in_a_county {
                found.push(Stands { collective, member, rule: RuleId::R2 });
            }
        }
    }
    found
}

fn above(model: &Model) -> Vec<Above> {
    let mut found = vec![];
    for department in model.department_ids() {
        for superior in model.department_ids() {
            let (low, high) = (&model[department], &model[superior]);
            let one_function = low.function.is_some() && low.function == high.function;
            let bodies = low.kind != DepartmentKind::Collective && high.kind != DepartmentKind::Collective;
            if one_function && bodies && model[low.jurisdiction].parent == Some(high.jurisdiction) {
                found.push(Above { department, superior, rule: RuleId::R5 });
            }
        }
    }
    found
}

fn belongs(model: &Model) -> Vec<Belongs> {
    let mut found = vec![];
    for department in model.department_ids() {
        for government in model.department_ids() {
            let home = match model[department].kind {
                DepartmentKind::Department => Some(model[department].jurisdiction),
                DepartmentKind::ZoneCommittee => model[model[department].jurisdiction].parent,
                _ => None,
            };
            if model[government].kind == DepartmentKind::Government && home == Some(model[government].jurisdiction) {
                found.push(Belongs { department, government, rule: RuleId::R8 });
            }
        }
    }
    found
}

fn responsible(model: &Model, stands: &[Stands]) -> Vec<Responsible> {
    let named = named(model);
    let mut found = named.clone();
    for tuple in &named {
        let territory = model[model[tuple.measure].policy].jurisdiction;
        for expansion in stands.iter().filter(|stands| stands.collective == tuple.department) {
            let here = ancestors(model, model[expansion.member].jurisdiction).contains(&territory);
            if here && !matches!(tuple.role, Role::Coordinating | Role::Supervising | Role::Interpreting) {
                let (role, basis, rule) = (Role::Implementing, Basis::Expanded, RuleId::R2);
                found.push(Responsible { department: expansion.member, role, basis, rule, via: Some(tuple.department), ..*tuple });
            }
        }
        for department in wholes(model, tuple.department) {
            if matches!(tuple.role, Role::Coordinating | Role::Supervising | Role::Interpreting) {
                continue;
            }
            found.push(Responsible { department, basis: Basis::Derived, rule: RuleId::R7, via: Some(tuple.department), ..*tuple });
        }
    }
    let mut best: Vec<Responsible> = vec![];
    for tuple in found {
        match best.iter_mut().find(|other| (other.measure, other.department, other.role) == (tuple.measure, tuple.department, tuple.role)) {
            None => best.push(tuple),
            Some(other) if firmness(&tuple) < firmness(other) => *other = tuple,
            Some(_) => {}
        }
    }
    best.sort_by_key(|tuple| (tuple.measure, tuple.role, tuple.basis, tuple.source, tuple.department));
    best
}

fn firmness(tuple: &Responsible) -> (Basis, RuleId, Source, Option<DepartmentId>) {
    (tuple.basis, tuple.rule, tuple.source, tuple.via)
}

fn wholes(model: &Model, part: DepartmentId) -> Vec<DepartmentId> {
    let mut found = vec![];
    let mut here = part;
    while let Some(whole) = model[here].part_of.filter(|whole| !found.contains(whole)) {
        found.push(whole);
        here = whole;
    }
    found
}

/// What the words name: notes, sentences about many measures, and what the document says of itself.
fn named(model: &Model) -> Vec<Responsible> {
    let mut found = vec![];
    for measure in model.measure_ids() {
        for id in model.assignment_ids() {
            let unit = &model[id];
            if unit.measure == measure {
                let (department, role, source) = (unit.department, unit.role, Source::Assignment(id));
                found.push(Responsible { measure, department, role, basis: Basis::Stated, rule: RuleId::R1, source, via: None });
            }
        }
        if model[measure].is_section {
            continue;
        }
        for id in model.duty_ids() {
            let duty = &model[id];
            for &department in duty.bodies.iter().filter(|_| duty.measures.contains(&measure)) {
                let (role, source) = (duty.role, Source::Duty(id));
                found.push(Responsible { measure, department, role, basis: Basis::Blanket, rule: RuleId::R3, source, via: None });
            }
        }
        let policy = model[measure].policy;
        for (index, clause) in model[policy].clause_rules.iter().enumerate() {
            let (role, rule) = match clause.kind {
                ClauseRuleKind::Coordinates => (Role::Coordinating, RuleId::R4),
                ClauseRuleKind::Interprets => (Role::Interpreting, RuleId::R6),
                ClauseRuleKind::Supervises => (Role::Supervising, RuleId::R6),
                _ => continue,
            };
            for &department in &clause.bodies {
                let source = Source::ClauseRule { policy, index: index as u32 };
                found.push(Responsible { measure, department, role, basis: Basis::Blanket, rule, source, via: None });
            }
        }
    }
    found
}
