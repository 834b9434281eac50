//! What the handlers share: the engine, the snapshot of the day, the options, and the places for queries under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use arc_swap::ArcSwapOption;
use jiff::civil::Date;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::kept::Kept;
use super::metrics::Metrics;
use super::options::Options;
use crate::api::engine::{Data, Engine};
use crate::api::error::{ApiError, Code};

/// What the server asks of a snapshot; what is in it concerns the resolvers alone.
pub trait Snapshot: Send + Sync {
    /// Which facts these are; shown by `/readyz`.
    fn version(&self) -> &str;

    /// What one request sees.
    fn view(self: Arc<Self>) -> View;
}

/// A snapshot on a day: all that an answer depends on beside the request.
pub struct View {
    /// Holds the snapshot and the day where resolvers look for them.
    pub data: Data,
    pub version: String,
    pub day: Date,
    /// Since when answers are what they are now.
    pub since: SystemTime,
}

pub struct App {
    pub engine: Engine,
    pub options: Options,
    snapshot: ArcSwapOption<Arc<dyn Snapshot>>,
    stopping: AtomicBool,
    /// Queries that run, and queries that run or wait.
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
    /// Tables that were made from the snapshot.
    pub kept: Kept,
    pub metrics: Metrics,
}

/// A query's place. It is given back when the work really ends, not when a client has stopped waiting.
pub struct Place {
    _running: OwnedSemaphorePermit,
    _admitted: OwnedSemaphorePermit,
}

impl App {
    /// Fails only by a mistake of ours: if two metrics have one name.
    pub fn new(engine: Engine, options: Options) -> Result<Self, String> {
        let running = options.concurrency();
        let admitted = running + usize::from(options.queue);
        let metrics = Metrics::new().map_err(|error| error.to_string())?;
        Ok(Self {
            engine,
            options,
            snapshot: ArcSwapOption::empty(),
            stopping: AtomicBool::new(false),
            running: Arc::new(Semaphore::new(running)),
            admitted: Arc::new(Semaphore::new(admitted)),
            kept: Kept::new(),
            metrics,
        })
    }

    /// From here on the queries are answered from this snapshot; those under way end with the one they began with.
    pub fn publish(&self, snapshot: Arc<dyn Snapshot>) {
        self.metrics.serves(snapshot.version());
        self.snapshot.store(Some(Arc::new(snapshot)));
    }

    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    pub fn stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    pub fn snapshot(&self) -> Option<Arc<dyn Snapshot>> {
        self.snapshot.load().as_deref().cloned()
    }

    /// What a request sees from now on.
    pub fn view(&self) -> Result<View, ApiError> {
        let loading = || ApiError::new(Code::NotReady, "The facts are still being loaded. Try again after the seconds in Retry-After.");
        self.snapshot().map(Snapshot::view).ok_or_else(loading)
    }

    /// Waits for a place, unless too many wait already.
    pub async fn place(&self) -> Result<Place, ApiError> {
        let overloaded =
            |_| ApiError::new(Code::Overloaded, "The server has as much to do as it takes on. Try again after the seconds in Retry-After.");
        let admitted = self.admitted.clone().try_acquire_owned().map_err(overloaded)?;
        let closed = |_| ApiError::new(Code::NotReady, "The server is about to stop.");
        let running = self.running.clone().acquire_owned().await.map_err(closed)?;
        Ok(Place { _running: running, _admitted: admitted })
    }
}
