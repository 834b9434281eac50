//! Eligibility against a second evaluator on invented worlds, and the laws that no world may break.

#[path = "support/market.rs"]
mod market;
#[path = "eligibility/naive.rs"]
mod naive;

use huiqi::answers::Snapshot;
use huiqi::answers::eligibility::{ConditionResult, State, report};
use huiqi::facts::Loaded;
use huiqi::model::ids::TierId;
use huiqi::model::incentive::{Comparison, Condition, Quantity};
use huiqi::model::money::Money;
use huiqi::model::policy::Standing;
use huiqi::model::profile::{Measured, Outcome, Profile};
use huiqi::model::title::TermKind;
use huiqi::rules::eligibility::{Agenda, Book, outcomes, population};
use market::{Dice, Market, Size, TODAY};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const ALL: [Standing; 5] = [Standing::InForce, Standing::Draft, Standing::NotYet, Standing::Ended, Standing::Repealed];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// One profile: a block with one lane.
    #[test]
    fn one_profile_is_judged_as_by_the_naive_evaluator(seed: u64) {
        let Market { model, profiles } = Market::new(Size { enterprises: 12, ..Size::SMALL }, seed);
        let book = Book::of(&model);
        let agenda = Agenda::of(&model, TODAY, &ALL);
        for profile in &profiles {
            for (tier, outcome) in outcomes(&book, &agenda, profile) {
                let expected = naive::outcome(&model, tier, profile, TODAY);
                prop_assert_eq!(outcome, expected, "{:#?}\n{:#?}", &model[tier], profile);
            }
        }
    }

    /// A population: blocks of up to sixty-four.
    #[test]
    fn a_population_is_judged_as_its_members_are(seed: u64) {
        let Market { model, profiles } = Market::new(Size { provinces: 1, cities: 1, enterprises: 300, ..Size::SMALL }, seed);
        let book = Book::of(&model);
        let agenda = Agenda::of(&model, TODAY, &[Standing::InForce]);
        let mut judged = vec![BTreeMap::new(); profiles.len()];
        for (members, verdicts) in population(&book, &agenda, &profiles, |judged| (judged.members, judged.verdicts)) {
            for verdict in verdicts {
                for (lane, &member) in (0..).zip(&members) {
                    judged[member as usize].insert(verdict.tier, verdict.outcome(lane));
                }
            }
        }
        for (profile, judged) in profiles.iter().zip(&judged) {
            for tier in agenda.tiers() {
                let expected = naive::outcome(&model, tier, profile, TODAY);
                let outcome = judged.get(&tier).copied().unwrap_or(Outcome::Ineligible);
                prop_assert_eq!(outcome, expected, "{:#?}\n{:#?}", &model[tier], profile);
            }
        }
    }

    /// Filling in what is missing may settle what was open, and nothing else.
    #[test]
    fn a_value_filled_in_changes_no_decided_answer(seed: u64) {
        let Market { model, profiles } = Market::new(Size { enterprises: 12, ..Size::SMALL }, seed);
        let complete = Market::new(Size { enterprises: 12, gaps: 0, ..Size::SMALL }, seed ^ 1).profiles;
        let book = Book::of(&model);
        let agenda = Agenda::of(&model, TODAY, &ALL);
        let mut dice = Dice(seed);
        for (profile, source) in profiles.iter().zip(&complete) {
            let before = outcomes(&book, &agenda, profile);
            let after = outcomes(&book, &agenda, &filled(profile, source, &mut dice));
            for ((tier, before), (_, after)) in before.into_iter().zip(after) {
                prop_assert!(before == Outcome::Unknown || before == after, "{tier:?}: {before:?} became {after:?}\n{:#?}\n{:#?}", &model[tier], profile);
            }
        }
    }
}

/// A profile with some of its gaps filled.
fn filled(profile: &Profile, source: &Profile, dice: &mut Dice) -> Profile {
    let mut filled = profile.clone();
    macro_rules! fill {
        ($($field:ident)*) => {$(
            if filled.$field.is_none() && dice.percent(60) {
                filled.$field = source.$field.clone();
            }
        )*};
    }
    fill!(place sectors titles events projects metrics evaluations received discredited);
    for held in filled.titles.iter_mut().flatten() {
        let level = if dice.percent(50) { Some(huiqi::model::place::Level::Provincial) } else { None };
        held.level = held.level.or(level);
        held.first = held.first.or(dice.percent(50).then_some(true));
        held.rechecked = held.rechecked.take().or(dice.percent(50).then(Vec::new));
        if held.recognised_on.is_none() && dice.percent(50) {
            held.recognised_on = Some(jiff::civil::date(2024, 5, 5));
        }
    }
    for measured in filled.metrics.iter_mut().flatten() {
        measured.before = measured.before.take().or(Some(Vec::new()));
        measured.year = measured.year.or(Some(2024));
    }
    for project in filled.projects.iter_mut().flatten() {
        project.on = project.on.or(Some(jiff::civil::date(2024, 5, 5)));
    }
    for receipt in filled.received.iter_mut().flatten() {
        receipt.on = receipt.on.or(Some(jiff::civil::date(2024, 5, 5)));
    }
    for happening in filled.events.iter_mut().flatten() {
        happening.on = happening.on.or(Some(jiff::civil::date(2024, 5, 5)));
    }
    for words in ["words 0", "words 1", "words 2"].map(str::to_owned) {
        if !filled.confirms.contains(&words) && !filled.denies.contains(&words) {
            if dice.percent(50) { filled.confirms.push(words) } else { filled.denies.push(words) }
        }
    }
    filled
}

