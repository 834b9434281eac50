//! What follows for two tiers that pay for one thing: both are paid, one of them, the later one, or nobody can tell (O5-O10).

use super::{Clause, Effect, Form, Ground, Thing, first_day, form, policy_of};
use crate::model::Model;
use crate::model::ids::TierId;
use crate::model::policy::ClauseRuleKind;
use crate::rules::numbers::RuleId;
use crate::rules::territory::Within;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// The effect of a pair, the rule that gives it and the clause it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict {
    pub effect: Effect,
    pub rule: RuleId,
    pub clause: Option<Clause>,
    pub prevails: Option<TierId>,
}

/// Whether a clause against double support covers a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reach {
    Covered,
    /// The forms differ or are not said, and 同类 does not tell.
    Unclear,
    /// One of the two is no payment.
    Outside,
}

fn reach(a: Form, b: Form) -> Reach {
    match (a, b) {
        (Form::Priority, _) | (_, Form::Priority) => Reach::Outside,
        (Form::Unsaid, _) | (_, Form::Unsaid) => Reach::Unclear,
        _ if a == b => Reach::Covered,
        _ => Reach::Unclear,
    }
}

/// One verdict a pair; where several clauses say the same, the first of the facts.
pub fn verdicts(model: &Model, within: &[Within], pairs: &[(TierId, TierId, Ground, Thing)]) -> FxHashMap<(TierId, TierId), Verdict> {
    let mut program = program::Crepe::new();
    let mut seen = vec![false; model.policies.len()];
    for &(a, b, ..) in pairs {
        program.extend([program::Pair(a, b, reach(form(model, a), form(model, b)))]);
        for tier in [a, b] {
            let incentive = model[tier].incentive;
            let policy = policy_of(model, incentive);
            program.extend([program::Of(tier, policy, incentive)]);
            seen[policy.index()] = true;
        }
    }
    for id in model.policy_ids().filter(|id| seen[id.index()]) {
        let policy = &model[id];
        program.extend([program::Document(id, policy.jurisdiction, first_day(policy))]);
        program.extend([program::Reaches(policy.jurisdiction, policy.jurisdiction)]);
        for (index, rule) in (0..).zip(&policy.clause_rules) {
            let clause = Clause { policy: id, index };
            match rule.kind {
                ClauseRuleKind::NoDuplicates | ClauseRuleKind::HighestOnly | ClauseRuleKind::BestOnly => {
                    program.extend([program::Forbids(id, clause)])
                }
                ClauseRuleKind::Stackable => program.extend([program::Allows(id, clause)]),
                ClauseRuleKind::Prevails => program.extend([program::Prevails(id, clause)]),
                _ => {}
            }
        }
    }
    program.extend(within.iter().map(|tuple| program::Reaches(tuple.inner, tuple.outer)));
    let (verdicts,) = program.run_with_hasher::<FxBuildHasher>();
    let mut found: FxHashMap<(TierId, TierId), Verdict> = FxHashMap::default();
    for program::Verdict(a, b, effect, rule, clause, prevails) in verdicts {
        let verdict = Verdict { effect, rule, clause, prevails };
        found.entry((a, b)).and_modify(|first| *first = verdict.min(*first)).or_insert(verdict);
    }
    found
}

mod program {
    use super::{Clause, Effect, Reach};
    use crate::model::ids::{IncentiveId, JurisdictionId, PolicyId, TierId};
    use crate::rules::numbers::RuleId::{self, O5, O6, O7, O8, O9, O10};
    use jiff::civil::Date;

    /// Whether a document that applies from one day is earlier than one that applies from another; none if that can't be known.
    fn earlier(one: Option<Date>, other: Option<Date>) -> Option<bool> {
        one.zip(other).map(|(one, other)| one < other)
    }

