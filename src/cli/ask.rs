//! `huiqi ask`: runs a saved query and prints its rows.

use super::{eligibility, world};
use crate::api::context;
use crate::api::deadline::Deadline;
use crate::api::engine::{Data, Engine, GraphqlRequest};
use crate::api::error::ApiError;
use crate::api::limits::Limits;
use crate::api::saved::SavedQuery;
use crate::api::schema;
use crate::model::day::day;
use crate::model::policy::Standing;
use crate::table::{Csv, Table};
use clap::{Args, ValueEnum};
use comfy_table::{Attribute, Cell, Color, ContentArrangement};
use jiff::civil::Date;
use serde_json::Value;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Run a saved query and print its rows; without a name, list the saved queries.
#[derive(Args)]
pub struct Ask {
    /// The name of a saved query, such as who-handles.
    query: Option<String>,
    /// A variable of the query, as name=value; a list takes its name several times.
    #[arg(long = "variable", short = 'v', value_name = "NAME=VALUE", value_parser = pair)]
    variables: Vec<(String, String)>,
    /// For `eligibility`: the file with the profile, TOML or JSON; one profile, or a list under `enterprise`.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// For `eligibility` with a profile: documents that stand so on the day, several times for several; those in force if left out.
    #[arg(long, value_enum)]
    standing: Vec<Stands>,
    /// For `eligibility` with a profile: refused claims of other places too.
    #[arg(long)]
    all: bool,
    /// For `eligibility` with a profile: one claim in full, by the id of its tier or words that only its id holds: why, why not, what would change that.
    #[arg(long, value_name = "TIER")]
    why: Option<String>,
    /// How to print the rows.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// The facts folder.
    #[arg(long, env = "HUIQI_FACTS", value_name = "DIR", default_value = "facts")]
    facts: PathBuf,
    /// The day that stands for asOf where it is left out, as 2025-12-31; if left out, the day that a profile's file names as `as_of`, or today.
    #[arg(long, visible_alias = "as-of", value_name = "DAY", value_parser = a_day)]
    today: Option<Date>,
    #[command(flatten)]
    clock: world::Clock,
}

/// Where a document stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stands {
    InForce,
    Draft,
    NotYet,
    Ended,
    Repealed,
}

