//! A schema as small as it can be while it holds every shape that the handler, the guard and the validators must cope with.
//! Its resolvers can fail, panic and take their time, which those of the real schema cannot be asked to.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_graphql::{Context, EmptySubscription, Error, ID, InputObject, InputValueError, InputValueResult, Interface, Object};
use async_graphql::{OneofObject, Result, Scalar, ScalarType, Schema, SimpleObject, Value};
use huiqi::api::deadline::Deadline;
use huiqi::api::engine::{Data, Engine};
use huiqi::api::error::{ApiError, Code};
use huiqi::api::limits::Limits;
use huiqi::serve::{App, Options, Snapshot, View};
use jiff::civil::date;

pub struct Facts;

impl Snapshot for Facts {
    fn version(&self) -> &str {
        "stub"
    }

    fn view(self: Arc<Self>) -> View {
        let mut data = Data::default();
        data.insert(self);
        View { data, version: "stub".to_owned(), day: date(2026, 11, 22), since: SystemTime::UNIX_EPOCH }
    }
}

/// A server over the stub, with its snapshot already there.
pub fn app(options: Options) -> App {
    let app = loading(options);
    app.publish(Arc::new(Facts));
    app
}

/// A server over the stub that has not loaded its snapshot yet.
pub fn loading(options: Options) -> App {
    let schema = Schema::build(Query, Mutation, EmptySubscription).disable_suggestions();
    let engine = Engine::new(schema, options.limits).unwrap_or_else(|wrong| panic!("{wrong}"));
    App::new(engine, options).unwrap_or_else(|wrong| panic!("{wrong}"))
}

#[derive(Clone)]
struct Date(String);

#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) if Self::is_valid(&Value::String(text.clone())) => Ok(Self(text)),
            value => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(text) if text.len() == 10 && text.split('-').count() == 3)
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

#[derive(Interface)]
#[graphql(crate = "huiqi::api::derive", field(name = "id", ty = "&ID"))]
enum Node {
    Item(Item),
    Group(Group),
}

#[derive(SimpleObject, Clone)]
#[graphql(crate = "huiqi::api::derive")]
struct Item {
    id: ID,
    name: String,
    since: Date,
}

#[derive(SimpleObject)]
#[graphql(crate = "huiqi::api::derive")]
struct Items {
    nodes: Vec<Item>,
    total_count: i32,
}

/// Items under a name. Asked for too many of them, it fails where it stands, inside of lists.
struct Group {
    id: ID,
}

#[Object(crate = "huiqi::api::derive")]
impl Group {
    async fn id(&self) -> &ID {
        &self.id
    }

    async fn items(&self, first: i32) -> Option<Result<Items>> {
        if first > 2 {
            return Some(Err(ApiError::new(Code::BadUserInput, "a group has 2 items").into()));
        }
        Some(Ok(Items { total_count: 2, nodes: (1..=first).map(item).collect() }))
    }

    async fn first(&self) -> Item {
        item(1)
    }

    async fn node(&self) -> Node {
        Node::Item(item(2))
    }
}

/// A row that takes its time.
struct Slow(i32);

#[Object(crate = "huiqi::api::derive")]
impl Slow {
    async fn value(&self) -> i32 {
        std::thread::sleep(Duration::from_millis(1));
        self.0
    }
}

#[derive(InputObject)]
struct Filter {
    name: Option<String>,
    since: Option<Date>,
    above: Option<i32>,
    tags: Option<Vec<Vec<Vec<String>>>>,
}

#[derive(OneofObject)]
enum By {
    Id(ID),
    Name(String),
}

fn item(number: i32) -> Item {
    Item { id: ID(format!("item:{number}")), name: format!("第{number}条"), since: Date("2025-12-31".to_owned()) }
}

pub struct Query;

#[Object(crate = "huiqi::api::derive")]
impl Query {
    async fn node(&self, id: ID) -> Option<Node> {
        if id.starts_with("group:") {
            return Some(Node::Group(Group { id }));
        }
        let number = id.strip_prefix("item:")?.parse().ok()?;
        Some(Node::Item(item(number)))
    }

    async fn groups(&self) -> Vec<Group> {
        ["group:1", "group:2"].map(|id| Group { id: ID(id.to_owned()) }).into()
    }

    async fn items(&self, ctx: &Context<'_>, #[graphql(default = 2)] first: i32, filter: Option<Filter>) -> Option<Result<Items>> {
        let most = ctx.data::<Limits>().map_or(0, |limits| limits.page);
        if usize::try_from(first).is_ok_and(|first| first > most) {
            return Some(Err(ApiError::new(Code::BadUserInput, format!("first is {first}; at most {most} are allowed.")).into()));
        }
        let above = filter.and_then(|filter| filter.above).unwrap_or(0);
        let nodes = (above + 1..=first).map(item).collect();
        Some(Ok(Items { total_count: 10_000, nodes }))
    }

    async fn item(&self, by: By) -> Item {
        match by {
            By::Id(id) => Item { id, ..item(1) },
            By::Name(name) => Item { name, ..item(1) },
        }
    }

    async fn broken(&self) -> Option<Result<i32>> {
        Some(Err(Error::new("password=hunter2 at /srv/secret")))
    }

    async fn panics(&self) -> i32 {
        "not a number".parse().expect("a resolver that panics")
    }

    /// Computes until its time is up, as a long evaluation does.
    async fn endless(&self, ctx: &Context<'_>) -> Option<Result<i32>> {
        while ctx.data::<Deadline>().is_ok_and(|deadline| !deadline.passed()) {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(100));
        Some(Ok(1))
    }

    /// Rows that know nothing of a deadline.
    async fn slow(&self, first: i32) -> Vec<Slow> {
        (0..first).map(Slow).collect()
    }

    async fn snapshot(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<Arc<Facts>>()?.version().to_owned())
    }
}

pub struct Mutation;

#[Object(crate = "huiqi::api::derive")]
impl Mutation {
    async fn change(&self) -> i32 {
        1
    }
}
