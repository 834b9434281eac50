//! The orders of the lists. Every order is total: things that compare equal keep the order of the facts.

use super::context::snapshot;
use crate::answers::Snapshot;
use crate::model::ids::*;
use crate::model::incentive::Pays;
use crate::model::money::Money;
use async_graphql::{Context, Enum};
use std::cmp::Reverse;

/// Declares the orders of one list, each with its key.
macro_rules! order {
    ($(#[doc = $doc:literal])+ $name:ident($item:ty) { $($(#[doc = $value_doc:literal])+ $value:ident = $text:literal, |$snapshot:pat_param, $id:ident| $key:expr;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $value_doc])+ #[graphql(name = $text)] $value,)+
        }

        impl $name {
            pub fn sort(self, ctx: &Context<'_>, items: &mut [$item]) {
                let snapshot: &Snapshot = snapshot(ctx);
                match self {
                    $($name::$value => items.sort_by_cached_key(|&$id| { let $snapshot = snapshot; $key }),)+
                }
            }
        }
    };
}

order! {
    /// Orders of a list of policies.
    PolicyOrder(PolicyId) {
        /// By id.
        Id = "ID", |_, id| id;
        /// By title.
        Title = "TITLE", |snapshot, id| snapshot.model[id].title.value.clone();
        /// The latest first; those without a day of issue last.
        Issued = "ISSUED_DESC", |snapshot, id| Reverse(snapshot.model[id].issued.map(|stated| stated.value));
    }
}

order! {
    /// Orders of a list of measures.
    MeasureOrder(MeasureId) {
        /// By policy, and as the document has them.
        Document = "DOCUMENT", |_, id| id;
        /// By heading, those without one last.
        Heading = "HEADING", |snapshot, id| (snapshot.model[id].heading.is_none(), snapshot.model[id].heading.clone());
    }
}

order! {
    /// Orders of a list of bodies.
    DepartmentOrder(DepartmentId) {
        /// By id: place by place.
        Id = "ID", |snapshot, id| snapshot.model[id].key.clone();
        /// By name.
        Name = "NAME", |snapshot, id| snapshot.model[id].name.clone();
        /// Those that answer for the most measures first.
        Responsibilities = "RESPONSIBILITIES_DESC", |snapshot, id| Reverse(snapshot.responsibilities_of(id).len());
    }
}

order! {
    /// Orders of a list of responsibilities.
    ResponsibilityOrder(u32) {
        /// By policy, and as the document has the measures.
        Document = "DOCUMENT", |_, index| index;
        /// By body, then as the documents have the measures.
        Department = "DEPARTMENT", |snapshot, index| snapshot.model[snapshot.responsible(index).department].key.clone();
    }
}

order! {
    /// Orders of a list of incentives.
    IncentiveOrder(IncentiveId) {
        /// By policy, and as the document has them.
        Document = "DOCUMENT", |_, id| id;
        /// By the most that one of its tiers can pay, those without a figure last.
        Maximum = "MAXIMUM_DESC", |snapshot, id| Reverse(most(snapshot, id));
    }
}

order! {
    /// Orders of a list of targets.
    TargetOrder(TargetId) {
        /// By policy, and as the document has them.
        Document = "DOCUMENT", |_, id| id;
        /// By the day, those without one last.
        By = "BY", |snapshot, id| (snapshot.model[id].by.is_none(), snapshot.model[id].by);
        /// The largest number first, whatever the unit.
        Value = "VALUE_DESC", |snapshot, id| Reverse(snapshot.model[id].value);
    }
}

order! {
    /// Orders of a list of places.
    JurisdictionOrder(JurisdictionId) {
        /// By code, zones last.
        Code = "CODE", |_, id| id;
        /// By name.
        Name = "NAME", |snapshot, id| snapshot.model[id].name.clone();
    }
}

order! {
    /// Orders of a list of titles.
    CertificationOrder(CertificationId) {
        /// By id.
        Id = "ID", |_, id| id;
        /// By name.
        Name = "NAME", |snapshot, id| snapshot.model[id].name.clone();
    }
}

fn most(snapshot: &Snapshot, id: IncentiveId) -> Option<Money> {
    let tiers = snapshot.model[id].tier_ids();
    tiers
        .filter_map(|tier| match &snapshot.model[tier].benefit.pays {
            Pays::Fixed(sum) | Pays::UpTo(sum) | Pays::AtLeast(sum) | Pays::Range(_, sum) => Some(*sum),
            Pays::Rate(rate) => rate.cap,
            Pays::Unstated(_) => None,
        })
        .max()
}
