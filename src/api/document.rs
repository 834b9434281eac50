//! The text of a query, read once: within the limits, fitting the schema, and kept for the next request that sends the same text.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_graphql::Pos;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition};
use async_graphql::parser::{Error, parse_query};
use lru::LruCache;
use serde_json::{Map, Value};

use super::engine::Kind;
use super::error::{ApiError, Code};
use super::form::Form;
use super::guard;
use super::limits::Limits;
use super::reply::Outcome;
use super::validate::{Allowed, Validator};

/// Documents that are kept, and how long a text may be to be kept: together a bound on memory that a client cannot push.
const KEPT: NonZeroUsize = NonZeroUsize::new(512).unwrap();
const KEPT_BYTES: usize = 8 * 1024;

/// An answer that takes no longer keeps nobody waiting.
const QUICK: Duration = Duration::from_micros(500);

/// A document that may be executed.
pub struct Document {
    pub parsed: ExecutableDocument,
    pub form: Form,
    allowed: Allowed,
    /// Values up to which its answers have been quick.
    quick: AtomicU64,
    /// Whether the executor's own validator, which looks at variables too, can have nothing against it any more.
    proven: AtomicBool,
}

impl Document {
    /// Whether an answer of so many values will be quick, by what was learned from those before.
    pub fn is_quick(&self, values: u64) -> bool {
        values <= self.quick.load(Ordering::Relaxed)
    }

    /// Whether it was executed before and has no variables by which it could be another.
    pub fn is_proven(&self) -> bool {
        self.proven.load(Ordering::Relaxed)
    }

    /// Learns from an answer of so many values.
    pub fn answered(&self, outcome: Outcome, values: u64, time: Duration) {
        match time <= QUICK {
            true => self.quick.fetch_max(values, Ordering::Relaxed),
            false => self.quick.fetch_min(values.saturating_sub(1), Ordering::Relaxed),
        };
        let is_constant = || self.parsed.operations.iter().all(|(_, operation)| operation.node.variable_definitions.is_empty());
        if outcome == Outcome::Ok && !self.is_proven() && is_constant() {
            self.proven.store(true, Ordering::Relaxed);
        }
    }

    /// Which operation is meant, whether the variables fit it, what it does, and how many values it may make at most.
    pub fn admit(&self, name: Option<&str>, variables: &Map<String, Value>, documents: &Documents) -> Result<(Kind, u64), ApiError> {
        let Some(operation) = chosen(&self.parsed, name) else {
            return Err(self.unclear(name));
        };
        let cost = documents.validator.admit(&self.allowed, name, variables)?;
        Ok((operation.ty.into(), cost))
    }

    fn unclear(&self, name: Option<&str>) -> ApiError {
        let mut names: Vec<&str> = self.parsed.operations.iter().filter_map(|(name, _)| name.map(|name| name.as_str())).collect();
        names.sort_unstable();
        let message = match (name, names.as_slice()) {
            (Some(name), []) => format!("The document has no operation called {name}; its one operation has no name. Leave operationName out."),
            (Some(name), names) => format!("The document has no operation called {name}. It has: {}.", names.join(", ")),
            (None, names) => format!("The document has several operations. Say which one in operationName: {}.", names.join(", ")),
        };
        ApiError::new(Code::BadUserInput, message)
    }
}

/// The operation with a name, or the only one.
pub(super) fn chosen<'d>(document: &'d ExecutableDocument, name: Option<&str>) -> Option<&'d OperationDefinition> {
    let mut operations = document.operations.iter();
    let found = match name {
        Some(name) => operations.find(|(given, _)| given.is_some_and(|given| given.as_str() == name)),
        None => operations.next().filter(|_| operations.next().is_none()),
    };
    found.map(|(_, operation)| &operation.node)
}

/// Reads documents and keeps the ones it has read.
pub struct Documents {
    validator: Validator,
    limits: Limits,
    kept: Mutex<LruCache<String, Arc<Document>>>,
}

impl Documents {
    pub fn new(sdl: &str, limits: Limits) -> Result<Self, String> {
        Ok(Self { validator: Validator::new(sdl)?, limits, kept: Mutex::new(LruCache::new(KEPT)) })
    }

    /// Whether a text has been read, so that reading it again takes no time.
    pub fn has_read(&self, text: &str) -> bool {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).contains(text)
    }

    /// What an operation of a text does; nothing if the text is too long or can't be read.
    pub fn kind(&self, text: &str, name: Option<&str>) -> Option<Kind> {
        if text.len() > self.limits.query_bytes || self.validator.read(text, &self.limits).is_err() {
            return None;
        }
        let parsed = parse_query(text).ok()?;
        chosen(&parsed, name).map(|operation| operation.ty.into())
    }

    pub fn read(&self, text: &str) -> Result<Arc<Document>, Vec<ApiError>> {
        if let Some(document) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Ok(document.clone());
        }
        let document = Arc::new(self.read_afresh(text)?);
        if text.len() <= KEPT_BYTES {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).put(text.to_owned(), document.clone());
        }
        Ok(document)
    }

    /// The order matters: each step may rely on what the one before it refused.
    fn read_afresh(&self, text: &str) -> Result<Document, Vec<ApiError>> {
        if text.len() > self.limits.query_bytes {
            let message = format!(
                "The query is {} bytes long; at most {} are allowed. Pass values as variables, or split the query.",
                text.len(),
                self.limits.query_bytes
            );
            return Err(vec![ApiError::over(Code::QueryTooLarge, message, self.limits.query_bytes, text.len() as u64)]);
        }
        let read = self.validator.read(text, &self.limits)?;
        let parsed = parse_query(text).map_err(|error| vec![unread(error)])?;
        guard::check(&parsed, &self.limits).map_err(|error| vec![error])?;
        let allowed = self.validator.allow(&read)?;
        Ok(Document { form: Form::of(&parsed), parsed, allowed, quick: AtomicU64::new(0), proven: AtomicBool::new(false) })
    }
}

/// The parser draws the place into its message; the place stands in `locations`, so only the sentence is kept.
fn unread(error: Error) -> ApiError {
    let positions: Vec<Pos> = error.positions().collect();
    let drawn = error.to_string();
    let sentence = drawn.rsplit_once("\n  = ").map_or(drawn.as_str(), |(_, sentence)| sentence);
    ApiError { locations: positions, ..ApiError::new(Code::ParseFailed, sentence.trim()) }
}
