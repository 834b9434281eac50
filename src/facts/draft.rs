//! From a document that nobody has encoded to two files that a person reviews: its text in normal form, and a draft of its facts.
//! Both files are written, or neither.

use super::Loader;
use crate::model::Model;
use crate::model::title::TermKind;
use crate::text::decode::{self, DecodeError, Format};
use crate::text::draft::{self, Draft, Title, Vocabulary};
use crate::text::normalise::{self, Remark};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What to draft, and where to put it.
pub struct Task<'a> {
    pub document: &'a Path,
    /// The facts folder: its names are looked for in the document.
    pub facts: &'a Path,
    pub jurisdiction: Option<&'a str>,
    /// The id of the policy; the stem of the document if none is given.
    pub id: Option<&'a str>,
    pub out: &'a Path,
    /// Whether files that are there may be replaced.
    pub replace: bool,
}

/// Why nothing was drafted.
#[derive(Debug, Error)]
pub enum DraftError {
    #[error("`{0}` can't be read: {1}")]
    Unreadable(String, io::Error),
    #[error("`{0}` has {1} bytes; more than {max} are not read. Is it a policy?", max = decode::LARGEST)]
    TooLarge(String, u64),
    #[error("`{0}` can't be drafted: {1}")]
    Undecodable(String, DecodeError),
    #[error("`{0}` is no id for a policy: lower-case ASCII words and digits joined by `-`; give one with --id")]
    BadId(String),
    #[error("`{0}` is not a folder; say with --facts where the facts are: a draft needs the names of bodies and titles")]
    NoFacts(String),
    #[error("there is no place `{0}`; give a code of six digits or the id of a zone")]
    UnknownPlace(String),
    #[error("`{0}` is there already; --force replaces it")]
    Exists(String),
    #[error("`{0}` can't be written: {1}")]
    Unwritable(String, io::Error),
}

/// What was drafted.
pub struct Drafted {
    pub text: PathBuf,
    pub facts: PathBuf,
    pub draft: Draft,
    pub remarks: Vec<Remark>,
    pub format: Format,
    pub encoding: &'static str,
    /// Units of notes that no body of the place is known as, each once.
    pub unresolved: Vec<String>,
    /// How many places of the draft ask for a review.
    pub reviews: usize,
}

/// Drafts a document. `step` is told what is being done.
pub fn draft(task: &Task, mut step: impl FnMut(&str)) -> Result<Drafted, DraftError> {
    let name = task.document.display().to_string();
    step("reading the document");
    let size = fs::metadata(task.document).map_err(|error| DraftError::Unreadable(name.clone(), error))?.len();
    if size > decode::LARGEST as u64 {
        return Err(DraftError::TooLarge(name, size));
    }
    let bytes = fs::read(task.document).map_err(|error| DraftError::Unreadable(name.clone(), error))?;
    let decoded = decode::decode(&bytes).map_err(|error| DraftError::Undecodable(name, error))?;
    let id = id_of(task)?;
    let (text_path, facts_path) = (task.out.join(format!("{id}.txt")), task.out.join(format!("{id}.toml")));
    for path in [&text_path, &facts_path] {
        if path.exists() && !task.replace {
            return Err(DraftError::Exists(path.display().to_string()));
        }
    }

    step("bringing the text to its normal form");
    let normal = normalise::normalise(&decoded.text);
    step("loading the names of the facts");
    if !task.facts.is_dir() {
        return Err(DraftError::NoFacts(task.facts.display().to_string()));
    }
    let mut world = Loader::new(task.facts);
    world.world();
    let place = match task.jurisdiction {
        None => None,
        Some(code) => Some(world.names.jurisdiction(&world.model, code).map_err(|_| DraftError::UnknownPlace(code.to_owned()))?),
    };
    step("reading clauses, notes, sums and sentences");
    let draft = draft::draft(&normal.text, &vocabulary(&world.model));
    let code = place.map(|place| world.model[place].key.as_str());
    let toml = draft::toml(&normal.text, &draft, code);

    let mut unresolved = Vec::new();
    for unit in draft.clauses.iter().filter_map(|clause| clause.note.as_ref()).flat_map(|note| &note.units) {
        let known = place.is_some_and(|place| world.names.department(&world.model, place, &unit.name).is_ok());
        if place.is_some() && !known && !unresolved.contains(&unit.name) {
            unresolved.push(unit.name.clone());
        }
    }
    step("writing");
    write_both([(&text_path, &normal.text), (&facts_path, &toml)])?;
    let reviews = toml.matches(draft::MARK).count();
    let (format, encoding) = (decoded.format, decoded.encoding);
    Ok(Drafted { text: text_path, facts: facts_path, draft, remarks: normal.remarks, format, encoding, unresolved, reviews })
}

/// The id that was asked for, or the stem of the document if that is one.
fn id_of(task: &Task) -> Result<String, DraftError> {
    let stem = task.document.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = task.id.map_or(stem, str::to_owned);
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if id.split('-').all(is_word) { Ok(id) } else { Err(DraftError::BadId(id)) }
}

/// The names by which a draft recognises titles and terms.
pub fn vocabulary(model: &Model) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for title in &model.certifications {
        let names = std::iter::once(&title.name).chain(&title.aliases);
        let named = |name: &String| Title { name: name.clone(), id: title.key.clone(), levels: title.levels.clone() };
        vocabulary.certifications.extend(names.map(named));
    }
    for term in &model.terms {
        let list = match term.kind {
            TermKind::Event => &mut vocabulary.events,
            TermKind::Project => &mut vocabulary.projects,
            TermKind::Metric => &mut vocabulary.metrics,
            TermKind::Sector => &mut vocabulary.sectors,
            TermKind::Base => &mut vocabulary.bases,
            TermKind::Evaluation | TermKind::Support => continue,
        };
        list.extend(std::iter::once(&term.name).chain(&term.aliases).map(|name| (name.clone(), term.key.clone())));
    }
    vocabulary
}

/// Writes beside the targets first and moves both into place, so that a full disk leaves nothing half-written.
fn write_both(files: [(&PathBuf, &String); 2]) -> Result<(), DraftError> {
    let unwritable = |path: &Path| {
        let name = path.display().to_string();
        move |error| DraftError::Unwritable(name, error)
    };
    if let Some(dir) = files[0].0.parent() {
        fs::create_dir_all(dir).map_err(unwritable(dir))?;
    }
    let beside = |path: &Path| path.with_extension("part");
    let written: Result<Vec<PathBuf>, DraftError> = files
        .iter()
        .enumerate()
        .map(|(number, (path, content))| {
            let part = beside(path).with_extension(format!("part{number}"));
            fs::write(&part, content).map_err(unwritable(&part)).map(|()| part)
        })
        .collect();
    match written {
        Ok(parts) => {
            for (part, (path, _)) in parts.iter().zip(files) {
                fs::rename(part, path).map_err(unwritable(path))?;
            }
            Ok(())
        }
        Err(error) => {
            for (number, (path, _)) in files.iter().enumerate() {
                // What could not be written can't be left behind either; a failure here changes nothing.
                let _ = fs::remove_file(beside(path).with_extension(format!("part{number}")));
            }
            Err(error)
        }
    }
}
