//! What joins two things. Knows which rule made an edge, not how it is proved.

use crate::model::ids::CitationId;
use crate::model::node::Node;
use crate::model::policy::Role;
use crate::rules::{Responsible, RuleId};

/// What an edge says about its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// Measure to department: the department has this role in it.
    Role(Role),
    /// Department to the body that it is a part of.
    PartOf,
    /// Department to its government.
    BelongsTo,
    /// Department to the one that is above it.
    Above,
    /// Collective name to one of the bodies it stands for.
    StandsFor,
    /// Government, or committee of a zone, to its place.
    Governs,
    /// Place to its parent.
    Within,
    /// Policy to who issued it.
    IssuedBy,
    /// Clause to its policy.
    PartOfPolicy,
    /// Clause to the clause that holds it.
    ParentClause,
    /// Measure to an incentive.
    Offers,
    HasTier,
    /// Tier to a title or a place that it asks for.
    Requires,
    /// Title to a title that its holder has too.
    Implies,
}

impl EdgeKind {
    /// Its name in the API.
    pub fn name(self) -> &'static str {
        match self {
            EdgeKind::Role(Role::Lead) => "LEAD",
            EdgeKind::Role(Role::Responsible) => "RESPONSIBLE",
            EdgeKind::Role(Role::Cooperating) => "COOPERATING",
            EdgeKind::Role(Role::Implementing) => "IMPLEMENTING",
            EdgeKind::Role(Role::Coordinating) => "COORDINATING",
            EdgeKind::Role(Role::Supervising) => "SUPERVISING",
            EdgeKind::Role(Role::Interpreting) => "INTERPRETING",
            EdgeKind::PartOf => "PART_OF",
            EdgeKind::BelongsTo => "BELONGS_TO",
            EdgeKind::Above => "ABOVE",
            EdgeKind::StandsFor => "STANDS_FOR",
            EdgeKind::Governs => "GOVERNS",
            EdgeKind::Within => "WITHIN",
            EdgeKind::IssuedBy => "ISSUED_BY",
            EdgeKind::PartOfPolicy => "PART_OF_POLICY",
            EdgeKind::ParentClause => "PARENT_CLAUSE",
            EdgeKind::Offers => "OFFERS",
            EdgeKind::HasTier => "HAS_TIER",
            EdgeKind::Requires => "REQUIRES",
            EdgeKind::Implies => "IMPLIES",
        }
    }

    /// What a drawing writes on it.
    pub fn label(self) -> &'static str {
        match self {
            EdgeKind::Role(Role::Lead) => "牵头",
            EdgeKind::Role(Role::Responsible) => "责任",
            EdgeKind::Role(Role::Cooperating) => "配合",
            EdgeKind::Role(Role::Implementing) => "落实",
            EdgeKind::Role(Role::Coordinating) => "统筹",
            EdgeKind::Role(Role::Supervising) => "督导",
            EdgeKind::Role(Role::Interpreting) => "解释",
            EdgeKind::PartOf => "所属",
            EdgeKind::BelongsTo => "隶属",
            EdgeKind::Above => "上级",
            EdgeKind::StandsFor => "包括",
            EdgeKind::Governs => "管辖",
            EdgeKind::Within => "位于",
            EdgeKind::IssuedBy => "印发",
            EdgeKind::PartOfPolicy => "出自",
            EdgeKind::ParentClause => "上级条款",
            EdgeKind::Offers => "支持",
            EdgeKind::HasTier => "档次",
            EdgeKind::Requires => "要求",
            EdgeKind::Implies => "视同",
        }
    }
}

/// Why an edge holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A derived responsibility.
    Tuple(Responsible),
    /// A rule that needs nothing but the two ends.
    Rule(RuleId),
    /// Words of a policy.
    Words(CitationId),
    /// A fact about the world, not about a policy.
    World,
}

/// `from` stands to `to` as `kind` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    pub from: Node,
    pub to: Node,
    pub kind: EdgeKind,
    pub ground: Ground,
}

impl Edge {
    pub fn rule(&self) -> RuleId {
        match self.ground {
            Ground::Tuple(tuple) => tuple.rule,
            Ground::Rule(rule) => rule,
            Ground::Words(_) | Ground::World => RuleId::F,
        }
    }
}
