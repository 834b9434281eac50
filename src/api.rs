//! GraphQL: the schema's types, and what stands between them and a request.

pub mod absent;
pub mod budget;
pub mod context;
pub mod cost;
pub mod deadline;
pub mod document;
pub mod engine;
mod enums;
pub mod error;
mod filter;
pub mod follow;
pub mod guard;
pub mod limits;
mod order;
mod page;
mod query;
pub mod reply;
pub mod saved;
mod scalars;
pub mod schema;
mod spelling;
pub mod table;
mod types;
pub mod validate;
pub mod values;
