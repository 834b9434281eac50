//! Finding the names of the vocabulary in a text: titles with their levels, projects, events, metrics, bases. Longest name first. Knows only the
//! names it is given.

use std::collections::HashMap;

use super::{Title, Vocabulary};
use crate::model::place::Level;
use crate::model::span::Span;
use crate::text::scan;

/// A title in a text.
#[derive(Debug, Clone)]
pub struct Found {
    pub id: String,
    pub span: Span,
    /// The levels said of it at which it is granted.
    pub levels: Vec<Level>,
    /// All levels said of it.
    said: Vec<Level>,
    pub or_above: bool,
}

impl Found {
    /// Whether it is granted at a level that is said of it: 市级 before a title of the state alone means another title.
    pub fn is_granted(&self) -> bool {
        self.said.is_empty() || !self.levels.is_empty()
    }
}

/// The vocabulary, ready to be looked up.
pub struct Index<'v> {
    vocabulary: &'v Vocabulary,
    by_first: HashMap<char, Vec<&'v Title>>,
}

const LEVELS: [(&str, Level); 15] = [
    ("国家级", Level::National),
    ("国家", Level::National),
    ("全国", Level::National),
    ("自治区级", Level::Provincial),
    ("自治区", Level::Provincial),
    ("省级", Level::Provincial),
    ("省", Level::Provincial),
    ("直辖市级", Level::Provincial),
    ("市级", Level::City),
    ("市", Level::City),
    ("州级", Level::City),
    ("盟级", Level::City),
    ("区级", Level::County),
    ("县级", Level::County),
    ("旗县级", Level::County),
];

impl<'v> Index<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Index<'v> {
        let mut by_first: HashMap<char, Vec<&Title>> = HashMap::new();
        for title in &vocabulary.certifications {
            if let Some(first) = scan::first(&title.name) {
                by_first.entry(first).or_default().push(title);
            }
        }
        for titles in by_first.values_mut() {
            titles.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id))));
        }
        Index { vocabulary, by_first }
    }

    /// The titles named in a span, in order, each with the levels said before it.
    pub fn titles(&self, text: &str, within: Span) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut past = within.range().start;
        for (i, c) in within.of(text).char_indices() {
            let at = within.range().start + i;
            if at < past {
                continue;
            }
            let rest = scan::slice(text, at, within.range().end);
            let Some(title) = self.by_first.get(&c).and_then(|titles| titles.iter().find(|title| rest.starts_with(&title.name))) else {
                continue;
            };
            let from = found.last().map_or(within.range().start, |title| title.span.range().end);
            let (levels, or_above) = levels(scan::slice(text, from, at));
            let span = Span::new(at, at + title.name.len());
            // 国家级绿色工厂、绿色园区: the level holds on until another is said.
            let inherits = levels.is_empty() && matches!(scan::slice(text, from, at).trim(), "、" | "和" | "及" | "或" | "以及" | "与");
            let (levels, or_above) = match found.last() {
                Some(last) if inherits => (last.said.clone(), last.or_above),
                _ => (levels, or_above),
            };
            past = span.range().end;
            if is_used(scan::slice(text, within.range().start, at)) {
                continue;
            }
            let granted = levels.iter().copied().filter(|level| title.levels.is_empty() || title.levels.contains(level)).collect();
            found.push(Found { id: title.id.clone(), span, levels: granted, said: levels, or_above });
        }
        found
    }

    pub fn base(&self, words: &str) -> Option<String> {
        longest(&self.vocabulary.bases, words).map(|(_, id)| id)
    }

    pub fn metric(&self, words: &str) -> Option<String> {
        longest(&self.vocabulary.metrics, words).map(|(_, id)| id)
    }

    /// A project with the name that the words have for it; so with events and sectors.
    pub fn project(&self, words: &str) -> Option<(&'v str, String)> {
        longest(&self.vocabulary.projects, words)
    }

    pub fn event(&self, words: &str) -> Option<(&'v str, String)> {
        longest(&self.vocabulary.events, words)
    }

    /// A sector only where its name says whose firms are meant: 建筑业企业, but not 工业新产品.
    pub fn sector(&self, words: &str) -> Option<(&'v str, String)> {
        longest_of(&self.vocabulary.sectors, |name| {
            words.match_indices(name).any(|(at, _)| is_of_firms(scan::upto(words, at), scan::from(words, at + name.len())))
        })
    }
}

/// 购买…服务, 接入…: who buys or uses what the holder of a title offers need not hold it.
fn is_used(before: &str) -> bool {
    let near = before.rfind(['的', ',', ';']).map_or(before, |at| scan::from(before, at));
    ["购买", "采购", "购置", "租用", "租赁", "使用", "运用", "接入", "依托", "委托"].iter().any(|verb| near.contains(verb))
}

/// The level that words name: 省级, 国家.
pub fn level(words: &str) -> Option<Level> {
    levels(words).0.first().copied()
}

/// The longest name that the words hold, and its id.
fn longest<'v>(names: &'v [(String, String)], words: &str) -> Option<(&'v str, String)> {
    longest_of(names, |name| words.contains(name))
}

fn longest_of(names: &[(String, String)], is_said: impl Fn(&str) -> bool) -> Option<(&str, String)> {
    names
        .iter()
        .filter(|(name, _)| name.chars().count() > 1 && is_said(name))
        .max_by_key(|(name, _)| name.len())
        .map(|(name, id)| (name.as_str(), id.clone()))
}

/// Whether the words around the name of a sector go on with its firms. 制造业企业500强 is a list, and one of several sectors is no condition.
fn is_of_firms(before: &str, after: &str) -> bool {
    let joints = ['、', '和', '及', '与', '或'];
    let after = after.strip_prefix('类').unwrap_or(after);
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || joints.contains(&c));
    !before.ends_with(joints) && ["企业", "行业", "领域", "产业"].iter().filter_map(|noun| after.strip_prefix(noun)).any(|rest| !goes_on(rest))
}

/// The levels said in the words before a title: 国家级、省级.
fn levels(words: &str) -> (Vec<Level>, bool) {
    let mut found: Vec<(usize, Level)> = Vec::new();
    let mut taken = 0;
    for (at, _) in words.char_indices() {
        if at < taken {
            continue;
        }
        let rest = scan::from(words, at);
        if let Some(&(word, level)) = LEVELS.iter().find(|(word, _)| rest.starts_with(word)) {
            // 我市, 市场 and 省会 are no levels.
            let is_word = word.chars().count() > 1
                || scan::from(rest, word.len()).is_empty()
                || scan::from(rest, word.len()).starts_with(['、', '和', '或', '及', '级']);
            if is_word {
                found.push((at, level));
            }
            taken = at + word.len();
        }
    }
    let or_above = words.contains("级以上") || words.contains("级及以上") || words.contains("级(含)以上");
    let mut levels: Vec<Level> = Vec::new();
    for (_, level) in found {
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    (levels, or_above)
}
