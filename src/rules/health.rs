//! What is amiss in the documents themselves, or likely to be asked about (H1-H8). Knows clauses, units, incentives, targets and overlaps; no profile,
//! and no day: what depends on the day says since when it is so.

use super::numbers::RuleId;
use super::overlap::{Overlap, is_payment, policy_of};
use super::responsibility::Responsible;
use crate::model::Model;
use crate::model::ids::*;
use crate::model::incentive::Pays;
use crate::model::place::DepartmentKind;
use crate::model::policy::{ClauseRule, Role, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    Policy(PolicyId),
    Measure(MeasureId),
    Incentive(IncentiveId),
    Target(TargetId),
    /// Two incentives that pay for one thing.
    Pair(IncentiveId, IncentiveId),
    /// A name for many bodies.
    Body(DepartmentId),
}

/// Something that a reader of `policy` should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Finding {
    pub policy: PolicyId,
    /// The clause it is about; none if it is about the whole document.
    pub measure: Option<MeasureId>,
    pub rule: RuleId,
    pub subject: Subject,
    /// The words it is about.
    pub words: CitationId,
    /// The first day on which it is so; none if it always is.
    pub since: Option<Date>,
}

impl Finding {
    pub fn holds_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day)
    }
}

/// All findings, by policy, clause and rule; of several with one rule, clause and subject the first.
pub fn findings(model: &Model, responsible: &[Responsible], overlaps: &[Overlap]) -> Vec<Finding> {
    let mut program = program::Crepe::new();
    feed_measures(model, responsible, &mut program);
    feed_promises(model, overlaps, &mut program);
    feed_names(model, &mut program);
    feed_validity(model, &mut program);
    let (found,) = program.run_with_hasher::<FxBuildHasher>();
    let finding = |program::Found(rule, policy, measure, subject, words, since)| Finding { policy, measure, rule, subject, words, since };
    let mut found: Vec<Finding> = found.into_iter().map(finding).collect();
    found.sort_unstable();
    found.dedup_by_key(|finding| (finding.policy, finding.measure, finding.rule, finding.subject));
    found
}

fn feed_measures(model: &Model, responsible: &[Responsible], program: &mut program::Crepe) {
    for id in model.measure_ids() {
        let measure = &model[id];
        program.extend([program::Clause(id, measure.policy)]);
        program.extend(measure.parent.map(|parent| program::Under(id, parent)));
        program.extend(measure.note.map(|note| program::Note(id, note)));
        program.extend(measure.target_ids().map(|target| program::Sets(id, target, model[target].words)));
    }
    program.extend(model.assignment_ids().filter_map(|id| {
        let unit = &model[id];
        matches!(unit.role, Role::Lead | Role::Responsible).then_some(program::Unit(unit.measure, unit.department, unit.role))
    }));
    let works = responsible.iter().filter(|tuple| matches!(tuple.role, Role::Lead | Role::Responsible | Role::Implementing));
    program.extend(works.map(|tuple| program::Works(tuple.measure)));
}

fn feed_promises(model: &Model, overlaps: &[Overlap], program: &mut program::Crepe) {
    for id in model.incentive_ids() {
        let incentive = &model[id];
        program.extend([program::Promises(incentive.measure, id, incentive.words)]);
        if incentive.tier_ids().any(|tier| !matches!(model[tier].benefit.pays, Pays::Unstated(_))) {
            program.extend([program::Figure(id)]);
        }
    }
    let open = overlaps.iter().filter(|overlap| matches!(overlap.rule, RuleId::O9 | RuleId::O10));
    program.extend(open.filter(|overlap| is_payment(model, overlap.a) && is_payment(model, overlap.b)).filter_map(|overlap| {
        let (a, b) = (model[overlap.a].incentive, model[overlap.b].incentive);
        (a != b && policy_of(model, a) == policy_of(model, b)).then_some(program::Twice(a, b))
    }));
}

/// A name that no territory can expand, wherever a document gives it something to do.
fn feed_names(model: &Model, program: &mut program::Crepe) {
    let vague = |body: DepartmentId| model[body].kind == DepartmentKind::Collective && model[body].stands_for.is_none();
    program.extend(
        model
            .assignment_ids()
            .map(|id| &model[id])
            .filter(|unit| vague(unit.department))
            .map(|unit| program::Vague(model[unit.measure].policy, Some(unit.measure), unit.department, unit.words)),
    );
    for duty in &model.duties {
        let clause = model[duty.words].measure;
        program.extend(duty.bodies.iter().copied().filter(|&body| vague(body)).map(|body| program::Vague(duty.policy, clause, body, duty.words)));
    }
    for policy in model.policy_ids() {
        for ClauseRule { bodies, words, .. } in &model[policy].clause_rules {
            let clause = model[*words].measure;
            program.extend(bodies.iter().copied().filter(|&body| vague(body)).map(|body| program::Vague(policy, clause, body, *words)));
        }
    }
}

fn feed_validity(model: &Model, program: &mut program::Crepe) {
    for id in model.policy_ids() {
        let policy = &model[id];
        match policy.status {
            Status::Issued => {
                program.extend(policy.valid_until.map(|last| program::Ends(id, last.words, day_after(last.value))));
            }
            Status::DraftForComment => {
                let words = policy.consultation.map_or(policy.title.words, |asked| asked.words);
                // While comments are still taken nothing is late.
                let since = policy.consultation.and_then(|asked| day_after(asked.value.until?));
                program.extend([program::Draft(id, words, since)]);
                program.extend(model.policy_ids().filter(|&other| adopts(model, other, id)).map(|_| program::Adopted(id)));
            }
            Status::Repealed => {}
        }
    }
}

