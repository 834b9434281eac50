//! What every request passes first and last: it gets an id, and one line in the log.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use rustc_hash::FxHasher;

use super::app::App;
use crate::api::error::Code;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that this task serves; empty outside of one.
pub fn request_id() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// What a handler says of the query that it answered. It goes into the log and the metrics, and stands in the answer's extensions until then.
#[derive(Clone)]
pub struct Told {
    /// The saved query; nothing if the client wrote its own.
    pub query: Option<&'static str>,
    pub outcome: &'static str,
    /// Values that it could have made at most.
    pub cost: Option<u64>,
    /// Bytes of the table that was made of it.
    pub bytes: Option<usize>,
}

impl Default for Told {
    fn default() -> Told {
        Told { query: None, outcome: "ok", cost: None, bytes: None }
    }
}

pub async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let id = given(&request).unwrap_or_else(new_id);
    let began = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = CURRENT.scope(id.clone(), next.run(request)).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let (took, status) = (began.elapsed(), response.status().as_u16());
    let (code, told) = (response.extensions().get::<Code>(), response.extensions().get::<Told>());
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    app.metrics.answered(route, named(&method), status, took, told);
    // What a client wrote, beyond the path, stays out of the log.
    tracing::info!(
        request_id = id,
        %method,
        path,
        status,
        code = code.map(|code| code.as_str()),
        query = told.and_then(|told| told.query),
        outcome = told.map(|told| told.outcome),
        cost = told.and_then(|told| told.cost),
        ms = took.as_secs_f64() * 1e3,
        "answered"
    );
    response
}

/// A method as a label: a client can write any word for one.
fn named(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// A client may bring its own id, if it is one that can stand in a log line.
fn given(request: &Request) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':'));
    (plain && (1..=64).contains(&id.len())).then(|| id.to_owned())
}

/// Unlike any other of this process, and unlikely to be one of another.
fn new_id() -> String {
    use std::hash::{Hash, Hasher};
    use std::sync::LazyLock;
    use std::time::SystemTime;

    static PROCESS: LazyLock<u64> = LazyLock::new(|| {
        let mut hasher = FxHasher::default();
        (SystemTime::now(), std::process::id()).hash(&mut hasher);
        hasher.finish()
    });
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("{:08x}-{:06x}", *PROCESS >> 32, NEXT.fetch_add(1, Ordering::Relaxed))
}
