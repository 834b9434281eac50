//! A policy document: what it says about itself, its clauses, and who is to act.

use super::ids::{AssignmentId, CitationId, DepartmentId, DutyId, IncentiveId, JurisdictionId, MeasureId, PolicyId, TargetId, TermId};
use super::incentive::IncentiveKind;
use super::money::Decimal;
use super::span::Span;
use jiff::civil::Date;
use serde::Deserialize;
use std::ops::Range;

/// A value and the words that state it.
#[derive(Debug, Clone, Copy)]
pub struct Stated<T> {
    pub value: T,
    pub words: CitationId,
}

/// Words of a policy.
#[derive(Debug, Clone, Copy)]
pub struct Citation {
    pub policy: PolicyId,
    /// The innermost clause that holds the words; none for a letterhead or a closing paragraph.
    pub measure: Option<MeasureId>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PolicyKind {
    Measures,
    Opinions,
    AdministrativeMeasures,
    Plan,
    Notice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Issued,
    DraftForComment,
    Repealed,
}

/// Where a policy stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    InForce,
    Draft,
    NotYet,
    Ended,
    Repealed,
}

#[derive(Debug, Clone)]
pub struct Policy {
    pub key: String,
    pub title: Stated<String>,
    pub jurisdiction: JurisdictionId,
    pub kind: PolicyKind,
    pub status: Status,
    pub checked_on: Date,
    pub issuer: Option<Stated<DepartmentId>>,
    pub issued: Option<Stated<Date>>,
    /// For a document that names no day of issue: a day by which it was published, and who says so.
    pub known_since: Option<(Date, String)>,
    pub valid_from: Option<Stated<ValidFrom>>,
    pub valid_until: Option<Stated<Date>>,
    pub consultation: Option<Stated<Consultation>>,
    pub doc_number: Option<Stated<String>>,
    pub text: String,
    /// Its clauses, in the order of the document.
    pub measures: Range<u32>,
    pub clause_rules: Vec<ClauseRule>,
    pub duties: Range<u32>,
    pub amendments: Vec<Amendment>,
    pub not_facts: Vec<Stated<String>>,
}

#[derive(Debug, Clone, Copy)]
pub enum ValidFrom {
    On(Date),
    /// 自印发之日起施行.
    Issue,
}

#[derive(Debug, Clone, Copy)]
pub struct Consultation {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Policy {
    pub fn measure_ids(&self) -> impl DoubleEndedIterator<Item = MeasureId> + use<> {
        self.measures.clone().map(MeasureId)
    }

    pub fn duty_ids(&self) -> impl Iterator<Item = DutyId> + use<> {
        self.duties.clone().map(DutyId)
    }

    /// The first day on which it applies, if the document tells: a stated day, or the day of issue.
    pub fn first_day(&self) -> Option<Date> {
        let issued = self.issued.map(|stated| stated.value);
        match self.valid_from.map(|stated| stated.value) {
            Some(ValidFrom::On(day)) => Some(day),
            Some(ValidFrom::Issue) | None => issued,
        }
    }

    /// Whether the period of validity that it sets itself is over.
    pub fn is_over(&self, day: Date) -> bool {
        self.valid_until.is_some_and(|last| last.value < day)
    }

    /// Where it stands on a day. A draft stays a draft: nothing says that it was adopted, and what never applied has not ended.
    pub fn standing(&self, day: Date) -> Standing {
        let first = self.first_day().or(self.known_since.as_ref().map(|known| known.0));
        match self.status {
            Status::Repealed => Standing::Repealed,
            Status::DraftForComment => Standing::Draft,
            Status::Issued if first.is_some_and(|first| day < first) => Standing::NotYet,
            Status::Issued if self.is_over(day) => Standing::Ended,
            Status::Issued => Standing::InForce,
        }
    }

