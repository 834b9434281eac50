//! The life of the server: it listens at once, loads meanwhile, answers, and stops without cutting anyone off.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::app::{App, Snapshot};
use super::connections;

/// Threads may still compute an answer that nobody waits for; the process does not wait for them longer than this.
const LAST_BREATH: Duration = Duration::from_millis(100);

/// Serves until it is told to stop. `load` makes the snapshot; until it has, `/readyz` says so. The address is printed, because port 0 takes any.
pub fn run<L, E>(app: App, load: L) -> Result<(), Box<dyn Error + Send + Sync>>
where
    L: FnOnce() -> Result<Arc<dyn Snapshot>, E> + Send + 'static,
    E: Into<Box<dyn Error + Send + Sync>> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(serve(Arc::new(app), load));
    runtime.shutdown_timeout(LAST_BREATH);
    ended
}

async fn serve<L, E>(app: Arc<App>, load: L) -> Result<(), Box<dyn Error + Send + Sync>>
where
    L: FnOnce() -> Result<Arc<dyn Snapshot>, E> + Send + 'static,
    E: Into<Box<dyn Error + Send + Sync>> + Send + 'static,
{
    // Who asks to stop while the facts are loading is heard as well.
    let mut told = signals()?;
    let listen = app.options.listen;
    let listener =
        TcpListener::bind(listen).await.map_err(|error| format!("can't listen on {listen}: {error}; take another address with --listen"))?;
    println!("listening on http://{}", listener.local_addr()?);

    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(connections::serve(listener, super::router(app.clone()), app.options.time, stopped));

    let loading = tokio::task::spawn_blocking(load);
    tokio::select! {
        loaded = loading => app.publish(loaded?.map_err(Into::into)?),
        () = told.any() => return Ok(()),
    }
    tracing::info!(snapshot = app.snapshot().map(|snapshot| snapshot.version().to_owned()), "ready");

    told.any().await;
    tracing::info!("stopping: answers under way are finished");
    app.stop();
    drop(stop);
    match tokio::time::timeout(app.options.stop, serving).await {
        Ok(ended) => Ok(ended??),
        Err(_) => {
            tracing::warn!("stopped with answers under way");
            Ok(())
        }
    }
}

/// The two ways in which a server is told to stop: ctrl-c by a person, SIGTERM by a supervisor.
struct Told {
    #[cfg(unix)]
    term: tokio::signal::unix::Signal,
}

fn signals() -> io::Result<Told> {
    Ok(Told {
        #[cfg(unix)]
        term: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
    })
}

impl Told {
    #[cfg(unix)]
    async fn any(&mut self) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => (),
            _ = self.term.recv() => (),
        }
    }

    #[cfg(not(unix))]
    async fn any(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
