//! The names that a profile may use, gathered once from a model: places, titles, terms, and the words of conditions that no term fits.

use super::stated;
use crate::facts::names::{Names, Unresolved, closest};
use crate::model::Model;
use crate::model::ids::{CertificationId, JurisdictionId, TermId};
use crate::model::support::Support;
use crate::model::title::TermKind;
use crate::text::normalise::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

pub struct ProfileNames {
    names: Names,
    terms: FxHashMap<(TermKind, String), TermId>,
    stated: BTreeSet<String>,
    promises: FxHashSet<String>,
}

impl ProfileNames {
    pub fn of(model: &Model) -> ProfileNames {
        let mut names = Names::default();
        for (id, place) in model.jurisdiction_ids().zip(&model.jurisdictions) {
            place.aliases.iter().chain([&place.key, &place.name]).for_each(|name| names.add_jurisdiction(name, id));
        }
        for (id, title) in model.certification_ids().zip(&model.certifications) {
            title.aliases.iter().chain([&title.key, &title.name]).for_each(|name| names.add_certification(name, id));
        }
        let mut terms = FxHashMap::default();
        for (id, term) in model.term_ids().zip(&model.terms) {
            for name in term.aliases.iter().chain([&term.key, &term.name]) {
                terms.entry((term.kind, name.clone())).or_insert(id);
            }
        }
        let promises = model.promises().map(str::to_owned).collect();
        ProfileNames { names, terms, stated: stated(model).map(str::to_owned).collect(), promises }
    }

    pub fn place(&self, model: &Model, name: &str) -> Result<JurisdictionId, String> {
        // A code may be typed in full-width digits.
        let folded = fold(name);
        let name = folded.trim_end();
        self.names.jurisdiction(model, name.strip_prefix("jurisdiction:").unwrap_or(name)).map_err(|why| said("place", why))
    }

    pub fn title(&self, model: &Model, name: &str) -> Result<CertificationId, String> {
        let name = name.strip_prefix("certification:").unwrap_or(name);
        self.names.certification(model, name).map_err(|why| match why {
            // 小巨人 is what everyone calls 专精特新“小巨人”企业.
            Unresolved::Unknown(near) => {
                let holding: Vec<&str> = model.certifications.iter().map(|title| title.name.as_str()).filter(|title| title.contains(name)).collect();
                said("title", Unresolved::Unknown(if holding.is_empty() { near } else { Some(holding.join("` or `")) }))
            }
            why => said("title", why),
        })
    }

    pub fn term(&self, model: &Model, kind: TermKind, name: &str) -> Result<TermId, String> {
        let what = format!("{kind:?}").to_lowercase();
        self.terms.get(&(kind, name.to_owned())).copied().ok_or_else(|| {
            let known = model.terms.iter().filter(|term| term.kind == kind).flat_map(|term| [&term.key, &term.name]);
            said(&what, Unresolved::Unknown(closest(name, known.map(String::as_str)).map(str::to_owned)))
        })
    }

    /// Support by a name of the vocabulary, or by the id of a promise with or without its type.
    pub fn support(&self, model: &Model, name: &str) -> Result<Support, String> {
        let key = ["policy:", "incentive:", "tier:"].into_iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name);
        if self.promises.contains(key) {
            return Ok(Support::Promise(key.to_owned()));
        }
        let promised = || closest(name, model.promises()).map(str::to_owned);
        match self.term(model, TermKind::Support, name) {
            Ok(term) => Ok(Support::Term(term)),
            Err(_) if name.contains('/') => Err(said("promise", Unresolved::Unknown(promised()))),
            Err(why) => Err(why),
        }
    }

    /// Whether some condition has these words.
    pub fn states(&self, words: &str) -> bool {
        self.stated.contains(words)
    }

    pub fn stated_like(&self, words: &str) -> Option<&str> {
        closest(words, self.stated.iter().map(String::as_str))
    }
}

fn said(what: &str, why: Unresolved) -> String {
    match why {
        Unresolved::Unknown(None) => format!("is no {what} that is known"),
        Unresolved::Unknown(Some(near)) => format!("is no {what} that is known; did you mean `{near}`?"),
        Unresolved::Ambiguous(all) => format!("is more than one {what}: {}", all.join(", ")),
    }
}
