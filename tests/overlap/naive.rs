//! A second opinion on overlaps: every pair of tiers, every way to fulfil each, every title at every level. Slow and obvious.

use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::incentive::*;
use huiqi::model::money::{Decimal, Money};
use huiqi::model::place::Level;
use huiqi::model::policy::{ClauseRuleKind, Policy, Status};
use huiqi::model::window::Window;
use huiqi::rules::{Clause, Effect, Ground, Occasion, Overlap, RuleId, Thing};
use std::collections::{BTreeMap, BTreeSet};

pub fn overlaps(model: &Model) -> Vec<Overlap> {
    let mut found = Vec::new();
    for a in model.tier_ids() {
        for b in model.tier_ids().filter(|&b| a < b) {
            found.extend(pair(model, a, b));
        }
    }
    found
}

fn policy(model: &Model, tier: TierId) -> PolicyId {
    model[model[model[tier].incentive].measure].policy
}

fn kind(model: &Model, tier: TierId) -> IncentiveKind {
    model[model[tier].incentive].kind
}

fn pair(model: &Model, a: TierId, b: TierId) -> Vec<Overlap> {
    let (p, q) = (&model[policy(model, a)], &model[policy(model, b)]);
    let mut first_days: Vec<_> = [begins(p), begins(q)].into_iter().flatten().collect();
    let mut last_days: Vec<_> = [p, q].iter().filter_map(|policy| Some(policy.valid_until?.value)).collect();
    for condition in model[a].conditions.iter().chain(&model[b].conditions) {
        if let Condition::During(when) = condition {
            first_days.extend(when.from);
            last_days.extend(when.until);
        }
    }
    let (from, until) = (first_days.into_iter().max(), last_days.into_iter().min());
    let never = from.is_some() && until.is_some() && from > until;
    if never || p.status == Status::Repealed || q.status == Status::Repealed {
        return Vec::new();
    }
    if !claimants_meet(model, a, b) || !numbers_meet(model, a, b) {
        return Vec::new();
    }
    let (x, y) = (seat(model, a), seat(model, b));
    let nest = model.lies_within(x, y) || model.lies_within(y, x);
    let mut shared: Vec<Thing> = if nest { things(model, a).intersection(&things(model, b)).copied().collect() } else { Vec::new() };
    let apart = !projects(model, a).is_empty() && !projects(model, b).is_empty() && projects(model, a).is_disjoint(&projects(model, b));
    shared.retain(|thing| !(apart && matches!(thing, Thing::Loan | Thing::Base(_))));
    shared.extend(steps(model, a, b));
    shared.retain(|thing| {
        let (ours, theirs) = (windows(model, a, *thing), windows(model, b, *thing));
        let meet = |x: &Window, y: &Window| {
            let (from, until) = (x.from.max(y.from), [x.until, y.until].into_iter().flatten().min());
            from.is_none() || until.is_none() || from <= until
        };
        ours.is_empty() || theirs.is_empty() || ours.iter().any(|x| theirs.iter().any(|y| meet(x, y)))
    });
    if nest {
        shared.extend(ladder(model, a, b).filter(|_| ladder_verdict(model, a, b).is_some()));
    }
    let mut grounds: BTreeMap<Ground, Thing> = BTreeMap::new();
    for thing in shared {
        let ground = ground(thing, kind(model, a), kind(model, b));
        grounds.entry(ground).and_modify(|least| *least = thing.min(*least)).or_insert(thing);
    }
    let told = |(ground, thing): (Ground, Thing)| {
        let on_ladder = if matches!(thing, Thing::Ladder(..)) { ladder_verdict(model, a, b) } else { None };
        let (effect, rule, clause, prevails) = on_ladder.unwrap_or_else(|| verdict(model, a, b));
        Overlap { a, b, ground, thing, effect, rule, clause, prevails, from, until }
    };
    grounds.into_iter().map(told).collect()
}

