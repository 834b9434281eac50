//! The habits that ARCHITECTURE.md and CONTRIBUTING.md state, held by reading the sources: one direction, small files, a header on each, no orphans.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use support::expect::root;
use support::folder;

/// A layer imports only from those before it. `serve` and `cli` stand side by side, save that the command `serve` starts the server.
const LAYERS: [&str; 10] = ["model", "text", "facts", "rules", "graph", "answers", "table", "api", "serve", "cli"];

/// Words of source code, and the one layer that may use them.
const KNOWN_TO_ONE: [(&[&str], &str); 6] = [
    (&["std::fs", "fs::read", "fs::File"], "facts"),
    (&["crepe"], "rules"),
    (&["petgraph", "rust_sugiyama"], "graph"),
    (&["arrow_array", "parquet", "rust_xlsxwriter", "rusqlite"], "table"),
    (&["async_graphql", "apollo_compiler"], "api"),
    (&["axum", "tower", "tower_http"], "serve"),
];

/// A source file: its path from `src/` on, and its lines of code, without comments.
struct Source {
    path: String,
    text: String,
    code: Vec<(usize, String)>,
}

impl Source {
    /// The first part of its path: `facts` for `facts.rs` and for `facts/source.rs`.
    fn layer(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

fn sources() -> Vec<Source> {
    let src = root("src");
    let rust = folder::files(&src).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file is UTF-8");
        let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
        let code = (1..).zip(text.lines().map(code)).collect();
        Source { path: path.strip_prefix(&src).expect("under src").display().to_string(), text, code }
    };
    rust.map(read).collect()
}

fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}

#[test]
fn layers_import_from_the_left_only() {
    let mut found = Vec::new();
    for source in sources() {
        let Some(rank) = LAYERS.iter().position(|layer| *layer == source.layer()) else { continue };
        for (number, line) in &source.code {
            for rest in line.split("crate::").skip(1) {
                let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let other = LAYERS.iter().position(|layer| *layer == word);
                if other.is_none() || other > Some(rank) {
                    found.push(format!("src/{}:{number}: {}", source.path, line.trim()));
                }
            }
        }
    }
    none(found, "a layer imports from a layer to its right, or several at once");
}

#[test]
fn each_library_is_known_to_one_layer() {
    let mut found = Vec::new();
    for source in sources() {
        for (words, owner) in KNOWN_TO_ONE.iter().filter(|(_, owner)| *owner != source.layer()) {
            for (number, line) in &source.code {
                let is_word = |word: &&&str| line.split(|c: char| !(c.is_alphanumeric() || "_:".contains(c))).any(|part| begins(part, word));
                if words.iter().any(|word| is_word(&word)) {
                    found.push(format!("src/{}:{number}: {} (only {owner}): {}", source.path, words.join(", "), line.trim()));
                }
            }
        }
    }
    none(found, "a library is used outside the layer that knows it");
}

/// Whether a path in code is a word, or leads into it.
fn begins(path: &str, word: &str) -> bool {
    path.trim_start_matches(':').strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':') || word.contains("::"))
}

#[test]
fn files_are_small() {
    let mut sizes: Vec<(usize, String)> = sources().into_iter().map(|source| (source.text.lines().count(), source.path)).collect();
    sizes.sort();
    let at = |share: usize| sizes[(sizes.len() - 1) * share / 100].0;
    assert!(at(50) <= 120, "half of the files have more than {} lines", at(50));
    assert!(at(90) <= 350, "a tenth of the files have more than {} lines", at(90));
    none(sizes.into_iter().filter(|(lines, _)| *lines > 500).map(|(lines, path)| format!("{path}: {lines}")).collect(), "files over 500 lines");
}

/// All Rust files: sources, tests, benches.
fn rust_files() -> Vec<PathBuf> {
    let folders = ["src", "tests", "benches", "examples"].map(root);
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| folder::files(folder));
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs") && !path.components().any(|part| part.as_os_str() == "node_modules"))
        .collect()
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = rust_files().into_iter().filter(|path| !fs::read_to_string(path).expect("a Rust file").starts_with("//! "));
    none(silent.map(|path| path.display().to_string()).collect(), "files without a `//!` sentence on top");
}

