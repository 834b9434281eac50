//! What commands take from the outermost layer: the day, and the facts as a snapshot.

use crate::answers::{self, Snapshot};
use crate::facts::{self, Loaded};
use annotate_snippets::Renderer;
use jiff::Zoned;
use jiff::civil::Date;
use std::path::Path;
use std::time::SystemTime;

/// Today, where this machine is. With `today_since` the only look at a clock.
pub fn today() -> Date {
    Zoned::now().date()
}

/// Today, and when it began.
pub fn today_since() -> (Date, SystemTime) {
    let now = Zoned::now();
    (now.date(), now.start_of_day().map_or_else(|_| now.timestamp().into(), |midnight| midnight.timestamp().into()))
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
