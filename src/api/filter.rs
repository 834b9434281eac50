//! Filters and orders of the lists. A filter names things by id; one that does not exist is an error, never an empty list.

use super::context::{ask, named, snapshot};
use super::enums::{Basis, DepartmentKind, IncentiveKind, Level, OverlapEffect, OverlapGround, Role, Standing, Status};
use super::error::{ApiError, Code};
use super::limits::Limits;
use super::page::{Page, Window, list_id, page};
use super::scalars::Date;
use crate::answers::{Snapshot, closest};
use crate::model::ids::*;
use crate::model::node::Node;
use async_graphql::{Context, ID, InputObject, Result};
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Names an item uniquely within its list, for cursors.
pub trait Keyed: Clone {
    fn key(self, snapshot: &Snapshot) -> String;
}

/// The page of a list that is already filtered and ordered. `arguments` is what shaped the list.
pub fn connect<T: Keyed, C>(
    ctx: &Context<'_>,
    items: impl IntoIterator<Item = T>,
    list: &str,
    arguments: &impl Debug,
    window: Window,
    wrap: impl FnOnce(Page<T>) -> C,
) -> Result<C> {
    let snapshot = snapshot(ctx);
    let most = ctx.data_opt::<Limits>().map_or(Limits::DEFAULT.page, |limits| limits.page);
    let asked = ctx.look_ahead();
    // To write the arguments down takes longer than to make a short page.
    let leads_on = window.has_cursor() || asked.field("pageInfo").exists() || asked.field("edges").exists();
    let list = leads_on.then(|| list_id(list, arguments));
    let page = page(items.into_iter(), list, asked.field("totalCount").exists(), most, window, |item| item.key(snapshot))?;
    Ok(wrap(page))
}

/// Which policies a filter lets through.
pub struct Scope {
    policies: Option<Vec<PolicyId>>,
    within: Option<JurisdictionId>,
    standing: Option<Vec<Standing>>,
    day: jiff::civil::Date,
}

impl Scope {
    pub fn of(
        ctx: &Context<'_>,
        policy: &Option<Vec<ID>>,
        jurisdiction: &Option<ID>,
        standing: &Option<Vec<Standing>>,
        as_of: Option<Date>,
    ) -> Result<Scope, ApiError> {
        let policies = ids(ctx, "filter.policy", "policy", policy, |node| if let Node::Policy(id) = node { Some(id) } else { None })?;
        let within = place(ctx, "filter.jurisdiction", jurisdiction)?;
        Ok(Scope { policies, within, standing: standing.clone(), day: as_of.map_or(ask(ctx).today, |date| date.0) })
    }

    pub fn keeps(&self, snapshot: &Snapshot, id: PolicyId) -> bool {
        let policy = &snapshot.model[id];
        (self.policies.as_ref().is_none_or(|ids| ids.contains(&id)))
            && self.within.is_none_or(|place| snapshot.model.lies_within(policy.jurisdiction, place))
            && self.standing.as_ref().is_none_or(|standing| standing.contains(&policy.standing(self.day).into()))
    }
}

/// Ids of one type that an argument names; None if the argument was left out.
fn ids<I>(
    ctx: &Context<'_>,
    argument: &str,
    prefix: &'static str,
    ids: &Option<Vec<ID>>,
    take: impl Fn(Node) -> Option<I>,
) -> Result<Option<Vec<I>>, ApiError> {
    let Some(ids) = ids else { return Ok(None) };
    let found: Result<Vec<Option<I>>, ApiError> = ids.iter().map(|id| named(ctx, argument, prefix, id).map(&take)).collect();
    Ok(Some(found?.into_iter().flatten().collect()))
}

/// The place that an argument names.
pub fn place(ctx: &Context<'_>, argument: &str, id: &Option<ID>) -> Result<Option<JurisdictionId>, ApiError> {
    let node = id.as_ref().map(|id| named(ctx, argument, "jurisdiction", id)).transpose()?;
    Ok(node.and_then(|node| if let Node::Jurisdiction(id) = node { Some(id) } else { None }))
}

/// The title that an argument names.
fn title(ctx: &Context<'_>, argument: &str, id: &Option<ID>) -> Result<Option<CertificationId>, ApiError> {
    let node = id.as_ref().map(|id| named(ctx, argument, "certification", id)).transpose()?;
    Ok(node.and_then(|node| if let Node::Certification(id) = node { Some(id) } else { None }))
}

