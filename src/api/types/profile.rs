//! What a request says of an enterprise. The types say what may stand where; names, sums and days are read by the facts layer, as in a file.

use crate::api::enums::{Beneficiary, Level};
use crate::api::error::{ApiError, Code};
use crate::api::scalars::Date;
use crate::facts::profile;
use crate::model::profile::Profile;
use async_graphql::{InputObject, InputType};
use serde_json::{Map, Value};

/// What an enterprise says of itself. A list that is given is complete; a field that is left out is unknown, which is not no.
#[derive(InputObject, Debug, Clone, Default)]
pub struct EnterpriseProfile {
    /// An id of your own.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Where it stands: a code such as 370702, the id of a zone, or a full name. The smallest place you know.
    pub place: Option<String>,
    /// What it is; an enterprise if left out, so it can't be unknown.
    pub kind: Option<Beneficiary>,
    /// Its industries, by id or name of the vocabulary.
    pub sectors: Option<Vec<String>>,
    /// The titles that it holds.
    pub titles: Option<Vec<HeldTitleInput>>,
    /// What happened to it.
    pub events: Option<Vec<EventInput>>,
    /// Its projects.
    pub projects: Option<Vec<ProjectInput>>,
    /// Sums that rates are taken of and that belong to no project.
    pub bases: Option<Vec<BaseInput>>,
    /// Its numbers, each metric once.
    pub metrics: Option<Vec<MetricInput>>,
    /// The grades that evaluations gave it.
    pub evaluations: Option<Vec<EvaluationInput>>,
    /// Whether it is discredited or under a veto (失信, 一票否决).
    pub discredited: Option<bool>,
    /// Words of conditions that no term fits, and that hold for it.
    pub confirms: Option<Vec<String>>,
    /// Words of such conditions that do not hold for it.
    pub denies: Option<Vec<String>>,
    /// Names of fields that are unknown; the same as leaving them out.
    pub unknown: Option<Vec<String>>,
}

/// A title that an enterprise holds.
#[derive(InputObject, Debug, Clone)]
pub struct HeldTitleInput {
    /// Its id or one of its names.
    pub title: String,
    /// At which level; may be left out where it exists at one only.
    pub level: Option<Level>,
    /// The day of recognition.
    pub recognised: Option<Date>,
    /// The last day on which it holds. A title that is listed without one is stated to be held on the day of the question.
    pub expires: Option<Date>,
    /// Whether this was the first recognition.
    pub first: Option<bool>,
    /// The days of all passed re-checks.
    pub rechecked: Option<Vec<Date>>,
}

/// Something that happened.
#[derive(InputObject, Debug, Clone)]
pub struct EventInput {
    /// Its id or name of the vocabulary.
    pub event: String,
    /// The day.
    pub on: Option<Date>,
}

/// A project.
#[derive(InputObject, Debug, Clone)]
pub struct ProjectInput {
    /// Its kind, by id or name of the vocabulary.
    pub kind: String,
    /// Its name.
    pub name: Option<String>,
    /// The sums that rates are taken of.
    pub bases: Option<Vec<BaseInput>>,
    /// The day of its completion. It counts if that lies in the time of the document; without a day that may be open.
    pub on: Option<Date>,
}

/// A sum that a rate is taken of.
#[derive(InputObject, Debug, Clone)]
pub struct BaseInput {
    /// What it is, by id or name of the vocabulary.
    pub base: String,
    /// The sum, with its unit: 500万元.
    pub sum: String,
}

/// A number of an enterprise.
#[derive(InputObject, Debug, Clone)]
pub struct MetricInput {
    /// What is measured, by id or name of the vocabulary.
    pub metric: String,
    /// The latest value with its unit: 10.2亿元, 20%, 120万次.
    pub value: String,
    /// Its year; for what is asked for the first time it must touch the time of the document.
    pub year: Option<i32>,
    /// The values of all years before.
    pub before: Option<Vec<String>>,
}

/// The grade that an evaluation gave.
#[derive(InputObject, Debug, Clone)]
pub struct EvaluationInput {
    /// Its id or name of the vocabulary.
    pub evaluation: String,
    /// The grade, such as D.
    pub grade: String,
}

impl EnterpriseProfile {
    /// The profile as of a day. All that is wrong with it comes in one error, a line each.
    pub fn read(&self, snapshot: &crate::answers::Snapshot, day: jiff::civil::Date) -> Result<Profile, ApiError> {
        let value = lower(self.to_value().into_json().unwrap_or_default());
        profile::read(&snapshot.model, &snapshot.names, &value, day)
            .map_err(|problems| ApiError::new(Code::BadUserInput, format!("`profile`: {}", profile::ProfileProblem::lines(&problems))))
    }
}

/// The value without what is null.
fn lower(value: Value) -> Value {
    match value {
        Value::Object(table) => {
            Value::Object(table.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key, lower(value))).collect::<Map<_, _>>())
        }
        Value::Array(items) => items.into_iter().map(lower).collect(),
        other => other,
    }
}
