//! `/graphql`, as the GraphQL over HTTP specification has it: POST with JSON, GET for queries only, one query a request.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::runtime::Handle;

use super::accept::{Media, negotiate};
use super::app::App;
use super::failure::{Failure, internal, status};
use super::observe;
use super::request;
use crate::api::deadline::Deadline;
use crate::api::engine::{Data, GraphqlRequest, Kind};
use crate::api::error::Code;
use crate::api::reply::{Outcome, Reply};

pub async fn post(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Failure> {
    let media = agreed(&headers)?;
    let read = async {
        request::check_content_type(&headers)?;
        let request = request::body(body, &headers, &app.options).await?;
        answer(&app, request, Allowed::Everything, media).await
    };
    read.await.map_err(|failure| failure.in_media(media))
}

/// Also answers HEAD.
pub async fn get(State(app): State<Arc<App>>, headers: HeaderMap, uri: Uri) -> Result<Response, Failure> {
    let media = agreed(&headers)?;
    let read = async { answer(&app, request::url(&uri)?, Allowed::Queries, media).await };
    read.await.map_err(|failure| failure.in_media(media))
}

/// What a method may run. A link or an image on someone else's page can send a GET, so a GET changes nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Allowed {
    Everything,
    Queries,
}

fn agreed(headers: &HeaderMap) -> Result<Media, Failure> {
    let message = "The answer can be application/graphql-response+json or application/json. Name one of them in Accept, or leave it out.";
    negotiate(headers).ok_or_else(|| Failure::new(Code::NotAcceptable, message))
}

async fn answer(app: &Arc<App>, request: GraphqlRequest, allowed: Allowed, media: Media) -> Result<Response, Failure> {
    let Some(snapshot) = app.snapshot() else {
        return Err(Failure::new(Code::NotReady, "The facts are still being loaded. Try again after the seconds in Retry-After."));
    };
    let slow = || {
        let message =
            format!("The answer took longer than {} seconds. Ask for fewer things at once, or filter more narrowly.", app.options.time.as_secs_f32());
        Failure::new(Code::Timeout, message)
    };
    let deadline = Deadline::within(app.options.time);
    let work = async {
        let place = app.place().await?;
        let app = app.clone();
        let (prepare, has_read) = (app.clone(), app.engine.has_read(&request.query));
        let (place, prepared) = compute(has_read, async move { (place, prepare.engine.prepare(request)) }).await?;
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(refusal) => return Ok(refusal),
        };
        if allowed == Allowed::Queries && prepared.kind() != Kind::Query {
            return Err(Failure::new(Code::MethodNotAllowed, "GET runs queries only. Send this operation with POST.").allowing("POST"));
        }
        let mut data = Data::default();
        snapshot.enter(&mut data);
        let is_quick = prepared.is_quick();
        let execute = async move {
            let reply = app.engine.execute(prepared, data, deadline).await;
            drop(place);
            reply
        };
        compute(is_quick, execute).await
    };
    let reply = tokio::time::timeout(app.options.time, work).await.map_err(|_| slow())??;
    Ok(written(reply, media))
}

/// Does what takes no time where it stands. The threads that hold the connections must stay free of the rest, which is done elsewhere.
async fn compute<T: Send + 'static>(quick: bool, work: impl Future<Output = T> + Send + 'static) -> Result<T, Failure> {
    if quick {
        return Ok(work.await);
    }
    let done = tokio::task::spawn_blocking(move || Handle::current().block_on(work)).await;
    done.map_err(|error| {
        tracing::error!(request_id = observe::request_id(), %error, "a resolver panicked");
        internal()
    })
}

fn written(reply: Reply, media: Media) -> Response {
    let (status, code) = match reply.outcome {
        Outcome::Ok | Outcome::FieldErrors => (StatusCode::OK, None),
        Outcome::RequestError(code) => (refused(code, media), Some(code)),
    };
    let mut response = (status, [(header::CONTENT_TYPE, media.content_type())], reply.body).into_response();
    if let Some(code) = code {
        response.extensions_mut().insert(code);
    }
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
