//! Paragraphs with numbers become a tree of clauses. Knows the order of numbers and where a clause ends; no letters, no annexes.

use std::collections::HashMap;

use super::Clause;
use super::heading::{self, Opening};
use super::number::Kind;
use super::part::Paragraph;
use crate::model::span::Span;
use crate::text::note::Note;
use crate::text::scan;

struct Node {
    clause: Clause,
    /// Its paragraphs without those of its children.
    own: std::ops::Range<usize>,
    opening: Opening,
}

pub fn build(text: &str, paragraphs: &[Paragraph<'_>], notes: &[Note]) -> Vec<Clause> {
    let firsts: Vec<Option<Span>> = paragraphs.iter().map(|paragraph| first_note(notes, paragraph.line)).collect();
    let noted: Vec<Noted> = paragraphs.iter().zip(&firsts).map(|(paragraph, first)| Noted::of(text, paragraph, *first)).collect();
    let mut nodes = nodes(text, paragraphs, &firsts);
    ends(text, paragraphs, &noted, &mut nodes);
    headings(&mut nodes, &noted);
    noted_paragraphs(paragraphs, &noted, nodes)
}

/// The first note of a paragraph.
fn first_note(notes: &[Note], line: Span) -> Option<Span> {
    let at = notes.partition_point(|note| note.span.start < line.start);
    notes.get(at).map(|note| note.span).filter(|note| line.contains(*note))
}

/// What notes a paragraph has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noted {
    Not,
    /// Words, and a note.
    Ends,
    /// The note is the whole paragraph, and belongs to the one before.
    Whole,
}

impl Noted {
    fn of(text: &str, paragraph: &Paragraph<'_>, first_note: Option<Span>) -> Noted {
        let Some(first) = first_note else { return Noted::Not };
        let start = paragraph.mark.map_or(paragraph.line.start, |mark| mark.span.end);
        let before = Span { start, end: first.start.max(start) };
        if before.of(text).trim().is_empty() && paragraph.mark.is_none() { Noted::Whole } else { Noted::Ends }
    }
}

/// One node a numbered paragraph, with its parent.
fn nodes(text: &str, paragraphs: &[Paragraph<'_>], first_notes: &[Option<Span>]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut paths: HashMap<String, u32> = HashMap::new();
    let depths = Depths::of(paragraphs);
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let Some(mark) = paragraph.mark else {
            if closes_clauses(paragraph.line.of(text)) {
                open.clear();
            }
            continue;
        };
        let rank = depths.of_kind(mark.kind);
        match open.iter().position(|&(other, _)| other == rank) {
            Some(depth) => open.truncate(depth),
            None => open.retain(|&(other, _)| other < rank),
        }
        let parent = open.last().map(|&(_, node)| node);
        let path = match parent.and_then(|parent| nodes.get(parent)) {
            Some(parent) => format!("{}/{}", parent.clause.path, mark.label),
            None => mark.label.to_owned(),
        };
        // A document may give one number twice by mistake; a path stands for one clause.
        let count = paths.entry(path.clone()).or_default();
        *count += 1;
        let path = if *count > 1 { format!("{path}-{count}") } else { path };
        open.push((rank, nodes.len()));
        let end = first_notes.get(i).copied().flatten().map_or(paragraph.line.end, |note| note.start);
        let rest = scan::trim(text, Span { start: mark.span.end, end: end.max(mark.span.end) }, "");
        let begins = |p: &Paragraph<'_>| p.mark.is_some() || closes_clauses(p.line.of(text));
        let next = paragraphs.iter().skip(i + 1).position(begins).map_or(paragraphs.len(), |n| i + 1 + n);
        let clause =
            Clause { path, level: open.len(), heading: None, number: mark.span, span: paragraph.line, own: paragraph.line, parent, leaf: true };
        nodes.push(Node { clause, own: i..next, opening: heading::opening(text, rest) });
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            parent.clause.leaf = false;
        }
    }
    nodes
}

