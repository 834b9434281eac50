//! Titles (certifications) and the closed vocabulary of conditions.

use super::ids::{CertificationId, TermId};
use super::place::Level;
use serde::Deserialize;

#[derive(Debug, Clone)]
pub struct Certification {
    pub key: String,
    pub name: String,
    pub aliases: Vec<String>,
    /// The levels at which it is granted, highest first.
    pub levels: Vec<Level>,
    pub granted_by: Option<String>,
    /// The document that lays the title down.
    pub basis: Option<String>,
    /// Who holds this title also holds these, at this level if one is given.
    pub implies: Vec<(CertificationId, Option<Level>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    Event,
    Project,
    Metric,
    Sector,
    Base,
    Evaluation,
    /// What somebody may have received: funds, insurance, relief.
    Support,
}

#[derive(Debug, Clone)]
pub struct Term {
    pub kind: TermKind,
    pub key: String,
    pub name: String,
    /// Other words that people use for it: 技改 for 技术改造.
    pub aliases: Vec<String>,
    /// Of a metric: what it counts, 元, % or a unit such as 次.
    pub counts: Option<String>,
    /// Of an event: what happened, too, whenever it did: 在沪深北交易所上市 is 上市.
    pub implies: Vec<TermId>,
}