fn functions(snapshot: &Snapshot, keys: &Option<Vec<String>>) -> Result<Option<Vec<FunctionId>>, ApiError> {
    let Some(keys) = keys else { return Ok(None) };
    let find = |key: &String| snapshot.model.function_ids().find(|&id| snapshot.model[id].key == *key || snapshot.model[id].name == *key);
    let unknown = |key: &String| {
        let names = || snapshot.model.functions.iter().map(|function| (function.key.as_str(), function.name.as_str()));
        let holding = || names().filter(|(_, name)| name.contains(key.as_str())).map(|(_, name)| name);
        let alike = || closest(key, names().flat_map(|(key, name)| [(key, name), (name, name)]));
        let hint = match (holding().count(), alike()) {
            (1.., _) => format!("did you mean `{}`?", holding().collect::<Vec<_>>().join("` or `")),
            (_, Some(name)) => format!("did you mean `{name}`?"),
            (0, None) => format!("there are {}", names().map(|(_, name)| name).collect::<Vec<_>>().join(", ")),
        };
        ApiError::new(Code::BadUserInput, format!("`filter.function`: there is no function `{key}`; {hint}"))
    };
    keys.iter().map(|key| find(key).ok_or_else(|| unknown(key))).collect::<Result<Vec<_>, _>>().map(Some)
}

/// Which places.
#[derive(InputObject, Debug, Clone, Default)]
pub struct JurisdictionFilter {
    /// Of one of these levels.
    pub level: Option<Vec<Level>>,
    /// This place and all that lies in it.
    pub within: Option<ID>,
    /// Only places that have policies of their own.
    pub has_policies: Option<bool>,
}

/// Which policies.
#[derive(InputObject, Debug, Clone, Default)]
pub struct PolicyFilter {
    /// Of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// Of one of these standings on the day of `asOf`.
    pub standing: Option<Vec<Standing>>,
    /// The day for `standing`; today if left out.
    pub as_of: Option<Date>,
    /// Issued, put up for comment, or repealed.
    pub status: Option<Vec<Status>>,
}

/// Which measures.
#[derive(InputObject, Debug, Clone, Default)]
pub struct MeasureFilter {
    /// Of one of these policies.
    pub policy: Option<Vec<ID>>,
    /// Of policies of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// Of policies of one of these standings on the day of `asOf`.
    pub standing: Option<Vec<Standing>>,
    /// The day for `standing`; today if left out.
    pub as_of: Option<Date>,
    /// Only measures with a responsibility note, or only those without.
    pub noted: Option<bool>,
    /// Sections (true) instead of measures.
    pub sections: Option<bool>,
    /// Only measures whose own text holds these words, to the letter.
    pub contains: Option<String>,
}

/// Which bodies.
#[derive(InputObject, Debug, Clone, Default)]
pub struct DepartmentFilter {
    /// Of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// Of one of these kinds.
    pub kind: Option<Vec<DepartmentKind>>,
    /// With one of these functions, by key or Chinese name.
    pub function: Option<Vec<String>>,
    /// Only bodies that answer for some measure, or only those that answer for none.
    pub responsible: Option<bool>,
}

/// Which responsibilities.
#[derive(InputObject, Debug, Clone, Default)]
pub struct ResponsibilityFilter {
    /// For measures of one of these policies.
    pub policy: Option<Vec<ID>>,
    /// For measures of policies of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// For measures of policies of one of these standings on the day of `asOf`.
    pub standing: Option<Vec<Standing>>,
    /// The day for `standing`; today if left out.
    pub as_of: Option<Date>,
    /// For one of these measures.
    pub measure: Option<Vec<ID>>,
    /// Of one of these bodies.
    pub department: Option<Vec<ID>>,
    /// Of bodies with one of these functions, by key or Chinese name.
    pub function: Option<Vec<String>>,
    /// In one of these roles.
    pub role: Option<Vec<Role>>,
    /// On one of these bases.
    pub basis: Option<Vec<Basis>>,
}

/// A responsibility filter with its names resolved.
pub struct ResponsibilityFits {
    scope: Scope,
    measures: Option<Vec<MeasureId>>,
    departments: Option<Vec<DepartmentId>>,
    functions: Option<Vec<FunctionId>>,
    role: Option<Vec<Role>>,
    basis: Option<Vec<Basis>>,
}

