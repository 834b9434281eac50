//! How bodies stand to each other: whom a collective name stands for (R2), the line above (R5), the government a body belongs to (R8).
//! Knows places and bodies; no policies.

use super::numbers::RuleId;
use super::territory::{Within, parents};
use crate::model::Model;
use crate::model::ids::DepartmentId;
use crate::model::place::DepartmentKind;
use rustc_hash::FxBuildHasher;

/// The collective name `collective` stands for `member`, among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stands {
    pub collective: DepartmentId,
    pub member: DepartmentId,
    pub rule: RuleId,
}

/// `superior` performs the function of `department` one level up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Above {
    pub department: DepartmentId,
    pub superior: DepartmentId,
    pub rule: RuleId,
}

/// `department` belongs to `government`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Belongs {
    pub department: DepartmentId,
    pub government: DepartmentId,
    pub rule: RuleId,
}

/// The three relations, each sorted.
pub struct Offices {
    pub stands: Vec<Stands>,
    pub above: Vec<Above>,
    pub belongs: Vec<Belongs>,
}

pub fn offices(model: &Model, within: &[Within]) -> Offices {
    let mut program = program::Crepe::new();
    program.extend(within.iter().map(|tuple| program::Within(tuple.inner, tuple.outer)));
    program.extend(parents(model).map(|(place, parent)| program::Parent(place, parent, model[parent].level)));
    for id in model.department_ids() {
        let body = &model[id];
        match (body.kind, body.stands_for) {
            (DepartmentKind::Collective, Some(whom)) => program.extend([program::Collective(id, whom, body.jurisdiction)]),
            (DepartmentKind::Collective, None) => {}
            (kind, _) => program.extend([program::Body(id, kind, body.jurisdiction, model[body.jurisdiction].level)]),
        }
        if let (true, Some(function)) = (body.kind != DepartmentKind::Collective, body.function) {
            program.extend([program::Performs(id, function, body.jurisdiction)]);
        }
    }
    let (stands, above, belongs) = program.run_with_hasher::<FxBuildHasher>();
    Offices {
        stands: sorted(stands.into_iter().map(|program::Stands(collective, member, rule)| Stands { collective, member, rule })),
        above: sorted(above.into_iter().map(|program::Above(department, superior, rule)| Above { department, superior, rule })),
        belongs: sorted(belongs.into_iter().map(|program::Belongs(department, government, rule)| Belongs { department, government, rule })),
    }
}

fn sorted<T: Ord>(tuples: impl Iterator<Item = T>) -> Vec<T> {
    let mut tuples: Vec<T> = tuples.collect();
    tuples.sort_unstable();
    tuples
}

mod program {
    use super::RuleId::{self, R2, R5, R8};
    use crate::model::ids::{DepartmentId, FunctionId, JurisdictionId};
    use crate::model::place::{DepartmentKind, Level, StandsFor};

    /// Whether a collective name of this sort stands for bodies of this kind at this level.
    fn covers(whom: StandsFor, kind: DepartmentKind, level: Level) -> bool {
        use StandsFor::*;
        match (kind, level) {
            (DepartmentKind::Government, Level::County) => matches!(whom, CountyGovernments | CountyGovernmentsAndZoneCommittees),
            (DepartmentKind::ZoneCommittee, Level::Zone) => matches!(whom, ZoneCommittees | CountyGovernmentsAndZoneCommittees),
            _ => false,
        }
    }

    crepe::crepe! {
        @input
        /// `Within(a, b)`: place `a` lies within place `b`.
        pub struct Within(pub JurisdictionId, pub JurisdictionId);

        @input
        /// `Parent(a, p, level)`: place `a` has `p` as its parent, a place of that level.
        pub struct Parent(pub JurisdictionId, pub JurisdictionId, pub Level);

        @input
        /// `Body(d, kind, j, level)`: `d` is one body, not a collective name, seated in place `j` of that level.
        pub struct Body(pub DepartmentId, pub DepartmentKind, pub JurisdictionId, pub Level);

        @input
        /// `Performs(d, f, j)`: body `d` performs function `f` in place `j`.
        pub struct Performs(pub DepartmentId, pub FunctionId, pub JurisdictionId);

        @input
        /// `Collective(c, whom, t)`: the name `c` stands for such bodies in territory `t`.
        pub struct Collective(pub DepartmentId, pub StandsFor, pub JurisdictionId);

        @output
        /// `Stands(c, d, rule)`: the collective name `c` stands for body `d`.
        pub struct Stands(pub DepartmentId, pub DepartmentId, pub RuleId);

        @output
        /// `Above(d, s, rule)`: `s` is above `d` in the line of one function.
        pub struct Above(pub DepartmentId, pub DepartmentId, pub RuleId);

        @output
        /// `Belongs(d, g, rule)`: body `d` belongs to government `g`.
        pub struct Belongs(pub DepartmentId, pub DepartmentId, pub RuleId);

        // R2  A collective name stands for each body of its kind in the territory. A zone inside one of the counties
        //     answers to that county, so a city's document does not address it.
        Stands(c, d, R2) <-
            Collective(c, whom, t), Within(j, t), Body(d, kind, j, level), (covers(whom, kind, level)),
            Parent(j, p, above), (p == t || above < Level::County);

        // R5  Above a body stands the one that performs the same function one level up.
        Above(d, s, R5) <- Parent(j, p, _), Performs(d, f, j), Performs(s, f, p);

        // R8  A working department belongs to the government of its jurisdiction,
        Belongs(d, g, R8) <- Body(d, DepartmentKind::Department, j, _), Body(g, DepartmentKind::Government, j, _);
        //     the committee of a zone to the government of the zone's parent.
        Belongs(d, g, R8) <- Body(d, DepartmentKind::ZoneCommittee, j, _), Parent(j, p, _), Body(g, DepartmentKind::Government, p, _);
    }
}
