//! From a document as found to the normal form of `facts/README.md`: one paragraph a line, half-width ASCII forms, simplified characters, no
//! pinyin, no doubled marks, no furniture of the web page. Rewords nothing; what it had to guess or could not restore is in the remarks.

mod characters;
mod furniture;
mod lines;
mod mojibake;
mod pinyin;
mod punctuation;
mod run_together;
mod script;
#[cfg(test)]
mod tests;
mod titles;

pub use characters::fold;
pub(super) use characters::is_han;

/// A text in normal form, and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Normalised {
    pub text: String,
    pub remarks: Vec<Remark>,
}

/// One kind of thing done to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Brackets with the pinyin of the character before them, removed.
    Pinyin { count: usize },
    /// Marks that stood two or more together, reduced to one.
    Doubled { count: usize },
    /// The document was in traditional characters.
    Traditional,
    /// A character was lost and stands as □.
    Lost { around: String },
    /// A character was lost and is restored, because only one fits and the document has the word elsewhere. To be reviewed.
    Restored { around: String },
    /// A line of the web page, removed.
    Furniture { line: String },
    /// Two lines of the page that are one paragraph.
    Joined { line: String },
}

/// The mark for a character that is lost (GB/T 15834).
pub const LOST: char = '□';

/// Passes until nothing changes: a line that goes may bring another to light.
const PASSES: usize = 8;

/// The normal form of a document, and remarks on what was done. Normalising a normal text changes nothing.
pub fn normalise(raw: &str) -> Normalised {
    let mut remarks = Vec::new();
    let mut text = characters(raw, &mut remarks);
    for _ in 0..PASSES {
        let next = paragraphs(&text, &mut remarks);
        let next = characters(&next, &mut remarks);
        if next == text {
            break;
        }
        text = next;
    }
    Normalised { text, remarks }
}

/// What happens inside a line.
fn characters(raw: &str, remarks: &mut Vec<Remark>) -> String {
    let text = characters::fold(raw);
    let text = pinyin::remove(&text, remarks);
    let text = mojibake::repair(&text, remarks);
    let text = script::simplify(text, remarks);
    punctuation::reduce(&text, remarks)
}

/// What happens to whole lines.
fn paragraphs(text: &str, remarks: &mut Vec<Remark>) -> String {
    let kept = furniture::remove(text, remarks);
    lines::join(&kept, remarks)
}
