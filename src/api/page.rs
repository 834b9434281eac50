//! Pages of a list, after the Relay connection specification. A cursor names the item that it points at and the list that it was made for:
//! one from a list with another filter or order is refused, never misread.

use super::error::{ApiError, Code};
use async_graphql::SimpleObject;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rustc_hash::FxHasher;
use std::fmt::Debug;
use std::hash::{Hash, Hasher};

/// How many items a page has unless the request says otherwise.
pub const DEFAULT: usize = 100;

/// The four arguments that every connection takes.
pub struct Window {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

impl Window {
    pub fn has_cursor(&self) -> bool {
        self.after.is_some() || self.before.is_some()
    }
}

/// Where a page stands in its list.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct PageInfo {
    /// Whether items follow this page.
    pub has_next_page: bool,
    /// Whether items stand before this page.
    pub has_previous_page: bool,
    /// The cursor of the first item; null if the page is empty.
    pub start_cursor: Option<String>,
    /// The cursor of the last item; null if the page is empty.
    pub end_cursor: Option<String>,
}

/// Some items of a list.
pub struct Page<T> {
    pub items: Vec<T>,
    /// Which list it is, for the cursors of the items; 0 where nobody asks for them.
    pub list: u64,
    pub info: PageInfo,
    /// Items of the whole list; fewer where nobody asks for them.
    pub total: usize,
}

/// Identifies a list by its name, filter and order, for the cursors of its pages.
pub fn list_id(name: &str, arguments: &impl Debug) -> u64 {
    let mut hasher = FxHasher::default();
    (name, format!("{arguments:?}")).hash(&mut hasher);
    hasher.finish()
}

/// The page of `items` that a window asks for. `key` names an item uniquely within the list; the list is named where cursors are given or asked for.
pub fn page<T: Clone>(
    items: impl Iterator<Item = T>,
    list: Option<u64>,
    counted: bool,
    most: usize,
    window: Window,
    key: impl Fn(T) -> String,
) -> Result<Page<T>, ApiError> {
    let first = size("first", window.first, most)?;
    let last = size("last", window.last, most)?;
    if first.is_some() && last.is_some() {
        return Err(bad("give `first` or `last`, not both"));
    }
    let length = first.unwrap_or(DEFAULT.min(most));
    // How many items there are in all is not looked for unless somebody asks.
    let whole = counted || last.is_some() || window.has_cursor();
    let items: Vec<T> = items.take(if whole { usize::MAX } else { length.saturating_add(1) }).collect();
    let find = |name, cursor: Option<String>| cursor.map(|cursor| position(name, &cursor, &items, list.unwrap_or_default(), &key)).transpose();
    let mut start = find("after", window.after)?.map_or(0, |at| at + 1);
    let mut end = find("before", window.before)?.unwrap_or(items.len()).max(start);
    match last {
        Some(last) => start = start.max(end.saturating_sub(last)),
        None => end = end.min(start.saturating_add(length)),
    }
    let shown = items.get(start..end).unwrap_or_default();
    let cursor_of = |item: Option<&T>| Some(cursor(list?, &key(item?.clone())));
    let info = PageInfo {
        has_next_page: end < items.len(),
        has_previous_page: start > 0,
        start_cursor: cursor_of(shown.first()),
        end_cursor: cursor_of(shown.last()),
    };
    Ok(Page { items: shown.to_vec(), list: list.unwrap_or_default(), info, total: items.len() })
}

fn size(name: &str, value: Option<i32>, most: usize) -> Result<Option<usize>, ApiError> {
    let Some(value) = value else { return Ok(None) };
    let asked = usize::try_from(value).map_err(|_| bad(format!("`{name}` is {value}; a page has 0 items or more")))?;
    if asked > most {
        let message = format!("`{name}` is {asked}, and a page has at most {most} items; page on with `after`");
        return Err(ApiError::over(Code::BadUserInput, message, most, asked as u64));
    }
    Ok(Some(asked))
}

fn bad(message: impl Into<String>) -> ApiError {
    ApiError::new(Code::BadUserInput, message)
}

/// `1:<list>:<key>` in base64url: a version, the list it belongs to, the item.
pub fn cursor(list: u64, key: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(format!("1:{list:x}:{key}"))
}

fn position<T: Clone>(name: &str, text: &str, items: &[T], list: u64, key: impl Fn(T) -> String) -> Result<usize, ApiError> {
    let decoded = BASE64_URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let parts = decoded.as_deref().and_then(|text| text.strip_prefix("1:")?.split_once(':'));
    let Some((of, item)) = parts else { return Err(bad(format!("`{name}` is not a cursor of this API; take one from `pageInfo` or `edges`"))) };
    if of != format!("{list:x}") {
        return Err(bad(format!("`{name}` is a cursor of another list, or of this one with another filter or order; start again without it")));
    }
    let found = items.iter().position(|candidate| key(candidate.clone()) == item);
    found.ok_or_else(|| bad(format!("the item that `{name}` points at is no longer in the list; start again without it")))
}

/// Declares a connection and its edge over one type of node.
macro_rules! connection {
    ($connection:ident, $edge:ident, $node:ty, $of:literal) => {
        pub struct $edge {
            list: u64,
            node: $node,
        }

        #[doc = concat!("One of the ", $of, ", and its place in the list.")]
        #[async_graphql::Object(crate = "crate::api::derive")]
        impl $edge {
            /// Leads on from here: give it to `after` or `before`.
            async fn cursor(&self, ctx: &async_graphql::Context<'_>) -> String {
                let key = $crate::api::filter::Keyed::key(Clone::clone(&self.node), $crate::api::context::snapshot(ctx));
                $crate::api::page::cursor(self.list, &key)
            }

            /// The item.
            async fn node(&self) -> &$node {
                &self.node
            }
        }

        pub struct $connection(pub $crate::api::page::Page<$node>);

        #[doc = concat!("A page of ", $of, ".")]
        #[async_graphql::Object(crate = "crate::api::derive")]
        impl $connection {
            /// The items with their cursors.
            async fn edges(&self) -> $crate::api::walk::Rows<$edge> {
                let list = self.0.list;
                $crate::api::walk::Rows(self.0.items.iter().cloned().map(|node| $edge { list, node }).collect())
            }

            /// The items alone.
            async fn nodes(&self) -> $crate::api::walk::Rows<$node> {
                $crate::api::walk::Rows(self.0.items.clone())
            }

            /// Where the page stands in its list.
            async fn page_info(&self) -> &$crate::api::page::PageInfo {
                &self.0.info
            }

            /// How many items the whole list has.
            async fn total_count(&self) -> i32 {
                self.0.total as i32
            }
        }
    };
}

pub(crate) use connection;
