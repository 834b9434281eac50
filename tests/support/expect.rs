//! Compares what was found with a file that says what is expected; `UPDATE=1` rewrites the file, and a person reads the diff.

#![expect(clippy::panic, reason = "a test that cannot go on says so")]

use similar::TextDiff;
use std::fs;
use std::path::{Path, PathBuf};

/// A path in the repository.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The difference between a file and what was found, or nothing. With `UPDATE=1` the file becomes what was found.
pub fn difference(file: &Path, found: &str) -> Option<String> {
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == found {
        return None;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(file, found).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        return None;
    }
    let name = file.strip_prefix(root("")).unwrap_or(file).display().to_string();
    let diff = TextDiff::from_lines(expected.as_str(), found);
    Some(diff.unified_diff().header(&name, "found").to_string())
}

/// Fails with all differences at once.
pub fn no_differences(differences: Vec<String>) {
    let count = differences.len();
    assert!(count == 0, "{}\n{count} differ from what is expected. Run again with UPDATE=1 if this is meant.", differences.join("\n"));
}
