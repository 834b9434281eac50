//! Which paragraphs are the document itself: not the letter before it, not its annexes. Knows paragraphs and their numbers, no tree.

use super::number::{self, Kind, Mark};
use crate::model::span::Span;
use crate::text::scan;

/// A paragraph of the document, with the number it begins with if that is one of a clause.
#[derive(Debug, Clone, Copy)]
pub struct Paragraph<'t> {
    pub line: Span,
    pub mark: Option<Mark<'t>>,
}

/// The paragraphs of the part that holds the clauses.
pub fn main(text: &str) -> Vec<Paragraph<'_>> {
    let parts = parts(text);
    let numbered: Vec<usize> = (0..parts.len()).filter(|&i| parts.get(i).is_some_and(|part| clauses(part) > 0)).collect();
    let best = numbered.iter().copied().find(|&i| {
        let Some(part) = parts.get(i) else {
            return false;
        };
        let following = numbered.iter().filter(|&&j| j > i).filter_map(|&j| parts.get(j)).map(|part| clauses(part)).max().unwrap_or(0);
        !(is_letter(text, part) && following > clauses(part))
    });
    best.or(numbered.first().copied()).and_then(|i| parts.into_iter().nth(i)).unwrap_or_default()
}

fn clauses(part: &[Paragraph<'_>]) -> usize {
    part.iter().filter(|paragraph| paragraph.mark.is_some()).count()
}

/// A letter or notice about a document that follows it: it asks for comments or sends the document out.
fn is_letter(text: &str, part: &[Paragraph<'_>]) -> bool {
    const SIGNS: [&str; 9] = ["征求意见", "意见建议", "反馈", "印发给你们", "现予印发", "起草说明", "征集", "公开征求", "转发给你们"];
    let length: usize = part.iter().map(|paragraph| paragraph.line.of(text).len()).sum();
    length < 9000 && part.iter().any(|paragraph| SIGNS.iter().any(|sign| paragraph.line.of(text).contains(sign)))
}

fn parts(text: &str) -> Vec<Vec<Paragraph<'_>>> {
    let mut parts: Vec<Vec<Paragraph<'_>>> = vec![Vec::new()];
    let mut sequence = Sequence::default();
    let mut listing = false; // inside a list of annexes: 附件:1.… 2.…
    let (mut listed, mut signed) = (false, false); // annexes were named, the document was signed
    let mut contents = Contents::default();
    let lines: Vec<Span> = scan::lines(text).collect();
    // 2 支持创新 is a number only over 2.1 支持研发.
    let above: Vec<&str> = lines.iter().filter_map(|&line| number::read(text, line)?.label.strip_suffix(".1")).collect();
    for line in lines {
        let words = line.of(text);
        let numbered_annex = lists_annexes(words) && words.chars().any(|c| c.is_ascii_digit()) && (listed || signed) && !listing;
        if begins_annex(words) || numbered_annex {
            parts.push(Vec::new());
            sequence = Sequence::default();
            (listing, listed, signed) = (false, true, false);
        } else if lists_annexes(words) {
            (listing, listed) = (true, true);
        }
        signed |= is_date(words);
        let mut mark = number::read(text, line).or_else(|| number::spaced(text, line).filter(|mark| above.contains(&mark.label)));
        if listing {
            // 2.某方案 goes on with the list; 一、 does not.
            listing = mark.is_some_and(|mark| mark.kind == Kind::Arabic) || lists_annexes(words);
            mark = mark.filter(|_| !listing);
        }
        if mark.is_some() && contents.skips(words, mark) {
            mark = None;
        }
        mark = mark.filter(|mark| sequence.accepts(mark));
        if let Some(mark) = mark {
            if sequence.restarts(&mark) {
                parts.push(Vec::new());
                sequence = Sequence::default();
            }
            sequence.follow(&mark);
        } else {
            contents.sees(words);
        }
        if let Some(part) = parts.last_mut() {
            part.push(Paragraph { line, mark });
        }
    }
    parts
}

/// 附件, 附件1, 附件2: on a line of their own, before the annex itself.
fn begins_annex(words: &str) -> bool {
    let Some(rest) = words.strip_prefix("附件").or_else(|| words.strip_prefix("附录")) else {
        return false;
    };
    let rest = rest.trim_start().trim_end_matches([':', '：']).trim();
    rest.chars().all(|c| c.is_ascii_digit() || crate::text::number::begins(c) || matches!(c, '-' | '—' | '.'))
}

/// 附件:1.某办法 or 附件:某名单: names annexes.
fn lists_annexes(words: &str) -> bool {
    let Some(rest) = words.strip_prefix("附件").or_else(|| words.strip_prefix("附 件")) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with([':', '：', '.', '、']) && !rest.trim_start_matches([':', '：']).trim().is_empty()
}

fn is_date(words: &str) -> bool {
    crate::text::date::dates(words).first().is_some_and(|date| date.span.of(words).len() == words.len())
}

/// A table of contents numbers the same clauses before they come.
#[derive(Default)]
struct Contents {
    inside: bool,
    seen: Vec<String>,
}

impl Contents {
    fn sees(&mut self, words: &str) {
        let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        if bare == "目录" {
            self.inside = true;
        }
    }

    /// Inside the table; it ends where its first entry comes again.
    fn skips(&mut self, words: &str, mark: Option<Mark<'_>>) -> bool {
        let Some(mark) = mark.filter(|_| self.inside) else {
            return false;
        };
        let entry = format!("{:?}{}", mark.kind, mark.value);
        if self.seen.contains(&entry) {
            self.inside = false;
            return false;
        }
        let _ = words;
        self.seen.push(entry);
        true
    }
}

/// The numbers seen so far in a part, by kind.
#[derive(Default)]
struct Sequence {
    last: Vec<(Kind, i64)>,
    outermost: Option<Kind>,
}

impl Sequence {
    fn last(&self, kind: Kind) -> Option<i64> {
        self.last.iter().find(|(seen, _)| *seen == kind).map(|&(_, value)| value)
    }

    /// An Arabic number without brackets is weak: it must begin a row or go on with one.
    fn accepts(&self, mark: &Mark<'_>) -> bool {
        if !matches!(mark.kind, Kind::Arabic | Kind::Decimal | Kind::SubDecimal) {
            return true;
        }
        if mark.kind != Kind::Arabic {
            return mark.value == 1 || self.last(mark.kind).is_some_and(|last| last + 1 == mark.value);
        }
        mark.value == 1 || self.last(Kind::Arabic).is_some_and(|last| (last..=last + 5).contains(&mark.value))
    }

    /// The outermost numbering begins again: another document. Chapters restart nothing, nor does a row that had one entry, nor 2.1 after 1.2.
    fn restarts(&self, mark: &Mark<'_>) -> bool {
        let goes_on = matches!(mark.kind, Kind::Decimal | Kind::SubDecimal) && !mark.label.starts_with("1.");
        Some(mark.kind) == self.outermost && mark.value == 1 && !goes_on && self.last(mark.kind).is_some()
    }

    fn follow(&mut self, mark: &Mark<'_>) {
        if self.outermost.is_none_or(|kind| mark.kind < kind) {
            self.outermost = Some(mark.kind);
        }
        match self.last.iter_mut().find(|(kind, _)| *kind == mark.kind) {
            Some((_, value)) => *value = mark.value,
            None => self.last.push((mark.kind, mark.value)),
        }
    }
}
