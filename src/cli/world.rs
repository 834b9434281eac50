//! What commands take from the outermost layer: the day, and the facts as a snapshot.

use crate::answers::{self, Snapshot};
use crate::facts::{self, Loaded};
use annotate_snippets::Renderer;
use jiff::Zoned;
use jiff::civil::Date;
use std::path::Path;

/// Today, where this machine is. The only look at a clock.
pub fn today() -> Date {
    Zoned::now().date()
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
