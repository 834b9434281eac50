//! Bytes that a reader may take whole, in parts, or not again: ranges, entity tags and dates as RFC 9110 has them.

use std::ops::RangeInclusive;
use std::time::SystemTime;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use headers::{ETag, Header, HeaderMapExt, IfMatch, IfModifiedSince, IfNoneMatch, IfRange, IfUnmodifiedSince, LastModified};
use http_range_header::{EndPosition, RangeUnsatisfiableError, StartPosition, parse_range_header};
use sha2::{Digest, Sha256};

use super::failure::Failure;
use crate::api::error::Code;

/// A file as it goes out: the same bytes for everyone who asks for it.
#[derive(Clone)]
pub struct File {
    bytes: Bytes,
    media_type: &'static str,
    /// The name under which a browser saves it; nothing if it shows it.
    name: Option<String>,
    etag: String,
    modified: SystemTime,
}

impl File {
    pub fn new(bytes: Vec<u8>, media_type: &'static str, name: Option<String>, modified: SystemTime) -> File {
        let digest = Sha256::digest(&bytes);
        let etag = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>();
        File { bytes: bytes.into(), media_type, name, etag: format!("\"{etag}\""), modified }
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The answer to a GET. Of several ranges at once none is served: the whole is.
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let etag: Option<ETag> = self.etag.parse().ok();
        let unchanged = |etag: &ETag| match (asked.typed_get::<IfNoneMatch>(), asked.typed_get::<IfModifiedSince>()) {
            (Some(known), _) => !known.precondition_passes(etag),
            (None, Some(since)) => !since.is_modified(self.modified),
            (None, None) => false,
        };
        // A date is looked at only where no tag is named, which says more.
        let refused = |etag: &ETag| match (asked.typed_get::<IfMatch>(), asked.typed_get::<IfUnmodifiedSince>()) {
            (Some(wanted), _) => !wanted.precondition_passes(etag),
            (None, Some(since)) => !since.precondition_passes(self.modified),
            (None, None) => false,
        };
        let mut response = match &etag {
            Some(etag) if refused(etag) => {
                let message = "The file is no longer the one that If-Match or If-Unmodified-Since names. Read it anew, without that header.";
                Failure::new(Code::PreconditionFailed, message).into_response()
            }
            Some(etag) if unchanged(etag) => StatusCode::NOT_MODIFIED.into_response(),
            etag => self.body(asked, etag.as_ref()),
        };
        let headers = response.headers_mut();
        headers.extend(etag.map(|etag| (ETag::name().clone(), encoded(&etag))).into_iter().filter_map(|(name, value)| Some((name, value?))));
        headers.typed_insert(LastModified::from(self.modified));
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        // Whoever keeps a copy asks whether it still holds: the facts can be loaded anew at any time.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }

    fn body(&self, asked: &HeaderMap, etag: Option<&ETag>) -> Response {
        let modified = LastModified::from(self.modified);
        let changed = asked.typed_get::<IfRange>().is_some_and(|kept| kept.is_modified(etag, Some(&modified)));
        let range = asked.get(header::RANGE).filter(|_| !changed).and_then(|range| single(range.to_str().ok()?, self.bytes.len()));
        let mut response = match range {
            None => Body::from(self.bytes.clone()).into_response(),
            Some(Some(range)) => {
                let part = self.bytes.slice(range.clone());
                let place = format!("bytes {}-{}/{}", range.start(), range.end(), self.bytes.len());
                (StatusCode::PARTIAL_CONTENT, [(header::CONTENT_RANGE, place)], part).into_response()
            }
            Some(None) => {
                let place = format!("bytes */{}", self.bytes.len());
                let message = format!("The range has no byte of the file, which has {}. Ask for one inside of it.", self.bytes.len());
                return ([(header::CONTENT_RANGE, place)], Failure::new(Code::RangeNotSatisfiable, message)).into_response();
            }
        };
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        let disposition = self.name.as_ref().and_then(|name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).ok());
        if let Some(disposition) = disposition {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    }
}

/// A range belongs to GET alone: HEAD is answered as if it asked for the whole (RFC 9110, 14.2).
pub async fn without_range(mut request: Request) -> Request {
    if request.method() == Method::HEAD {
        request.headers_mut().remove(header::RANGE);
    }
    request
}

fn encoded(header: &impl Header) -> Option<HeaderValue> {
    let mut values = Vec::new();
    header.encode(&mut values);
    values.pop()
}

/// The one range that is asked for: nothing if the header asks for several or says nothing that is understood, nothing inside if it lies outside
/// of the file.
fn single(text: &str, length: usize) -> Option<Option<RangeInclusive<usize>>> {
    let parsed = match parse_range_header(text) {
        Ok(parsed) => parsed,
        // The last 0 bytes.
        Err(RangeUnsatisfiableError::ZeroSuffix) if !text.contains(',') => return Some(None),
        Err(_) => return None,
    };
    let [range] = parsed.ranges.as_slice() else { return None };
    let place = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
    let start = match range.start {
        StartPosition::Index(index) => place(index),
        StartPosition::FromLast(count) => length.saturating_sub(place(count)),
    };
    let end = match range.end {
        EndPosition::Index(index) => place(index).min(length.saturating_sub(1)),
        EndPosition::LastByte => length.saturating_sub(1),
    };
    match start < length {
        true if start <= end => Some(Some(start..=end)),
        true => None,
        false => Some(None),
    }
}
