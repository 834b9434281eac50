//! The READMEs as a newcomer reads them: every `huiqi` command in them is typed into the real binary, in a folder of its own with the shipped facts, and
//! prints what they show.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

mod support;

use std::path::Path;
use std::process::{Command, Output};
use support::expect::root;
use support::folder;
use tempfile::TempDir;

/// A command of a README, and the lines that it shows below it.
struct Shown<'t> {
    command: &'t str,
    lines: Vec<&'t str>,
}

#[test]
fn every_command_runs_and_prints_what_is_shown() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(root(readme)).unwrap_or_else(|error| panic!("{readme}: {error}"));
        let dir = workplace();
        let mut ran = 0;
        for Shown { command, lines } in shown(&text) {
            if let Some(file) = command.strip_prefix("cat ") {
                std::fs::write(dir.path().join(file), lines.join("\n")).expect("a file");
            }
            let Some(arguments) = command.strip_prefix("huiqi ") else { continue };
            let output = run(dir.path(), arguments);
            let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "{readme}: {command}\n{stderr}");
            for line in lines {
                assert!(stdout.lines().any(|printed| prints(printed, line)), "{readme}: {command}\ndoesn't print: {line}\n{stdout}");
            }
            ran += 1;
        }
        assert!(ran >= 7, "{readme} has only {ran} commands");
    }
}

/// The shipped facts, and a document that waits to be drafted.
fn workplace() -> TempDir {
    let dir = TempDir::new().expect("a folder for temporary files");
    let facts = dir.path().join("facts");
    std::fs::create_dir(&facts).expect("a folder");
    folder::copy(&root("facts"), &facts);
    let found =
        "<html><body><p>潍坊市人民政府关于支持企业的若干措施</p><p>一、支持上市。对上市企业奖励100万元。(责任单位:市工信局)</p></body></html>";
    std::fs::write(dir.path().join("found-on-the-web.html"), found).expect("a document");
    dir
}

/// The commands of all console blocks.
fn shown(readme: &str) -> Vec<Shown<'_>> {
    let mut commands: Vec<Shown<'_>> = Vec::new();
    for block in readme.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        for line in block.lines() {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push(Shown { command: command.split(" #").next().unwrap_or(command).trim(), lines: Vec::new() }),
                (None, Some(last)) => last.lines.push(line),
                (None, None) => panic!("output before any command: {line}"),
            }
        }
    }
    commands
}

fn run(dir: &Path, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiqi"));
    command.args(arguments.split_whitespace()).env_remove("HUIQI_FACTS").env("NO_COLOR", "1").current_dir(dir);
    command.output().expect("the binary runs")
}

/// Whether a line has the cells of one that is shown, in their order. A README cuts a cell short with …
fn prints(printed: &str, shown: &str) -> bool {
    let cells = shown.split("  ").flat_map(|cell| cell.split('…')).map(str::trim).filter(|cell| !cell.is_empty());
    cells.into_iter().try_fold(printed, |rest, cell| Some(rest.split_once(cell)?.1)).is_some()
}
