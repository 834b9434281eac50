//! Why a claim is refused, and how it would not be.
//!
//! Two questions, two answers. *Why not*: every smallest set of failed conditions that refuses by itself, whatever else held; with one alternative each
//! failed condition is such a set. *Ways in*: for each alternative, what would all have to change.

use super::Report;
use super::condition::{ConditionResult, Leaf, State};
use super::estimate::Estimate;
use crate::answers::Snapshot;
use crate::model::Model;
use crate::model::ids::TierId;
use crate::model::incentive::{Comparison, Quantity, Recognised};
use crate::model::profile::{HeldTitle, Profile};
use crate::rules::eligibility::{Need, level_fits};
use jiff::civil::Date;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// One way to qualify, and what is in the way of it.
#[derive(Debug, Clone)]
pub struct WayIn {
    pub changes: Vec<Change>,
    /// What is gained, if the rest holds.
    pub gains: Estimate,
}

/// A failed condition, and what would make it hold.
#[derive(Debug, Clone)]
pub struct Change {
    pub condition: ConditionResult,
    /// For a metric: by how much it must rise or fall.
    pub by: Option<Quantity>,
    /// False for what lies in the past or in the nature of the enterprise.
    pub possible: bool,
    pub says: String,
}

impl Report {
    /// Every minimal set of failed conditions that refuses the claim by itself; none unless it is refused.
    pub fn why_not(&self, snapshot: &Snapshot, tier: TierId) -> Vec<Vec<ConditionResult>> {
        let results = self.conditions(snapshot, tier);
        let failed: Vec<BTreeSet<Leaf>> = self.failed(snapshot, tier);
        if failed.is_empty() || failed.iter().any(BTreeSet::is_empty) {
            return Vec::new();
        }
        hitting(&failed).into_iter().map(|set| set.into_iter().filter_map(|leaf| result_of(&results, leaf)).collect()).collect()
    }

    /// How the claim could come to stand: for each alternative what would have to change, the possible and the shortest first.
    pub fn ways_in(&self, snapshot: &Snapshot, tier: TierId) -> Vec<WayIn> {
        let results = self.conditions(snapshot, tier);
        let mut ways: Vec<BTreeSet<Leaf>> = self.failed(snapshot, tier);
        if ways.iter().any(BTreeSet::is_empty) {
            return Vec::new();
        }
        ways.sort_by_key(|way| (way.len(), way.clone()));
        ways.dedup();
        let all = ways.clone();
        ways.retain(|way| !all.iter().any(|other| other != way && other.is_subset(way)));
        let mut ways: Vec<WayIn> = ways
            .into_iter()
            .map(|way| {
                let changes = way.into_iter().filter_map(|leaf| Some(self.change(snapshot, result_of(&results, leaf)?))).collect();
                WayIn { changes, gains: self.estimate(snapshot, tier) }
            })
            .collect();
        ways.sort_by_key(|way| (way.changes.iter().any(|change| !change.possible), way.changes.len()));
        ways
    }

    /// By alternative: the conditions that fail in it.
    fn failed(&self, snapshot: &Snapshot, tier: TierId) -> Vec<BTreeSet<Leaf>> {
        let book = &snapshot.book;
        let outside = self.findings.territory(book.territory_of[tier.index()]) == Some(false);
        let of = |way| {
            let needs = book.alternative(way).needs.iter().copied();
            let leaf = |need| if *book.need(need) == Need::Place(book.place_of(tier)) { Leaf::Territory } else { Leaf::Need(need) };
            let mut failed: BTreeSet<Leaf> = needs.filter(|&need| self.findings.need(need) == Some(false)).map(leaf).collect();
            if outside {
                failed.insert(Leaf::Territory);
            }
            failed
        };
        book.ways_of(tier).map(of).collect()
    }

    fn change(&self, snapshot: &Snapshot, condition: ConditionResult) -> Change {
        let (by, possible, says) = match condition.leaf {
            Leaf::Need(id) => self.remedy(snapshot, snapshot.book.need(id)),
            _ => (None, false, "it stands elsewhere; only moving there would change that".to_owned()),
        };
        Change { condition, by, possible, says }
    }

