//! Which tiers touch: they pay for one thing, and the place of one lies in the place of the other.

use super::things::{acts, base, bounds, pays_interest, titles_paid_for};
use super::{Occasion, Thing, policy_of};
use crate::model::Model;
use crate::model::ids::{CertificationId, JurisdictionId, TierId};
use crate::model::incentive::{Condition, Recognised};
use crate::model::place::Level;
use crate::rules::implied::Implied;
use crate::rules::territory::Within;
use rustc_hash::FxBuildHasher;

/// The pairs with each thing that joins them, the first tier of the facts first; unsorted.
pub fn touching(model: &Model, within: &[Within]) -> Vec<(TierId, TierId, Thing)> {
    let mut program = program::Crepe::new();
    // Only places where something is paid take part: the country has three thousand more.
    let mut paying = vec![false; model.jurisdictions.len()];
    for tier in model.tier_ids() {
        let place = seat(model, tier);
        paying[place.index()] = true;
        feed_tier(model, tier, place, &mut program);
    }
    program.extend(model.jurisdiction_ids().filter(|id| paying[id.index()]).map(|place| program::Reaches(place, place)));
    program.extend(
        within
            .iter()
            .filter(|tuple| paying[tuple.inner.index()] && paying[tuple.outer.index()])
            .map(|tuple| program::Reaches(tuple.inner, tuple.outer)),
    );
    for id in model.certification_ids() {
        let title = &model[id];
        for level in std::iter::once(None).chain(title.levels.iter().copied().map(Some)) {
            program.extend([program::Award(id, level)]);
            program.extend(title.implies.iter().map(|&(implied, at)| program::Implies(id, level, implied, at.or(only_level(model, implied)))));
        }
    }
    program.extend(Implied::of(model).events.into_iter().map(|entailed| program::Entails(entailed.event, entailed.other)));
    let (touches,) = program.run_with_hasher::<FxBuildHasher>();
    touches.into_iter().map(|program::Touches(a, b, thing)| (a, b, thing)).collect()
}

/// A title that is granted at one level is held at that level, even where nobody says so.
fn only_level(model: &Model, title: CertificationId) -> Option<Level> {
    if let [level] = model[title].levels[..] { Some(level) } else { None }
}

fn feed_tier(model: &Model, tier: TierId, place: JurisdictionId, program: &mut program::Crepe) {
    for title in titles_paid_for(model, tier) {
        let levels = title.levels(model).into_iter();
        match title.recognised {
            Recognised::Held => program.extend(levels.map(|level| program::AsksHeld(tier, title.certification, level, place))),
            Recognised::First | Recognised::New => {
                program.extend(levels.clone().map(|level| program::PaysNew(tier, title.certification, level, place)));
                program.extend(levels.map(|level| program::PaysFor(tier, Thing::Title(title.certification, level, Occasion::Recognition), place)));
            }
            Recognised::Recheck => {
                program.extend(levels.map(|level| program::PaysFor(tier, Thing::Title(title.certification, level, Occasion::Recheck), place)));
            }
        }
    }
    let (projects, events) = acts(model, tier);
    program.extend(projects.into_iter().map(|term| program::PaysFor(tier, Thing::Project(term), place)));
    program.extend(events.into_iter().map(|term| program::PaysFor(tier, Thing::Event(term), place)));
    program.extend(base(model, tier).map(|term| program::PaysFor(tier, Thing::Base(term), place)));
    if pays_interest(model, tier) {
        program.extend([program::PaysFor(tier, Thing::Loan, place)]);
    }
    program.extend(bounds(model, tier).map(|(metric, comparison, amount)| program::Bounds(model[tier].incentive, metric, tier, comparison, amount)));
}

/// Where a tier is claimed: the place of its policy, or the place inside it that its conditions name.
fn seat(model: &Model, tier: TierId) -> JurisdictionId {
    let territory = model[policy_of(model, model[tier].incentive)].jurisdiction;
    let named = model[tier].conditions.iter().filter_map(|condition| if let Condition::Place(place) = condition { Some(*place) } else { None });
    // Of several places the last one is the narrowest that the text comes to.
    named.rev().find(|&place| model.lies_within(place, territory)).unwrap_or(territory)
}

mod program {
    use super::{Occasion, Thing};
    use crate::model::ids::{CertificationId, IncentiveId, JurisdictionId, TermId, TierId};
    use crate::model::incentive::Comparison;
    use crate::model::place::Level;

