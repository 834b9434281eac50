//! What was most likely meant by an id that nothing has: people write names where ids are asked for, and mistype ids.

use crate::model::Model;
use crate::model::node::Node;

/// How much alike two ids must be.
const ALIKE: f64 = 0.85;

/// The things of a type that are called so; else those whose name begins with the text, or holds it; else the one whose id is most like it.
pub fn suggest(model: &Model, prefix: &str, text: &str) -> Vec<Node> {
    let all = || Node::all(model).filter(|node| node.prefix() == prefix);
    let named = |fits: &dyn Fn(&str) -> bool| -> Vec<Node> { all().filter(|&node| names(model, node).any(fits)).collect() };
    let is_long = text.chars().count() >= 2;
    // 湘东 is short for 湘东区, 小巨人 for 专精特新“小巨人”企业.
    let ways: [&dyn Fn(&str) -> bool; 3] = [&|name| name == text, &|name| is_long && name.starts_with(text), &|name| is_long && name.contains(text)];
    let found = ways.into_iter().map(named).find(|found| !found.is_empty());
    let alike = || closest(text, all().map(|node| (node.key(model), node)));
    found.unwrap_or_else(|| alike().into_iter().collect())
}

/// What stands under the word that is most like a text, the first of several, if one is like it at all: 3707 is rather 370700 than a county of it.
pub fn closest<'w, T>(text: &str, known: impl Iterator<Item = (&'w str, T)>) -> Option<T> {
    let scored = known.map(|(word, meant)| (strsim::jaro_winkler(word, text), meant));
    let alike = scored.filter(|(score, _)| *score >= ALIKE);
    alike.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, meant)| meant)
}

fn names(model: &Model, node: Node) -> impl Iterator<Item = &str> {
    let aliases: &[String] = match node {
        Node::Department(id) => &model[id].aliases,
        Node::Certification(id) => &model[id].aliases,
        _ => &[],
    };
    std::iter::once(node.label(model)).chain(aliases.iter().map(String::as_str))
}