/// 附则 alone on its line, without a number: what follows is of the whole document, not of the clause before it.
fn closes_clauses(words: &str) -> bool {
    words.starts_with('附') && words.chars().filter(|c| !c.is_whitespace()).eq("附则".chars())
}

/// How deep the kinds of numbers stand in this document. Articles stand above 一、 and (一), unless those go on counting from article to article: then they
/// are headings over rows of articles.
struct Depths {
    above_articles: Vec<Kind>,
}

impl Depths {
    fn of(paragraphs: &[Paragraph<'_>]) -> Depths {
        let marks: Vec<_> = paragraphs.iter().filter_map(|paragraph| paragraph.mark).collect();
        let goes_on = |kind: Kind| {
            let mut last: Option<(i64, usize)> = None;
            let (mut articles, mut across, mut restarts) = (0, 0, 0);
            for mark in &marks {
                articles += usize::from(mark.kind == Kind::Article);
                if mark.kind != kind {
                    continue;
                }
                if let Some((value, _)) = last.filter(|&(_, seen)| seen < articles) {
                    if mark.value == value + 1 { across += 1 } else { restarts += 1 }
                }
                last = Some((mark.value, articles));
            }
            across > restarts
        };
        let above_articles = [Kind::Chinese, Kind::ChineseInBrackets].into_iter().filter(|&kind| goes_on(kind)).collect();
        Depths { above_articles }
    }

    fn of_kind(&self, kind: Kind) -> u8 {
        let place = kind as u8 * 2;
        // Between (一) and 1.
        let below = |kind: Kind| kind as u8 * 2 + 1;
        match (kind, self.above_articles.iter().max()) {
            (Kind::Article, Some(&last)) => below(last),
            _ => place,
        }
    }
}

/// Where each clause ends: its own paragraphs, then its children's.
fn ends(text: &str, paragraphs: &[Paragraph<'_>], noted: &[Noted], nodes: &mut [Node]) {
    if let Some(last) = nodes.last_mut() {
        last.own.end = closing(paragraphs, noted, text, last);
    }
    for node in nodes.iter_mut() {
        let end = paragraphs.get(node.own.end.saturating_sub(1)).map_or(node.clause.span.end, |p| p.line.end);
        node.clause.own.end = end.max(node.clause.own.end);
        node.clause.span.end = node.clause.own.end;
    }
    for i in (0..nodes.len()).rev() {
        let Some((end, Some(parent))) = nodes.get(i).map(|node| (node.clause.span.end, node.clause.parent)) else {
            continue;
        };
        if let Some(parent) = nodes.get_mut(parent) {
            parent.clause.span.end = parent.clause.span.end.max(end);
        }
    }
}

/// The paragraph after the last clause's own: what follows may be the words that close the document, a signature, a date, an annex.
fn closing(paragraphs: &[Paragraph<'_>], noted: &[Noted], text: &str, last: &Node) -> usize {
    let first = last.own.start;
    let at = |i: usize| noted.get(i).copied().unwrap_or(Noted::Not);
    let mut end = first + 1;
    for i in first + 1..last.own.end {
        let Some(paragraph) = paragraphs.get(i) else {
            break;
        };
        let is_broken = |line: Span| {
            scan::last(line.of(text)).is_some_and(|c| !matches!(c, '。' | ';' | '；' | ':' | '：' | '!' | '?' | '”') && !scan::closes(c))
        };
        let goes_on = at(i) != Noted::Not
            || (i > first + 1 || paragraph_is_prose(text, paragraphs, first)) && paragraphs.get(i - 1).is_some_and(|before| is_broken(before.line));
        if !goes_on && (closes_document(paragraph.line.of(text)) || at(i - 1) != Noted::Not || matches!(last.opening, Opening::RunIn(_))) {
            break;
        }
        end = i + 1;
    }
    end
}

/// Whether a paragraph holds more than a heading: a stop, with words after it.
fn paragraph_is_prose(text: &str, paragraphs: &[Paragraph<'_>], i: usize) -> bool {
    paragraphs.get(i).is_some_and(|paragraph| paragraph.line.of(text).trim_end_matches('。').contains('。'))
}

/// 本措施自印发之日起施行, a signature, a date, 附件:…, 联系人:….
fn closes_document(words: &str) -> bool {
    const WORDS: [&str; 9] = ["有效期", "印发之日", "发布之日", "公布之日", "起施行", "起实施", "负责解释", "为准", "不一致的"];
    let whole_rule = scan::first(words).is_some_and(|c| "本此以原上".contains(c)) && WORDS.iter().any(|word| words.contains(word));
    let has_no_sentence = !words.contains(['。', ';', '；', ',', '\u{ff0c}', ':', '：']);
    let signs = has_no_sentence && words.chars().count() <= 40;
    whole_rule
        || signs
        || ["附件", "附:", "征求意见", "联系人", "抄送", "(此件", "(联系人", "无附件", "原文链接", "Copyright"].iter().any(|w| words.starts_with(w))
}

fn headings(nodes: &mut [Node], noted: &[Noted]) {
    for node in nodes {
        let paragraphs = node.own.clone().skip(1).filter(|&i| noted.get(i) != Some(&Noted::Whole)).count();
        let has_more = !node.clause.leaf || paragraphs > 0;
        node.clause.heading = match node.opening {
            Opening::Alone(span) | Opening::RunIn(span) => Some(span),
            Opening::OneSentence(span) if has_more => Some(span),
            Opening::OneSentence(_) | Opening::Text => None,
        };
    }
}

/// Several noted paragraphs under one number become its children: `5/1`, `5/2`.
fn noted_paragraphs(paragraphs: &[Paragraph<'_>], noted: &[Noted], nodes: Vec<Node>) -> Vec<Clause> {
    let mut moved: Vec<usize> = Vec::with_capacity(nodes.len());
    let mut clauses: Vec<Clause> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let mut clause = node.clause;
        clause.parent = clause.parent.and_then(|old| moved.get(old).copied());
        let at = clauses.len();
        moved.push(at);
        let ends = if clause.leaf { note_ends(&node.own, noted) } else { Vec::new() };
        let children = if ends.len() > 1 { pieces(paragraphs, &node.own, &ends, &clause, at) } else { Vec::new() };
        if let Some(first) = children.first() {
            clause.leaf = false;
            clause.own.end = clause.number.end.max(clause.heading.map_or(0, |h| h.end)).min(first.span.start.max(clause.number.end));
        }
        clauses.push(clause);
        clauses.extend(children);
    }
    clauses
}

/// The last paragraph of each noted one: a paragraph with its note, and the lines after it that are notes and no more.
fn note_ends(own: &std::ops::Range<usize>, noted: &[Noted]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for i in own.clone() {
        match (noted.get(i), ends.last_mut()) {
            (Some(Noted::Whole), Some(last)) if *last + 1 == i => *last = i,
            (Some(Noted::Whole | Noted::Ends), _) => ends.push(i),
            _ => {}
        }
    }
    ends
}

/// The noted paragraphs of a clause, each with the paragraphs without a note that stand before it; those after the last note are a piece of their own.
fn pieces(paragraphs: &[Paragraph<'_>], own: &std::ops::Range<usize>, ends: &[usize], parent: &Clause, at: usize) -> Vec<Clause> {
    let heading_line = own.start;
    let mut from = if ends.first() == Some(&heading_line) { heading_line } else { heading_line + 1 };
    let mut children = Vec::new();
    let rest = own.end.checked_sub(1).filter(|last| ends.last().is_some_and(|end| end < last));
    for (n, i) in ends.iter().copied().chain(rest).enumerate() {
        let (Some(first), Some(last)) = (paragraphs.get(from), paragraphs.get(i)) else {
            break;
        };
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
