//! What a drawing of a chain shows: boxes and arrows, without their places. Both pictures, DOT and SVG, are made of it.
//!
//! A line above that serves one body only stands inside that body's box, so that what is left is small enough to read.

use super::chain::{Chain, ChainStep};
use super::edge::EdgeKind;
use crate::model::Model;
use crate::model::node::Node;
use crate::model::place::DepartmentKind;
use crate::model::policy::Role;

#[derive(Debug, Clone)]
pub(super) struct Drawing {
    pub title: String,
    pub description: String,
    /// The measure first.
    pub boxes: Vec<Box>,
    pub arrows: Vec<Arrow>,
}

#[derive(Debug, Clone)]
pub(super) struct Box {
    pub node: Node,
    pub sort: Sort,
    pub name: String,
    /// The bodies above it that stand in its box, the nearest first.
    pub above: Vec<String>,
    /// What else is to be said of it.
    pub note: Option<String>,
}

/// What a box is painted by.
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
        let title = format!("{} {}", model[chain.measure].reference, measure.label(model));
        let mut first = new_box(model, measure);
        first.name.clone_from(&title);
        first.note = chain.locality.map(|place| format!("在{}", model[place].name));
        let mut drawing = Drawing { title: format!("{title}:责任链条"), description: description(model, chain), boxes: vec![first], arrows: Vec::new() };
        // Which box a thing stands in.
        let mut boxes = vec![(measure, 0)];
        for step in &chain.steps {
            let place = |node: Node| boxes.iter().find(|(other, _)| *other == node).map(|(_, at)| *at);
            let Some(from) = place(step.from) else { continue };
            let to = match place(step.node) {
                Some(to) => to,
                None if stands_inside(chain, step) => {
                    drawing.boxes[from].above.push(step.node.label(model).to_owned());
                    boxes.push((step.node, from));
                    continue;
                }
                None => {
                    let mut new = new_box(model, step.node);
                    new.note = step.stands_for.map(|count| format!("共{count}家"));
                    drawing.boxes.push(new);
                    boxes.push((step.node, drawing.boxes.len() - 1));
                    drawing.boxes.len() - 1
                }
            };
            drawing.join(from, to, step.kind.label());
        }
        drawing
    }

    /// One arrow from box to box, with all that it says.
    fn join(&mut self, from: usize, to: usize, label: &'static str) {
        match self.arrows.iter_mut().find(|arrow| (arrow.from, arrow.to) == (from, to)) {
            Some(arrow) if arrow.labels.contains(&label) => {}
            Some(arrow) => arrow.labels.push(label),
            None => self.arrows.push(Arrow { from, to, labels: vec![label] }),
        }
    }
}

/// A body above that only one body leads to needs no box of its own.
fn stands_inside(chain: &Chain, step: &ChainStep) -> bool {
    step.kind == EdgeKind::Above && chain.steps.iter().filter(|other| other.node == step.node).count() == 1
}

fn new_box(model: &Model, node: Node) -> Box {
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
    Box { node, sort, name: node.label(model).to_owned(), above: Vec::new(), note: None }
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
