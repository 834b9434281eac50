//! What a resolver finds in its context: the snapshot that the answer is about, and the day of the request.

use super::error::{ApiError, Code};
use crate::answers::{Snapshot, suggest};
use crate::model::Model;
use crate::model::node::Node;
use crate::text::normalise;
use async_graphql::{Context, ID};
use jiff::civil::Date;
use std::sync::Arc;

/// One request's view of the world. The day comes from the outermost layer; nothing below reads a clock.
#[derive(Clone)]
pub struct Ask {
    pub snapshot: Arc<Snapshot>,
    pub today: Date,
}

/// The request's view. Every way to run a query puts it into the context.
#[inline]
pub fn ask<'c>(ctx: &Context<'c>) -> &'c Ask {
    ctx.data_unchecked::<Ask>()
}

#[inline]
pub fn snapshot<'c>(ctx: &Context<'c>) -> &'c Snapshot {
    &ask(ctx).snapshot
}

/// How many things are named that may have been meant.
const MEANT: usize = 5;

/// The thing that an argument names, by its id with or without the type in front. Full-width digits and letters are taken as what they stand for.
pub fn named(ctx: &Context<'_>, argument: &str, prefix: &'static str, id: &ID) -> Result<Node, ApiError> {
    let folded = normalise::fold(id);
    let key = folded.trim_end();
    let key = key.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':')).unwrap_or(key);
    let snapshot = snapshot(ctx);
    // An id may hold what is no ASCII, to the letter.
    let found = snapshot.node(&format!("{prefix}:{key}")).or_else(|| snapshot.node(id).filter(|node| node.prefix() == prefix));
    found.ok_or_else(|| {
        let hint = hint(&snapshot.model, &suggest(&snapshot.model, prefix, key));
        ApiError::new(Code::BadUserInput, format!("`{argument}`: there is no {prefix} `{}`; {hint}", id.as_str()))
    })
}

/// What to write instead. Bodies of one name stand in several places, which their ids tell apart.
fn hint(model: &Model, meant: &[Node]) -> String {
    if meant.is_empty() {
        return "ids are those that the lists give".to_owned();
    }
    let shown: Vec<String> = meant.iter().take(MEANT).map(|meant| format!("`{}` ({})", meant.key(model), meant.label(model))).collect();
    match meant.len().checked_sub(shown.len()) {
        Some(rest @ 1..) => format!("did you mean one of these: {}, … ({rest} more)?", shown.join(", ")),
        _ => format!("did you mean {}?", shown.join(" or ")),
    }
}