    crepe::crepe! {
        @input
        /// `Pair(a, b, reach)`: tiers `a` and `b` pay for one thing, and a clause against double support reaches them so.
        pub struct Pair(pub TierId, pub TierId, pub Reach);

        @input
        /// `Of(t, p, i)`: tier `t` belongs to incentive `i` of document `p`.
        pub struct Of(pub TierId, pub PolicyId, pub IncentiveId);

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
        /// `Allows(p, clause)`: document `p` allows its support to be combined.
        pub struct Allows(pub PolicyId, pub Clause);

        @input
        /// `Prevails(p, clause)`: document `p` holds where earlier ones differ.
        pub struct Prevails(pub PolicyId, pub Clause);

        // `Party(a, b, p)`: document `p` promises one of the two tiers.
        struct Party(TierId, TierId, PolicyId);

        // `Rival(l, w, q, p)`: tier `l` of document `q` stands beside tier `w` of another document `p`.
        struct Rival(TierId, TierId, PolicyId, PolicyId);

        // `Later(l, w, clause, known)`: the document of `w` prevails over that of `l`, if it is the later one; `known` says whether it is.
        struct Later(TierId, TierId, Clause, Option<bool>);

        // `Step(a, b)`: both belong to one incentive.
        struct Step(TierId, TierId);

        // `Yields(a, b, w, clause)`: of the two, `w` holds and the other gives way.
        struct Yields(TierId, TierId, TierId, Clause);
        struct Yielding(TierId, TierId);

        // `Forbidden(a, b, clause)`: a clause forbids paying both.
        struct Forbidden(TierId, TierId, Clause);
        struct IsForbidden(TierId, TierId);

        // `Allowed(a, b, clause)`: a clause allows paying both.
        struct Allowed(TierId, TierId, Clause);
        struct IsAllowed(TierId, TierId);

        // `Doubtful(a, b, clause)`: a clause may forbid paying both, or have one give way; the documents don't tell.
        struct Doubtful(TierId, TierId, Clause);
        struct IsDoubtful(TierId, TierId);

        // `Open(a, b)`: neither steps of one scale nor one that gives way.
        struct Open(TierId, TierId);

        @output
        /// `Verdict(a, b, effect, rule, clause, prevails)`: what follows for tiers `a` and `b`.
        pub struct Verdict(pub TierId, pub TierId, pub Effect, pub RuleId, pub Option<Clause>, pub Option<TierId>);

        Party(a, b, p) <- Pair(a, b, _), Of(a, p, _);
        Party(a, b, p) <- Pair(a, b, _), Of(b, p, _);
        Rival(a, b, q, p) <- Pair(a, b, _), Of(a, q, _), Of(b, p, _), (p != q);
        Rival(b, a, q, p) <- Pair(a, b, _), Of(a, p, _), Of(b, q, _), (p != q);
        Step(a, b) <- Pair(a, b, _), Of(a, _, i), Of(b, _, i);

        Later(l, w, clause, earlier(e, d)) <- Rival(l, w, q, p), Prevails(p, clause), Document(p, x, d), Document(q, y, e), Reaches(y, x);
        Yields(a, b, b, clause) <- Pair(a, b, _), Later(a, b, clause, Some(true));
        Yields(a, b, a, clause) <- Pair(a, b, _), Later(b, a, clause, Some(true));
        Yielding(a, b) <- Yields(a, b, _, _);
        Open(a, b) <- Pair(a, b, _), !Step(a, b), !Yielding(a, b);

        Forbidden(a, b, clause) <- Pair(a, b, Reach::Covered), Party(a, b, p), Forbids(p, clause);
        Allowed(a, b, clause) <- Party(a, b, p), Allows(p, clause);
        Doubtful(a, b, clause) <- Pair(a, b, Reach::Unclear), Party(a, b, p), Forbids(p, clause);
        Doubtful(a, b, clause) <- Pair(a, b, _), Later(a, b, clause, None);
        Doubtful(a, b, clause) <- Pair(a, b, _), Later(b, a, clause, None);
        IsForbidden(a, b) <- Forbidden(a, b, _);
        IsAllowed(a, b) <- Allowed(a, b, _);
        IsDoubtful(a, b) <- Doubtful(a, b, _);

        // O5  Tiers of one incentive that one thing fits are steps of one scale: one of them is paid.
        Verdict(a, b, Effect::Exclusive, O5, None, None) <- Step(a, b);

        // O7  Where a document prevails over earlier ones of its place or of a place in it, the earlier tier gives way.
        Verdict(a, b, Effect::Superseded, O7, Some(clause), Some(w)) <- Yields(a, b, w, clause), !Step(a, b);

        // O6  Where a clause forbids support twice for one thing, one of two tiers of the same form is paid.
        Verdict(a, b, Effect::Exclusive, O6, Some(clause), None) <- Open(a, b), Forbidden(a, b, clause), !IsAllowed(a, b);

        // O8  Where a clause allows support to be combined, both tiers are paid.
        Verdict(a, b, Effect::Stackable, O8, Some(clause), None) <- Open(a, b), Allowed(a, b, clause), !IsForbidden(a, b);

        // O10 Where clauses contradict each other,
        Verdict(a, b, Effect::Undetermined, O10, Some(clause), None) <- Open(a, b), Forbidden(a, b, clause), IsAllowed(a, b);
        //     do not say whether they cover the pair, or nobody knows which document is the earlier, it stays open.
        Verdict(a, b, Effect::Undetermined, O10, Some(clause), None) <-
            Open(a, b), Doubtful(a, b, clause), !IsForbidden(a, b), !IsAllowed(a, b);

        // O9  Where neither document forbids it, both tiers are paid.
        Verdict(a, b, Effect::Stackable, O9, None, None) <- Open(a, b), !IsForbidden(a, b), !IsAllowed(a, b), !IsDoubtful(a, b);
    }
}
