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

/// What is offered for a query: an answer of GraphQL, or its rows as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Answer(Media),
    Table(Format),
}

/// What `/graphql` offers: tables under their own names only, since `application/json` is the answer itself.
pub fn answer(headers: &HeaderMap) -> Option<Offer> {
    let answers = [("application/json", Offer::Answer(Media::Json)), ("application/graphql-response+json", Offer::Answer(Media::Graphql))];
    let tables = Format::ALL.into_iter().filter(|format| *format != Format::Json).map(|format| (format.media_type(), Offer::Table(format)));
    best(headers, answers.into_iter().chain(tables))
}

/// What `/q` offers.
pub fn table(headers: &HeaderMap) -> Option<Format> {
    let others = Format::ALL.into_iter().filter(|format| *format != Format::Json);
    best(headers, std::iter::once(Format::Json).chain(others).map(|format| (format.media_type(), format)))
}

/// The offer that the client likes best; of two it likes as well, the one it names first, and of two under one name the one that is offered first.
/// Nothing if it takes none of them.
fn best<T>(headers: &HeaderMap, offers: impl Iterator<Item = (&'static str, T)>) -> Option<T> {
    let ranges = ranges(headers);
    let mut best: Option<(f32, usize, T)> = None;
    for (media_type, offer) in offers {
        let Some((quality, place)) = liking(&ranges, media_type) else { continue };
        if best.as_ref().is_none_or(|(most, first, _)| quality > *most || (quality == *most && place < *first)) {
            best = Some((quality, place, offer));
        }
    }
    best.map(|(.., offer)| offer)
}

/// How much a client wants a media type, and where it says so: the most specific range that fits decides, as RFC 9110 (12.5.1) has it. Nothing if it
/// does not want it.
fn liking(ranges: &[(String, f32)], media_type: &str) -> Option<(f32, usize)> {
    if ranges.is_empty() {
        return Some((1.0, 0));
    }
    let family = media_type.split('/').next().unwrap_or_default();
    let names = [media_type, &format!("{family}/*"), "*/*"];
    let found = names.iter().find_map(|name| ranges.iter().position(|(range, _)| range == name));
    found.and_then(|place| Some((ranges.get(place)?.1, place))).filter(|(quality, _)| *quality > 0.0)
}

/// The media ranges that a client names, in small letters, each with how much it wants it. One with a quality that is no number is not wanted.
fn ranges(headers: &HeaderMap) -> Vec<(String, f32)> {
    let values = headers.get_all(header::ACCEPT).iter().flat_map(|value| value.to_str().unwrap_or_default().split(','));
    let range = |range: &str| {
        let range = range.to_ascii_lowercase();
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_owned();
        let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |quality| quality.parse().unwrap_or(0.0));
        (name, quality)
    };
    values.filter(|range| !range.trim().is_empty()).map(range).collect()
}

/// Whether this is a person with a browser: only they name HTML.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().any(|value| value.to_str().is_ok_and(|value| value.contains("text/html")))
}
