//! What is amiss in the documents themselves.

use super::measure::Measure;
use super::node::Node;
use super::policy::Policy;
use super::words::{Citation, Reason};
use crate::answers::Snapshot;
use crate::api::context::snapshot;
use crate::api::filter::Keyed;
use crate::api::page::connection;
use crate::api::scalars::Date;
use crate::graph;
use crate::model::node::Node as Thing;
use crate::rules::{self, Subject};
use async_graphql::{Context, Object};

/// A position in the snapshot's findings.
#[derive(Clone, Copy)]
pub struct Finding(pub u32);

impl Finding {
    fn tuple<'c>(&self, ctx: &Context<'c>) -> &'c rules::Finding {
        &snapshot(ctx).findings[self.0 as usize]
    }
}

/// Something about a document that its readers should know: no lead among several units, no figure, no owner, ended, never adopted.
#[Object(crate = "crate::api::derive")]
impl Finding {
    /// The policy it is about.
    async fn policy(&self, ctx: &Context<'_>) -> Policy {
        Policy(self.tuple(ctx).policy)
    }

    /// The clause it is about; null if it is about the whole policy.
    async fn measure(&self, ctx: &Context<'_>) -> Option<Measure> {
        self.tuple(ctx).measure.map(Measure)
    }

    /// The number of the rule that found it, such as H1.
    async fn rule(&self, ctx: &Context<'_>) -> &'static str {
        self.tuple(ctx).rule.number()
    }

    /// What the rule says, whatever it is applied to.
    async fn meaning(&self, ctx: &Context<'_>) -> &'static str {
        self.tuple(ctx).rule.says()
    }

    /// The finding in a sentence, about these things.
    async fn says(&self, ctx: &Context<'_>) -> String {
        graph::Reason::of_finding(&snapshot(ctx).model, self.tuple(ctx)).says
    }

    /// The thing it is about: the policy, a measure, an incentive, or a body; null for a target, which has no id.
    async fn about(&self, ctx: &Context<'_>) -> Option<Node> {
        let thing = match self.tuple(ctx).subject {
            Subject::Policy(id) => Thing::Policy(id),
            Subject::Measure(id) => Thing::Measure(id),
            Subject::Incentive(id) | Subject::Pair(id, _) => Thing::Incentive(id),
            Subject::Body(id) => Thing::Department(id),
            Subject::Target(_) => return None,
        };
        Some(thing.into())
    }

    /// The first day on which it is so; null if it is so on every day.
    async fn since(&self, ctx: &Context<'_>) -> Option<Date> {
        self.tuple(ctx).since.map(Date)
    }

    /// The words it is about.
    async fn citation(&self, ctx: &Context<'_>) -> Citation {
        Citation(self.tuple(ctx).words)
    }

    /// The rule, the sentence and all words it rests on.
    async fn reason(&self, ctx: &Context<'_>) -> Reason {
        Reason(graph::Reason::of_finding(&snapshot(ctx).model, self.tuple(ctx)))
    }
}

connection!(FindingConnection, FindingEdge, Finding, "findings");

/// A finding is named by its rule, its clause and what it is about.
impl Keyed for Finding {
    fn key(self, snapshot: &Snapshot) -> String {
        let (model, tuple) = (&snapshot.model, &snapshot.findings[self.0 as usize]);
        let clause = tuple.measure.map_or(model[tuple.policy].key.as_str(), |measure| model[measure].key.as_str());
        let subject = match tuple.subject {
            Subject::Policy(id) => model[id].key.clone(),
            Subject::Measure(id) => model[id].key.clone(),
            Subject::Incentive(id) => model[id].key.clone(),
            Subject::Pair(a, b) => format!("{}|{}", model[a].key, model[b].key),
            Subject::Body(id) => model[id].key.clone(),
            // A target is named by its number in its clause.
            Subject::Target(id) => (id.0 - model[model[id].measure].targets.start).to_string(),
        };
        format!("{}|{clause}|{subject}", tuple.rule)
    }
}
