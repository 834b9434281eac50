//! `huiqi schema`: prints the GraphQL schema in its own language.

use crate::api::schema;
use clap::Args;
use std::process::ExitCode;

/// Print the GraphQL schema.
#[derive(Args)]
pub struct Schema {}

impl Schema {
    pub fn run(self) -> ExitCode {
        match schema::sdl() {
            Ok(text) => {
                anstream::print!("{text}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                anstream::eprintln!("huiqi: the schema is not valid: {error}");
                ExitCode::from(2)
            }
        }
    }
}
