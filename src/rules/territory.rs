//! Which place lies within which (T1, T2). Knows places only: no bodies, no policies.

use super::numbers::RuleId;
use crate::model::Model;
use crate::model::ids::JurisdictionId;
use rustc_hash::FxBuildHasher;

/// `inner` lies within `outer`; no place lies within itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Within {
    pub inner: JurisdictionId,
    pub outer: JurisdictionId,
    pub rule: RuleId,
}

/// Every pair of places of which one lies within the other, by the inner one.
pub fn within(model: &Model) -> Vec<Within> {
    let mut program = program::Crepe::new();
    program.extend(parents(model).map(|(place, parent)| program::Parent(place, parent)));
    let (within,) = program.run_with_hasher::<FxBuildHasher>();
    let mut within: Vec<Within> = within.into_iter().map(|program::Within(inner, outer, rule)| Within { inner, outer, rule }).collect();
    within.sort_unstable();
    within.dedup_by_key(|tuple| (tuple.inner, tuple.outer));
    within
}

/// Each place but the nation with its parent.
pub(super) fn parents(model: &Model) -> impl Iterator<Item = (JurisdictionId, JurisdictionId)> {
    model.jurisdiction_ids().filter_map(|place| Some((place, model[place].parent?)))
}

mod program {
    use super::RuleId::{self, T1, T2};
    use crate::model::ids::JurisdictionId;

    crepe::crepe! {
        @input
        /// `Parent(a, p)`: place `a` has `p` as its parent.
        pub struct Parent(pub JurisdictionId, pub JurisdictionId);

        @output
        /// `Within(a, b, rule)`: place `a` lies within place `b`.
        pub struct Within(pub JurisdictionId, pub JurisdictionId, pub RuleId);

        // T1  A place lies within its parent.
        Within(a, p, T1) <- Parent(a, p);

        // T2  What lies within a place lies within that place's parent.
        Within(a, c, T2) <- Within(a, b, _), Parent(b, c);
    }
}
