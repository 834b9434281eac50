//! The command line as a person uses it: the cases of `tests/cli.toml`, run with the real binary.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

mod support;

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::expect::root;
use support::folder;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// One run of the binary.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// `{facts}` stands for the facts of the case.
    args: Vec<String>,
    /// The environment.
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// A case of `tests/problems` whose facts are used; the shipped facts if left out.
    problem: Option<String>,
    status: i32,
    /// All of what is printed to standard output, if given.
    stdout: Option<String>,
    /// All of what is printed to standard error, if given.
    stderr: Option<String>,
    /// Words that must be in what is printed.
    #[serde(default)]
    says: Vec<String>,
    /// Whether standard output is JSON.
    #[serde(default)]
    json: bool,
}

#[test]
fn every_case_ends_and_prints_as_expected() {
    let text = std::fs::read_to_string(root("tests/cli.toml")).expect("tests/cli.toml");
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let refusals = file.case.iter().filter(|case| case.status != 0).count();
    assert!(refusals * 3 >= file.case.len(), "a third of the cases are refusals");
    std::thread::scope(|scope| {
        for case in &file.case {
            scope.spawn(|| run(case));
        }
    });
}

fn run(case: &Case) {
    let bad = case.problem.as_ref().map(|name| {
        let dir = root(&format!("tests/problems/{name}"));
        assert!(dir.is_dir(), "{}: there is no case {name}", case.name);
        folder::laid_over(&root("tests/problems/_good"), &dir)
    });
    let shipped = root("facts");
    let facts: &Path = bad.as_ref().map_or(&shipped, |dir| dir.path());
    let args = case.args.iter().map(|arg| arg.replace("{facts}", &facts.display().to_string()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiqi"));
    let output =
        command.args(args).env_remove("HUIQI_FACTS").env("NO_COLOR", "1").envs(&case.env).current_dir(root("")).output().expect("the binary runs");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let shown = format!("{}: {:?}\n--- stdout\n{stdout}--- stderr\n{stderr}", case.name, case.args);
    assert_eq!(output.status.code(), Some(case.status), "{shown}");
    for (expected, found) in [(&case.stdout, &stdout), (&case.stderr, &stderr)] {
        if let Some(expected) = expected {
            assert_eq!(found.as_ref(), expected, "{shown}");
        }
    }
    for words in &case.says {
        assert!(stdout.contains(words) || stderr.contains(words), "“{words}” is not printed: {shown}");
    }
    if case.json {
        serde_json::from_str::<serde_json::Value>(&stdout).unwrap_or_else(|error| panic!("{error}: {shown}"));
    }
    assert!(!stderr.contains("panicked"), "{shown}");
}