/// The first two titles of which one tier pays for the higher, however it is come by, and the other for being newly recognised as the lower.
fn ladder(model: &Model, a: TierId, b: TierId) -> impl Iterator<Item = Thing> {
    let titles = |tier: TierId, newly: bool| -> BTreeSet<(CertificationId, Option<Level>)> {
        let mut found = BTreeSet::new();
        for way in ways(&model[tier].conditions) {
            if way.iter().any(|condition| matches!(condition, Condition::Project(..) | Condition::Event(..))) {
                continue;
            }
            for condition in &way {
                let Condition::Certification { certification, level, or_above, recognised, .. } = condition else { continue };
                let new = matches!(recognised, Recognised::First | Recognised::New);
                if *recognised == Recognised::Recheck || (newly && !new) {
                    continue;
                }
                let granted = std::iter::once(None).chain(model[*certification].levels.iter().copied().map(Some)).chain([*level]);
                found.extend(granted.filter(|at| level_fits(*level, *or_above, *at)).map(|at| (*certification, at)));
            }
        }
        found
    };
    let mut steps = BTreeSet::new();
    for (upper, lower) in [(a, b), (b, a)] {
        for &(title, at) in &titles(upper, false) {
            // A level at which the facts don't grant a title carries nothing.
            if at.is_some_and(|at| !model[title].levels.contains(&at)) {
                continue;
            }
            for &(other, asked) in &titles(lower, true) {
                if title != other && reaches(model, title, other, asked) {
                    steps.insert(Thing::Ladder(title, other));
                }
            }
        }
    }
    steps.into_iter()
}

/// Whether a title implies another at exactly a level, directly or through others.
fn reaches(model: &Model, title: CertificationId, other: CertificationId, level: Option<Level>) -> bool {
    model[title].implies.iter().any(|&(next, at)| {
        let at = at.or(if model[next].levels.len() == 1 { Some(model[next].levels[0]) } else { None });
        (next == other && at == level) || reaches(model, next, other, level)
    })
}

/// What clauses against double support say of steps of a ladder; none where there is no such clause.
fn ladder_verdict(model: &Model, a: TierId, b: TierId) -> Option<Outcome> {
    let forms = [a, b].map(|tier| form(kind(model, tier)));
    if forms.contains(&"priority") {
        return None;
    }
    let mut forbids = Vec::new();
    let (mut highest, mut allows) = (Vec::new(), false);
    for of in BTreeSet::from([policy(model, a), policy(model, b)]) {
        for (index, rule) in (0..).zip(&model[of].clause_rules) {
            let clause = Clause { policy: of, index };
            match rule.kind {
                ClauseRuleKind::NoDuplicates => forbids.push(clause),
                ClauseRuleKind::HighestOnly | ClauseRuleKind::BestOnly => {
                    forbids.push(clause);
                    highest.push(clause);
                }
                ClauseRuleKind::Stackable => allows = true,
                _ => {}
            }
        }
    }
    let same_form = forms[0] == forms[1] && forms[0] != "unsaid";
    match (highest.first(), forbids.first()) {
        (Some(&clause), _) if same_form && !allows => Some((Effect::Exclusive, RuleId::O11, Some(clause), None)),
        (_, Some(&clause)) => Some((Effect::Undetermined, RuleId::O11, Some(clause), None)),
        (_, None) => None,
    }
}

/// The days that a tier names for a thing.
fn windows(model: &Model, tier: TierId, thing: Thing) -> Vec<Window> {
    let all = ways(&model[tier].conditions).into_iter().flatten();
    all.filter_map(|condition| match (condition, thing) {
        (Condition::Event(term, when), Thing::Event(event)) if happens_as(model, event).contains(&term) => Some(when),
        (Condition::Project(term, when), Thing::Project(other)) if term == other => Some(when),
        (Condition::Certification { certification, when, .. }, Thing::Title(title, ..)) if certification == title => Some(when),
        _ => None,
    })
    .collect()
}

fn begins(policy: &Policy) -> Option<jiff::civil::Date> {
    if policy.status == Status::DraftForComment { None } else { policy.first_day() }
}

fn seat(model: &Model, tier: TierId) -> JurisdictionId {
    let mut seat = model[policy(model, tier)].jurisdiction;
    let home = seat;
    for condition in &model[tier].conditions {
        if let Condition::Place(place) = condition
            && model.lies_within(*place, home)
        {
            seat = *place;
        }
    }
    seat
}

