//! Files that were made once, for the readers that come back for another part of them. What they take together is bounded.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

use super::file::File;

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
