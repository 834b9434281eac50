//! Folders of facts for one test: a good one, and a case that makes it bad in one place.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What a case does to the good facts, beside the files that it lays over them: `case.toml`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Words of a file that become others. They must stand there exactly once.
    #[serde(default)]
    edit: Vec<Edit>,
    #[serde(default)]
    remove: Vec<String>,
    /// Files that grow to so many bytes.
    #[serde(default)]
    grow: BTreeMap<String, u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    old: String,
    new: String,
}

/// A copy of `good` with a case laid over it. It is gone when the value is.
pub fn laid_over(good: &Path, case: &Path) -> TempDir {
    let dir = TempDir::new().expect("a folder for temporary files");
    copy(good, dir.path());
    let text = fs::read_to_string(case.join("case.toml")).unwrap_or_default();
    let changes: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    for Edit { file, old, new } in changes.edit {
        let path = dir.path().join(&file);
        let before = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {file}: {error}", case.display()));
        assert_eq!(before.matches(&old).count(), 1, "{}: the words to edit must stand in {file} once: {old}", case.display());
        fs::write(path, before.replace(&old, &new)).expect("an edited file");
    }
    for file in changes.remove {
        let path = dir.path().join(file);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("a file to remove");
    }
    for (file, bytes) in changes.grow {
        File::options().write(true).open(dir.path().join(file)).and_then(|file| file.set_len(bytes)).expect("a file that grows");
    }
    for path in files(case) {
        let name = path.strip_prefix(case).expect("a file of the case");
        if !matches!(name.to_str(), Some("case.toml" | "expected.txt")) {
            let to = dir.path().join(name);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder of the case");
            fs::copy(&path, to).expect("a file of the case");
        }
    }
    dir
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(path.strip_prefix(from).expect("a file in the folder"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(&path, target).expect("a copy");
    }
}

/// All files under a folder, sorted.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display())) {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The folders directly under a folder, sorted, without those that begin with `_`.
pub fn cases(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(dir).expect("a folder of cases").map(|entry| entry.expect("a case").path()).collect();
    found.retain(|path| path.is_dir() && !name(path).starts_with('_'));
    found.sort();
    found
}

/// The last part of a path.
pub fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