/// Every way to fulfil some conditions.
fn ways(conditions: &[Condition]) -> Vec<Vec<Condition>> {
    let Some((first, rest)) = conditions.split_first() else { return vec![vec![]] };
    let heads: Vec<Vec<Condition>> = match first {
        Condition::Any(members) => members.iter().flat_map(|member| ways(std::slice::from_ref(member))).collect(),
        Condition::All(members) => ways(members),
        plain => vec![vec![plain.clone()]],
    };
    let tails = ways(rest);
    heads.iter().flat_map(|head| tails.iter().map(move |tail| [head.clone(), tail.clone()].concat())).collect()
}

fn projects(model: &Model, tier: TierId) -> BTreeSet<TermId> {
    let all = ways(&model[tier].conditions).into_iter().flatten();
    all.filter_map(|condition| if let Condition::Project(term, _) = condition { Some(term) } else { None }).collect()
}

fn things(model: &Model, tier: TierId) -> BTreeSet<Thing> {
    let mut found = BTreeSet::new();
    for way in ways(&model[tier].conditions) {
        let acts: Vec<Thing> = way
            .iter()
            .filter_map(|condition| match condition {
                Condition::Project(term, _) => Some(Thing::Project(*term)),
                Condition::Event(term, _) => Some(Thing::Event(*term)),
                _ => None,
            })
            .collect();
        let narrower = |act: &Thing| -> Vec<Thing> {
            let Thing::Event(asked) = act else { return Vec::new() };
            model.term_ids().filter(|&event| happens_as(model, event).contains(asked)).map(Thing::Event).collect()
        };
        found.extend(acts.iter().flat_map(narrower));
        if acts.is_empty() {
            way.iter().for_each(|condition| found.extend(titles(model, condition)));
        }
        found.extend(acts);
    }
    if let Pays::Rate(rate) = &model[tier].benefit.pays {
        found.insert(Thing::Base(rate.of));
    }
    if kind(model, tier) == IncentiveKind::Interest {
        found.insert(Thing::Loan);
    }
    found
}

/// An event, and all that it implies.
fn happens_as(model: &Model, event: TermId) -> Vec<TermId> {
    let mut all = vec![event];
    let mut at = 0;
    while let Some(&next) = all.get(at) {
        all.extend(&model[next].implies);
        at += 1;
    }
    all
}

/// Every title, at every level and on every occasion, that fulfils a condition.
fn titles(model: &Model, condition: &Condition) -> Vec<Thing> {
    let Condition::Certification { certification, level, or_above, recognised, .. } = condition else { return Vec::new() };
    let mut found = Vec::new();
    for title in model.certification_ids() {
        for at in std::iter::once(None).chain(model[title].levels.iter().copied().map(Some)) {
            for occasion in [Occasion::Recognition, Occasion::Recheck] {
                let own = title == *certification && level_fits(*level, *or_above, at);
                let fits = match recognised {
                    Recognised::Held => own || carries(model, title, *certification, *level, *or_above),
                    Recognised::Recheck => own && occasion == Occasion::Recheck,
                    Recognised::First | Recognised::New => own && occasion == Occasion::Recognition,
                };
                if fits {
                    found.push(Thing::Title(title, at, occasion));
                }
            }
        }
    }
    // A level that the facts don't list for the title can be asked for all the same.
    if let Some(level) = level.filter(|level| !model[*certification].levels.contains(level)) {
        let occasions = [Occasion::Recognition, Occasion::Recheck];
        let fits = |occasion: &Occasion| *recognised == Recognised::Held || (*recognised == Recognised::Recheck) == (*occasion == Occasion::Recheck);
        found.extend(occasions.into_iter().filter(fits).map(|occasion| Thing::Title(*certification, Some(level), occasion)));
    }
    found
}

fn level_fits(asked: Option<Level>, or_above: bool, at: Option<Level>) -> bool {
    match (asked, at) {
        (None, _) => true,
        (Some(asked), Some(at)) => at == asked || (or_above && at < asked),
        (Some(_), None) => false,
    }
}

