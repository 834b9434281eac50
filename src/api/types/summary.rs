//! Counts and sums by group.

use super::incentive::Certification;
use super::place::{Department, Function, Jurisdiction};
use super::policy::Policy;
use crate::answers::summary::Group;
use crate::api::context::snapshot;
use crate::api::enums::{BenefitKind, IncentiveKind, Level, Role, Standing};
use crate::api::scalars::{Date, Yuan};
use crate::model::money::Money;
use async_graphql::{Context, Enum, ID, InputObject, Object};
use std::cmp::Reverse;

/// What takes part in a summary.
#[derive(InputObject, Debug, Clone, Default)]
pub struct SummaryFilter {
    /// Of policies of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// Of one of these policies.
    pub policy: Option<Vec<ID>>,
    /// Of policies of one of these standings on the day of `asOf`.
    pub standing: Option<Vec<Standing>>,
    /// The day for `standing`; today if left out.
    pub as_of: Option<Date>,
    /// Of measures for which a body answers in one of these roles; other bodies are then left out.
    pub role: Option<Vec<Role>>,
    /// Of measures for which one of these bodies answers; other bodies are then left out.
    pub department: Option<Vec<ID>>,
    /// With incentives of one of these kinds; others are then left out.
    pub kind: Option<Vec<IncentiveKind>>,
    /// With tiers that ask for one of these titles; others are then left out. Of a tier that asks for several, the rest are left out too, so that
    /// grouped by `CERTIFICATION` it stands under these alone.
    pub certification: Option<Vec<ID>>,
}

/// Bounds on whole numbers, both included.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct IntBounds {
    /// The least.
    pub from: Option<i32>,
    /// The most.
    pub until: Option<i32>,
}

/// Bounds on sums in yuan, both included.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct YuanBounds {
    /// The least.
    pub from: Option<Yuan>,
    /// The most.
    pub until: Option<Yuan>,
}

/// Which groups are shown.
#[derive(InputObject, Debug, Clone, Copy, Default)]
pub struct SummaryHaving {
    /// Groups with so many things.
    pub count: Option<IntBounds>,
    /// Groups with so many bodies.
    pub departments: Option<IntBounds>,
    /// Groups with such a sum; a group without one is in no bounds.
    pub sum: Option<YuanBounds>,
}

impl SummaryHaving {
    pub fn keeps(&self, group: &Group) -> bool {
        let counted = |bounds: Option<IntBounds>, count: usize| {
            let count = i32::try_from(count).unwrap_or(i32::MAX);
            bounds.is_none_or(|bounds| bounds.from.is_none_or(|from| count >= from) && bounds.until.is_none_or(|until| count <= until))
        };
        // A group without a sum is neither above a bound nor below it.
        let bounded =
            |bound: Option<Yuan>, holds: fn(&Money, &Money) -> bool| bound.is_none_or(|bound| group.sum().is_some_and(|sum| holds(&sum, &bound.0)));
        let sum = self.sum.is_none_or(|bounds| bounded(bounds.from, Money::ge) && bounded(bounds.until, Money::le));
        counted(self.count, group.count) && counted(self.departments, group.departments) && sum
    }
}

/// Orders of a summary. Groups that compare equal keep the order of the facts.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum SummaryOrder {
    /// By what names the groups, in the order of the facts.
    #[graphql(name = "GROUP")]
    Group,
    /// Those with the most things first.
    #[graphql(name = "COUNT_DESC")]
    Count,
    /// Those with the most bodies first.
    #[graphql(name = "DEPARTMENTS_DESC")]
    Departments,
    /// The largest sum first, those without one last.
    #[graphql(name = "SUM_DESC")]
    Sum,
    /// The largest single sum first, those without one last.
    #[graphql(name = "MAX_DESC")]
    Max,
    /// The largest median first, those without one last.
    #[graphql(name = "MEDIAN_DESC")]
    Median,
}

