//! Incentives, their tiers, conditions and benefits; the titles they ask for.

use super::measure::Measure;
use super::overlap::Overlap;
use super::place::Jurisdiction;
use super::policy::{Amendment, Policy};
use super::words::Citation;
use crate::api::context::snapshot;
use crate::api::enums::{BenefitKind, IncentiveKind, Level};
use crate::api::page::connection;
use crate::api::scalars::{Decimal, Yuan};
use crate::model::ids::{CertificationId, IncentiveId, TierId};
use crate::model::incentive::{Condition as Requirement, Pays};
use crate::model::money::Money;
use crate::model::node::Node;
use crate::model::{Model, incentive};
use async_graphql::{Context, ID, Object, SimpleObject};

#[derive(Clone, Copy)]
pub struct Incentive(pub IncentiveId);

/// A promise of a policy: to whom, on which conditions, what.
#[Object(crate = "crate::api::derive")]
impl Incentive {
    /// `incentive:`, the policy, and a readable name.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        ID(Node::Incentive(self.0).public_id(&snapshot(ctx).model))
    }

    /// The id without its type.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].key
    }

    /// The policy that promises it.
    async fn policy(&self, ctx: &Context<'_>) -> Policy {
        let model = &snapshot(ctx).model;
        Policy(model[model[self.0].measure].policy)
    }

    /// The measure that promises it.
    async fn measure(&self, ctx: &Context<'_>) -> Measure {
        Measure(snapshot(ctx).model[self.0].measure)
    }

    /// In what form it helps.
    async fn kind(&self, ctx: &Context<'_>) -> IncentiveKind {
        snapshot(ctx).model[self.0].kind.into()
    }

    /// To whom, in the words of the text; null where the sentence names nobody.
    async fn beneficiary<'c>(&self, ctx: &Context<'c>) -> Option<&'c str> {
        snapshot(ctx).model[self.0].beneficiary.as_deref()
    }

    /// What is promised, one for each sum or thing, in the order of the text.
    async fn tiers(&self, ctx: &Context<'_>) -> Vec<Tier> {
        snapshot(ctx).model[self.0].tier_ids().map(Tier).collect()
    }

    /// The tiers, its own or others', that pay for the same thing as one of its tiers.
    async fn overlaps(&self, ctx: &Context<'_>) -> Vec<Overlap> {
        let snapshot = snapshot(ctx);
        let mut found: Vec<u32> = snapshot.model[self.0].tier_ids().flat_map(|tier| snapshot.overlaps_of(tier)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(Overlap).collect()
    }

    /// The change after publication of the sentence that promises it: what is published here is no longer what holds; null if nothing was changed.
    async fn amended(&self, ctx: &Context<'_>) -> Option<Amendment> {
        let model = &snapshot(ctx).model;
        let words = &model[model[self.0].words];
        model.amendment_of(words.policy, words.span).map(Amendment::of)
    }

    /// The sentence that promises it.
    async fn citation(&self, ctx: &Context<'_>) -> Citation {
        Citation(snapshot(ctx).model[self.0].words)
    }
}

connection!(IncentiveConnection, IncentiveEdge, Incentive, "incentives");

#[derive(Clone, Copy)]
pub struct Tier(pub TierId);

