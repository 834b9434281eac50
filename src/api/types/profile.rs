//! What a request says of an enterprise, and an answer too: each type is given and read in one shape, so that a profile that was read can be given
//! back. The types say what may stand where; names, sums and days are read by the facts layer, as in a file.

use crate::api::enums::{Beneficiary, Level};
use crate::api::error::{ApiError, Code};
use crate::api::scalars::Date;
use crate::facts::profile;
use crate::model::Model;
use crate::model::ids::TermId;
use crate::model::profile::{BaseSum, Grade, Happening, HeldTitle, Measured, Profile, Project, Receipt};
use async_graphql::{InputObject, InputType, SimpleObject};
use serde_json::{Map, Value};

/// What an enterprise says of itself. A list that is given is complete; a field that is left out, or null, is unknown, which is not no.
#[derive(SimpleObject, InputObject, Debug, Clone, Default)]
#[graphql(crate = "crate::api::derive", name = "Profile", input_name = "EnterpriseProfile")]
pub struct EnterpriseProfile {
    /// An id of your own; null if it has none.
    pub id: Option<String>,
    /// Its name; null if it has none.
    pub name: Option<String>,
    /// Where it stands: a code such as 370702, the id of a zone, or a full name. The smallest place that is known; null if none is.
    pub place: Option<String>,
    /// What it is; an enterprise if left out, so it can't be unknown, and an answer never has null.
    pub kind: Option<Beneficiary>,
    /// Its industries, by id or name of the vocabulary; null if not known.
    pub sectors: Option<Vec<String>>,
    /// The titles that it holds; null if not known.
    pub titles: Option<Vec<HeldTitleInput>>,
    /// What happened to it; null if not known.
    pub events: Option<Vec<EventInput>>,
    /// Its projects; null if not known.
    pub projects: Option<Vec<ProjectInput>>,
    /// Sums that rates are taken of and that belong to no project; null if not known.
    pub bases: Option<Vec<BaseInput>>,
    /// Its numbers, each metric once; null if not known.
    pub metrics: Option<Vec<MetricInput>>,
    /// The grades that evaluations gave it; null if not known.
    pub evaluations: Option<Vec<EvaluationInput>>,
    /// The support that it received before, all of it; null if not known.
    pub received: Option<Vec<ReceivedInput>>,
    /// Whether it is discredited or under a veto (失信, 一票否决); null if not known.
    pub discredited: Option<bool>,
    /// Words of conditions that no term fits, and that hold for it; an answer has a list, perhaps empty.
    pub confirms: Option<Vec<String>>,
    /// Words of such conditions that do not hold for it; an answer has a list, perhaps empty.
    pub denies: Option<Vec<String>>,
    /// Names of fields that are unknown; the same as leaving them out. An answer names those that are null.
    pub unknown: Option<Vec<String>>,
}

/// A title that an enterprise holds.
#[derive(SimpleObject, InputObject, Debug, Clone)]
#[graphql(crate = "crate::api::derive", name = "HeldTitle", input_name = "HeldTitleInput")]
pub struct HeldTitleInput {
    /// Its id or one of its names.
    pub title: String,
    /// At which level; may be left out where it exists at one only; null if not known.
    pub level: Option<Level>,
    /// The day of recognition; null if not known.
    pub recognised: Option<Date>,
    /// The last day on which it holds. A title that is listed without one is stated to be held on the day of the question; null says that.
    pub expires: Option<Date>,
    /// Whether this was the first recognition; null if not known.
    pub first: Option<bool>,
    /// The days of all passed re-checks; null if not known.
    pub rechecked: Option<Vec<Date>>,
}

/// Something that happened.
#[derive(SimpleObject, InputObject, Debug, Clone)]
#[graphql(crate = "crate::api::derive", name = "Happening", input_name = "EventInput")]
pub struct EventInput {
    /// Its id or name of the vocabulary.
    pub event: String,
    /// The day; null if not known.
    pub on: Option<Date>,
}

/// A project.
#[derive(SimpleObject, InputObject, Debug, Clone)]
#[graphql(crate = "crate::api::derive", name = "Project", input_name = "ProjectInput")]
pub struct ProjectInput {
    /// Its kind, by id or name of the vocabulary.
    pub kind: String,
    /// Its name; null if it has none.
    pub name: Option<String>,
    /// The sums that rates are taken of; an answer has a list, perhaps empty.
    pub bases: Option<Vec<BaseInput>>,
    /// The day of its completion. It counts if that lies in the time of the document; without a day, null, that may be open.
    pub on: Option<Date>,
}

/// A sum that a rate is taken of.
#[derive(SimpleObject, InputObject, Debug, Clone)]
#[graphql(crate = "crate::api::derive", name = "BaseSum", input_name = "BaseInput")]
pub struct BaseInput {
    /// What it is, by id or name of the vocabulary.
    pub base: String,
    /// The sum, with its unit: 500万元.
    pub sum: String,
}

