//! What a tier asks for, one thing at a time, apart from the tier that asks. Knows no enterprise.

use crate::model::ids::{CertificationId, JurisdictionId, TermId};
use crate::model::incentive::{Beneficiary, Comparison, Condition, Quantity, Recognised};
use crate::model::place::Level;
use crate::model::policy::Policy;
use crate::model::support::Support;
use crate::model::window::Window;
use jiff::civil::Date;

/// A condition that facts can decide. Needs of one territory that say the same are one need.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Need {
    Title {
        title: CertificationId,
        level: Option<Level>,
        or_above: bool,
        recognised: Recognised,
        period: Period,
    },
    /// A title held on the day of an event that happened in the period.
    TitleAt {
        title: CertificationId,
        level: Option<Level>,
        or_above: bool,
        event: TermId,
        period: Period,
    },
    Metric {
        metric: TermId,
        bounds: Vec<(Comparison, Quantity)>,
        first_time: bool,
        period: Period,
    },
    Event {
        event: TermId,
        period: Period,
    },
    Project {
        kind: TermId,
        period: Period,
    },
    Place(JurisdictionId),
    Sector(TermId),
    Beneficiary(Beneficiary),
    NotGraded {
        evaluation: TermId,
        grade: String,
    },
    NotDiscredited,
    Received {
        what: Support,
        when: Window,
        not: bool,
    },
    During(Window),
    Stated(String),
}

/// The rule that decides a need, in the order in which needs are tried: what few enterprises have comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    Title,
    Event,
    Metric,
    Received,
    Sector,
    Stated,
    Place,
    Day,
    Excluded,
}

impl Sort {
    pub const ALL: [Sort; 9] =
        [Sort::Title, Sort::Event, Sort::Metric, Sort::Received, Sort::Sector, Sort::Stated, Sort::Place, Sort::Day, Sort::Excluded];
}

impl Need {
    /// The need behind a condition of a policy; None for a group, and for what a person decides.
    pub fn of(condition: &Condition, period: Period) -> Option<Need> {
        Some(match condition.clone() {
            Condition::Certification { certification: title, level, or_above, at: Some(event), .. } => {
                Need::TitleAt { title, level, or_above, event, period }
            }
            Condition::Certification { certification: title, level, or_above, recognised, when, at: None } => {
                // Only what is new is bound to the time of the document; without this, equal needs of two documents would be two.
                let period = if recognised == Recognised::Held { Period::default() } else { period.named(when) };
                Need::Title { title, level, or_above, recognised, period }
            }
            Condition::Event(event, when) => Need::Event { event, period: period.named(when) },
            Condition::Project(kind, when) => Need::Project { kind, period: period.named(when) },
            Condition::Metric { metric, bounds, first_time } => {
                let period = if first_time { period } else { Period::default() };
                Need::Metric { metric, bounds, first_time, period }
            }
            Condition::Sector(sector) => Need::Sector(sector),
            Condition::Place(place) => Need::Place(place),
            Condition::Beneficiary(who) => Need::Beneficiary(who),
            Condition::NotGraded { evaluation, grade } => Need::NotGraded { evaluation, grade },
            Condition::Received { what, when, not } => Need::Received { what, when, not },
            Condition::During(when) => Need::During(when),
            Condition::Stated(words) => Need::Stated(words),
            Condition::Discretion(_) | Condition::Any(_) | Condition::All(_) => return None,
        })
    }

    pub fn sort(&self) -> Sort {
        match self {
            Need::Title { .. } | Need::TitleAt { .. } => Sort::Title,
            Need::Event { .. } | Need::Project { .. } => Sort::Event,
            Need::Metric { .. } => Sort::Metric,
            Need::Sector(_) | Need::Beneficiary(_) => Sort::Sector,
            Need::Received { .. } => Sort::Received,
            Need::During(_) => Sort::Day,
            Need::Stated(_) => Sort::Stated,
            Need::Place(_) => Sort::Place,
            Need::NotGraded { .. } | Need::NotDiscredited => Sort::Excluded,
        }
    }
}

/// The time in which something new must have happened to be paid for: that of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Period {
    pub fn of(policy: &Policy) -> Period {
        Period { from: policy.first_day(), until: policy.valid_until.map(|stated| stated.value) }
    }

    /// The time that the words name instead, as far as they name one: a deadline of their own may come before the document's end, or after it.
    pub fn named(self, when: Window) -> Period {
        Period { from: when.from.or(self.from), until: when.until.or(self.until) }
    }

    /// Whether something of that day, seen from `today`, is new. Where neither words nor document tell the first day, the running and the last calendar
    /// year are new, as seen from the last day if that is over, and what is older may be.
    pub fn holds(self, on: Option<Date>, today: Date) -> Option<bool> {
        let on = on?;
        if on > today || self.until.is_some_and(|until| on > until) {
            return Some(false);
        }
        match self.from {
            Some(from) => Some(on >= from),
            None if on.year() + 1 >= self.until.map_or(today, |until| until.min(today)).year() => Some(true),
            None => None,
        }
    }

    /// Whether something of that day, seen from `today`, lies in the time of the document. It need not be new: where the document doesn't tell its
    /// first day, none is too early. Without a day it does if no past day would lie outside.
    pub fn covers(self, on: Option<Date>, today: Date) -> Option<bool> {
        match on {
            Some(on) => Some(on <= today && self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)),
            None => (self.from.is_none() && self.until.is_none_or(|until| today <= until)).then_some(true),
        }
    }

    /// The same for a year: some day of it must lie in the time of the document.
    pub fn covers_year(self, year: Option<i16>, today: Date) -> Option<bool> {
        match year {
            Some(year) => Some(self.from.is_none_or(|from| from.year() <= year) && self.until.is_none_or(|until| year <= until.year())),
            None => (self.from.is_none() && self.until.is_none_or(|until| today.year() <= until.year())).then_some(true),
        }
    }
}

/// Whether a title of a level counts where one is asked for. If its level isn't known, what all levels say at which the title exists.
pub fn level_fits(asked: Option<Level>, or_above: bool, held: Option<Level>, levels: &[Level]) -> Option<bool> {
    let Some(asked) = asked else { return Some(true) };
    let fits = |level: Level| if or_above { level <= asked } else { level == asked };
    match (held, levels) {
        (Some(held), _) => Some(fits(held)),
        (None, []) => None,
        (None, [first, rest @ ..]) => rest.iter().all(|&level| fits(level) == fits(*first)).then_some(fits(*first)),
    }
}
