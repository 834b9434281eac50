//! The words of a .docx: its paragraphs as lines. Automatic numbers are not in the words, and are not made up.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::{DecodeError, LARGEST};

pub fn text(bytes: &[u8]) -> Result<String, DecodeError> {
    let broken = |reason: String| DecodeError::Docx { reason };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let body = archive.by_name("word/document.xml").map_err(|_| broken("it has no word/document.xml".to_owned()))?;
    let mut xml = String::new();
    // A small archive can unpack to any size.
    body.take(LARGEST as u64 + 1).read_to_string(&mut xml).map_err(|error| broken(error.to_string()))?;
    if xml.len() > LARGEST {
        return Err(DecodeError::TooLarge { bytes: xml.len() });
    }
    paragraphs(&xml).map_err(|error| broken(error.to_string()))
}

fn paragraphs(xml: &str) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut shown = false; // inside w:t; deleted words and field codes are in other elements
    loop {
        match reader.read_event()? {
            Event::Start(tag) if is(tag.name().as_ref(), "t") => shown = true,
            Event::End(tag) if is(tag.name().as_ref(), "t") => shown = false,
            Event::End(tag) if is(tag.name().as_ref(), "p") => text.push('\n'),
            Event::Empty(tag) if is(tag.name().as_ref(), "br") || is(tag.name().as_ref(), "cr") => text.push('\n'),
            Event::Empty(tag) if is(tag.name().as_ref(), "tab") => text.push(' '),
            Event::Text(words) if shown => text.push_str(words.as_ref()),
            Event::GeneralRef(entity) if shown => text.extend(character(&entity)),
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// Whether a name is this one of WordprocessingML.
fn is(name: &str, local: &str) -> bool {
    name.strip_prefix("w:") == Some(local)
}

/// `&amp;` and `&#8220;`.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    match entity.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
