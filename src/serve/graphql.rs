//! `/graphql`, as the GraphQL over HTTP specification has it: POST with JSON, GET for queries only, one query a request.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::runtime::Handle;

use super::accept::{self, Media, Offer};
use super::app::{App, View};
use super::failure::{Failure, status};
use super::observe::{self, Told};
use super::work::{aside, in_time};
use super::{request, tables};
use crate::api::deadline::Deadline;
use crate::api::engine::GraphqlRequest;
use crate::api::error::Code;
use crate::api::reply::{Outcome, Reply};
use crate::api::saved::SavedQuery;
use crate::table::Format;

pub async fn post(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let (media, format) = agreed(&headers)?;
    let read = async {
        request::check_content_type(&headers)?;
        let request = request::body(body, &headers, &app.options).await?;
        match format {
            Some(format) => tables::any(&app, request, format, &headers, None).await,
            None => answer(&app, request, Allowed::Everything, media).await,
        }
    };
    read.await.map_err(|failure| failure.in_media(media))
}

/// Also answers HEAD.
pub async fn get(State(app): State<Arc<App>>, headers: HeaderMap, uri: Uri) -> Result<Response, Failure> {
    let (media, format) = agreed(&headers)?;
    let read = async {
        let request = request::url(&uri, &app.options)?;
        match format {
            Some(format) => tables::any(&app, request, format, &headers, Some(uri.to_string())).await,
            None => answer(&app, request, Allowed::Queries, media).await,
        }
    };
    read.await.map_err(|failure| failure.in_media(media))
}

/// What a method may run. A link or an image on someone else's page can send a GET, so a GET changes nothing.
enum Allowed {
    Everything,
    Queries,
}

/// In which media type to answer, and to refuse; or as which table.
fn agreed(headers: &HeaderMap) -> Result<(Media, Option<Format>), Failure> {
    let message = "The answer can be application/graphql-response+json or application/json, and its rows can be a table. Name one of them in Accept, or leave it out.";
    match accept::answer(headers) {
        Some(Offer::Answer(media)) => Ok((media, None)),
        Some(Offer::Table(format)) => Ok((Media::Json, Some(format))),
        None => Err(Failure::new(Code::NotAcceptable, message)),
    }
}

async fn answer(app: &Arc<App>, request: GraphqlRequest, allowed: Allowed, media: Media) -> Result<Response, Failure> {
    let View { data, .. } = app.view()?;
    let deadline = Deadline::within(app.options.time);
    let query = SavedQuery::with_text(&request.query);
    // Large, and handed on from one to the next.
    let work = Box::pin(async {
        let place = app.place().await?;
        let app = app.clone();
        let (prepare, has_read) = (app.clone(), app.engine.has_read(&request.query));
        let prepared = compute(has_read, async move {
            let prepared = match allowed {
                Allowed::Everything => Some(prepare.engine.prepare(request)),
                Allowed::Queries => prepare.engine.prepare_query(request),
            };
            (place, prepared)
        });
        let (place, prepared) = prepared.await?;
        let Some(prepared) = prepared else {
            return Err(Failure::new(Code::MethodNotAllowed, "GET runs queries only. Send this operation with POST.").allowing("POST"));
        };
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(refusals) => return Ok((Reply::refusal(&refusals, &observe::request_id()), None)),
        };
        let (is_quick, cost) = (prepared.is_quick(), prepared.cost());
        let execute = async move {
            let reply = app.engine.execute(prepared, data, deadline).await;
            drop(place);
            reply
        };
        Ok((compute(is_quick, execute).await?, Some(cost)))
    });
    let (reply, cost) = in_time(app.options.time, work).await?;
    let told = Told { query, outcome: outcome(&reply), cost, bytes: None };
    Ok(written(reply, media, told))
}

/// Does what takes no time where it stands. The threads that hold the connections must stay free of the rest, which is done elsewhere.
async fn compute<T: Send + 'static>(quick: bool, work: impl Future<Output = T> + Send + 'static) -> Result<T, Failure> {
    if quick {
        return Ok(work.await);
    }
    aside(move || Handle::current().block_on(work)).await
}

/// How a query ended, in a word.
fn outcome(reply: &Reply) -> &'static str {
    match reply.outcome {
        Outcome::Ok => "ok",
        Outcome::FieldErrors => "field_errors",
        Outcome::RequestError(_) => "refused",
    }
}

fn written(reply: Reply, media: Media, told: Told) -> Response {
    let (status, code) = match reply.outcome {
        Outcome::Ok | Outcome::FieldErrors => (StatusCode::OK, None),
        Outcome::RequestError(code) => (refused(code, media), Some(code)),
    };
    let mut response = (status, [(header::CONTENT_TYPE, media.content_type())], reply.body).into_response();
    if let Some(code) = code {
        response.extensions_mut().insert(code);
    }
    response.extensions_mut().insert(told);
    // The same URL can be answered in two media types; a cache must not mix them up.
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// `application/json` promises old clients 200 for a query that was read, held against the schema and refused.
/// A query over a limit was not even held against it: that is a 400 for everyone.
fn refused(code: Code, media: Media) -> StatusCode {
    match (media, code) {
        (Media::Json, Code::ParseFailed | Code::ValidationFailed | Code::BadUserInput) => StatusCode::OK,
        _ => status(code),
    }
}
