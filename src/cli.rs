//! The command line: what a person types, and what is printed. Every answer comes from the same place as the API's.

mod ask;
mod check;
mod draft;
mod eligibility;
mod schema;
mod serve;
mod why;
mod world;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Enterprise-support policies as facts: who handles a measure, what it pays, and the words that say so.
#[derive(Parser)]
#[command(name = "huiqi", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Check(check::Check),
    Ask(ask::Ask),
    Draft(draft::Draft),
    Schema(schema::Schema),
}

/// Runs one command. Exit status 0: done; 1: the facts or the question have problems; 2: it could not be run.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Check(check) => check.run(),
        Command::Ask(ask) => ask.run(),
        Command::Draft(draft) => draft.run(),
        Command::Schema(schema) => schema.run(),
    }
}
