//! `huiqi check`: loads and validates a facts folder, and proves that nothing in its documents is lost.

use super::world;
use crate::facts::{self, Loaded};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;

/// Load the facts, validate them, and prove that every note, sum and percentage of a text is in a fact.
#[derive(Args)]
pub struct Check {
    /// The facts folder.
    #[arg(default_value = "facts", env = "HUIQI_FACTS")]
    dir: PathBuf,
    /// How to print the problems.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For machines: one object with all problems.
    Json,
}

impl Check {
    pub fn run(self) -> ExitCode {
        if !self.dir.is_dir() {
            anstream::eprintln!("huiqi: `{}` is not a folder; give the folder that holds the facts", self.dir.display());
            return ExitCode::from(2);
        }
        let loaded = facts::load(&self.dir);
        match self.format {
            Format::Text => print_text(&loaded),
            Format::Json => print_json(&loaded),
        }
        if loaded.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
    }
}

fn print_text(loaded: &Loaded) {
    world::show(loaded);
    let model = &loaded.model;
    let measures = model.measures.iter().filter(|measure| !measure.is_section).count();
    anstream::println!(
        "{} policies: {measures} measures, {} units in their notes, {} incentives with {} tiers, {} targets; {} bodies, {} titles, {} places",
        model.policies.len(),
        model.assignments.len(),
        model.incentives.len(),
        model.tiers.len(),
        model.targets.len(),
        model.departments.len(),
        model.certifications.len(),
        model.jurisdictions.len(),
    );
    match loaded.problems.len() {
        0 => anstream::println!(
            "no problems: every quote is in its text, and every note, sum and percentage is in a fact (version {})",
            loaded.version
        ),
        1 => anstream::eprintln!("1 problem"),
        count => anstream::eprintln!("{count} problems"),
    }
}

fn print_json(loaded: &Loaded) {
    let problems: Vec<_> = loaded.problems.iter().map(|problem| problem.to_json()).collect();
    anstream::println!("{:#}", json!({ "version": loaded.version, "problems": problems }));
}
