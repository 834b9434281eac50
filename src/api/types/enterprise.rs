//! The enterprises that come with the facts.

use super::eligibility::{EligibilityReport, judge};
use super::place::Jurisdiction;
use super::profile::EnterpriseProfile;
use crate::api::context::snapshot;
use crate::api::enums::Standing;
use crate::api::filter::Keyed;
use crate::api::page::connection;
use crate::api::scalars::Date;
use crate::model::profile::Profile;
use async_graphql::{Context, ID, Object};

/// An enterprise of the facts, by its position.
#[derive(Clone, Copy)]
pub struct Enterprise(pub u32);

impl Enterprise {
    pub fn named(ctx: &Context<'_>, id: &str) -> Option<Enterprise> {
        let key = id.strip_prefix("enterprise:").unwrap_or(id);
        let at = snapshot(ctx).enterprises.iter().position(|profile| profile.id.as_deref() == Some(key))?;
        Some(Enterprise(at as u32))
    }

    fn stated<'c>(self, ctx: &Context<'c>) -> &'c Profile {
        &snapshot(ctx).enterprises[self.0 as usize]
    }
}

/// An enterprise that comes with the facts: invented, and labelled so.
#[Object(crate = "crate::api::derive")]
impl Enterprise {
    /// `enterprise:` and a readable name.
    pub async fn id(&self, ctx: &Context<'_>) -> ID {
        format!("enterprise:{}", self.stated(ctx).id.as_deref().unwrap_or_default()).into()
    }

    /// The id without its type.
    async fn key<'c>(&self, ctx: &Context<'c>) -> &'c str {
        self.stated(ctx).id.as_deref().unwrap_or_default()
    }

    /// Its name; null if it has none.
    async fn name<'c>(&self, ctx: &Context<'c>) -> Option<&'c str> {
        self.stated(ctx).name.as_deref()
    }

    /// Where it stands; null if that is not known.
    async fn place(&self, ctx: &Context<'_>) -> Option<Jurisdiction> {
        self.stated(ctx).place.map(Jurisdiction)
    }

    /// What it says of itself; as it is, it can be given back as `profile`.
    async fn profile(&self, ctx: &Context<'_>) -> EnterpriseProfile {
        EnterpriseProfile::of(&snapshot(ctx).model, self.stated(ctx))
    }

    /// What it may claim.
    async fn eligibility(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today if left out.")] as_of: Option<Date>,
        #[graphql(desc = "Documents that stand so on the day; those in force if left out.")] standing: Option<Vec<Standing>>,
    ) -> EligibilityReport {
        judge(ctx, self.stated(ctx).clone(), as_of, standing)
    }
}

impl Keyed for Enterprise {
    fn key(self, snapshot: &crate::answers::Snapshot) -> String {
        snapshot.enterprises[self.0 as usize].id.clone().unwrap_or_default()
    }
}

connection!(EnterpriseConnection, EnterpriseEdge, Enterprise, "enterprises");
