//! What follows for two tiers that pay for one thing: both are paid, one of them, the later one, or nobody can tell (O5-O11).

use super::{Clause, Effect, Form, first_day};
use crate::model::Model;
use crate::model::ids::PolicyId;
use crate::model::policy::ClauseRuleKind;
use crate::rules::numbers::RuleId;
use crate::rules::territory::Within;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// A pair of tiers, as far as clauses look at it: the documents that promise them, and how a clause against double support reaches them. There are far
/// fewer cases than pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Case {
    pub ours: PolicyId,
    pub theirs: PolicyId,
    pub reach: Reach,
}

/// The effect of a case, the rule that gives it, the clause it rests on, and the document that holds where the other gives way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict {
    pub effect: Effect,
    pub rule: RuleId,
    pub clause: Option<Clause>,
    pub prevails: Option<PolicyId>,
}

/// Whether a clause against double support covers a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Both belong to one incentive: no clause is needed.
    Step,
    Covered,
    /// The forms differ or are not said, and 同类 does not tell.
    Unclear,
    /// One of the two is no payment.
    Outside,
    /// They pay for two steps of one ladder of titles, in the same form.
    Ladder,
    /// The same, and the forms differ or are not said.
    UnclearLadder,
}

pub fn reach(a: Form, b: Form) -> Reach {
    match (a, b) {
        (Form::Priority, _) | (_, Form::Priority) => Reach::Outside,
        (Form::Unsaid, _) | (_, Form::Unsaid) => Reach::Unclear,
        _ if a == b => Reach::Covered,
        _ => Reach::Unclear,
    }
}

/// One verdict a case; where several clauses say the same, the first of the facts.
pub fn verdicts(model: &Model, within: &[Within], cases: impl Iterator<Item = Case>) -> FxHashMap<Case, Verdict> {
    let mut program = program::Crepe::new();
    let mut seen = vec![false; model.policies.len()];
    for Case { ours, theirs, reach } in cases.collect::<FxHashSet<Case>>() {
        program.extend([program::Pair(ours, theirs, reach)]);
        seen[ours.index()] = true;
        seen[theirs.index()] = true;
    }
    for id in model.policy_ids().filter(|id| seen[id.index()]) {
        let policy = &model[id];
        program.extend([program::Document(id, policy.jurisdiction, first_day(policy))]);
        program.extend([program::Reaches(policy.jurisdiction, policy.jurisdiction)]);
        for (index, rule) in (0..).zip(&policy.clause_rules) {
            let clause = Clause { policy: id, index };
            match rule.kind {
                ClauseRuleKind::NoDuplicates => program.extend([program::Forbids(id, clause)]),
                ClauseRuleKind::HighestOnly | ClauseRuleKind::BestOnly => {
                    program.extend([program::Forbids(id, clause)]);
                    program.extend([program::PaysHighest(id, clause)]);
                }
                ClauseRuleKind::Stackable => program.extend([program::Allows(id, clause)]),
                ClauseRuleKind::Prevails => program.extend([program::Prevails(id, clause)]),
                _ => {}
            }
        }
    }
    program.extend(within.iter().map(|tuple| program::Reaches(tuple.inner, tuple.outer)));
    let (verdicts,) = program.run_with_hasher::<FxBuildHasher>();
    let mut found: FxHashMap<Case, Verdict> = FxHashMap::default();
    for program::Verdict(ours, theirs, reach, effect, rule, clause, prevails) in verdicts {
        let verdict = Verdict { effect, rule, clause, prevails };
        found.entry(Case { ours, theirs, reach }).and_modify(|first| *first = verdict.min(*first)).or_insert(verdict);
    }
    found
}

mod program {
    use super::{Clause, Effect, Reach};
    use crate::model::ids::{JurisdictionId, PolicyId};
    use crate::rules::numbers::RuleId::{self, O5, O6, O7, O8, O9, O10, O11};
    use jiff::civil::Date;

    /// Whether a document that applies from one day is earlier than one that applies from another; none if that can't be known.
    fn earlier(one: Option<Date>, other: Option<Date>) -> Option<bool> {
        one.zip(other).map(|(one, other)| one < other)
    }

