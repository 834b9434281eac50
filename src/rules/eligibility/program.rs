//! Who qualifies for what, over one block of enterprises (E1-E11). Everything the rules ask about, the policies and the enterprises, comes in as one
//! reference and is walked; what is derived are masks.

use super::block::Block;
use super::book::{AlternativeId, Book, NeedId, TerritoryId};
use super::lanes::Lanes;
use super::need::Sort;
use crate::rules::numbers::RuleId::{self, E1, E2, E3, E4, E5, E6, E8, E10, E11};
use std::hash::{Hash, Hasher};

/// One question: these enterprises, against these policies.
pub struct Question<'q> {
    pub book: &'q Book,
    pub block: &'q Block<'q>,
    /// By tier: whether it counts on the day.
    pub counts: &'q dyn Fn(AlternativeId) -> bool,
    /// Look at documents of other places too, to say what else they ask for.
    pub everywhere: bool,
}

/// The question as a value that a relation can hold; there is one, so it is equal to itself.
#[derive(Clone, Copy)]
pub struct Asked<'q>(pub &'q Question<'q>);

impl PartialEq for Asked<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Asked<'_> {}

impl Hash for Asked<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self.0).cast::<u8>().hash(state);
    }
}

impl<'q> Asked<'q> {
    fn territories(self) -> Vec<(TerritoryId, Lanes)> {
        let (book, block) = (self.0.book, self.0.block);
        let mut found: Vec<_> = book.territories_of(block.place).into_iter().map(|(id, holds)| (id, block.everywhere(holds))).collect();
        if self.0.everywhere {
            let known: Vec<TerritoryId> = found.iter().map(|pair| pair.0).collect();
            found.extend((0..book.territories.len() as u32).map(TerritoryId).filter(|id| !known.contains(id)).map(|id| (id, Lanes::NONE)));
        }
        found
    }

    fn needs(self, territory: TerritoryId, sort: Sort) -> impl Iterator<Item = NeedId> + use<'q> {
        self.0.book.needs_of(territory, sort)
    }

    fn lanes(self, need: NeedId) -> Lanes {
        self.0.block.decide(self.0.book, self.0.book.need(need))
    }

    fn bare(self, territory: TerritoryId) -> impl Iterator<Item = AlternativeId> + use<'q> {
        self.0.book.bare(territory).filter(move |&way| (self.0.counts)(way))
    }

    /// The alternatives that begin with a need and ask for `size` things, 5 for five or more.
    fn of(self, need: NeedId, size: usize) -> impl Iterator<Item = AlternativeId> + use<'q> {
        self.0.book.beginning_with(need, size - 1).filter(move |&way| (self.0.counts)(way))
    }

    fn all(self) -> Lanes {
        Lanes::held(self.0.block.lanes)
    }

    fn nth(self, way: AlternativeId, index: usize) -> NeedId {
        self.0.book.alternative(way).needs[index]
    }

    fn size(self, way: AlternativeId) -> usize {
        self.0.book.alternative(way).needs.len()
    }
}

crepe::crepe! {
    @input
    /// `Asks(q)`: this is the question.
    pub struct Asks<'q>(pub Asked<'q>);

    @output
    /// `Here(t, m, rule)`: for lanes `m`, documents of territory `t` speak to them.
    pub struct Here(pub TerritoryId, pub Lanes, pub RuleId);

    @output
    /// `Known(n, m, rule)`: need `n` holds, or is open, for lanes `m`.
    pub struct Known(pub NeedId, pub Lanes, pub RuleId);

    @output
    /// `Met(w, m)`: alternative `w` holds, or is open, for lanes `m`.
    pub struct Met(pub AlternativeId, pub Lanes);

    // `After(w, i, m)`: the first `i` needs of alternative `w`, which has more than four, hold or are open for lanes `m`.
    struct After(AlternativeId, usize, Lanes);

    // E4  A document speaks to those who stand in its territory,
    Here(t, m, E4) <- Asks(q), for (t, m) in q.territories();
    //     a condition of place to those who stand there.
    Known(n, m, E4) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Place), let m = q.lanes(n), (m.any_open());

    // E1  A title counts if it is held, today or on the day of an event, at the level asked for, and recognised when the document asks for that.
    Known(n, m, E1) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Title), let m = q.lanes(n), (m.any_open());

    // E2  A number counts if it keeps every bound, and, for the first time, if no earlier one did and its year touches the time of the document.
    Known(n, m, E2) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Metric), let m = q.lanes(n), (m.any_open());

    // E3  An event counts if it happened in the time that the words name, or else of the document; a project, if it doesn't lie outside that.
    Known(n, m, E3) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Event), let m = q.lanes(n), (m.any_open());

    // E5  An industry, or a kind of beneficiary, counts if the enterprise is of it.
    Known(n, m, E5) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Sector), let m = q.lanes(n), (m.any_open());

    // E6  An excluded grade, or being discredited, excludes.
    Known(n, m, E6) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Excluded), let m = q.lanes(n), (m.any_open());

    // E8  Words that no term fits count if the enterprise confirms them.
    Known(n, m, E8) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Stated), let m = q.lanes(n), (m.any_open());

    // E10 Words that bind a promise to days count if the day of the question is one of them.
    Known(n, m, E10) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Day), let m = q.lanes(n), (m.any_open());

    // E11 Support received before counts, or its absence, as the history says.
    Known(n, m, E11) <- Asks(q), Here(t, _, _), for n in q.needs(t, Sort::Received), let m = q.lanes(n), (m.any_open());

    // An alternative is met by those for whom all of its needs hold. Written out for up to four, the common case: a tuple for each step in
    // between would cost more than the rules do. What the alternative is found by comes first: the need that fewest have.
    Met(w, m) <- Asks(q), Here(t, _, _), for w in q.bare(t), let m = q.all();

    Met(w, m) <- Asks(q), Known(n, m, _), for w in q.of(n, 1);

    Met(w, m) <- Asks(q), Known(n, m1, _), for w in q.of(n, 2), let n2 = q.nth(w, 1), Known(n2, m2, _), let m = m1 & m2, (m.any_open());

    Met(w, m) <-
        Asks(q), Known(n, m1, _), for w in q.of(n, 3),
        let n2 = q.nth(w, 1), Known(n2, m2, _), let m12 = m1 & m2, (m12.any_open()),
        let n3 = q.nth(w, 2), Known(n3, m3, _), let m = m12 & m3, (m.any_open());

    Met(w, m) <-
        Asks(q), Known(n, m1, _), for w in q.of(n, 4),
        let n2 = q.nth(w, 1), Known(n2, m2, _), let m12 = m1 & m2, (m12.any_open()),
        let n3 = q.nth(w, 2), Known(n3, m3, _), let m123 = m12 & m3, (m123.any_open()),
        let n4 = q.nth(w, 3), Known(n4, m4, _), let m = m123 & m4, (m.any_open());

    // More than four: need after need.
    After(w, 1, m) <- Asks(q), Known(n, m, _), for w in q.of(n, 5);
    After(w, i + 1, m) <- After(w, i, m1), Asks(q), (i < q.size(w)), let n = q.nth(w, i), Known(n, m2, _), let m = m1 & m2, (m.any_open());
    Met(w, m) <- After(w, i, m), Asks(q), (i == q.size(w));
}
