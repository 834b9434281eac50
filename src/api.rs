//! GraphQL: the schema's types, and what stands between them and a request.

pub mod absent;
pub mod cost;
pub mod deadline;
pub mod document;
pub mod engine;
pub mod error;
pub mod guard;
pub mod limits;
pub mod reply;
pub mod validate;
pub mod values;
