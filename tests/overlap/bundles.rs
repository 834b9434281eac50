//! The bundle against every subset of the claims, on small instances; and how long a large one takes.

use huiqi::answers::bundle::{Bundle, Worth, bundle_of};
use huiqi::model::ids::{TermId, TierId};
use huiqi::model::money::Money;
use huiqi::rules::{Effect, Ground, Overlap, RuleId, Thing};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn overlap(a: usize, b: usize, effect: Effect, prevails: Option<usize>) -> Overlap {
    let (a, b) = (TierId::new(a.min(b)), TierId::new(a.max(b)));
    let prevails = prevails.map(TierId::new);
    let (ground, thing, rule) = (Ground::Event, Thing::Event(TermId(0)), RuleId::O6);
    Overlap { a, b, ground, thing, effect, rule, clause: None, prevails, from: None, until: None }
}

pub fn solve(amounts: &[i64], overlaps: &[Overlap]) -> Bundle {
    let mut of_tier: Vec<Vec<u32>> = vec![Vec::new(); amounts.len()];
    for (index, overlap) in (0..).zip(overlaps) {
        of_tier[overlap.a.index()].push(index);
        of_tier[overlap.b.index()].push(index);
    }
    // A claim of nothing has no figure.
    let worth = |(at, &amount): (usize, &i64)| Worth { tier: TierId::new(at), amount: (amount > 0).then(|| Money::from_fen(amount)) };
    let claims: Vec<Worth> = amounts.iter().enumerate().map(worth).collect();
    bundle_of(overlaps, |tier| of_tier[tier.index()].as_slice(), &claims, &|| false)
}

/// Whether a set of claims is lawful, and its total with the number of its claims.
fn weigh(set: u32, amounts: &[i64], overlaps: &[Overlap]) -> Option<(i64, u32)> {
    let has = |tier: TierId| set & (1 << tier.0) != 0;
    let lawful = overlaps.iter().all(|pair| match pair.effect {
        Effect::Exclusive => !(has(pair.a) && has(pair.b)),
        // The claim that gives way is out because the other one exists, chosen or not.
        Effect::Superseded => !has(if pair.prevails == Some(pair.a) { pair.b } else { pair.a }),
        _ => true,
    });
    let total = amounts.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, amount)| amount).sum();
    lawful.then_some((total, set.count_ones()))
}

fn instance() -> impl Strategy<Value = (Vec<i64>, Vec<Overlap>)> {
    (1..13usize).prop_flat_map(|size| {
        // Few different amounts, so that ties are common.
        let amounts = proptest::collection::vec(0..6i64, size);
        let pairs = proptest::collection::vec((0..size, 0..size, 0..10u8), 0..size * 3);
        let pairs = pairs.prop_map(|pairs| {
            let pairs = pairs.into_iter().filter(|(a, b, _)| a != b);
            pairs
                .map(|(a, b, effect)| match effect {
                    0 => overlap(a, b, Effect::Superseded, Some(a)),
                    1 => overlap(a, b, Effect::Undetermined, None),
                    2 => overlap(a, b, Effect::Stackable, None),
                    _ => overlap(a, b, Effect::Exclusive, None),
                })
                .collect()
        });
        (amounts, pairs)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_bundle_is_the_best_of_all_subsets((amounts, overlaps) in instance()) {
        let bundle = solve(&amounts, &overlaps);
        let best = (0..1u32 << amounts.len()).filter_map(|set| weigh(set, &amounts, &overlaps)).max().unwrap();
        let chosen = bundle.entitlements.iter().fold(0, |set, tier| set | 1 << tier.0);
        prop_assert_eq!(weigh(chosen, &amounts, &overlaps), Some(best));
        prop_assert_eq!(bundle.total, best.0);
        prop_assert_eq!(bundle.entitlements.len() + bundle.displaced.len(), amounts.len());
        for loser in &bundle.displaced {
            prop_assert!(!loser.by.is_empty());
            let with = (0..1u32 << amounts.len()).filter(|set| set & (1 << loser.tier.0) != 0);
            let equal = with.filter_map(|set| weigh(set, &amounts, &overlaps)).any(|(total, _)| total == best.0);
            prop_assert_eq!(loser.tied, equal, "{:?}", loser);
            for &(winner, index) in &loser.by {
                let pair = &overlaps[index as usize];
                prop_assert!([pair.a, pair.b].contains(&loser.tier) && [pair.a, pair.b].contains(&winner));
            }
        }
        for &index in &bundle.open {
            prop_assert_eq!(overlaps[index as usize].effect, Effect::Undetermined);
        }
    }
}

#[test]
fn a_superseded_claim_is_out_whatever_it_is_worth() {
    let bundle = solve(&[900, 1], &[overlap(0, 1, Effect::Superseded, Some(1))]);
    assert_eq!((bundle.total, bundle.entitlements), (1, vec![TierId(1)]));
    assert_eq!(bundle.displaced[0].by, [(TierId(1), 0)]);
}

#[test]
fn a_claim_without_a_figure_is_taken_where_nothing_speaks_against_it() {
    assert_eq!(solve(&[0, 5], &[]).entitlements.len(), 2);
    assert_eq!(solve(&[0, 5], &[overlap(0, 1, Effect::Exclusive, None)]).entitlements, [TierId(1)]);
}

#[test]
fn no_claims_make_an_empty_bundle() {
    assert_eq!(solve(&[], &[]), Bundle::default());
}

/// Two hundred claims in forty groups of which one each may be claimed; every claim is in up to `most` of the groups.
pub fn forty_groups(seed: u64, most: usize) -> (Vec<i64>, Vec<Overlap>) {
    let mut dice = crate::market::Dice(seed);
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); 40];
    let amounts = (0..200).map(|_| 10_000 * (1 + dice.below(100) as i64)).collect();
    for claim in 0..200 {
        for _ in 0..1 + dice.below(most) {
            groups[dice.below(40)].push(claim);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for group in &groups {
        pairs.extend(group.iter().flat_map(|&a| group.iter().filter(move |&&b| a < b).map(move |&b| (a, b))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    (amounts, pairs.into_iter().map(|(a, b)| overlap(a, b, Effect::Exclusive, None)).collect())
}

/// A second is what a release build has; without optimisation the same work may take longer.
#[test]
fn two_hundred_claims_in_forty_groups_are_solved_at_once() {
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
    for (seed, most) in [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3)] {
        let (amounts, overlaps) = forty_groups(seed, most);
        let start = Instant::now();
        let bundle = solve(&amounts, &overlaps);
        assert!(start.elapsed() < limit, "{:?} for up to {most} groups a claim", start.elapsed());
        println!("up to {most} groups a claim: {:?}, total {}", start.elapsed(), bundle.total);
        assert_eq!(solve(&amounts, &overlaps), bundle);
    }
}
