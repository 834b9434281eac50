//! Files of profiles: TOML or JSON, one profile or a list of them under `enterprise`, with the day as of which they are described. Knows no names.

use crate::facts::source;
use crate::model::day::day as full_date;
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::path::Path;

/// What a file of profiles holds, unread.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileFile {
    /// The day as of which its enterprises are described: the day of the question, unless another is asked for.
    pub as_of: Option<Date>,
    pub profiles: Vec<Value>,
}

impl ProfileFile {
    /// A file, TOML or (by its ending) JSON. Fails with what is wrong, in a sentence that names the file.
    pub fn open(path: &Path) -> Result<ProfileFile, String> {
        let text = source::read_text(path).map_err(|error| format!("`{}` can't be read: {error}", path.display()))?;
        let is_json = path.extension().is_some_and(|ending| ending == "json");
        let value = if is_json { serde_json::from_str(&text).map_err(|error| error.to_string()) } else { from_toml(&text) };
        let value = value.map_err(|error| format!("`{}` is not {}: {error}", path.display(), if is_json { "JSON" } else { "TOML" }))?;
        ProfileFile::of(value).map_err(|wrong| format!("`{}`: {wrong}", path.display()))
    }

    /// One profile, or a list under `enterprise`; `as_of` beside either.
    pub fn of(mut value: Value) -> Result<ProfileFile, String> {
        let as_of = value.as_object_mut().and_then(|table| table.remove("as_of"));
        let as_of = as_of.map(|day| {
            let read = day.as_str().and_then(full_date);
            read.ok_or_else(|| format!("as_of: `{}` is not a day; write it as 2025-06-01", day.as_str().map_or(day.to_string(), str::to_owned)))
        });
        let as_of = as_of.transpose()?;
        let Some(list) = value.get("enterprise") else { return Ok(ProfileFile { as_of, profiles: vec![value] }) };
        let Some(profiles) = list.as_array().cloned() else {
            return Err("enterprise: a list of profiles; write `[[enterprise]]` above each, or the fields of one profile without it".to_owned());
        };
        let other = value.as_object().and_then(|table| table.keys().find(|key| *key != "enterprise"));
        match other {
            Some(key) => Err(format!("{key}: beside a list of enterprises stands only `as_of`; put it under the `[[enterprise]]` that it is about")),
            None => Ok(ProfileFile { as_of, profiles }),
        }
    }
}

/// A TOML text as the value that a profile is read from; its dates become text.
pub fn from_toml(text: &str) -> Result<Value, String> {
    toml::from_str::<toml::Table>(text).map(|table| plain(toml::Value::Table(table))).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let typed = source::full_width(text, at).map(|(typed, meant)| format!("; `{typed}` is full-width; TOML is written with `{meant}`"));
        format!("line {line}: {}{}", error.message(), typed.unwrap_or_default())
    })
}

fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(plain).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, plain(value))).collect::<Map<_, _>>()),
    }
}
