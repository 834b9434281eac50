//! The textbook program, one shard a place: a tuple for each enterprise and need, and negation over every pair of enterprise and alternative.
//! What each enterprise has is worked out beforehand and not timed, which favours it.

use huiqi::rules::eligibility::{Agenda, Block, Book, Sort};
use rustc_hash::FxBuildHasher;

crepe::crepe! {
    @input
    /// `Stands(e)`: enterprise `e` stands here.
    struct Stands(u32);

    @input
    /// `Way(w, t)`: alternative `w` of tier `t` is on offer here.
    struct Way(u32, u32);

    @input
    /// `Needs(w, n)`: alternative `w` asks for need `n`.
    struct Needs(u32, u32);

    @input
    /// `Has(e, n)`: need `n` holds for enterprise `e`.
    struct Has(u32, u32);

    /// `Lacks(e, w)`: enterprise `e` fails a need of alternative `w`.
    struct Lacks(u32, u32);

    @output
    /// `Eligible(e, t)`: enterprise `e` is eligible for tier `t`.
    struct Eligible(u32, u32);

    Lacks(e, w) <- Stands(e), Needs(w, n), !Has(e, n);
    Eligible(e, t) <- Stands(e), Way(w, t), !Lacks(e, w);
}

/// One place's facts, ready to be fed.
pub struct Shard {
    stands: Vec<u32>,
    ways: Vec<(u32, u32)>,
    needs: Vec<(u32, u32)>,
    has: Vec<(u32, u32)>,
}

impl Shard {
    pub fn of(book: &Book, agenda: &Agenda, blocks: &[Block]) -> Shard {
        let mut shard = Shard { stands: vec![], ways: vec![], needs: vec![], has: vec![] };
        let Some(first) = blocks.first() else { return shard };
        let territories: Vec<_> = book.territories_of(first.place).into_iter().filter(|pair| pair.1 == Some(true)).map(|pair| pair.0).collect();
        let needs: Vec<_> =
            territories.iter().flat_map(|&territory| Sort::ALL.into_iter().flat_map(move |sort| book.needs_of(territory, sort))).collect();
        let bare = territories.iter().flat_map(|&territory| book.bare(territory));
        for id in needs.iter().flat_map(|&need| (0..5).flat_map(move |class| book.beginning_with(need, class))).chain(bare) {
            let way = book.alternative(id);
            if agenda.counts(way.tier) && !way.discretion {
                shard.ways.push((id.0, way.tier.0));
                shard.needs.extend(way.needs.iter().map(|need| (id.0, need.0)));
            }
        }
        let mut base = 0;
        for block in blocks {
            shard.stands.extend((0..block.lanes.count_ones()).map(|lane| base + lane));
            for &need in &needs {
                let held = block.decide(book, book.need(need)).held;
                shard.has.extend((0..64).filter(|lane| held >> lane & 1 == 1).map(|lane| (base + lane, need.0)));
            }
            base += 64;
        }
        shard
    }

    /// How many pairs are eligible.
    pub fn run(&self) -> usize {
        let mut program = Crepe::new();
        program.extend(self.stands.iter().map(|&e| Stands(e)));
        program.extend(self.ways.iter().map(|&(w, t)| Way(w, t)));
        program.extend(self.needs.iter().map(|&(w, n)| Needs(w, n)));
        program.extend(self.has.iter().map(|&(e, n)| Has(e, n)));
        program.run_with_hasher::<FxBuildHasher>().0.len()
    }
}