impl From<Stands> for Standing {
    fn from(stands: Stands) -> Standing {
        match stands {
            Stands::InForce => Standing::InForce,
            Stands::Draft => Standing::Draft,
            Stands::NotYet => Standing::NotYet,
            Stands::Ended => Standing::Ended,
            Stands::Repealed => Standing::Repealed,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// An array of flat objects.
    Json,
    /// An object a line.
    Ndjson,
    /// Comma-separated values, as RFC 4180 has them.
    Csv,
    /// A file of Apache Arrow, typed columns.
    Arrow,
    /// A file of Apache Parquet, typed columns.
    Parquet,
    /// A workbook of Excel.
    Xlsx,
}

impl Format {
    /// The file to write; nothing for what is printed for people.
    fn file(self) -> Option<crate::table::Format> {
        use crate::table::Format as File;
        Some(match self {
            Format::Table => return None,
            Format::Json => File::Json,
            Format::Ndjson => File::Ndjson,
            Format::Csv => File::Csv,
            Format::Arrow => File::Arrow,
            Format::Parquet => File::Parquet,
            Format::Xlsx => File::Xlsx,
        })
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write a variable as name=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn a_day(text: &str) -> Result<Date, String> {
    day(text).ok_or_else(|| "write a day as 2025-12-31".to_owned())
}

impl Ask {
    pub fn run(self) -> ExitCode {
        if let Err(error) = self.fits_together() {
            anstream::eprintln!("huiqi: {error}");
            return ExitCode::from(2);
        }
        let Some(name) = &self.query else {
            list();
            return ExitCode::SUCCESS;
        };
        if let Some(file) = &self.profile {
            return ended(self.eligibility(file));
        }
        let query = match SavedQuery::named(name) {
            Ok(query) => query,
            Err(error) => {
                anstream::eprintln!("huiqi: {}", error.message);
                return ExitCode::from(2);
            }
        };
        ended(self.table(&query).and_then(|table| self.print(&table)))
    }

    /// Flags that would change nothing are refused: who gives one expects that it does.
    fn fits_together(&self) -> Result<(), &'static str> {
        let is_eligibility = self.query.as_deref() == Some("eligibility");
        match (&self.profile, &self.why) {
            (Some(_), _) if !is_eligibility || !self.variables.is_empty() => {
                Err("--profile goes with `eligibility` alone, and without variables: the file says it all")
            }
            (Some(_), Some(_)) if self.format != Format::Table => Err("--why prints a tree for people; leave --format out"),
            (Some(_), Some(_)) if self.all => Err("--why prints one claim, whatever its outcome; leave --all out"),
            (None, Some(_)) => Err("--why goes with `eligibility` and --profile <FILE>"),
            (None, None) if !self.standing.is_empty() => {
                Err("--standing goes with `eligibility` and --profile <FILE>; a saved query takes it as a variable: -v standing=DRAFT")
            }
            (None, None) if self.all => Err("--all goes with `eligibility` and --profile <FILE>; a saved query gives all of its rows"),
            _ => Ok(()),
        }
    }

    fn print(&self, table: &Table) -> Result<(), String> {
        let Some(format) = self.format.file() else {
            print_table(table);
            return Ok(());
        };
        let bytes = format.write(self.query.as_deref().unwrap_or_default(), table, Csv::default())?;
        let mut out = std::io::stdout().lock();
        if !format.is_text() && out.is_terminal() {
            return Err(format!("a {} file is not for a terminal; send it to a file with > rows.{}", format.ending(), format.ending()));
        }
        let written = out.write_all(&bytes).and_then(|()| if format == crate::table::Format::Json { out.write_all(b"\n") } else { Ok(()) });
        written.and_then(|()| out.flush()).map_err(|error| format!("the rows could not be written: {error}"))
    }

    fn eligibility(&self, file: &Path) -> Result<(), String> {
        let standings: Vec<Standing> = self.standing.iter().copied().map(Into::into).collect();
        let standings = if standings.is_empty() { vec![Standing::InForce] } else { standings };
        let question = eligibility::Question { file, facts: &self.facts, day: self.today, clock: &self.clock, standings: &standings, all: self.all };
        let answer = eligibility::Answer::to(&question)?;
        match (&self.why, self.format) {
            (Some(words), _) => anstream::print!("{}", answer.why(words)?),
            (None, Format::Table) => answer.print(),
            (None, _) => self.print(&answer.table())?,
        }
        Ok(())
    }

    fn table(&self, query: &SavedQuery) -> Result<Table, String> {
        let engine = Engine::new(schema::builder(), Limits::DEFAULT)?;
        let variables = engine.variables(query, &self.variables).map_err(|errors| told(&errors))?;
        let request = GraphqlRequest { query: query.text.to_owned(), variables, ..GraphqlRequest::default() };
        let prepared = engine.prepare(request).map_err(|errors| told(&errors))?;
        let snapshot = Arc::new(world::snapshot(&self.facts)?);
        let mut data = Data::default();
        data.insert(context::Ask { snapshot, today: self.today.unwrap_or_else(|| self.clock.today()) });
        let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
        runtime.block_on(engine.table(prepared, data, Deadline::NEVER)).map_err(|error| error.message)
    }
}

/// The exit status, and on standard error what went wrong.
fn ended(printed: Result<(), String>) -> ExitCode {
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("huiqi: {error}");
            ExitCode::from(1)
        }
    }
}

/// Several refusals, a line each.
fn told(errors: &[ApiError]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("\n       ")
}

/// What can be asked, and with which variables.
fn list() {
    for query in SavedQuery::all() {
        anstream::println!("{}\n    {}", query.name, query.says());
        for variable in query.variables().unwrap_or_default() {
            let required = if variable.required { ", required" } else { "" };
            anstream::println!("      -v {}=…  ({}{required})  {}", variable.name, variable.kind, variable.says);
        }
    }
}

fn print_table(table: &Table) {
    if table.rows.is_empty() {
        anstream::eprintln!("no rows: nothing in the facts fits");
    }
    // A pipe gets a line a row and tabs between cells, to be cut and searched.
    if !std::io::stdout().is_terminal() {
        anstream::println!("{}", table.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join("\t"));
        for row in &table.rows {
            anstream::println!("{}", row.iter().map(text).collect::<Vec<_>>().join("\t"));
        }
        return;
    }
    let mut printed = comfy_table::Table::new();
    printed.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    printed.set_header(table.columns.iter().map(|column| Cell::new(&column.name).add_attribute(Attribute::Bold).fg(Color::Cyan)));
    for row in &table.rows {
        printed.add_row(row.iter().map(|value| Cell::new(text(value))));
    }
    anstream::println!("{}", printed.trim_fmt());
    anstream::eprintln!("{} row{}", table.rows.len(), if table.rows.len() == 1 { "" } else { "s" });
}

/// A cell on one line.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
