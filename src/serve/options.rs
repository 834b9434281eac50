//! The flags of `huiqi serve`. Each has an environment variable.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::{HeaderValue, Uri};
use clap::{Args, Parser};

use crate::api::limits::{Limits, Switch, at_least_one};

#[derive(Args, Clone, Debug)]
pub struct Options {
    /// Where the facts are
    #[arg(long, env = "HUIQI_FACTS", value_name = "DIR", default_value = "facts")]
    pub facts: PathBuf,

    /// Where to listen; port 0 takes a free one, and the address is printed
    #[arg(long, env = "HUIQI_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Web pages that may read the answers, given once for each; by default all may
    #[arg(long, env = "HUIQI_CORS_ORIGIN", value_name = "ORIGIN", value_delimiter = ',', value_parser = origin)]
    pub cors_origin: Vec<HeaderValue>,

    /// Answer the saved queries alone; a query that a client writes is refused
    #[arg(long, env = "HUIQI_SAVED_QUERIES_ONLY", value_parser = Switch)]
    pub saved_queries_only: bool,

    #[command(flatten)]
    pub limits: Limits,

    /// Bytes in the body of a request
    #[arg(long = "limit-body-bytes", env = "HUIQI_LIMIT_BODY_BYTES", value_name = "N", default_value_t = 256 * 1024, value_parser = at_least_one, help_heading = HEADING)]
    pub body_bytes: usize,

    /// Seconds for one answer, and for a client to send its request
    #[arg(long = "limit-seconds", env = "HUIQI_LIMIT_SECONDS", value_name = "SECONDS", default_value = "10", value_parser = seconds, help_heading = HEADING)]
    pub time: Duration,

    /// Seconds for one table, which can be long
    #[arg(long = "limit-table-seconds", env = "HUIQI_LIMIT_TABLE_SECONDS", value_name = "SECONDS", default_value = "60", value_parser = seconds, help_heading = HEADING)]
    pub table_time: Duration,

    /// Queries that are answered at the same time; by default two for each core
    #[arg(long = "limit-concurrency", env = "HUIQI_LIMIT_CONCURRENCY", value_name = "N", value_parser = clap::value_parser!(u16).range(1..), help_heading = HEADING)]
    pub concurrency: Option<u16>,

    /// Queries that wait for their turn; one more is answered with 503
    #[arg(long = "limit-queue", env = "HUIQI_LIMIT_QUEUE", value_name = "N", default_value_t = 64, help_heading = HEADING)]
    pub queue: u16,

    /// Seconds for the answers under way when the server is told to stop
    #[arg(long = "limit-stop-seconds", env = "HUIQI_LIMIT_STOP_SECONDS", value_name = "SECONDS", default_value = "30", value_parser = seconds, help_heading = HEADING)]
    pub stop: Duration,
}

const HEADING: &str = "Limits on the server";

impl Options {
    pub fn concurrency(&self) -> usize {
        match self.concurrency {
            Some(given) => usize::from(given),
            None => 2 * std::thread::available_parallelism().map_or(2, usize::from),
        }
    }
}

/// What the server does when no flag is given.
impl Default for Options {
    fn default() -> Self {
        #[derive(Parser)]
        struct Bare {
            #[command(flatten)]
            options: Options,
        }
        Bare::parse_from(["huiqi"]).options
    }
}

/// A time for a sentence: `1 second`, `0.5 seconds`.
pub fn in_words(time: Duration) -> String {
    let seconds = time.as_secs_f32();
    format!("{seconds} second{}", if time == Duration::from_secs(1) { "" } else { "s" })
}

/// The origin of a page as browsers send it: scheme, host, and the port unless it is the usual one.
fn origin(given: &str) -> Result<HeaderValue, String> {
    let uri: Option<Uri> = given.parse().ok();
    let is_origin = |uri: &Uri| {
        let (scheme, authority) = (uri.scheme_str().unwrap_or_default(), uri.authority().map_or("", |authority| authority.as_str()));
        matches!(scheme, "http" | "https") && !authority.contains('@') && given == format!("{scheme}://{authority}")
    };
    let value = uri.filter(is_origin).and_then(|_| HeaderValue::from_str(given).ok());
    value.ok_or_else(|| "write the origin of a page, such as https://example.org, without a path; leave it out for all pages".to_owned())
}

fn seconds(given: &str) -> Result<Duration, String> {
    let seconds = given.parse().map_err(|_| "not a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("must be more than 0".to_owned()),
    }
}
