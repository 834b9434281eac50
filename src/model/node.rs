//! One name for any thing that can be asked for by id: `policy:…`, `measure:…`, `department:370700/市工信局`.

use super::Model;
use super::ids::{CertificationId, DepartmentId, IncentiveId, JurisdictionId, MeasureId, PolicyId, TierId};

/// A thing of the graph. Its [`key`](Node::key) with its type in front is its public id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    Jurisdiction(JurisdictionId),
    Department(DepartmentId),
    Policy(PolicyId),
    Measure(MeasureId),
    Incentive(IncentiveId),
    Tier(TierId),
    Certification(CertificationId),
}

impl Node {
    /// The type as it stands in front of the colon of a public id.
    pub fn prefix(self) -> &'static str {
        match self {
            Node::Jurisdiction(_) => "jurisdiction",
            Node::Department(_) => "department",
            Node::Policy(_) => "policy",
            Node::Measure(_) => "measure",
            Node::Incentive(_) => "incentive",
            Node::Tier(_) => "tier",
            Node::Certification(_) => "certification",
        }
    }

    /// The id without its type.
    pub fn key(self, model: &Model) -> &str {
        match self {
            Node::Jurisdiction(id) => &model[id].key,
            Node::Department(id) => &model[id].key,
            Node::Policy(id) => &model[id].key,
            Node::Measure(id) => &model[id].key,
            Node::Incentive(id) => &model[id].key,
            Node::Tier(id) => &model[id].key,
            Node::Certification(id) => &model[id].key,
        }
    }

    pub fn public_id(self, model: &Model) -> String {
        let (prefix, key) = (self.prefix(), self.key(model));
        let mut id = String::with_capacity(prefix.len() + 1 + key.len());
        id.push_str(prefix);
        id.push(':');
        id.push_str(key);
        id
    }

    /// What a person calls it.
    pub fn label(self, model: &Model) -> &str {
        match self {
            Node::Jurisdiction(id) => &model[id].name,
            Node::Department(id) => &model[id].name,
            Node::Policy(id) => &model[id].title.value,
            Node::Measure(id) => model[id].heading.as_deref().unwrap_or(&model[id].reference),
            Node::Incentive(id) => model[id].beneficiary.as_deref().unwrap_or(&model[id].key),
            Node::Tier(id) => &model[id].key,
            Node::Certification(id) => &model[id].name,
        }
    }

    /// Every thing of a model, in order.
    pub fn all(model: &Model) -> impl Iterator<Item = Node> + use<> {
        (model.jurisdiction_ids().map(Node::Jurisdiction))
            .chain(model.department_ids().map(Node::Department))
            .chain(model.policy_ids().map(Node::Policy))
            .chain(model.measure_ids().map(Node::Measure))
            .chain(model.incentive_ids().map(Node::Incentive))
            .chain(model.tier_ids().map(Node::Tier))
            .chain(model.certification_ids().map(Node::Certification))
    }
}
