//! The types of the schema, one file a family. Each is a position in the snapshot's lists; its fields are read when they are asked for.

pub mod benchmark;
pub mod bundle;
pub mod chain;
pub mod eligibility;
pub mod enterprise;
pub mod finding;
pub mod incentive;
pub mod measure;
pub mod node;
pub mod overlap;
pub mod place;
pub mod policy;
pub mod profile;
pub mod responsibility;
pub mod search;
pub mod summary;
pub mod target;
pub mod words;
