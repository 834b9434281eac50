//! Policies and what they say about themselves.

use super::finding::Finding;
use super::measure::{Measure, MeasureConnection};
use super::place::{Department, Jurisdiction};
use super::target::Target;
use super::words::Citation;
use crate::api::context::{ask, snapshot};
use crate::api::enums::{ClauseRuleKind, IncentiveKind, PolicyKind, Standing, Status};
use crate::api::filter;
use crate::api::page::{Window, connection};
use crate::api::scalars::Date;
use crate::model::ids::PolicyId;
use crate::model::node::Node;
use crate::model::policy;
use async_graphql::{Context, ID, Object, Result, SimpleObject};

#[derive(Clone, Copy)]
pub struct Policy(pub PolicyId);

/// A document by which a government supports enterprises.
#[Object(crate = "crate::api::derive")]
impl Policy {
    /// `policy:` and a readable name.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        ID(Node::Policy(self.0).public_id(&snapshot(ctx).model))
    }

    /// The id without its type.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].key
    }

    /// The title, as the document has it.
    async fn title<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].title.value
    }

    /// What kind of document it is.
    async fn kind(&self, ctx: &Context<'_>) -> PolicyKind {
        snapshot(ctx).model[self.0].kind.into()
    }

    /// What it is by its own words, whatever the day.
    async fn status(&self, ctx: &Context<'_>) -> Status {
        snapshot(ctx).model[self.0].status.into()
    }

    /// Where it stands on a day.
    async fn standing(&self, ctx: &Context<'_>, #[graphql(desc = "The day; today if left out.")] as_of: Option<Date>) -> Standing {
        let day = as_of.map_or(ask(ctx).today, |date| date.0);
        snapshot(ctx).model[self.0].standing(day).into()
    }

    /// The body that issued it or put it up for comment; null if the text does not say.
    async fn issuer(&self, ctx: &Context<'_>) -> Option<Department> {
        snapshot(ctx).model[self.0].issuer.map(|stated| Department(stated.value))
    }

    /// The place whose policy it is.
    async fn jurisdiction(&self, ctx: &Context<'_>) -> Jurisdiction {
        Jurisdiction(snapshot(ctx).model[self.0].jurisdiction)
    }

    /// The document number (发文字号); null if the text has none.
    async fn doc_number<'c>(&self, ctx: &Context<'c>) -> Option<&'c str> {
        snapshot(ctx).model[self.0].doc_number.as_ref().map(|stated| stated.value.as_str())
    }

    /// The day on which it was issued; null if the text does not say.
    async fn issued(&self, ctx: &Context<'_>) -> Option<Date> {
        snapshot(ctx).model[self.0].issued.map(|stated| Date(stated.value))
    }

    /// The first day on which it applies; null for a draft and where the text does not say.
    async fn valid_from(&self, ctx: &Context<'_>) -> Option<Date> {
        let policy = &snapshot(ctx).model[self.0];
        let draft = policy.status == crate::model::policy::Status::DraftForComment;
        policy.first_day().filter(|_| !draft).map(Date)
    }

    /// The last day on which it applies; null if the text does not say.
    async fn valid_until(&self, ctx: &Context<'_>) -> Option<Date> {
        snapshot(ctx).model[self.0].valid_until.map(|stated| Date(stated.value))
    }

    /// When comments were taken; null if the text says nothing of it.
    async fn consultation(&self, ctx: &Context<'_>) -> Option<Consultation> {
        let stated = snapshot(ctx).model[self.0].consultation?;
        Some(Consultation { from: stated.value.from.map(Date), until: stated.value.until.map(Date), citation: Citation(stated.words) })
    }

    /// The day on which a person last compared the facts with the text.
    async fn checked_on(&self, ctx: &Context<'_>) -> Date {
        Date(snapshot(ctx).model[self.0].checked_on)
    }

    /// Its measures in the order of the document, without the sections that hold them. Null only beside an error.
    async fn measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<MeasureConnection>> {
        let model = &snapshot(ctx).model;
        let ids = model[self.0].measure_ids().filter(|&id| !model[id].is_section).map(Measure);
        Some(filter::connect(ctx, ids, "Policy.measures", &self.0, Window { first, after, last, before }, MeasureConnection))
    }

    /// Its clauses on the first level: sections, and measures that stand in none.
    async fn outline(&self, ctx: &Context<'_>) -> Vec<Measure> {
        let model = &snapshot(ctx).model;
        model[self.0].measure_ids().filter(|&id| model[id].parent.is_none()).map(Measure).collect()
    }

    /// The quantified targets of all its clauses.
    async fn targets(&self, ctx: &Context<'_>) -> Vec<Target> {
        let model = &snapshot(ctx).model;
        model[self.0].measure_ids().flat_map(|id| model[id].target_ids()).map(Target).collect()
    }

    /// What it says about itself and other documents.
    async fn clause_rules(&self, ctx: &Context<'_>) -> Vec<ClauseRule> {
        let model = &snapshot(ctx).model;
        let rules = model[self.0].clause_rules.iter();
        rules
            .map(|rule| ClauseRule {
                kind: rule.kind.into(),
                bodies: rule.bodies.iter().copied().map(Department).collect(),
                evaluation: rule.grade.as_ref().map(|(term, _)| model[*term].name.clone()),
                grade: rule.grade.as_ref().map(|(_, grade)| grade.clone()),
                kinds: rule.scope.kinds.as_ref().map(|kinds| kinds.iter().copied().map(Into::into).collect()),
                measures: rule.scope.measures.as_ref().map(|ids| ids.iter().copied().map(Measure).collect()),
                citation: Citation(rule.words),
            })
            .collect()
    }

    /// Words that were changed after publication.
    async fn amendments(&self, ctx: &Context<'_>) -> Vec<Amendment> {
        snapshot(ctx).model[self.0].amendments.iter().map(Amendment::of).collect()
    }

    /// What its readers should know about the document itself, clause by clause.
    async fn findings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day for what depends on one, such as an ended validity; today if left out.")] as_of: Option<Date>,
    ) -> Vec<Finding> {
        let day = as_of.map_or(ask(ctx).today, |date| date.0);
        let (snapshot, ids) = (snapshot(ctx), snapshot(ctx).findings_of(self.0));
        ids.filter(|&index| snapshot.findings[index as usize].holds_on(day)).map(Finding).collect()
    }

    /// The whole text, normalised; citations count its characters.
    async fn text<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].text
    }
}