/// One thing that an incentive gives, with its own conditions.
#[Object(crate = "crate::api::derive")]
impl Tier {
    /// `tier:`, the incentive, and the tier's number.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        ID(Node::Tier(self.0).public_id(&snapshot(ctx).model))
    }

    /// The id without its type.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].key
    }

    /// The incentive it belongs to.
    async fn incentive(&self, ctx: &Context<'_>) -> Incentive {
        Incentive(snapshot(ctx).model[self.0].incentive)
    }

    /// What must hold, all of it.
    async fn conditions(&self, ctx: &Context<'_>) -> Vec<Condition> {
        let model = &snapshot(ctx).model;
        model[self.0].conditions.iter().map(|condition| Condition::of(model, condition)).collect()
    }

    /// What it gives.
    async fn benefit(&self, ctx: &Context<'_>) -> Benefit {
        let model = &snapshot(ctx).model;
        Benefit::of(model, &model[self.0].benefit)
    }

    /// The titles that its conditions ask for, alternatives included.
    async fn certifications(&self, ctx: &Context<'_>) -> Vec<Certification> {
        snapshot(ctx).model[self.0].titles().into_iter().map(|(id, _)| Certification(id)).collect()
    }

    /// The keys of those titles, for a cell of a table.
    async fn certification_keys(&self, ctx: &Context<'_>) -> Vec<String> {
        let model = &snapshot(ctx).model;
        model[self.0].titles().into_iter().map(|(id, _)| model[id].key.clone()).collect()
    }

    /// The level of the titles that are asked for; null if none is stated or they differ.
    async fn level(&self, ctx: &Context<'_>) -> Option<Level> {
        snapshot(ctx).model[self.0].level().map(Into::into)
    }
}

/// What must hold for a tier.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Condition {
    /// What it is about: `certification`, `event`, `project`, `metric`, `sector`, `place`, `beneficiary`, `evaluation`, `received`,
    /// `period`, `discretion`, `stated`, `any`, `all`.
    kind: String,
    /// The condition in words.
    says: String,
    /// The title it asks for; null unless it is about one.
    certification: Option<Certification>,
    /// The level of that title; null if none is stated.
    level: Option<Level>,
    /// The place it asks for; null unless it is about one.
    place: Option<Jurisdiction>,
    /// The members of a group; empty unless it is `any` or `all`.
    members: Vec<Condition>,
}

impl Condition {
    fn of(model: &Model, condition: &Requirement) -> Condition {
        let (kind, mut shown) = (
            condition.kind(),
            Condition { kind: String::new(), says: condition.says(model), certification: None, level: None, place: None, members: Vec::new() },
        );
        shown.kind = kind.to_owned();
        match condition {
            Requirement::Certification { certification, level, .. } => {
                shown.certification = Some(Certification(*certification));
                shown.level = level.map(Into::into);
            }
            Requirement::Place(place) => shown.place = Some(Jurisdiction(*place)),
            Requirement::Any(members) | Requirement::All(members) => {
                shown.members = members.iter().map(|member| Condition::of(model, member)).collect()
            }
            _ => {}
        }
        shown
    }
}

/// What a tier gives. Sums are in yuan; a figure that the document does not give is null.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Benefit {
    /// How it is stated.
    kind: BenefitKind,
    /// The sum, if one is fixed; null otherwise.
    amount: Option<Yuan>,
    /// The least it can be; null if the text sets no floor.
    minimum: Option<Yuan>,
    /// The most it can be; null if the text sets no ceiling.
    maximum: Option<Yuan>,
    /// In percent, 10 for 10%; null unless it is a share of a base.
    rate: Option<Decimal>,
    /// The upper end of a range of rates, in percent; null unless the text gives a range.
    rate_to: Option<Decimal>,
    /// Whether the rate is itself a ceiling (不高于…的10%).
    rate_is_ceiling: bool,
    /// What the rate is a share of; null unless there is a rate.
    base: Option<String>,
    /// The ceiling of a rate; null if the text sets none.
    cap: Option<Yuan>,
    /// 一次性: paid once.
    once: bool,
    /// What the sum is counted by, such as `project` or `year`; null if the text does not say.
    per: Option<String>,
    /// For how many years; null if the text does not say.
    years: Option<i32>,
    /// Who pays, in the words of the text; null if the sentence does not say.
    payer: Option<String>,
    /// The words that stand in place of a figure; null if there is a figure.
    unstated: Option<String>,
}