    crepe::crepe! {
        @input
        /// `Pair(p, q, reach)`: documents `p` and `q` promise tiers for one thing, and a clause against double support reaches them so.
        pub struct Pair(pub PolicyId, pub PolicyId, pub Reach);

        @input
        /// `Document(p, place, day)`: document `p` of `place` applies from that day, if it is known.
        pub struct Document(pub PolicyId, pub JurisdictionId, pub Option<Date>);

        @input
        /// `Reaches(p, q)`: place `p` is place `q` or lies within it.
        pub struct Reaches(pub JurisdictionId, pub JurisdictionId);

        @input
        /// `Forbids(p, clause)`: document `p` forbids support twice for one thing.
        pub struct Forbids(pub PolicyId, pub Clause);

        @input
        /// `PaysHighest(p, clause)`: of support for things of one kind, document `p` pays the highest or the best only.
        pub struct PaysHighest(pub PolicyId, pub Clause);

        @input
        /// `Allows(p, clause)`: document `p` allows its support to be combined.
        pub struct Allows(pub PolicyId, pub Clause);

        @input
        /// `Prevails(p, clause)`: document `p` holds where earlier ones differ.
        pub struct Prevails(pub PolicyId, pub Clause);

        // `Rival(l, w)`: document `l` stands beside another document `w`.
        struct Rival(PolicyId, PolicyId);

        // `Later(l, w, clause, known)`: document `w` prevails over document `l`, if it is the later one; `known` says whether it is.
        struct Later(PolicyId, PolicyId, Clause, Option<bool>);

        // `Yields(p, q, w, clause)`: of the two, `w` holds and the other gives way.
        struct Yields(PolicyId, PolicyId, PolicyId, Clause);
        struct Yielding(PolicyId, PolicyId);

        // `Forbidden(p, q, reach, clause)`: a clause forbids paying both.
        struct Forbidden(PolicyId, PolicyId, Reach, Clause);
        struct IsForbidden(PolicyId, PolicyId, Reach);

        // `Allowed(p, q, clause)`: a clause allows paying both.
        struct Allowed(PolicyId, PolicyId, Clause);
        struct IsAllowed(PolicyId, PolicyId);

        // `Doubtful(p, q, reach, clause)`: a clause may forbid paying both, or have one give way; the documents don't tell.
        struct Doubtful(PolicyId, PolicyId, Reach, Clause);
        struct IsDoubtful(PolicyId, PolicyId, Reach);

        // `OnLadder(p, q, reach)`: they pay for steps of one ladder of titles.
        struct OnLadder(PolicyId, PolicyId, Reach);

        // `Ruled(p, q, clause, highest)`: a clause of one of the two forbids support twice, and pays the highest, or doesn't say which.
        struct Ruled(PolicyId, PolicyId, Clause, bool);
        struct IsHighest(PolicyId, PolicyId);

        // `Open(p, q, reach)`: neither steps of one scale nor one that gives way.
        struct Open(PolicyId, PolicyId, Reach);

        @output
        /// `Verdict(p, q, reach, effect, rule, clause, prevails)`: what follows for such tiers of documents `p` and `q`.
        pub struct Verdict(pub PolicyId, pub PolicyId, pub Reach, pub Effect, pub RuleId, pub Option<Clause>, pub Option<PolicyId>);

        Rival(p, q) <- Pair(p, q, _), (p != q);
        Rival(q, p) <- Pair(p, q, _), (p != q);
        Later(l, w, clause, earlier(e, d)) <- Rival(l, w), Prevails(w, clause), Document(w, x, d), Document(l, y, e), Reaches(y, x);
        Yields(p, q, q, clause) <- Pair(p, q, _), Later(p, q, clause, Some(true));
        Yields(p, q, p, clause) <- Pair(p, q, _), Later(q, p, clause, Some(true));
        Yielding(p, q) <- Yields(p, q, _, _);
        OnLadder(p, q, reach) <- Pair(p, q, reach), (reach == Reach::Ladder || reach == Reach::UnclearLadder);
        Open(p, q, reach) <- Pair(p, q, reach), (reach != Reach::Step), !OnLadder(p, q, reach), !Yielding(p, q);

        Forbidden(p, q, Reach::Covered, clause) <- Pair(p, q, Reach::Covered), Forbids(p, clause);
        Forbidden(p, q, Reach::Covered, clause) <- Pair(p, q, Reach::Covered), Forbids(q, clause);
        Allowed(p, q, clause) <- Pair(p, q, _), Allows(p, clause);
        Allowed(p, q, clause) <- Pair(p, q, _), Allows(q, clause);
        Doubtful(p, q, Reach::Unclear, clause) <- Pair(p, q, Reach::Unclear), Forbids(p, clause);
        Doubtful(p, q, Reach::Unclear, clause) <- Pair(p, q, Reach::Unclear), Forbids(q, clause);
        Doubtful(p, q, reach, clause) <- Pair(p, q, reach), Later(p, q, clause, None);
        Doubtful(p, q, reach, clause) <- Pair(p, q, reach), Later(q, p, clause, None);
        Ruled(p, q, clause, false) <- OnLadder(p, q, _), Forbids(p, clause);
        Ruled(p, q, clause, false) <- OnLadder(p, q, _), Forbids(q, clause);
        Ruled(p, q, clause, true) <- OnLadder(p, q, _), PaysHighest(p, clause);
        Ruled(p, q, clause, true) <- OnLadder(p, q, _), PaysHighest(q, clause);
        IsHighest(p, q) <- Ruled(p, q, _, true);
        IsForbidden(p, q, reach) <- Forbidden(p, q, reach, _);
        IsAllowed(p, q) <- Allowed(p, q, _);
        IsDoubtful(p, q, reach) <- Doubtful(p, q, reach, _);

        // O5  Tiers of one incentive that one thing fits are steps of one scale: one of them is paid.
        Verdict(p, q, Reach::Step, Effect::Exclusive, O5, None, None) <- Pair(p, q, Reach::Step);

        // O7  Where a document prevails over earlier ones of its place or of a place in it, the earlier tier gives way.
        Verdict(p, q, reach, Effect::Superseded, O7, Some(clause), Some(w)) <-
            Pair(p, q, reach), !OnLadder(p, q, reach), Yields(p, q, w, clause);

        // O6  Where a clause forbids support twice for one thing, one of two tiers of the same form is paid.
        Verdict(p, q, reach, Effect::Exclusive, O6, Some(clause), None) <- Open(p, q, reach), Forbidden(p, q, reach, clause), !IsAllowed(p, q);

        // O8  Where a clause allows support to be combined, both tiers are paid.
        Verdict(p, q, reach, Effect::Stackable, O8, Some(clause), None) <- Open(p, q, reach), Allowed(p, q, clause), !IsForbidden(p, q, reach);

        // O10 Where clauses contradict each other,
        Verdict(p, q, reach, Effect::Undetermined, O10, Some(clause), None) <- Open(p, q, reach), Forbidden(p, q, reach, clause), IsAllowed(p, q);
        //     do not say whether they cover the pair, or nobody knows which document is the earlier, it stays open.
        Verdict(p, q, reach, Effect::Undetermined, O10, Some(clause), None) <-
            Open(p, q, reach), Doubtful(p, q, reach, clause), !IsForbidden(p, q, reach), !IsAllowed(p, q);

        // O11 Where a clause pays the highest only, one of two steps of a ladder of titles is paid;
        Verdict(p, q, Reach::Ladder, Effect::Exclusive, O11, Some(clause), None) <-
            OnLadder(p, q, Reach::Ladder), Ruled(p, q, clause, true), !IsAllowed(p, q);
        //     where it only forbids support twice, differs in form, or another allows it, whether it means the steps stays open.
        Verdict(p, q, Reach::Ladder, Effect::Undetermined, O11, Some(clause), None) <-
            OnLadder(p, q, Reach::Ladder), Ruled(p, q, clause, false), !IsHighest(p, q);
        Verdict(p, q, Reach::Ladder, Effect::Undetermined, O11, Some(clause), None) <-
            OnLadder(p, q, Reach::Ladder), Ruled(p, q, clause, false), IsAllowed(p, q);
        Verdict(p, q, Reach::UnclearLadder, Effect::Undetermined, O11, Some(clause), None) <-
            OnLadder(p, q, Reach::UnclearLadder), Ruled(p, q, clause, false);

        // O9  Where neither document forbids it, both tiers are paid.
        Verdict(p, q, reach, Effect::Stackable, O9, None, None) <-
            Open(p, q, reach), !IsForbidden(p, q, reach), !IsAllowed(p, q), !IsDoubtful(p, q, reach);
    }
}
