//! What people open in a browser, and the schema as a text.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use super::accept::wants_page;
use super::app::App;

/// People get the page where queries are written; programs learn what there is.
pub async fn landing(headers: HeaderMap) -> Response {
    let mut response = match wants_page(&headers) {
        true => page().await.into_response(),
        false => Json(contents()).into_response(),
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

fn contents() -> Value {
    json!({
        "name": "huiqi",
        "version": env!("CARGO_PKG_VERSION"),
        "/graphql": "queries, by POST or GET; as a table by Accept",
        "/graphiql": "a page to write queries on",
        "/q": "the saved queries; /q/<name>.<format> is one as a table",
        "/snapshot.sqlite": "all tables as one database",
        "/openapi.json": "what is served by GET, for tools",
        "/schema.graphql": "the schema",
        "/metrics": "figures for Prometheus",
        "/healthz": "whether the process lives",
        "/readyz": "whether it answers, and from which facts",
    })
}

/// The page asks this server and no other, so that it works on a machine without a network. GraphiQL itself comes in no crate that could be relied on, its
/// newest lines have no file to serve as it is, and copies of the old ones do not belong here; so the page is one of our own.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

pub async fn page() -> impl IntoResponse {
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(include_str!("page/index.html")))
}

pub async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("page/page.js"))
}

pub async fn schema_script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("page/schema.js"))
}

pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("page/page.css"))
}

pub async fn schema(State(app): State<Arc<App>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], app.engine.sdl().to_owned())
}
