//! huiqi (惠企): support for enterprises, published as prose, turned into facts; answers derived with Datalog, each with its reasons.
//!
//! ```text
//!  text ──► facts ──► rules ──► graph ──► answers ──► api ──► serve / cli
//!  Chinese   typed     crepe     petgraph   questions  GraphQL  axum, clap
//!  prose     model     programs  walks      composed   types
//! ```
//!
//! Data flows one way: a layer imports only from layers to its left. `tests/tidy.rs` holds this. Beside the line stands `table`: rows as files,
//! made by `api` and handed out by `serve` and `cli`.

pub mod answers;
pub mod api;
pub mod cli;
pub mod facts;
pub mod graph;
pub mod model;
pub mod rules;
pub mod serve;
pub mod table;
pub mod text;
