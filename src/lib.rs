//! huiqi (惠企): support for enterprises, published as prose, turned into facts; answers derived with Datalog, each with its reasons.

pub mod api;
pub mod model;
pub mod serve;
