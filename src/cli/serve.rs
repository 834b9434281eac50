//! `huiqi serve`: loads the facts and answers over HTTP.

use super::world;
use crate::answers::Snapshot;
use crate::api::context;
use crate::api::engine::{Data, Engine};
use crate::api::schema;
use crate::serve::{self, App, Options, View};
use clap::{Args, ValueEnum};
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::SystemTime;
use tracing_subscriber::EnvFilter;

/// Answer GraphQL over HTTP.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    clock: world::Clock,
    /// How to write the log, on standard error.
    #[arg(long, env = "HUIQI_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    /// For people.
    Text,
    /// For machines: an object a line.
    Json,
}

/// The snapshot that requests are answered from; each request sees the day on which it came.
struct Served {
    snapshot: Arc<Snapshot>,
    loaded: SystemTime,
    clock: world::Clock,
}

impl serve::Snapshot for Served {
    fn version(&self) -> &str {
        &self.snapshot.version
    }

    fn view(self: Arc<Self>) -> View {
        let (today, midnight) = self.clock.today_since();
        let mut data = Data::default();
        data.insert(context::Ask { snapshot: self.snapshot.clone(), today });
        View { data, version: self.snapshot.version.clone(), day: today, since: self.loaded.max(midnight) }
    }
}

impl Serve {
    pub fn run(self) -> ExitCode {
        let filter = EnvFilter::try_from_env("HUIQI_LOG").unwrap_or_else(|_| EnvFilter::new("huiqi=info"));
        let is_terminal = std::io::stderr().is_terminal();
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(is_terminal);
        match self.log_format {
            LogFormat::Text => log.init(),
            LogFormat::Json => log.json().init(),
        }
        let dir = self.options.facts.clone();
        let engine = match Engine::new(schema::builder(), self.options.limits) {
            Ok(engine) => engine,
            Err(error) => {
                anstream::eprintln!("huiqi: the schema is not valid: {error}");
                return ExitCode::from(2);
            }
        };
        let clock = self.clock;
        let load = move || {
            let served = |snapshot| Served { snapshot: Arc::new(snapshot), loaded: SystemTime::now(), clock: clock.clone() };
            world::snapshot(&dir).map(|snapshot| Arc::new(served(snapshot)) as Arc<dyn serve::Snapshot>)
        };
        let app = match App::new(engine, self.options) {
            Ok(app) => app,
            Err(error) => {
                anstream::eprintln!("huiqi: {error}");
                return ExitCode::from(2);
            }
        };
        match serve::run(app, load) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                anstream::eprintln!("huiqi: {error}");
                ExitCode::from(2)
            }
        }
    }
}
