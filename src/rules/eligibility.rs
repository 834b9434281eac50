//! Who qualifies for which tier: one Datalog program over blocks of up to sixty-four enterprises that stand in one place. One profile is a block with
//! one lane, so the same rules answer one enterprise and a million. Knows the model; no API, no files, no clock but the day it is given.
//!
//! Three-valued: a need holds, fails, or is not known. [`Lanes`] carry who holds and for whom it is open; the four outcomes are read off the
//! alternatives of a tier, those that need nobody's word and those that a person decides (E7).

mod block;
mod book;
mod lanes;
mod need;
mod population;
mod program;
mod territory;

pub use block::Block;
pub use book::{Alternative, AlternativeId, Book, NeedId, Plan, TerritoryId};
pub use lanes::Lanes;
pub use need::{Need, Period, Sort, level_fits};
pub use population::{Judged, population};

use super::numbers::RuleId;
use crate::model::Model;
use crate::model::ids::TierId;
use crate::model::policy::Standing;
use crate::model::profile::{Outcome, Profile};
use jiff::civil::Date;
use program::{Asked, Asks, Crepe, Here, Known, Met, Question};
use rustc_hash::FxBuildHasher;

/// What counts on a day: the tiers of documents that stand as asked for.
#[derive(Debug, Clone)]
pub struct Agenda {
    pub day: Date,
    /// By tier.
    counts: Vec<bool>,
}

impl Agenda {
    pub fn of(model: &Model, day: Date, standings: &[Standing]) -> Agenda {
        let policies: Vec<bool> = model.policies.iter().map(|policy| policy.counts(day, standings)).collect();
        let counts = model.tiers.iter().map(|tier| policies[model[model[tier.incentive].measure].policy.index()]).collect();
        Agenda { day, counts }
    }

    pub fn counts(&self, tier: TierId) -> bool {
        self.counts.get(tier.index()).copied().unwrap_or_default()
    }

    /// The tiers that count, in order.
    pub fn tiers(&self) -> impl Iterator<Item = TierId> + '_ {
        (0..self.counts.len()).filter(|&tier| self.counts[tier]).map(TierId::new)
    }
}

/// What becomes of the claims to one tier, by lane. Lanes in none of the masks are ineligible; a tier of which all lanes are has no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict {
    pub tier: TierId,
    pub eligible: u64,
    pub discretionary: u64,
    pub unknown: u64,
}

impl Verdict {
    pub fn outcome(self, lane: u8) -> Outcome {
        let bit = 1 << lane;
        match () {
            () if self.eligible & bit != 0 => Outcome::Eligible,
            () if self.discretionary & bit != 0 => Outcome::Discretionary,
            () if self.unknown & bit != 0 => Outcome::Unknown,
            () => Outcome::Ineligible,
        }
    }
}

/// The verdicts for one block, by tier.
pub fn verdicts(book: &Book, agenda: &Agenda, block: &Block) -> Vec<Verdict> {
    let (here, _, met) = run(book, agenda, block, false);
    fold(book, here, met)
}

type Tuples =
    (std::collections::HashSet<Here, FxBuildHasher>, std::collections::HashSet<Known, FxBuildHasher>, std::collections::HashSet<Met, FxBuildHasher>);

fn run(book: &Book, agenda: &Agenda, block: &Block, everywhere: bool) -> Tuples {
    let counts = |way: AlternativeId| agenda.counts(book.alternative(way).tier);
    let question = Question { book, block, counts: &counts, everywhere };
    let mut program = Crepe::new();
    program.extend([Asks(Asked(&question))]);
    program.run_with_hasher::<FxBuildHasher>()
}

/// Unites the alternatives of each tier. A strict alternative that may still hold keeps a tier from being left to discretion.
fn fold(book: &Book, here: impl IntoIterator<Item = Here>, met: impl IntoIterator<Item = Met>) -> Vec<Verdict> {
    let here: Vec<(TerritoryId, Lanes)> = here.into_iter().map(|Here(territory, lanes, _)| (territory, lanes)).collect();
    let mut ways: Vec<(TierId, bool, Lanes)> = met
        .into_iter()
        .map(|Met(way, lanes)| {
            let way = book.alternative(way);
            let territory = book.territory_of[way.tier.index()];
            let here = here.iter().find(|(id, _)| *id == territory).map_or(Lanes::NONE, |pair| pair.1);
            (way.tier, way.discretion, lanes & here)
        })
        .filter(|(.., lanes)| lanes.any_open())
        .collect();
    ways.sort_unstable_by_key(|way| way.0);
    let mut verdicts = Vec::with_capacity(ways.len());
    for ways in ways.chunk_by(|a, b| a.0 == b.0) {
        let (mut strict, mut person) = (Lanes::NONE, Lanes::NONE);
        for &(_, discretion, lanes) in ways {
            let side = if discretion { &mut person } else { &mut strict };
            *side = *side | lanes;
        }
        let (eligible, discretionary) = (strict.held, person.held & !strict.open);
        let unknown = (strict.open | person.open) & !eligible & !discretionary;
        verdicts.extend(ways.first().map(|&(tier, ..)| Verdict { tier, eligible, discretionary, unknown }));
    }
    verdicts
}

