//! What a person must have done before the facts of a policy hold: compared them with the text, and settled what the drafter left open.

use super::problem::{Code, Problem, Problems};
use super::shape;
use super::source::Source;
use crate::text::draft::{MARK, UNREVIEWED};
use std::sync::Arc;

pub(super) fn check(file: &Arc<Source>, policy: &shape::Policy, problems: &mut Problems) {
    if policy.checked_on.is_none() {
        let problem = Problem::new(Code::Unchecked, "nobody has compared these facts with the text yet");
        let problem = problem.at(file, policy.title.span(), "this policy has no `checked_on`");
        problems.push(problem.help("read the document against the facts, then say when: `checked_on = 2026-11-22`"));
        return;
    }
    let left = |words: &'static str| file.text.match_indices(words).map(|(at, _)| at);
    for at in left(MARK) {
        let length = file.text.get(at..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
        let problem = Problem::new(Code::Unsettled, "these facts are said to be checked, and here the drafter asks for a look");
        let problem = problem.at(file, at..at + length, "not settled");
        problems.push(problem.help("compare what stands below with the text, mend it, then take this line out"));
    }
    for at in left(UNREVIEWED) {
        let problem = Problem::new(Code::Unsettled, "these facts are said to be checked, and here nobody says why the words are no fact");
        let problem = problem.at(file, at..at + UNREVIEWED.len(), "no reason");
        problems.push(problem.help("add the fact that the words state, or say why they state none"));
    }
}
