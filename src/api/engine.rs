//! From the text of a query to the bytes of its answer: read, measured, held against the schema, executed, written.
//! It does not know HTTP, nor what the answers are about.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;

use async_graphql::parser::types::OperationType;
use async_graphql::{ObjectType, Request, Response, SDLExportOptions, Schema, SchemaBuilder, SubscriptionType, Variables};
use serde_json::{Map, Value};

pub use async_graphql::Data;

use super::budget::Budget;
use super::deadline::Deadline;
use super::document::{Document, Documents};
use super::error::ApiError;
use super::limits::Limits;
use super::proven::{Proven, Spare};
use super::reply::Reply;
use super::settle::settle;
use super::shapes::Shapes;
use super::walk::Walk;

/// A GraphQL request, whatever it came by.
#[derive(Clone, Debug, Default)]
pub struct GraphqlRequest {
    pub query: String,
    pub operation_name: Option<String>,
    pub variables: Map<String, Value>,
    /// Room for what clients add to a request; nothing in it is read yet.
    pub extensions: Map<String, Value>,
    /// Names the request in every error and log line; may be empty.
    pub request_id: String,
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Query,
    Mutation,
    Subscription,
}

/// A request that may be executed: its document is within the limits and fits the schema, its variables fit their types.
pub struct Prepared {
    pub(super) document: Arc<Document>,
    pub(super) request: GraphqlRequest,
    kind: Kind,
    /// Values it may make at most.
    cost: u64,
}

impl Prepared {
    /// Values that it may make at most.
    pub fn cost(&self) -> u64 {
        self.cost
    }

    /// Whether the answer will be there at once, by what was learned from those before.
    pub fn is_quick(&self) -> bool {
        self.document.is_quick(self.cost)
    }
}

type Running = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A schema of whatever types, ready to execute. The types of the roots end here, so that nothing above has to name them.
type Executor = Box<dyn Fn(Request) -> Running + Send + Sync>;

/// A schema with everything that guards it.
pub struct Engine {
    pub(super) execute: Executor,
    documents: Documents,
    pub(super) limits: Limits,
    pub(super) shapes: Shapes,
    sdl: String,
}

impl Engine {
    /// Fails, with what is wrong, only if the schema itself is not valid.
    pub fn new<Q, M, S>(schema: SchemaBuilder<Q, M, S>, limits: Limits) -> Result<Self, String>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let schema = schema.extension(Spare).finish();
        let sdl = sdl(&schema)?;
        let documents = Documents::new(&sdl, limits)?;
        let shapes = Shapes::of(&sdl)?;
        Ok(Self { execute: executor(schema), documents, limits, shapes, sdl })
    }

    /// The schema in its own language.
    pub fn sdl(&self) -> &str {
        &self.sdl
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether a query has been read before, so that to prepare it takes no time.
    pub fn has_read(&self, query: &str) -> bool {
        self.documents.has_read(query)
    }

    /// Everything that can be refused before anything runs; what comes back otherwise are the refusals, at least one.
    pub fn prepare(&self, request: GraphqlRequest) -> Result<Prepared, Vec<ApiError>> {
        let (document, kind, cost) = self.admit(&request)?;
        Ok(Prepared { document, request, kind, cost })
    }

    /// The same for a query alone; nothing if the request is for anything else, even for what the schema doesn't have.
    pub fn prepare_query(&self, request: GraphqlRequest) -> Option<Result<Prepared, Vec<ApiError>>> {
        let admitted = self.admit(&request);
        let kind = match &admitted {
            Ok((_, kind, _)) => Some(*kind),
            Err(_) => self.documents.kind(&request.query, request.operation_name.as_deref()),
        };
        let is_query = kind.is_none_or(|kind| kind == Kind::Query);
        is_query.then(|| admitted.map(|(document, kind, cost)| Prepared { document, request, kind, cost }))
    }

    fn admit(&self, request: &GraphqlRequest) -> Result<(Arc<Document>, Kind, u64), Vec<ApiError>> {
        let document = self.documents.read(&request.query)?;
        let admitted = document.admit(request.operation_name.as_deref(), &request.variables, &self.documents);
        let (kind, cost) = admitted.map_err(|error| vec![error])?;
        Ok((document, kind, cost))
    }

    /// Runs what was prepared. Resolvers find in their context what `data` holds, the `Limits`, and the `Deadline`.
    pub async fn execute(&self, prepared: Prepared, mut data: Data, deadline: Deadline) -> Reply {
        let Prepared { document, request, kind, cost } = prepared;
        let began = Instant::now();
        let walk = Arc::new(Walk { budget: Budget::new(self.limits.cost, self.limits.answer_bytes, deadline), form: document.form });
        data.insert(self.limits);
        data.insert(deadline);
        data.insert(walk.clone());
        if document.is_proven() {
            data.insert(Proven);
        }
        let mut parsed = document.parsed.clone();
        settle(&mut parsed, request.operation_name.as_deref(), &request.variables);
        let variables = Variables::from_json(Value::Object(request.variables));
        let mut query = Request::new("").variables(variables);
        query.operation_name = request.operation_name;
        query.data = data;
        query.set_parsed_query(parsed);
        let response = (self.execute)(query).await;
        if let Some(error) = walk.budget.exceeded() {
            return Reply::refusal(&[error], &request.request_id);
        }
        let reply = Reply::written(response, kind, &request.request_id, self.limits.answer_bytes);
        document.answered(reply.outcome, cost, began.elapsed());
        reply
    }

    /// Both steps at once, for callers that need not look between them.
    pub async fn answer(&self, request: GraphqlRequest, data: Data, deadline: Deadline) -> Reply {
        let request_id = request.request_id.clone();
        match self.prepare(request) {
            Ok(prepared) => self.execute(prepared, data, deadline).await,
            Err(refusals) => Reply::refusal(&refusals, &request_id),
        }
    }
}

fn executor<Q, M, S>(schema: Schema<Q, M, S>) -> Executor
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    Box::new(move |request| {
        let schema = schema.clone();
        Box::pin(async move { schema.execute(request).await })
    })
}

/// A schema in its own language, as it is published: types sorted by name, fields in their order, since an analyst reads columns in one that
/// means something. The directives that every GraphQL service has are left out, as the specification asks.
pub fn sdl<Q, M, S>(schema: &Schema<Q, M, S>) -> Result<String, String>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let text = schema.sdl_with_options(SDLExportOptions::new().include_specified_by());
    let mut published = apollo_compiler::Schema::parse(text, "schema.graphql").map_err(|wrong| wrong.errors.to_string())?;
    published.directive_definitions.retain(|name, _| !matches!(name.as_str(), "include" | "skip" | "specifiedBy" | "deprecated" | "oneOf"));
    Ok(published.to_string())
}

impl From<OperationType> for Kind {
    fn from(kind: OperationType) -> Self {
        match kind {
            OperationType::Query => Self::Query,
            OperationType::Mutation => Self::Mutation,
            OperationType::Subscription => Self::Subscription,
        }
    }
}
