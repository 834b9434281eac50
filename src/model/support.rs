//! What an enterprise may have received before, and what a document may ask about that: 已享受…的不再享受.

use super::Model;
use super::ids::TermId;

/// Support by name: a term of the vocabulary, or something that the facts promise.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Support {
    Term(TermId),
    /// The id of a policy, of one of its incentives, or of a tier: `policy`, `policy/incentive`, `policy/incentive/1`.
    Promise(String),
}

impl Support {
    /// Whether having received `other` is having received this. None if `other` says too little: a policy, where one of its incentives is asked for.
    pub fn covers(&self, other: &Support) -> Option<bool> {
        let inside = |part: &str, whole: &str| part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('/'));
        match (self, other) {
            (Support::Promise(asked), Support::Promise(had)) if inside(asked, had) => None,
            (Support::Promise(asked), Support::Promise(had)) => Some(asked == had || inside(had, asked)),
            _ => Some(self == other),
        }
    }

    /// Its id, as a profile gives it.
    pub fn key<'s>(&'s self, model: &'s Model) -> &'s str {
        match self {
            Support::Term(term) => &model[*term].key,
            Support::Promise(key) => key,
        }
    }

    /// In words.
    pub fn name<'s>(&'s self, model: &'s Model) -> &'s str {
        match self {
            Support::Term(term) => &model[*term].name,
            Support::Promise(key) => key,
        }
    }
}
