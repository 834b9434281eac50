//! The chain of a measure: who acts, whom they belong to, the line above, who issued and who interprets the document. Draws nothing.

use super::edge::{Edge, EdgeKind, Ground};
use super::{Graph, Reason};
use crate::model::Model;
use crate::model::ids::{DepartmentId, JurisdictionId, MeasureId};
use crate::model::node::Node;
use crate::model::policy::Role;
use crate::rules::{Derived, Responsible, RuleId};
use rustc_hash::FxHashSet;

/// Who is responsible for a measure, and who stands behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub measure: MeasureId,
    /// The place it was asked for; none for the whole territory of the policy.
    pub locality: Option<JurisdictionId>,
    pub steps: Vec<ChainStep>,
}

/// One step away from the measure. A body that several others lead to is the end of several steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStep {
    pub from: Node,
    pub node: Node,
    pub kind: EdgeKind,
    /// How many steps away from the measure.
    pub depth: u32,
    /// For a collective name that the territory can expand: how many bodies it stands for.
    pub stands_for: Option<u32>,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    #[error("{locality} does not lie within {territory}, the territory of 《{policy}》; ask for {territory} itself or for a place within it")]
    OutsideTerritory { locality: String, territory: String, policy: String },
}

/// The roles of which the line above is of interest, in the order in which they are told.
const ACTING: [Role; 5] = [Role::Lead, Role::Responsible, Role::Cooperating, Role::Implementing, Role::Coordinating];

impl Graph {
    /// The chain of a measure; for a place within the policy's territory, with only those local bodies that act there.
    pub fn chain(&self, model: &Model, derived: &Derived, measure: MeasureId, locality: Option<JurisdictionId>) -> Result<Chain, ChainError> {
        let policy = &model[model[measure].policy];
        let territory = policy.jurisdiction;
        let locality = locality.filter(|&place| place != territory);
        if let Some(place) = locality.filter(|&place| !derived.lies_within(place, territory)) {
            let name = |place: JurisdictionId| model[place].name.clone();
            return Err(ChainError::OutsideTerritory { locality: name(place), territory: name(territory), policy: policy.title.value.clone() });
        }
        let view = View { graph: self, model, derived, territory, locality };
        let mut walk = Walk { view, steps: Vec::new(), seen: FxHashSet::default() };
        walk.acting(measure);
        walk.take_roles(measure, &[Role::Supervising]);
        let document = walk.follow(&[Node::Measure(measure)], EdgeKind::PartOfPolicy);
        walk.follow(&document, EdgeKind::IssuedBy);
        walk.take_roles(measure, &[Role::Interpreting]);
        Ok(Chain { measure, locality, steps: walk.steps })
    }
}

/// A named part stands between the measure and the whole that answers for it.
fn role_edge(tuple: Responsible) -> Edge {
    let to = Node::Department(tuple.department);
    match tuple.via.filter(|_| tuple.rule == RuleId::R7) {
        Some(part) => Edge { from: Node::Department(part), to, kind: EdgeKind::PartOf, ground: Ground::Tuple(tuple) },
        None => Edge { from: Node::Measure(tuple.measure), to, kind: EdgeKind::Role(tuple.role), ground: Ground::Tuple(tuple) },
    }
}

/// What a chain is read from, and for which place.
#[derive(Clone, Copy)]
struct View<'a> {
    graph: &'a Graph,
    model: &'a Model,
    derived: &'a Derived,
    territory: JurisdictionId,
    locality: Option<JurisdictionId>,
}

impl View<'_> {
    /// Without a place, a collective name stands for its bodies; with one, its bodies of that place stand instead of the name.
    fn shows(&self, tuple: &Responsible) -> bool {
        match self.locality {
            None => tuple.rule != RuleId::R2,
            Some(place) => self.members(tuple.department).is_none() && self.acts_in(place, tuple.department),
        }
    }

    /// Bodies of the territory itself or above it act everywhere in it; those of one part act there.
    fn acts_in(&self, place: JurisdictionId, body: DepartmentId) -> bool {
        let seat = self.model[body].jurisdiction;
        let within = |inner, outer| self.derived.lies_within(inner, outer);
        !within(seat, self.territory) || seat == place || within(seat, place) || within(place, seat)
    }

    /// How many bodies of the territory a collective name stands for; none where it is not one that can be expanded.
    fn members(&self, body: DepartmentId) -> Option<u32> {
        self.model[body].stands_for?;
        let members = self.graph.out(Node::Department(body), EdgeKind::StandsFor);
        let here = members.filter(|edge| match edge.to {
            Node::Department(member) => self.derived.lies_within(self.model[member].jurisdiction, self.territory),
            _ => false,
        });
        Some(here.count() as u32).filter(|&count| count > 0)
    }
}

struct Walk<'a> {
    view: View<'a>,
    steps: Vec<ChainStep>,
    seen: FxHashSet<(Node, Node, EdgeKind)>,
}

impl Walk<'_> {
    /// Who acts, the governments they belong to, and the line above all of these.
    fn acting(&mut self, measure: MeasureId) {
        let acting = self.take_roles(measure, &ACTING);
        let governments = self.follow(&acting, EdgeKind::BelongsTo);
        let mut line = [acting, governments].concat();
        while !line.is_empty() {
            line = self.follow(&line, EdgeKind::Above);
        }
    }

    /// Takes the steps to those who have these roles, in the order of the roles and then of the words; first those named, then the wholes of named parts.
    fn take_roles(&mut self, measure: MeasureId, roles: &[Role]) -> Vec<Node> {
        let View { derived, .. } = self.view;
        let mut tuples: Vec<Responsible> = derived.responsible_for(measure).iter().filter(|tuple| roles.contains(&tuple.role)).copied().collect();
        tuples.retain(|tuple| self.view.shows(tuple));
        tuples.sort_by_key(|tuple| (tuple.role, tuple.source, tuple.department));
        let (wholes, named): (Vec<Responsible>, Vec<Responsible>) = tuples.into_iter().partition(|tuple| tuple.rule == RuleId::R7);
        let edges = |tuples: Vec<Responsible>| -> Vec<Edge> { tuples.into_iter().map(role_edge).collect() };
        let mut reached = self.take(&edges(named), 1);
        reached.extend(self.take(&edges(wholes), 2));
        reached
    }

    /// Takes the steps that were not taken yet; the things they lead to, each once.
    fn take(&mut self, edges: &[Edge], depth: u32) -> Vec<Node> {
        let View { model, .. } = self.view;
        let mut reached = Vec::new();
        for edge in edges {
            if !self.seen.insert((edge.from, edge.to, edge.kind)) {
                continue;
            }
            let stands_for = match edge.to {
                Node::Department(body) => self.view.members(body),
                _ => None,
            };
            self.steps.push(ChainStep { from: edge.from, node: edge.to, kind: edge.kind, depth, stands_for, reason: Reason::of_edge(model, edge) });
            if !reached.contains(&edge.to) {
                reached.push(edge.to);
            }
        }
        reached
    }

    /// Takes every step of one kind from some things.
    fn follow(&mut self, from: &[Node], kind: EdgeKind) -> Vec<Node> {
        let mut reached = Vec::new();
        for &node in from {
            let depth = self.steps.iter().filter(|step| step.node == node).map(|step| step.depth).min().unwrap_or(0);
            let edges: Vec<Edge> = self.view.graph.out(node, kind).copied().collect();
            reached.extend(self.take(&edges, depth + 1));
        }
        reached
    }
}
