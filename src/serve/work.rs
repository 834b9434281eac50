//! Computation for one request: in a place of its own, within its time, and unless it is short on a thread that holds no connection.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

use super::app::{App, View};
use super::failure::{Failure, internal};
use super::observe;
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
        let done = async move {
            let done = job(&app, view, deadline);
            drop(place);
            done
        };
        compute(false, done).await?
    };
    in_time(time, done).await
}

/// Does what takes no time where it stands. The threads that hold the connections must stay free of the rest, which is done elsewhere.
pub async fn compute<T: Send + 'static>(takes_no_time: bool, job: impl Future<Output = T> + Send + 'static) -> Result<T, Failure> {
    if takes_no_time {
        return Ok(job.await);
    }
    let done = tokio::task::spawn_blocking(move || Handle::current().block_on(job)).await;
    done.map_err(|error| {
        tracing::error!(request_id = observe::request_id(), %error, "a computation panicked");
        internal()
    })
}

/// The answer, if it comes in time.
pub async fn in_time<T>(time: Duration, answer: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let late = |_| {
        let message = format!("The answer took longer than {} seconds. Ask for fewer things at once, or filter more narrowly.", time.as_secs_f32());
        Failure::new(Code::Timeout, message)
    };
    tokio::time::timeout(time, answer).await.map_err(late)?
}
