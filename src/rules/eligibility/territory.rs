//! Where an enterprise stands, and to whom a document speaks. Zones have no code of their own: a zone and a county of one city may share ground.

use super::book::{Book, TerritoryId};
use crate::model::ids::JurisdictionId;
use crate::model::place::Level;

impl Book {
    fn chain(&self, place: JurisdictionId) -> impl Iterator<Item = JurisdictionId> + '_ {
        std::iter::successors(Some(place), |at| self.parents[at.index()])
    }

    /// Whether who stands in `place` stands in `other`. Not known if only a larger place is known, or if a zone and a county may share ground.
    pub fn stance(&self, place: Option<JurisdictionId>, other: JurisdictionId) -> Option<bool> {
        let place = place?;
        if self.chain(place).any(|at| at == other) {
            return Some(true);
        }
        if self.chain(other).any(|at| at == place) || self.share_ground(place, other) {
            return None;
        }
        Some(false)
    }

    fn share_ground(&self, a: JurisdictionId, b: JurisdictionId) -> bool {
        let one_zone = |zone: JurisdictionId, other: JurisdictionId| {
            let city = if self.levels[zone.index()] == Level::Zone { self.parents[zone.index()] } else { None };
            let is_zone = self.levels[other.index()] == Level::Zone;
            !is_zone && city.is_some_and(|city| city != other && self.chain(other).any(|at| at == city))
        };
        one_zone(a, b) || one_zone(b, a)
    }

    /// The territories that may contain a place, each with whether it does. All of them for an unknown place.
    pub fn territories_of(&self, place: Option<JurisdictionId>) -> Vec<(TerritoryId, Option<bool>)> {
        let Some(place) = place else {
            return (0..self.territories.len() as u32).map(|id| (TerritoryId(id), None)).collect();
        };
        let mut found: Vec<(TerritoryId, Option<bool>)> =
            self.chain(place).filter_map(|at| Some((*self.territory_at.get(&at)?, Some(true)))).collect();
        let mut perhaps = |territory: TerritoryId| {
            if self.stance(Some(place), self.territories[territory.0 as usize].place).is_none() {
                found.push((territory, None));
            }
        };
        let is_zone = self.levels[place.index()] == Level::Zone;
        let around = if is_zone { self.parents[place.index()].unwrap_or(place) } else { place };
        let start = self.below.partition_point(|pair| pair.0 < around);
        let below = self.below.get(start..).unwrap_or_default().iter().take_while(|pair| pair.0 == around);
        below.for_each(|pair| perhaps(pair.1));
        // Zones that may share ground with the place, but don't lie in it.
        self.zones.iter().filter(|zone| self.chain(zone.1).all(|at| at != around)).for_each(|zone| perhaps(zone.0));
        found
    }
}
