//! The typed shapes of fact files: what serde reads, before names are resolved. One struct for each kind of entry of `facts/README.md`.

use super::entry::Words;
use crate::model::incentive::{Beneficiary, IncentiveKind, Recognised};
use crate::model::place::{DepartmentKind, Level, StandsFor};
use crate::model::policy::{ClauseRuleKind, PolicyKind, Role, Status, TargetBound};
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use std::fmt;
use toml::Spanned;
use toml::value::Datetime;

pub type Day = Spanned<Datetime>;

#[derive(Deserialize)]
pub struct Zone {
    pub id: Words,
    pub name: Words,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub parent: Words,
    pub committee: Words,
    #[serde(default)]
    pub committee_aliases: Vec<String>,
}

#[derive(Deserialize)]
pub struct Function {
    pub id: Words,
    pub name: String,
    pub performed_by: Vec<String>,
}

#[derive(Deserialize)]
pub struct Term {
    pub id: Words,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub counts: Option<Words>,
    #[serde(default)]
    pub implies: Vec<Words>,
}

#[derive(Deserialize)]
pub struct Department {
    pub name: Words,
    #[serde(default)]
    pub aliases: Vec<Words>,
    #[serde(default)]
    pub formerly: Vec<Spanned<Former>>,
    pub kind: Spanned<DepartmentKind>,
    pub function: Option<Words>,
    pub part_of: Option<Words>,
    pub stands_for: Option<StandsFor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    pub name: String,
    pub from: Option<Day>,
    pub until: Option<Day>,
}

#[derive(Deserialize)]
pub struct Certification {
    pub name: Words,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub levels: Vec<Level>,
    pub granted_by: Option<String>,
    pub basis: Option<String>,
    #[serde(default)]
    pub implies: Vec<Implied>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    pub certification: Words,
    pub level: Option<Level>,
}

#[derive(Deserialize)]
pub struct Policy {
    pub title: Words,
    pub jurisdiction: Words,
    pub kind: PolicyKind,
    pub status: Status,
    pub checked_on: Option<Day>,
    pub issuer: Option<Issuer>,
    pub issued: Option<On>,
    pub known_since: Option<KnownSince>,
    pub valid_from: Option<ValidFrom>,
    pub valid_until: Option<On>,
    pub consultation: Option<Consultation>,
    pub doc_number: Option<DocNumber>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    pub body: Words,
    pub quote: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct On {
    pub on: Day,
    pub quote: Words,
}

/// A day on which somebody is known to have published the document, where the document itself names none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSince {
    pub on: Day,
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidFrom {
    pub on: Option<Day>,
    #[serde(default)]
    pub on_issue: bool,
    pub quote: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub quote: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocNumber {
    pub number: Words,
    pub quote: Words,
}

#[derive(Deserialize)]
pub struct ClauseRule {
    pub kind: ClauseRuleKind,
    pub quote: Words,
    #[serde(rename = "ref")]
    pub reference: Option<Words>,
    #[serde(default)]
    pub bodies: Vec<Words>,
    pub grade: Option<Grade>,
    pub kinds: Option<Spanned<Vec<IncentiveKind>>>,
    pub measures: Option<Vec<Words>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    pub evaluation: Words,
    pub grade: String,
}

#[derive(Deserialize)]
pub struct BlanketDuty {
    pub bodies: Vec<Words>,
    pub role: Role,
    pub from: Option<Words>,
    pub measures: Option<Spanned<Vec<Words>>>,
    pub quote: Words,
    #[serde(rename = "ref")]
    pub reference: Option<Words>,
}

#[derive(Deserialize)]
pub struct Amendment {
    #[serde(rename = "ref")]
    pub reference: Option<Words>,
    pub old: Words,
    pub new: Words,
    pub since: Option<Day>,
    pub quote: Words,
}

#[derive(Deserialize)]
pub struct NotAFact {
    #[serde(rename = "ref")]
    pub reference: Option<Words>,
    pub quote: Words,
    pub reason: String,
}

#[derive(Deserialize)]
pub struct Section {
    #[serde(rename = "ref")]
    pub reference: Words,
    pub heading: Option<Words>,
    pub at: Option<Words>,
}

#[derive(Deserialize)]
pub struct Measure {
    #[serde(rename = "ref")]
    pub reference: Words,
    pub heading: Option<Words>,
    pub at: Option<Words>,
    pub note: Option<Words>,
    #[serde(default)]
    pub lead: Vec<Spanned<Unit>>,
    #[serde(default)]
    pub responsible: Vec<Spanned<Unit>>,
    #[serde(default)]
    pub cooperating: Vec<Spanned<Unit>>,
    #[serde(default)]
    pub implementing: Vec<Spanned<Unit>>,
}

/// A body as a note writes it: its name, or `{ written = "…", body = "…" }` where the note shortens it.
pub struct Unit {
    pub written: String,
    pub body: String,
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Unit, D::Error> {
        struct UnitVisitor;

        impl<'de> Visitor<'de> for UnitVisitor {
            type Value = Unit;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a body's name, or `{ written = \"…\", body = \"…\" }`")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Unit, E> {
                Ok(Unit { written: name.to_owned(), body: name.to_owned() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Unit, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Pair {
                    written: String,
                    body: String,
                }
                let pair = Pair::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Unit { written: pair.written, body: pair.body })
            }
        }

        deserializer.deserialize_any(UnitVisitor)
    }
}

#[derive(Deserialize)]
pub struct Incentive {
    pub id: Words,
    pub kind: IncentiveKind,
    pub beneficiary: Option<Words>,
    pub quote: Words,
    pub pays: Option<Spanned<Pays>>,
}

#[derive(Deserialize)]
pub struct Tier {
    pub pays: Spanned<Pays>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pays {
    pub amount: Option<Words>,
    pub up_to: Option<Words>,
    pub at_least: Option<Words>,
    pub from: Option<Words>,
    pub to: Option<Words>,
    pub rate: Option<Words>,
    pub rate_to: Option<Words>,
    #[serde(default)]
    pub at_most: bool,
    pub of: Option<Words>,
    pub cap: Option<Words>,
    pub unstated: Option<Words>,
    #[serde(default)]
    pub once: bool,
    pub per: Option<String>,
    pub years: Option<u32>,
    pub payer: Option<Words>,
}

/// One condition. Exactly one key says what it is about; the others qualify it.
#[derive(Deserialize)]
pub struct Condition {
    pub certification: Option<Words>,
    pub level: Option<Level>,
    #[serde(default)]
    pub or_above: bool,
    pub recognised: Option<Recognised>,
    pub held_at: Option<Words>,
    pub event: Option<Words>,
    pub project: Option<Words>,
    pub metric: Option<Words>,
    pub at_least: Option<Words>,
    pub over: Option<Words>,
    pub at_most: Option<Words>,
    pub under: Option<Words>,
    #[serde(default)]
    pub first_time: bool,
    pub sector: Option<Words>,
    pub place: Option<Words>,
    pub beneficiary: Option<Beneficiary>,
    pub evaluation: Option<Words>,
    pub not_graded: Option<String>,
    pub received: Option<Words>,
    pub not_received: Option<Words>,
    pub from: Option<Words>,
    pub until: Option<Words>,
    pub discretion: Option<Words>,
    pub stated: Option<Words>,
}

#[derive(Deserialize)]
pub struct Target {
    pub metric: Words,
    pub value: Words,
    pub value_to: Option<Words>,
    pub unit: Words,
    pub bound: TargetBound,
    pub by: Option<Words>,
    pub within: Option<Words>,
    pub quote: Words,
}
