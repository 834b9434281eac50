//! What the server counts, for Prometheus. No label holds a text of a client: routes, methods, statuses and saved queries are names of ours.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use prometheus::{
    Encoder, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder, exponential_buckets,
};

use super::app::App;
use super::failure::{Failure, internal};
use super::observe::Told;

pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    operations: IntCounterVec,
    cost: Histogram,
    table_bytes: IntCounter,
    snapshot: IntGaugeVec,
}

impl Metrics {
    /// Fails only if two of the names below are the same.
    pub fn new() -> prometheus::Result<Metrics> {
        let registry = Registry::new();
        let counters = |name, help, labels: &[&str]| -> prometheus::Result<IntCounterVec> {
            let counters = IntCounterVec::new(Opts::new(name, help), labels)?;
            registry.register(Box::new(counters.clone()))?;
            Ok(counters)
        };
        let requests = counters("http_requests_total", "Requests that were answered.", &["route", "method", "status"])?;
        let operations = counters("graphql_operations_total", "Queries, by saved query (other if it is none) and outcome.", &["query", "outcome"])?;
        let buckets = exponential_buckets(0.000_25, 4.0, 9)?;
        let seconds =
            HistogramOpts::new("http_request_duration_seconds", "Time from the head of a request to the head of its answer.").buckets(buckets);
        let seconds = HistogramVec::new(seconds, &["route"])?;
        let cost = HistogramOpts::new("graphql_query_cost_values", "Values that a query may make at most, told before it runs.");
        let cost = Histogram::with_opts(cost.buckets(exponential_buckets(10.0, 10.0, 7)?))?;
        let table_bytes = IntCounter::new("table_bytes_total", "Bytes of the tables that were served, whole or in parts.")?;
        let snapshot = IntGaugeVec::new(Opts::new("snapshot_info", "The facts that are served; always 1."), &["version"])?;
        registry.register(Box::new(seconds.clone()))?;
        registry.register(Box::new(cost.clone()))?;
        registry.register(Box::new(table_bytes.clone()))?;
        registry.register(Box::new(snapshot.clone()))?;
        #[cfg(target_os = "linux")]
        registry.register(Box::new(prometheus::process_collector::ProcessCollector::for_self()))?;
        Ok(Metrics { registry, requests, seconds, operations, cost, table_bytes, snapshot })
    }

    /// One request that was answered.
    pub fn answered(&self, route: &str, method: &str, status: u16, took: Duration, told: Option<&Told>) {
        self.requests.with_label_values(&[route, method, status_text(status)]).inc();
        self.seconds.with_label_values(&[route]).observe(took.as_secs_f64());
        let refused = Told { outcome: "refused", ..Told::default() };
        let is_query = matches!(route, "/graphql" | "/q/{name}");
        let Some(told) = told.or((is_query && status >= 400).then_some(&refused)) else { return };
        self.operations.with_label_values(&[told.query.unwrap_or("other"), told.outcome]).inc();
        if let Some(cost) = told.cost {
            self.cost.observe(cost as f64);
        }
        if let Some(bytes) = told.bytes {
            self.table_bytes.inc_by(bytes as u64);
        }
    }

    pub fn serves(&self, version: &str) {
        self.snapshot.reset();
        self.snapshot.with_label_values(&[version]).set(1);
    }
}

/// A status as a label: those that we give by their number.
fn status_text(status: u16) -> &'static str {
    match status {
        200 => "200",
        206 => "206",
        303 => "303",
        304 => "304",
        400 => "400",
        403 => "403",
        404 => "404",
        405 => "405",
        406 => "406",
        408 => "408",
        412 => "412",
        413 => "413",
        415 => "415",
        416 => "416",
        500 => "500",
        503 => "503",
        504 => "504",
        _ => "other",
    }
}

pub async fn metrics(State(app): State<Arc<App>>) -> Result<Response, Failure> {
    let mut text = Vec::new();
    let encoder = TextEncoder::new();
    encoder.encode(&app.metrics.registry.gather(), &mut text).map_err(|error| {
        tracing::error!(%error, "the metrics could not be written");
        internal()
    })?;
    Ok(([(header::CONTENT_TYPE, encoder.format_type().to_owned())], text).into_response())
}
