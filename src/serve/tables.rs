//! `/q`: the saved queries, and each as a table in the format that its reader wants. The same table of any query, for `/graphql`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use serde_json::{Map, Value, json};
use tokio::runtime::Handle;

use super::accept;
use super::app::{App, View};
use super::failure::{Failure, refusal};
use super::file::File;
use super::{kept, observe, request};
use crate::api::deadline::Deadline;
use crate::api::described::{self, Variable};
use crate::api::engine::GraphqlRequest;
use crate::api::error::{ApiError, Code};
use crate::api::saved::SavedQuery;
use crate::table::{Column, Csv, Format};

/// What is asked of one table.
struct Wanted {
    request: GraphqlRequest,
    format: Format,
    csv: Csv,
    /// What the file is called, without its ending.
    name: &'static str,
}

/// What saved queries there are, what they take, and what columns they give.
pub async fn list(State(app): State<Arc<App>>) -> Result<Json<Value>, Failure> {
    let described = app.engine.described()?.into_iter().map(|query| {
        let variable = |Variable { name, kind, required, says, value, .. }| {
            let values = if let described::Value::Word(words) = value { Some(words) } else { None };
            json!({ "name": name, "type": kind, "required": required, "says": says, "values": values })
        };
        let column = |Column { name, kind, says, .. }: Column| json!({ "name": name, "type": kind.name(), "says": says });
        json!({
            "name": query.name,
            "says": query.says,
            "url": format!("/q/{}", query.name),
            "query": query.text,
            "formats": Format::ALL.map(Format::ending),
            "variables": query.variables.into_iter().map(variable).collect::<Vec<_>>(),
            "columns": query.columns.into_iter().map(column).collect::<Vec<_>>(),
        })
    });
    Ok(Json(described.collect()))
}

/// `/q/<name>` and `/q/<name>.<format>`; also answers HEAD.
pub async fn one(State(app): State<Arc<App>>, Path(path): Path<String>, headers: HeaderMap, uri: Uri) -> Result<Response, Failure> {
    let (name, format) = match path.rsplit_once('.') {
        Some((name, ending)) => (name, Some(named(ending)?)),
        None => (path.as_str(), None),
    };
    let query = SavedQuery::named(name)?;
    let format = format.or_else(|| accept::table(&headers)).ok_or_else(unwanted)?;
    let mut pairs = request::pairs(&uri)?;
    let (csv, mut wrong) = csv(&mut pairs, format);
    let variables = app.engine.variables(&query, &pairs).unwrap_or_else(|errors| {
        wrong.extend(errors);
        Map::new()
    });
    if !wrong.is_empty() {
        return Err(refusal(&wrong));
    }
    let request = GraphqlRequest { query: query.text.to_owned(), variables, request_id: observe::request_id(), ..GraphqlRequest::default() };
    let vary = path.rsplit_once('.').is_none();
    let wanted = Wanted { request, format, csv, name: query.name };
    let mut response = answer(&app, wanted, &headers, Some(uri.to_string())).await?;
    if vary {
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    }
    Ok(response)
}

/// Any query as a table. `key` is what a file can be found again by; what came by POST has none.
pub async fn any(app: &Arc<App>, request: GraphqlRequest, format: Format, headers: &HeaderMap, key: Option<String>) -> Result<Response, Failure> {
    let wanted = Wanted { request, format, csv: Csv::default(), name: "rows" };
    let mut response = answer(app, wanted, headers, key).await?;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

async fn answer(app: &Arc<App>, wanted: Wanted, headers: &HeaderMap, key: Option<String>) -> Result<Response, Failure> {
    let query = SavedQuery::with_text(&wanted.request.query);
    let key = key.map(|key| format!("{}|{key}", wanted.format.ending()));
    let job = move |app: &App, view: View, deadline: Deadline| made(app, view, deadline, wanted);
    kept::answer(app, key, headers, query, job).await
}

fn made(app: &App, view: View, deadline: Deadline, wanted: Wanted) -> Result<File, Failure> {
    let View { data, since, .. } = view;
    let Wanted { request, format, csv, name } = wanted;
    let Some(prepared) = app.engine.prepare_query(request) else {
        return Err(Failure::new(Code::MethodNotAllowed, "A table comes from a query.").allowing("POST"));
    };
    let prepared = prepared.map_err(|errors| refusal(&errors))?;
    let table = Handle::current().block_on(app.engine.table(prepared, data, deadline))?;
    let bytes = format.write(name, &table, csv).map_err(|sentence| ApiError::new(Code::AnswerTooLarge, sentence))?;
    let saved = (!matches!(format, Format::Json | Format::Ndjson)).then(|| format!("{name}.{}", format.ending()));
    Ok(File::new(bytes, format.content_type(), saved, since))
}

fn named(ending: &str) -> Result<Format, Failure> {
    Format::ALL.into_iter().find(|format| format.ending() == ending).ok_or_else(|| {
        let formats = Format::ALL.map(Format::ending).join(", ");
        Failure::new(Code::NotFound, format!("There is no format `{ending}`; there are {formats}."))
    })
}

fn unwanted() -> Failure {
    let types = Format::ALL.map(Format::media_type).join(", ");
    Failure::new(
        Code::NotAcceptable,
        format!("The table can be {types}. Name one of them in Accept, leave it out, or end the path with a format, as in .csv."),
    )
}

/// Takes the parameters out that say how to write CSV, and tells what is wrong with them.
fn csv(pairs: &mut Vec<(String, String)>, format: Format) -> (Csv, Vec<ApiError>) {
    let (mut csv, mut wrong) = (Csv::default(), Vec::new());
    let mut refuse = |message| wrong.push(ApiError::new(Code::BadUserInput, message));
    for (name, option) in [("bom", &mut csv.bom), ("safe", &mut csv.safe)] {
        for (_, value) in pairs.extract_if(.., |(given, _)| given == name) {
            match value.as_str() {
                "1" | "true" if !matches!(format, Format::Csv | Format::Xlsx) => {
                    refuse(format!("`{name}` is for csv; {} needs no such thing", format.ending()));
                }
                "1" | "true" => *option = true,
                "0" | "false" => *option = false,
                _ => refuse(format!("`{name}` is 1 or 0, not `{value}`")),
            }
        }
    }
    (csv, wrong)
}