    /// Whether it counts on a day, for somebody who asks for documents that stand so. A draft whose own period is over would not apply
    /// even if it were adopted: it counts only where ended documents are asked for too.
    pub fn counts(&self, day: Date, standings: &[Standing]) -> bool {
        let standing = self.standing(day);
        let late = standing == Standing::Draft && self.is_over(day);
        standings.contains(&standing) && (!late || standings.contains(&Standing::Ended))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClauseRuleKind {
    Prevails,
    NoDuplicates,
    HighestOnly,
    BestOnly,
    Stackable,
    Excludes,
    Pays,
    BudgetLimit,
    DetailedRules,
    Repeals,
    Interprets,
    Coordinates,
    Supervises,
}

/// What the document says about itself or about other documents.
#[derive(Debug, Clone)]
pub struct ClauseRule {
    pub kind: ClauseRuleKind,
    pub bodies: Vec<DepartmentId>,
    /// An evaluation and the grade that it excludes.
    pub grade: Option<(TermId, String)>,
    /// What an exclusion is confined to.
    pub scope: Scope,
    pub words: CitationId,
}

/// Which promises of a document a clause speaks of: those of some kinds, under some clauses; all where the words confine it to none.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pub kinds: Option<Vec<IncentiveKind>>,
    /// With every clause inside them.
    pub measures: Option<Vec<MeasureId>>,
}

impl Scope {
    pub fn holds(&self, kind: IncentiveKind, measure: MeasureId) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind)) && self.measures.as_ref().is_none_or(|measures| measures.contains(&measure))
    }
}

/// Words that were changed after publication.
#[derive(Debug, Clone)]
pub struct Amendment {
    pub measure: Option<MeasureId>,
    pub old: String,
    /// Where the old words stand in the text.
    pub span: Span,
    pub new: String,
    pub since: Option<Date>,
    pub words: CitationId,
}

#[derive(Debug, Clone)]
pub struct Measure {
    /// `weifang-2024-five-optimisations#二/(一)/1`.
    pub key: String,
    pub policy: PolicyId,
    /// The path of numbers as written: `二/(一)/1`.
    pub reference: String,
    pub heading: Option<String>,
    /// A section holds other clauses; a measure holds none.
    pub is_section: bool,
    pub parent: Option<MeasureId>,
    /// All of it, with what it holds.
    pub span: Span,
    /// Its own words: up to the first clause it holds.
    pub own: Span,
    pub note: Option<CitationId>,
    pub assignments: Range<u32>,
    pub incentives: Range<u32>,
    pub targets: Range<u32>,
}

impl Measure {
    pub fn assignment_ids(&self) -> impl Iterator<Item = AssignmentId> + use<> {
        self.assignments.clone().map(AssignmentId)
    }

    pub fn incentive_ids(&self) -> impl Iterator<Item = IncentiveId> + use<> {
        self.incentives.clone().map(IncentiveId)
    }

    pub fn target_ids(&self) -> impl Iterator<Item = TargetId> + use<> {
        self.targets.clone().map(TargetId)
    }
}

/// What a body is to do for a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 牵头单位.
    Lead,
    /// 责任单位.
    Responsible,
    /// 配合单位.
    Cooperating,
    /// 落实单位, and the governments that carry a measure out in their own territory.
    Implementing,
    /// A leading group or task force that coordinates.
    Coordinating,
    Supervising,
    /// Who interprets the document.
    Interpreting,
}

/// One unit of a responsibility note.
#[derive(Debug, Clone)]
pub struct Assignment {
    pub measure: MeasureId,
    pub department: DepartmentId,
    pub role: Role,
    pub as_written: String,
    pub words: CitationId,
}

/// A sentence that lays a duty on bodies for many measures.
#[derive(Debug, Clone)]
pub struct Duty {
    pub policy: PolicyId,
    pub bodies: Vec<DepartmentId>,
    pub role: Role,
    pub measures: Vec<MeasureId>,
    pub words: CitationId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetBound {
    AtLeast,
    Over,
    About,
    Exactly,
    AtMost,
    UpTo,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub measure: MeasureId,
    pub metric: String,
    pub value: Decimal,
    /// The upper end of a range such as 3—5家.
    pub value_to: Option<Decimal>,
    pub unit: String,
    pub bound: TargetBound,
    /// The last day of the year, month or day that is named.
    pub by: Option<Date>,
    /// A span of time, as written, when no date is named.
    pub within: Option<String>,
    pub words: CitationId,
}
