//! The words of a .docx: its paragraphs as lines, with the numbers that Word shows before those of its lists.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::numbering::{Lists, Place};
use super::{DecodeError, LARGEST};

pub fn text(bytes: &[u8]) -> Result<String, DecodeError> {
    let broken = |reason: String| DecodeError::Docx { reason };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let xml = part(&mut archive, "word/document.xml")?.ok_or_else(|| broken("it has no word/document.xml".to_owned()))?;
    let numbering = part(&mut archive, "word/numbering.xml")?;
    let mut lists = numbering.map_or(Ok(Lists::default()), |xml| Lists::read(&xml)).map_err(|error| broken(error.to_string()))?;
    paragraphs(&xml, &mut lists).map_err(|error| broken(error.to_string()))
}

/// One file of the archive, if it is there.
fn part(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, DecodeError> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut xml = String::new();
    // A small archive can unpack to any size.
    file.take(LARGEST as u64 + 1).read_to_string(&mut xml).map_err(|error| DecodeError::Docx { reason: error.to_string() })?;
    if xml.len() > LARGEST { Err(DecodeError::TooLarge { bytes: xml.len() }) } else { Ok(Some(xml)) }
}

fn paragraphs(xml: &str, lists: &mut Lists) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut shown = false; // inside w:t; deleted words and field codes are in other elements
    let (mut start, mut place) = (0, Place::default());
    loop {
        match reader.read_event()? {
            Event::Start(tag) if is(tag.name().as_ref(), "t") => shown = true,
            Event::End(tag) if is(tag.name().as_ref(), "t") => shown = false,
            Event::Start(tag) if is(tag.name().as_ref(), "p") => (start, place) = (text.len(), Place::default()),
            Event::End(tag) if is(tag.name().as_ref(), "p") => {
                if let Some(number) = place.number(lists).filter(|_| start < text.len()) {
                    text.insert_str(start, &number);
                }
                place = Place::default();
                text.push('\n');
            }
            Event::Empty(tag) if is(tag.name().as_ref(), "br") || is(tag.name().as_ref(), "cr") => text.push('\n'),
            Event::Empty(tag) if is(tag.name().as_ref(), "tab") => text.push(' '),
            Event::Empty(tag) => place.see(&tag),
            Event::Text(words) if shown => text.push_str(words.as_ref()),
            Event::GeneralRef(entity) if shown => text.extend(character(&entity)),
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// Whether a name is this one of WordprocessingML.
pub fn is(name: &str, local: &str) -> bool {
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
