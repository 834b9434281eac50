//! Everything that has an id.

use super::enterprise::Enterprise;
use super::incentive::{Certification, Incentive, Tier};
use super::measure::Measure;
use super::place::{Department, Jurisdiction};
use super::policy::Policy;
use super::responsibility::Responsibility;
use super::target::Target;
use crate::answers::Snapshot;
use crate::api::filter::Keyed;
use crate::model::node::Node as Thing;
use async_graphql::{ID, Interface};

/// Anything that has an id. Ids are readable and stay the same from one version of the facts to the next.
#[derive(Interface, Clone, Copy)]
#[graphql(crate = "crate::api::derive", field(name = "id", ty = "ID", desc = "Its id: the type, a colon, and a readable key."))]
pub enum Node {
    Jurisdiction(Jurisdiction),
    Department(Department),
    Policy(Policy),
    Measure(Measure),
    Incentive(Incentive),
    Tier(Tier),
    Certification(Certification),
    Enterprise(Enterprise),
}

impl From<Thing> for Node {
    fn from(thing: Thing) -> Node {
        match thing {
            Thing::Jurisdiction(id) => Node::Jurisdiction(Jurisdiction(id)),
            Thing::Department(id) => Node::Department(Department(id)),
            Thing::Policy(id) => Node::Policy(Policy(id)),
            Thing::Measure(id) => Node::Measure(Measure(id)),
            Thing::Incentive(id) => Node::Incentive(Incentive(id)),
            Thing::Tier(id) => Node::Tier(Tier(id)),
            Thing::Certification(id) => Node::Certification(Certification(id)),
        }
    }
}

macro_rules! keyed {
    ($($type:ident)*) => {$(
        impl Keyed for $type {
            fn key(self, snapshot: &Snapshot) -> String {
                Thing::$type(self.0).key(&snapshot.model).to_owned()
            }
        }
    )*};
}

keyed! { Jurisdiction Department Policy Measure Incentive Certification }

/// A responsibility is named by its measure, its body and its role.
impl Keyed for Responsibility {
    fn key(self, snapshot: &Snapshot) -> String {
        let (model, tuple) = (&snapshot.model, snapshot.responsible(self.0));
        format!("{}|{}|{:?}", model[tuple.measure].key, model[tuple.department].key, tuple.role)
    }
}

/// A target is named by its clause and its number there.
impl Keyed for Target {
    fn key(self, snapshot: &Snapshot) -> String {
        let measure = &snapshot.model[snapshot.model[self.0].measure];
        format!("{}|{}", measure.key, self.0.0 - measure.targets.start)
    }
}