/// Whether a title implies another at a level that fits, whatever its own level.
fn carries(model: &Model, title: CertificationId, other: CertificationId, asked: Option<Level>, or_above: bool) -> bool {
    model[title].implies.iter().any(|&(next, at)| {
        let at = at.or(if model[next].levels.len() == 1 { Some(model[next].levels[0]) } else { None });
        (next == other && level_fits(asked, or_above, at)) || carries(model, next, other, asked, or_above)
    })
}

fn steps(model: &Model, a: TierId, b: TierId) -> Vec<Thing> {
    if model[a].incentive != model[b].incentive {
        return Vec::new();
    }
    let bounds = |tier: TierId| -> Vec<(TermId, (Comparison, Quantity))> {
        let metrics = model[tier].conditions.iter();
        metrics
            .filter_map(|c| if let Condition::Metric { metric, bounds, .. } = c { Some((*metric, bounds.first()?.clone())) } else { None })
            .collect()
    };
    let number = |quantity: &Quantity| match quantity {
        Quantity::Money(sum) => sum.fen(),
        Quantity::Percent(value) | Quantity::Number(value, _) => value.scaled(),
    };
    let mut found = Vec::new();
    for (metric, (how, ours)) in bounds(a) {
        for (other, (theirs_how, theirs)) in bounds(b) {
            if metric == other && (how, number(&ours)) != (theirs_how, number(&theirs)) {
                found.push(Thing::Number(metric));
            }
        }
    }
    found
}

fn claimants_meet(model: &Model, a: TierId, b: TierId) -> bool {
    const ALL: [Beneficiary; 10] = [
        Beneficiary::Enterprise,
        Beneficiary::Individual,
        Beneficiary::Team,
        Beneficiary::Bank,
        Beneficiary::Park,
        Beneficiary::Alliance,
        Beneficiary::Platform,
        Beneficiary::Institution,
        Beneficiary::Association,
        Beneficiary::Intermediary,
    ];
    let may = |tier: TierId, who: Beneficiary| {
        model[tier].conditions.iter().all(|condition| match condition {
            Condition::Beneficiary(kind) => *kind == who,
            Condition::Any(members) if members.iter().all(|member| matches!(member, Condition::Beneficiary(_))) => {
                members.is_empty() || members.contains(&Condition::Beneficiary(who))
            }
            _ => true,
        })
    };
    ALL.iter().any(|&who| may(a, who) && may(b, who))
}

/// Whether, for each two bounds on one number, one of them or its neighbours keeps both.
fn numbers_meet(model: &Model, a: TierId, b: TierId) -> bool {
    let bounds = |tier: TierId| -> Vec<(TermId, (Comparison, Quantity))> {
        let metrics = model[tier].conditions.iter();
        metrics
            .filter_map(|c| if let Condition::Metric { metric, bounds, .. } = c { Some((*metric, bounds)) } else { None })
            .flat_map(|(metric, bounds)| bounds.iter().map(move |bound| (metric, bound.clone())))
            .collect()
    };
    let near = |quantity: &Quantity| -> Vec<Quantity> {
        [-1, 0, 1]
            .iter()
            .map(|step| match quantity {
                Quantity::Money(sum) => Quantity::Money(Money::from_fen(sum.fen() + step)),
                Quantity::Percent(value) => Quantity::Percent(Decimal::from_scaled(value.scaled() + step)),
                Quantity::Number(value, unit) => Quantity::Number(Decimal::from_scaled(value.scaled() + step), unit.clone()),
            })
            .collect()
    };
    bounds(a).iter().all(|(metric, ours)| {
        bounds(b).iter().filter(|(other, _)| other == metric).all(|(_, theirs)| {
            let values = near(&ours.1).into_iter().chain(near(&theirs.1));
            let mut values = values.filter(|value| ours.1.compare(&theirs.1).is_some() && value.compare(&ours.1).is_some());
            ours.1.compare(&theirs.1).is_none()
                || values.any(|value| value.keeps(ours.0, &ours.1) == Some(true) && value.keeps(theirs.0, &theirs.1) == Some(true))
        })
    })
}

