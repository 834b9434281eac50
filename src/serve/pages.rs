//! What people open in a browser, and the schema as a text.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use super::accept::wants_page;
use super::app::App;
use super::failure::{Failure, not_found};

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

/// What the page consists of, by the names of the files. Where there is no such part, the answer is that of any path that is not served.
pub async fn part(Path(name): Path<String>, uri: Uri) -> Result<Response, Failure> {
    let Some((name, text)) = PARTS.into_iter().find(|(part, _)| *part == name) else { return Err(not_found(uri).await) };
    let kind = if name.ends_with(".css") { "text/css; charset=utf-8" } else { "text/javascript; charset=utf-8" };
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

macro_rules! parts {
    ($($name:literal)*) => { [$(($name, include_str!(concat!("page/", $name)))),*] };
}
const PARTS: [(&str, &str); 9] =
    parts!("answer.js" "completion.js" "element.js" "main.js" "manual.js" "page.css" "schema.js" "variables.js" "words.js");

pub async fn schema(State(app): State<Arc<App>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], app.engine.sdl().to_owned())
}
