//! Many enterprises: those that stand in one place share blocks, blocks share nothing but references, so that all cores work.

use super::{Agenda, Block, Book, Lanes, Verdict, verdicts};
use crate::model::profile::Profile;
use rayon::prelude::*;

/// The verdicts for some enterprises of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Positions in the population, by lane.
    pub members: Vec<u32>,
    pub verdicts: Vec<Verdict>,
}

/// Judges a population block by block and hands each block to `visit`, in parallel; what it makes of them comes back in the order of places.
pub fn population<R: Send>(book: &Book, agenda: &Agenda, profiles: &[Profile], visit: impl Fn(Judged) -> R + Sync) -> Vec<R> {
    let mut order: Vec<u32> = (0..profiles.len() as u32).collect();
    let place = |index: u32| profiles[index as usize].place;
    order.sort_by_key(|&index| place(index));
    let blocks: Vec<&[u32]> = order.chunk_by(|&a, &b| place(a) == place(b)).flat_map(|here| here.chunks(Lanes::WIDTH)).collect();
    let judge = |members: &&[u32]| {
        let lanes: Vec<&Profile> = members.iter().map(|&index| &profiles[index as usize]).collect();
        let verdicts = verdicts(book, agenda, &Block::of(book, &lanes, agenda.day));
        visit(Judged { members: members.to_vec(), verdicts })
    };
    blocks.par_iter().map(judge).collect()
}
