//! What was most likely meant by an id that nothing has: people write names where ids are asked for, and mistype ids.

use crate::model::Model;
use crate::model::node::Node;

/// How much alike two ids must be.
const ALIKE: f64 = 0.85;

/// The thing of a type that is called so, or whose id is most like it.
pub fn suggest(model: &Model, prefix: &str, text: &str) -> Option<Node> {
    let all = || Node::all(model).filter(|node| node.prefix() == prefix);
    let called = all().find(|&node| is_called(model, node, text));
    // 湘东 is short for 湘东区.
    let begun = || all().find(|node| text.chars().count() >= 2 && node.label(model).starts_with(text));
    let alike = || {
        let scored = all().map(|node| (node, strsim::jaro_winkler(node.key(model), text)));
        scored.filter(|(_, score)| *score >= ALIKE).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(node, _)| node)
    };
    called.or_else(begun).or_else(alike)
}

fn is_called(model: &Model, node: Node, text: &str) -> bool {
    let aliases: &[String] = match node {
        Node::Department(id) => &model[id].aliases,
        Node::Certification(id) => &model[id].aliases,
        _ => &[],
    };
    node.label(model) == text || aliases.iter().any(|alias| alias == text)
}
