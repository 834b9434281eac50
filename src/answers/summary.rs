//! Counts and sums by group, for dashboards. The things of a measure are joined as a database would join them: its responsibilities with its tiers,
//! and those with the titles that they ask for. In each group a thing counts once.

use super::Snapshot;
use crate::model::ids::{CertificationId, DepartmentId, FunctionId, JurisdictionId, MeasureId, PolicyId, TierId};
use crate::model::incentive::{IncentiveKind, Pays, Shape};
use crate::model::money::Money;
use crate::model::place::Level;
use crate::model::policy::{Role, Standing};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Policies,
    Measures,
    Responsibilities,
    Incentives,
    Tiers,
}

/// By what it is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    Jurisdiction,
    Policy,
    Standing,
    Function,
    Department,
    Role,
    Kind,
    Certification,
    Level,
    BenefitKind,
}

/// What takes part; no list lets everything through.
#[derive(Debug, Default)]
pub struct Only {
    pub roles: Option<Vec<Role>>,
    pub departments: Option<Vec<DepartmentId>>,
    pub kinds: Option<Vec<IncentiveKind>>,
    pub certifications: Option<Vec<CertificationId>>,
}

/// What names a group: a value for each dimension, if the thing has one. Dimensions that are not grouped by are none everywhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub jurisdiction: Option<JurisdictionId>,
    pub policy: Option<PolicyId>,
    pub standing: Option<Standing>,
    pub function: Option<FunctionId>,
    pub department: Option<DepartmentId>,
    pub role: Option<Role>,
    pub kind: Option<IncentiveKind>,
    pub certification: Option<CertificationId>,
    pub level: Option<Level>,
    pub benefit_kind: Option<Shape>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub key: Key,
    /// Things of the kind that is counted.
    pub count: usize,
    /// Bodies that answer for a measure of the group.
    pub departments: usize,
    /// The fixed sums that its tiers state, the smallest first.
    pub amounts: Vec<Money>,
}

impl Group {
    pub fn sum(&self) -> Option<Money> {
        (!self.amounts.is_empty()).then(|| Money::from_fen(self.amounts.iter().map(|sum| sum.fen()).sum()))
    }

    /// The sum in the middle; of two the mean.
    pub fn median(&self) -> Option<Money> {
        let (middle, count) = (self.amounts.len() / 2, self.amounts.len());
        let upper = self.amounts.get(middle)?;
        match count % 2 {
            1 => Some(*upper),
            _ => self.amounts.get(middle - 1).map(|lower| Money::from_fen((lower.fen() + upper.fen()) / 2)),
        }
    }
}

#[derive(Default)]
struct Gathered {
    things: BTreeSet<u32>,
    departments: BTreeSet<DepartmentId>,
    tiers: BTreeSet<TierId>,
}

/// A row of the join.
#[derive(Clone, Copy)]
struct Row {
    measure: MeasureId,
    responsibility: Option<u32>,
    tier: Option<TierId>,
    title: Option<CertificationId>,
}

/// The groups, by their keys; one group of everything, perhaps of nothing, where there is nothing to group by. `keeps` says which policies take part.
pub fn summary(snapshot: &Snapshot, of: Of, by: &[Dimension], only: &Only, keeps: impl Fn(PolicyId) -> bool, day: Date) -> Vec<Group> {
    let mut groups: BTreeMap<Key, Gathered> = BTreeMap::new();
    // What is not grouped is one group, even of nothing.
    if by.is_empty() {
        groups.insert(Key::default(), Gathered::default());
    }
    for row in rows(snapshot, only, &keeps) {
        let Some(thing) = thing(snapshot, of, row) else { continue };
        let gathered = groups.entry(key(snapshot, by, row, day)).or_default();
        gathered.things.insert(thing);
        gathered.departments.extend(row.responsibility.map(|index| snapshot.responsible(index).department));
        gathered.tiers.extend(row.tier);
    }
    let group = |(key, Gathered { things, departments, tiers })| {
        let mut amounts: Vec<Money> = tiers.iter().filter_map(|&tier| stated(snapshot, tier)).collect();
        amounts.sort();
        Group { key, count: things.len(), departments: departments.len(), amounts }
    };
    groups.into_iter().map(group).collect()
}

