//! `huiqi ask eligibility --profile FILE`: a table that a clerk can read, and what to ask next.

use super::{why, world};
use crate::answers::bundle::{bundle, claims};
use crate::answers::eligibility::{Estimate, Report, State, report};
use crate::answers::{Snapshot, handlers};
use crate::facts::profile::{self, ProfileFile, ProfileProblem};
use crate::model::ids::TierId;
use crate::model::incentive::{Beneficiary, Condition};
use crate::model::money::Money;
use crate::model::policy::Standing;
use crate::model::profile::{Outcome, Profile};
use crate::table::{Column, Kind, Table};
use comfy_table::{Attribute, Cell, Color, ContentArrangement};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::Path;

/// What is asked: whose profile, on which day, against documents that stand how.
pub struct Question<'q> {
    pub file: &'q Path,
    pub facts: &'q Path,
    /// Asked for; the file's own day, or today, if left out.
    pub day: Option<Date>,
    pub clock: &'q world::Clock,
    pub standings: &'q [Standing],
    /// Refused claims too.
    pub all: bool,
}

/// The reports on the enterprises of a file, with what they were read from.
pub struct Answer {
    snapshot: Snapshot,
    reports: Vec<Report>,
    all: bool,
}

impl Answer {
    /// Fails with what is wrong with the file, all of it.
    pub fn to(question: &Question) -> Result<Answer, String> {
        let snapshot = world::snapshot(question.facts)?;
        let file = ProfileFile::open(question.file)?;
        let day = question.day.or(file.as_of).unwrap_or_else(|| question.clock.today());
        let profiles = profiles(&snapshot, question, &file, day)?;
        let reports = profiles.into_iter().map(|profile| report(&snapshot, profile, day, question.standings)).collect();
        Ok(Answer { snapshot, reports, all: question.all })
    }

    /// One claim of each enterprise as a tree.
    pub fn why(&self, words: &str) -> Result<String, String> {
        let counted: Vec<TierId> = self.reports.first().map(|report| report.outcomes().iter().map(|(tier, _)| *tier).collect()).unwrap_or_default();
        let tier = why::tier(&self.snapshot, words, &counted)?;
        Ok(self.reports.iter().map(|report| why::tree(&self.snapshot, report, tier) + "\n").collect())
    }

    /// All rows under typed columns, for machines.
    pub fn table(&self) -> Table {
        let columns = COLUMNS.map(|(name, kind, says)| Column { name: name.to_owned(), kind, says: says.to_owned(), required: false });
        let rows = self.reports.iter().flat_map(|report| self.rows(report).into_iter().map(|row| row.values(report))).collect();
        Table { columns: columns.into(), rows }
    }

    /// Prints the rows for people: a table of each enterprise in a terminal, a line a row with tabs between cells into a pipe, to be cut and searched.
    pub fn print(&self) {
        let is_terminal = std::io::stdout().is_terminal();
        if !is_terminal {
            anstream::println!("enterprise\toutcome\t{}", COLUMNS.iter().skip(2).take(6).map(|(name, ..)| *name).collect::<Vec<_>>().join("\t"));
        }
        for report in &self.reports {
            let rows = self.rows(report);
            if is_terminal {
                head(&self.snapshot, report);
                anstream::println!("{}", drawn(&rows).trim_fmt());
                tail(&self.snapshot, report);
            } else {
                let id = report.profile.id.as_deref().unwrap_or_default();
                rows.iter().for_each(|row| anstream::println!("{id}\t{}\t{}", mark(row.outcome).0, row.cells().join("\t")));
            }
        }
    }

    /// Claims that stand first, those that fail last. Says on standard error if there are none.
    fn rows(&self, report: &Report) -> Vec<Row> {
        let rows = rows(&self.snapshot, report, self.all);
        if rows.is_empty() {
            anstream::eprintln!(
                "no document that counts on {} speaks to this enterprise; --standing draft asks drafts too, --today another day",
                report.as_of
            );
        }
        rows
    }
}

/// The profiles of a file: one, or a list under `enterprise`. Fails with what is wrong with all of them.
fn profiles(snapshot: &Snapshot, question: &Question, file: &ProfileFile, day: Date) -> Result<Vec<Profile>, String> {
    let (mut profiles, mut wrong) = (Vec::new(), Vec::new());
    for (number, value) in file.profiles.iter().enumerate() {
        let place = if file.profiles.len() > 1 { format!("enterprise[{number}].") } else { String::new() };
        match profile::read(&snapshot.model, &snapshot.names, value, day) {
            Ok(profile) => profiles.push(profile),
            Err(problems) => wrong.extend(problems.into_iter().map(|problem| ProfileProblem { path: format!("{place}{}", problem.path), ..problem })),
        }
    }
    if wrong.is_empty() { Ok(profiles) } else { Err(format!("`{}`:\n{}", question.file.display(), ProfileProblem::lines(&wrong))) }
}

