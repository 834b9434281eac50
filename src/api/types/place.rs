//! Jurisdictions and departments.

use super::policy::{Policy, PolicyConnection};
use super::responsibility::{Responsibility, ResponsibilityConnection};
use crate::api::context::snapshot;
use crate::api::enums::{DepartmentKind, Level};
use crate::api::filter::{self, ResponsibilityFilter};
use crate::api::page::{Window, connection};
use crate::model::Model;
use crate::model::ids::{DepartmentId, FunctionId, JurisdictionId};
use crate::model::node::Node;
use async_graphql::{Context, ID, Object, Result, SimpleObject};

#[derive(Clone, Copy)]
pub struct Jurisdiction(pub JurisdictionId);

/// A place: the nation, a province, city or county of GB/T 2260, or a zone that carries duties.
#[Object(crate = "crate::api::derive")]
impl Jurisdiction {
    /// `jurisdiction:` and the code, or the id of a zone.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        ID(Node::Jurisdiction(self.0).public_id(&snapshot(ctx).model))
    }

    /// The id without its type: the code, or the id of a zone.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].key
    }

    /// Its full name.
    async fn name<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].name
    }

    /// Its level.
    async fn level(&self, ctx: &Context<'_>) -> Level {
        snapshot(ctx).model[self.0].level.into()
    }

    /// The place it lies in; null for the nation.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Jurisdiction> {
        snapshot(ctx).model[self.0].parent.map(Jurisdiction)
    }

    /// The places directly below it, by code, zones last.
    async fn children(&self, ctx: &Context<'_>) -> Vec<Jurisdiction> {
        let model = &snapshot(ctx).model;
        model.jurisdiction_ids().filter(|&id| model[id].parent == Some(self.0)).map(Jurisdiction).collect()
    }

    /// The policies of the place itself, without those of places in it. Null only beside an error.
    async fn policies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<PolicyConnection>> {
        let model = &snapshot(ctx).model;
        let ids = model.policy_ids().filter(|&id| model[id].jurisdiction == self.0).map(Policy);
        Some(filter::connect(ctx, ids, "Jurisdiction.policies", &self.0, Window { first, after, last, before }, PolicyConnection))
    }

    /// The bodies of the place itself.
    async fn departments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<DepartmentConnection>> {
        let model = &snapshot(ctx).model;
        let ids = model.department_ids().filter(|&id| model[id].jurisdiction == self.0).map(Department);
        Some(filter::connect(ctx, ids, "Jurisdiction.departments", &self.0, Window { first, after, last, before }, DepartmentConnection))
    }
}

connection!(JurisdictionConnection, JurisdictionEdge, Jurisdiction, "places");

/// What an office does, whatever its city calls it: 工信局 and 经信局 perform one function.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Function {
    /// An id in words, such as `industry-and-information-technology`.
    pub key: String,
    /// Its name, such as 工业和信息化.
    pub name: String,
}

impl Function {
    pub fn of(model: &Model, id: FunctionId) -> Function {
        Function { key: model[id].key.clone(), name: model[id].name.clone() }
    }
}

/// A name that a body had before a reform.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct FormerName {
    /// The former name.
    pub name: String,
    /// The first day on which it held; null if the facts do not tell.
    pub from: Option<crate::api::scalars::Date>,
    /// The day on which it ended; null if the facts do not tell.
    pub until: Option<crate::api::scalars::Date>,
}

#[derive(Clone, Copy)]
pub struct Department(pub DepartmentId);

/// A body that policies name: a department, a government, a zone's committee, a leading group, or a collective name.
#[Object(crate = "crate::api::derive")]
impl Department {
    /// `department:`, the code of its place, and its name: `department:370700/市工信局`.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        ID(Node::Department(self.0).public_id(&snapshot(ctx).model))
    }

    /// The id without its type.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].key
    }

    /// The name by which its own place's documents call it.
    async fn name<'c>(&self, ctx: &Context<'c>) -> &'c str {
        &snapshot(ctx).model[self.0].name
    }

    /// Its other names.
    async fn aliases<'c>(&self, ctx: &Context<'c>) -> &'c [String] {
        &snapshot(ctx).model[self.0].aliases
    }

    /// Names it had before a reform.
    async fn formerly(&self, ctx: &Context<'_>) -> Vec<FormerName> {
        let names = &snapshot(ctx).model[self.0].formerly;
        names
            .iter()
            .map(|former| FormerName { name: former.name.clone(), from: former.from.map(Into::into), until: former.until.map(Into::into) })
            .collect()
    }

    /// What kind of body it is.
    async fn kind(&self, ctx: &Context<'_>) -> DepartmentKind {
        snapshot(ctx).model[self.0].kind.into()
    }

    /// What it does; null if no function of the vocabulary fits.
    async fn function(&self, ctx: &Context<'_>) -> Option<Function> {
        let model = &snapshot(ctx).model;
        model[self.0].function.map(|id| Function::of(model, id))
    }

    /// Its place.
    async fn jurisdiction(&self, ctx: &Context<'_>) -> Jurisdiction {
        Jurisdiction(snapshot(ctx).model[self.0].jurisdiction)
    }

    /// The body it is a part of; null if it is not known as a part of one.
    async fn part_of(&self, ctx: &Context<'_>) -> Option<Department> {
        snapshot(ctx).model[self.0].part_of.map(Department)
    }

    /// The line above: who performs the same function one level up, and so on to the nation.
    async fn superiors(&self, ctx: &Context<'_>) -> Vec<Department> {
        snapshot(ctx).superiors(self.0).into_iter().map(Department).collect()
    }

    /// What it answers for, in the order of the documents. Null only beside an error.
    async fn responsibilities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that fit.")] filter: Option<ResponsibilityFilter>,
        #[graphql(desc = "How many items, counted from the start; at most 1,000, 100 if neither `first` nor `last` is given.")] first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many items, counted from the end; at most 1,000.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Option<Result<ResponsibilityConnection>> {
        let snapshot = snapshot(ctx);
        let filter = filter.unwrap_or_default();
        let fits = match filter.resolve(ctx) {
            Ok(fits) => fits,
            Err(error) => return Some(Err(error.into())),
        };
        let of_body = snapshot.responsibilities_of(self.0).iter().copied();
        let kept = of_body.filter(|&index| fits.keeps(snapshot, index)).map(Responsibility);
        let list = (self.0, &filter);
        Some(filter::connect(ctx, kept, "Department.responsibilities", &list, Window { first, after, last, before }, ResponsibilityConnection))
    }
}

connection!(DepartmentConnection, DepartmentEdge, Department, "bodies");
