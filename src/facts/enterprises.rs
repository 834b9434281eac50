//! Enterprises from a file: `[[enterprise]]` tables, read as of the file's own day.

use super::Loader;
use super::locate::span_of;
use super::problem::{Code, Problem};
use super::profile::{self, ProfileFile, ProfileNames, ProfileProblem};
use super::source;
use crate::model::Model;
use crate::model::profile::Profile;

impl Loader<'_> {
    /// The invented enterprises that come with the facts.
    pub(super) fn enterprises(&mut self) {
        let names = ProfileNames::of(&self.model);
        for path in source::list(self.dir, "enterprises", ".toml") {
            let Some(file) = source::read(self.dir, &path, &mut self.problems) else { continue };
            match read(&self.model, &names, &file.text) {
                Ok(profiles) => self.enterprises.extend(profiles),
                Err(problems) => {
                    for ProfileProblem { path, message, allowed } in problems {
                        let span = span_of(&file.text, &path);
                        let label = if span.is_empty() { "in this file".to_owned() } else { path };
                        self.problems.push(Problem::new(Code::Profile, message).at(&file, span, label).help(allowed));
                    }
                }
            }
        }
    }
}

/// The profiles of a file. Paths of problems begin at the file: `enterprise[0].titles[1].level`.
fn read(model: &Model, names: &ProfileNames, text: &str) -> Result<Vec<Profile>, Vec<ProfileProblem>> {
    let one = |path: &str, message: String, allowed: &str| vec![ProfileProblem { path: path.to_owned(), message, allowed: allowed.to_owned() }];
    let value = profile::from_toml(text).map_err(|error| one("", format!("not TOML: {error}"), "mend the file"))?;
    let listed = value.get("enterprise").is_some();
    let file = ProfileFile::of(value).map_err(|wrong| {
        let (path, message) = wrong.split_once(": ").unwrap_or(("", &wrong));
        one(path, message.to_owned(), "a file of enterprises has `as_of`, and an `[[enterprise]]` for each")
    })?;
    let Some(day) = file.as_of else {
        return Err(one("", "the file has no `as_of`".to_owned(), "say as of which day its enterprises are described: as_of = 2025-06-01"));
    };
    if !listed {
        return Err(one("", "the file has no enterprise".to_owned(), "write `[[enterprise]]` above the fields of each"));
    }
    let (mut profiles, mut problems) = (Vec::new(), Vec::new());
    for (number, value) in file.profiles.iter().enumerate() {
        let inside = |path: &str| format!("enterprise[{number}]{}{path}", if path.is_empty() { "" } else { "." });
        match profile::read(model, names, value, day) {
            Ok(profile) if profile.id.is_none() => problems.extend(one(&inside(""), "it has no `id`".to_owned(), "give each enterprise an id")),
            Ok(profile) => profiles.push(profile),
            Err(wrong) => problems.extend(wrong.into_iter().map(|problem| ProfileProblem { path: inside(&problem.path), ..problem })),
        }
    }
    if problems.is_empty() { Ok(profiles) } else { Err(problems) }
}
