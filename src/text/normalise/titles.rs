//! Titles that the text names: 《…实施方案》已经市政府同意. A title that the page broke over lines is known by its name. Knows names, no layout beyond lines.

use std::collections::HashSet;

use crate::text::scan;

/// No title stands on more lines than this.
const LINES: usize = 4;

/// Longest line of a title, in characters.
const LONGEST: usize = 50;

/// The names between 《 and 》, without marks and spaces.
pub struct Named(HashSet<String>);

impl Named {
    pub fn in_text(text: &str) -> Named {
        let mut names = HashSet::new();
        for (at, mark) in text.match_indices('《') {
            let rest = scan::after(text, at + mark.len(), LINES * LONGEST);
            // A name may hold names: 《贯彻〈…〉实施方案》, or with the same marks twice.
            let ends = rest.match_indices('》').take(2).map(|(end, _)| end);
            names.extend(ends.map(|end| bare(scan::upto(rest, end))).filter(|name| name.chars().count() >= 8));
        }
        Named(names)
    }

    /// How many of the lines, from the first on, make one title that the text names; one if the first is no beginning of such a title.
    pub fn lines(&self, lines: &[&str]) -> usize {
        let mut whole = String::new();
        for (i, line) in lines.iter().take(LINES).enumerate() {
            if line.chars().take(LONGEST + 1).count() > LONGEST || line.contains(['。', ',', ';']) {
                return 1;
            }
            whole.push_str(&bare(line));
            if i > 0 && self.0.contains(&whole) {
                return i + 1;
            }
        }
        1
    }
}

/// Without marks of names and spaces.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !"《》〈〉<>“”".contains(*c)).collect()
}
