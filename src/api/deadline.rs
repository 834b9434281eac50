//! When a request's time is up. A long computation asks now and then and gives up, because nothing can stop it from outside.

use std::time::{Duration, Instant};

use super::error::{ApiError, Code};

#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    at: Option<Instant>,
}

impl Deadline {
    /// For the command line, where whoever waits can press ctrl-c.
    pub const NEVER: Self = Self { at: None };

    pub fn within(time: Duration) -> Self {
        Self { at: Instant::now().checked_add(time) }
    }

    pub fn passed(&self) -> bool {
        self.at.is_some_and(|at| Instant::now() >= at)
    }

    /// To be called every few thousand steps of anything that may take long.
    pub fn check(&self) -> Result<(), ApiError> {
        match self.passed() {
            false => Ok(()),
            true => Err(ApiError::new(Code::Timeout, "The answer took too long. Ask for fewer things at once, or filter more narrowly.")),
        }
    }
}
