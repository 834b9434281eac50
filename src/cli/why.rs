//! `huiqi ask eligibility --profile FILE --why TIER`: one claim as a tree that can be read from the top: what was decided, each condition with its words
//! and what the profile says, what refuses by itself, and the ways in. Everything is the report's; here it is only indented.

use super::eligibility::mark;
use crate::answers::Snapshot;
use crate::answers::eligibility::Report;
use crate::graph::Reason;
use crate::model::ids::TierId;
use std::fmt::Write;

/// The tier with an id, or the one whose id holds the words: among those that count, or among all where none of these does. Otherwise what could have
/// been meant.
pub fn tier(snapshot: &Snapshot, words: &str, counted: &[TierId]) -> Result<TierId, String> {
    let model = &snapshot.model;
    let key = words.strip_prefix("tier:").unwrap_or(words);
    if let Some(exact) = model.tier_ids().find(|&id| model[id].key == key) {
        return Ok(exact);
    }
    let all: Vec<TierId> = model.tier_ids().filter(|&id| model[id].key.contains(key)).collect();
    let counts: Vec<TierId> = all.iter().copied().filter(|id| counted.contains(id)).collect();
    let near = if counts.is_empty() { all } else { counts };
    let keys = |ids: &[TierId]| ids.iter().take(5).map(|&id| model[id].key.as_str()).collect::<Vec<_>>().join(", ");
    match near[..] {
        [only] => Ok(only),
        [] => Err(format!("--why: no tier's id holds `{words}`; `--format json` names the tier of each row")),
        _ => Err(format!("--why: `{words}` is in the ids of {} tiers: {}{}", near.len(), keys(&near), if near.len() > 5 { ", …" } else { "" })),
    }
}

/// The claim of a report to a tier, line by line.
pub fn tree(snapshot: &Snapshot, report: &Report, tier: TierId) -> String {
    let model = &snapshot.model;
    let (key, who) = (&model[tier].key, report.profile.name.as_deref().or(report.profile.id.as_deref()).unwrap_or("an enterprise"));
    let mut tree = Tree { snapshot, text: String::new() };
    let Some((outcome, why)) = report.outcome(tier).zip(report.why(snapshot, tier)) else {
        return format!("{who}: {key} doesn't count on {}; --standing names documents that stand otherwise\n", report.as_of);
    };
    tree.line(0, &format!("{} {who}: {key}, {} on {}", mark(outcome).0, format!("{outcome:?}").to_lowercase(), report.as_of));
    tree.reason(1, &why);
    let refusals = report.why_not(snapshot, tier);
    if !refusals.is_empty() {
        tree.line(1, "refused by each of these by itself:");
    }
    for set in refusals {
        tree.line(2, &set.iter().map(|result| format!("“{}” ({})", result.says, result.rule)).collect::<Vec<_>>().join(" with "));
    }
    let ways = report.ways_in(snapshot, tier);
    if !ways.is_empty() {
        tree.line(1, "ways in, all changes of one together:");
    }
    for (number, way) in (1..).zip(ways) {
        let possible = way.changes.iter().all(|change| change.possible);
        tree.line(2, &format!("{number}. {}", if possible { "possible" } else { "not possible" }));
        way.changes.iter().for_each(|change| tree.line(3, &format!("“{}”: {}", change.condition.says, change.says)));
    }
    tree.text
}

struct Tree<'s> {
    snapshot: &'s Snapshot,
    text: String,
}

impl Tree<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a text can't fail.
        let _ = writeln!(self.text, "{:depth$}{text}", "", depth = depth * 2);
    }

    /// A proof: the rule and its sentence, the words that it rests on, and what had to hold before.
    fn reason(&mut self, depth: usize, reason: &Reason) {
        self.line(depth, &format!("{} {}", reason.rule, reason.says));
        for &words in &reason.facts {
            let model = &self.snapshot.model;
            let at = &model[words];
            let clause = at.measure.map_or_else(|| model[at.policy].key.clone(), |measure| model[measure].key.clone());
            self.line(depth + 1, &format!("{clause}: “{}”", model.words(words)));
        }
        reason.because.iter().for_each(|because| self.reason(depth + 1, because));
    }
}
