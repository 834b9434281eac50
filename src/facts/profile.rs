//! Reads what an enterprise says of itself, from TOML, JSON or a GraphQL argument: one shape for all three. Names become ids; everything that is wrong
//! is one problem each, with the path of the field and what is allowed there. Nothing is guessed.

mod field;
mod file;
mod names;

use crate::model::Model;
use crate::model::ids::{CertificationId, TermId};
use crate::model::incentive::{Beneficiary, Condition, Quantity};
use crate::model::money::Money;
use crate::model::place::Level;
use crate::model::profile::*;
use crate::model::title::TermKind;
use crate::text::{amount, normalise};
use field::{Field, Fields};
pub use file::{ProfileFile, from_toml};
use jiff::civil::Date;
pub use names::ProfileNames;
use serde::Deserialize;
use serde_json::Value;
use std::fmt;

/// What is wrong with one field of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileProblem {
    /// Where: `titles[1].level`.
    pub path: String,
    pub message: String,
    /// What may stand there.
    pub allowed: String,
}

impl fmt::Display for ProfileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.path, self.message, self.allowed)
    }
}

/// A profile as of a day, after which nothing in it may have happened.
pub fn read(model: &Model, names: &ProfileNames, value: &Value, day: Date) -> Result<Profile, Vec<ProfileProblem>> {
    let mut reader = Reader { model, names, day, problems: Vec::new() };
    let profile = reader.profile(&Field::root(value));
    if reader.problems.is_empty() { Ok(profile) } else { Err(reader.problems) }
}

struct Reader<'m> {
    model: &'m Model,
    names: &'m ProfileNames,
    day: Date,
    problems: Vec<ProfileProblem>,
}

/// What an amount of a metric or a base may look like.
const SUMS: &str = "write a sum with its unit (\"500万元\"), or a number of yuan";
const VALUES: &str = "write a sum (\"10.2亿元\"), a percentage (\"20%\") or a number with its unit (\"120万次\")";

/// Why `kind` can't be unknown, and what may stand there.
const KIND_IS_KNOWN: (&str, &str) = ("`kind` can't be unknown", "leave it out for an enterprise, or say what it is");

