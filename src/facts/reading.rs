//! The files of a policy, and what the readers of `text` find in its document. Links nothing, so that many documents are read at once.

use super::problem::{Code, Problem, Problems};
use super::source::{self, Source, stem};
use crate::model::ids::{JurisdictionId, PolicyId};
use crate::model::span::Span;
use crate::text::amount::{self, RateMention, Sum};
use crate::text::note::{self, Note};
use crate::text::outline::{self, Clause};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// The policy that is being read.
pub(super) struct Reading {
    pub file: Arc<Source>,
    pub text: Arc<Source>,
    pub found: Found,
    pub id: PolicyId,
    pub here: JurisdictionId,
}

impl Reading {
    pub fn whole(&self) -> Span {
        Span::new(0, self.text.text.len())
    }
}

/// All that the readers find in a document, whatever its facts say.
pub(super) struct Found {
    pub clauses: Vec<Clause>,
    pub notes: Vec<Note>,
    pub sums: Vec<Sum>,
    pub rates: Vec<RateMention>,
}

impl Found {
    fn in_text(text: &str) -> Found {
        let notes = note::notes(text);
        Found { clauses: outline::outline(text, &notes), notes, sums: amount::sums(text), rates: amount::rates(text) }
    }
}

/// The facts of a policy and its document.
pub(super) struct Files {
    pub file: Arc<Source>,
    pub text: Arc<Source>,
    pub found: Found,
}

/// Reads policies, `paths` being their facts, on all cores: each in its order, or the problems that it has instead.
pub(super) fn read(dir: &Path, paths: &[String]) -> Vec<Result<Files, Problems>> {
    let read = |path: &String| {
        let mut problems = Problems::default();
        let mut source = |path: &str| source::read(dir, path, &mut problems);
        match source(path).and_then(|file| Some((file, source(&with_ending(path, "txt"))?))) {
            Some((file, text)) => Ok(Files { found: Found::in_text(&text.text), file, text }),
            None => Err(problems),
        }
    };
    paths.par_iter().map(read).collect()
}

/// Reports texts that have no facts beside them.
pub(super) fn lone_texts(dir: &Path, facts: &[String], problems: &mut Problems) {
    for path in source::list(dir, "policies", ".txt") {
        if facts.binary_search(&with_ending(&path, "toml")).is_err() {
            let problem = Problem::new(Code::Misplaced, format!("`{path}` is a text without facts")).at(&source::nothing(&path), 0..0, "");
            problems.push(problem.help(format!("write `policies/{}.toml`, or draft it with `huiqi draft`", stem(&path))));
        }
    }
}

/// The path of the other file of a policy.
fn with_ending(path: &str, ending: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    format!("{stem}.{ending}")
}