connection!(PolicyConnection, PolicyEdge, Policy, "policies");

/// A period in which comments on a draft were taken.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Consultation {
    /// The first day; null if the text does not say.
    from: Option<Date>,
    /// The last day; null if the text does not say.
    until: Option<Date>,
    /// The words that say it.
    citation: Citation,
}

/// What a document says about itself or about other documents.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct ClauseRule {
    /// What it does.
    kind: ClauseRuleKind,
    /// Who interprets, coordinates, supervises or pays; empty where the rule names nobody.
    bodies: Vec<Department>,
    /// The evaluation that decides whom an exclusion hits; null for other rules.
    evaluation: Option<String>,
    /// The grade that is excluded; null for other rules.
    grade: Option<String>,
    /// The kinds of incentive that an exclusion is confined to; null where the words confine it to none, and for other rules.
    kinds: Option<Vec<IncentiveKind>>,
    /// The clauses that an exclusion is confined to; null where the words confine it to none, and for other rules.
    measures: Option<Vec<Measure>>,
    /// The words that say it.
    citation: Citation,
}

/// Words that were changed after publication.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Amendment {
    /// The clause that was changed; null if the text names none.
    measure: Option<Measure>,
    /// The words before.
    old: String,
    /// The words since.
    new: String,
    /// The day of the change; null if the text does not say.
    since: Option<Date>,
    /// The words that say it.
    citation: Citation,
}

impl Amendment {
    pub fn of(change: &policy::Amendment) -> Amendment {
        Amendment {
            measure: change.measure.map(Measure),
            old: change.old.clone(),
            new: change.new.clone(),
            since: change.since.map(Date),
            citation: Citation(change.words),
        }
    }
}
