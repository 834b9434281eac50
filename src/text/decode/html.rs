//! The words of a saved web page: blocks as lines, without scripts, menus and forms. Knows HTML, no Chinese beyond its full stop.

use std::collections::{HashMap, HashSet};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

/// Elements whose words are not the document's.
const SILENT: [&str; 14] =
    ["script", "style", "noscript", "template", "head", "nav", "select", "option", "button", "textarea", "iframe", "svg", "object", "aside"];

/// Elements that begin a line.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "tbody",
    "br",
    "hr",
    "blockquote",
    "pre",
    "dd",
];

type Element<'t> = NodeRef<'t, Node>;

/// The text of a page; none if the words are not HTML.
pub fn text(words: &str) -> Option<String> {
    let head: String = words.trim_start().chars().take(2000).collect::<String>().to_ascii_lowercase();
    let is_html = head.starts_with("<!doctype html") || ["<html", "<body", "<head", "<div", "<p>", "<p "].iter().any(|tag| head.contains(tag));
    if !is_html {
        return None;
    }
    let page = Html::parse_document(words);
    let root = page.tree.root();
    let article = article(root);
    let text = words_below(article);
    let title = title(root).filter(|title| !text.contains(title.as_str()));
    Some(title.map(|title| format!("{title}\n{text}")).unwrap_or(text))
}

/// The innermost element that still holds nearly all full stops of the page: the menus around it have none.
fn article(root: Element<'_>) -> Element<'_> {
    let mut stops: HashMap<NodeId, usize> = HashMap::new();
    // Children come after their parents in the walk, so that backwards each element is complete before it is added to its parent.
    let silent: HashSet<NodeId> =
        root.descendants().filter(|node| is_silent(*node)).flat_map(|node| node.descendants().map(|inner| inner.id())).collect();
    let all: Vec<Element<'_>> = root.descendants().collect();
    for node in all.into_iter().rev() {
        if let Node::Text(words) = node.value()
            && !silent.contains(&node.id())
        {
            *stops.entry(node.id()).or_default() += words.matches('。').count();
        }
        let own = stops.get(&node.id()).copied().unwrap_or(0);
        if let Some(parent) = node.parent().filter(|_| own > 0) {
            *stops.entry(parent.id()).or_default() += own;
        }
    }
    let count = |node: Element<'_>| stops.get(&node.id()).copied().unwrap_or(0);
    let whole = count(root);
    let mut article = root;
    while let Some(inner) = article.children().filter(|child| child.value().is_element()).find(|child| whole > 0 && count(*child) * 10 >= whole * 9) {
        article = inner;
    }
    article
}

fn is_silent(node: Element<'_>) -> bool {
    node.value().as_element().is_some_and(|element| SILENT.contains(&element.name()))
}

/// The words below a node, in order, one line a block. A walk and no recursion, since pages nest as deeply as they like.
fn words_below(node: Element<'_>) -> String {
    let mut text = String::new();
    let mut silent: Option<NodeId> = None;
    for edge in node.traverse() {
        let (Edge::Open(inner) | Edge::Close(inner)) = edge;
        let opens = matches!(edge, Edge::Open(_));
        if opens && silent.is_none() && is_silent(inner) {
            silent = Some(inner.id());
        }
        match inner.value() {
            Node::Text(words) if opens && silent.is_none() => {
                text.extend(words.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }))
            }
            Node::Element(element) if BLOCKS.contains(&element.name()) => text.push('\n'),
            Node::Element(element) if matches!(element.name(), "td" | "th") => text.push(' '),
            _ => {}
        }
        if !opens && silent == Some(inner.id()) {
            silent = None;
        }
    }
    text
}

/// The title that the page gives to the article: a meta element of government pages, or the first h1.
fn title(root: Element<'_>) -> Option<String> {
    let elements = || root.descendants().filter_map(|node| node.value().as_element().map(|element| (node, element)));
    let meta = elements()
        .find(|(_, element)| element.name() == "meta" && element.attr("name").is_some_and(|name| name.eq_ignore_ascii_case("ArticleTitle")));
    let named = meta.and_then(|(_, element)| element.attr("content")).map(|content| content.trim().to_owned());
    let heading = || {
        let (node, _) = elements().find(|(_, element)| element.name() == "h1")?;
        Some(words_below(node).split_whitespace().collect::<String>())
    };
    named.or_else(heading).filter(|title| !title.is_empty())
}
