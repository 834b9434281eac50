//! Walks: the shortest one between two things, and the cycles that `part_of` must not have.

use super::{Edge, Graph};
use crate::model::Model;
use crate::model::ids::DepartmentId;
use crate::model::node::Node;
use petgraph::Direction;
use petgraph::algo::tarjan_scc;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::graphmap::DiGraphMap;
use petgraph::visit::EdgeRef;
use std::collections::VecDeque;

impl Graph {
    /// The shortest walk between two things, along edges or against them; empty from a thing to itself, none where nothing joins the two.
    /// Of several shortest walks, the one whose first edges come first in the order of the facts.
    pub fn path(&self, from: Node, to: Node) -> Option<Vec<&Edge>> {
        let (start, goal) = (*self.index.get(&from)?, *self.index.get(&to)?);
        let mut came_by: Vec<Option<(EdgeIndex, NodeIndex)>> = vec![None; self.things.node_count()];
        let mut waiting = VecDeque::from([start]);
        while let Some(here) = waiting.pop_front().filter(|&here| here != goal) {
            for (edge, next) in self.around(here) {
                if next != start && came_by[next.index()].is_none() {
                    came_by[next.index()] = Some((edge, here));
                    waiting.push_back(next);
                }
            }
        }
        let mut walk = Vec::new();
        let mut here = goal;
        while here != start {
            let (edge, before) = came_by[here.index()]?;
            walk.push(&self.things[edge]);
            here = before;
        }
        walk.reverse();
        Some(walk)
    }

    /// The edges at a thing, in either direction, with the thing at their other end; in the order of the facts.
    fn around(&self, here: NodeIndex) -> Vec<(EdgeIndex, NodeIndex)> {
        let outgoing = self.things.edges_directed(here, Direction::Outgoing).map(|edge| (edge.id(), edge.target()));
        let incoming = self.things.edges_directed(here, Direction::Incoming).map(|edge| (edge.id(), edge.source()));
        let mut edges: Vec<_> = outgoing.chain(incoming).collect();
        edges.sort_unstable();
        edges
    }
}

/// The bodies that are, through others or not, part of themselves; each cycle sorted, and the cycles by their first body.
pub fn part_of_cycles(model: &Model) -> Vec<Vec<DepartmentId>> {
    let parts: DiGraphMap<DepartmentId, ()> = model.department_ids().filter_map(|part| Some((part, model[part].part_of?))).collect();
    let mut cycles = tarjan_scc(&parts);
    cycles.retain(|bodies| bodies.len() > 1 || bodies.iter().any(|&body| parts.contains_edge(body, body)));
    cycles.iter_mut().for_each(|bodies| bodies.sort_unstable());
    cycles.sort_unstable();
    cycles
}