    crepe::crepe! {
        @input
        /// `PaysFor(t, thing, p)`: tier `t`, claimed in place `p`, pays for `thing`.
        pub struct PaysFor(pub TierId, pub Thing, pub JurisdictionId);

        @input
        /// `AsksHeld(t, c, l, p)`: tier `t`, claimed in place `p`, pays whoever holds title `c` at level `l`, whenever it was recognised.
        pub struct AsksHeld(pub TierId, pub CertificationId, pub Option<Level>, pub JurisdictionId);

        @input
        /// `Bounds(i, m, t, comparison, amount)`: tier `t` of incentive `i` bounds the number `m`.
        pub struct Bounds(pub IncentiveId, pub TermId, pub TierId, pub Comparison, pub i64);

        @input
        /// `Reaches(p, q)`: place `p` is place `q` or lies within it.
        pub struct Reaches(pub JurisdictionId, pub JurisdictionId);

        @input
        /// `Award(c, l)`: title `c` is granted at level `l`.
        pub struct Award(pub CertificationId, pub Option<Level>);

        @input
        /// `Implies(c, l, d, k)`: whoever holds title `c` at level `l` also holds title `d`, at level `k` if one is given.
        pub struct Implies(pub CertificationId, pub Option<Level>, pub CertificationId, pub Option<Level>);

        @input
        /// `Entails(e, f)`: where event `e` happened, event `f` did.
        pub struct Entails(pub TermId, pub TermId);

        // `Counts(c, l, d, k)`: holding title `c` at level `l` counts as holding title `d` at level `k`.
        struct Counts(CertificationId, Option<Level>, CertificationId, Option<Level>);

        @input
        /// `PaysNew(t, c, l, p)`: tier `t`, claimed in place `p`, pays for being recognised as title `c` at level `l`.
        pub struct PaysNew(pub TierId, pub CertificationId, pub Option<Level>, pub JurisdictionId);

        // `Climbs(t, c, l, p)`: tier `t`, claimed in place `p`, pays who is recognised as title `c` at level `l`, or holds it.
        struct Climbs(TierId, CertificationId, Option<Level>, JurisdictionId);

        // `For(t, thing, p)`: tier `t`, claimed in place `p`, can be claimed for `thing`.
        struct For(TierId, Thing, JurisdictionId);

        @output
        /// `Touches(a, b, thing)`: tiers `a` and `b` can be claimed for `thing` in one place.
        pub struct Touches(pub TierId, pub TierId, pub Thing);

        For(t, thing, p) <- PaysFor(t, thing, p);
        For(t, Thing::Event(e), p) <- Entails(e, f), PaysFor(t, Thing::Event(f), p);

        // A title that need only be held is held from its recognition on, and through every title that implies it.
        // Being newly recognised, or passing a review, is not implied: that is the other title's occasion.
        Counts(c, l, c, l) <- Award(c, l);
        Counts(c, l, d, k) <- Counts(c, l, b, j), Implies(b, j, d, k);
        For(t, Thing::Title(c, l, Occasion::Recognition), p) <- AsksHeld(t, d, k, p), Counts(c, l, d, k);
        For(t, Thing::Title(c, l, Occasion::Recheck), p) <- AsksHeld(t, d, k, p), Counts(c, l, d, k);

        // O1-O4  Two tiers touch that can be claimed for one thing, where the place of one lies in the place of the other.
        Touches(a, b, thing) <- For(a, thing, p), Reaches(p, q), For(b, thing, q), (a < b);
        Touches(b, a, thing) <- For(a, thing, p), Reaches(p, q), For(b, thing, q), (b < a);

        // O11 Two tiers touch that pay for two titles of one ladder: who holds the higher also holds the lower.
        Climbs(t, c, l, p) <- PaysNew(t, c, l, p);
        Climbs(t, c, l, p) <- AsksHeld(t, c, l, p);
        Touches(a.min(b), a.max(b), Thing::Ladder(c, d)) <-
            PaysNew(b, d, k, q), Counts(c, l, d, k), (c != d), Climbs(a, c, l, p), (a != b), Reaches(p, q);
        Touches(a.min(b), a.max(b), Thing::Ladder(c, d)) <-
            PaysNew(b, d, k, q), Counts(c, l, d, k), (c != d), Climbs(a, c, l, p), (a != b), Reaches(q, p);

        // O5  Tiers of one incentive that bound the same number differently are steps of one scale.
        Touches(a, b, Thing::Number(m)) <- Bounds(i, m, a, x, low), Bounds(i, m, b, y, high), (a < b && (x, low) != (y, high));
    }
}
