//! Overlaps, their witnesses, bundles, the benchmark and the findings: a second evaluator on invented worlds, and named cases on the real documents.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "overlap/bundles.rs"]
mod bundles;
#[path = "overlap/documents.rs"]
mod documents;
#[path = "overlap/generate.rs"]
mod generate;
#[path = "support/market.rs"]
mod market;
#[path = "overlap/naive.rs"]
mod naive;

use huiqi::answers::witness_in;
use huiqi::model::profile::Outcome;
use huiqi::rules::eligibility::Book;
use huiqi::rules::{Derived, overlaps};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_evaluators_agree(seed: u64) {
        let model = generate::model(seed);
        let derived = Derived::of(&model);
        prop_assert_eq!(overlaps(&model, &derived.within), naive::overlaps(&model));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// A witness is judged by the evaluator; here it is judged once more, and stands where both documents speak to it.
    #[test]
    fn a_witness_qualifies_for_both(seed: u64) {
        let model = generate::model(seed);
        let (derived, book) = (Derived::of(&model), Book::of(&model));
        for overlap in overlaps(&model, &derived.within).iter().take(40) {
            let Some(witness) = witness_in(&model, &book, overlap, market::TODAY) else { continue };
            prop_assert!(overlap.from.is_none_or(|from| from <= witness.day) && overlap.until.is_none_or(|until| witness.day <= until));
            prop_assert!(witness.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Eligible | Outcome::Discretionary)));
            for tier in [overlap.a, overlap.b] {
                let place = model[model[model[model[tier].incentive].measure].policy].jurisdiction;
                prop_assert!(model.lies_within(witness.place, place));
            }
        }
    }
}

/// Most pairs that the rules find have a witness; those without ask for things that no profile has together, deep inside alternatives.
#[test]
fn most_invented_overlaps_have_a_witness() {
    let (mut found, mut witnessed) = (0, 0);
    for seed in 0..20 {
        let model = generate::model(seed);
        let (derived, book) = (Derived::of(&model), Book::of(&model));
        for overlap in overlaps(&model, &derived.within) {
            found += 1;
            witnessed += usize::from(witness_in(&model, &book, &overlap, market::TODAY).is_some());
        }
    }
    assert!(found > 500 && witnessed * 10 > found * 8, "{witnessed} of {found}");
}

/// The invented worlds reach every ground and every rule, so that the two evaluators agree on something.
#[test]
fn invented_worlds_reach_every_ground_and_every_rule() {
    let mut seen = std::collections::BTreeMap::new();
    for seed in 0..300 {
        let model = generate::model(seed);
        for overlap in overlaps(&model, &Derived::of(&model).within) {
            *seen.entry(format!("{:?}", overlap.ground)).or_insert(0) += 1;
            *seen.entry(format!("{:?} {}", overlap.effect, overlap.rule)).or_insert(0) += 1;
        }
    }
    let expected =
        ["Event", "Exclusive O5", "Exclusive O6", "Loan", "Premium", "Project", "Scale", "Stackable O8", "Stackable O9", "Superseded O7", "Title"];
    for reached in expected.into_iter().chain(["Undetermined O10", "Undetermined O11", "Exclusive O11"]) {
        assert!(seen.get(reached).is_some_and(|&count| count >= 20), "{reached}: {seen:?}");
    }
    println!("{seen:?}");
}
