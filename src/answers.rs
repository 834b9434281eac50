//! Questions composed from model, rules and graph: what both the API and the command line call. A [`Snapshot`] is everything at one moment;
//! it never changes, and a new one replaces it whole.

mod benchmark;
pub mod bundle;
pub mod eligibility;
mod handling;
mod overlaps;
mod search;
mod snapshot;
mod suggest;
pub mod summary;

pub use benchmark::{BenchmarkRow, benchmark};
pub use handling::{Handling, handlers, search, who_handles};
pub use overlaps::{Witness, witness, witness_in};
pub use search::{Hit, warm_up};
pub use snapshot::Snapshot;
pub use suggest::{closest, suggest};