/// `src/a/b.rs` is declared by `mod b` in `src/a.rs` (or `src/a/mod.rs`).
#[test]
fn every_source_is_a_module_of_its_parent() {
    let sources = sources();
    let mut orphans = Vec::new();
    for source in &sources {
        let path = Path::new(&source.path);
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let parent = if folder.is_empty() { "lib.rs".to_owned() } else { format!("{folder}.rs") };
        let declared = |line: &str| {
            let line = line.trim().trim_start_matches("pub ").trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ");
            line.strip_prefix("mod ").is_some_and(|rest| rest.trim_end_matches(';') == stem)
        };
        let is_root = folder.is_empty() && matches!(stem, "lib" | "main");
        let is_declared = sources.iter().any(|other| other.path == parent && other.code.iter().any(|(_, line)| declared(line)));
        if !is_root && !is_declared {
            orphans.push(format!("src/{} is not declared in src/{parent}", source.path));
        }
    }
    none(orphans, "files that no module declares");
}

#[test]
fn the_root_stays_visible_at_a_glance() {
    let entries = fs::read_dir(root("")).expect("the root").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let shown: BTreeSet<String> = entries.filter(|name| !name.starts_with('.') && name != "target" && name != "node_modules").collect();
    assert!(shown.len() <= 15, "{} entries: {shown:?}", shown.len());
    for needed in ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "schema.graphql"] {
        assert!(shown.contains(needed), "{needed} is missing");
    }
}

#[test]
fn no_place_is_called_after_nothing() {
    let empty = ["utils", "util", "helpers", "misc", "common", "manager"];
    let named = |path: &PathBuf| empty.iter().any(|word| path.file_stem().is_some_and(|stem| stem == *word) || path.iter().any(|part| part == *word));
    none(rust_files().into_iter().filter(named).map(|path| path.display().to_string()).collect(), "names that say nothing");
}

/// A lint that is silenced says why, and complains when it no longer has to be.
#[test]
fn lints_are_silenced_with_a_reason() {
    let mut found = Vec::new();
    for path in rust_files() {
        for (number, line) in (1..).zip(fs::read_to_string(&path).expect("a Rust file").lines()) {
            let line = line.trim();
            let silences = line.starts_with("#[allow(") || line.starts_with("#![allow(");
            if silences || (line.starts_with("#[expect(") || line.starts_with("#![expect(")) && line.ends_with(")]") && !line.contains("reason") {
                found.push(format!("{}:{number}: {line}", path.display()));
            }
        }
    }
    none(found, "write `#[expect(…, reason = \"…\")]`");
}

/// Links of the documents, and paths between backticks, lead somewhere.
#[test]
fn documents_name_only_files_that_exist() {
    let mut found = Vec::new();
    let roots = ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    for document in roots.into_iter().chain(["facts/README.md", "facts/SOURCES.md", "docs/clients.md", "docs/http.md", "docs/performance.md"]) {
        let text = fs::read_to_string(root(document)).expect("a document");
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let links = links.filter(|link| !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:"));
        let missing = links.filter(|link| !root("").join(folder).join(link).exists()).map(str::to_owned);
        found.extend(missing.map(|link| format!("{document}: {link}")));
        let quoted = text.split('`').skip(1).step_by(2);
        let is_path =
            |words: &&str| ["src/", "tests/", "facts/", "queries/", "docs/", "benches/", ".ci/"].iter().any(|start| words.starts_with(start));
        let is_plain = |words: &&str| !words.contains(['<', '*', ' ', '{', '…']);
        let missing = quoted.filter(is_path).filter(is_plain).filter(|path| !root(path).exists());
        found.extend(missing.map(|path| format!("{document}: {path}")));
    }
    none(found, "documents name what is not there");
}
