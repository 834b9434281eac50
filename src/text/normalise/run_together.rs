//! Clauses that run together on one line: `…意见。1.对企业…。2.对项目…`. A page without paragraphs is laid out again where the numbers of a row say that a
//! clause begins. Knows numbers, no headings.

use crate::model::span::Span;
use crate::text::outline;
use crate::text::scan;

/// A shorter line is a clause with a list in it, in characters.
const SHORTEST: usize = 80;

/// The clauses of a line, or the line itself. A clause begins after a full stop, and its number goes on with the one before it.
pub fn parts(line: &str) -> Vec<&str> {
    if line.chars().take(SHORTEST).count() < SHORTEST {
        return vec![line];
    }
    let number = |at: usize| outline::number_at(line, Span::new(at, line.len()));
    let stops = line.match_indices('。').map(|(at, stop)| at + stop.len()).map(|at| at + note_end(scan::from(line, at)));
    let marks: Vec<(usize, outline::Number)> = stops.filter_map(|at| number(at).map(|mark| (at, mark))).collect();
    // A row goes on with the number that the line itself begins with, or it begins with 1 and has a second number. The rows within its clauses are seen when
    // each of those is a line of its own.
    let goes_on = number(0).map(|first| row(Some(first), &marks)).filter(|cuts| !cuts.is_empty());
    let begins = || Some(row(None, &marks)).filter(|cuts| cuts.len() > 1);
    let cuts = goes_on.or_else(begins).unwrap_or_default();
    let ends = cuts.iter().copied().chain([line.len()]);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    starts.zip(ends).map(|(start, end)| scan::slice(line, start, end).trim()).filter(|part| !part.is_empty()).collect()
}

/// Where the numbers stand that go on counting from one.
fn row(mut last: Option<outline::Number>, marks: &[(usize, outline::Number)]) -> Vec<usize> {
    let mut cuts = Vec::new();
    for &(at, mark) in marks {
        let goes_on = last.map_or(mark.value == 1, |last| last.kind == mark.kind && last.value + 1 == mark.value);
        if goes_on {
            cuts.push(at);
            last = Some(mark);
        }
    }
    cuts
}

/// The note that follows a stop belongs to the clause before it.
fn note_end(rest: &str) -> usize {
    let whole = Span::new(0, rest.len().min(rest.find('。').map_or(rest.len(), |at| at + '。'.len_utf8())));
    let note = scan::brackets(rest, whole).into_iter().next().filter(|bracket| bracket.start == 0 && outline::number_at(rest, whole).is_none());
    note.map_or(0, |bracket| {
        let end = bracket.range().end;
        end + scan::from(rest, end).len() - scan::from(rest, end).trim_start_matches(['。', ' ']).len()
    })
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn lines_and_their_clauses() {
        let filler = "为进一步支持本市工业企业加快发展、扩大生产、提高质量、增加效益、降低成本、减少负担、稳定就业、促进创新、优化环境、提升服务,根据国家和省有关规定,结合本市实际,现提出以下意见。";
        let cases: [(String, usize); 7] = [
            (format!("{filler}1.对企业给予奖励。责任单位:市工信局。2.对项目给予补助。"), 3),
            (format!("一、支持企业。{filler}(市工信局)二、支持项目。给予补助。(市科技局)三、支持园区。"), 3),
            (format!("一、支持企业。{filler}(一)对企业给予奖励。(二)对项目给予补助。二、支持园区。"), 2),
            (format!("一、支持企业。{filler}(一)对企业给予奖励。(二)对项目给予补助。"), 3),
            (format!("{filler}其中:1.2万元以上的。"), 1),
            (format!("{filler}2.对项目给予补助。"), 1),
            ("1.对企业。2.对项目。".to_owned(), 1),
        ];
        for (line, expected) in cases {
            assert_eq!(parts(&line).len(), expected, "{line}");
            assert_eq!(parts(&line).concat(), line, "no word is lost");
        }
    }
}
