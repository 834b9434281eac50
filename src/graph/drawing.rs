//! What a drawing of a chain shows: frames and arrows, without their places and their looks.
//!
//! A line above that serves one body only stands inside that body's frame, so that what is left is small enough to read.

use super::chain::{Chain, ChainStep};
use super::edge::EdgeKind;
use crate::model::Model;
use crate::model::node::Node;
use crate::model::place::DepartmentKind;
use crate::model::policy::{Measure, Role};

#[derive(Debug, Clone)]
pub(super) struct Drawing {
    pub title: String,
    pub description: String,
    /// The measure first.
    pub frames: Vec<Frame>,
    pub arrows: Vec<Arrow>,
}

/// A box to be.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub sort: Sort,
    pub name: String,
    /// The bodies above it that stand in its frame, the nearest first.
    pub above: Vec<String>,
    /// What else is to be said of it.
    pub note: Option<String>,
}

/// What a box is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Measure,
    Policy,
    Government,
    Department,
    Collective,
    Group,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrow {
    pub from: usize,
    pub to: usize,
    pub labels: Vec<&'static str>,
}

impl Arrow {
    pub fn label(&self) -> String {
        self.labels.join("、")
    }
}

impl Drawing {
    pub fn of(model: &Model, chain: &Chain) -> Drawing {
        let measure = Node::Measure(chain.measure);
        let Measure { reference, heading, .. } = &model[chain.measure];
        let title = heading.as_ref().map_or_else(|| reference.clone(), |heading| format!("{reference} {heading}"));
        let note = chain.locality.map(|place| format!("在{}", model[place].name));
        let first = Frame { name: title.clone(), note, ..frame(model, measure) };
        let mut drawing =
            Drawing { title: format!("{title}:责任链条"), description: description(model, chain), frames: vec![first], arrows: Vec::new() };
        // Which frame a thing stands in.
        let mut frames = vec![(measure, 0)];
        for step in &chain.steps {
            let standing = |node: Node| frames.iter().find(|(other, _)| *other == node).map(|(_, at)| *at);
            let Some(from) = standing(origin(model, chain, step)) else { continue };
            let to = match standing(step.node) {
                Some(to) => to,
                None if stands_inside(chain, step) => {
                    drawing.frames[from].above.push(step.node.label(model).to_owned());
                    frames.push((step.node, from));
                    continue;
                }
                None => {
                    let note = step.stands_for.map(|count| format!("共{count}家"));
                    drawing.frames.push(Frame { note, ..frame(model, step.node) });
                    frames.push((step.node, drawing.frames.len() - 1));
                    drawing.frames.len() - 1
                }
            };
            drawing.join(from, to, step.kind.label());
        }
        drawing
    }

    /// One arrow from frame to frame, with all that it says.
    fn join(&mut self, from: usize, to: usize, label: &'static str) {
        match self.arrows.iter_mut().find(|arrow| (arrow.from, arrow.to) == (from, to)) {
            Some(arrow) if arrow.labels.contains(&label) => {}
            Some(arrow) => arrow.labels.push(label),
            None => self.arrows.push(Arrow { from, to, labels: vec![label] }),
        }
    }
}

/// Where the arrow of a step begins. Who issued the document and who interprets it stand behind the document; but a body that also acts keeps its
/// one arrow from the measure, and with it its place among those that act.
fn origin(model: &Model, chain: &Chain, step: &ChainStep) -> Node {
    let measure = Node::Measure(chain.measure);
    if !matches!(step.kind, EdgeKind::IssuedBy | EdgeKind::Role(Role::Interpreting)) {
        return step.from;
    }
    let acts = chain.steps.iter().any(|other| other.node == step.node && other.from == measure && other.kind != EdgeKind::Role(Role::Interpreting));
    if acts { measure } else { Node::Policy(model[chain.measure].policy) }
}

/// A body above that only one body leads to needs no frame of its own.
fn stands_inside(chain: &Chain, step: &ChainStep) -> bool {
    step.kind == EdgeKind::Above && chain.steps.iter().filter(|other| other.node == step.node).count() == 1
}

fn frame(model: &Model, node: Node) -> Frame {
    let sort = match node {
        Node::Measure(_) => Sort::Measure,
        Node::Policy(_) => Sort::Policy,
        Node::Department(id) => match model[id].kind {
            DepartmentKind::Government => Sort::Government,
            DepartmentKind::Department | DepartmentKind::Vertical => Sort::Department,
            DepartmentKind::Collective => Sort::Collective,
            DepartmentKind::LeadingGroup => Sort::Group,
            _ => Sort::Other,
        },
        _ => Sort::Other,
    };
    Frame { sort, name: node.label(model).to_owned(), above: Vec::new(), note: None }
}

/// The chain in words, for those who do not see it.
fn description(model: &Model, chain: &Chain) -> String {
    const TOLD: [EdgeKind; 8] = [
        EdgeKind::Role(Role::Lead),
        EdgeKind::Role(Role::Responsible),
        EdgeKind::Role(Role::Cooperating),
        EdgeKind::Role(Role::Implementing),
        EdgeKind::Role(Role::Coordinating),
        EdgeKind::Role(Role::Supervising),
        EdgeKind::IssuedBy,
        EdgeKind::Role(Role::Interpreting),
    ];
    let told = TOLD.iter().filter_map(|kind| {
        let names: Vec<&str> = chain.steps.iter().filter(|step| step.kind == *kind).map(|step| step.node.label(model)).collect();
        (!names.is_empty()).then(|| format!("{}:{}", kind.label(), names.join("、")))
    });
    told.collect::<Vec<_>>().join(";") + "。"
}
