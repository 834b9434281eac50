//! From an HTTP request to a GraphQL request: a JSON object in a body, or the parameters of a URL.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody};
use axum::extract::Query;
use axum::http::{HeaderMap, Uri, header};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::failure::Failure;
use super::observe;
use super::options::{Options, in_words};
use crate::api::engine::GraphqlRequest;
use crate::api::error::{ApiError, Code};
use crate::api::saved::SavedQuery;

/// `application/json`, in UTF-8. No other type is read: a page of someone else's can send the others without asking.
pub fn check_content_type(headers: &HeaderMap) -> Result<(), Failure> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let mut parts = given.split(';').map(str::trim);
    let json = parts.next() == Some("application/json");
    let utf8 = parts.filter_map(|part| part.strip_prefix("charset=")).all(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8"));
    match json && utf8 {
        true => Ok(()),
        false => Err(Failure::new(Code::UnsupportedMediaType, "Send the query as JSON in UTF-8, with the header Content-Type: application/json.")),
    }
}

/// Bytes of a body that is too long that are read all the same, and forgotten: a client that still writes when the connection closes
/// would see a broken pipe, and no answer.
const DRAINED: usize = 4 * 1024 * 1024;

pub async fn body(body: Body, headers: &HeaderMap, options: &Options) -> Result<GraphqlRequest, Failure> {
    let most = options.body_bytes;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let Ok(read) = tokio::time::timeout(options.time, bytes(body, length.unwrap_or_default(), most)).await else {
        let message = format!("The request took longer than {} to arrive.", in_words(options.time));
        return Err(Failure::new(Code::RequestTimeout, message));
    };
    let Some(bytes) = read else {
        let message = format!("The body is longer than {most} bytes. Split the query, or ask for a table.");
        return Err(ApiError::new(Code::PayloadTooLarge, message).with("limit", most).into());
    };
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(object)) => from_object(object, options),
        Ok(Value::Array(_)) => Err(bad("The body is an array. Send one query for each request; several root fields fit into one query.")),
        Ok(_) => Err(bad("The body is JSON but not an object. Send {\"query\": \"{ … }\"}.")),
        Err(error) => Err(bad(format!("The body is not JSON: {error}."))),
    }
}

/// The bytes of a body, as long as they are no more than `most`. What breaks off is what came before: nobody is left to read the answer.
async fn bytes(mut body: Body, announced: usize, most: usize) -> Option<Vec<u8>> {
    let mut read = Vec::with_capacity(announced.min(most));
    let mut length = 0;
    while announced.max(length) <= DRAINED.max(most) {
        let Some(Ok(frame)) = poll_fn(|task| Pin::new(&mut body).poll_frame(task)).await else { break };
        let Some(part) = frame.data_ref() else { continue };
        length += part.len();
        if announced.max(length) <= most {
            read.extend_from_slice(part);
        }
    }
    (announced.max(length) <= most).then_some(read)
}

/// The parameters of a URL. Bytes that are not UTF-8 are refused: a question in GBK would be read as another one.
pub fn pairs(uri: &Uri) -> Result<Vec<(String, String)>, Failure> {
    let query = uri.query().unwrap_or_default();
    if percent_decode_str(query).decode_utf8().is_err() {
        return Err(bad("The parameters of the URL are not UTF-8. Encode them as UTF-8, then percent-encode them: 企 is %E4%BC%81."));
    }
    let read = Query::<Vec<(String, String)>>::try_from_uri(uri);
    read.map(|Query(pairs)| pairs).map_err(|error| bad(format!("The URL cannot be read: {}.", error.body_text())))
}

pub fn url(uri: &Uri, options: &Options) -> Result<GraphqlRequest, Failure> {
    let mut object = Map::new();
    for (name, text) in pairs(uri)? {
        let value = match name.as_str() {
            "query" => Value::String(text),
            "operationName" if text.is_empty() => Value::Null,
            "operationName" => Value::String(text),
            "variables" | "extensions" if text.is_empty() => Value::Null,
            "variables" | "extensions" => serde_json::from_str(&text).map_err(|error| bad(format!("The parameter {name} is not JSON: {error}.")))?,
            // Tools append parameters of their own, such as one that keeps caches away.
            _ => continue,
        };
        if object.insert(name.clone(), value).is_some() {
            return Err(bad(format!("The parameter {name} is given twice.")));
        }
    }
    from_object(object, options)
}

fn from_object(mut object: Map<String, Value>, options: &Options) -> Result<GraphqlRequest, Failure> {
    let Some(Value::String(query)) = object.remove("query") else {
        return Err(bad("There is no query. Give it as a text called query; /graphiql helps to write one."));
    };
    if options.saved_queries_only && SavedQuery::with_text(&query).is_none() {
        let message = "This server answers its saved queries alone, each to the letter. GET /q lists them, and /q/<name> runs one.";
        return Err(Failure::new(Code::SavedQueriesOnly, message));
    }
    let operation_name = match object.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(bad("operationName must be a text, or be left out.")),
    };
    let variables = map("variables", object.remove("variables"))?;
    let extensions = map("extensions", object.remove("extensions"))?;
    Ok(GraphqlRequest { query, operation_name, variables, extensions, request_id: observe::request_id() })
}

fn map(name: &str, value: Option<Value>) -> Result<Map<String, Value>, Failure> {
    match value {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map),
        Some(_) => Err(bad(format!("{name} must be an object, or be left out."))),
    }
}

fn bad(message: impl Into<String>) -> Failure {
    Failure::new(Code::BadRequest, message)
}
