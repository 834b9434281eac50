//! Computation for one request: in a place of its own, on a thread that holds no connection, within its time.

use std::sync::Arc;
use std::time::Duration;

use super::app::{App, View};
use super::failure::{Failure, internal};
use super::observe;
use super::options::in_words;
use crate::api::deadline::Deadline;
use crate::api::error::Code;

/// Runs a job over the snapshot of the day. The job's own look at the deadline ends it; the asker is answered in time all the same.
pub async fn work<T, J>(app: &Arc<App>, time: Duration, job: J) -> Result<T, Failure>
where
    T: Send + 'static,
    J: FnOnce(&App, View, Deadline) -> Result<T, Failure> + Send + 'static,
{
    let view = app.view()?;
    let deadline = Deadline::within(time);
    let done = async {
        let place = app.place().await?;
        let app = app.clone();
        let job = aside(move || {
            let done = job(&app, view, deadline);
            drop(place);
            done
        });
        job.await?
    };
    in_time(time, done).await
}

/// What comes in time, or the refusal of what does not.
pub async fn in_time<T>(time: Duration, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let late = |_| {
        let message = format!("The answer took longer than {}. Ask for fewer things at once, or filter more narrowly.", in_words(time));
        Failure::new(Code::Timeout, message)
    };
    tokio::time::timeout(time, work).await.map_err(late)?
}

/// Runs a job on a thread that holds no connection.
pub async fn aside<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(job).await.map_err(|error| {
        tracing::error!(request_id = observe::request_id(), %error, "a computation panicked");
        internal()
    })
}