impl Benefit {
    fn of(model: &Model, benefit: &incentive::Benefit) -> Benefit {
        let yuan = |sum: Money| Some(Yuan(sum));
        let years = benefit.years.and_then(|years| i32::try_from(years).ok());
        let (mut amount, mut minimum, mut maximum, mut rate, mut rate_to, mut base, mut cap, mut unstated) = Default::default();
        let mut rate_is_ceiling = false;
        match &benefit.pays {
            Pays::Fixed(sum) => (amount, minimum, maximum) = (yuan(*sum), yuan(*sum), yuan(*sum)),
            Pays::UpTo(sum) => maximum = yuan(*sum),
            Pays::AtLeast(sum) => minimum = yuan(*sum),
            Pays::Range(from, to) => (minimum, maximum) = (yuan(*from), yuan(*to)),
            Pays::Rate(share) => {
                (rate, rate_to) = (Some(Decimal(share.percent)), share.percent_to.map(Decimal));
                base = Some(model[share.of].name.clone());
                cap = share.cap.map(Yuan);
                maximum = cap;
                rate_is_ceiling = share.at_most;
            }
            Pays::Unstated(words) => unstated = Some(words.clone()),
        }
        let kind = benefit.pays.shape().into();
        let (once, per, payer) = (benefit.once, benefit.per.clone(), benefit.payer.clone());
        Benefit { kind, amount, minimum, maximum, rate, rate_to, rate_is_ceiling, base, cap, once, per, years, payer, unstated }
    }
}

#[derive(Clone, Copy)]
pub struct Certification(pub CertificationId);

/// A title that an enterprise, a product or a place can hold.
#[Object(crate = "crate::api::derive")]
impl Certification {
    /// `certification:` and a readable name.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        ID(Node::Certification(self.0).public_id(&snapshot(ctx).model))
    }

    /// The id without its type.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].key
    }

    /// Its name.
    async fn name<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].name
    }

    /// Its other names.
    async fn aliases<'c>(&self, ctx: &Context<'c>) -> &'c [String] {
        &snapshot(ctx).model[self.0].aliases
    }

    /// The level at which it is granted; null if there are several or none is known.
    async fn level(&self, ctx: &Context<'_>) -> Option<Level> {
        match snapshot(ctx).model[self.0].levels[..] {
            [level] => Some(level.into()),
            _ => None,
        }
    }

    /// All levels at which it is granted, highest first; empty if none is known.
    async fn levels(&self, ctx: &Context<'_>) -> Vec<Level> {
        snapshot(ctx).model[self.0].levels.iter().copied().map(Into::into).collect()
    }

    /// Who grants it; null if that depends on the level or is not known.
    async fn granted_by<'c>(&self, ctx: &Context<'c>) -> Option<&'c str> {
        snapshot(ctx).model[self.0].granted_by.as_deref()
    }

    /// The document that lays it down; null if the facts do not tell.
    async fn basis<'c>(&self, ctx: &Context<'c>) -> Option<&'c str> {
        snapshot(ctx).model[self.0].basis.as_deref()
    }

    /// The titles that whoever holds this one also holds.
    async fn implies(&self, ctx: &Context<'_>) -> Vec<Certification> {
        snapshot(ctx).model[self.0].implies.iter().map(|&(id, _)| Certification(id)).collect()
    }

    /// The titles whose holders also hold this one.
    async fn implied_by(&self, ctx: &Context<'_>) -> Vec<Certification> {
        let model = &snapshot(ctx).model;
        model.certification_ids().filter(|&id| model[id].implies.iter().any(|&(other, _)| other == self.0)).map(Certification).collect()
    }

    /// The tiers whose conditions name it.
    async fn tiers(&self, ctx: &Context<'_>) -> Vec<Tier> {
        let model = &snapshot(ctx).model;
        model.tier_ids().filter(|&tier| model[tier].titles().iter().any(|&(id, _)| id == self.0)).map(Tier).collect()
    }
}

connection!(CertificationConnection, CertificationEdge, Certification, "titles");
