//! What to ask an enterprise next: the missing facts, by how many outcomes and how many yuan each could settle by itself.

use super::{Report, evidence};
use crate::answers::Snapshot;
use crate::answers::bundle::{Worth, bundle};
use crate::model::ids::TierId;
use crate::model::money::Money;
use crate::model::profile::Outcome;
use crate::rules::eligibility::NeedId;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The field of the profile, with what is asked about it.
    pub missing: String,
    /// The tiers whose outcome some answer would settle without another question.
    pub settles: Vec<TierId>,
    /// The most that a lawful set of those tiers pays, as far as they name a figure: of tiers that exclude each other, one counts.
    pub worth: Money,
}

impl Report {
    /// The missing facts, those that could settle most first.
    pub fn questions(&self, snapshot: &Snapshot) -> Vec<Question> {
        let (model, book) = (&snapshot.model, &snapshot.book);
        let mut questions: BTreeMap<String, Vec<TierId>> = BTreeMap::new();
        for tier in self.with(Outcome::Unknown) {
            let speaks = self.findings.territory(book.territory_of[tier.index()]);
            // What each missing fact is about, in this tier.
            let mut open: BTreeMap<String, Vec<NeedId>> = BTreeMap::new();
            for need in book.ways_of(tier).flat_map(|way| &book.alternative(way).needs) {
                if self.findings.need(*need).is_none() {
                    open.entry(evidence::missing(model, &self.profile, book.need(*need))).or_default().push(*need);
                }
            }
            if speaks.is_none() {
                open.entry("place".to_owned()).or_default();
            }
            open.remove(evidence::NO_FIRST_DAY);
            for (missing, needs) in open {
                let settled = |answer: bool| {
                    let speaks = if missing == "place" { speaks.or(Some(answer)) } else { speaks };
                    let holds = |need| self.findings.need(need).or(needs.contains(&need).then_some(answer));
                    book.what_if(tier, speaks, holds) != Outcome::Unknown
                };
                if settled(false) || settled(true) {
                    questions.entry(missing).or_default().push(tier);
                }
            }
        }
        let worth = |settles: &[TierId]| {
            let claims = settles.iter().map(|&tier| Worth { tier, amount: self.estimate(snapshot, tier).maximum });
            Money::from_fen(bundle(snapshot, &claims.collect::<Vec<_>>()).total)
        };
        let question = |(missing, settles): (String, Vec<TierId>)| Question { worth: worth(&settles), missing, settles };
        let mut questions: Vec<Question> = questions.into_iter().map(question).collect();
        questions.sort_by_key(|question| (std::cmp::Reverse((question.settles.len(), question.worth)), question.missing.clone()));
        questions
    }
}
