//! What stands in a facts folder: the files that are read, and those that nothing reads. A file with a wrong name is never silently left out.

use super::names::closest;
use super::problem::{Code, Problem, Problems};
use super::source::{list, nothing};
use std::path::Path;

/// The files of every facts folder.
pub const FILES: [&str; 4] = ["jurisdictions.csv", "functions.toml", "terms.toml", "zones.toml"];

/// The folders of every facts folder, and the endings of what they hold.
pub const FOLDERS: [(&str, &[&str]); 3] = [("departments", &[".toml"]), ("certifications", &[".toml"]), ("policies", &[".toml", ".txt"])];

/// Reports folders that are missing, and files and folders that nothing reads. Notes for people (`.md`) may stand anywhere.
pub fn check(dir: &Path, problems: &mut Problems) {
    let known: Vec<&str> = FILES.into_iter().chain(FOLDERS.map(|(folder, _)| folder)).collect();
    for name in list(dir, "", "").iter().map(|path| path.trim_start_matches('/')) {
        // `enterprises` holds examples of who may ask; facts can do without.
        if !known.contains(&name) && name != "enterprises" && !name.ends_with(".md") {
            problems.push(misplaced(name, closest(name, known.iter().copied())));
        }
    }
    for (folder, endings) in FOLDERS {
        if !dir.join(folder).is_dir() {
            let problem = Problem::new(Code::Unreadable, format!("the folder `{folder}` is not there")).at(&nothing(folder), 0..0, "");
            problems.push(problem.help("`facts/README.md` says which folders there are and what they hold"));
        }
        for path in list(dir, folder, "") {
            if !endings.iter().chain(&[".md"]).any(|ending| path.ends_with(ending)) || dir.join(&path).is_dir() {
                problems.push(misplaced(&path, None));
            }
        }
    }
}

fn misplaced(path: &str, near: Option<&str>) -> Problem {
    let problem = Problem::new(Code::Misplaced, format!("nothing reads `{path}`")).at(&nothing(path), 0..0, "");
    match near {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("`facts/README.md` says which files there are; take it out, or give it its right name and ending"),
    }
}
