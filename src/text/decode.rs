//! From the bytes of a document to its words: plain text in any encoding that Chinese pages use, saved web pages, .docx. Reads no files itself, and
//! leaves what is furniture to `normalise`.

mod docx;
mod html;
mod numbering;
#[cfg(test)]
mod tests;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use thiserror::Error;

use crate::text::normalise::is_han;

/// The words of a document and what they were written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub format: Format,
    /// `UTF-8`, `gb18030`, …
    pub encoding: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Plain,
    Html,
    Docx,
}

/// Why a document can't be read, as a sentence for the person who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecodeError {
    #[error("the document is empty")]
    Empty,
    #[error("the document has {bytes} bytes; more than {LARGEST} are not read")]
    TooLarge { bytes: usize },
    #[error("the document is not text: it looks like {what}")]
    Binary { what: &'static str },
    #[error("the document is in no encoding that can be told (tried {tried})")]
    Encoding { tried: &'static str },
    #[error("the .docx can't be opened: {reason}")]
    Docx { reason: String },
    #[error("the document has hardly any Chinese in it ({han} characters)")]
    NotChinese { han: usize },
}

/// The largest document that is read, in bytes. The longest policies have less than one megabyte.
pub const LARGEST: usize = 32 << 20;

/// Fewer Chinese characters than this make no policy.
const FEWEST: usize = 20;

/// The words of a document.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > LARGEST {
        return Err(DecodeError::TooLarge { bytes: bytes.len() });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::Empty);
    }
    let decoded = if bytes.starts_with(b"PK\x03\x04") {
        Decoded { text: docx::text(bytes)?, format: Format::Docx, encoding: "UTF-8" }
    } else {
        let (text, encoding) = characters(bytes)?;
        match html::text(&text) {
            Some(text) => Decoded { text, format: Format::Html, encoding },
            None => Decoded { text, format: Format::Plain, encoding },
        }
    };
    let han = decoded.text.chars().filter(|&c| is_han(c)).take(FEWEST).count();
    if han < FEWEST { Err(DecodeError::NotChinese { han }) } else { Ok(decoded) }
}

/// Bytes as characters: what a byte-order mark says, UTF-8 if it is, else what the frequencies of the bytes say.
fn characters(bytes: &[u8]) -> Result<(String, &'static str), DecodeError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok((encoding.decode(bytes).0.into_owned(), encoding.name()));
    }
    if let Some(what) = binary(bytes) {
        return Err(DecodeError::Binary { what });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), "UTF-8"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    // GB 18030 holds all of GBK.
    let encoding = if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding };
    let (text, _, _) = encoding.decode(bytes);
    let lost = text.chars().filter(|&c| c == '\u{fffd}').count();
    if lost * 50 > text.chars().count() { Err(DecodeError::Encoding { tried: encoding.name() }) } else { Ok((text.into_owned(), encoding.name())) }
}

/// What bytes are that are no text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: [(&[u8], &str); 7] = [
        (b"%PDF", "a PDF; save it as text or .docx"),
        (b"\xd0\xcf\x11\xe0", "an old Word file (.doc or .wps); save it as .docx"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "a compressed file"),
        (b"{\\rtf", "an RTF file; save it as .docx"),
    ];
    let sign = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|&(_, what)| what);
    let zeros = bytes.iter().take(4096).filter(|&&b| b == 0).count();
    sign.or((zeros > 8).then_some("binary data"))
}
