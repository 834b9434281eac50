//! Files that were made once, for the readers that come back for another part of them. What they take together is bounded.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderMap;
use axum::response::Response;
use lru::LruCache;

use super::app::{App, View};
use super::failure::Failure;
use super::file::File;
use super::observe::Told;
use super::work::work;
use crate::api::deadline::Deadline;

/// The answer from a file that is kept, or that the job makes now. `key` names what it depends on beside the facts and the day; without one it is made
/// each time.
pub async fn answer<J>(app: &Arc<App>, key: Option<String>, headers: &HeaderMap, query: Option<&'static str>, job: J) -> Result<Response, Failure>
where
    J: FnOnce(&App, View, Deadline) -> Result<File, Failure> + Send + 'static,
{
    let key = key.map(|key| app.view().map(|view| format!("{}|{}|{key}", view.version, view.day))).transpose()?;
    let file = match key.as_ref().and_then(|key| app.kept.get(key)) {
        Some(file) => file,
        None => {
            let file = Arc::new(work(app, app.options.table_time, job).await?);
            if let Some(key) = key {
                app.kept.put(key, file.clone());
            }
            file
        }
    };
    let mut response = file.answer(headers);
    response.extensions_mut().insert(Told { query, bytes: Some(file.len()), ..Told::default() });
    Ok(response)
}

/// Bytes of all files that are kept.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

const KEPT: NonZeroUsize = NonZeroUsize::new(256).unwrap();

pub struct Kept(Mutex<Shelf>);

struct Shelf {
    files: LruCache<String, Arc<File>>,
    bytes: usize,
}

impl Kept {
    pub fn new() -> Kept {
        Kept(Mutex::new(Shelf { files: LruCache::new(KEPT), bytes: 0 }))
    }

    /// `key` names everything that the file depends on.
    pub fn get(&self, key: &str) -> Option<Arc<File>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).files.get(key).cloned()
    }

    pub fn put(&self, key: String, file: Arc<File>) {
        if file.len() > KEPT_BYTES / 4 {
            return;
        }
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.bytes += file.len();
        if let Some((_, replaced)) = shelf.files.push(key, file) {
            shelf.bytes -= replaced.len();
        }
        while shelf.bytes > KEPT_BYTES {
            let Some((_, oldest)) = shelf.files.pop_lru() else { break };
            shelf.bytes -= oldest.len();
        }
    }
}
