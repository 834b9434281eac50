//! The form of a document's text: one paragraph a line, no white space around it, ASCII at half width. What departs from it would make quotes miss.

use super::problem::{Code, Problem, Problems};
use super::source::Source;
use std::ops::Range;
use std::sync::Arc;

/// Reports, once a kind, what is not in normal form.
pub fn check(text: &Arc<Source>, problems: &mut Problems) {
    let wide = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}');
    report(text, text.text.char_indices().filter(|&(_, c)| wide(c)).map(|(at, c)| at..at + c.len_utf8()), Kind::Wide, problems);
    let lines = lines(&text.text);
    let of = |line: &Range<usize>| text.text.get(line.clone()).unwrap_or_default();
    let empty = lines.iter().filter(|line| of(line).trim().is_empty()).map(|line| line.start..line.start);
    report(text, empty, Kind::Empty, problems);
    let padded = lines.iter().filter(|line| !of(line).trim().is_empty() && of(line).trim().len() < of(line).len());
    report(text, padded.cloned(), Kind::Padded, problems);
}

#[derive(Clone, Copy)]
enum Kind {
    Wide,
    Empty,
    Padded,
}

fn report(text: &Arc<Source>, mut places: impl Iterator<Item = Range<usize>>, kind: Kind, problems: &mut Problems) {
    let Some(first) = places.next() else { return };
    let more = match places.count() {
        0 => String::new(),
        count => format!(", and {count} more"),
    };
    let (what, label, help) = match kind {
        Kind::Wide => {
            ("a full-width character", "full width", "write ASCII characters at half width: `(`, `,`, `:`, `;`, digits, letters and spaces")
        }
        Kind::Empty => ("an empty line", "empty", "one paragraph a line, and no empty lines"),
        Kind::Padded => ("white space at an end of a line", "this line", "take it away; lines end in `\\n` alone"),
    };
    let problem = Problem::new(Code::NotNormal, format!("the text has {what}{more}")).at(text, first, label);
    problems.push(problem.help(help));
}

/// Each line without its `\n`.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push(start..start + line.trim_end_matches('\n').len());
        start += line.len();
    }
    lines
}
