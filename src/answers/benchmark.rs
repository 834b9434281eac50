//! What each place pays for one title, side by side. Knows what the documents promise; nobody's claim.

use super::Snapshot;
use crate::model::Model;
use crate::model::ids::{CertificationId, TierId};
use crate::model::incentive::{Pays, Recognised};
use crate::model::money::Money;
use crate::model::place::Level;
use crate::model::policy::Standing;
use crate::rules::{policy_of, titles_paid_for};
use jiff::civil::Date;
use std::cmp::Reverse;

/// One tier that pays for a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BenchmarkRow {
    pub tier: TierId,
    /// Where its policy stands on the day.
    pub standing: Standing,
    /// The title it asks for, where that is not the one in question but one that its holders also hold.
    pub through: Option<CertificationId>,
    /// The level it asks for; none if the text names none.
    pub level: Option<Level>,
    pub or_above: bool,
    pub recognised: Recognised,
}

impl BenchmarkRow {
    /// The sum, or the ceiling where the text sets only a ceiling; none where it gives no figure.
    pub fn amount(&self, model: &Model) -> Option<Money> {
        match &model[self.tier].benefit.pays {
            Pays::Fixed(sum) | Pays::UpTo(sum) | Pays::AtLeast(sum) | Pays::Range(_, sum) => Some(*sum),
            Pays::Rate(rate) => rate.cap,
            Pays::Unstated(_) => None,
        }
    }
}

/// Every tier that pays for a title, those that ask for an implied title last; among them those in force first, then the highest sum, then the place.
/// A tier that asks for the title only beside a project or an event pays for those, and is no row.
pub fn benchmark(snapshot: &Snapshot, title: CertificationId, day: Date) -> Vec<BenchmarkRow> {
    let model = &snapshot.model;
    let implied = implied_titles(model, title);
    let row = |tier: TierId| {
        let standing = model[policy_of(model, model[tier].incentive)].standing(day);
        let asked = titles_paid_for(model, tier);
        // The title itself before one that it implies; of several levels the first of the text.
        let direct = asked.iter().find(|asked| asked.certification == title);
        let chosen = direct.or_else(|| asked.iter().find(|asked| implied.contains(&asked.certification)))?;
        let through = Some(chosen.certification).filter(|&other| other != title);
        Some(BenchmarkRow { tier, standing, through, level: chosen.level, or_above: chosen.or_above, recognised: chosen.recognised })
    };
    let mut rows: Vec<BenchmarkRow> = model.tier_ids().filter_map(row).collect();
    rows.sort_by_key(|row| {
        let place = model[policy_of(model, model[row.tier].incentive)].jurisdiction;
        (row.through.is_some(), row.standing != Standing::InForce, Reverse(row.amount(model)), place, row.tier)
    });
    rows
}

/// The titles that whoever holds this one also holds, directly or through others.
fn implied_titles(model: &Model, title: CertificationId) -> Vec<CertificationId> {
    let mut found: Vec<CertificationId> = Vec::new();
    let mut waiting = vec![title];
    while let Some(next) = waiting.pop() {
        for &(implied, _) in &model[next].implies {
            if implied != title && !found.contains(&implied) {
                found.push(implied);
                waiting.push(implied);
            }
        }
    }
    found
}
