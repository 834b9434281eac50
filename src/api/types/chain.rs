//! Chains of responsibility, and walks from one thing to another.

use super::node::Node;
use super::words::Reason;
use crate::api::context::snapshot;
use crate::api::error::{ApiError, Code};
use crate::graph;
use crate::model::Model;
use crate::model::ids::MeasureId;
use crate::model::node::Node as Thing;
use async_graphql::{Context, Object, Result, SimpleObject};

/// From a measure over its units to the line above them, its issuer and who interprets it.
pub struct Chain(graph::Chain);

impl Chain {
    pub fn of(ctx: &Context<'_>, measure: MeasureId, locality: Option<Thing>) -> Result<Chain> {
        let snapshot = snapshot(ctx);
        let place = match locality {
            Some(Thing::Jurisdiction(id)) => Some(id),
            _ => None,
        };
        let chain = snapshot.graph.chain(&snapshot.model, &snapshot.derived, measure, place);
        chain.map(Chain).map_err(|error| ApiError::new(Code::BadUserInput, format!("`locality`: {error}")).into())
    }
}

/// From a measure over its units to the governments they belong to, the line above them, the issuer, and who interprets it.
#[Object(crate = "crate::api::derive")]
impl Chain {
    /// The steps, nearest to the measure first.
    async fn steps(&self, ctx: &Context<'_>) -> Vec<ChainStep> {
        let model = &snapshot(ctx).model;
        self.0.steps.iter().map(|step| ChainStep::of(model, step)).collect()
    }

    /// The chain in the language of Graphviz.
    async fn dot(&self, ctx: &Context<'_>) -> String {
        self.0.dot(&snapshot(ctx).model)
    }

    /// The chain as a drawing.
    async fn svg(&self, ctx: &Context<'_>) -> String {
        self.0.svg(&snapshot(ctx).model)
    }
}

/// One step of a chain.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct ChainStep {
    /// Where the step starts.
    from: Node,
    /// What a person calls that.
    from_name: String,
    /// Where it leads.
    node: Node,
    /// What a person calls that.
    name: String,
    /// What joins the two: a role such as RESPONSIBLE, or BELONGS_TO, ABOVE, PART_OF, ISSUED_BY.
    kind: &'static str,
    /// The same in Chinese: 责任, 隶属, 上级.
    label: &'static str,
    /// How many steps away from the measure.
    depth: i32,
    /// For a collective name: how many bodies it stands for; null for a single body.
    stands_for: Option<i32>,
    /// Why.
    reason: Reason,
}

impl ChainStep {
    fn of(model: &Model, step: &graph::ChainStep) -> ChainStep {
        ChainStep {
            from: step.from.into(),
            from_name: step.from.label(model).to_owned(),
            node: step.node.into(),
            name: step.node.label(model).to_owned(),
            kind: step.kind.name(),
            label: step.kind.label(),
            depth: step.depth as i32,
            stands_for: step.stands_for.map(|count| count as i32),
            reason: Reason(step.reason.clone()),
        }
    }
}

/// One edge of the graph, in its own direction.
#[derive(SimpleObject)]
#[graphql(crate = "crate::api::derive")]
pub struct Edge {
    /// Where the edge starts.
    from: Node,
    /// Where it leads.
    to: Node,
    /// What joins the two, such as RESPONSIBLE, WITHIN or REQUIRES.
    kind: &'static str,
    /// The same in Chinese.
    label: &'static str,
    /// Why.
    reason: Reason,
}

impl Edge {
    pub fn of(ctx: &Context<'_>, edge: &graph::Edge) -> Edge {
        let reason = Reason(graph::Reason::of_edge(&snapshot(ctx).model, edge));
        Edge { from: edge.from.into(), to: edge.to.into(), kind: edge.kind.name(), label: edge.kind.label(), reason }
    }
}
