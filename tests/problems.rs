//! Every kind of problem in the facts, as the smallest bad folder and the exact message: `tests/problems/<code>-<slug>/`. A case is laid over the good
//! folder `_good`; `UPDATE=1` rewrites `expected.txt`.

mod support;

use annotate_snippets::Renderer;
use huiqi::facts::{self, Loaded, problem::Code};
use std::path::Path;
use support::expect::{difference, no_differences, root};
use support::folder;

fn shown(loaded: &Loaded) -> String {
    let renderer = Renderer::plain();
    loaded.problems.iter().map(|problem| format!("{}\n", problem.render(&renderer))).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_good_facts_have_no_problems() {
    let loaded = facts::load(&root("tests/problems/_good"));
    assert!(loaded.problems.is_empty(), "{}", shown(&loaded));
    assert_eq!(loaded.model.measures.len(), 3);
}

#[test]
fn every_case_says_exactly_what_is_expected() {
    let mut differences = Vec::new();
    for case in folder::cases(&root("tests/problems")) {
        let dir = folder::laid_over(&root("tests/problems/_good"), &case);
        let loaded = facts::load(dir.path());
        let code = folder::name(&case).split('-').next().unwrap_or_default().to_uppercase();
        let has_code = loaded.problems.iter().any(|problem| problem.code.number() == code);
        if !has_code {
            differences.push(format!("{} has no {code}:\n{}", folder::name(&case), shown(&loaded)));
            continue;
        }
        assert_is_told_to_machines(&loaded);
        differences.extend(difference(&case.join("expected.txt"), &shown(&loaded)));
    }
    no_differences(differences);
}

/// The same problems for machines: place and words agree with what people are shown.
fn assert_is_told_to_machines(loaded: &Loaded) {
    for problem in &loaded.problems {
        let json = problem.to_json();
        assert_eq!(json["code"], problem.code.number());
        assert!(json["file"].is_string() && json["line"].as_u64() >= Some(1) && json["column"].as_u64() >= Some(1), "{json}");
        let sentences = [&problem.message, problem.help.as_ref().unwrap_or(&problem.message)];
        assert!(sentences.iter().all(|sentence| !sentence.is_empty()), "{json}");
    }
}

#[test]
fn every_code_has_a_case_and_every_case_a_code() {
    let cases = folder::cases(&root("tests/problems"));
    let begins = |case: &Path, code: &Code| folder::name(case).starts_with(&format!("{}-", code.number().to_lowercase()));
    for code in Code::ALL {
        assert!(cases.iter().any(|case| begins(case, code)), "{} ({}) has no case", code.number(), code.meaning());
    }
    for case in &cases {
        assert!(Code::ALL.iter().any(|code| begins(case, code)), "{} begins with no code", folder::name(case));
    }
}

#[test]
fn problems_come_in_the_order_of_files_and_places() {
    let dir = folder::laid_over(&root("tests/problems/_good"), &root("tests/problems/h010-several-at-once"));
    let loaded = facts::load(dir.path());
    let places: Vec<(&str, usize)> =
        loaded.problems.iter().filter_map(|problem| problem.place.as_ref()).map(|place| (place.source.path.as_str(), place.span.start)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(places.len(), loaded.problems.len());
}

/// A folder that isn't there is a folder without anything, and says so.
#[test]
fn a_folder_that_is_not_there_is_told() {
    let loaded = facts::load(Path::new("no/such/folder"));
    assert!(loaded.problems.iter().all(|problem| problem.code == Code::Unreadable), "{}", shown(&loaded));
    assert!(!loaded.problems.is_empty());
}