impl Reader<'_> {
    fn problem(&mut self, field: &Field, message: impl Into<String>, allowed: impl Into<String>) {
        self.problems.push(ProfileProblem { path: field.path.clone(), message: message.into(), allowed: allowed.into() });
    }

    fn profile(&mut self, root: &Field) -> Profile {
        const KEYS: &[&str] = &[
            "id",
            "name",
            "place",
            "kind",
            "sectors",
            "titles",
            "events",
            "projects",
            "bases",
            "metrics",
            "evaluations",
            "received",
            "discredited",
            "confirms",
            "denies",
            "unknown",
        ];
        let Some(fields) = self.fields(root, KEYS) else { return Profile::unknown() };
        self.unknown(&fields, KEYS);
        let place = fields.get("place").and_then(|field| {
            let name = self.text(&field)?;
            let found = self.names.place(self.model, &name);
            self.named(&field, found, "a code of six digits, the id of a zone, or a full name")
        });
        if let Some(field) = fields.said_unknown("kind") {
            self.problem(&field, KIND_IS_KNOWN.0, KIND_IS_KNOWN.1);
        }
        let kind = fields.get("kind").and_then(|field| self.word::<Beneficiary>(&field));
        let profile = Profile {
            id: fields.get("id").and_then(|field| self.text(&field)),
            name: fields.get("name").and_then(|field| self.text(&field)),
            place,
            kind: kind.unwrap_or(Beneficiary::Enterprise),
            sectors: self.list(&fields, "sectors", |reader, field| reader.term(&field, TermKind::Sector)),
            titles: self.list(&fields, "titles", Reader::title),
            events: self.list(&fields, "events", Reader::event),
            projects: self.list(&fields, "projects", Reader::project),
            bases: self.list(&fields, "bases", Reader::base),
            metrics: self.list(&fields, "metrics", Reader::metric),
            evaluations: self.list(&fields, "evaluations", Reader::grade),
            received: self.list(&fields, "received", Reader::receipt),
            discredited: fields.get("discredited").and_then(|field| self.truth(&field)),
            confirms: self.list(&fields, "confirms", Reader::words).unwrap_or_default(),
            denies: self.list(&fields, "denies", Reader::words).unwrap_or_default(),
        };
        if let (Some(words), Some(field)) = (profile.confirms.iter().find(|words| profile.denies.contains(words)), fields.get("denies")) {
            self.problem(&field, format!("`{words}` is both confirmed and denied"), "say one of the two");
        }
        let measured: Vec<TermId> = profile.metrics.iter().flatten().map(|measured| measured.metric).collect();
        if let (Some(twice), Some(field)) = (measured.iter().enumerate().find(|(at, metric)| measured[..*at].contains(metric)), fields.get("metrics"))
        {
            let name = &self.model[*twice.1].name;
            self.problem(&field, format!("`{name}` is given twice"), "give the latest value once, and earlier ones under `before`");
        }
        let graded: Vec<TermId> = profile.evaluations.iter().flatten().map(|grade| grade.evaluation).collect();
        if let (Some(twice), Some(field)) =
            (graded.iter().enumerate().find(|(at, evaluation)| graded[..*at].contains(evaluation)), fields.get("evaluations"))
        {
            let name = &self.model[*twice.1].name;
            self.problem(&field, format!("`{name}` is given twice"), "give the grade of the latest evaluation, once");
        }
        profile
    }

    /// `unknown = ["titles"]` says what leaving out says; a field can't be both, nor be named twice.
    fn unknown(&mut self, fields: &Fields, keys: &[&str]) {
        let mut seen: Vec<String> = Vec::new();
        self.list(fields, "unknown", |reader, field| {
            let name = reader.text(&field)?;
            if seen.contains(&name) {
                reader.problem(&field, format!("`{name}` is named twice"), "name each field once");
            } else if !keys.contains(&name.as_str()) || name == "unknown" {
                let keys: Vec<&str> = keys.iter().copied().filter(|key| !["kind", "unknown"].contains(key)).collect();
                reader.problem(&field, format!("there is no field `{name}`"), format!("fields here: {}", keys.join(", ")));
            } else if name == "kind" {
                reader.problem(&field, KIND_IS_KNOWN.0, KIND_IS_KNOWN.1);
            } else if let Some(given) = fields.get(&name) {
                reader.problem(&given, "given, and said to be unknown", "give it, or name it under `unknown`, not both");
            }
            seen.push(name);
            Some(())
        });
    }

    fn title(&mut self, field: Field) -> Option<HeldTitle> {
        let field = field.or_short("title");
        let fields = self.fields(&field, &["title", "level", "recognised", "expires", "first", "rechecked"])?;
        let title = self.required(&fields, &field, "title").and_then(|named| {
            let found = self.names.title(self.model, &self.text(&named)?);
            self.named(&named, found, "the id or a name of a title")
        });
        let level = fields.get("level").and_then(|field| self.level(&field, title));
        let recognised_on = fields.get("recognised").and_then(|field| self.past(&field));
        let expires = fields.get("expires").and_then(|field| self.date(&field));
        if let (Some(from), Some(until), Some(field)) = (recognised_on, expires, fields.get("expires"))
            && until < from
        {
            self.problem(&field, format!("{until} is before the recognition on {from}"), "a title ends after it began");
        }
        let first = fields.get("first").and_then(|field| self.truth(&field));
        let rechecked = self.list(&fields, "rechecked", |reader, field| {
            let on = reader.past(&field)?;
            if let Some(from) = recognised_on.filter(|&from| on < from) {
                reader.problem(&field, format!("{on} is before the recognition on {from}"), "a title is re-checked after it was recognised");
            }
            Some(on)
        });
        Some(HeldTitle { title: title?, level, recognised_on, expires, first, rechecked })
    }

    /// A level at which the title is granted.
    fn level(&mut self, field: &Field, title: Option<CertificationId>) -> Option<Level> {
        let level = self.word(field)?;
        let title = &self.model[title?];
        if title.levels.contains(&level) {
            return Some(level);
        }
        let known: Vec<String> = title.levels.iter().map(|level| format!("{level:?}").to_lowercase()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        self.problem(field, format!("{} is not granted at this level", title.name), format!("its levels: {known}"));
        None
    }

    fn event(&mut self, field: Field) -> Option<Happening> {
        let field = field.or_short("event");
        let fields = self.fields(&field, &["event", "on"])?;
        let named = self.required(&fields, &field, "event")?;
        let on = fields.get("on").and_then(|field| self.past(&field));
        Some(Happening { event: self.term(&named, TermKind::Event)?, on })
    }

    fn project(&mut self, field: Field) -> Option<Project> {
        let field = field.or_short("kind");
        let fields = self.fields(&field, &["kind", "name", "bases", "on"])?;
        let named = self.required(&fields, &field, "kind")?;
        let kind = self.term(&named, TermKind::Project);
        let name = fields.get("name").and_then(|field| self.text(&field));
        let bases = self.list(&fields, "bases", Reader::base).unwrap_or_default();
        let on = fields.get("on").and_then(|field| self.past(&field));
        Some(Project { kind: kind?, name, bases, on })
    }

    fn base(&mut self, field: Field) -> Option<BaseSum> {
        let fields = self.fields(&field, &["base", "sum"])?;
        let (named, sum) = (self.required(&fields, &field, "base")?, self.required(&fields, &field, "sum")?);
        let (base, sum) = (self.term(&named, TermKind::Base), self.sum(&sum));
        Some(BaseSum { base: base?, sum: sum? })
    }

    fn metric(&mut self, field: Field) -> Option<Measured> {
        let fields = self.fields(&field, &["metric", "value", "year", "before"])?;
        let (named, value) = (self.required(&fields, &field, "metric")?, self.required(&fields, &field, "value")?);
        let year = fields.get("year").and_then(|field| self.year(&field));
        let metric = self.term(&named, TermKind::Metric);
        let before = self.list(&fields, "before", |reader, field| reader.counted(&field, metric));
        let value = self.counted(&value, metric);
        Some(Measured { metric: metric?, value: value?, year, before })
    }

    fn grade(&mut self, field: Field) -> Option<Grade> {
        let fields = self.fields(&field, &["evaluation", "grade"])?;
        let (named, grade) = (self.required(&fields, &field, "evaluation")?, self.required(&fields, &field, "grade")?);
        let evaluation = self.term(&named, TermKind::Evaluation)?;
        Some(Grade { evaluation, grade: self.text(&grade)?.trim_end_matches('类').to_uppercase() })
    }

    fn receipt(&mut self, field: Field) -> Option<Receipt> {
        let field = field.or_short("what");
        let fields = self.fields(&field, &["what", "on"])?;
        let named = self.required(&fields, &field, "what")?;
        let on = fields.get("on").and_then(|field| self.past(&field));
        let found = self.names.support(self.model, &self.text(&named)?);
        let what = self.named(&named, found, "the id or the name of a support of the vocabulary, or the id of a policy, an incentive or a tier")?;
        Some(Receipt { what, on })
    }

    /// Words of a condition that no term fits: they must be some condition's words.
    fn words(&mut self, field: Field) -> Option<String> {
        let words = self.text(&field)?;
        if self.names.states(&words) {
            return Some(words);
        }
        let near =
            self.names.stated_like(&words).map_or_else(|| "the words as a document has them".to_owned(), |near| format!("did you mean `{near}`?"));
        self.problem(&field, format!("no condition has the words `{words}`"), near);
        None
    }

    fn term(&mut self, field: &Field, kind: TermKind) -> Option<TermId> {
        let name = self.text(field)?;
        let found = self.names.term(self.model, kind, &name);
        let allowed = format!("the id or the name of {} of the vocabulary", format!("{kind:?}").to_lowercase());
        self.named(field, found, &allowed)
    }

    fn sum(&mut self, field: &Field) -> Option<Money> {
        let read = match field.value {
            Value::String(text) => amount::parse_money(normalise::fold(text).trim()).ok(),
            // A yuan has a hundred fen; what a double can't keep exactly is not taken.
            Value::Number(number) => number.to_string().parse().ok().and_then(|yuan: f64| {
                let fen = (yuan * 100.0).round();
                (fen.abs() < 9e15 && (fen - yuan * 100.0).abs() < 1e-4).then_some(Money::from_fen(fen as i64))
            }),
            _ => None,
        };
        self.not_negative(field, read.map(Quantity::Money), SUMS).and_then(|sum| if let Quantity::Money(sum) = sum { Some(sum) } else { None })
    }

    fn quantity(&mut self, field: &Field) -> Option<Quantity> {
        let folded = normalise::fold(field.value.as_str().unwrap_or_default());
        let text = folded.trim();
        let digits = text.trim_start_matches('-');
        let read =
            amount::parse_money(digits).ok().map(Quantity::Money).or_else(|| amount::parse_rate(digits).ok().map(Quantity::Percent)).or_else(|| {
                let (number, unit) = digits.split_at_checked(digits.find(|c: char| !c.is_ascii_digit() && c != '.')?)?;
                Some(Quantity::Number(amount::parse_decimal(number).ok()?, unit.to_owned()))
            });
        if text.starts_with('-') && read.is_some() {
            self.problem(field, format!("`{text}` is negative"), VALUES);
            return None;
        }
        self.not_negative(field, read, VALUES)
    }

    /// A number that counts what its metric counts.
    fn counted(&mut self, field: &Field, metric: Option<TermId>) -> Option<Quantity> {
        let value = self.quantity(field)?;
        let term = &self.model[metric?];
        match term.counts.as_deref().filter(|counts| *counts != value.counts()) {
            None => Some(value),
            Some(counts) => {
                let example = match counts {
                    "元" => "a sum with its unit (\"10.2亿元\")".to_owned(),
                    "%" => "a percentage (\"20%\")".to_owned(),
                    unit => format!("a number with its unit (\"120{unit}\", \"3万{unit}\")"),
                };
                let message = match value.counts() {
                    "" => format!("{} has no unit, and {} counts {counts}", field.shown(), term.name),
                    other => format!("{} is in {other}, and {} counts {counts}", field.shown(), term.name),
                };
                self.problem(field, message, example);
                None
            }
        }
    }

    fn not_negative(&mut self, field: &Field, read: Option<Quantity>, allowed: &str) -> Option<Quantity> {
        let negative =
            field.value.as_str().is_some_and(|text| text.trim_start().starts_with('-')) || read.as_ref().is_some_and(Quantity::is_negative);
        match read {
            Some(quantity) if !negative => Some(quantity),
            _ => {
                let what = if negative { "is negative" } else { "can't be read" };
                self.problem(field, format!("{} {what}", field.shown()), allowed);
                None
            }
        }
    }
}

impl ProfileProblem {
    /// All problems in one text, a line each.
    pub fn lines(problems: &[ProfileProblem]) -> String {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }
}

/// A word of a closed list: `not-yet`, `NOT_YET` and `Not-Yet` are one.
fn word<'d, T: Deserialize<'d>>(word: String) -> Option<T> {
    let word = word.to_lowercase().replace('_', "-");
    T::deserialize(serde::de::value::StringDeserializer::<serde::de::value::Error>::new(word)).ok()
}

/// The words that conditions state and no term fits.
pub(super) fn stated(model: &Model) -> impl Iterator<Item = &str> {
    fn of<'m>(condition: &'m Condition, words: &mut Vec<&'m str>) {
        match condition {
            Condition::Stated(said) => words.push(said),
            Condition::Any(members) | Condition::All(members) => members.iter().for_each(|member| of(member, words)),
            _ => {}
        }
    }
    let mut words = Vec::new();
    model.tiers.iter().flat_map(|tier| &tier.conditions).for_each(|condition| of(condition, &mut words));
    words.into_iter()
}
