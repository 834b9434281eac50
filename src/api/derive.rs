//! async-graphql as the macros of our types see it (`#[Object(crate = "crate::api::derive")]`): the library itself, save that an object is
//! resolved by `walk` and not by a boxed future for each of its fields.

pub use async_graphql::*;

pub mod resolver_utils {
    pub use crate::api::walk::resolve_container;
    pub use async_graphql::resolver_utils::*;
}
