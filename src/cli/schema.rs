//! `huiqi schema`: prints the GraphQL schema in its own language.

use crate::api::schema;
use clap::Args;
use std::process::ExitCode;

/// Print the GraphQL schema.
#[derive(Args)]
pub struct Schema {}

impl Schema {
    pub fn run(self) -> ExitCode {
        anstream::print!("{}", schema::sdl());
        ExitCode::SUCCESS
    }
}
