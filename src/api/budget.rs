//! Counts what an answer costs while it is made, and ends the work when it costs too much or takes too long.

use std::sync::atomic::{AtomicU64, Ordering};

use super::deadline::Deadline;
use super::error::{ApiError, Code};

/// Values between two looks at the clock. One value may take a millisecond; a look takes as long as a plain value.
const LOOKS: u64 = 64;

/// What one request may still spend.
pub struct Budget {
    values: Purse,
    bytes: Purse,
    deadline: Deadline,
}

struct Purse {
    most: u64,
    spent: AtomicU64,
}

impl Purse {
    fn new(most: usize) -> Self {
        Self { most: most as u64, spent: AtomicU64::new(0) }
    }

    /// What was spent before.
    fn spend(&self, more: u64) -> u64 {
        self.spent.fetch_add(more, Ordering::Relaxed)
    }

    fn is_overdrawn(&self) -> bool {
        self.spent.load(Ordering::Relaxed) > self.most
    }
}

impl Budget {
    pub fn new(values: usize, bytes: usize, deadline: Deadline) -> Self {
        Self { values: Purse::new(values), bytes: Purse::new(bytes), deadline }
    }

    /// Takes some values and the bytes of their texts; false if the request has had all it may have, or its time is up.
    #[inline]
    pub fn spend(&self, values: u64, bytes: u64) -> bool {
        let before = self.values.spend(values);
        if before / LOOKS != (before + values) / LOOKS && self.deadline.passed() {
            // Nothing that is asked for beside this may go on either.
            self.values.spend(u64::MAX / 2);
            return false;
        }
        self.bytes.spend(bytes) + bytes <= self.bytes.most && before + values <= self.values.most
    }

    /// Why there is no answer, if there is none: what was left out when the time was up may be anything.
    pub fn exceeded(&self) -> Option<ApiError> {
        if let Err(late) = self.deadline.check() {
            return Some(late);
        }
        if self.bytes.is_overdrawn() {
            return Some(too_long(self.bytes.most));
        }
        if !self.values.is_overdrawn() {
            return None;
        }
        let most = self.values.most;
        let message = format!(
            "The answer has more than {most} values. Ask for smaller pages with first, for fewer fields, for fewer lists inside one another, or for a table."
        );
        Some(ApiError::new(Code::QueryTooComplex, message).with("limit", most).with("measure", "values"))
    }
}

/// An answer that would have more bytes than this.
pub fn too_long(most: u64) -> ApiError {
    let message = format!("The answer is longer than {most} bytes. Ask for smaller pages, for fewer fields, or for a table.");
    ApiError::new(Code::AnswerTooLarge, message).with("limit", most)
}