/// The joined rows. What is asked for in `only` must be there: a measure without it has no row.
fn rows<'s>(snapshot: &'s Snapshot, only: &'s Only, keeps: &'s impl Fn(PolicyId) -> bool) -> impl Iterator<Item = Row> + 's {
    let model = &snapshot.model;
    let measures = model.measure_ids().filter(|&id| keeps(model[id].policy) && (!model[id].is_section || !model[id].incentives.is_empty()));
    measures.flat_map(move |measure| {
        let fits = |&index: &u32| {
            let tuple = snapshot.responsible(index);
            among(&only.roles, &tuple.role) && among(&only.departments, &tuple.department)
        };
        let responsibilities = snapshot.responsibilities_for(measure).filter(fits).map(Some).collect();
        let responsibilities = or_nothing(responsibilities, only.roles.is_none() && only.departments.is_none());
        let titles = or_nothing(titles(snapshot, measure, only), only.kinds.is_none() && only.certifications.is_none());
        responsibilities.into_iter().flat_map(move |responsibility| {
            let row = move |&asked: &Option<(TierId, Option<CertificationId>)>| Row {
                measure,
                responsibility,
                tier: asked.map(|(tier, _)| tier),
                title: asked.and_then(|(_, title)| title),
            };
            titles.iter().map(row).collect::<Vec<_>>()
        })
    })
}

/// The tiers of a measure, each with the titles that it asks for.
fn titles(snapshot: &Snapshot, measure: MeasureId, only: &Only) -> Vec<Option<(TierId, Option<CertificationId>)>> {
    let model = &snapshot.model;
    let incentives = model[measure].incentive_ids().filter(|&id| among(&only.kinds, &model[id].kind));
    let tiers = incentives.flat_map(|id| model[id].tier_ids());
    let asked = tiers.flat_map(|tier| {
        let titles: BTreeSet<CertificationId> = model[tier].titles().into_iter().map(|(title, _)| title).collect();
        let titles = titles.into_iter().filter(|title| among(&only.certifications, title)).map(Some).collect();
        or_nothing(titles, only.certifications.is_none()).into_iter().map(move |title| Some((tier, title))).collect::<Vec<_>>()
    });
    asked.collect()
}

fn among<T: PartialEq>(allowed: &Option<Vec<T>>, value: &T) -> bool {
    allowed.as_ref().is_none_or(|allowed| allowed.contains(value))
}

/// In an outer join, where nothing fits, one row says so.
fn or_nothing<T>(found: Vec<Option<T>>, outer: bool) -> Vec<Option<T>> {
    if found.is_empty() && outer { vec![None] } else { found }
}

/// The thing of a row that is counted, by its number.
fn thing(snapshot: &Snapshot, of: Of, row: Row) -> Option<u32> {
    let model = &snapshot.model;
    match of {
        Of::Policies => Some(model[row.measure].policy.0),
        Of::Measures => (!model[row.measure].is_section).then_some(row.measure.0),
        Of::Responsibilities => row.responsibility,
        Of::Incentives => row.tier.map(|tier| model[tier].incentive.0),
        Of::Tiers => row.tier.map(|tier| tier.0),
    }
}

fn key(snapshot: &Snapshot, by: &[Dimension], row: Row, day: Date) -> Key {
    let model = &snapshot.model;
    let policy = model[row.measure].policy;
    let tuple = row.responsibility.map(|index| snapshot.responsible(index));
    let mut key = Key::default();
    for dimension in by {
        match dimension {
            Dimension::Jurisdiction => key.jurisdiction = Some(model[policy].jurisdiction),
            Dimension::Policy => key.policy = Some(policy),
            Dimension::Standing => key.standing = Some(model[policy].standing(day)),
            Dimension::Function => key.function = tuple.and_then(|tuple| model[tuple.department].function),
            Dimension::Department => key.department = tuple.map(|tuple| tuple.department),
            Dimension::Role => key.role = tuple.map(|tuple| tuple.role),
            Dimension::Kind => key.kind = row.tier.map(|tier| model[model[tier].incentive].kind),
            Dimension::Certification => key.certification = row.title,
            Dimension::Level => key.level = row.tier.and_then(|tier| model[tier].level()),
            Dimension::BenefitKind => key.benefit_kind = row.tier.map(|tier| model[tier].benefit.pays.shape()),
        }
    }
    key
}

/// The sum of a tier, where one is fixed.
fn stated(snapshot: &Snapshot, tier: TierId) -> Option<Money> {
    match snapshot.model[tier].benefit.pays {
        Pays::Fixed(sum) => Some(sum),
        _ => None,
    }
}