    fn remedy(&self, snapshot: &Snapshot, need: &Need) -> (Option<Quantity>, bool, String) {
        let said = |possible: bool, says: &str| (None, possible, says.to_owned());
        let happened = |event| self.profile.events.iter().flatten().any(|happening| snapshot.model.entails(happening.event, event));
        match need {
            Need::Metric { .. } => metric_remedy(&snapshot.model, &self.profile, need, self.as_of),
            Need::Title { .. } => {
                let (possible, says) = self.title_remedy(snapshot, need);
                (None, possible, says)
            }
            Need::Event { event, .. } if happened(*event) => said(false, "it happened outside the time of the document; that can't be changed"),
            Need::Event { .. } => said(true, "it has yet to happen, in the time of the document"),
            Need::TitleAt { event, .. } if !happened(*event) => said(true, "hold the title on the day on which the event happens"),
            Need::TitleAt { .. } => said(false, "the title was not held on the day of the event; that can't be changed"),
            Need::Received { not: true, .. } => said(false, "it was received; that can't be changed"),
            Need::Received { .. } => said(true, "it has yet to be received"),
            Need::During(when) if when.from.is_some_and(|from| self.as_of < from) => said(true, "the days on which it is good have yet to come"),
            Need::During(_) => said(false, "the days on which it was good are over"),
            Need::Project { .. } => said(true, "carry out a project of this kind, in the time of the document"),
            Need::Place(_) => said(false, "it stands elsewhere; only moving there would change that"),
            Need::Sector(_) => said(false, "another industry; its nature would have to change"),
            Need::Beneficiary(_) => said(false, "another kind of beneficiary; its nature would have to change"),
            Need::NotGraded { .. } => said(true, "reach a better grade in the next evaluation"),
            Need::NotDiscredited => said(false, "the record excludes; it must be cleared first"),
            Need::Stated(_) => said(false, "the profile denies these words"),
        }
    }

    /// What would make a title count. That it was recognised too early or not for the first time matters only of one that is held at the level asked for.
    fn title_remedy(&self, snapshot: &Snapshot, need: &Need) -> (bool, String) {
        let Need::Title { title, level, or_above, recognised, .. } = need else { return (false, String::new()) };
        let (model, book) = (&snapshot.model, &snapshot.book);
        let fits = |at| level_fits(*level, *or_above, at, &model[*title].levels) != Some(false);
        let carries = |held: &HeldTitle| book.implied.carried(held.title).iter().any(|carried| carried.other == *title && fits(carried.level));
        let held: Vec<&HeldTitle> =
            self.profile.titles.iter().flatten().filter(|held| (held.title == *title && fits(held.level)) || carries(held)).collect();
        let own = held.iter().find(|held| held.title == *title);
        let over = |held: &HeldTitle| held.expires.filter(|&end| end < self.as_of);
        let expired = held.iter().copied().find_map(|held| Some((held, over(held)?))).filter(|_| held.iter().all(|held| over(held).is_some()));
        match (recognised, own, expired) {
            (Recognised::First, Some(own), _) if own.first == Some(false) => {
                (false, "the title was recognised before; that it be the first time can't be changed".to_owned())
            }
            (Recognised::First, Some(_), _) => (false, "the title was recognised outside the time of the document; that can't be changed".to_owned()),
            (_, _, Some((held, end))) => (true, format!("{} expired on {end}; renew it", model[held.title].name)),
            (Recognised::New, Some(_), _) => (false, "the title was recognised outside the time of the document; that can't be changed".to_owned()),
            (Recognised::Recheck, Some(_), _) => (true, "pass the re-check of the title, in the time of the document".to_owned()),
            _ => {
                let at = level.map_or(String::new(), |level| format!(" at {}{}", level.chinese(), if *or_above { " or above" } else { "" }));
                (true, format!("obtain the title{at}"))
            }
        }
    }
}

