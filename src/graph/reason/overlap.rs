//! Why two tiers overlap, and why both are paid, or one, or nobody can tell.

use super::Reason;
use crate::model::Model;
use crate::model::ids::{CertificationId, CitationId, JurisdictionId, PolicyId, TierId};
use crate::model::place::Level;
use crate::rules::{Clause, Effect, Occasion, Overlap, RuleId, Thing, acts, policy_of, titles_paid_for};

impl Reason {
    /// The effect of an overlap, resting on a clause if one gives it, because of the thing that both tiers pay for.
    pub fn of_overlap(model: &Model, overlap: &Overlap) -> Reason {
        let mut reason = Reason::new(overlap.rule, effect(model, overlap));
        reason.facts.extend(overlap.clause.and_then(|clause| words_of(model, clause)));
        if overlap.rule == RuleId::O5 {
            reason.facts.push(model[model[overlap.a].incentive].words);
        }
        reason.because([ground(model, overlap)])
    }
}

fn words_of(model: &Model, clause: Clause) -> Option<CitationId> {
    model[clause.policy].clause_rules.get(clause.index as usize).map(|rule| rule.words)
}

fn effect(model: &Model, overlap: &Overlap) -> String {
    let (a, b) = (&model[overlap.a].key, &model[overlap.b].key);
    let clause = overlap.clause.map(|clause| &model[clause.policy].title.value);
    let clause = clause.map_or_else(String::new, |title| format!("《{title}》"));
    match (overlap.rule, overlap.effect) {
        (RuleId::O5, _) => format!("Tiers {a} and {b} are steps of one scale of {}: one of them is paid.", model[model[overlap.a].incentive].key),
        (RuleId::O11, Effect::Exclusive) => format!("{clause} pays the highest only, so one of {a} and {b}, steps of one ladder of titles, is paid."),
        (RuleId::O11, _) => format!(
            "{clause} forbids support twice for one kind of thing, and the documents do not tell whether {a} and {b}, steps of one ladder of titles, are \
             one kind: whether both are paid stays open."
        ),
        (_, Effect::Exclusive) => format!("{clause} forbids support twice for one thing, so one of {a} and {b} is paid."),
        (_, Effect::Superseded) => {
            let (holds, yields) = if overlap.prevails == Some(overlap.a) { (a, b) } else { (b, a) };
            format!("{clause} prevails over earlier documents of its place and of places in it, so {holds} holds and {yields} gives way.")
        }
        (RuleId::O8, _) => format!("{clause} allows its support to be combined, so both {a} and {b} may be claimed."),
        (_, Effect::Stackable) => format!("Nothing in {} forbids it, so both {a} and {b} may be claimed.", documents(model, overlap)),
        (_, Effect::Undetermined) => format!(
            "{clause} has a rule between its own support and other support, and the documents do not tell whether it covers {a} and {b}, whether another \
             clause takes it back, or which document is the earlier: whether both are paid stays open."
        ),
    }
}

fn documents(model: &Model, overlap: &Overlap) -> String {
    let [a, b] = [overlap.a, overlap.b].map(|tier| policy_of(model, model[tier].incentive));
    let title = |policy: PolicyId| format!("《{}》", model[policy].title.value);
    if a == b { title(a) } else { format!("{} or {}", title(a), title(b)) }
}

/// What both pay for, by the words of both.
fn ground(model: &Model, overlap: &Overlap) -> Reason {
    let [a, b] = [overlap.a, overlap.b];
    let says = format!("Tiers {} and {} both pay for {}.", model[a].key, model[b].key, thing(model, overlap.thing));
    let mut reason = Reason::new(overlap.ground.rule(), says);
    reason.facts.extend([a, b].map(|tier| model[model[tier].incentive].words));
    reason.facts.dedup();
    reason.because.extend([a, b].into_iter().filter_map(|tier| held_through(model, tier, overlap.thing)));
    let [ours, theirs] = [a, b].map(|tier| model[policy_of(model, model[tier].incentive)].jurisdiction);
    reason.because.extend(nesting(model, ours, theirs));
    reason
}

fn thing(model: &Model, thing: Thing) -> String {
    match thing {
        Thing::Title(title, level, Occasion::Recognition) => format!("one recognition as {}", title_at(model, title, level)),
        Thing::Title(title, level, Occasion::Recheck) => format!("one passed review as {}", title_at(model, title, level)),
        Thing::Project(term) => format!("one project: {}", model[term].name),
        Thing::Base(term) => format!("one expense: {}", model[term].name),
        Thing::Event(term) => format!("one event: {}", model[term].name),
        Thing::Loan => "the interest on one loan".to_owned(),
        Thing::Number(term) => format!("one number: {}", model[term].name),
        Thing::Ladder(higher, lower) => format!("titles of one ladder: who holds {} also holds {}", model[higher].name, model[lower].name),
    }
}

fn title_at(model: &Model, title: CertificationId, level: Option<Level>) -> String {
    format!("{}{}", level.map_or("", |level| level.chinese()), model[title].name)
}

/// Where a tier asks for another title than the one recognised, or another event than the one that happened: that the one implies the other.
fn held_through(model: &Model, tier: TierId, thing: Thing) -> Option<Reason> {
    let (title, level) = match thing {
        Thing::Title(title, level, _) => (title, level),
        Thing::Event(event) => {
            let asked = acts(model, tier).1;
            let other = asked.iter().find(|&&asked| model.entails(event, asked)).filter(|_| !asked.contains(&event))?;
            let (name, other) = (&model[event].name, &model[*other].name);
            return Some(Reason::new(RuleId::F, format!("What happened as {name} also happened as {other}, which {} asks for.", model[tier].key)));
        }
        _ => return None,
    };
    let asked = titles_paid_for(model, tier);
    if asked.iter().any(|asked| asked.certification == title && asked.levels(model).contains(&level)) {
        return None;
    }
    let name = &model[asked.iter().find(|asked| implies(model, title, asked.certification))?.certification].name;
    Some(Reason::new(RuleId::F, format!("Who holds {} also holds {name}, which {} asks for.", title_at(model, title, level), model[tier].key)))
}

/// Whether one title implies another, directly or not; no title implies itself.
fn implies(model: &Model, title: CertificationId, other: CertificationId) -> bool {
    model[title].implies.iter().any(|&(next, _)| next == other || implies(model, next, other))
}

fn nesting(model: &Model, ours: JurisdictionId, theirs: JurisdictionId) -> Option<Reason> {
    match ours == theirs {
        true => None,
        false if model.lies_within(ours, theirs) => Some(Reason::of_within(model, ours, theirs)),
        false => Some(Reason::of_within(model, theirs, ours)),
    }
}
