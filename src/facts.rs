//! Reads the facts folder: files to typed shapes, names to ids, quotes to places in their texts. The only module that touches fact files.
//!
//! It collects every problem it finds and never stops at the first. A model that comes with problems is not to be served.

mod condition;
mod coverage;
pub mod draft;
mod enterprises;
mod entry;
mod incentive;
mod measure;
mod names;
mod policy;
pub mod problem;
pub mod profile;
mod quote;
mod resolve;
mod shape;
mod source;
mod world;

use crate::model::Model;
use crate::model::ids::{FunctionId, TermId};
use crate::model::profile::Profile;
use crate::model::title::TermKind;
use entry::Entry;
use names::Names;
use problem::{Problem, Problems};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use source::Source;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

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
    let mut loader = Loader::new(dir);
    loader.world();
    loader.policies();
    loader.enterprises();
    Loaded { model: loader.model, enterprises: loader.enterprises, problems: loader.problems.into_sorted(), version: fingerprint(dir) }
}

/// The work in progress: what was read, what names stand for, what is wrong.
struct Loader<'d> {
    dir: &'d Path,
    model: Model,
    enterprises: Vec<Profile>,
    names: Names,
    functions: FxHashMap<String, FunctionId>,
    terms: FxHashMap<(TermKind, String), TermId>,
    /// Ids by kind, and where each was given.
    claimed: FxHashMap<(&'static str, String), (Arc<Source>, Range<usize>)>,
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
            claimed: FxHashMap::default(),
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
    let mut paths: Vec<String> = ["jurisdictions.csv", "functions.toml", "terms.toml", "zones.toml"].map(str::to_owned).into();
    for folder in ["departments", "certifications", "policies", "enterprises"] {
        paths.extend(source::list(dir, folder, ""));
    }
    let mut hash = Sha256::new();
    for path in paths {
        hash.update(path.as_bytes());
        hash.update(std::fs::read(dir.join(&path)).unwrap_or_default());
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