impl ResponsibilityFilter {
    pub fn resolve(&self, ctx: &Context<'_>) -> Result<ResponsibilityFits, ApiError> {
        let measure = |node| if let Node::Measure(id) = node { Some(id) } else { None };
        let department = |node| if let Node::Department(id) = node { Some(id) } else { None };
        Ok(ResponsibilityFits {
            scope: Scope::of(ctx, &self.policy, &self.jurisdiction, &self.standing, self.as_of)?,
            measures: ids(ctx, "filter.measure", "measure", &self.measure, measure)?,
            departments: ids(ctx, "filter.department", "department", &self.department, department)?,
            functions: functions(snapshot(ctx), &self.function)?,
            role: self.role.clone(),
            basis: self.basis.clone(),
        })
    }
}

impl ResponsibilityFits {
    /// Whether the responsibility at a position fits.
    pub fn keeps(&self, snapshot: &Snapshot, index: u32) -> bool {
        let tuple = snapshot.responsible(index);
        let function = snapshot.model[tuple.department].function;
        self.scope.keeps(snapshot, snapshot.model[tuple.measure].policy)
            && self.measures.as_ref().is_none_or(|ids| ids.contains(&tuple.measure))
            && self.departments.as_ref().is_none_or(|ids| ids.contains(&tuple.department))
            && self.functions.as_ref().is_none_or(|ids| function.is_some_and(|id| ids.contains(&id)))
            && self.role.as_ref().is_none_or(|roles| roles.contains(&tuple.role.into()))
            && self.basis.as_ref().is_none_or(|bases| bases.contains(&tuple.basis.into()))
    }
}

/// Which incentives.
#[derive(InputObject, Debug, Clone, Default)]
pub struct IncentiveFilter {
    /// Of one of these policies.
    pub policy: Option<Vec<ID>>,
    /// Of policies of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// Of policies of one of these standings on the day of `asOf`.
    pub standing: Option<Vec<Standing>>,
    /// The day for `standing`; today if left out.
    pub as_of: Option<Date>,
    /// In one of these forms.
    pub kind: Option<Vec<IncentiveKind>>,
    /// With a tier that asks for this title.
    pub certification: Option<ID>,
    /// Only incentives that state a figure, or only those that state none.
    pub stated: Option<bool>,
}

/// Which titles.
#[derive(InputObject, Debug, Clone, Default)]
pub struct CertificationFilter {
    /// Granted at one of these levels.
    pub level: Option<Vec<Level>>,
    /// Only titles that some tier asks for, or only those that none does.
    pub rewarded: Option<bool>,
}

/// Which targets.
#[derive(InputObject, Debug, Clone, Default)]
pub struct TargetFilter {
    /// Of one of these policies.
    pub policy: Option<Vec<ID>>,
    /// Of policies of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// To be reached on this day or before.
    pub by_until: Option<Date>,
    /// In one of these units, as written.
    pub unit: Option<Vec<String>>,
}

/// Which overlaps: the arguments of the list, one by one.
#[derive(Debug, Clone, Default)]
pub struct OverlapFilter {
    pub jurisdiction: Option<ID>,
    pub certification: Option<ID>,
    pub ground: Option<Vec<OverlapGround>>,
    pub effect: Option<Vec<OverlapEffect>>,
    pub as_of: Option<Date>,
}

/// Which findings.
#[derive(InputObject, Debug, Clone, Default)]
pub struct FindingFilter {
    /// On one of these policies.
    pub policy: Option<Vec<ID>>,
    /// On policies of this place, or of a place in it.
    pub jurisdiction: Option<ID>,
    /// On policies of one of these standings on the day of `asOf`.
    pub standing: Option<Vec<Standing>>,
    /// The day for `standing` and for findings that depend on a day, such as an ended validity; today if left out.
    pub as_of: Option<Date>,
    /// By one of these rules, such as H1.
    pub rule: Option<Vec<String>>,
}

/// The filters of the root lists: from a filter to the ids that fit, in the order of the facts.
pub mod choose {
    use super::*;
    use crate::answers::summary::{self, Group, Only};
    use crate::api::enums::{Dimension, SummaryOf};
    use crate::api::types::summary::SummaryFilter;
    use crate::model::incentive::Pays;
    use crate::model::policy;
    use crate::rules::{Finding, Ground, Overlap, RuleId, policy_of, titles_paid_for};

    pub fn jurisdictions(ctx: &Context<'_>, filter: &JurisdictionFilter) -> Result<Vec<JurisdictionId>, ApiError> {
        let snapshot = snapshot(ctx);
        let model = &snapshot.model;
        let within = place(ctx, "filter.within", &filter.within)?;
        let has_policies = |id| model.policies.iter().any(|policy| policy.jurisdiction == id);
        let fits = |&id: &JurisdictionId| {
            filter.level.as_ref().is_none_or(|levels| levels.contains(&model[id].level.into()))
                && within.is_none_or(|place| model.lies_within(id, place))
                && filter.has_policies.is_none_or(|wanted| has_policies(id) == wanted)
        };
        Ok(model.jurisdiction_ids().filter(fits).collect())
    }

