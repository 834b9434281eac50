//! The nouns: what a policy, a department, a measure, an incentive is. No behaviour beyond their invariants; no text, no files, no rules.

pub mod money;
pub mod span;
