//! The answer as it goes out: its bytes, and what a transport must know of it without reading them.

use async_graphql::indexmap::IndexMap;
use async_graphql::indexmap::map::Entry;
use async_graphql::{Response, ServerError, Value};

use super::budget::too_long;
use super::engine::Kind;
use super::error::{ApiError, Code, Errors};
use super::json;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for is there.
    Ok,
    /// Something is there, and errors say what is not.
    FieldErrors,
    /// Nothing was executed; the code is that of the first error.
    RequestError(Code),
}

/// An answer in JSON.
#[derive(Debug)]
pub struct Reply {
    pub body: Vec<u8>,
    pub outcome: Outcome,
    /// What was executed; nothing if the request was refused before that was known.
    pub kind: Option<Kind>,
}

impl Reply {
    /// An answer without `data`.
    pub fn refusal(errors: &[ApiError], request_id: &str) -> Self {
        let code = errors.first().map_or(Code::Internal, |error| error.code);
        Self { body: Errors { errors, request_id }.body(), outcome: Outcome::RequestError(code), kind: None }
    }

    pub(super) fn written(response: Response, kind: Kind, request_id: &str, most: usize) -> Self {
        // An error that nothing was resolved for has no path: it comes from the executor's own validation.
        let refused = response.data == Value::Null && !response.errors.is_empty() && response.errors.iter().all(|error| error.path.is_empty());
        let errors = joined(response.errors.into_iter().map(|error| told(error, refused, request_id)));
        if refused {
            let kept = errors.get(..super::limits::Limits::ERRORS).unwrap_or(&errors);
            return Self { kind: Some(kind), ..Self::refusal(kept, request_id) };
        }
        let outcome = if errors.is_empty() { Outcome::Ok } else { Outcome::FieldErrors };
        let errors = (!errors.is_empty()).then_some(Errors { errors: &errors, request_id });
        // The executor makes null of an operation whose fields are all skipped, and the specification an object without fields.
        let data = if response.data == Value::Null && errors.is_none() { Value::Object(IndexMap::new()) } else { response.data };
        let body = body(errors, data);
        if body.len() > most {
            return Self { kind: Some(kind), ..Self::refusal(&[too_long(most as u64)], request_id) };
        }
        Self { body, outcome, kind: Some(kind) }
    }
}

/// A field that is selected in several places is one field with several places, and fails once; the executor runs it for each of them.
fn joined(errors: impl Iterator<Item = ApiError>) -> Vec<ApiError> {
    let mut kept: IndexMap<String, ApiError> = IndexMap::new();
    for error in errors {
        // An error that belongs to no field stands for itself.
        let field = if error.path.is_empty() { kept.len().to_string() } else { format!("{:?}", error.path) };
        match kept.entry(field) {
            Entry::Vacant(place) => drop(place.insert(error)),
            Entry::Occupied(mut first) => {
                first.get_mut().locations.extend(error.locations);
                first.get_mut().locations.sort_unstable();
            }
        }
    }
    kept.into_values().collect()
}

/// Errors come first, as the specification advises, so that a person who reads the answer sees them.
fn body(errors: Option<Errors<'_>>, data: Value) -> Vec<u8> {
    let mut body = Vec::with_capacity(1024);
    body.push(b'{');
    if let Some(errors) = errors {
        json::write_key("errors", &mut body);
        json::write_by_serde(&errors, &mut body);
        body.push(b',');
    }
    json::write_key("data", &mut body);
    json::write(data, &mut body);
    body.push(b'}');
    body
}

/// How the executor's own sentences about a value begin that a client gave.
const ABOUT_INPUT: [&str; 3] = ["Invalid value for argument", "Failed to parse", "Expected input type"];

/// What a client is told of an error of the executor. An error that a resolver raised without a code is a mistake of ours:
/// its text goes to the log, where the request's id leads to it.
pub(super) fn told(error: ServerError, refused: bool, request_id: &str) -> ApiError {
    let ServerError { message, locations, path, extensions, .. } = error;
    let mut details = match extensions.map(serde_json::to_value) {
        Some(Ok(serde_json::Value::Object(details))) => details,
        _ => serde_json::Map::new(),
    };
    let stated = details.remove("code").and_then(|code| Code::stated(code.as_str()?));
    let about_input = ABOUT_INPUT.iter().any(|start| message.starts_with(start));
    let code = match stated {
        Some(code) => code,
        None if about_input => Code::BadUserInput,
        None if refused => Code::ValidationFailed,
        None => Code::Internal,
    };
    if code == Code::Internal {
        tracing::error!(request_id, error = message, ?path, "a resolver failed");
        let message = "Something went wrong on our side; the log says what, under this request's id.".to_owned();
        return ApiError { locations, path, ..ApiError::new(code, message) };
    }
    ApiError { code, message, locations, path, details: details.into_iter().collect() }
}
