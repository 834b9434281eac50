//! Which media type a client wants: one of the two of GraphQL over HTTP, or a table.

use axum::http::{HeaderMap, header};

use crate::table::Format;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// `application/json`: the answer is well formed HTTP, whatever it says, so a refused query comes with 200.
    Json,
    /// `application/graphql-response+json`: the status says how the query ended.
    Graphql,
}

impl Media {
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
        }
    }
}

/// The type that the client likes best; of two it likes as well, the one it names first. Nothing if it takes neither.
pub fn negotiate(headers: &HeaderMap) -> Option<Media> {
    let mut best: Option<(Media, f32)> = None;
    let mut named = false;
    for (name, quality) in ranges(headers) {
        named = true;
        let media = match name.as_str() {
            "application/graphql-response+json" => Media::Graphql,
            "application/json" | "application/*" | "*/*" => Media::Json,
            _ => continue,
        };
        if quality > best.map_or(0.0, |(_, quality)| quality) {
            best = Some((media, quality));
        }
    }
    if named { best.map(|(media, _)| media) } else { Some(Media::Json) }
}

/// The media types that a client names, in small letters, each with how much it wants it. One with a quality that is no number is not wanted.
fn ranges(headers: &HeaderMap) -> impl Iterator<Item = (String, f32)> {
    let values = headers.get_all(header::ACCEPT).iter().flat_map(|value| value.to_str().unwrap_or_default().split(','));
    values.filter(|range| !range.trim().is_empty()).map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |quality| quality.parse().unwrap_or(0.0));
        (name, quality)
    })
}

/// Whether this is a person with a browser: only they name HTML.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().any(|value| value.to_str().is_ok_and(|value| value.contains("text/html")))
}

/// The table that the client names before anything else; nothing if it names none.
pub fn table(headers: &HeaderMap) -> Option<Format> {
    let mut best: Option<(Option<Format>, f32)> = None;
    for (name, quality) in ranges(headers) {
        let format = Format::ALL.into_iter().find(|format| *format != Format::Json && format.media_type() == name);
        if quality > best.map_or(0.0, |(_, quality)| quality) {
            best = Some((format, quality));
        }
    }
    best?.0
}

/// Whether plain JSON would do.
pub fn takes_json(headers: &HeaderMap) -> bool {
    let mut named = ranges(headers).peekable();
    named.peek().is_none() || named.any(|(name, quality)| quality > 0.0 && matches!(name.as_str(), "application/json" | "application/*" | "*/*"))
}
