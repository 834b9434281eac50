//! One table of a fact file on its way to a typed shape. Every unknown key is reported, and a bad entry never hides the next one.

use super::names::closest;
use super::problem::{Code, Problem, Problems};
use super::source::{Source, full_width};
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

/// A string and where it stands in its file.
pub type Words = Spanned<String>;

pub struct Entry<'s> {
    pub source: &'s Arc<Source>,
    pub span: Range<usize>,
    /// What it is, for messages: `measure`, `incentive`.
    pub what: &'static str,
    table: DeTable<'s>,
    /// Keys of lists that were taken out: known, though no shape has them.
    taken: Vec<String>,
}

impl<'s> Entry<'s> {
    /// A whole file. What can be read of a broken one is read, so that its other problems show too.
    pub fn file(source: &'s Arc<Source>, what: &'static str, problems: &mut Problems) -> Entry<'s> {
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let help = match full_width(&source.text, span.start) {
                Some((typed, meant)) => format!("`{typed}` is full-width; TOML is written with `{meant}`"),
                None => "look for a quotation mark, bracket or comma that is missing on this line or before".to_owned(),
            };
            problems.push(Problem::new(Code::Syntax, format!("not TOML: {}", error.message())).at(source, span, "here").help(help));
        }
        Entry { source, span: 0..0, what, table: table.into_inner(), taken: Vec::new() }
    }

    /// Takes the tables under `key` out: `[[key]]`, or a list of inline tables.
    pub fn take(&mut self, key: &str, what: &'static str, problems: &mut Problems) -> Vec<Entry<'s>> {
        self.taken.push(key.to_owned());
        let Some(value) = self.table.remove(key) else { return Vec::new() };
        let span = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            let message = format!("`{key}` is a list of tables");
            problems.push(Problem::new(Code::Shape, message).at(self.source, span, format!("write `[[{key}]]`, or a list of `{{ … }}`")));
            return Vec::new();
        };
        let mut entries = Vec::new();
        for item in items {
            let span = item.span();
            match item.into_inner() {
                DeValue::Table(table) => entries.push(Entry { source: self.source, span, what, table, taken: Vec::new() }),
                other => {
                    let message = format!("{} {what} is a table, not a {}", article(what), other.type_str());
                    problems.push(Problem::new(Code::Shape, message).at(self.source, span, "not a table"));
                }
            }
        }
        entries
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The string under a key, before the shape is read: names the entry in problems.
    pub fn peek(&self, key: &str) -> Option<String> {
        self.table.get(key)?.get_ref().as_str().map(str::to_owned)
    }

    /// The typed shape. Unknown keys are reported and left out; each value that can't be read is a problem, and then there is no shape.
    pub fn read<T: DeserializeOwned>(mut self, clause: Option<&str>, problems: &mut Problems) -> Option<T> {
        let shape = serde_aux::serde_introspection::serde_introspect::<T>();
        let (source, what) = (self.source, self.what);
        let known: Vec<&str> = shape.iter().copied().chain(self.taken.iter().map(String::as_str)).collect();
        let unknown: Vec<_> = self.table.keys().filter(|key| !shape.contains(&key.get_ref().as_ref())).cloned().collect();
        for key in unknown {
            let name = key.get_ref().as_ref();
            let mut problem = Problem::new(Code::UnknownKey, format!("{} {what} has no key `{name}`", article(what)))
                .at(source, key.span(), "unknown key")
                .under(clause);
            problem = match closest(name, known.iter().copied()) {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem.help(format!("its keys are {}", known.join(", "))),
            };
            problems.push(problem);
            self.table.remove(name);
        }
        let mut refused_keys: Vec<String> = Vec::new();
        loop {
            let error = match T::deserialize(Deserializer::from(Spanned::new(self.span.clone(), self.table.clone()))) {
                Ok(shape) => return refused_keys.is_empty().then_some(shape),
                Err(error) => error,
            };
            // What was taken out, so that the values after it are read too, is not missing.
            if refused_keys.iter().any(|key| error.message() == format!("missing field `{key}`")) {
                return None;
            }
            let span = error.span().unwrap_or_else(|| self.span.clone());
            let key = self.table.iter().find(|(_, value)| value.span().contains(&span.start)).map(|(key, _)| key.get_ref().to_string());
            problems.push(refused(what, error.message()).at(source, span, "here").under(clause));
            let key = key?;
            self.table.remove(key.as_str());
            refused_keys.push(key);
        }
    }
}

/// What serde says of a value, with what to do: ``unknown field `a`, expected one of `b`, `c` ``.
fn refused(what: &str, message: &str) -> Problem {
    let mut words = message.split('`').skip(1).step_by(2);
    let wrong = words.next().unwrap_or_default();
    let known: Vec<&str> = words.collect();
    let help = || match closest(wrong, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", known.join(", ")),
    };
    if message.starts_with("unknown field") {
        return Problem::new(Code::UnknownKey, format!("there is no key `{wrong}` here")).help(help());
    }
    if message.starts_with("unknown variant") {
        return Problem::new(Code::Shape, format!("this {what} can't be read: `{wrong}` is not one of the words allowed here")).help(help());
    }
    if message.starts_with("missing field") {
        return Problem::new(Code::Shape, format!("this {what} has no `{wrong}`")).help(format!("add `{wrong} = …`, as the text says it"));
    }
    Problem::new(Code::Shape, format!("this {what} can't be read: {message}"))
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}
