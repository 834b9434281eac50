//! What every request passes first and last: it gets an id, and one line in the log.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use rustc_hash::FxHasher;

use crate::api::error::Code;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that this task serves; empty outside of one.
pub fn request_id() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

pub async fn observe(request: Request, next: Next) -> Response {
    let id = given(&request).unwrap_or_else(new_id);
    let began = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = CURRENT.scope(id.clone(), next.run(request)).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let status = response.status().as_u16();
    let code = response.extensions().get::<Code>().map(|code| code.as_str());
    // What a client wrote, beyond the path, stays out of the log.
    tracing::info!(request_id = id, %method, path, status, code, ms = began.elapsed().as_secs_f64() * 1e3, "answered");
    response
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
