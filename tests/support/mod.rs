//! Models built by hand, for tests that need no files.

#![expect(dead_code, reason = "each test binary uses its own part of this")]

pub mod pingxiang;
mod world;

pub use world::World;
