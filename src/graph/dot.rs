//! A chain as a DOT file, for Graphviz and its kin: every thing a node, every step an edge.

use super::Chain;
use crate::model::Model;
use crate::model::node::Node;
use std::fmt::Write;

impl Chain {
    pub fn dot(&self, model: &Model) -> String {
        let measure = Node::Measure(self.measure);
        let mut things = vec![measure];
        for step in &self.steps {
            if !things.contains(&step.node) {
                things.push(step.node);
            }
        }
        let mut dot = String::from(
            "digraph chain {\n  rankdir=LR;\n  node [shape=box, fontname=\"Noto Sans CJK SC\"];\n  edge [fontname=\"Noto Sans CJK SC\"];\n",
        );
        for thing in things {
            let count = self.steps.iter().find(|step| step.node == thing).and_then(|step| step.stands_for);
            let mut label = thing.label(model).to_owned();
            if let Some(count) = count {
                let _ = write!(label, "\n共{count}家");
            }
            let _ = writeln!(dot, "  {} [label={}];", quoted(&thing.public_id(model)), quoted(&label));
        }
        for step in &self.steps {
            let (from, to) = (step.from.public_id(model), step.node.public_id(model));
            let _ = writeln!(dot, "  {} -> {} [label={}];", quoted(&from), quoted(&to), quoted(step.kind.label()));
        }
        dot.push_str("}\n");
        dot
    }
}

/// A quoted string of DOT, in which a line break is written `\n`.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
