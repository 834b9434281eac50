//! What commands take from the outermost layer: the day, and the facts as a snapshot.

use crate::answers::{self, Snapshot};
use crate::facts::{self, Loaded};
use annotate_snippets::Renderer;
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::Path;
use std::time::SystemTime;

/// The clock that says which day it is. The only look at one.
#[derive(Args, Clone)]
pub struct Clock {
    /// The time zone whose day is today, such as UTC; `system` is this machine's. The policies are Chinese law.
    #[arg(long, env = "HUIQI_TIME_ZONE", value_name = "ZONE", default_value = CHINA, value_parser = zone)]
    time_zone: TimeZone,
}

impl Clock {
    pub fn today(&self) -> Date {
        self.today_since().0
    }

    /// Today, and when it began.
    pub fn today_since(&self) -> (Date, SystemTime) {
        let now = Timestamp::now().to_zoned(self.time_zone.clone());
        (now.date(), now.start_of_day().map_or_else(|_| now.timestamp().into(), |midnight| midnight.timestamp().into()))
    }
}

const CHINA: &str = "Asia/Shanghai";

/// China keeps one time all year, which needs no list of zones on the machine.
fn zone(name: &str) -> Result<TimeZone, String> {
    match name {
        "system" => Ok(TimeZone::system()),
        CHINA => Ok(TimeZone::fixed(jiff::tz::offset(8))),
        other => TimeZone::get(other).map_err(|error| format!("write a name of the IANA database, such as {CHINA}, or `system` ({error})")),
    }
}

/// The facts of a folder as a snapshot. Bad facts are shown on standard error and never answered from.
pub fn snapshot(dir: &Path) -> Result<Snapshot, String> {
    if !dir.is_dir() {
        return Err(format!("`{}` is not a folder; say where the facts are with --facts", dir.display()));
    }
    std::thread::spawn(answers::warm_up);
    let loaded = facts::load(dir);
    show(&loaded);
    match loaded.problems.len() {
        0 => Snapshot::build(loaded),
        count => Err(format!(
            "the facts in `{}` have {count} problem{}; mend them, and look again with `huiqi check`",
            dir.display(),
            if count == 1 { "" } else { "s" }
        )),
    }
}

/// Prints every problem as rustc prints an error.
pub fn show(loaded: &Loaded) {
    let renderer = Renderer::styled();
    for problem in &loaded.problems {
        anstream::eprintln!("{}\n", problem.render(&renderer));
    }
}
