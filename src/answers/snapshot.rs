//! Facts, derived tuples, graph and search index as one immutable value.

use super::search::SearchIndex;
use crate::facts::Loaded;
use crate::facts::profile::ProfileNames;
use crate::graph::{EdgeKind, Graph, Reason};
use crate::model::Model;
use crate::model::ids::{CitationId, DepartmentId, JurisdictionId, MeasureId, PolicyId, TierId};
use crate::model::node::Node;
use crate::model::profile::Profile;
use crate::rules::eligibility::Book;
use crate::rules::{self, Derived, Finding, Overlap, Responsible, Source};
use rustc_hash::FxHashMap;
use std::ops::Range;

pub struct Snapshot {
    pub model: Model,
    pub derived: Derived,
    pub graph: Graph,
    pub search: SearchIndex,
    /// The enterprises that came with the facts.
    pub enterprises: Vec<Profile>,
    /// The names that a profile may use.
    pub names: ProfileNames,
    /// What tiers ask for, ready to be put to enterprises.
    pub book: Book,
    /// Tiers that pay for one thing, by the first of the two.
    pub overlaps: Vec<Overlap>,
    /// What is amiss in the documents, by policy and clause.
    pub findings: Vec<Finding>,
    /// A fingerprint of the facts: equal facts have equal versions.
    pub version: String,
    nodes: FxHashMap<String, Node>,
    /// The responsibilities of each body, as positions in `derived.responsible`.
    of_body: FxHashMap<DepartmentId, Vec<u32>>,
    /// The overlaps of each tier, as positions in `overlaps`.
    of_tier: FxHashMap<TierId, Vec<u32>>,
}

impl Snapshot {
    /// Derives everything from facts that have no problems. Fails only if the search index can't be built.
    pub fn build(loaded: Loaded) -> Result<Snapshot, String> {
        let Loaded { model, enterprises, version, .. } = loaded;
        // The search index takes the longest, and needs nothing that is derived.
        let (search, (derived, graph, overlaps, findings)) = std::thread::scope(|scope| {
            let search = scope.spawn(|| SearchIndex::build(&model));
            let derived = Derived::of(&model);
            let graph = Graph::build(&model, &derived);
            let overlaps = rules::overlaps(&model, &derived.within);
            let findings = rules::findings(&model, &derived.responsible, &overlaps);
            (search.join(), (derived, graph, overlaps, findings))
        });
        let search = search.map_err(|_| "the search index failed".to_owned())?.map_err(|error| error.to_string())?;
        let mut of_tier: FxHashMap<TierId, Vec<u32>> = FxHashMap::default();
        for (index, overlap) in (0..).zip(&overlaps) {
            of_tier.entry(overlap.a).or_default().push(index);
            of_tier.entry(overlap.b).or_default().push(index);
        }
        let nodes = Node::all(&model).map(|node| (node.public_id(&model), node)).collect();
        let mut of_body: FxHashMap<DepartmentId, Vec<u32>> = FxHashMap::default();
        for (index, tuple) in (0..).zip(&derived.responsible) {
            of_body.entry(tuple.department).or_default().push(index);
        }
        let book = Book::of(&model);
        let names = ProfileNames::of(&model);
        Ok(Snapshot { book, names, enterprises, model, derived, graph, search, overlaps, findings, version, nodes, of_body, of_tier })
    }

    /// The thing with a public id, such as `measure:baotou-2023-specialised-sme#三/(一)/2`.
    pub fn node(&self, public_id: &str) -> Option<Node> {
        self.nodes.get(public_id).copied()
    }

    /// Whether two places nest, whichever is the larger.
    pub fn nest(&self, a: JurisdictionId, b: JurisdictionId) -> bool {
        self.model.lies_within(a, b) || self.model.lies_within(b, a)
    }

    /// The line above a body, nearest first.
    pub fn superiors(&self, id: DepartmentId) -> Vec<DepartmentId> {
        let above = |id: &DepartmentId| {
            let edge = self.graph.out(Node::Department(*id), EdgeKind::Above).next()?;
            if let Node::Department(superior) = edge.to { Some(superior) } else { None }
        };
        std::iter::successors(above(&id), above).take(self.model.jurisdictions.len()).collect()
    }

    /// One derived responsibility, by its position.
    pub fn responsible(&self, index: u32) -> &Responsible {
        &self.derived.responsible[index as usize]
    }

    /// Positions of the responsibilities for a measure.
    pub fn responsibilities_for(&self, measure: MeasureId) -> impl Iterator<Item = u32> + use<> {
        let start = self.derived.responsible.partition_point(|tuple| tuple.measure < measure) as u32;
        start..start + self.derived.responsible_for(measure).len() as u32
    }

    /// Positions of the responsibilities of a body, in the order of the documents.
    pub fn responsibilities_of(&self, body: DepartmentId) -> &[u32] {
        self.of_body.get(&body).map_or(&[], Vec::as_slice)
    }

    /// Positions of the overlaps of a tier, in order.
    pub fn overlaps_of(&self, tier: TierId) -> &[u32] {
        self.of_tier.get(&tier).map_or(&[], Vec::as_slice)
    }

    /// Positions of the findings on a policy.
    pub fn findings_of(&self, policy: PolicyId) -> impl Iterator<Item = u32> + use<> {
        let start = self.findings.partition_point(|finding| finding.policy < policy) as u32;
        let end = self.findings.partition_point(|finding| finding.policy <= policy) as u32;
        start..end
    }

    pub fn why_responsible(&self, index: u32) -> Reason {
        Reason::of_responsible(&self.model, self.responsible(index))
    }

    /// The name that the document writes for a responsibility.
    pub fn as_written(&self, index: u32) -> &str {
        let tuple = self.responsible(index);
        match tuple.source {
            Source::Assignment(id) => &self.model[id].as_written,
            Source::Duty(_) | Source::ClauseRule { .. } => &self.model[tuple.via.unwrap_or(tuple.department)].name,
        }
    }

    /// The words that a responsibility rests on in the end.
    pub fn words_behind(&self, index: u32) -> CitationId {
        match self.responsible(index).source {
            Source::Assignment(id) => self.model[id].words,
            Source::Duty(id) => self.model[id].words,
            Source::ClauseRule { policy, index } => self.model[policy].clause_rules[index as usize].words,
        }
    }

    /// Where a citation stands, in characters instead of bytes.
    pub fn characters(&self, id: CitationId) -> Range<usize> {
        let citation = &self.model[id];
        let text = &self.model[citation.policy].text;
        let before = text.get(..citation.span.start as usize).unwrap_or_default().chars().count();
        before..before + citation.span.of(text).chars().count()
    }
}