/// A number of an enterprise.
#[derive(SimpleObject, InputObject, Debug, Clone)]
#[graphql(crate = "crate::api::derive", name = "Measured", input_name = "MetricInput")]
pub struct MetricInput {
    /// What is measured, by id or name of the vocabulary.
    pub metric: String,
    /// The latest value with its unit: 10.2亿元, 20%, 120万次.
    pub value: String,
    /// Its year; for what is asked for the first time it must touch the time of the document. Null if not known.
    pub year: Option<i32>,
    /// The values of all years before; null if not known.
    pub before: Option<Vec<String>>,
}

/// The grade that an evaluation gave.
#[derive(SimpleObject, InputObject, Debug, Clone)]
#[graphql(crate = "crate::api::derive", name = "EvaluationGrade", input_name = "EvaluationInput")]
pub struct EvaluationInput {
    /// Its id or name of the vocabulary.
    pub evaluation: String,
    /// The grade, such as D.
    pub grade: String,
}

/// Support that an enterprise received.
#[derive(SimpleObject, InputObject, Debug, Clone)]
#[graphql(crate = "crate::api::derive", name = "Receipt", input_name = "ReceivedInput")]
pub struct ReceivedInput {
    /// What it is, by id or name of the vocabulary, or the id of a policy, an incentive or a tier.
    pub what: String,
    /// The day; null if not known.
    pub on: Option<Date>,
}

impl EnterpriseProfile {
    /// A profile as a request would give it: names as ids, numbers with their units, what is not known left out and named.
    pub fn of(model: &Model, profile: &Profile) -> EnterpriseProfile {
        let term = |id: TermId| model[id].key.clone();
        let events = |list: &Vec<_>| list.iter().map(|&Happening { event, on }| EventInput { event: term(event), on: on.map(Date) }).collect();
        let metrics = |list: &Vec<Measured>| {
            let input = |measured: &Measured| MetricInput {
                metric: term(measured.metric),
                value: measured.value.to_string(),
                year: measured.year.map(i32::from),
                before: measured.before.as_ref().map(|values| values.iter().map(ToString::to_string).collect()),
            };
            list.iter().map(input).collect()
        };
        let grades =
            |list: &Vec<Grade>| list.iter().map(|given| EvaluationInput { evaluation: term(given.evaluation), grade: given.grade.clone() }).collect();
        let receipts =
            |list: &Vec<Receipt>| list.iter().map(|given| ReceivedInput { what: given.what.key(model).to_owned(), on: given.on.map(Date) }).collect();
        let missing = [
            ("place", profile.place.is_none()),
            ("sectors", profile.sectors.is_none()),
            ("titles", profile.titles.is_none()),
            ("events", profile.events.is_none()),
            ("projects", profile.projects.is_none()),
            ("bases", profile.bases.is_none()),
            ("metrics", profile.metrics.is_none()),
            ("evaluations", profile.evaluations.is_none()),
            ("received", profile.received.is_none()),
            ("discredited", profile.discredited.is_none()),
        ];
        EnterpriseProfile {
            id: profile.id.clone(),
            name: profile.name.clone(),
            place: profile.place.map(|place| model[place].key.clone()),
            kind: Some(profile.kind.into()),
            sectors: profile.sectors.as_ref().map(|list| list.iter().copied().map(term).collect()),
            titles: profile.titles.as_ref().map(|list| list.iter().map(|held| title(model, held)).collect()),
            events: profile.events.as_ref().map(events),
            projects: profile.projects.as_ref().map(|list| list.iter().map(|one| project(model, one)).collect()),
            bases: profile.bases.as_ref().map(|list| bases(model, list)),
            metrics: profile.metrics.as_ref().map(metrics),
            evaluations: profile.evaluations.as_ref().map(grades),
            received: profile.received.as_ref().map(receipts),
            discredited: profile.discredited,
            confirms: Some(profile.confirms.clone()),
            denies: Some(profile.denies.clone()),
            unknown: Some(missing.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| field.to_owned()).collect()),
        }
    }

    /// The profile as of a day. All that is wrong with it comes in one error, a line each.
    pub fn read(&self, snapshot: &crate::answers::Snapshot, day: jiff::civil::Date) -> Result<Profile, ApiError> {
        let value = lower(self.to_value().into_json().unwrap_or_default());
        profile::read(&snapshot.model, &snapshot.names, &value, day)
            .map_err(|problems| ApiError::new(Code::BadUserInput, format!("`profile`: {}", profile::ProfileProblem::lines(&problems))))
    }
}

fn title(model: &Model, held: &HeldTitle) -> HeldTitleInput {
    HeldTitleInput {
        title: model[held.title].key.clone(),
        level: held.level.map(Into::into),
        recognised: held.recognised_on.map(Date),
        expires: held.expires.map(Date),
        first: held.first,
        rechecked: held.rechecked.as_ref().map(|days| days.iter().copied().map(Date).collect()),
    }
}

fn project(model: &Model, project: &Project) -> ProjectInput {
    ProjectInput {
        kind: model[project.kind].key.clone(),
        name: project.name.clone(),
        bases: Some(bases(model, &project.bases)),
        on: project.on.map(Date),
    }
}

fn bases(model: &Model, list: &[BaseSum]) -> Vec<BaseInput> {
    list.iter().map(|given| BaseInput { base: model[given.base].key.clone(), sum: given.sum.chinese() }).collect()
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
