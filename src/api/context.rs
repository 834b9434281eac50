//! What a resolver finds in its context: the snapshot that the answer is about, and the day of the request.

use super::error::{ApiError, Code};
use crate::answers::{Snapshot, suggest};
use async_graphql::{Context, ID};
use jiff::civil::Date;
use std::sync::Arc;

use crate::model::node::Node;

/// One request's view of the world. The day comes from the outermost layer; nothing below reads a clock.
#[derive(Clone)]
pub struct Ask {
    pub snapshot: Arc<Snapshot>,
    pub today: Date,
}

/// The request's view. Every way to run a query puts it into the context.
pub fn ask<'c>(ctx: &Context<'c>) -> &'c Ask {
    ctx.data_unchecked::<Ask>()
}

pub fn snapshot<'c>(ctx: &Context<'c>) -> &'c Snapshot {
    &ask(ctx).snapshot
}

/// The thing that an argument names, by its id with or without the type in front.
pub fn named(ctx: &Context<'_>, argument: &str, prefix: &'static str, id: &ID) -> Result<Node, ApiError> {
    let full =
        if id.starts_with(prefix) && id.as_bytes().get(prefix.len()) == Some(&b':') { id.to_string() } else { format!("{prefix}:{}", id.as_str()) };
    let found = snapshot(ctx).node(&full);
    found.ok_or_else(|| {
        let model = &snapshot(ctx).model;
        let hint = match suggest(model, prefix, id.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':')).unwrap_or(id)) {
            Some(meant) => format!("did you mean `{}` ({})?", meant.key(model), meant.label(model)),
            None => "ids are those that the lists give".to_owned(),
        };
        ApiError::new(Code::BadUserInput, format!("`{argument}`: there is no {prefix} `{}`; {hint}", id.as_str()))
    })
}
