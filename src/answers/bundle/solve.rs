//! The heaviest set of claims of which no two exclude each other, exactly. Knows weights and pairs only.
//!
//! Branch and bound. A set of claims is cut down by what can be decided at once, split into parts that have nothing to do with each other, bounded from
//! above by covering it with groups of which only one can be chosen, and branched on the claim with the most conflicts. What was solved is remembered.
//! Claims that exclude each other mostly do so in groups, and then the bound is sharp and the search hardly branches.

use super::bits::Bits;
use rustc_hash::FxHashMap;

/// What a claim weighs: its amount before all, then one for being there, so that of equal totals the one with more claims wins.
type Weight = u128;

pub struct Conflicts<'l> {
    weights: Vec<Weight>,
    beside: Vec<Bits>,
    free: Bits,
    /// How much a fen weighs: more than all claims together by being there.
    fen: Weight,
    best: Weight,
    solved: FxHashMap<Bits, Solved>,
    /// Says when to give up, and is asked now and then.
    late: &'l dyn Fn() -> bool,
    steps: u32,
    given_up: bool,
}

#[derive(Clone)]
enum Solved {
    Exactly(Weight, Bits),
    AtMost(Weight),
}

/// Steps between two looks at the clock.
const LOOKS: u32 = 256;

impl<'l> Conflicts<'l> {
    /// The claims at `free` positions with these amounts; each pair excludes the other.
    pub fn new(amounts: &[u64], free: &[usize], pairs: impl Iterator<Item = (usize, usize)>, late: &'l dyn Fn() -> bool) -> Conflicts<'l> {
        let bound = amounts.len();
        let fen = bound as Weight + 1;
        let weights = amounts.iter().map(|&amount| Weight::from(amount) * fen + 1).collect();
        let mut beside = vec![Bits::none(bound); bound];
        for (a, b) in pairs.filter(|(a, b)| a != b) {
            beside[a].insert(b);
            beside[b].insert(a);
        }
        let mut all = Bits::none(bound);
        free.iter().for_each(|&at| all.insert(at));
        Conflicts { weights, beside, free: all, fen, best: 0, solved: FxHashMap::default(), late, steps: 0, given_up: false }
    }

    /// The positions of the heaviest set, in order.
    pub fn best(&mut self) -> Vec<usize> {
        let chosen = self.over(&self.free.clone(), None);
        let (weight, chosen) = chosen.unwrap_or((0, Bits::none(self.weights.len())));
        self.best = weight;
        chosen.iter().collect()
    }

    /// Whether some set with this claim in it has the same total as the heaviest, which was asked for before; the number of claims doesn't count.
    pub fn as_good_with(&mut self, at: usize) -> bool {
        let mut rest = self.free.without(&self.beside[at]);
        rest.remove(at);
        let total = self.best / self.fen * self.fen;
        let Some(needed) = total.checked_sub(self.weights[at]) else { return true };
        // Both sides count claims below a fen, and `needed` has one too few for a whole one: more than it is the same total.
        self.over(&rest, Some(needed)).is_some()
    }

    /// The heaviest set within some claims, if it weighs more than `floor`.
    fn over(&mut self, claims: &Bits, floor: Option<Weight>) -> Option<(Weight, Bits)> {
        let (mut rest, mut taken, mut weight) = (claims.clone(), Bits::none(self.weights.len()), 0);
        self.reduce(&mut rest, &mut taken, &mut weight);
        let parts = self.parts(rest);
        let mut bounds: Weight = parts.iter().map(|part| self.bound(part)).sum();
        for part in parts {
            if floor.is_some_and(|floor| weight + bounds <= floor) {
                return None;
            }
            bounds -= self.bound(&part);
            let least = floor.map(|floor| floor.saturating_sub(weight + bounds)).filter(|&least| least > 0);
            let (more, chosen) = self.connected(&part, least)?;
            weight += more;
            taken.add(&chosen);
        }
        floor.is_none_or(|floor| weight > floor).then_some((weight, taken))
    }

    /// The same for claims that all hang together.
    fn connected(&mut self, claims: &Bits, floor: Option<Weight>) -> Option<(Weight, Bits)> {
        self.steps = self.steps.wrapping_add(1);
        self.given_up |= self.steps.is_multiple_of(LOOKS) && (self.late)();
        if self.given_up {
            return None;
        }
        match self.solved.get(claims) {
            Some(Solved::Exactly(weight, chosen)) => return floor.is_none_or(|floor| *weight > floor).then(|| (*weight, chosen.clone())),
            Some(Solved::AtMost(most)) if floor.is_some_and(|floor| *most <= floor) => return None,
            _ => {}
        }
        let pivot = claims.iter().max_by_key(|&at| (self.beside[at].count_with(claims), self.weights[at], std::cmp::Reverse(at)))?;
        let mut without = claims.clone();
        without.remove(pivot);
        let with = without.without(&self.beside[pivot]);
        let mut best: Option<(Weight, Bits)> = None;
        let own = self.weights[pivot];
        if let Some((weight, mut chosen)) = self.over(&with, floor.and_then(|floor| floor.checked_sub(own))) {
            chosen.insert(pivot);
            best = Some((weight + own, chosen)).filter(|(weight, _)| floor.is_none_or(|floor| *weight > floor));
        }
        let raised = best.as_ref().map(|(weight, _)| *weight).or(floor);
        if let Some(found) = self.over(&without, raised) {
            best = Some(found);
        }
        let solved = match (&best, floor) {
            (Some((weight, chosen)), _) => Solved::Exactly(*weight, chosen.clone()),
            (None, Some(floor)) => Solved::AtMost(floor),
            (None, None) => return None,
        };
        self.solved.insert(claims.clone(), solved);
        best
    }

    /// Takes every claim that weighs as much as all that it excludes, and drops every claim that excludes more than one of its rivals and weighs no more.
    fn reduce(&self, rest: &mut Bits, taken: &mut Bits, weight: &mut Weight) {
        loop {
            let before = rest.clone();
            for at in before.iter() {
                if !rest.contains(at) {
                    continue;
                }
                let rivals = self.beside[at].and(rest);
                if rivals.iter().map(|rival| self.weights[rival]).sum::<Weight>() <= self.weights[at] {
                    *weight += self.weights[at];
                    taken.insert(at);
                    rest.remove(at);
                    *rest = rest.without(&rivals);
                    continue;
                }
                let dominated = rivals.iter().any(|rival| {
                    let better = self.weights[rival] > self.weights[at] || (self.weights[rival] == self.weights[at] && rival < at);
                    let mut theirs = self.beside[rival].and(rest);
                    theirs.remove(at);
                    better && theirs.is_within(&rivals)
                });
                if dominated {
                    rest.remove(at);
                }
            }
            if *rest == before {
                return;
            }
        }
    }

    /// The parts of some claims that have no conflict with each other.
    fn parts(&self, mut rest: Bits) -> Vec<Bits> {
        let mut parts = Vec::new();
        while let Some(first) = rest.first() {
            let mut part = Bits::none(self.weights.len());
            let mut edge = Bits::none(self.weights.len());
            edge.insert(first);
            while let Some(at) = edge.first() {
                edge.remove(at);
                part.insert(at);
                rest.remove(at);
                edge.add(&self.beside[at].and(&rest));
            }
            parts.push(part);
        }
        parts
    }

    /// No set within these claims weighs more: they are covered by groups of which only one can be chosen, each group paid for by its share of the weights.
    fn bound(&self, claims: &Bits) -> Weight {
        let mut left: Vec<(usize, Weight)> = claims.iter().map(|at| (at, self.weights[at])).collect();
        left.sort_by_key(|&(at, weight)| (weight, at));
        let mut bound = 0;
        let mut open = claims.clone();
        let mut weights: FxHashMap<usize, Weight> = left.iter().copied().collect();
        while let Some(lightest) = open.iter().min_by_key(|at| (weights.get(at).copied().unwrap_or(0), *at)) {
            let share = weights.get(&lightest).copied().unwrap_or(0);
            bound += share;
            let mut group = vec![lightest];
            let mut fits = self.beside[lightest].and(&open);
            while let Some(next) = fits.iter().max_by_key(|&at| (self.beside[at].count_with(&fits), std::cmp::Reverse(at))) {
                group.push(next);
                fits = fits.and(&self.beside[next]);
            }
            for at in group {
                if let Some(weight) = weights.get_mut(&at) {
                    *weight -= share;
                    if *weight == 0 {
                        open.remove(at);
                    }
                }
            }
        }
        bound
    }
}
