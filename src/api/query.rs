//! The root fields. Those that can fail are nullable, so that the rest of an answer survives them.

#![expect(clippy::too_many_arguments, reason = "each argument of a field is an argument of its function")]

use super::context::{ask, named, snapshot};
use super::enums::{Dimension, OverlapEffect, OverlapGround, Standing, SummaryOf};
use super::error::{ApiError, Code};
use super::filter::*;
use super::order::*;
use super::page::Window;
use super::scalars::Date;
use super::types::benchmark::BenchmarkRow;
use super::types::chain::Edge;
use super::types::eligibility::{EligibilityReport, judge};
use super::types::enterprise::{Enterprise, EnterpriseConnection};
use super::types::finding::{Finding, FindingConnection};
use super::types::incentive::{Certification, CertificationConnection, Incentive, IncentiveConnection};
use super::types::measure::{Measure, MeasureConnection};
use super::types::node::Node;
use super::types::overlap::{Overlap, OverlapConnection};
use super::types::place::{Department, DepartmentConnection, Jurisdiction, JurisdictionConnection};
use super::types::policy::{Policy, PolicyConnection};
use super::types::profile::EnterpriseProfile;
use super::types::responsibility::{Responsibility, ResponsibilityConnection};
use super::types::search::{Handling, SearchConnection, SearchHit};
use super::types::summary::{SummaryFilter, SummaryHaving, SummaryOrder, SummaryRow};
use super::types::target::{Target, TargetConnection};
use crate::answers;
use crate::model::node::Node as Thing;
use async_graphql::{Context, ID, Object, Result, SimpleObject};

/// Questions about policies that support enterprises.
pub struct Query;

/// How many measures `whoHandles` gives unless told otherwise, and at the most.
const HANDLINGS: (usize, usize) = (5, 100);

/// A question longer than this is no question.
const LONGEST_QUESTION: usize = 200;

/// Declares the root list of one kind: filter, order, page.
macro_rules! list {
    ($ctx:ident, $name:literal, $ids:expr, $filter:expr, $order:expr, $window:expr, $item:expr, $connection:expr) => {{
        let filter = $filter.unwrap_or_default();
        let listed = || -> Result<_> {
            let ids = $ids(&filter)?.into_iter();
            let Some(order) = $order else {
                return connect($ctx, ids.map($item), $name, &(&filter, $order), $window, $connection);
            };
            let mut ids: Vec<_> = ids.collect();
            order.sort($ctx, &mut ids);
            connect($ctx, ids.into_iter().map($item), $name, &(&filter, $order), $window, $connection)
        };
        Some(listed())
    }};
}

