//! Paragraphs with numbers become a tree of clauses. Knows the order of numbers and where a clause ends; no letters, no annexes.

use super::Clause;
use super::heading::{self, Opening};
use super::number::Kind;
use super::part::Paragraph;
use crate::model::span::Span;
use crate::text::{note, scan};

struct Node {
    clause: Clause,
    kind: Kind,
    /// Its paragraphs without those of its children.
    own: std::ops::Range<usize>,
    opening: Opening,
}

pub fn build(text: &str, paragraphs: &[Paragraph<'_>]) -> Vec<Clause> {
    let mut nodes = nodes(text, paragraphs);
    ends(text, paragraphs, &mut nodes);
    headings(&mut nodes);
    noted_paragraphs(text, paragraphs, nodes)
}

/// One node a numbered paragraph, with its parent.
fn nodes(text: &str, paragraphs: &[Paragraph<'_>]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<(Kind, usize)> = Vec::new();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let Some(mark) = paragraph.mark else { continue };
        match open.iter().position(|&(kind, _)| kind == mark.kind) {
            Some(depth) => open.truncate(depth),
            None => open.retain(|&(kind, _)| kind < mark.kind),
        }
        let parent = open.last().map(|&(_, node)| node);
        let path = match parent.and_then(|parent| nodes.get(parent)) {
            Some(parent) => format!("{}/{}", parent.clause.path, mark.label),
            None => mark.label.to_owned(),
        };
        open.push((mark.kind, nodes.len()));
        let rest = Span::new(mark.span.range().end, paragraph.line.range().end);
        let next = paragraphs.iter().skip(i + 1).position(|p| p.mark.is_some()).map_or(paragraphs.len(), |n| i + 1 + n);
        let clause = Clause {
            path,
            level: open.len(),
            heading: None,
            number: mark.span,
            span: paragraph.line,
            own: paragraph.line,
            parent,
            leaf: true,
        };
        nodes.push(Node { clause, kind: mark.kind, own: i..next, opening: heading::opening(text, rest) });
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            parent.clause.leaf = false;
        }
    }
    nodes
}

/// Where each clause ends: its own paragraphs, then its children's.
fn ends(text: &str, paragraphs: &[Paragraph<'_>], nodes: &mut [Node]) {
    if let Some(last) = nodes.last_mut() {
        last.own.end = closing(text, paragraphs, last);
    }
    for node in nodes.iter_mut() {
        let end = paragraphs.get(node.own.end.saturating_sub(1)).map_or(node.clause.span.end, |p| p.line.end);
        node.clause.own.end = end.max(node.clause.own.end);
        node.clause.span.end = node.clause.own.end;
    }
    for i in (0..nodes.len()).rev() {
        let Some((end, Some(parent))) = nodes.get(i).map(|node| (node.clause.span.end, node.clause.parent)) else { continue };
        if let Some(parent) = nodes.get_mut(parent) {
            parent.clause.span.end = parent.clause.span.end.max(end);
        }
    }
}

/// The paragraph after the last clause's own: what follows may be the words that close the document, a signature, a date, an annex.
fn closing(text: &str, paragraphs: &[Paragraph<'_>], last: &Node) -> usize {
    let first = last.own.start;
    let noted = |i: usize| paragraphs.get(i).is_some_and(|p| !note::notes(p.line.of(text)).is_empty());
    let mut end = first + 1;
    for i in first + 1..last.own.end {
        let Some(paragraph) = paragraphs.get(i) else { break };
        let words = paragraph.line.of(text);
        if closes_document(words) || (noted(i - 1) && !noted(i)) || (matches!(last.opening, Opening::RunIn(_)) && !noted(i)) {
            break;
        }
        end = i + 1;
    }
    end
}

/// 本措施自印发之日起施行, a signature, a date, 附件:…, 联系人:….
fn closes_document(words: &str) -> bool {
    const WORDS: [&str; 9] = ["有效期", "印发之日", "发布之日", "公布之日", "起施行", "起实施", "负责解释", "为准", "不一致的"];
    let whole_rule = scan::first(words).is_some_and(|c| "本此以原上".contains(c)) && WORDS.iter().any(|word| words.contains(word));
    let has_no_sentence = !words.contains(['。', ';', '；', ',', '\u{ff0c}', ':', '：']);
    let signs = has_no_sentence && words.chars().count() <= 40;
    whole_rule || signs || ["附件", "附:", "联系人", "抄送", "(此件", "(联系人", "无附件", "原文链接", "Copyright"].iter().any(|w| words.starts_with(w))
}

fn headings(nodes: &mut [Node]) {
    for node in nodes {
        let has_more = !node.clause.leaf || node.own.len() > 1;
        node.clause.heading = match node.opening {
            Opening::Alone(span) | Opening::RunIn(span) => Some(span),
            Opening::OneSentence(span) if has_more => Some(span),
            Opening::OneSentence(_) | Opening::Text => None,
        };
    }
}

/// Several noted paragraphs under one number become its children: `5/1`, `5/2`.
fn noted_paragraphs(text: &str, paragraphs: &[Paragraph<'_>], nodes: Vec<Node>) -> Vec<Clause> {
    let mut moved: Vec<usize> = Vec::with_capacity(nodes.len());
    let mut clauses: Vec<Clause> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let mut clause = node.clause;
        clause.parent = clause.parent.and_then(|old| moved.get(old).copied());
        let at = clauses.len();
        moved.push(at);
        let noted: Vec<usize> = node
            .own
            .clone()
            .filter(|&i| paragraphs.get(i).is_some_and(|p| !note::notes(p.line.of(text)).is_empty()))
            .collect();
        let children = if clause.leaf && noted.len() > 1 { pieces(paragraphs, &node.own, &noted, &clause, at) } else { Vec::new() };
        if let Some(first) = children.first() {
            clause.leaf = false;
            clause.own.end = clause.number.end.max(clause.heading.map_or(0, |h| h.end)).min(first.span.start.max(clause.number.end));
        } else if !clause.leaf {
            clause.own.end = paragraphs.get(node.own.end.saturating_sub(1)).map_or(clause.own.end, |p| p.line.end);
        }
        let _ = node.kind;
        clauses.push(clause);
        clauses.extend(children);
    }
    clauses
}

/// The noted paragraphs of a clause, each with the paragraphs without a note that stand before it.
fn pieces(paragraphs: &[Paragraph<'_>], own: &std::ops::Range<usize>, noted: &[usize], parent: &Clause, at: usize) -> Vec<Clause> {
    let heading_line = own.start;
    let mut from = if noted.contains(&heading_line) { heading_line } else { heading_line + 1 };
    let mut children = Vec::new();
    for (n, &i) in noted.iter().enumerate() {
        let (Some(first), Some(last)) = (paragraphs.get(from), paragraphs.get(i)) else { break };
        let start = if from == heading_line { parent.heading.map_or(parent.number.end, |heading| heading.end) } else { first.line.start };
        let span = Span { start, end: last.line.end };
        children.push(Clause {
            path: format!("{}/{}", parent.path, n + 1),
            level: parent.level + 1,
            heading: None,
            number: Span { start, end: start },
            span,
            own: span,
            parent: Some(at),
            leaf: true,
        });
        from = i + 1;
    }
    children
}
