//! What an enterprise says of itself. A list that is given is complete; a field that is left out is unknown. Knows no policy.

use super::ids::{CertificationId, JurisdictionId, TermId};
use super::incentive::{Beneficiary, Quantity};
use super::money::Money;
use super::place::Level;
use super::support::Support;
use jiff::civil::Date;

/// One enterprise, or whoever else asks: a team, a bank, a park.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub id: Option<String>,
    pub name: Option<String>,
    /// Where it stands on the day of the question: the smallest place that is known.
    pub place: Option<JurisdictionId>,
    /// Never unknown: an enterprise if left out.
    pub kind: Beneficiary,
    pub sectors: Option<Vec<TermId>>,
    pub titles: Option<Vec<HeldTitle>>,
    pub events: Option<Vec<Happening>>,
    pub projects: Option<Vec<Project>>,
    /// Sums that belong to no project: interest paid, commissions.
    pub bases: Option<Vec<BaseSum>>,
    pub metrics: Option<Vec<Measured>>,
    pub evaluations: Option<Vec<Grade>>,
    /// The support that it received before: all of it.
    pub received: Option<Vec<Receipt>>,
    /// Discredited, or under a veto (失信, 一票否决).
    pub discredited: Option<bool>,
    /// Words of conditions that no term fits, and that the enterprise states to hold.
    pub confirms: Vec<String>,
    /// Such words that it states not to hold.
    pub denies: Vec<String>,
}

/// A title that it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTitle {
    pub title: CertificationId,
    /// None: not known. A title that exists at one level only is read as of that level.
    pub level: Option<Level>,
    pub recognised_on: Option<Date>,
    /// The last day on which it holds. None: it is stated to be held on the day of the question, which is a statement and no missing value.
    pub expires: Option<Date>,
    /// Whether this was the first recognition.
    pub first: Option<bool>,
    /// The days on which it passed a re-check: all of them.
    pub rechecked: Option<Vec<Date>>,
}

/// Something that happened to it: a listing, a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happening {
    pub event: TermId,
    pub on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    pub kind: TermId,
    pub name: Option<String>,
    /// The sums that rates are taken of.
    pub bases: Vec<BaseSum>,
    pub on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseSum {
    pub base: TermId,
    pub sum: Money,
}

/// A number of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    pub metric: TermId,
    pub value: Quantity,
    pub year: Option<i16>,
    /// The values of all years before; what "for the first time" is decided by.
    pub before: Option<Vec<Quantity>>,
}

/// The grade that an evaluation gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    pub evaluation: TermId,
    pub grade: String,
}

/// Support that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub what: Support,
    pub on: Option<Date>,
}

impl Profile {
    /// An enterprise of which nothing else is known.
    pub fn unknown() -> Profile {
        Profile {
            id: None,
            name: None,
            place: None,
            kind: Beneficiary::Enterprise,
            sectors: None,
            titles: None,
            events: None,
            projects: None,
            bases: None,
            metrics: None,
            evaluations: None,
            received: None,
            discredited: None,
            confirms: Vec::new(),
            denies: Vec::new(),
        }
    }
}

/// What may become of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Every condition is known to hold.
    Eligible,
    /// Every condition that can be checked holds; a person decides the rest.
    Discretionary,
    /// Some condition is known neither to hold nor to fail.
    Unknown,
    /// Known to fail, whatever else becomes known.
    Ineligible,
}
