//! Days that words name: 2024年12月31日前, 至2023年6月底, 自2024年7月1日起. Knows no text.

use jiff::civil::Date;
use std::fmt;

/// From the first to the last day, both included; no bound where the words name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Window {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Window {
    pub fn is_open(self) -> bool {
        self == Window::default()
    }

    /// Whether a day lies in it; None for a day that is not known, unless every day does.
    pub fn holds(self, on: Option<Date>) -> Option<bool> {
        match on {
            Some(on) => Some(self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)),
            None => self.is_open().then_some(true),
        }
    }

    /// Whether some day lies in both.
    pub fn meets(self, other: Window) -> bool {
        let ends_before = |one: Window, other: Window| one.until.zip(other.from).is_some_and(|(until, from)| until < from);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// As documents write it: `自2024-07-01至2025-12-31`, `至2023-06-30`; nothing where it has no bound.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (Some(from), Some(until)) => write!(f, "自{from}至{until}"),
            (Some(from), None) => write!(f, "自{from}起"),
            (None, Some(until)) => write!(f, "至{until}"),
            (None, None) => Ok(()),
        }
    }
}
