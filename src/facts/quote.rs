//! Finds the words of a fact in the text of its document. Knows no meaning: words are there to the letter, or they are not.

use crate::model::span::Span;

/// Where `quote` stands in this part of the text, first occurrence.
pub fn find(text: &str, within: Span, quote: &str) -> Option<Span> {
    let at = within.start as usize + within.of(text).find(quote)?;
    Some(Span::new(at, at + quote.len()))
}

/// ASCII at half width, as texts have it.
pub fn narrow(quote: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    quote.chars().map(half).collect()
}

/// For words that are not there: how far they agree with the text, and how the text goes on.
pub struct Near {
    /// The longest beginning of the quote that the text has.
    pub agrees: String,
    /// What the text has after it.
    pub goes_on: String,
}

/// The place where a quote leaves the text. None if not even its first few characters are there.
pub fn nearest(text: &str, quote: &str) -> Option<Near> {
    const ENOUGH: usize = 4;
    const SHOWN: usize = 16;
    let ends: Vec<usize> = quote.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let holds = |end: &usize| quote.get(..*end).is_some_and(|beginning| text.contains(beginning));
    let agreed = ends.partition_point(holds);
    if agreed < ENOUGH {
        return None;
    }
    let agrees = quote.get(..ends[agreed - 1])?.to_owned();
    let after = text.find(&agrees)? + agrees.len();
    let goes_on = text.get(after..)?.chars().take_while(|c| *c != '\n').take(SHOWN).collect();
    Some(Near { agrees, goes_on })
}
