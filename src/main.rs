//! Stands in for the command line until there is one: serves the schema of the tests.

use std::sync::Arc;

use clap::Parser;
use huiqi::serve::{Options, Snapshot, run};

#[expect(dead_code, clippy::expect_used, clippy::panic, reason = "written for tests")]
#[path = "../tests/http/stub.rs"]
mod stub;

#[derive(Parser)]
enum Command {
    /// Answer over HTTP
    Serve(Options),
}

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let Command::Serve(options) = Command::parse();
    run(stub::loading(options), || {
        Ok::<Arc<dyn Snapshot>, String>(Arc::new(stub::Facts))
    })
}
