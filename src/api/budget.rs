//! Counts what an answer costs while it is made, and ends the work when it costs too much or takes too long.

use std::sync::atomic::{AtomicU64, Ordering};

use super::deadline::Deadline;
use super::error::{ApiError, Code};

/// Values between two looks at the clock. One value may take a millisecond; a look takes as long as a plain value.
const LOOKS: u64 = 64;

/// What one request may still spend.
pub struct Budget {
    most: u64,
    spent: AtomicU64,
    deadline: Deadline,
}

impl Budget {
    pub fn new(most: usize, deadline: Deadline) -> Self {
        Self { most: most as u64, spent: AtomicU64::new(0), deadline }
    }

    /// Takes some values; false if the request has had all it may have, or its time is up.
    pub fn spend(&self, values: u64) -> bool {
        let before = self.spent.fetch_add(values, Ordering::Relaxed);
        if before / LOOKS != (before + values) / LOOKS && self.deadline.passed() {
            self.spent.store(u64::MAX / 2, Ordering::Relaxed);
            return false;
        }
        before + values <= self.most
    }

    /// Why there is no answer, if there is none: what was left out when the time was up may be anything.
    pub fn exceeded(&self) -> Option<ApiError> {
        if let Err(late) = self.deadline.check() {
            return Some(late);
        }
        if self.spent.load(Ordering::Relaxed) <= self.most {
            return None;
        }
        let message = format!(
            "The answer has more than {} values. Ask for smaller pages with first, for fewer fields, for fewer lists inside one another, or for a table.",
            self.most
        );
        Some(ApiError::new(Code::QueryTooComplex, message).with("limit", self.most).with("measure", "values"))
    }
}
