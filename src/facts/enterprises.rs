//! Enterprises from a file: `[[enterprise]]` tables, read as of the file's own day.

use super::Loader;
use super::problem::{Code, Problem};
use super::profile::{self, ProfileNames};
use super::source;
use crate::model::profile::Profile;
use jiff::civil::Date;
use serde_json::Value;

impl Loader<'_> {
    /// The invented enterprises that come with the facts.
    pub(super) fn enterprises(&mut self) {
        let names = ProfileNames::of(&self.model);
        for path in source::list(self.dir, "enterprises", ".toml") {
            let Some(file) = source::read(self.dir, &path, &mut self.problems) else { continue };
            match read(&self.model, &names, &file.text) {
                Ok(profiles) => self.enterprises.extend(profiles),
                Err(problems) => {
                    for (message, allowed) in problems {
                        self.problems.push(Problem::new(Code::Profile, message).at(&file, 0..0, "in this file").help(allowed));
                    }
                }
            }
        }
    }
}

type Problems = Vec<(String, String)>;

fn read(model: &crate::model::Model, names: &ProfileNames, text: &str) -> Result<Vec<Profile>, Problems> {
    let one = |message: String, help: &str| vec![(message, help.to_owned())];
    let file = profile::from_toml(text).map_err(|error| one(format!("not TOML: {error}"), "mend the file"))?;
    let day = file.get("as_of").and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
    let day =
        day.ok_or_else(|| one("the file has no `as_of`".to_owned(), "say as of which day its enterprises are described: as_of = 2025-06-01"))?;
    let (mut profiles, mut problems) = (Vec::new(), Vec::new());
    for (number, value) in file.get("enterprise").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let label = value.get("id").and_then(Value::as_str).map_or(format!("enterprise[{number}]"), str::to_owned);
        match profile::read(model, names, value, day) {
            Ok(profile) if profile.id.is_none() => problems.push((format!("{label}: it has no `id`"), "give each enterprise an id".to_owned())),
            Ok(profile) => profiles.push(profile),
            Err(wrong) => {
                problems.extend(wrong.into_iter().map(|problem| (format!("{label}: {}: {}", problem.path, problem.message), problem.allowed)))
            }
        }
    }
    if problems.is_empty() { Ok(profiles) } else { Err(problems) }
}
