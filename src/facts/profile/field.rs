//! One field of a profile with its path, and the plain values it may hold: text, dates, truth values, lists. Knows no names.

use super::{ProfileProblem, Reader, word};
use crate::model::day::day;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;

/// A value and where it stands.
pub struct Field<'v> {
    pub path: String,
    pub value: &'v Value,
    /// A text given for a table: `"listing"` for `{ event = "listing" }`.
    short: Option<&'static str>,
}

/// The fields of a table.
pub struct Fields<'v> {
    path: String,
    table: Cow<'v, serde_json::Map<String, Value>>,
}

impl<'v> Field<'v> {
    pub fn root(value: &'v Value) -> Field<'v> {
        Field { path: String::new(), value, short: None }
    }

    pub fn items(&self) -> Option<Vec<Field<'v>>> {
        let items = self.value.as_array()?.iter().enumerate();
        Some(items.map(|(index, value)| Field { path: format!("{}[{index}]", self.path), value, short: None }).collect())
    }

    /// A text may stand for a table with this one key.
    pub fn or_short(mut self, key: &'static str) -> Field<'v> {
        self.short = Some(key);
        self
    }

    pub fn shown(&self) -> String {
        match self.value {
            Value::String(text) => format!("`{text}`"),
            other => format!("`{other}`"),
        }
    }
}

impl Fields<'_> {
    pub fn get(&self, key: &str) -> Option<Field<'_>> {
        let value = self.table.get(key).filter(|value| !value.is_null() && value.as_str() != Some("unknown"))?;
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Some(Field { path, value, short: None })
    }

    /// A field of which it is said that it is unknown, by the word itself.
    pub fn said_unknown(&self, key: &str) -> Option<Field<'_>> {
        let value = self.table.get(key).filter(|value| value.as_str() == Some("unknown"))?;
        Some(Field { path: if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }, value, short: None })
    }
}

impl Reader<'_> {
    /// The table that a field is; keys it doesn't know are problems.
    pub(super) fn fields<'v>(&mut self, field: &Field<'v>, keys: &[&str]) -> Option<Fields<'v>> {
        let table = match (field.value, field.short) {
            (Value::Object(table), _) => Cow::Borrowed(table),
            (Value::String(text), Some(key)) => Cow::Owned([(key.to_owned(), Value::String(text.clone()))].into_iter().collect()),
            _ => {
                let keys = keys.join(", ");
                self.problem(field, format!("{} is not a table", field.shown()), format!("a table with {keys}"));
                return None;
            }
        };
        for key in table.keys().filter(|key| !keys.contains(&key.as_str())) {
            let path = if field.path.is_empty() { key.clone() } else { format!("{}.{key}", field.path) };
            self.problems.push(ProfileProblem {
                path,
                message: "there is no such field".to_owned(),
                allowed: format!("fields here: {}", keys.join(", ")),
            });
        }
        Some(Fields { path: field.path.clone(), table })
    }

    pub(super) fn required<'f>(&mut self, fields: &'f Fields, of: &Field, key: &str) -> Option<Field<'f>> {
        let found = fields.get(key);
        if found.is_none() {
            self.problem(of, format!("`{key}` is missing"), format!("`{key}` must be given here"));
        }
        found
    }

    /// A list that is given is complete, so it can't hold an unknown too. None if it is left out.
    pub(super) fn list<T>(&mut self, fields: &Fields, key: &str, mut read: impl FnMut(&mut Self, Field) -> Option<T>) -> Option<Vec<T>> {
        let field = fields.get(key)?;
        let Some(items) = field.items() else {
            self.problem(&field, format!("{} is not a list", field.shown()), "a list, complete; leave the field out if it is not known");
            return None;
        };
        if items.iter().any(|item| item.value.as_str() == Some("unknown")) {
            self.problem(&field, "a list and unknown at once", "give the complete list, or leave the field out");
            return None;
        }
        Some(items.into_iter().filter_map(|item| read(self, item)).collect())
    }

    pub(super) fn text(&mut self, field: &Field) -> Option<String> {
        match field.value {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => {
                self.problem(field, format!("{} is not a text", field.shown()), "a text that is not empty");
                None
            }
        }
    }

    pub(super) fn truth(&mut self, field: &Field) -> Option<bool> {
        let truth = field.value.as_bool();
        if truth.is_none() {
            self.problem(field, format!("{} is neither true nor false", field.shown()), "true or false; leave it out if it is not known");
        }
        truth
    }

    pub(super) fn date(&mut self, field: &Field) -> Option<Date> {
        let date = field.value.as_str().and_then(day);
        if date.is_none() {
            self.problem(field, format!("{} is not a day", field.shown()), "a day such as 2024-06-30");
        }
        date
    }

    /// A day that is not after the day of the question.
    pub(super) fn past(&mut self, field: &Field) -> Option<Date> {
        let (date, day) = (self.date(field)?, self.day);
        if date > day {
            self.problem(field, format!("{date} is after {day}, the day of the question"), format!("a day up to {day}"));
            return None;
        }
        Some(date)
    }

    pub(super) fn year(&mut self, field: &Field) -> Option<i16> {
        let year = field.value.as_i64().and_then(|year| i16::try_from(year).ok()).filter(|year| (1949..=self.day.year()).contains(year));
        if year.is_none() {
            self.problem(
                field,
                format!("{} is no year up to that of the question", field.shown()),
                format!("a year from 1949 to {}", self.day.year()),
            );
        }
        year
    }

    /// A word of a closed list; the list is told by asking serde for a word that isn't in it.
    pub(super) fn word<T: DeserializeOwned>(&mut self, field: &Field) -> Option<T> {
        let read = field.value.as_str().and_then(|text| word(text.to_owned()));
        if read.is_none() {
            let wrong = serde::de::value::StringDeserializer::<serde::de::value::Error>::new("?".to_owned());
            let allowed = T::deserialize(wrong).err().map(|error| error.to_string()).unwrap_or_default();
            let allowed = allowed.split_once("expected ").map_or(allowed.clone(), |(_, list)| list.replace('`', ""));
            self.problem(field, format!("{} is not one of the words for this", field.shown()), allowed);
        }
        read
    }

    pub(super) fn named<I>(&mut self, field: &Field, found: Result<I, String>, allowed: &str) -> Option<I> {
        found.map_err(|why| self.problem(field, format!("{} {why}", field.shown()), allowed)).ok()
    }
}