/// The smallest change of a value that keeps all of its bounds. A bound that must be passed is passed by one fen, or the smallest part of its unit.
fn metric_remedy(model: &Model, profile: &Profile, need: &Need, today: Date) -> (Option<Quantity>, bool, String) {
    let Need::Metric { metric, bounds, first_time, period } = need else { return (None, false, String::new()) };
    let name = &model[*metric].name;
    let Some(measured) = profile.metrics.iter().flatten().find(|measured| measured.metric == *metric) else {
        return (None, true, format!("{name} must reach the bound"));
    };
    let keeps = |value: &Quantity| bounds.iter().all(|(how, bound)| value.keeps(*how, bound) == Some(true));
    if *first_time && measured.before.as_ref().is_some_and(|values| values.iter().any(keeps)) {
        return (None, false, format!("{name} passed the bound in an earlier year; that it be the first time can't be changed"));
    }
    if *first_time && keeps(&measured.value) && period.covers_year(measured.year, today) == Some(false) {
        return (None, false, format!("{name} passed the bound in a year outside the time of the document; that can't be changed"));
    }
    let missed = bounds.iter().filter(|(how, bound)| measured.value.keeps(*how, bound) == Some(false));
    let Some((how, bound)) = missed.reduce(tighter) else { return (None, true, format!("{name} must keep its bounds")) };
    let passes = matches!(how, Comparison::Over | Comparison::Under);
    let target = match how {
        Comparison::Over => bound.next(),
        Comparison::Under => bound.previous(),
        Comparison::AtLeast | Comparison::AtMost => bound.clone(),
    };
    if !keeps(&target) {
        return (None, false, format!("no value of {name} keeps all of its bounds"));
    }
    let by = measured.value.short_of(bound).map(|by| if passes { by.next() } else { by });
    let shown = by.as_ref().map(ToString::to_string).unwrap_or_default();
    let says = match how {
        Comparison::AtLeast => format!("{name} must rise by {shown}, to {bound}"),
        Comparison::Over => format!("{name} must rise by at least {shown}, beyond {bound}"),
        Comparison::AtMost => format!("{name} must fall by {shown}, to {bound}"),
        Comparison::Under => format!("{name} must fall by at least {shown}, below {bound}"),
    };
    (by, true, says)
}

/// Of two bounds that a value misses on one side, the one that is farther off.
fn tighter<'b>(one: &'b (Comparison, Quantity), other: &'b (Comparison, Quantity)) -> &'b (Comparison, Quantity) {
    let is_floor = |how: Comparison| matches!(how, Comparison::AtLeast | Comparison::Over);
    let order = other.1.compare(&one.1).unwrap_or(Ordering::Equal);
    let order = if is_floor(one.0) { order } else { order.reverse() };
    // Of two equal bounds the one that must be passed.
    let strict = matches!(other.0, Comparison::Over | Comparison::Under);
    if order.is_gt() || (order.is_eq() && strict) { other } else { one }
}

fn result_of(results: &[ConditionResult], leaf: Leaf) -> Option<ConditionResult> {
    results.iter().flat_map(ConditionResult::leaves).find(|result| result.leaf == leaf && result.state == State::Fails).cloned()
}

/// Every minimal set that shares something with each of some sets, smallest first.
fn hitting(sets: &[BTreeSet<Leaf>]) -> Vec<BTreeSet<Leaf>> {
    let mut found: Vec<BTreeSet<Leaf>> = vec![BTreeSet::new()];
    for set in sets {
        let (mut next, missing): (Vec<_>, Vec<_>) = found.into_iter().partition(|hit| !hit.is_disjoint(set));
        let hitting = next.len();
        for (hit, leaf) in missing.iter().flat_map(|hit| set.iter().map(move |leaf| (hit, leaf))) {
            let mut larger = hit.clone();
            larger.insert(*leaf);
            // Sets grown here can contain one that hit already, never one another: each keeps what made it miss this set.
            if !next.iter().take(hitting).any(|smaller| smaller.is_subset(&larger)) {
                next.push(larger);
            }
        }
        found = next;
    }
    found.sort_by_key(|hit| (hit.len(), hit.clone()));
    found
}
