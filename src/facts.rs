//! Reads the facts folder: files to typed shapes, names to ids, quotes to places in their texts. The only module that touches fact files.
//!
//! It collects every problem it finds and never stops at the first. A model that comes with problems is not to be served.

mod bound;
mod condition;
mod coverage;
mod document;
pub mod draft;
mod enterprises;
mod entry;
mod figures;
mod folder;
mod incentive;
mod locate;
mod measure;
mod names;
mod policy;
pub mod problem;
pub mod profile;
mod quote;
mod reading;
mod resolve;
mod review;
mod shape;
mod source;
mod target;
mod vocabulary;
mod world;

use crate::model::Model;
use crate::model::ids::{FunctionId, TermId};
use crate::model::profile::Profile;
use crate::model::span::Span;
use crate::model::title::TermKind;
use entry::Entry;
use names::Names;
use problem::{Problem, Problems};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use source::Place;
use std::path::Path;

/// What a facts folder holds.
pub struct Loaded {
    pub model: Model,
    /// The invented enterprises that come with the facts.
    pub enterprises: Vec<Profile>,
    /// In the order of files and lines. Empty if the facts are good.
    pub problems: Vec<Problem>,
    /// A fingerprint of all files: equal facts have equal versions.
    pub version: String,
}

/// Loads `dir`, or says everything that is wrong with it.
pub fn load(dir: &Path) -> Loaded {
    let all = || {
        let mut loader = Loader::new(dir);
        folder::check(dir, &mut loader.problems);
        if loader.world() {
            loader.policies();
            loader.enterprises();
        }
        loader
    };
    let (loader, version) = rayon::join(all, || fingerprint(dir));
    Loaded { model: loader.model, enterprises: loader.enterprises, problems: loader.problems.into_sorted(), version }
}

/// The work in progress: what was read, what names stand for, what is wrong.
struct Loader<'d> {
    dir: &'d Path,
    model: Model,
    enterprises: Vec<Profile>,
    names: Names,
    functions: FxHashMap<String, FunctionId>,
    terms: FxHashMap<(TermKind, String), TermId>,
    /// The ids of all policies, read yet or not.
    policies: FxHashSet<String>,
    /// Ids by kind, and where each was given.
    claimed: FxHashMap<(&'static str, String), Place>,
    /// Where units stand whose bodies nobody knows: told already, and not told again as lost.
    unresolved: Vec<Span>,
    /// Ids of policies, incentives and tiers that conditions name before all are read: the id, where, under which clause.
    promises: Vec<(String, Place, String)>,
    problems: Problems,
}

impl<'d> Loader<'d> {
    fn new(dir: &'d Path) -> Loader<'d> {
        Loader {
            dir,
            model: Model::default(),
            enterprises: Vec::new(),
            names: Names::default(),
            functions: FxHashMap::default(),
            terms: FxHashMap::default(),
            policies: FxHashSet::default(),
            claimed: FxHashMap::default(),
            unresolved: Vec::new(),
            promises: Vec::new(),
            problems: Problems::default(),
        }
    }

    /// Reports what is left in a file from which every known list was taken.
    fn nothing_else(&mut self, root: Entry) {
        #[derive(serde::Deserialize)]
        struct Nothing {}
        let _: Option<Nothing> = root.read(None, &mut self.problems);
    }
}

/// A short hash over the names and bytes of all fact files.
fn fingerprint(dir: &Path) -> String {
    let mut paths: Vec<String> = folder::FILES.map(str::to_owned).into();
    for folder in folder::FOLDERS.map(|(folder, _)| folder).into_iter().chain(["enterprises"]) {
        paths.extend(source::list(dir, folder, ""));
    }
    let mut hash = Sha256::new();
    for path in paths {
        hash.update(path.as_bytes());
        hash.update(source::bytes(&dir.join(&path)));
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