/// Invented worlds are worth something only if all outcomes occur in them.
#[test]
fn invented_worlds_reach_every_outcome() {
    let mut reached: BTreeMap<Outcome, usize> = BTreeMap::new();
    for seed in 0..20 {
        let Market { model, profiles } = Market::new(Size::SMALL, seed);
        let (book, agenda) = (Book::of(&model), Agenda::of(&model, TODAY, &ALL));
        for profile in &profiles {
            for (_, outcome) in outcomes(&book, &agenda, profile) {
                *reached.entry(outcome).or_default() += 1;
            }
        }
    }
    assert_eq!(reached.len(), 4, "{reached:?}");
    assert!(reached.values().all(|&times| times > 50), "{reached:?}");
}

/// Whether a condition could hold if all but the leaves in `fail` did.
fn could(result: &ConditionResult, fail: &BTreeSet<&str>) -> bool {
    match result.kind {
        "any" => result.members.iter().any(|member| could(member, fail)),
        "all" => result.members.iter().all(|member| could(member, fail)),
        _ => !fail.contains(result.says.as_str()),
    }
}

#[test]
fn reasons_for_refusal_are_sound_minimal_and_all() {
    let (mut refused, mut several) = (0, 0);
    for seed in 0..12 {
        let Market { model, profiles } = Market::new(Size { prose: 50, ..Size::SMALL }, seed);
        let snapshot = Snapshot::build(Loaded { model, enterprises: vec![], problems: vec![], version: String::new() }).expect("a snapshot");
        for profile in profiles {
            let report = report(&snapshot, profile, TODAY, &ALL);
            for tier in report.with(Outcome::Ineligible).collect::<Vec<_>>() {
                let conditions = report.conditions(&snapshot, tier);
                let leaves: BTreeSet<&str> =
                    conditions.iter().flat_map(|c| c.leaves()).filter(|leaf| leaf.state == State::Fails).map(|leaf| leaf.says.as_str()).collect();
                let leaves: Vec<&str> = leaves.into_iter().collect();
                if leaves.len() > 10 {
                    continue;
                }
                let refuses = |fail: &BTreeSet<&str>| !conditions.iter().all(|condition| could(condition, fail));
                let sets = (0..1_u32 << leaves.len()).map(|bits| (0..leaves.len()).filter(|at| bits >> at & 1 == 1).map(|at| leaves[at]).collect());
                let refusing: Vec<BTreeSet<&str>> = sets.filter(refuses).collect();
                let expected: BTreeSet<&BTreeSet<&str>> =
                    refusing.iter().filter(|set| !refusing.iter().any(|other| other != *set && other.is_subset(set))).collect();
                let found = report.why_not(&snapshot, tier);
                let found: Vec<BTreeSet<&str>> = found.iter().map(|set| set.iter().map(|result| result.says.as_str()).collect()).collect();
                assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected, "seed {seed}, {tier:?}");
                assert_eq!(found.len(), expected.len(), "each set once");
                refused += 1;
                several += usize::from(found.iter().any(|set| set.len() > 1));
            }
        }
    }
    assert!(refused > 500 && several > 20, "{refused} refusals, {several} of them by several conditions at once");
}

/// A number that several bounds hold must keep all of them: the remedy goes to the farthest that it misses, and to none where they contradict.
#[test]
fn a_remedy_keeps_every_bound() {
    use Comparison::{AtLeast, AtMost, Over, Under};
    let says = |bounds: &[(Comparison, i64)], value: i64| {
        let Market { mut model, profiles } = Market::new(Size { gaps: 0, ..Size::SMALL }, 7);
        let yuan = |sum: i64| Quantity::Money(Money::from_fen(sum * 100));
        let metric = model.term_ids().find(|&id| model[id].kind == TermKind::Metric).expect("a metric");
        let bounds = bounds.iter().map(|&(how, bound)| (how, yuan(bound))).collect();
        model.tiers[0].conditions = vec![Condition::Metric { metric, bounds, first_time: false }];
        let snapshot = Snapshot::build(Loaded { model, enterprises: vec![], problems: vec![], version: String::new() }).expect("a snapshot");
        let measured = Measured { metric, value: yuan(value), year: None, before: None };
        let profile = Profile { metrics: Some(vec![measured]), ..profiles[0].clone() };
        let ways = report(&snapshot, profile, TODAY, &ALL).ways_in(&snapshot, TierId::new(0));
        let change = ways.iter().flat_map(|way| &way.changes).find(|change| change.condition.kind == "metric");
        change.map(|change| (change.possible, change.says.clone())).unwrap_or_default()
    };
    let told = |possible: bool, words: &str| (possible, format!("Metric 0 {words}"));
    assert_eq!(says(&[(Over, 5), (AtLeast, 10), (Under, 20)], 3), told(true, "must rise by 7元, to 10元"));
    assert_eq!(says(&[(AtLeast, 10), (Over, 10)], 10), told(true, "must rise by at least 0.01元, beyond 10元"));
    assert_eq!(says(&[(AtLeast, 10), (AtMost, 30), (Under, 20)], 50), told(true, "must fall by at least 30.01元, below 20元"));
    assert_eq!(says(&[(AtLeast, 20), (Under, 10)], 15), (false, "no value of Metric 0 keeps all of its bounds".to_owned()));
    assert_eq!(says(&[(AtLeast, 10), (Under, 20)], 15), (false, String::new()), "nothing to mend");
}