/// Ask about policies, who handles them, and what they promise. Everything is read from one snapshot of the facts.
#[Object(crate = "crate::api::derive")]
impl Query {
    /// The thing with this id; null if there is none.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "An id, such as `policy:baotou-2023-specialised-sme`.")] id: ID) -> Option<Node> {
        thing(ctx, &id)
    }

    /// The things with these ids, in this order; null in the place of an id that nothing has.
    async fn nodes(&self, ctx: &Context<'_>, #[graphql(desc = "Ids, as many as a request holds.")] ids: Vec<ID>) -> Vec<Option<Node>> {
        ids.iter().map(|id| thing(ctx, id)).collect()
    }

    /// The policy with this id, with or without `policy:` in front; null if there is none.
    async fn policy(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Option<Policy> {
        if let Ok(Thing::Policy(id)) = named(ctx, "id", "policy", &id) { Some(Policy(id)) } else { None }
    }

    /// The measure with this id, with or without `measure:` in front; null if there is none.
    async fn measure(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Option<Measure> {
        if let Ok(Thing::Measure(id)) = named(ctx, "id", "measure", &id) { Some(Measure(id)) } else { None }
    }

    /// The body with this id, with or without `department:` in front; null if there is none.
    async fn department(
        &self, ctx: &Context<'_>, #[graphql(desc = "Its id, such as `department:370700/市工信局`.")] id: ID
    ) -> Option<Department> {
        if let Ok(Thing::Department(id)) = named(ctx, "id", "department", &id) { Some(Department(id)) } else { None }
    }

    /// The incentive with this id, with or without `incentive:` in front; null if there is none.
    async fn incentive(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Option<Incentive> {
        if let Ok(Thing::Incentive(id)) = named(ctx, "id", "incentive", &id) { Some(Incentive(id)) } else { None }
    }

    /// The title with this id, with or without `certification:` in front; null if there is none.
    async fn certification(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Option<Certification> {
        if let Ok(Thing::Certification(id)) = named(ctx, "id", "certification", &id) { Some(Certification(id)) } else { None }
    }

    /// Places. Null only beside an error.
    async fn jurisdictions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<JurisdictionFilter>,
        #[graphql(desc = "By code if left out.")] order_by: Option<JurisdictionOrder>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<JurisdictionConnection>> {
        let window = Window { first, after, last, before };
        list!(ctx, "jurisdictions", |filter| choose::jurisdictions(ctx, filter), filter, order_by, window, Jurisdiction, JurisdictionConnection)
    }

    /// Policies. Null only beside an error.
    async fn policies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<PolicyFilter>,
        #[graphql(desc = "By id if left out.")] order_by: Option<PolicyOrder>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<PolicyConnection>> {
        let window = Window { first, after, last, before };
        list!(ctx, "policies", |filter| choose::policies(ctx, filter), filter, order_by, window, Policy, PolicyConnection)
    }

    /// Measures: the clauses of policies that hold no others. Null only beside an error.
    async fn measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<MeasureFilter>,
        #[graphql(desc = "As the documents have them if left out.")] order_by: Option<MeasureOrder>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<MeasureConnection>> {
        let window = Window { first, after, last, before };
        list!(ctx, "measures", |filter| choose::measures(ctx, filter), filter, order_by, window, Measure, MeasureConnection)
    }

    /// Bodies that policies name, and the governments of all places. Null only beside an error.
    async fn departments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<DepartmentFilter>,
        #[graphql(desc = "In the order of the facts if left out: zones' committees, governments, then place by place.")] order_by: Option<
            DepartmentOrder,
        >,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<DepartmentConnection>> {
        let window = Window { first, after, last, before };
        list!(ctx, "departments", |filter| choose::departments(ctx, filter), filter, order_by, window, Department, DepartmentConnection)
    }

    /// Who answers for which measure, as stated and as derived. Null only beside an error.
    async fn responsibilities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<ResponsibilityFilter>,
        #[graphql(desc = "As the documents have the measures if left out.")] order_by: Option<ResponsibilityOrder>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<ResponsibilityConnection>> {
        let window = Window { first, after, last, before };
        list!(
            ctx,
            "responsibilities",
            |filter| choose::responsibilities(ctx, filter),
            filter,
            order_by,
            window,
            Responsibility,
            ResponsibilityConnection
        )
    }

    /// What policies promise. Null only beside an error.
    async fn incentives(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<IncentiveFilter>,
        #[graphql(desc = "As the documents have them if left out.")] order_by: Option<IncentiveOrder>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<IncentiveConnection>> {
        let window = Window { first, after, last, before };
        list!(ctx, "incentives", |filter| choose::incentives(ctx, filter), filter, order_by, window, Incentive, IncentiveConnection)
    }

    /// Titles that enterprises, products and places can hold. Null only beside an error.
    async fn certifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<CertificationFilter>,
        #[graphql(desc = "By id if left out.")] order_by: Option<CertificationOrder>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<CertificationConnection>> {
        let window = Window { first, after, last, before };
        let choose = |filter: &CertificationFilter| Ok::<_, ApiError>(choose::certifications(ctx, filter));
        list!(ctx, "certifications", choose, filter, order_by, window, Certification, CertificationConnection)
    }

    /// Numbers that policies set themselves to reach. Null only beside an error.
    async fn targets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<TargetFilter>,
        #[graphql(desc = "As the documents have them if left out.")] order_by: Option<TargetOrder>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<TargetConnection>> {
        let window = Window { first, after, last, before };
        list!(ctx, "targets", |filter| choose::targets(ctx, filter), filter, order_by, window, Target, TargetConnection)
    }

    /// Pairs of tiers that pay one enterprise for one thing, with what follows. Null only beside an error.
    async fn overlaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only pairs with a policy of this place, or of a place in it.")] jurisdiction: Option<ID>,
        #[graphql(desc = "Only pairs that pay for this title.")] certification: Option<ID>,
        #[graphql(desc = "Only pairs on one of these grounds.")] ground: Option<Vec<OverlapGround>>,
        #[graphql(desc = "Only pairs with one of these effects.")] effect: Option<Vec<OverlapEffect>>,
        #[graphql(desc = "Only pairs of which both policies are in force on this day; left out, pairs of any day, drafts included.")] as_of: Option<
            Date,
        >,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<OverlapConnection>> {
        let filter = OverlapFilter { jurisdiction, certification, ground, effect, as_of };
        let items = match choose::overlaps(ctx, &filter) {
            Ok(ids) => ids.map(Overlap),
            Err(error) => return Some(Err(error.into())),
        };
        Some(connect(ctx, items, "overlaps", &filter, Window { first, after, last, before }, OverlapConnection))
    }

    /// What each place pays for one title, those that ask for an implied title last; whatever the standing of the policy, which each row tells. Null only beside an error.
    async fn benchmark(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of a title, such as `certification:little-giant`.")] certification: ID,
        #[graphql(desc = "The day for `standing`; today if left out.")] as_of: Option<Date>,
    ) -> Option<Result<Vec<BenchmarkRow>>> {
        let day = as_of.map_or(ask(ctx).today, |date| date.0);
        let rows = match named(ctx, "certification", "certification", &certification) {
            Ok(Thing::Certification(title)) => answers::benchmark(snapshot(ctx), title, day),
            Ok(_) => Vec::new(),
            Err(error) => return Some(Err(error.into())),
        };
        Some(Ok(rows.into_iter().map(BenchmarkRow).collect()))
    }

    /// What the readers of the policies should know about the documents themselves. Null only beside an error.
    async fn findings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<FindingFilter>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<FindingConnection>> {
        let filter = filter.unwrap_or_default();
        let items = match choose::findings(ctx, &filter) {
            Ok(ids) => ids.map(Finding),
            Err(error) => return Some(Err(error.into())),
        };
        Some(connect(ctx, items, "findings", &filter, Window { first, after, last, before }, FindingConnection))
    }

    /// Things whose words fit a text: policies, clauses, incentives, titles, bodies. Best first. Null only beside an error.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Chinese words or a whole question, at most 200 characters.")] text: String,
        #[graphql(desc = "Only what concerns this place: its own policies and bodies, those above it, those in it.")] jurisdiction: Option<ID>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<SearchConnection>> {
        let found = question("text", &text).and_then(|()| {
            let place = place(ctx, "jurisdiction", &jurisdiction)?;
            answers::search(snapshot(ctx), &text, place).map_err(|error| ApiError::new(Code::Internal, error))
        });
        let hits = match found {
            Ok(hits) => hits.into_iter().map(SearchHit::from),
            Err(error) => return Some(Err(error.into())),
        };
        Some(connect(ctx, hits, "search", &(&text, &jurisdiction), Window { first, after, last, before }, SearchConnection))
    }

    /// Which departments handle a matter: measures whose words fit the question, best first, each with its units. Null only beside an error.
    async fn who_handles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A matter or a whole question, as people ask: 企业上市找哪个部门. At most 200 characters.")] matter: String,
        #[graphql(desc = "For this place: its own policies, those above it, and those in it.")] jurisdiction: Option<ID>,
        #[graphql(desc = "The day for `standing`; today if left out.")] as_of: Option<Date>,
        #[graphql(desc = "How many measures; 5 if left out, at most 100.")] first: Option<i32>,
    ) -> Option<Result<Vec<Handling>>> {
        let answer = || {
            question("matter", &matter)?;
            let limit = first.map_or(Some(HANDLINGS.0), |first| usize::try_from(first).ok());
            let Some(limit) = limit.filter(|&limit| limit <= HANDLINGS.1) else {
                return Err(ApiError::new(Code::BadUserInput, format!("`first` is a number from 0 to {}", HANDLINGS.1)));
            };
            let place = place(ctx, "jurisdiction", &jurisdiction)?;
            let found = answers::who_handles(snapshot(ctx), &matter, place, limit).map_err(|error| ApiError::new(Code::Internal, error))?;
            Ok(found.into_iter().map(|found| Handling { found, place, as_of }).collect())
        };
        let found: Result<Vec<Handling>, ApiError> = answer();
        Some(found.map_err(Into::into))
    }

    /// What an enterprise may claim on a day, with reasons. Null only beside an error.
    async fn eligibility(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the enterprise says of itself.")] profile: EnterpriseProfile,
        #[graphql(desc = "The day; today if left out.")] as_of: Option<Date>,
        #[graphql(desc = "Documents that stand so on the day; those in force if left out. DRAFT asks what would be, were a draft adopted.")]
        standing: Option<Vec<Standing>>,
    ) -> Option<Result<EligibilityReport>> {
        let day = as_of.map_or(ask(ctx).today, |date| date.0);
        Some(profile.read(snapshot(ctx), day).map(|profile| judge(ctx, profile, as_of, standing)).map_err(Into::into))
    }

    /// The enterprise with this id, with or without `enterprise:` in front; null if there is none.
    async fn enterprise(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Option<Enterprise> {
        Enterprise::named(ctx, &id)
    }

    /// The enterprises that come with the facts: invented, and labelled so. Null only beside an error.
    async fn enterprises(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<EnterpriseConnection>> {
        let all = (0..snapshot(ctx).enterprises.len() as u32).map(Enterprise);
        Some(connect(ctx, all, "enterprises", &(), Window { first, after, last, before }, EnterpriseConnection))
    }

    /// Counts and sums by group. Null only beside an error.
    async fn summary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is counted.")] of: SummaryOf,
        #[graphql(desc = "By what it is grouped, in any combination; an empty list makes one row of everything, of a count of 0 if nothing fits.")]
        group_by: Vec<Dimension>,
        #[graphql(desc = "Only what fits takes part.")] filter: Option<SummaryFilter>,
        #[graphql(desc = "Only groups that fit are shown.")] having: Option<SummaryHaving>,
        #[graphql(desc = "GROUP if left out.")] order_by: Option<SummaryOrder>,
        #[graphql(desc = "At most so many groups; all if left out.")] first: Option<i32>,
    ) -> Option<Result<Vec<SummaryRow>>> {
        let groups = choose::groups(ctx, of, &group_by, &filter.unwrap_or_default()).and_then(|mut groups| {
            let most = first.map_or(Ok(usize::MAX), usize::try_from);
            let most = most.map_err(|_| ApiError::new(Code::BadUserInput, "`first` is a number of groups, 0 or more"))?;
            groups.retain(|group| having.is_none_or(|having| having.keeps(group)));
            order_by.unwrap_or(SummaryOrder::Group).sort(&mut groups);
            groups.truncate(most);
            Ok(groups)
        });
        Some(groups.map(|groups| groups.into_iter().map(SummaryRow).collect()).map_err(Into::into))
    }

    /// The shortest walk from one thing to another, edges walked in either direction; null if nothing joins them, or beside an error.
    async fn path(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the thing to start from.")] from: ID,
        #[graphql(desc = "The id of the thing to reach.")] to: ID,
    ) -> Option<Result<Vec<Edge>>> {
        let snapshot = snapshot(ctx);
        let find = |argument, id: &ID| {
            let found = snapshot.node(id);
            found.ok_or_else(|| {
                ApiError::new(Code::BadUserInput, format!("`{argument}`: nothing has the id `{}`; give the whole id, as in `policy:…`", id.as_str()))
            })
        };
        let (from, to) = match (find("from", &from), find("to", &to)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(error), _) | (_, Err(error)) => return Some(Err(error.into())),
        };
        let walk = snapshot.graph.path(from, to)?;
        Some(Ok(walk.into_iter().map(|edge| Edge::of(ctx, edge)).collect()))
    }

    /// The facts that all answers are read from.
    async fn snapshot(&self, ctx: &Context<'_>) -> Snapshot {
        let (snapshot, model) = (snapshot(ctx), &snapshot(ctx).model);
        let count = |len: usize| len as i32;
        Snapshot {
            version: snapshot.version.clone(),
            today: Date(ask(ctx).today),
            policies: count(model.policies.len()),
            measures: count(model.measures.iter().filter(|measure| !measure.is_section).count()),
            responsibilities: count(snapshot.derived.responsible.len()),
            incentives: count(model.incentives.len()),
            tiers: count(model.tiers.len()),
            targets: count(model.targets.len()),
            departments: count(model.departments.len()),
            jurisdictions: count(model.jurisdictions.len()),
            certifications: count(model.certifications.len()),
            edges: count(snapshot.graph.edges().count()),
        }
    }
}