fn head(snapshot: &Snapshot, report: &Report) {
    let place = report.profile.place.map_or("place unknown", |place| snapshot.model[place].name.as_str());
    anstream::println!("{} ({place}), {}", report.profile.name.as_deref().unwrap_or("an enterprise"), report.as_of);
}

/// The mark of an outcome, and its colour.
pub fn mark(outcome: Outcome) -> (&'static str, Color) {
    match outcome {
        Outcome::Eligible => ("✓", Color::Green),
        Outcome::Discretionary => ("◇", Color::Cyan),
        Outcome::Unknown => ("?", Color::Yellow),
        Outcome::Ineligible => ("✗", Color::Red),
    }
}

/// A claim.
struct Row {
    outcome: Outcome,
    what: String,
    estimate: Estimate,
    units: Vec<String>,
    clause: String,
    because: String,
    tier: String,
}

/// Units that a line has room for.
const UNITS_SHOWN: usize = 3;

impl Row {
    /// What people see, after the outcome.
    fn cells(&self) -> [String; 6] {
        let shown = self.units.get(..UNITS_SHOWN).unwrap_or(&self.units);
        let more = self.units.len() - shown.len();
        let units = shown.join("、") + &if more > 0 { format!(" (+{more})") } else { String::new() };
        [self.what.clone(), amount(&self.estimate), units, self.clause.clone(), self.because.clone(), self.tier.clone()]
    }

    /// In the order of the columns.
    fn values(self, report: &Report) -> Vec<Value> {
        let yuan = |sum: Option<Money>| sum.and_then(|sum| serde_json::from_str(&sum.to_string()).ok()).unwrap_or_default();
        let Estimate { minimum, maximum, .. } = self.estimate;
        vec![
            report.profile.id.clone().into(),
            format!("{:?}", self.outcome).to_uppercase().into(),
            self.what.into(),
            yuan(minimum.filter(|_| minimum == maximum)),
            self.units.join(";").into(),
            self.clause.into(),
            self.because.into(),
            self.tier.into(),
            yuan(maximum),
        ]
    }
}

/// The columns for machines, and what stands in them.
const COLUMNS: [(&str, Kind, &str); 9] = [
    ("enterprise", Kind::Text, "The id of the enterprise; null if it has none."),
    ("outcome", Kind::Text, "ELIGIBLE, DISCRETIONARY, UNKNOWN or INELIGIBLE."),
    ("what", Kind::Text, "What the tier asks for."),
    ("amount", Kind::Decimal(2), "What it pays, in yuan; null if it may be more or less, or no sum is known."),
    ("unit_in_charge", Kind::Text, "The units that the note of the measure names, with `;` between them."),
    ("clause", Kind::Text, "The id of the measure."),
    ("because", Kind::Text, "What the outcome rests on, what is missing, or what would change it."),
    ("tier", Kind::Text, "The id of the tier."),
    ("maximum", Kind::Decimal(2), "The most that it can pay, in yuan; null if nothing bounds it or no sum is known."),
];

const HEADER: [&str; 7] = ["", "what", "amount", "unit in charge", "clause", "because", "tier"];

fn rows(snapshot: &Snapshot, report: &Report, all: bool) -> Vec<Row> {
    let model = &snapshot.model;
    let row = |tier: TierId, outcome| {
        let clause = model[model[model[tier].incentive].measure].key.clone();
        let estimate = report.estimate(snapshot, tier);
        let because = because(snapshot, report, tier, outcome);
        Row { outcome, what: what(snapshot, tier), estimate, units: units(snapshot, report, tier), clause, because, tier: model[tier].key.clone() }
    };
    let outcomes = [Outcome::Eligible, Outcome::Discretionary, Outcome::Unknown, Outcome::Ineligible];
    let shown = |outcome, tier| all || outcome != Outcome::Ineligible || near(snapshot, report, tier);
    outcomes
        .into_iter()
        .flat_map(|outcome| report.listed(model, outcome).into_iter().filter(move |&tier| shown(outcome, tier)).map(move |tier| row(tier, outcome)))
        .collect()
}

