//! The life of the server: it listens at once, loads meanwhile, answers, loads again when it is told to, and stops without cutting anyone off.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::app::{App, Snapshot};
use super::connections;

/// Threads may still compute an answer that nobody waits for; the process does not wait for them longer than this.
const LAST_BREATH: Duration = Duration::from_millis(100);

type Failed = Box<dyn Error + Send + Sync>;

/// Serves until it is told to stop. `load` makes the snapshot; until it has, `/readyz` says so. Where it fails later, the snapshot before stays.
/// The address is printed, because port 0 takes any.
pub fn run<L, E>(app: App, load: L) -> Result<(), Failed>
where
    L: Fn() -> Result<Arc<dyn Snapshot>, E> + Send + Sync + 'static,
    E: Into<Failed> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(serve(Arc::new(app), load));
    runtime.shutdown_timeout(LAST_BREATH);
    ended
}

async fn serve<L, E>(app: Arc<App>, load: L) -> Result<(), Failed>
where
    L: Fn() -> Result<Arc<dyn Snapshot>, E> + Send + Sync + 'static,
    E: Into<Failed> + Send + 'static,
{
    // Who asks to stop while the facts are loading is heard as well.
    let mut told = signals()?;
    let listen = app.options.listen;
    let listener =
        TcpListener::bind(listen).await.map_err(|error| format!("can't listen on {listen}: {error}; take another address with --listen"))?;
    println!("listening on http://{}", listener.local_addr()?);

    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(connections::serve(listener, super::router(app.clone()), app.options.time, stopped));

    let load = Arc::new(load);
    let begin = |loading: &mut JoinSet<_>| {
        let load = load.clone();
        loading.spawn_blocking(move || load());
    };
    let (mut loading, mut again) = (JoinSet::new(), false);
    begin(&mut loading);
    loop {
        tokio::select! {
            word = told.next() => match word {
                Word::Stop => break,
                // What is being read may have changed since.
                Word::Reload if !loading.is_empty() => again = true,
                Word::Reload => begin(&mut loading),
            },
            Some(loaded) = loading.join_next() => {
                take(&app, loaded?.map_err(Into::into))?;
                if std::mem::take(&mut again) {
                    begin(&mut loading);
                }
            }
        }
    }

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

/// Answers from what was loaded. Facts that can't be are an error of the server's start, and later leave it with those that it has.
fn take(app: &App, loaded: Result<Arc<dyn Snapshot>, Failed>) -> Result<(), Failed> {
    match loaded {
        Ok(snapshot) => {
            tracing::info!(snapshot = snapshot.version(), "ready");
            app.publish(snapshot);
            Ok(())
        }
        Err(error) => match app.snapshot() {
            None => Err(error),
            Some(kept) => {
                tracing::error!(snapshot = kept.version(), error, "the facts were not taken, and those before are kept");
                Ok(())
            }
        },
    }
}

/// What the server is told from outside.
enum Word {
    /// By ctrl-c of a person, by SIGTERM of a supervisor.
    Stop,
    /// By SIGHUP: the facts have changed.
    Reload,
}

struct Told {
    #[cfg(unix)]
    term: Signal,
    #[cfg(unix)]
    hup: Signal,
}

#[cfg(unix)]
fn signals() -> io::Result<Told> {
    Ok(Told { term: signal(SignalKind::terminate())?, hup: signal(SignalKind::hangup())? })
}

#[cfg(not(unix))]
fn signals() -> io::Result<Told> {
    Ok(Told {})
}

impl Told {
    #[cfg(unix)]
    async fn next(&mut self) -> Word {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => Word::Stop,
            _ = self.term.recv() => Word::Stop,
            _ = self.hup.recv() => Word::Reload,
        }
    }

    #[cfg(not(unix))]
    async fn next(&mut self) -> Word {
        let _ = tokio::signal::ctrl_c().await;
        Word::Stop
    }
}
