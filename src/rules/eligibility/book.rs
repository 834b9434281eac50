//! The policy side of eligibility, compiled once a snapshot: what each tier asks for as alternatives of needs, indexed by the first need of each.
//! Knows no enterprise and no day; the program walks it by reference.

use super::need::{Need, Period, Sort};
use crate::model::Model;
use crate::model::ids::{JurisdictionId, PolicyId, TierId};
use crate::model::incentive::Condition;
use crate::model::place::Level;
use crate::rules::implied::Implied;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A position in [`Book::needs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NeedId(pub u32);

/// A position in [`Book::alternatives`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AlternativeId(pub u32);

/// A position in [`Book::territories`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TerritoryId(pub u32);

/// One way to qualify for a tier: all of its needs, and perhaps a person's word.
#[derive(Debug, Clone)]
pub struct Alternative {
    pub tier: TierId,
    pub needs: Vec<NeedId>,
    /// A person has the last word (E7).
    pub discretion: bool,
}

/// What a tier asks for, in the shape in which the document asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    Need(NeedId),
    Discretion,
    Any(Vec<Plan>),
    All(Vec<Plan>),
}

/// A place that has policies, and what they ask for.
#[derive(Debug, Clone)]
pub struct Territory {
    pub place: JurisdictionId,
    /// Its needs, sorted by the rule that decides them.
    pub needs: Range<u32>,
    /// Alternatives without any need.
    pub bare: Range<u32>,
}

/// Alternatives of one need, of two, three, four, and of more.
pub const CLASSES: usize = 5;

#[derive(Debug, Clone, Default)]
pub struct Book {
    pub territories: Vec<Territory>,
    pub needs: Vec<Need>,
    pub alternatives: Vec<Alternative>,
    /// By tier: its conditions in the order of the facts, then the exclusions of its document.
    pub plans: Vec<Vec<Plan>>,
    pub policy_of: Vec<PolicyId>,
    pub territory_of: Vec<TerritoryId>,
    /// What titles and events carry with them.
    pub implied: Implied,
    pub(super) parents: Vec<Option<JurisdictionId>>,
    pub(super) levels: Vec<Level>,
    /// By title: the levels at which it exists.
    pub(super) title_levels: Vec<Vec<Level>>,
    pub(super) territory_at: FxHashMap<JurisdictionId, TerritoryId>,
    /// A place and a territory strictly inside it, sorted.
    pub(super) below: Vec<(JurisdictionId, TerritoryId)>,
    /// The territories that are zones.
    pub(super) zones: Vec<(TerritoryId, JurisdictionId)>,
    /// The alternatives by tier, and where each tier's start.
    ways: Vec<AlternativeId>,
    way_starts: Vec<u32>,
    /// By need and class, where the alternatives that begin with it start.
    starts: Vec<u32>,
    /// By need and sort: the ranges of a territory's needs are cut at these.
    cuts: Vec<[u32; Sort::ALL.len() + 1]>,
}

impl Book {
    pub fn of(model: &Model) -> Book {
        let mut book = Book {
            plans: vec![Vec::new(); model.tiers.len()],
            implied: Implied::of(model),
            parents: model.jurisdictions.iter().map(|place| place.parent).collect(),
            levels: model.jurisdictions.iter().map(|place| place.level).collect(),
            title_levels: model.certifications.iter().map(|title| title.levels.clone()).collect(),
            policy_of: model.tiers.iter().map(|tier| model[model[tier.incentive].measure].policy).collect(),
            ..Book::default()
        };
        let mut by_place: FxHashMap<JurisdictionId, Vec<TierId>> = FxHashMap::default();
        let mut places = Vec::new();
        for tier in model.tier_ids() {
            let place = model[book.policy_of[tier.index()]].jurisdiction;
            let tiers = by_place.entry(place).or_default();
            if tiers.is_empty() {
                places.push(place);
            }
            tiers.push(tier);
        }
        book.territory_of = vec![TerritoryId(0); model.tiers.len()];
        for place in places {
            let id = TerritoryId(book.territories.len() as u32);
            let tiers = by_place.remove(&place).unwrap_or_default();
            for &tier in &tiers {
                book.territory_of[tier.index()] = id;
            }
            book.write(model, place, &tiers);
            book.territory_at.insert(place, id);
            if book.levels[place.index()] == Level::Zone {
                book.zones.push((id, place));
            }
            let above = std::iter::successors(book.parents[place.index()], |at| book.parents[at.index()]);
            book.below.extend(above.map(|at| (at, id)));
        }
        book.below.sort_unstable();
        book.index();
        book
    }

    /// Compiles the tiers of one territory.
    fn write(&mut self, model: &Model, place: JurisdictionId, tiers: &[TierId]) {
        let first = self.needs.len() as u32;
        let mut interned = Interned::default();
        let mut written: Vec<(TierId, Vec<Plan>)> = Vec::new();
        for &tier in tiers {
            let policy = &model[self.policy_of[tier.index()]];
            let period = Period::of(policy);
            let mut plans: Vec<Plan> = model[tier].conditions.iter().map(|condition| interned.plan(condition, period)).collect();
            plans.extend(model.exclusions(tier).map(|rule| {
                let need = match rule.grade.clone() {
                    Some((evaluation, grade)) => Need::NotGraded { evaluation, grade },
                    None => Need::NotDiscredited,
                };
                Plan::Need(interned.id(need))
            }));
            written.push((tier, plans));
        }
        let order = interned.sorted(first, &mut self.needs);
        let cuts = {
            let own = &self.needs[first as usize..];
            let mut cuts = [first + own.len() as u32; Sort::ALL.len() + 1];
            for (cut, sort) in cuts.iter_mut().zip(Sort::ALL) {
                *cut = first + own.partition_point(|need| need.sort() < sort) as u32;
            }
            cuts
        };
        self.cuts.push(cuts);
        for (tier, plans) in written {
            let plans: Vec<Plan> = plans.into_iter().map(|plan| plan.renumbered(&order)).collect();
            for (mut needs, discretion) in ways(&plans) {
                needs.sort_unstable();
                needs.dedup();
                self.alternatives.push(Alternative { tier, needs, discretion });
            }
            self.plans[tier.index()] = plans;
        }
        self.territories.push(Territory { place, needs: first..self.needs.len() as u32, bare: 0..0 });
    }

    /// Brings the alternatives into the order of their first needs, so that those that begin with one need stand together; bare ones come first.
    fn index(&mut self) {
        let territory_of = &self.territory_of;
        let key =
            |way: &Alternative| (way.needs.first().copied(), class(way.needs.len()), territory_of[way.tier.index()], way.tier, way.needs.clone());
        self.alternatives.sort_by_cached_key(key);
        self.alternatives.dedup_by(|a, b| (a.tier, &a.needs, a.discretion) == (b.tier, &b.needs, b.discretion));
        let mut at = 0;
        let mut skip = |begins: &dyn Fn(&Alternative) -> bool| {
            let start = at;
            at += self.alternatives.get(at..).unwrap_or_default().iter().take_while(|way| begins(way)).count();
            start as u32..at as u32
        };
        for (number, territory) in (0..).zip(&mut self.territories) {
            territory.bare = skip(&|way| way.needs.is_empty() && territory_of[way.tier.index()] == TerritoryId(number));
        }
        self.starts = Vec::with_capacity(self.needs.len() * CLASSES + 1);
        for need in (0..self.needs.len() as u32).map(NeedId) {
            for size in 0..CLASSES {
                self.starts.push(skip(&|way| way.needs.first() == Some(&need) && class(way.needs.len()) == size).start);
            }
        }
        self.starts.push(at as u32);
        self.ways = (0..self.alternatives.len() as u32).map(AlternativeId).collect();
        self.ways.sort_by_key(|way| self.alternatives[way.0 as usize].tier);
        let tier_of = |way: &AlternativeId| self.alternatives[way.0 as usize].tier.index();
        self.way_starts = (0..=self.plans.len()).map(|tier| self.ways.partition_point(|way| tier_of(way) < tier) as u32).collect();
    }

    pub fn need(&self, id: NeedId) -> &Need {
        &self.needs[id.0 as usize]
    }

    pub fn alternative(&self, id: AlternativeId) -> &Alternative {
        &self.alternatives[id.0 as usize]
    }

    /// The alternatives that begin with a need, by how many they ask for: class 0 for one, 3 for four, 4 for more.
    pub fn beginning_with(&self, need: NeedId, class: usize) -> impl Iterator<Item = AlternativeId> + use<> {
        let at = need.0 as usize * CLASSES + class;
        (self.starts[at]..self.starts[at + 1]).map(AlternativeId)
    }

    pub fn needs_of(&self, territory: TerritoryId, sort: Sort) -> impl Iterator<Item = NeedId> + use<> {
        let cuts = self.cuts[territory.0 as usize];
        (cuts[sort as usize]..cuts[sort as usize + 1]).map(NeedId)
    }

    pub fn bare(&self, territory: TerritoryId) -> impl Iterator<Item = AlternativeId> + use<> {
        self.territories[territory.0 as usize].bare.clone().map(AlternativeId)
    }

    /// The place of a tier's document.
    pub fn place_of(&self, tier: TierId) -> JurisdictionId {
        self.territories[self.territory_of[tier.index()].0 as usize].place
    }

    /// Every way to qualify for a tier.
    pub fn ways_of(&self, tier: TierId) -> impl Iterator<Item = AlternativeId> + '_ {
        self.ways.get(self.way_starts[tier.index()] as usize..self.way_starts[tier.index() + 1] as usize).unwrap_or_default().iter().copied()
    }
}

/// One, two, three, four, or more needs.
fn class(needs: usize) -> usize {
    needs.saturating_sub(1).min(CLASSES - 1)
}

/// The needs of one territory, each once, with how often it is asked for.
#[derive(Default)]
struct Interned {
    ids: FxHashMap<Need, u32>,
    times: Vec<u32>,
}

impl Interned {
    fn id(&mut self, need: Need) -> NeedId {
        let next = self.times.len() as u32;
        let id = *self.ids.entry(need).or_insert(next);
        if id == next {
            self.times.push(0);
        }
        self.times[id as usize] += 1;
        NeedId(id)
    }

    fn plan(&mut self, condition: &Condition, period: Period) -> Plan {
        let mut members = |conditions: &[Condition]| conditions.iter().map(|member| self.plan(member, period)).collect();
        match condition {
            Condition::Any(conditions) => Plan::Any(members(conditions)),
            Condition::All(conditions) => Plan::All(members(conditions)),
            Condition::Discretion(_) => Plan::Discretion,
            other => match Need::of(other, period) {
                Some(need) => Plan::Need(self.id(need)),
                None => Plan::Discretion,
            },
        }
    }

    /// Appends the needs, those that few enterprises have and few tiers ask for first; gives the new id of each old one.
    fn sorted(self, first: u32, needs: &mut Vec<Need>) -> Vec<NeedId> {
        let mut own: Vec<(Need, u32)> = self.ids.into_iter().collect();
        own.sort_by_key(|(need, id)| (need.sort(), self.times[*id as usize], *id));
        let mut order = vec![NeedId(0); own.len()];
        for (position, (need, old)) in (first..).zip(own) {
            order[old as usize] = NeedId(position);
            needs.push(need);
        }
        order
    }
}

impl Plan {
    fn renumbered(self, order: &[NeedId]) -> Plan {
        let members = |plans: Vec<Plan>| plans.into_iter().map(|plan| plan.renumbered(order)).collect();
        match self {
            Plan::Need(id) => Plan::Need(order[id.0 as usize]),
            Plan::Discretion => Plan::Discretion,
            Plan::Any(plans) => Plan::Any(members(plans)),
            Plan::All(plans) => Plan::All(members(plans)),
        }
    }
}

/// Every way in which all of some plans can be met: the needs, and whether a person decides. The loader bounds how many there are.
fn ways(plans: &[Plan]) -> Vec<(Vec<NeedId>, bool)> {
    let mut all = vec![(Vec::new(), false)];
    for plan in plans {
        let choices = match plan {
            Plan::Need(id) => vec![(vec![*id], false)],
            Plan::Discretion => vec![(Vec::new(), true)],
            Plan::All(members) => ways(members),
            Plan::Any(members) => members.iter().flat_map(|member| ways(std::slice::from_ref(member))).collect(),
        };
        all = all
            .iter()
            .flat_map(|(needs, discretion)| choices.iter().map(move |(more, person)| ([&needs[..], more].concat(), *discretion || *person)))
            .collect();
    }
    all
}
