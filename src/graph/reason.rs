//! Why something holds: a tree of sentences that ends in words of a policy. Says what the rules derived; derives nothing.

mod finding;
mod overlap;

use super::edge::{Edge, EdgeKind, Ground};
use crate::model::Model;
use crate::model::ids::{CitationId, DepartmentId, JurisdictionId, MeasureId};
use crate::model::node::Node;
use crate::model::policy::Role;
use crate::rules::{Responsible, RuleId, Source};

/// A proof: the rule, what it says here, the words it rests on, and what had to hold before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub rule: RuleId,
    pub says: String,
    pub facts: Vec<CitationId>,
    pub because: Vec<Reason>,
}

impl Reason {
    pub fn new(rule: RuleId, says: impl Into<String>) -> Reason {
        Reason { rule, says: says.into(), facts: Vec::new(), because: Vec::new() }
    }

    pub fn resting_on(mut self, words: CitationId) -> Reason {
        self.facts.push(words);
        self
    }

    pub fn because(mut self, reasons: impl IntoIterator<Item = Reason>) -> Reason {
        self.because.extend(reasons);
        self
    }

    /// Why a body has its role in a measure.
    pub fn of_responsible(model: &Model, tuple: &Responsible) -> Reason {
        let (body, clause) = (&model[tuple.department].name, clause(model, tuple.measure));
        match (tuple.rule, tuple.via) {
            (RuleId::R2, Some(collective)) => {
                let territory = model[model[tuple.measure].policy].jurisdiction;
                let says = format!(
                    "{body} is one of the bodies in {} that {} stands for, so it implements {clause} in its own area.",
                    model[territory].name, model[collective].name
                );
                let named = named(model, tuple, collective);
                Reason::new(RuleId::R2, says).because([named, Reason::of_within(model, model[tuple.department].jurisdiction, territory)])
            }
            (RuleId::R7, Some(part)) => {
                let says = format!("{body} answers for {clause} as a {}, because a part of it is named.", unit(tuple.role));
                Reason::new(RuleId::R7, says).because([named(model, tuple, part), part_of(model, part, tuple.department)])
            }
            _ => named(model, tuple, tuple.department),
        }
    }

    /// Why one thing stands to another as an edge says.
    pub fn of_edge(model: &Model, edge: &Edge) -> Reason {
        match (edge.ground, edge.from, edge.to) {
            (Ground::Tuple(tuple), ..) => Reason::of_responsible(model, &tuple),
            (Ground::Rule(RuleId::R2), Node::Department(collective), Node::Department(member)) => stands_for(model, collective, member),
            (Ground::Rule(RuleId::R5), Node::Department(department), Node::Department(superior)) => above(model, department, superior),
            (Ground::Rule(RuleId::R8), Node::Department(department), Node::Department(government)) => belongs_to(model, department, government),
            (Ground::Rule(rule), from, to) => Reason::new(rule, sentence(model, from, edge.kind, to)),
            (Ground::Words(words), from, to) => Reason::new(RuleId::F, sentence(model, from, edge.kind, to)).resting_on(words),
            (Ground::World, from, to) => Reason::new(RuleId::F, sentence(model, from, edge.kind, to)),
        }
    }

    /// Why a place lies within another; the caller knows that it does.
    pub fn of_within(model: &Model, inner: JurisdictionId, outer: JurisdictionId) -> Reason {
        let says = format!("{} lies within {}.", model[inner].name, model[outer].name);
        // The place just below `outer` on the way up from `inner`; the length of the walk is bounded, whatever the facts are.
        let mut way_up = std::iter::successors(Some(inner), |&place| model[place].parent).take(model.jurisdictions.len());
        match way_up.find(|&place| model[place].parent == Some(outer)) {
            Some(below) if below != inner => {
                Reason::new(RuleId::T2, says).because([Reason::of_within(model, inner, below), Reason::of_within(model, below, outer)])
            }
            _ => Reason::new(RuleId::T1, says),
        }
    }
}

