//! Who answers for a measure, in which role and on what ground (R1-R4, R6, R7). Knows assignments, duties and clause rules; not how a chain is shown.

use super::numbers::RuleId;
use super::offices::Stands;
use super::territory::Within;
use crate::model::Model;
use crate::model::ids::{AssignmentId, DepartmentId, DutyId, MeasureId, PolicyId};
use crate::model::policy::{ClauseRuleKind, Role};
use rustc_hash::FxBuildHasher;

/// How firm the ground is, the firmest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// The responsibility note of the measure names the body.
    Stated,
    /// The body is one of those that a collective name stands for.
    Expanded,
    /// A sentence about many measures names it.
    Blanket,
    /// It follows from another body's part in the measure.
    Derived,
}

/// The fact that a responsibility goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    Assignment(AssignmentId),
    Duty(DutyId),
    /// A position in the policy's clause rules.
    ClauseRule {
        policy: PolicyId,
        index: u32,
    },
}

/// `department` has `role` in `measure`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Responsible {
    pub measure: MeasureId,
    pub department: DepartmentId,
    pub role: Role,
    pub basis: Basis,
    pub rule: RuleId,
    pub source: Source,
    /// The collective name it was expanded from, or the part that was named.
    pub via: Option<DepartmentId>,
}

/// One tuple a measure, body and role; of several grounds the firmest, then the first of the facts. By measure, role, basis and the order of the facts.
pub fn responsible(model: &Model, within: &[Within], stands: &[Stands]) -> Vec<Responsible> {
    let mut program = program::Crepe::new();
    program.extend(within.iter().map(|tuple| program::Within(tuple.inner, tuple.outer)));
    program.extend(stands.iter().map(|tuple| program::Stands(tuple.collective, tuple.member, model[tuple.member].jurisdiction)));
    program.extend(model.department_ids().filter_map(|part| Some(program::PartOf(part, model[part].part_of?))));
    feed_measures(model, &mut program);
    feed_duties(model, &mut program);
    let (responsible,) = program.run_with_hasher::<FxBuildHasher>();
    let mut responsible: Vec<Responsible> = responsible
        .into_iter()
        .map(|program::Responsible(measure, department, role, basis, rule, source, via)| Responsible {
            measure,
            department,
            role,
            basis,
            rule,
            source,
            via,
        })
        .collect();
    responsible.sort_unstable();
    responsible.dedup_by_key(|tuple| (tuple.measure, tuple.department, tuple.role));
    // As a person reads them: who leads first, and units in the order in which the note names them.
    responsible.sort_by_key(|tuple| (tuple.measure, tuple.role, tuple.basis, tuple.source, tuple.department));
    responsible
}

fn feed_measures(model: &Model, program: &mut program::Crepe) {
    for id in model.measure_ids() {
        let measure = &model[id];
        program.extend([program::Territory(id, model[measure.policy].jurisdiction)]);
        if !measure.is_section {
            program.extend([program::Leaf(measure.policy, id)]);
        }
    }
    program.extend(model.assignment_ids().map(|id| {
        let unit = &model[id];
        program::Assigned(unit.measure, unit.department, unit.role, Source::Assignment(id))
    }));
}

fn feed_duties(model: &Model, program: &mut program::Crepe) {
    for id in model.duty_ids() {
        let duty = &model[id];
        for &measure in &duty.measures {
            program.extend(duty.bodies.iter().map(|&body| program::Laid(measure, body, duty.role, Source::Duty(id))));
        }
    }
    for policy in model.policy_ids() {
        for (index, rule) in (0..).zip(&model[policy].clause_rules) {
            let source = Source::ClauseRule { policy, index };
            for &body in &rule.bodies {
                match rule.kind {
                    ClauseRuleKind::Coordinates => program.extend([program::Coordinates(policy, body, source)]),
                    ClauseRuleKind::Interprets => program.extend([program::Oversees(policy, body, Role::Interpreting, source)]),
                    ClauseRuleKind::Supervises => program.extend([program::Oversees(policy, body, Role::Supervising, source)]),
                    _ => {}
                }
            }
        }
    }
}

