//! Every edge of a model and of what follows from it, in a fixed order. Knows no petgraph.

use super::edge::{Edge, EdgeKind, Ground};
use crate::model::Model;
use crate::model::incentive::Condition;
use crate::model::node::Node;
use crate::model::place::DepartmentKind;
use crate::rules::{Derived, RuleId};

/// The edges by kind; an order that does not change is what makes walks and drawings the same every time.
pub(super) fn all(model: &Model, derived: &Derived) -> Vec<Edge> {
    let mut edges = Vec::new();
    offices(model, derived, &mut edges);
    places(model, &mut edges);
    clauses(model, &mut edges);
    incentives(model, &mut edges);
    edges.sort_by_key(|edge| edge.kind);
    edges
}

fn offices(model: &Model, derived: &Derived, edges: &mut Vec<Edge>) {
    let body = Node::Department;
    edges.extend(derived.responsible.iter().map(|&tuple| Edge {
        from: Node::Measure(tuple.measure),
        to: body(tuple.department),
        kind: EdgeKind::Role(tuple.role),
        ground: Ground::Tuple(tuple),
    }));
    edges.extend(derived.belongs.iter().map(|tuple| ruled(body(tuple.department), body(tuple.government), EdgeKind::BelongsTo, tuple.rule)));
    edges.extend(derived.above.iter().map(|tuple| ruled(body(tuple.department), body(tuple.superior), EdgeKind::Above, tuple.rule)));
    edges.extend(derived.stands.iter().map(|tuple| ruled(body(tuple.collective), body(tuple.member), EdgeKind::StandsFor, tuple.rule)));
    for id in model.department_ids() {
        let department = &model[id];
        edges.extend(department.part_of.map(|whole| world(body(id), body(whole), EdgeKind::PartOf)));
        if matches!(department.kind, DepartmentKind::Government | DepartmentKind::ZoneCommittee) {
            edges.push(world(body(id), Node::Jurisdiction(department.jurisdiction), EdgeKind::Governs));
        }
    }
}

/// Only the step from a place to its parent: the longer ones are walks.
fn places(model: &Model, edges: &mut Vec<Edge>) {
    edges.extend(model.jurisdiction_ids().filter_map(|place| {
        let parent = model[place].parent?;
        Some(ruled(Node::Jurisdiction(place), Node::Jurisdiction(parent), EdgeKind::Within, RuleId::T1))
    }));
}

fn clauses(model: &Model, edges: &mut Vec<Edge>) {
    for id in model.policy_ids() {
        edges.extend(model[id].issuer.map(|issuer| words(Node::Policy(id), Node::Department(issuer.value), EdgeKind::IssuedBy, issuer.words)));
    }
    for id in model.measure_ids() {
        let measure = &model[id];
        edges.push(world(Node::Measure(id), Node::Policy(measure.policy), EdgeKind::PartOfPolicy));
        edges.extend(measure.parent.map(|parent| world(Node::Measure(id), Node::Measure(parent), EdgeKind::ParentClause)));
    }
}

fn incentives(model: &Model, edges: &mut Vec<Edge>) {
    for id in model.incentive_ids() {
        let incentive = &model[id];
        edges.push(words(Node::Measure(incentive.measure), Node::Incentive(id), EdgeKind::Offers, incentive.words));
        for tier in incentive.tier_ids() {
            edges.push(words(Node::Incentive(id), Node::Tier(tier), EdgeKind::HasTier, incentive.words));
            let mut asked = Vec::new();
            model[tier].conditions.iter().for_each(|condition| things_asked(condition, &mut asked));
            asked.sort_unstable();
            asked.dedup();
            edges.extend(asked.into_iter().map(|thing| words(Node::Tier(tier), thing, EdgeKind::Requires, incentive.words)));
        }
    }
    for id in model.certification_ids() {
        let implied = model[id].implies.iter();
        edges.extend(implied.map(|(implied, _)| world(Node::Certification(id), Node::Certification(*implied), EdgeKind::Implies)));
    }
}

/// The titles and places that a condition asks for, also inside its alternatives.
fn things_asked(condition: &Condition, asked: &mut Vec<Node>) {
    match condition {
        Condition::Certification { certification, .. } => asked.push(Node::Certification(*certification)),
        Condition::Place(place) => asked.push(Node::Jurisdiction(*place)),
        Condition::Any(inner) | Condition::All(inner) => inner.iter().for_each(|condition| things_asked(condition, asked)),
        _ => {}
    }
}

fn ruled(from: Node, to: Node, kind: EdgeKind, rule: RuleId) -> Edge {
    Edge { from, to, kind, ground: Ground::Rule(rule) }
}

fn words(from: Node, to: Node, kind: EdgeKind, words: crate::model::ids::CitationId) -> Edge {
    Edge { from, to, kind, ground: Ground::Words(words) }
}

fn world(from: Node, to: Node, kind: EdgeKind) -> Edge {
    Edge { from, to, kind, ground: Ground::World }
}
