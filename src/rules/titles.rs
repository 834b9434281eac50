//! Which title carries which others with it: 小巨人 ⇒ 专精特新 ⇒ 创新型 (E0). Derived once a snapshot; knows titles only.

use super::numbers::RuleId;
use crate::model::Model;
use crate::model::ids::CertificationId;
use crate::model::place::Level;
use rustc_hash::FxBuildHasher;

/// Who holds `title` also holds `other`, at `level` if one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Carries {
    pub title: CertificationId,
    pub other: CertificationId,
    pub level: Option<Level>,
    pub rule: RuleId,
}

/// Every title with what it carries, sorted.
pub fn carries(model: &Model) -> Vec<Carries> {
    let mut program = program::Crepe::new();
    for title in model.certification_ids() {
        program.extend(model[title].implies.iter().map(|&(other, level)| program::Implies(title, other, level)));
    }
    let (carries,) = program.run_with_hasher::<FxBuildHasher>();
    let mut carries: Vec<Carries> =
        carries.into_iter().map(|program::Carries(title, other, level, rule)| Carries { title, other, level, rule }).collect();
    carries.sort_unstable();
    carries
}

mod program {
    use super::RuleId::{self, E0};
    use crate::model::ids::CertificationId;
    use crate::model::place::Level;

    crepe::crepe! {
        @input
        /// `Implies(c, d, level)`: the facts say that who holds title `c` holds title `d` at that level.
        pub struct Implies(pub CertificationId, pub CertificationId, pub Option<Level>);

        @output
        /// `Carries(c, d, level, rule)`: title `c` carries title `d` with it, directly or through another.
        pub struct Carries(pub CertificationId, pub CertificationId, pub Option<Level>, pub RuleId);

        // E0  A title carries those that it implies, and those that they carry.
        Carries(c, d, level, E0) <- Implies(c, d, level);
        Carries(c, e, level, E0) <- Carries(c, d, _, _), Implies(d, e, level);
    }
}
