//! Reading policy prose: pure functions from text to what it says and where. Knows no files, no fact format, no departments.

pub mod amount;
pub mod date;
pub mod decode;
pub mod draft;
pub mod normalise;
pub mod note;
pub mod number;
pub mod outline;
#[cfg(test)]
mod properties;
pub mod scan;