mod program {
    use super::Basis::{self, Blanket, Derived, Expanded, Stated};
    use super::RuleId::{self, R1, R2, R3, R4, R6, R7};
    use super::Source;
    use crate::model::ids::{DepartmentId, JurisdictionId, MeasureId, PolicyId};
    use crate::model::policy::Role;

    /// Whether a role is work on the measure itself, so that the members of a collective name can share it.
    fn is_work(role: Role) -> bool {
        matches!(role, Role::Lead | Role::Responsible | Role::Cooperating | Role::Implementing)
    }

    crepe::crepe! {
        @input
        /// `Assigned(m, d, role, source)`: the note of clause `m` names body `d` in this role.
        pub struct Assigned(pub MeasureId, pub DepartmentId, pub Role, pub Source);

        @input
        /// `Laid(m, d, role, source)`: a sentence about many clauses, `m` among them, lays this role on body `d`.
        pub struct Laid(pub MeasureId, pub DepartmentId, pub Role, pub Source);

        @input
        /// `Coordinates(p, d, source)`: document `p` charges body `d` with coordination.
        pub struct Coordinates(pub PolicyId, pub DepartmentId, pub Source);

        @input
        /// `Oversees(p, d, role, source)`: document `p` has body `d` interpret or supervise it.
        pub struct Oversees(pub PolicyId, pub DepartmentId, pub Role, pub Source);

        @input
        /// `Leaf(p, m)`: clause `m` of document `p` holds no other clauses.
        pub struct Leaf(pub PolicyId, pub MeasureId);

        @input
        /// `Territory(m, t)`: clause `m` stands in a document of place `t`.
        pub struct Territory(pub MeasureId, pub JurisdictionId);

        @input
        /// `Within(a, b)`: place `a` lies within place `b`.
        pub struct Within(pub JurisdictionId, pub JurisdictionId);

        @input
        /// `Stands(c, d, j)`: the collective name `c` stands for body `d`, seated in place `j`.
        pub struct Stands(pub DepartmentId, pub DepartmentId, pub JurisdictionId);

        @input
        /// `PartOf(d, w)`: body `d` is part of body `w`.
        pub struct PartOf(pub DepartmentId, pub DepartmentId);

        // `Named(m, d, role, basis, rule, source)`: words name body `d`, for clause `m` or for many clauses.
        struct Named(MeasureId, DepartmentId, Role, Basis, RuleId, Source);

        // `Whole(d, w)`: body `d` is part of body `w`, or of a part of it.
        struct Whole(DepartmentId, DepartmentId);

        @output
        /// `Responsible(m, d, role, basis, rule, source, via)`: body `d` has this role in clause `m`.
        pub struct Responsible(pub MeasureId, pub DepartmentId, pub Role, pub Basis, pub RuleId, pub Source, pub Option<DepartmentId>);

        Responsible(m, d, role, basis, rule, source, None) <- Named(m, d, role, basis, rule, source);

        // R1  A body that a responsibility note names has the role that the note gives it.
        Named(m, d, role, Stated, R1, source) <- Assigned(m, d, role, source);

        // R2  A collective name stands for each body of its kind in the territory, and each of them implements the
        //     measure in its own area.
        Responsible(m, d, Role::Implementing, Expanded, R2, source, Some(c)) <-
            Named(m, c, role, _, _, source), (is_work(role)), Stands(c, d, j), Territory(m, t), Within(j, t);

        // R3  A sentence that lays a duty on bodies for many measures gives them its role in each of those measures.
        Named(m, d, role, Blanket, R3, source) <- Laid(m, d, role, source), Leaf(_, m);

        // R4  A body that the document charges with coordination coordinates every measure of it.
        Named(m, d, Role::Coordinating, Blanket, R4, source) <- Coordinates(p, d, source), Leaf(p, m);

        // R6  Whoever interprets or supervises a document does so for every measure of it.
        Named(m, d, role, Blanket, R6, source) <- Oversees(p, d, role, source), Leaf(p, m);

        // R7  When a part of a body is named for work on a measure, the whole answers for it in the same role.
        Whole(d, w) <- PartOf(d, w);
        Whole(d, w) <- Whole(d, v), PartOf(v, w);
        Responsible(m, w, role, Derived, R7, source, Some(d)) <- Named(m, d, role, _, _, source), (is_work(role)), Whole(d, w);
    }
}