/// The thing with an id. Enterprises are no part of what documents say, so the graph doesn't know them.
fn thing(ctx: &Context<'_>, id: &ID) -> Option<Node> {
    match snapshot(ctx).node(id) {
        Some(node) => Some(node.into()),
        None => id.starts_with("enterprise:").then(|| Enterprise::named(ctx, id))?.map(Node::Enterprise),
    }
}

/// Refuses a question without words, and one that is a text.
fn question(argument: &str, text: &str) -> Result<(), ApiError> {
    let length = text.chars().count();
    if length > LONGEST_QUESTION {
        let message = format!("`{argument}` has {length} characters, and a question has at most {LONGEST_QUESTION}; ask with a few words");
        return Err(ApiError::over(Code::BadUserInput, message, LONGEST_QUESTION, length as u64));
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Err(ApiError::new(Code::BadUserInput, format!("`{argument}` has no words; ask as you would a person: 企业上市找哪个部门")));
    }
    Ok(())
}

/// The facts that all answers are read from: one immutable whole.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Snapshot {
    /// A fingerprint of the facts: equal facts have equal versions.
    version: String,
    /// The day that stands for `asOf` where it is left out.
    today: Date,
    /// How many policies.
    policies: i32,
    /// How many measures, sections not counted.
    measures: i32,
    /// How many responsibilities, stated and derived.
    responsibilities: i32,
    /// How many incentives.
    incentives: i32,
    /// How many tiers of incentives.
    tiers: i32,
    /// How many targets.
    targets: i32,
    /// How many bodies.
    departments: i32,
    /// How many places.
    jurisdictions: i32,
    /// How many titles.
    certifications: i32,
    /// How many edges the graph has.
    edges: i32,
}
