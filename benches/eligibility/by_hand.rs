//! The same judgement by hand: no rules, one pass over columns and bit sets. What the rules' speed is measured against.

use huiqi::model::ids::TierId;
use huiqi::rules::eligibility::{Agenda, Block, Book, Lanes, Need, NeedId, Sort, Verdict};

/// Scratch space of one thread.
#[derive(Default)]
pub struct Desk {
    needs: Vec<Lanes>,
    asked: Vec<u32>,
    round: u32,
    tiers: Vec<[Lanes; 2]>,
    touched: Vec<TierId>,
}

impl Desk {
    pub fn judge(&mut self, book: &Book, agenda: &Agenda, block: &Block) -> Vec<Verdict> {
        self.needs.resize(book.needs.len(), Lanes::NONE);
        self.asked.resize(book.needs.len(), 0);
        self.tiers.resize(book.plans.len(), [Lanes::NONE; 2]);
        self.round += 1;
        for (territory, holds) in book.territories_of(block.place) {
            let here = block.everywhere(holds);
            for sort in Sort::ALL {
                for first in book.needs_of(territory, sort) {
                    if !self.lanes(book, block, first).any_open() {
                        continue;
                    }
                    for way in (0..5).flat_map(|class| book.beginning_with(first, class)) {
                        let way = book.alternative(way);
                        if agenda.counts(way.tier) {
                            let mut lanes = here;
                            for &need in &way.needs {
                                lanes = lanes & self.lanes(book, block, need);
                                if !lanes.any_open() {
                                    break;
                                }
                            }
                            self.note(way.tier, way.discretion, lanes);
                        }
                    }
                }
            }
            for way in book.bare(territory) {
                let way = book.alternative(way);
                if agenda.counts(way.tier) {
                    self.note(way.tier, way.discretion, here);
                }
            }
        }
        self.touched.sort_unstable();
        let verdicts = self.touched.iter().map(|&tier| {
            let [strict, person] = std::mem::take(&mut self.tiers[tier.index()]);
            let (eligible, discretionary) = (strict.held, person.held & !strict.open);
            let unknown = (strict.open | person.open) & !eligible & !discretionary;
            Verdict { tier, eligible, discretionary, unknown }
        });
        let verdicts = verdicts.collect();
        self.touched.clear();
        verdicts
    }

    fn note(&mut self, tier: TierId, discretion: bool, lanes: Lanes) {
        if lanes.any_open() {
            let sides = &mut self.tiers[tier.index()];
            if *sides == [Lanes::NONE; 2] {
                self.touched.push(tier);
            }
            sides[usize::from(discretion)] = sides[usize::from(discretion)] | lanes;
        }
    }

    /// Each need is put to the block once.
    fn lanes(&mut self, book: &Book, block: &Block, id: NeedId) -> Lanes {
        let at = id.0 as usize;
        if self.asked[at] != self.round {
            self.asked[at] = self.round;
            let need: &Need = book.need(id);
            self.needs[at] = block.decide(book, need);
        }
        self.needs[at]
    }
}