/// The outcome of every tier that counts, for one profile, in the order of tiers.
pub fn outcomes(book: &Book, agenda: &Agenda, profile: &Profile) -> Vec<(TierId, Outcome)> {
    let verdicts = verdicts(book, agenda, &Block::of(book, &[profile], agenda.day));
    spread(agenda, &verdicts)
}

fn spread(agenda: &Agenda, verdicts: &[Verdict]) -> Vec<(TierId, Outcome)> {
    let mut verdicts = verdicts.iter().peekable();
    let outcome = |tier| (tier, verdicts.next_if(|verdict| verdict.tier == tier).map_or(Outcome::Ineligible, |verdict| verdict.outcome(0)));
    agenda.tiers().map(outcome).collect()
}

/// What was derived about one profile: enough to prove every outcome and to explain every refusal.
#[derive(Debug, Clone)]
pub struct Findings {
    pub outcomes: Vec<(TierId, Outcome)>,
    here: Vec<(TerritoryId, Lanes, RuleId)>,
    known: Vec<(NeedId, Lanes, RuleId)>,
}

impl Findings {
    pub fn of(book: &Book, agenda: &Agenda, profile: &Profile) -> Findings {
        let (here, known, met) = run(book, agenda, &Block::of(book, &[profile], agenda.day), true);
        let mut known: Vec<_> = known.into_iter().map(|Known(need, lanes, rule)| (need, lanes, rule)).collect();
        known.sort_unstable();
        let mut territories: Vec<_> = here.iter().map(|Here(territory, lanes, rule)| (*territory, *lanes, *rule)).collect();
        territories.sort_unstable();
        Findings { outcomes: spread(agenda, &fold(book, here, met)), here: territories, known }
    }

    /// Whether a need holds; None if that is not known. What no tuple speaks of fails.
    pub fn need(&self, need: NeedId) -> Option<bool> {
        let at = self.known.binary_search_by_key(&need, |tuple| tuple.0);
        state(at.ok().and_then(|at| self.known.get(at)).map_or(Lanes::NONE, |tuple| tuple.1))
    }

    /// Whether documents of a territory speak to the enterprise.
    pub fn territory(&self, territory: TerritoryId) -> Option<bool> {
        let at = self.here.binary_search_by_key(&territory, |tuple| tuple.0);
        state(at.ok().and_then(|at| self.here.get(at)).map_or(Lanes::NONE, |tuple| tuple.1))
    }
}

impl Book {
    /// The outcome of one tier if its needs, and whether its document speaks to the enterprise, were as told: the same rule for what is and what if.
    pub fn what_if(&self, tier: TierId, speaks: Option<bool>, holds: impl Fn(NeedId) -> Option<bool>) -> Outcome {
        let lanes = |holds| match holds {
            Some(true) => Lanes::held(1),
            Some(false) => Lanes::NONE,
            None => Lanes::unknown(1),
        };
        let ways = self.ways_of(tier).map(|way| {
            let needs = &self.alternative(way).needs;
            Met(way, needs.iter().fold(Lanes::held(1), |all, &need| all & lanes(holds(need))))
        });
        let here = Here(self.territory_of[tier.index()], lanes(speaks), RuleId::E4);
        fold(self, [here], ways).first().map_or(Outcome::Ineligible, |verdict| verdict.outcome(0))
    }
}

fn state(lanes: Lanes) -> Option<bool> {
    match (lanes.held & 1, lanes.open & 1) {
        (1, _) => Some(true),
        (_, 1) => None,
        _ => Some(false),
    }
}

/// The rule that decides a need.
pub fn rule_of(need: &Need) -> RuleId {
    match need.sort() {
        Sort::Title => RuleId::E1,
        Sort::Metric => RuleId::E2,
        Sort::Event => RuleId::E3,
        Sort::Place => RuleId::E4,
        Sort::Sector => RuleId::E5,
        Sort::Day => RuleId::E10,
        Sort::Received => RuleId::E11,
        Sort::Excluded => RuleId::E6,
        Sort::Stated => RuleId::E8,
    }
}