    pub fn policies<'c>(ctx: &Context<'c>, filter: &'c PolicyFilter) -> Result<impl Iterator<Item = PolicyId> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let scope = Scope::of(ctx, &None, &filter.jurisdiction, &filter.standing, filter.as_of)?;
        let status = move |id: PolicyId| filter.status.as_ref().is_none_or(|status| status.contains(&snapshot.model[id].status.into()));
        Ok(snapshot.model.policy_ids().filter(move |&id| scope.keeps(snapshot, id) && status(id)))
    }

    pub fn measures<'c>(ctx: &Context<'c>, filter: &'c MeasureFilter) -> Result<impl Iterator<Item = MeasureId> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let model = &snapshot.model;
        let scope = Scope::of(ctx, &filter.policy, &filter.jurisdiction, &filter.standing, filter.as_of)?;
        let fits = move |&id: &MeasureId| {
            let measure = &model[id];
            measure.is_section == filter.sections.unwrap_or(false)
                && scope.keeps(snapshot, measure.policy)
                && filter.noted.is_none_or(|noted| measure.note.is_some() == noted)
                && filter.contains.as_ref().is_none_or(|words| measure.own.of(&model[measure.policy].text).contains(words))
        };
        Ok(model.measure_ids().filter(fits))
    }

    pub fn departments<'c>(ctx: &Context<'c>, filter: &'c DepartmentFilter) -> Result<impl Iterator<Item = DepartmentId> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let model = &snapshot.model;
        let within = place(ctx, "filter.jurisdiction", &filter.jurisdiction)?;
        let functions = functions(snapshot, &filter.function)?;
        let fits = move |&id: &DepartmentId| {
            let body = &model[id];
            within.is_none_or(|place| model.lies_within(body.jurisdiction, place))
                && filter.kind.as_ref().is_none_or(|kinds| kinds.contains(&body.kind.into()))
                && functions.as_ref().is_none_or(|ids| body.function.is_some_and(|id| ids.contains(&id)))
                && filter.responsible.is_none_or(|wanted| snapshot.responsibilities_of(id).is_empty() != wanted)
        };
        Ok(model.department_ids().filter(fits))
    }

    pub fn responsibilities<'c>(ctx: &Context<'c>, filter: &'c ResponsibilityFilter) -> Result<impl Iterator<Item = u32> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let fits = filter.resolve(ctx)?;
        Ok((0..snapshot.derived.responsible.len() as u32).filter(move |&index| fits.keeps(snapshot, index)))
    }

    pub fn incentives<'c>(ctx: &Context<'c>, filter: &'c IncentiveFilter) -> Result<impl Iterator<Item = IncentiveId> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let model = &snapshot.model;
        let scope = Scope::of(ctx, &filter.policy, &filter.jurisdiction, &filter.standing, filter.as_of)?;
        let certification = title(ctx, "filter.certification", &filter.certification)?;
        let fits = move |&id: &IncentiveId| {
            let incentive = &model[id];
            let mut tiers = incentive.tier_ids();
            let asks = |title| incentive.tier_ids().any(|tier| model[tier].conditions.iter().any(|condition| condition.asks_for(title)));
            scope.keeps(snapshot, model[incentive.measure].policy)
                && filter.kind.as_ref().is_none_or(|kinds| kinds.contains(&incentive.kind.into()))
                && certification.is_none_or(asks)
                && filter.stated.is_none_or(|wanted| tiers.any(|tier| !matches!(model[tier].benefit.pays, Pays::Unstated(_))) == wanted)
        };
        Ok(model.incentive_ids().filter(fits))
    }

    pub fn certifications(ctx: &Context<'_>, filter: &CertificationFilter) -> Vec<CertificationId> {
        let model = &snapshot(ctx).model;
        let rewarded = |id| model.tiers.iter().any(|tier| tier.conditions.iter().any(|condition| condition.asks_for(id)));
        let fits = |&id: &CertificationId| {
            filter.level.as_ref().is_none_or(|levels| model[id].levels.iter().any(|&level| levels.contains(&level.into())))
                && filter.rewarded.is_none_or(|wanted| rewarded(id) == wanted)
        };
        model.certification_ids().filter(fits).collect()
    }

    pub fn targets<'c>(ctx: &Context<'c>, filter: &'c TargetFilter) -> Result<impl Iterator<Item = TargetId> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let model = &snapshot.model;
        let scope = Scope::of(ctx, &filter.policy, &filter.jurisdiction, &None, None)?;
        let units: BTreeSet<&str> = model.targets.iter().map(|target| target.unit.as_str()).collect();
        if let Some(unit) = filter.unit.iter().flatten().find(|unit| !units.contains(unit.as_str())) {
            let known: Vec<&str> = units.into_iter().filter(|unit| !unit.is_empty()).collect();
            return Err(ApiError::new(Code::BadUserInput, format!("`filter.unit`: no target has the unit `{unit}`; they have {}", known.join(", "))));
        }
        let fits = move |&id: &TargetId| {
            let target = &model[id];
            scope.keeps(snapshot, model[target.measure].policy)
                && filter.by_until.is_none_or(|last| target.by.is_some_and(|by| by <= last.0))
                && filter.unit.as_ref().is_none_or(|units| units.contains(&target.unit))
        };
        Ok(model.target_ids().filter(fits))
    }

    pub fn overlaps<'c>(ctx: &Context<'c>, filter: &'c OverlapFilter) -> Result<impl Iterator<Item = u32> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let model = &snapshot.model;
        let within = place(ctx, "jurisdiction", &filter.jurisdiction)?;
        let certification = title(ctx, "certification", &filter.certification)?;
        let fits = move |overlap: &Overlap| {
            let mut policies = [overlap.a, overlap.b].map(|tier| &model[policy_of(model, model[tier].incentive)]).into_iter();
            let asks = |tier, title| titles_paid_for(model, tier).iter().any(|asked| asked.certification == title);
            within.is_none_or(|place| policies.clone().any(|policy| model.lies_within(policy.jurisdiction, place)))
                && certification.is_none_or(|title| overlap.ground == Ground::Title && (asks(overlap.a, title) || asks(overlap.b, title)))
                && filter.ground.as_ref().is_none_or(|grounds| grounds.contains(&overlap.ground.into()))
                && filter.effect.as_ref().is_none_or(|effects| effects.contains(&overlap.effect.into()))
                && filter.as_of.is_none_or(|day| policies.all(|policy| policy.standing(day.0) == policy::Standing::InForce))
        };
        Ok((0..).zip(&snapshot.overlaps).filter(move |(_, overlap)| fits(overlap)).map(|(index, _)| index))
    }

    pub fn groups(ctx: &Context<'_>, of: SummaryOf, by: &[Dimension], filter: &SummaryFilter) -> Result<Vec<Group>, ApiError> {
        let snapshot = snapshot(ctx);
        let scope = Scope::of(ctx, &filter.policy, &filter.jurisdiction, &filter.standing, filter.as_of)?;
        let department = |node| if let Node::Department(id) = node { Some(id) } else { None };
        let title = |node| if let Node::Certification(id) = node { Some(id) } else { None };
        let only = Only {
            roles: filter.role.as_ref().map(|roles| roles.iter().map(|&role| role.into()).collect()),
            departments: ids(ctx, "filter.department", "department", &filter.department, department)?,
            kinds: filter.kind.as_ref().map(|kinds| kinds.iter().map(|&kind| kind.into()).collect()),
            certifications: ids(ctx, "filter.certification", "certification", &filter.certification, title)?,
        };
        let by: Vec<summary::Dimension> = by.iter().map(|&dimension| dimension.into()).collect();
        Ok(summary::summary(snapshot, of.into(), &by, &only, |policy| scope.keeps(snapshot, policy), scope.day))
    }

    pub fn findings<'c>(ctx: &Context<'c>, filter: &'c FindingFilter) -> Result<impl Iterator<Item = u32> + 'c, ApiError> {
        let snapshot = snapshot(ctx);
        let scope = Scope::of(ctx, &filter.policy, &filter.jurisdiction, &filter.standing, filter.as_of)?;
        let known = |number: &String| RuleId::ALL.iter().any(|rule| rule.number() == number && number.starts_with('H'));
        if let Some(number) = filter.rule.iter().flatten().find(|number| !known(number)) {
            return Err(ApiError::new(Code::BadUserInput, format!("`filter.rule`: there is no rule `{number}` for findings; they are H1 to H8")));
        }
        let fits = move |finding: &Finding| {
            scope.keeps(snapshot, finding.policy)
                && finding.holds_on(scope.day)
                && filter.rule.as_ref().is_none_or(|rules| rules.iter().any(|number| number == finding.rule.number()))
        };
        Ok((0..).zip(&snapshot.findings).filter(move |(_, finding)| fits(finding)).map(|(index, _)| index))
    }
}
