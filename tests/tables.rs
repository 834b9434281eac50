//! Tables over HTTP, from the shipped facts: the requests of `tests/tables/*.toml`, and what holds for every saved query in every format.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "http/case.rs"]
mod case;
mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime};

use arrow_array::RecordBatch;
use arrow_schema::DataType;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, Response, StatusCode};
use huiqi::answers::Snapshot;
use huiqi::api::context::Ask;
use huiqi::api::engine::{Data, Engine};
use huiqi::api::schema;
use huiqi::facts;
use huiqi::serve::{App, View, router};
use jiff::civil::date;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rusqlite::Connection;
use serde_json::Value;
use support::expect::root;
use tower::ServiceExt;

use case::{Case, options};

/// Variables of the saved queries that need some.
const REQUIRED: [(&str, &str); 4] = [
    ("benchmark", "certification=little-giant"),
    ("eligibility", "profile=%7B%22place%22:%22370702%22%7D"),
    ("responsibility-chain", "measure=pingxiang-2023-intelligent-manufacturing%23%E5%9B%9B"),
    ("who-handles", "matter=%E4%BC%81%E4%B8%9A%E4%B8%8A%E5%B8%82"),
];

static SNAPSHOT: LazyLock<Arc<Snapshot>> =
    LazyLock::new(|| Arc::new(Snapshot::build(facts::load(&root("facts"))).expect("the shipped facts are good")));

struct Facts;

impl huiqi::serve::Snapshot for Facts {
    fn version(&self) -> &str {
        &SNAPSHOT.version
    }

    fn view(self: Arc<Self>) -> View {
        let mut data = Data::default();
        let today = date(2026, 11, 22);
        data.insert(Ask { snapshot: SNAPSHOT.clone(), today });
        View { data, version: SNAPSHOT.version.clone(), day: today, since: SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) }
    }
}

fn served(flags: &[String]) -> Router {
    let options = options(flags);
    let engine = Engine::new(schema::builder(), options.limits).unwrap_or_else(|wrong| panic!("{wrong}"));
    let app = App::new(engine, options).unwrap_or_else(|wrong| panic!("{wrong}"));
    app.publish(Arc::new(Facts));
    router(Arc::new(app))
}

async fn send(router: &Router, request: Request<Body>) -> (Response<()>, Bytes) {
    let response = router.clone().oneshot(request).await.expect("the router never fails");
    let (head, body) = response.into_parts();
    (Response::from_parts(head, ()), to_bytes(body, usize::MAX).await.expect("a body that ends"))
}

async fn get(router: &Router, path: &str, headers: &[(&str, &str)]) -> (Response<()>, Bytes) {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    send(router, request.body(Body::empty()).expect("a request")).await
}

/// Every saved query with what it needs, under its name.
async fn queries(router: &Router) -> BTreeMap<String, String> {
    let (_, list) = get(router, "/q", &[]).await;
    let list: Vec<Value> = serde_json::from_slice(&list).expect("a list of queries");
    let names = list.iter().map(|query| query["name"].as_str().expect("a name").to_owned());
    let variables = |name: &str| REQUIRED.iter().find(|(of, _)| *of == name).map_or("", |(_, variables)| variables);
    names.map(|name| (name.clone(), variables(&name).to_owned())).collect()
}

#[tokio::test]
async fn every_case_is_answered_as_it_says() {
    let cases = Case::all("tables");
    let mut wrong = Vec::new();
    for case in &cases {
        let (head, body) = send(&served(&case.flags), case.request()).await;
        let body = String::from_utf8_lossy(&body);
        let differences = case.differences(&head, &body, Duration::ZERO);
        wrong.extend(differences.into_iter().map(|difference| format!("{}: {difference}\n    {body:.500}", case.name)));
    }
    let refusals = cases.iter().filter(|case| case.code.is_some()).count();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(refusals * 3 >= cases.len(), "only {refusals} of {} cases are refusals", cases.len());
}

