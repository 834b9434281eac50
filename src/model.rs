//! The nouns: what a policy, a department, a measure, an incentive is. No behaviour beyond their invariants; no text, no files, no rules.
//!
//! A [`Model`] is lists of things; an id is a position in one of them. Its fields are private to the crate's loader and read-only elsewhere.

pub mod day;
pub mod ids;
pub mod incentive;
pub mod money;
pub mod node;
pub mod place;
pub mod policy;
pub mod profile;
pub mod quantity;
pub mod span;
pub mod support;
pub mod title;
pub mod window;

use ids::*;
use incentive::{Incentive, Tier};
use place::{Department, Function, Jurisdiction};
use policy::{Amendment, Assignment, Citation, ClauseRule, ClauseRuleKind, Duty, Measure, Policy, Target};
use span::Span;
use title::{Certification, Term};

/// Everything the facts say, names resolved to ids. Lists are in the order of the files, so that the same facts give the same ids.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub jurisdictions: Vec<Jurisdiction>,
    pub functions: Vec<Function>,
    pub departments: Vec<Department>,
    pub certifications: Vec<Certification>,
    pub terms: Vec<Term>,
    pub policies: Vec<Policy>,
    pub measures: Vec<Measure>,
    pub assignments: Vec<Assignment>,
    pub duties: Vec<Duty>,
    pub incentives: Vec<Incentive>,
    pub tiers: Vec<Tier>,
    pub targets: Vec<Target>,
    pub citations: Vec<Citation>,
}

macro_rules! lists {
    ($($field:ident, $ids:ident: $id:ident => $item:ty;)*) => {
        impl Model {$(
            pub fn $ids(&self) -> impl DoubleEndedIterator<Item = $id> + use<> {
                (0..self.$field.len()).map($id::new)
            }
        )*}
        $(
        impl std::ops::Index<$id> for Model {
            type Output = $item;

            fn index(&self, id: $id) -> &$item {
                &self.$field[id.index()]
            }
        }
    )*};
}

lists! {
    jurisdictions, jurisdiction_ids: JurisdictionId => Jurisdiction;
    functions, function_ids: FunctionId => Function;
    departments, department_ids: DepartmentId => Department;
    certifications, certification_ids: CertificationId => Certification;
    terms, term_ids: TermId => Term;
    policies, policy_ids: PolicyId => Policy;
    measures, measure_ids: MeasureId => Measure;
    assignments, assignment_ids: AssignmentId => Assignment;
    duties, duty_ids: DutyId => Duty;
    incentives, incentive_ids: IncentiveId => Incentive;
    tiers, tier_ids: TierId => Tier;
    targets, target_ids: TargetId => Target;
    citations, citation_ids: CitationId => Citation;
}

impl Model {
    /// The words of a citation.
    pub fn words(&self, id: CitationId) -> &str {
        let citation = self[id];
        citation.span.of(&self[citation.policy].text)
    }
}

impl Model {
    /// The ids of everything that the documents promise: policies, incentives and tiers.
    pub fn promises(&self) -> impl Iterator<Item = &str> {
        let policies = self.policies.iter().map(|policy| policy.key.as_str());
        policies.chain(self.incentives.iter().map(|incentive| incentive.key.as_str())).chain(self.tiers.iter().map(|tier| tier.key.as_str()))
    }

    /// The change after publication of words of a policy's text, the first if there are several.
    pub fn amendment_of(&self, policy: ids::PolicyId, words: Span) -> Option<&Amendment> {
        self[policy].amendments.iter().find(|change| change.span.meets(words))
    }

    /// The clauses of a tier's document that exclude somebody from it, in the order of the facts.
    pub fn exclusions(&self, tier: ids::TierId) -> impl Iterator<Item = &ClauseRule> {
        let incentive = &self[self[tier].incentive];
        let rules = self[self[incentive.measure].policy].clause_rules.iter();
        rules.filter(|rule| rule.kind == ClauseRuleKind::Excludes && rule.scope.holds(incentive.kind, incentive.measure))
    }

    /// Whether a place is another, or lies in it.
    pub fn lies_within(&self, place: ids::JurisdictionId, other: ids::JurisdictionId) -> bool {
        std::iter::successors(Some(place), |&id| self[id].parent).any(|id| id == other)
    }

    /// Whether an event is another, or implies it.
    pub fn entails(&self, event: ids::TermId, other: ids::TermId) -> bool {
        event == other || self[event].implies.iter().any(|&next| self.entails(next, other))
    }
}