fn ground(thing: Thing, a: IncentiveKind, b: IncentiveKind) -> Ground {
    use IncentiveKind::{Insurance, Interest};
    match (thing, a, b) {
        (Thing::Number(_), ..) => Ground::Scale,
        (_, Interest, Interest) => Ground::Loan,
        (_, Insurance, Insurance) => Ground::Premium,
        (Thing::Title(..) | Thing::Ladder(..), ..) => Ground::Title,
        (Thing::Project(_) | Thing::Base(_), ..) => Ground::Project,
        (Thing::Event(_), ..) => Ground::Event,
        (Thing::Loan, ..) => unreachable!("only interest is paid on loans"),
    }
}

type Outcome = (Effect, RuleId, Option<Clause>, Option<TierId>);

fn verdict(model: &Model, a: TierId, b: TierId) -> Outcome {
    let (p, q) = (policy(model, a), policy(model, b));
    if model[a].incentive == model[b].incentive {
        return (Effect::Exclusive, RuleId::O5, None, None);
    }
    let clauses = |of: PolicyId, kinds: &[ClauseRuleKind]| -> Vec<Clause> {
        let rules = (0..).zip(&model[of].clause_rules);
        rules.filter(|(_, rule)| kinds.contains(&rule.kind)).map(|(index, _)| Clause { policy: of, index }).collect()
    };
    let either = |kinds: &[ClauseRuleKind]| -> Vec<Clause> {
        let mut found = [clauses(p, kinds), if p == q { Vec::new() } else { clauses(q, kinds) }].concat();
        found.sort();
        found
    };
    let forbids = either(&[ClauseRuleKind::NoDuplicates, ClauseRuleKind::HighestOnly, ClauseRuleKind::BestOnly]);
    let allows = either(&[ClauseRuleKind::Stackable]);
    let mut yields: Vec<(Clause, TierId)> = Vec::new();
    let mut doubts: Vec<Clause> = Vec::new();
    for (winner, high, low) in [(a, p, q), (b, q, p)] {
        if high == low || !model.lies_within(model[low].jurisdiction, model[high].jurisdiction) {
            continue;
        }
        for clause in clauses(high, &[ClauseRuleKind::Prevails]) {
            match (begins(&model[low]), begins(&model[high])) {
                (Some(low), Some(high)) if low < high => yields.push((clause, winner)),
                (Some(_), Some(_)) => {}
                _ => doubts.push(clause),
            }
        }
    }
    if let Some(&(clause, winner)) = yields.iter().min() {
        return (Effect::Superseded, RuleId::O7, Some(clause), Some(winner));
    }
    let forms = [a, b].map(|tier| form(kind(model, tier)));
    let (covered, unclear) = match forms {
        _ if forms.contains(&"priority") => (false, false),
        _ if forms.contains(&"unsaid") || forms[0] != forms[1] => (false, true),
        _ => (true, false),
    };
    if unclear {
        doubts.extend(&forbids);
    }
    let forbids = if covered { forbids } else { Vec::new() };
    match (forbids.first(), allows.first(), doubts.iter().min()) {
        (Some(&clause), None, _) => (Effect::Exclusive, RuleId::O6, Some(clause), None),
        (None, Some(&clause), _) => (Effect::Stackable, RuleId::O8, Some(clause), None),
        (Some(&clause), Some(_), _) | (None, None, Some(&clause)) => (Effect::Undetermined, RuleId::O10, Some(clause), None),
        (None, None, None) => (Effect::Stackable, RuleId::O9, None, None),
    }
}

fn form(kind: IncentiveKind) -> &'static str {
    match kind {
        IncentiveKind::Reward | IncentiveKind::Subsidy | IncentiveKind::Matching => "money",
        IncentiveKind::Interest => "interest",
        IncentiveKind::Insurance => "premium",
        IncentiveKind::Fund => "capital",
        IncentiveKind::TaxRelief | IncentiveKind::FeeRelief => "relief",
        IncentiveKind::Priority => "priority",
        IncentiveKind::Support => "unsaid",
    }
}
