//! HTTP: what is served where, and what every request passes through. It knows the engine, not the schema.

mod accept;
pub mod app;
mod connections;
mod database;
mod failure;
mod file;
mod graphql;
mod health;
mod kept;
mod metrics;
mod observe;
mod openapi;
pub mod options;
mod pages;
mod request;
mod run;
mod tables;
mod work;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{from_fn_with_state, map_request};
use axum::routing::{get, post};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

pub use app::{App, Snapshot, View};
pub use failure::status;
pub use options::Options;
pub use run::run;

/// How long a browser may remember what other pages may send.
const PREFLIGHT: Duration = Duration::from_hours(2);

/// The table of contents. A GET route answers HEAD as well.
pub fn router(app: Arc<App>) -> Router {
    let every_request = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), observe::observe))
        .layer(map_request(file::without_range))
        .layer(SetResponseHeaderLayer::if_not_present(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .layer(cors(&app.options))
        .layer(CatchPanicLayer::custom(failure::panicked));

    Router::new()
        .route("/", get(pages::landing))
        .route("/graphql", post(graphql::post).get(graphql::get))
        .route("/graphiql", get(pages::page))
        .route("/page/{name}", get(pages::part))
        .route("/q", get(tables::list))
        .route("/q/{name}", get(tables::one))
        .route("/openapi.json", get(openapi::openapi))
        .route("/snapshot.sqlite", get(database::sqlite))
        .route("/schema.graphql", get(pages::schema))
        .route("/metrics", get(metrics::metrics))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .method_not_allowed_fallback(failure::method_not_allowed)
        .fallback(failure::not_found)
        .layer(every_request)
        .with_state(app)
}

/// Anyone may read, from any page; no cookie or password goes along, so there is nothing to steal.
fn cors(options: &Options) -> CorsLayer {
    let origin = match options.cors_origin.as_slice() {
        [] => AllowOrigin::from(Any),
        listed => AllowOrigin::list(listed.iter().cloned()),
    };
    CorsLayer::new()
        .max_age(PREFLIGHT)
        .allow_origin(origin)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::ACCEPT, header::RANGE, header::IF_RANGE, header::IF_NONE_MATCH, observe::REQUEST_ID])
        .expose_headers([
            header::ETAG,
            header::CONTENT_RANGE,
            header::ACCEPT_RANGES,
            header::CONTENT_DISPOSITION,
            HeaderName::from_static("retry-after"),
            observe::REQUEST_ID,
        ])
}