/// The reason of the words that name a body: in the note of the measure, in a duty, or in a rule of the document.
fn named(model: &Model, tuple: &Responsible, body: DepartmentId) -> Reason {
    let (name, clause, document) = (&model[body].name, clause(model, tuple.measure), &model[model[tuple.measure].policy].title.value);
    match tuple.source {
        Source::Assignment(id) => {
            let says = format!("{name} is named in the responsibility note of {clause} as a {}.", unit(model[id].role));
            Reason::new(RuleId::R1, says).resting_on(model[id].words)
        }
        Source::Duty(id) => {
            let says = format!("{name} is made a {} of {clause} by a sentence that covers many measures.", unit(model[id].role));
            Reason::new(RuleId::R3, says).resting_on(model[id].words)
        }
        Source::ClauseRule { policy, index } => {
            let (rule, does) = match tuple.role {
                Role::Interpreting => (RuleId::R6, "interprets"),
                Role::Supervising => (RuleId::R6, "supervises"),
                _ => (RuleId::R4, "coordinates"),
            };
            let reason = Reason::new(rule, format!("{name} {does} the whole of 《{document}》, {clause} included."));
            match model[policy].clause_rules.get(index as usize) {
                Some(rule) => reason.resting_on(rule.words),
                None => reason,
            }
        }
    }
}

fn stands_for(model: &Model, collective: DepartmentId, member: DepartmentId) -> Reason {
    let (seat, territory) = (model[member].jurisdiction, model[collective].jurisdiction);
    let says = format!("{} of {} stands for {}, among others.", model[collective].name, model[territory].name, model[member].name);
    Reason::new(RuleId::R2, says).because([Reason::of_within(model, seat, territory)])
}

fn above(model: &Model, department: DepartmentId, superior: DepartmentId) -> Reason {
    let (low, high) = (&model[department], &model[superior]);
    let function = low.function.map(|function| model[function].name.as_str()).unwrap_or_default();
    let says = format!(
        "{} performs the function {function} in {}, as {} does in {}, one level below.",
        high.name, model[high.jurisdiction].name, low.name, model[low.jurisdiction].name
    );
    Reason::new(RuleId::R5, says).because([Reason::of_within(model, low.jurisdiction, high.jurisdiction)])
}

fn belongs_to(model: &Model, department: DepartmentId, government: DepartmentId) -> Reason {
    let (seat, home) = (model[department].jurisdiction, model[government].jurisdiction);
    let (name, government) = (&model[department].name, &model[government].name);
    if seat == home {
        return Reason::new(RuleId::R8, format!("{name} is a working department of {}, so it belongs to {government}.", model[home].name));
    }
    let says = format!("{name} is the committee of {}, so it belongs to {government}.", model[seat].name);
    Reason::new(RuleId::R8, says).because([Reason::of_within(model, seat, home)])
}

fn part_of(model: &Model, part: DepartmentId, whole: DepartmentId) -> Reason {
    Reason::new(RuleId::F, format!("{} is part of {}.", model[part].name, model[whole].name))
}

/// `measure 一 (支持产业项目建设)`.
fn clause(model: &Model, id: MeasureId) -> String {
    let measure = &model[id];
    let sort = if measure.is_section { "section" } else { "measure" };
    match &measure.heading {
        Some(heading) => format!("{sort} {} ({heading})", measure.reference),
        None => format!("{sort} {}", measure.reference),
    }
}

fn unit(role: Role) -> &'static str {
    match role {
        Role::Lead => "leading unit",
        Role::Responsible => "responsible unit",
        Role::Cooperating => "cooperating unit",
        Role::Implementing => "implementing unit",
        Role::Coordinating => "coordinating body",
        Role::Supervising => "supervising body",
        Role::Interpreting => "body that interprets it",
    }
}

/// One sentence for an edge that the facts state.
fn sentence(model: &Model, from: Node, kind: EdgeKind, to: Node) -> String {
    let name = |node| match node {
        Node::Measure(id) => clause(model, id),
        Node::Policy(id) => format!("《{}》", model[id].title.value),
        Node::Incentive(_) => format!("the incentive {}", node.key(model)),
        Node::Tier(_) => format!("tier {}", node.key(model)),
        _ => node.label(model).to_owned(),
    };
    let says = match kind {
        EdgeKind::Role(_) => "is the task of",
        EdgeKind::PartOf | EdgeKind::PartOfPolicy => "is part of",
        EdgeKind::BelongsTo => "belongs to",
        EdgeKind::Above => "stands below",
        EdgeKind::StandsFor => "stands for",
        EdgeKind::Governs => "governs",
        EdgeKind::Within => "lies within",
        EdgeKind::IssuedBy => "was issued by",
        EdgeKind::ParentClause => "stands under",
        EdgeKind::Offers => "offers",
        EdgeKind::HasTier => "has",
        EdgeKind::Requires => "asks for",
        EdgeKind::Implies => "implies",
    };
    format!("{} {says} {}.", name(from), name(to))
}
