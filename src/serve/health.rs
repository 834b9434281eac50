//! For whoever runs the server: does the process live, and should requests be sent to it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::app::App;

pub async fn healthz() -> Json<Value> {
    Json(json!({ "status": "alive" }))
}

/// 503 until the facts are loaded, and from the moment the server is told to stop, so that a balancer looks elsewhere in time.
pub async fn readyz(State(app): State<Arc<App>>) -> (StatusCode, Json<Value>) {
    let (status, state) = match (app.stopping(), app.snapshot()) {
        (true, _) => (StatusCode::SERVICE_UNAVAILABLE, json!({ "status": "stopping" })),
        (false, None) => (StatusCode::SERVICE_UNAVAILABLE, json!({ "status": "loading" })),
        (false, Some(snapshot)) => (StatusCode::OK, json!({ "status": "ready", "snapshot": snapshot.version() })),
    };
    (status, Json(state))
}
