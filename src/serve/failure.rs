//! How a refusal looks on the wire: the status of each code, and a body of the same shape everywhere.

use std::any::Any;

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::accept::Media;
use super::observe;
use crate::api::error::{ApiError, Code, Errors};

/// Errors on their way out, in the media type that was agreed on. The first decides on the status.
pub struct Failure {
    errors: Vec<ApiError>,
    media: Media,
    allow: Option<&'static str>,
}

impl Failure {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        ApiError::new(code, message).into()
    }

    pub fn in_media(self, media: Media) -> Self {
        Self { media, ..self }
    }

    /// Says which method would do.
    pub fn allowing(self, method: &'static str) -> Self {
        Self { allow: Some(method), ..self }
    }
}

/// Several errors at once.
pub fn refusal(errors: &[ApiError]) -> Failure {
    Failure { errors: errors.to_vec(), media: Media::Json, allow: None }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self { errors: vec![error], media: Media::Json, allow: None }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Self { errors, media, allow } = self;
        let code = errors.first().map_or(Code::Internal, |error| error.code);
        let body = Errors { errors: &errors, request_id: &observe::request_id() }.body();
        let mut response = (status(code), [(header::CONTENT_TYPE, media.content_type())], body).into_response();
        if matches!(code, Code::Overloaded | Code::NotReady) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if let Some(method) = allow {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(method));
        }
        response.extensions_mut().insert(code);
        response
    }
}

/// The status that goes with a code. A query that was refused is one of 400 for those who read statuses; see `graphql` for the others.
pub fn status(code: Code) -> StatusCode {
    match code {
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::SavedQueriesOnly => StatusCode::FORBIDDEN,
        Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Code::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
        Code::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
        Code::Timeout => StatusCode::GATEWAY_TIMEOUT,
        Code::Overloaded | Code::NotReady => StatusCode::SERVICE_UNAVAILABLE,
        Code::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
        Code::RangeNotSatisfiable => StatusCode::RANGE_NOT_SATISFIABLE,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Code::BadRequest
        | Code::BadUserInput
        | Code::ParseFailed
        | Code::ValidationFailed
        | Code::QueryTooComplex
        | Code::QueryTooLarge
        | Code::AnswerTooLarge
        | Code::IntrospectionDisabled => StatusCode::BAD_REQUEST,
    }
}

pub async fn not_found(uri: Uri) -> Failure {
    Failure::new(Code::NotFound, format!("Nothing is served at {}. GET / says what is.", uri.path()))
}

/// The router adds the `Allow` header, which it knows.
pub async fn method_not_allowed(method: Method, uri: Uri) -> Failure {
    Failure::new(Code::MethodNotAllowed, format!("{} does not take {method}. The header Allow says what it takes.", uri.path()))
}

/// A mistake of ours must not look like a broken line: the client gets an answer, the log gets the text.
pub fn panicked(panic: Box<dyn Any + Send>) -> axum::http::Response<Body> {
    let text = match (panic.downcast_ref::<String>(), panic.downcast_ref::<&str>()) {
        (Some(text), _) => text.as_str(),
        (None, Some(text)) => text,
        (None, None) => "no text",
    };
    tracing::error!(request_id = observe::request_id(), panic = text, "a handler panicked");
    internal().into_response()
}

pub fn internal() -> Failure {
    Failure::new(Code::Internal, "Something went wrong on our side; the log says what, under this request's id.")
}
