//! Things and what joins them: walks, chains of responsibility, proofs and drawings. The only place that knows petgraph and the layout library;
//! knows the model and what the rules derived, no files and no API.

mod chain;
mod dot;
mod drawing;
mod edge;
mod edges;
mod layout;
mod reason;
mod svg;
mod walk;
mod wrap;

pub use chain::{Chain, ChainError, ChainStep};
pub use edge::{Edge, EdgeKind, Ground};
pub use reason::Reason;
pub use walk::part_of_cycles;

use crate::model::Model;
use crate::model::node::Node;
use crate::rules::Derived;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

/// Every thing of a model, joined by what the facts state and what the rules derived.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    things: DiGraph<Node, Edge>,
    index: FxHashMap<Node, NodeIndex>,
}

impl Graph {
    pub fn build(model: &Model, derived: &Derived) -> Graph {
        let mut graph = Graph::default();
        for node in Node::all(model) {
            let at = graph.things.add_node(node);
            graph.index.insert(node, at);
        }
        for edge in edges::all(model, derived) {
            if let (Some(&from), Some(&to)) = (graph.index.get(&edge.from), graph.index.get(&edge.to)) {
                graph.things.add_edge(from, to, edge);
            }
        }
        graph
    }

    pub fn node_count(&self) -> usize {
        self.things.node_count()
    }

    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.things.edge_weights()
    }

    /// The edges of one kind that start at a thing, in the order of the facts.
    pub fn out(&self, from: Node, kind: EdgeKind) -> impl Iterator<Item = &Edge> {
        let edges = self.index.get(&from).map(|&at| self.things.edges(at).map(|edge| edge.weight())).into_iter().flatten();
        let mut edges: Vec<&Edge> = edges.filter(|edge| edge.kind == kind).collect();
        edges.reverse(); // petgraph walks the newest edge first
        edges.into_iter()
    }
}
