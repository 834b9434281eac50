//! What people open in a browser, and the schema as a text.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::json;

use super::accept::wants_page;
use super::app::App;

/// People go on to the page where queries are written; programs learn what there is.
pub async fn landing(headers: HeaderMap) -> Response {
    if wants_page(&headers) {
        return Redirect::to("/graphiql").into_response();
    }
    let contents = json!({
        "name": "huiqi",
        "version": env!("CARGO_PKG_VERSION"),
        "/graphql": "queries, by POST or GET",
        "/graphiql": "a page to write queries on",
        "/schema.graphql": "the schema",
        "/healthz": "whether the process lives",
        "/readyz": "whether it answers, and from which facts",
    });
    Json(contents).into_response()
}

/// GraphiQL comes from a public mirror, in one version whose files the browser checks against their digests;
/// where the mirror cannot be reached, the page runs queries all the same.
const GRAPHIQL: &str = include_str!("graphiql.html");
const GRAPHIQL_SCRIPT: &str = include_str!("graphiql.js");

/// No script but ours and the mirror's. The editor writes styles into the page, hence `unsafe-inline` for those.
const POLICY: &str = "default-src 'self'; script-src 'self' https://unpkg.com; style-src 'self' 'unsafe-inline' https://unpkg.com; \
    img-src 'self' data:; font-src 'self' data: https://unpkg.com; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

pub async fn graphiql() -> impl IntoResponse {
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(GRAPHIQL))
}

pub async fn graphiql_script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], GRAPHIQL_SCRIPT)
}

pub async fn schema(State(app): State<Arc<App>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], app.engine.sdl().to_owned())
}
