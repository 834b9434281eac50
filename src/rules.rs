//! The rules: Datalog over the facts, one program a file. The only place that knows crepe; knows the model, no files, no graph, no API.
//!
//! Each relation is a predicate and a sentence, each rule a [number](RuleId) and a sentence; the number travels in the head of what it derives,
//! so that an answer can say `R3`. The rules derive edges; walking them is the graph's business.

pub mod eligibility;
mod health;
mod implied;
mod numbers;
mod offices;
mod overlap;
mod responsibility;
mod territory;

pub use health::{Finding, Subject, findings};
pub use numbers::RuleId;
pub use offices::{Above, Belongs, Stands};
pub use overlap::{Clause, Effect, Ground, Occasion, Overlap, Thing, TitleAsked, acts, overlaps, policy_of, titles_paid_for};
pub use responsibility::{Basis, Responsible, Source};
pub use territory::Within;

use crate::model::Model;
use crate::model::ids::{JurisdictionId, MeasureId};

/// All that follows from a model, each relation sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derived {
    pub within: Vec<Within>,
    pub stands: Vec<Stands>,
    pub above: Vec<Above>,
    pub belongs: Vec<Belongs>,
    pub responsible: Vec<Responsible>,
}

impl Derived {
    pub fn of(model: &Model) -> Derived {
        let within = territory::within(model);
        let offices::Offices { stands, above, belongs } = offices::offices(model, &within);
        let responsible = responsibility::responsible(model, &within, &stands);
        Derived { within, stands, above, belongs, responsible }
    }

    pub fn lies_within(&self, inner: JurisdictionId, outer: JurisdictionId) -> bool {
        self.within.binary_search_by_key(&(inner, outer), |tuple| (tuple.inner, tuple.outer)).is_ok()
    }

    /// Who answers for a measure.
    pub fn responsible_for(&self, measure: MeasureId) -> &[Responsible] {
        let start = self.responsible.partition_point(|tuple| tuple.measure < measure);
        let end = self.responsible.partition_point(|tuple| tuple.measure <= measure);
        self.responsible.get(start..end).unwrap_or_default()
    }
}