fn day_after(day: Date) -> Option<Date> {
    day.checked_add(1.day()).ok()
}

/// Whether a document is the adopted version of a draft: of the same place, no draft itself, and of the same name.
fn adopts(model: &Model, other: PolicyId, draft: PolicyId) -> bool {
    let (other, draft) = (&model[other], &model[draft]);
    let name = draft.title.value.split(['(', '〔']).next().unwrap_or_default();
    other.status != Status::DraftForComment && other.jurisdiction == draft.jurisdiction && !name.is_empty() && other.title.value.contains(name)
}

mod program {
    use super::Subject;
    use crate::model::ids::*;
    use crate::model::policy::Role;
    use crate::rules::numbers::RuleId::{self, H1, H2, H3, H4, H5, H6, H7, H8};
    use jiff::civil::Date;

    crepe::crepe! {
        @input
        /// `Clause(m, p)`: clause `m` stands in document `p`.
        pub struct Clause(pub MeasureId, pub PolicyId);

        @input
        /// `Under(m, s)`: clause `m` stands under clause `s`.
        pub struct Under(pub MeasureId, pub MeasureId);

        @input
        /// `Note(m, words)`: clause `m` has a responsibility note.
        pub struct Note(pub MeasureId, pub CitationId);

        @input
        /// `Unit(m, d, role)`: the note of clause `m` names body `d` as a lead or as responsible.
        pub struct Unit(pub MeasureId, pub DepartmentId, pub Role);

        @input
        /// `Works(m)`: some body leads, answers for or carries out clause `m`.
        pub struct Works(pub MeasureId);

        @input
        /// `Sets(m, t, words)`: clause `m` sets target `t`.
        pub struct Sets(pub MeasureId, pub TargetId, pub CitationId);

        @input
        /// `Promises(m, i, words)`: clause `m` promises incentive `i`.
        pub struct Promises(pub MeasureId, pub IncentiveId, pub CitationId);

        @input
        /// `Figure(i)`: some tier of incentive `i` states a sum or a rate.
        pub struct Figure(pub IncentiveId);

        @input
        /// `Twice(i, j)`: incentives `i` and `j` of one document pay for one thing, and nothing in it says which.
        pub struct Twice(pub IncentiveId, pub IncentiveId);

        @input
        /// `Vague(p, m, d, words)`: document `p` gives something to do to `d`, a name that nobody can expand.
        pub struct Vague(pub PolicyId, pub Option<MeasureId>, pub DepartmentId, pub CitationId);

        @input
        /// `Ends(p, words, since)`: document `p` no longer applies from that day on.
        pub struct Ends(pub PolicyId, pub CitationId, pub Option<Date>);

        @input
        /// `Draft(p, words, since)`: document `p` is a draft, and comments are no longer taken from that day on.
        pub struct Draft(pub PolicyId, pub CitationId, pub Option<Date>);

        @input
        /// `Adopted(p)`: an adopted version of draft `p` is known.
        pub struct Adopted(pub PolicyId);

        // `Several(m)`: the note of clause `m` names two bodies or more.
        struct Several(MeasureId);

        // `Led(m)`: the note of clause `m` names a lead.
        struct Led(MeasureId);

        // `Owned(m)`: a body answers for clause `m`, or for one that it stands under.
        struct Owned(MeasureId);

        @output
        /// `Found(rule, p, m, subject, words, since)`: a finding on document `p`, about clause `m` if it is about one.
        pub struct Found(pub RuleId, pub PolicyId, pub Option<MeasureId>, pub Subject, pub CitationId, pub Option<Date>);

        Several(m) <- Unit(m, d, _), Unit(m, e, _), (d < e);
        Led(m) <- Unit(m, _, Role::Lead);
        Owned(m) <- Works(m);
        Owned(m) <- Owned(s), Under(m, s);

        // H1  A measure with several responsible units and no lead has nobody to turn to first.
        Found(H1, p, Some(m), Subject::Measure(m), words, None) <- Several(m), !Led(m), Note(m, words), Clause(m, p);

        // H2  An incentive without a figure does not say what it gives.
        Found(H2, p, Some(m), Subject::Incentive(i), words, None) <- Promises(m, i, words), !Figure(i), Clause(m, p);

        // H3  A target that no body answers for has no owner.
        Found(H3, p, Some(m), Subject::Target(t), words, None) <- Sets(m, t, words), !Owned(m), Clause(m, p);

        // H4  A policy whose validity has ended pays nothing for what happens later.
        Found(H4, p, None, Subject::Policy(p), words, since) <- Ends(p, words, since);

        // H5  A draft of which no adopted version is known is not in force.
        Found(H5, p, None, Subject::Policy(p), words, since) <- Draft(p, words, since), !Adopted(p);

        // H6  Two clauses of one document that pay for the same thing, and no rule of the document between them, leave open whether both are paid.
        Found(H6, p, Some(m), Subject::Pair(i, j), words, None) <- Twice(i, j), Promises(m, i, words), Clause(m, p);

        // H7  A name that stands for bodies nobody can list leaves open who acts.
        Found(H7, p, m, Subject::Body(d), words, None) <- Vague(p, m, d, words);

        // H8  A measure that promises something and names no responsible unit leaves open where to apply.
        Found(H8, p, Some(m), Subject::Measure(m), words, None) <- Promises(m, _, words), !Owned(m), Clause(m, p);
    }
}