/// What pandas, polars and DuckDB rely on: lengths that hold, parts that join, tags that last, the same bytes from another server.
#[tokio::test]
async fn every_table_is_a_file_in_every_format() {
    let (one, other) = (served(&[]), served(&[]));
    for (name, variables) in queries(&one).await {
        for format in ["csv", "json", "ndjson", "arrow", "parquet", "xlsx"] {
            let path = format!("/q/{name}.{format}?{variables}");
            let (head, whole) = get(&one, &path, &[]).await;
            assert_eq!(head.status(), StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&whole));
            assert_eq!(head.headers()["content-length"], whole.len().to_string().as_str(), "{path}");
            assert_eq!(head.headers()["last-modified"], "Sun, 09 Sep 2001 01:46:40 GMT", "{path}");
            let (_, again) = get(&other, &path, &[]).await;
            assert!(whole == again, "{path} is not the same from another server");
            let (asked, nothing) = send(&one, Request::head(&path).body(Body::empty()).expect("a request")).await;
            assert_eq!((asked.headers()["content-length"].clone(), nothing.len()), (head.headers()["content-length"].clone(), 0), "{path}");
            let middle = whole.len() / 2;
            let (first, start) = get(&one, &path, &[("range", &format!("bytes=0-{}", middle - 1))]).await;
            let (_, end) = get(&one, &path, &[("range", &format!("bytes={middle}-"))]).await;
            assert_eq!(first.status(), StatusCode::PARTIAL_CONTENT, "{path}");
            assert!([start, end].concat() == whole, "the parts of {path} do not join");
            let tag = head.headers()["etag"].to_str().expect("a tag");
            let (known, nothing) = get(&one, &path, &[("if-none-match", tag)]).await;
            assert_eq!((known.status(), nothing.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        }
    }
}

/// The rows of JSON stand in every typed file, each column with the type that `/q` says.
#[tokio::test]
async fn typed_files_hold_the_rows_of_json_under_the_types_that_are_listed() {
    let router = served(&[]);
    let (_, list) = get(&router, "/q", &[]).await;
    let list: Vec<Value> = serde_json::from_slice(&list).expect("a list of queries");
    for (name, variables) in queries(&router).await {
        let (_, json) = get(&router, &format!("/q/{name}.json?{variables}"), &[]).await;
        let rows: Vec<serde_json::Map<String, Value>> = serde_json::from_slice(&json).expect("rows");
        let (_, parquet) = get(&router, &format!("/q/{name}.parquet?{variables}"), &[]).await;
        let (_, arrow) = get(&router, &format!("/q/{name}.arrow?{variables}"), &[]).await;
        let reader = ParquetRecordBatchReaderBuilder::try_new(parquet).expect("a Parquet file").build().expect("a reader");
        let from_parquet: Vec<RecordBatch> = reader.map(|batch| batch.expect("a batch")).collect();
        let reader = arrow_ipc::reader::FileReader::try_new(std::io::Cursor::new(arrow), None).expect("an Arrow file");
        let from_arrow: Vec<RecordBatch> = reader.map(|batch| batch.expect("a batch")).collect();
        assert_eq!(from_arrow.iter().map(RecordBatch::num_rows).sum::<usize>(), rows.len(), "{name}");
        assert_eq!(from_parquet.iter().map(RecordBatch::num_rows).sum::<usize>(), rows.len(), "{name}");
        let described = list.iter().find(|query| query["name"] == name.as_str()).expect("the query");
        let Some(batch) = from_parquet.first() else { continue };
        for (at, column) in described["columns"].as_array().expect("columns").iter().enumerate() {
            let field = batch.schema().field(at).clone();
            assert_eq!(column["name"], field.name().as_str(), "{name}");
            let expected = match column["type"].as_str().expect("a type") {
                "integer" => DataType::Int64,
                "float" => DataType::Float64,
                "boolean" => DataType::Boolean,
                "date" => DataType::Date32,
                "decimal" => field.data_type().clone(),
                _ => DataType::Utf8,
            };
            assert_eq!(*field.data_type(), expected, "{name}.{}", field.name());
            assert_eq!(matches!(field.data_type(), DataType::Decimal128(18, 2 | 4)), column["type"] == "decimal", "{name}.{}", field.name());
            let absent = rows.iter().filter(|row| row[field.name()].is_null()).count();
            let nulls: usize = from_parquet.iter().map(|batch| batch.column(at).null_count()).sum();
            assert_eq!(nulls, absent, "{name}.{}", field.name());
        }
    }
}

#[tokio::test]
async fn the_database_has_every_table_with_keys_that_hold() {
    let router = served(&[]);
    let (head, file) = get(&router, "/snapshot.sqlite", &[]).await;
    assert_eq!(head.status(), StatusCode::OK);
    let (_, again) = get(&served(&[]), "/snapshot.sqlite", &[]).await;
    assert!(file == again, "the database is not the same from another server");
    let mut database = Connection::open_in_memory().expect("a database");
    database.deserialize_read_exact("main", file.as_ref(), file.len(), true).expect("an SQLite file");
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let mut broken = database.prepare("PRAGMA foreign_key_check").expect("a check");
    let broken: Vec<String> = broken.query_map([], |row| row.get(0)).expect("rows").map(|table| table.expect("a name")).collect();
    assert_eq!(broken, Vec::<String>::new(), "rows name rows that are not there");
    assert_eq!(database.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).expect("a word"), "ok");
    for table in [
        "policies",
        "measures",
        "responsibilities",
        "incentives",
        "targets",
        "overlaps",
        "findings",
        "departments",
        "jurisdictions",
        "certifications",
    ] {
        let (_, json) = get(&router, &format!("/q/{table}.json"), &[]).await;
        let rows: Vec<Value> = serde_json::from_slice(&json).expect("rows");
        assert_eq!(count(&format!("SELECT count(*) FROM {table}")), rows.len() as i64, "{table}");
        let definition: String = database.query_row("SELECT sql FROM sqlite_master WHERE name = ?", [table], |row| row.get(0)).expect("a definition");
        assert!(definition.contains(" -- "), "{table} has no comments: {definition}");
    }
    let word = |sql: &str| database.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert_eq!(word("SELECT version FROM snapshot"), SNAPSHOT.version);
    assert_eq!(word("SELECT today FROM snapshot"), "2026-11-22");
    let policies = word("SELECT sql FROM sqlite_master WHERE name = 'policies'");
    assert!(policies.contains("Here: on 2026-11-22."), "{policies}");
    let key = |table: &str| word(&format!("SELECT group_concat(name) FROM pragma_table_info('{table}') WHERE pk > 0"));
    assert_eq!((key("targets"), key("findings")), ("number".to_owned(), "number".to_owned()));
    let required = |table: &str| word(&format!("SELECT group_concat(name) FROM pragma_table_info('{table}') WHERE \"notnull\""));
    assert_eq!(required("targets"), "number,policy,measure,metric,value,unit,quote,bound");
    assert_eq!(required("incentives"), "policy,measure,incentive,tier,kind,certifications,benefit_kind,once,quote");
    let rewards = "SELECT sum(amount) FROM incentives JOIN policies USING (policy) WHERE jurisdiction = '150200'";
    assert_eq!(count(&rewards.replace("sum(amount)", "CAST(sum(amount) AS INTEGER)")), 5_400_000);
}

