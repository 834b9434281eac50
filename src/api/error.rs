//! What a client is told when something is refused or fails: a sentence, a code from a closed list, and where it happened.
//! It knows nothing of HTTP; the server turns a code into a status.

use async_graphql::{ErrorExtensions, PathSegment, Pos};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};

/// The closed list of values that `extensions.code` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// The document is not GraphQL; the location says where reading stopped.
    ParseFailed,
    /// The document is GraphQL but does not fit the schema.
    ValidationFailed,
    /// A value is wrong: an argument, a variable, an `operationName`, a cursor, an id.
    BadUserInput,
    /// The document asks for too much; `limit` and `actual` say how much is allowed and how much was asked.
    QueryTooComplex,
    /// The text of the document is too long.
    QueryTooLarge,
    /// The answer would be too long; ask for fewer rows or take a table.
    AnswerTooLarge,
    /// Introspection is switched off on this server; the schema is at `/schema.graphql` all the same.
    IntrospectionDisabled,
    /// The server answers its saved queries alone, and this is none of them.
    SavedQueriesOnly,
    /// The HTTP request is not one that GraphQL over HTTP knows: no `query`, an array, parameters of the wrong type.
    BadRequest,
    /// The body of the HTTP request is too long.
    PayloadTooLarge,
    /// The server can write none of the media types in `Accept`.
    NotAcceptable,
    /// The body is in a media type or a character set that the server does not read.
    UnsupportedMediaType,
    /// The path exists but not for this method, or a GET asks for something else than a query.
    MethodNotAllowed,
    /// Nothing is served at this path.
    NotFound,
    /// The file is not, or no longer, the one that the reader knows.
    PreconditionFailed,
    /// The range lies outside of the file.
    RangeNotSatisfiable,
    /// The client took too long to send its request.
    RequestTimeout,
    /// The answer took too long to make and was given up.
    Timeout,
    /// The server has as much to do as it takes on; try again after `Retry-After` seconds.
    Overloaded,
    /// The facts are still being loaded, or the server is about to stop.
    NotReady,
    /// The mistake is ours; the log holds more under the same `requestId`.
    Internal,
}

impl Code {
    /// All of them, in the order in which a request meets them.
    pub const ALL: [Self; 21] = [
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::UnsupportedMediaType,
        Self::PayloadTooLarge,
        Self::RequestTimeout,
        Self::BadRequest,
        Self::SavedQueriesOnly,
        Self::NotReady,
        Self::Overloaded,
        Self::QueryTooLarge,
        Self::ParseFailed,
        Self::QueryTooComplex,
        Self::IntrospectionDisabled,
        Self::ValidationFailed,
        Self::BadUserInput,
        Self::Timeout,
        Self::AnswerTooLarge,
        Self::PreconditionFailed,
        Self::RangeNotSatisfiable,
        Self::Internal,
    ];

    /// The code that is written so, if it is on the list.
    pub fn stated(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }

    /// The code as it stands in `extensions.code`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::QueryTooComplex => "QUERY_TOO_COMPLEX",
            Self::QueryTooLarge => "QUERY_TOO_LARGE",
            Self::AnswerTooLarge => "ANSWER_TOO_LARGE",
            Self::IntrospectionDisabled => "INTROSPECTION_DISABLED",
            Self::SavedQueriesOnly => "SAVED_QUERIES_ONLY",
            Self::BadRequest => "BAD_REQUEST",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::NotFound => "NOT_FOUND",
            Self::PreconditionFailed => "PRECONDITION_FAILED",
            Self::RangeNotSatisfiable => "RANGE_NOT_SATISFIABLE",
            Self::RequestTimeout => "REQUEST_TIMEOUT",
            Self::Timeout => "TIMEOUT",
            Self::Overloaded => "OVERLOADED",
            Self::NotReady => "NOT_READY",
            Self::Internal => "INTERNAL",
        }
    }
}

/// One error of an answer, as the GraphQL specification lays it out.
#[derive(Clone, Debug)]
pub struct ApiError {
    pub code: Code,
    pub message: String,
    pub locations: Vec<Pos>,
    pub path: Vec<PathSegment>,
    /// What stands in `extensions` beside the code.
    pub details: Vec<(String, Value)>,
}

impl ApiError {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), locations: Vec::new(), path: Vec::new(), details: Vec::new() }
    }

    /// A refusal because of a limit: which one, how much it allows, how much was asked.
    pub fn over(code: Code, message: impl Into<String>, limit: usize, actual: u64) -> Self {
        Self::new(code, message).with("limit", limit).with("actual", actual)
    }

    pub fn at(mut self, position: impl Into<Option<Pos>>) -> Self {
        self.locations.extend(position.into());
        self
    }

    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.details.push((key.to_owned(), value.into()));
        self
    }
}

/// Lets a root field fail with a code: `Err(ApiError::new(Code::BadUserInput, "…").into())`.
/// An error that a resolver raises without a code is taken for a mistake of ours and is not shown.
impl From<ApiError> for async_graphql::Error {
    fn from(error: ApiError) -> Self {
        async_graphql::Error::new(error.message).extend_with(|_, values| {
            for (key, value) in error.details {
                if let Ok(value) = async_graphql::Value::from_json(value) {
                    values.set(key, value);
                }
            }
            values.set("code", error.code.as_str());
        })
    }
}

/// The errors of one answer, each with the request's id, so that a client's report leads to the log.
#[derive(Clone, Copy)]
pub struct Errors<'a> {
    pub errors: &'a [ApiError],
    pub request_id: &'a str,
}

impl Errors<'_> {
    /// An answer that has errors and no `data`: nothing was executed.
    pub fn body(&self) -> Vec<u8> {
        let answer = serde_json::json!({ "errors": self });
        answer.to_string().into_bytes()
    }
}

impl Serialize for Errors<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.errors.iter().map(|error| Identified { error, request_id: self.request_id }))
    }
}

struct Identified<'a> {
    error: &'a ApiError,
    request_id: &'a str,
}

impl Serialize for Identified<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ApiError { code, message, locations, path, details } = self.error;
        let mut extensions = Map::new();
        extensions.insert("code".to_owned(), code.as_str().into());
        extensions.extend(details.clone());
        if !self.request_id.is_empty() {
            extensions.insert("requestId".to_owned(), self.request_id.into());
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("message", message)?;
        if !locations.is_empty() {
            map.serialize_entry("locations", locations)?;
        }
        if !path.is_empty() {
            map.serialize_entry("path", path)?;
        }
        map.serialize_entry("extensions", &extensions)?;
        map.end()
    }
}
