//! The ways to fulfil the conditions of a tier, each a list of plain conditions. Knows one tier at a time.

use crate::model::incentive::Condition;

/// How many ways of one tier are tried at the most. Documents have a dozen; a witness among the first of more is as good as any.
const MOST: usize = 64;

/// The ways to fulfil all of some conditions, in the order of the text.
pub fn ways(conditions: &[Condition]) -> Vec<Vec<&Condition>> {
    let mut ways: Vec<Vec<&Condition>> = vec![Vec::new()];
    for condition in conditions {
        let more = ways_of(condition);
        let combined = ways.iter().flat_map(|way| more.iter().map(move |added| [&way[..], &added[..]].concat()));
        ways = combined.take(MOST).collect();
    }
    ways
}

fn ways_of(condition: &Condition) -> Vec<Vec<&Condition>> {
    match condition {
        Condition::Any(members) => members.iter().flat_map(ways_of).take(MOST).collect(),
        Condition::All(members) => ways(members),
        plain => vec![vec![plain]],
    }
}