/// The description is what its readers act on: each path that it lists answers, with the columns that it promises.
#[tokio::test]
async fn openapi_describes_what_is_served() {
    let router = served(&[]);
    let (_, described) = get(&router, "/openapi.json", &[]).await;
    let described: Value = serde_json::from_slice(&described).expect("JSON");
    let variables = queries(&router).await;
    let paths = described["paths"].as_object().expect("paths");
    for (path, operations) in paths {
        let needed = variables
            .iter()
            .find(|(name, _)| path.strip_prefix(&format!("/q/{name}")).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
            .map_or("", |(_, needed)| needed);
        let (head, body) = get(&router, &format!("{path}?{needed}"), &[]).await;
        assert_eq!(head.status(), StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
        let content = operations["get"]["responses"]["200"]["content"].as_object().expect("content");
        let given = head.headers()["content-type"].to_str().expect("text");
        assert!(content.keys().any(|media| given.starts_with(media.as_str())), "{path} is {given}");
        let promised =
            content.iter().find(|(media, _)| given.starts_with(media.as_str())).map(|(_, content)| &content["schema"]["items"]["properties"]);
        if let (Some(promised), Ok(rows)) =
            (promised.and_then(Value::as_object), serde_json::from_slice::<Vec<serde_json::Map<String, Value>>>(&body))
        {
            let names: Vec<&String> = promised.keys().collect();
            assert!(rows.iter().all(|row| row.keys().collect::<Vec<_>>() == names), "{path} has other columns");
        }
    }
    assert!(paths.len() > 90, "{} paths", paths.len());
}
