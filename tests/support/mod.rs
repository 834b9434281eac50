//! What tests share: models built by hand, folders of facts that may be broken, files of what is expected.

#![expect(dead_code, reason = "each test binary uses its own part of this")]

pub mod expect;
pub mod folder;
pub mod pingxiang;
mod world;

pub use world::World;
