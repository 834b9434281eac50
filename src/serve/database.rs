//! `/snapshot.sqlite`: all tables as one file, for tools that want a database and for work without a network.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use tokio::runtime::Handle;

use super::app::{App, View};
use super::failure::Failure;
use super::file::File;
use super::{kept, request};
use crate::api::deadline::Deadline;
use crate::api::error::{ApiError, Code};
use crate::table::database;

const MEDIA_TYPE: &str = "application/vnd.sqlite3";

/// Also answers HEAD.
pub async fn sqlite(State(app): State<Arc<App>>, headers: HeaderMap, uri: Uri) -> Result<Response, Failure> {
    if let Some((name, _)) = request::pairs(&uri)?.first() {
        let message = format!("The database takes no parameter `{name}`: it holds all tables, as they are today. Ask /q for a table of another day.");
        return Err(Failure::new(Code::BadUserInput, message));
    }
    kept::answer(&app, Some("sqlite".to_owned()), &headers, None, made).await
}

fn made(app: &App, view: View, deadline: Deadline) -> Result<File, Failure> {
    let data = || app.view().map(|view| view.data);
    let relations = Handle::current().block_on(app.engine.relations(data, deadline))?;
    let bytes = database(&relations).map_err(|error| {
        tracing::error!(error, "the database could not be written");
        ApiError::new(Code::Internal, "The database could not be written; the log says why, under this request's id.")
    })?;
    Ok(File::new(bytes, MEDIA_TYPE, Some("huiqi.sqlite".to_owned()), view.since))
}
