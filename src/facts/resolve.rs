//! Names and days of fact files to ids and dates, each failure a problem with a suggestion.

use super::Loader;
use super::entry::Words;
use super::names::Unresolved;
use super::names::closest;
use super::problem::{Code, Problem};
use super::shape::Day;
use super::source::{Place, Source};
use crate::model::ids::*;
use crate::model::place::Level;
use crate::model::support::Support;
use crate::model::title::TermKind;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

impl Loader<'_> {
    pub(super) fn jurisdiction(&mut self, file: &Arc<Source>, words: &Words, clause: Option<&str>) -> Option<JurisdictionId> {
        let found = self.names.jurisdiction(&self.model, words.get_ref());
        self.resolved(found, [Code::UnknownJurisdiction, Code::AmbiguousJurisdiction], "place", file, words, clause)
    }

    pub(super) fn certification(&mut self, file: &Arc<Source>, words: &Words, clause: Option<&str>) -> Option<CertificationId> {
        let found = self.names.certification(&self.model, words.get_ref());
        self.resolved(found, [Code::UnknownCertification, Code::AmbiguousCertification], "title", file, words, clause)
    }

    pub(super) fn department(&mut self, file: &Arc<Source>, words: &Words, here: JurisdictionId, clause: Option<&str>) -> Option<DepartmentId> {
        let found = self.names.department(&self.model, here, words.get_ref());
        if let Ok(id) = found {
            return Some(id);
        }
        let what = format!("body of {}", self.model[here].name);
        self.resolved(found, [Code::UnknownDepartment, Code::AmbiguousDepartment], &what, file, words, clause)
    }

    fn resolved<I>(
        &mut self,
        found: Result<I, Unresolved>,
        [unknown, ambiguous]: [Code; 2],
        what: &str,
        file: &Arc<Source>,
        words: &Words,
        clause: Option<&str>,
    ) -> Option<I> {
        let name = words.get_ref();
        let problem = match found {
            Ok(id) => return Some(id),
            Err(Unresolved::Unknown(near)) => {
                let problem = Problem::new(unknown, format!("no {what} is known as `{name}`")).at(file, words.span(), "unknown name");
                problem.help(match near {
                    Some(near) => format!("did you mean `{near}`? A new one must be added to the facts first"),
                    None => "add it to the facts first".to_owned(),
                })
            }
            Err(Unresolved::Ambiguous(all)) => {
                let message = format!("`{name}` is more than one {what}: {}", all.join(", "));
                Problem::new(ambiguous, message).at(file, words.span(), "ambiguous name").help("use a name that only one of them has")
            }
        };
        self.problems.push(problem.under(clause));
        None
    }

    pub(super) fn function(&mut self, file: &Arc<Source>, words: &Words) -> Option<FunctionId> {
        let found = self.functions.get(words.get_ref()).copied();
        // If their file can't be read, one problem says so.
        if found.is_none() && !self.functions.is_empty() {
            let near = closest(words.get_ref(), self.functions.keys().map(String::as_str)).map(str::to_owned);
            self.unknown_term("function", near, file, words, None);
        }
        found
    }

    pub(super) fn term(&mut self, kind: TermKind, what: &str, file: &Arc<Source>, words: &Words, clause: Option<&str>) -> Option<TermId> {
        let found = self.terms.get(&(kind, words.get_ref().clone())).copied();
        if found.is_none() && !self.terms.is_empty() {
            let known = || self.model.terms.iter().filter(|term| term.kind == kind);
            let meant = known().find(|term| term.name == *words.get_ref() || term.aliases.contains(words.get_ref())).map(|term| term.key.as_str());
            let near = meant.or_else(|| closest(words.get_ref(), known().map(|term| term.key.as_str()))).map(str::to_owned);
            self.unknown_term(what, near, file, words, clause);
        }
        found
    }

    /// Support by name: a term, or the id of something that the facts promise, which may be read later.
    pub(super) fn support(&mut self, file: &Arc<Source>, words: &Words, clause: Option<&str>) -> Option<Support> {
        let key = words.get_ref();
        if self.policies.contains(key.split('/').next().unwrap_or_default()) {
            let place = Place { source: file.clone(), span: words.span() };
            self.promises.push((key.clone(), place, clause.unwrap_or_default().to_owned()));
            return Some(Support::Promise(key.clone()));
        }
        self.term(TermKind::Support, "support", file, words, clause).map(Support::Term)
    }

    /// Reports promises that conditions name and no document makes.
    pub(super) fn check_promises(&mut self) {
        for (key, place, clause) in std::mem::take(&mut self.promises) {
            if !self.model.promises().any(|known| known == key) {
                let near = closest(&key, self.model.promises())
                    .map_or("ids of incentives are `policy/incentive`".to_owned(), |near| format!("did you mean `{near}`?"));
                let problem =
                    Problem::new(Code::UnknownTerm, format!("no document promises `{key}`")).at(&place.source, place.span, "unknown promise");
                self.problems.push(problem.under(Some(&clause)).help(near));
            }
        }
    }

    fn unknown_term(&mut self, what: &str, near: Option<String>, file: &Arc<Source>, words: &Words, clause: Option<&str>) {
        let message = format!("the vocabulary has no {what} `{}`", words.get_ref());
        let problem = Problem::new(Code::UnknownTerm, message).at(file, words.span(), "unknown word").under(clause);
        self.problems.push(match near {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None if what == "function" => problem.help("add it to `functions.toml`, and write its id here"),
            None if clause.is_some() && matches!(what, "event" | "project" | "sector" | "support") => {
                problem.help("add it to `terms.toml` and write its id here, or give the words with `stated`")
            }
            None => problem.help("add it to `terms.toml`, and write its id here"),
        });
    }

    /// A title is granted at its own levels only.
    pub(super) fn check_level(&mut self, file: &Arc<Source>, span: Range<usize>, id: CertificationId, level: Option<Level>, clause: Option<&str>) {
        let say = |level: Level| format!("{level:?}").to_lowercase();
        let Some(level) = level.filter(|level| !self.model[id].levels.contains(level)) else { return };
        let title = &self.model[id];
        let message = format!("`{}` ({}) is not granted at the level `{}`", title.key, title.name, say(level));
        let known: Vec<String> = title.levels.iter().copied().map(say).collect();
        let problem = Problem::new(Code::UnknownLevel, message).at(file, span, "no such level").under(clause);
        self.problems.push(problem.help(format!("its levels are {}", known.join(", "))));
    }

    /// Whether an id is free. One that is taken is reported.
    pub(super) fn claim(&mut self, what: &'static str, key: &str, file: &Arc<Source>, span: Range<usize>, clause: Option<&str>) -> bool {
        let here = Place { source: file.clone(), span: span.clone() };
        if let Some(first) = self.claimed.insert((what, key.to_owned()), here) {
            let message = format!("the {what} `{key}` stands here a second time");
            let problem = Problem::new(Code::Duplicate, message).at(file, span, "second").related(&first.source, first.span, "first");
            self.problems.push(problem.under(clause).help("give each its own id, or take one out"));
            return false;
        }
        true
    }

    /// Ids are lower-case ASCII words joined by `-`, so that they are safe in a URL and a file name.
    pub(super) fn check_id(&mut self, file: &Arc<Source>, id: &Words) {
        let good = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !id.get_ref().split('-').all(good) {
            let problem = Problem::new(Code::Misplaced, format!("`{}` is not an id", id.get_ref())).at(file, id.span(), "not an id");
            self.problems.push(problem.help("an id is lower-case ASCII words and digits, joined by `-`"));
        }
    }

    pub(super) fn optional_day(&mut self, file: &Arc<Source>, day: &Option<Day>) -> Option<Date> {
        day.as_ref().and_then(|day| self.day(file, day))
    }

    pub(super) fn day(&mut self, file: &Arc<Source>, day: &Day) -> Option<Date> {
        let value = day.get_ref();
        let date = match (value.date, value.time) {
            (Some(date), None) => Date::new(date.year as i16, date.month as i8, date.day as i8).ok(),
            _ => None,
        };
        if date.is_none() {
            let problem = Problem::new(Code::Shape, format!("`{value}` is not a day")).at(file, day.span(), "not a day");
            self.problems.push(problem.help("write a day as 2025-12-31"));
        }
        date
    }

    pub(super) fn period(&mut self, file: &Arc<Source>, span: Range<usize>, from: Option<Date>, until: Option<Date>, clause: Option<&str>) {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let message = format!("this period ends on {until}, before it begins on {from}");
            let problem = Problem::new(Code::InvertedPeriod, message).at(file, span, "ends before it begins").under(clause);
            self.problems.push(problem.help("compare both days with the text"));
        }
    }
}
