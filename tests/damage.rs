//! Facts with bytes changed, lines lost and ends cut off: loading never panics, and what loads without a problem still has all its words.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

mod support;

use annotate_snippets::Renderer;
use huiqi::facts::{self, Loaded};
use proptest::prelude::*;
use proptest::sample::Index;
use std::fs;
use std::path::Path;
use support::expect::root;
use support::folder;
use tempfile::TempDir;

/// One thing that may happen to a file.
#[derive(Debug, Clone)]
enum Change {
    CutOff(Index),
    Replace(Index, u8),
    /// Bytes that mean something somewhere: brackets, quotes, digits, full-width signs, what is not UTF-8.
    Insert(Index, &'static [u8]),
    DropLine(Index),
    RepeatLine(Index),
    SwapLines(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    const PIECES: [&[u8]; 18] = [
        b"\"",
        b"[",
        b"]]",
        b"{",
        b"=",
        b"\n",
        b"#",
        b"'''",
        b"0",
        b"-",
        b",",
        b"\xff",
        b"\x00",
        b"\xef\xbb\xbf",
        "（".as_bytes(),
        "万元".as_bytes(),
        "分别".as_bytes(),
        "(责任单位:".as_bytes(),
    ];
    prop_oneof![
        1 => any::<Index>().prop_map(Change::CutOff),
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Replace(at, byte)),
        3 => (any::<Index>(), prop::sample::select(&PIECES[..])).prop_map(|(at, piece)| Change::Insert(at, piece)),
        3 => any::<Index>().prop_map(Change::DropLine),
        2 => any::<Index>().prop_map(Change::RepeatLine),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Change::SwapLines(a, b)),
    ]
}

fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let size = bytes.len();
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    let count = lines.len();
    match change {
        Change::DropLine(at) => drop(lines.remove(at.index(count))),
        Change::RepeatLine(at) => lines.insert(at.index(count), lines[at.index(count)]),
        Change::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
        Change::CutOff(at) => {
            bytes.truncate(at.index(size));
            return bytes;
        }
        Change::Replace(at, byte) => {
            bytes[at.index(size)] = *byte;
            return bytes;
        }
        Change::Insert(at, piece) => {
            let at = at.index(size);
            bytes.splice(at..at, piece.iter().copied());
            return bytes;
        }
    }
    lines.concat()
}

/// Every problem can be shown, and every citation of good facts is a piece of its text.
fn holds(loaded: &Loaded) {
    for problem in &loaded.problems {
        let _ = (problem.render(&Renderer::plain()), problem.to_json());
    }
    if !loaded.problems.is_empty() {
        return;
    }
    let model = &loaded.model;
    for id in model.citation_ids() {
        let citation = &model[id];
        let words = model[citation.policy].text.get(citation.span.range());
        assert!(words.is_some_and(|words| !words.is_empty()), "{citation:?} has no words");
    }
    for policy in &model.policies {
        assert_eq!(model.words(policy.title.words), policy.title.value);
    }
    for assignment in &model.assignments {
        assert!(model.words(assignment.words).contains(&assignment.as_written), "{}", assignment.as_written);
    }
    for incentive in &model.incentives {
        let clause = model[incentive.measure].span.of(&model[model[incentive.measure].policy].text);
        assert!(incentive.beneficiary.as_deref().is_none_or(|who| clause.contains(who)), "{}", incentive.key);
    }
}

fn load_changed(good: &Path, changes: &[(Index, Change)]) -> Loaded {
    let dir = TempDir::new().expect("a folder for temporary files");
    folder::copy(good, dir.path());
    let files: Vec<_> = folder::files(dir.path());
    for (file, change) in changes {
        let path = &files[file.index(files.len())];
        let bytes = fs::read(path).expect("a fact file");
        fs::write(path, changed(bytes, change)).expect("a fact file");
    }
    facts::load(dir.path())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_small_world_with_changes(changes in prop::collection::vec((any::<Index>(), change()), 1..4)) {
        holds(&load_changed(&root("tests/problems/_good"), &changes));
    }

    /// Only policies change here, so that what the documents say is what is hit.
    #[test]
    fn a_small_policy_with_changes(changes in prop::collection::vec(change(), 1..4), text in any::<bool>()) {
        let dir = TempDir::new().expect("a folder for temporary files");
        folder::copy(&root("tests/problems/_good"), dir.path());
        let path = dir.path().join(if text { "policies/demo.txt" } else { "policies/demo.toml" });
        let bytes = fs::read(&path).expect("the policy");
        fs::write(&path, changes.iter().fold(bytes, changed)).expect("the policy");
        holds(&facts::load(dir.path()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_shipped_facts_with_changes(changes in prop::collection::vec((any::<Index>(), change()), 1..6)) {
        holds(&load_changed(&root("facts"), &changes));
    }
}

/// What a person would not write and a machine might: it ends, with problems.
#[test]
fn deep_and_wide_files_end() {
    let deep = format!("x = {}", "[".repeat(100_000));
    let deep_condition = format!("[[measure]]\nref = \"一\"\n[[measure.incentive]]\nrequires = {}", "[{ any = ".repeat(5_000));
    let brackets = "(".repeat(200_000);
    let sums = "分别奖励50万元、".repeat(20_000);
    let clauses = "一、支持\n".repeat(5_000);
    for (file, text) in [
        ("policies/demo.toml", deep),
        ("policies/demo.toml", deep_condition),
        ("policies/demo.txt", brackets),
        ("policies/demo.txt", sums),
        ("policies/demo.txt", clauses),
        ("jurisdictions.csv", "\"".repeat(100_001)),
    ] {
        let dir = TempDir::new().expect("a folder for temporary files");
        folder::copy(&root("tests/problems/_good"), dir.path());
        fs::write(dir.path().join(file), &text).expect("a fact file");
        let begun = std::time::Instant::now();
        let loaded = facts::load(dir.path());
        assert!(!loaded.problems.is_empty(), "{file}");
        let shown = loaded.problems.iter().take(20).map(|problem| problem.render(&Renderer::plain()).len()).sum::<usize>();
        assert!(shown > 0);
        let start: String = text.chars().take(20).collect();
        assert!(begun.elapsed().as_secs() < 20, "{file} {start} took {:?}", begun.elapsed());
    }
}
