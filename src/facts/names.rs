//! From the names that people write to ids. A name is compared without brackets, quotation marks and spaces, since `各县〔区〕人民政府` and
//! `各县(区)人民政府` are one name. An unknown name is never a new thing: it is a problem with a suggestion.

use crate::model::Model;
use crate::model::ids::{CertificationId, DepartmentId, JurisdictionId};
use rustc_hash::FxHashMap;

/// Why a name has no id.
#[derive(Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// Nothing has this name; perhaps this one was meant.
    Unknown(Option<String>),
    /// All of these have it.
    Ambiguous(Vec<String>),
}

/// What names stand for, built while the world is read.
#[derive(Default)]
pub struct Names {
    departments: FxHashMap<String, Vec<DepartmentId>>,
    certifications: FxHashMap<String, Vec<CertificationId>>,
    jurisdictions: FxHashMap<String, Vec<JurisdictionId>>,
}

impl Names {
    pub fn add_department(&mut self, name: &str, id: DepartmentId) {
        add(&mut self.departments, name, id);
    }

    pub fn add_certification(&mut self, name: &str, id: CertificationId) {
        add(&mut self.certifications, name, id);
    }

    pub fn add_jurisdiction(&mut self, name: &str, id: JurisdictionId) {
        add(&mut self.jurisdictions, name, id);
    }

    /// The bodies that a document of a place may mean by a name: of the place itself, else of the places within it (its zones and counties), else of those
    /// above it.
    pub fn departments(&self, model: &Model, here: JurisdictionId, name: &str) -> Vec<DepartmentId> {
        let all = self.departments.get(&plain(name)).map_or(&[][..], Vec::as_slice);
        let of = |is_meant: &dyn Fn(JurisdictionId) -> bool| -> Option<Vec<DepartmentId>> {
            let found: Vec<_> = all.iter().copied().filter(|&id| is_meant(model[id].jurisdiction)).collect();
            (!found.is_empty()).then_some(found)
        };
        of(&|place| place == here)
            .or_else(|| of(&|place| model.lies_within(place, here)))
            .or_else(|| of(&|place| model.lies_within(here, place)))
            .unwrap_or_default()
    }

    /// A body as named in a document of a place.
    pub fn department(&self, model: &Model, here: JurisdictionId, name: &str) -> Result<DepartmentId, Unresolved> {
        match self.departments(model, here, name)[..] {
            [id] => return Ok(id),
            [] => {}
            ref several => return Err(Unresolved::Ambiguous(several.iter().map(|&id| model[id].key.clone()).collect())),
        }
        let near = model.departments.iter().filter(|department| department.jurisdiction == here || model.lies_within(department.jurisdiction, here));
        let names = near.flat_map(|department| std::iter::once(&department.name).chain(&department.aliases)).map(String::as_str);
        Err(Unresolved::Unknown(closest(name, names).map(str::to_owned)))
    }

    /// A title by its id or one of its names.
    pub fn certification(&self, model: &Model, name: &str) -> Result<CertificationId, Unresolved> {
        let known = model.certifications.iter().flat_map(|title| [&title.key, &title.name]).map(String::as_str);
        pick(&self.certifications, name, |id| model[id].key.clone(), known)
    }

    /// A place by its code, its zone id, or its name.
    pub fn jurisdiction(&self, model: &Model, name: &str) -> Result<JurisdictionId, Unresolved> {
        let known = model.jurisdictions.iter().flat_map(|place| [&place.key, &place.name]).map(String::as_str);
        pick(&self.jurisdictions, name, |id| format!("{} {}", model[id].key, model[id].name), known)
    }
}

fn add<I: PartialEq>(index: &mut FxHashMap<String, Vec<I>>, name: &str, id: I) {
    let ids = index.entry(plain(name)).or_default();
    if !ids.contains(&id) {
        ids.push(id);
    }
}

fn pick<'n, I: Copy>(
    index: &FxHashMap<String, Vec<I>>,
    name: &str,
    say: impl Fn(I) -> String,
    known: impl Iterator<Item = &'n str>,
) -> Result<I, Unresolved> {
    match index.get(&plain(name)).map_or(&[][..], Vec::as_slice) {
        [] => Err(Unresolved::Unknown(closest(name, known).map(str::to_owned))),
        [id] => Ok(*id),
        several => Err(Unresolved::Ambiguous(several.iter().map(|&id| say(id)).collect())),
    }
}

/// A name without what writers add or leave out at will.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && !"()〔〕[]【】“”\"「」《》".contains(*c)).collect()
}

/// The most similar of some names, if it is similar at all.
pub fn closest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // Jaro-Winkler is made for longer words; in a name of three characters, one too many is a third of it.
    let score = |candidate| match strsim::normalized_damerau_levenshtein(name, candidate) {
        close if close >= 0.6 => strsim::jaro_winkler(name, candidate).max(0.75 + close / 4.0),
        _ => strsim::jaro_winkler(name, candidate),
    };
    let scored = known.into_iter().map(|candidate| (score(candidate), candidate));
    scored.filter(|(score, _)| *score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, candidate)| candidate)
}