fn drawn(rows: &[Row]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(HEADER.map(|name| Cell::new(name).add_attribute(Attribute::Bold)));
    for row in rows {
        let (mark, colour) = mark(row.outcome);
        table.add_row(std::iter::once(Cell::new(mark).fg(colour)).chain(row.cells().map(Cell::new)));
    }
    table
}

/// Refused, but by a document that speaks to the enterprise.
fn near(snapshot: &Snapshot, report: &Report, tier: TierId) -> bool {
    report.conditions(snapshot, tier).first().is_none_or(|territory| territory.state != State::Fails)
}

/// What a tier asks for, as far as it tells tiers apart; for whom the incentive is, otherwise. Most are for enterprises, which is left out.
fn what(snapshot: &Snapshot, tier: TierId) -> String {
    let model = &snapshot.model;
    let incentive = &model[model[tier].incentive];
    let telling = model[tier].conditions.iter().filter(|condition| !matches!(condition, Condition::Beneficiary(Beneficiary::Enterprise)));
    let said: Vec<String> = telling.map(|condition| condition.says(model)).collect();
    if said.is_empty() { incentive.beneficiary.clone().unwrap_or_else(|| incentive.key.clone()) } else { said.join("; ") }
}

fn amount(estimate: &Estimate) -> String {
    match (estimate.minimum, estimate.maximum) {
        (None, None) => "not stated".to_owned(),
        (Some(low), Some(high)) if low == high => low.chinese(),
        (Some(low), Some(high)) if low.fen() == 0 => format!("up to {}", high.chinese()),
        (Some(low), Some(high)) => format!("{}–{}", low.chinese(), high.chinese()),
        (Some(low), None) if low.fen() == 0 => estimate.rests_on.join("; "),
        (Some(low), None) => format!("from {}", low.chinese()),
        (None, Some(high)) => format!("up to {}", high.chinese()),
    }
}

/// The units that the note names, each once, those for the enterprise's own county in the place of a collective name.
fn units(snapshot: &Snapshot, report: &Report, tier: TierId) -> Vec<String> {
    let measure = snapshot.model[snapshot.model[tier].incentive].measure;
    let mut told = HashSet::new();
    let all = handlers(snapshot, measure, report.profile.place).into_iter();
    all.filter(|&index| told.insert(snapshot.responsible(index).department)).map(|index| snapshot.as_written(index).to_owned()).collect()
}

fn because(snapshot: &Snapshot, report: &Report, tier: TierId, outcome: Outcome) -> String {
    let conditions = report.conditions(snapshot, tier);
    let with = |state| conditions.iter().filter(move |result| result.state == state).map(|result| result.says.clone()).collect::<Vec<_>>().join("; ");
    match outcome {
        Outcome::Eligible => report.estimate(snapshot, tier).rests_on.join("; "),
        Outcome::Discretionary => with(State::Discretion),
        Outcome::Unknown => conditions.iter().flat_map(|result| result.missing.clone()).collect::<Vec<_>>().join("; "),
        Outcome::Ineligible => match report.ways_in(snapshot, tier).first() {
            Some(way) => way.changes.iter().map(|change| format!("{}: {}", change.condition.says, change.says)).collect::<Vec<_>>().join("; "),
            None => with(State::Fails),
        },
    }
}

fn tail(snapshot: &Snapshot, report: &Report) {
    let count = |outcome| report.with(outcome).count();
    anstream::println!(
        "✓ {}  ◇ {}  ? {}  ✗ {}",
        count(Outcome::Eligible),
        count(Outcome::Discretionary),
        count(Outcome::Unknown),
        count(Outcome::Ineligible)
    );
    let bundle = bundle(snapshot, &claims(snapshot, report));
    if bundle.total > 0 {
        anstream::println!("together at most {}, counting what is eligible and has a figure", Money::from_fen(bundle.total).chinese());
    }
    for lost in &bundle.displaced {
        let by: Vec<&str> = lost.by.iter().map(|(tier, _)| snapshot.model[*tier].key.as_str()).collect();
        anstream::println!("not beside it: {}, displaced by {}", snapshot.model[lost.tier].key, by.join(", "));
    }
    for question in report.questions(snapshot).iter().take(5) {
        let worth = if question.worth.fen() > 0 { format!(", worth up to {}", question.worth.chinese()) } else { String::new() };
        anstream::println!("ask next: {} (settles {}{worth})", question.missing, question.settles.len());
    }
    anstream::println!();
}