impl SummaryOrder {
    pub fn sort(self, groups: &mut [Group]) {
        match self {
            SummaryOrder::Group => {}
            SummaryOrder::Count => groups.sort_by_key(|group| Reverse(group.count)),
            SummaryOrder::Departments => groups.sort_by_key(|group| Reverse(group.departments)),
            SummaryOrder::Sum => groups.sort_by_key(|group| Reverse(group.sum())),
            SummaryOrder::Max => groups.sort_by_key(|group| Reverse(group.amounts.last().copied())),
            SummaryOrder::Median => groups.sort_by_key(|group| Reverse(group.median())),
        }
    }
}

pub struct SummaryRow(pub Group);

/// One group of a summary. The dimensions that it is grouped by name it; the others are null.
#[Object(crate = "crate::api::derive")]
impl SummaryRow {
    /// The place whose policies these are; null unless grouped by it.
    async fn jurisdiction(&self) -> Option<Jurisdiction> {
        self.0.key.jurisdiction.map(Jurisdiction)
    }

    /// The policy; null unless grouped by it.
    async fn policy(&self) -> Option<Policy> {
        self.0.key.policy.map(Policy)
    }

    /// Where the policies stand; null unless grouped by it.
    async fn standing(&self) -> Option<Standing> {
        self.0.key.standing.map(Into::into)
    }

    /// The function of the bodies; null unless grouped by it, and for bodies of which none is known.
    async fn function(&self, ctx: &Context<'_>) -> Option<Function> {
        self.0.key.function.map(|id| Function::of(&snapshot(ctx).model, id))
    }

    /// The body; null unless grouped by it, and for measures for which nobody answers.
    async fn department(&self) -> Option<Department> {
        self.0.key.department.map(Department)
    }

    /// The part of the bodies; null unless grouped by it, and for measures for which nobody answers.
    async fn role(&self) -> Option<Role> {
        self.0.key.role.map(Into::into)
    }

    /// The form of help; null unless grouped by it, and for measures that promise nothing.
    async fn kind(&self) -> Option<IncentiveKind> {
        self.0.key.kind.map(Into::into)
    }

    /// The title that is asked for; null unless grouped by it, and where none is asked for.
    async fn certification(&self) -> Option<Certification> {
        self.0.key.certification.map(Certification)
    }

    /// The level of the titles that are asked for; null unless grouped by it, and where none is stated or they differ.
    async fn level(&self) -> Option<Level> {
        self.0.key.level.map(Into::into)
    }

    /// How the benefits are stated; null unless grouped by it, and for measures that promise nothing.
    async fn benefit_kind(&self) -> Option<BenefitKind> {
        self.0.key.benefit_kind.map(Into::into)
    }

    /// How many things the group has, each counted once.
    async fn count(&self) -> i32 {
        i32::try_from(self.0.count).unwrap_or(i32::MAX)
    }

    /// How many bodies answer for the measures of the group.
    async fn departments(&self) -> i32 {
        i32::try_from(self.0.departments).unwrap_or(i32::MAX)
    }

    /// How many tiers of the group state a fixed sum: those that `sum`, `min`, `max` and `median` are made of.
    async fn stated(&self) -> i32 {
        i32::try_from(self.0.amounts.len()).unwrap_or(i32::MAX)
    }

    /// The fixed sums of its tiers together: what documents state, not what anyone will be paid; null if none states one.
    async fn sum(&self) -> Option<Yuan> {
        self.0.sum().map(Yuan)
    }

    /// The smallest fixed sum; null if no tier states one.
    async fn min(&self) -> Option<Yuan> {
        self.0.amounts.first().copied().map(Yuan)
    }

    /// The largest fixed sum; null if no tier states one.
    async fn max(&self) -> Option<Yuan> {
        self.0.amounts.last().copied().map(Yuan)
    }

    /// The fixed sum in the middle, of two the mean; null if no tier states one.
    async fn median(&self) -> Option<Yuan> {
        self.0.median().map(Yuan)
    }
}
