//! Every saved query, asked of the shipped facts on one fixed day, each with the variables of `tests/answers/<query>.toml` and the answers of
//! `tests/answers/<query>.json`. `UPDATE=1` rewrites the answers.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

mod support;

use huiqi::answers::Snapshot;
use huiqi::api::context::Ask;
use huiqi::api::deadline::Deadline;
use huiqi::api::engine::{Data, Engine, GraphqlRequest};
use huiqi::api::error::ApiError;
use huiqi::api::limits::Limits;
use huiqi::api::saved::SavedQuery;
use huiqi::api::schema;
use huiqi::facts;
use huiqi::table::Table;
use jiff::civil::date;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::sync::{Arc, LazyLock};
use support::expect::{difference, no_differences, root};

/// The columns that each table begins with. More may follow them.
const COLUMNS: [(&str, &str); 15] = [
    ("certifications", "certification name level granted_by"),
    ("departments", "department name kind function jurisdiction part_of"),
    ("jurisdictions", "jurisdiction name level parent"),
    ("policies", "policy title kind status standing jurisdiction issuer doc_number issued valid_from valid_until"),
    (
        "summary",
        "jurisdiction policy standing function department role kind certification level benefit_kind count departments stated sum min max median",
    ),
    ("benchmark", "jurisdiction policy standing tier amount quote"),
    ("findings", "policy measure rule finding quote"),
    ("overlaps", "a b ground effect from until quote"),
    ("eligibility", "tier outcome policy measure amount maximum missing failed quote"),
    (
        "incentives",
        "policy measure incentive tier kind beneficiary certifications level benefit_kind amount minimum maximum rate base cap once quote",
    ),
    ("measures", "policy measure heading text jurisdiction"),
    ("responsibilities", "policy measure heading department department_as_written function jurisdiction role basis quote"),
    ("responsibility-chain", "depth from label to kind"),
    ("targets", "policy measure metric value unit by quote"),
    ("who-handles", "rank score policy standing measure heading department role quote"),
];

static SNAPSHOT: LazyLock<Arc<Snapshot>> =
    LazyLock::new(|| Arc::new(Snapshot::build(facts::load(&root("facts"))).expect("the shipped facts are good")));

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(schema::builder(), Limits::DEFAULT).unwrap_or_else(|error| panic!("{error}")));

fn ask(query: &SavedQuery, variables: &[(String, String)]) -> Result<Table, String> {
    let told = |errors: Vec<ApiError>| errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("; ");
    let variables = ENGINE.variables(query, variables).map_err(told)?;
    let request = GraphqlRequest { query: query.text.to_owned(), variables, ..GraphqlRequest::default() };
    let prepared = ENGINE.prepare(request).map_err(told)?;
    let mut data = Data::default();
    data.insert(Ask { snapshot: SNAPSHOT.clone(), today: date(2026, 11, 22) });
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(ENGINE.table(prepared, data, Deadline::NEVER)).map_err(|error| error.message)
}

/// The variables of one asking, as a person would give them on the command line: a list takes its name several times.
fn pairs(variables: &toml::Table) -> Vec<(String, String)> {
    let text = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of = |(name, value): (&String, &toml::Value)| match value {
        toml::Value::Array(items) => items.iter().map(|item| (name.clone(), text(item))).collect(),
        value => vec![(name.clone(), text(value))],
    };
    variables.iter().flat_map(of).collect()
}

/// A score says how rare words are in all documents: it moves with each document that is added. The rank beside it is what counts.
fn is_lasting((column, value): &(String, Value)) -> bool {
    assert!(column != "score" || value.as_f64() > Some(0.0), "{column} is {value}");
    column != "score"
}

fn stems(ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root("tests/answers")).expect("the folder of answers");
    let names = entries.map(|entry| entry.expect("an answer").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| Some(name.strip_suffix(ending)?.to_owned())).filter(|stem| !stem.starts_with('_')).collect()
}

#[test]
fn every_answer_is_the_one_expected() {
    let mut differences = Vec::new();
    for query in SavedQuery::all() {
        let file = root(&format!("tests/answers/{}.toml", query.name));
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let askings: toml::Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut answers = Map::new();
        let mut refusals = 0;
        for (name, variables) in &askings {
            let variables = variables.as_table().unwrap_or_else(|| panic!("{}: {name} is a table of variables", file.display()));
            let answer = match ask(&query, &pairs(variables)) {
                Ok(Table { columns, rows }) => {
                    let object =
                        |row: Vec<Value>| Value::Object(columns.iter().map(|column| column.name.clone()).zip(row).filter(is_lasting).collect());
                    rows.into_iter().map(object).collect()
                }
                Err(sentence) => {
                    refusals += 1;
                    json!({ "refused": sentence })
                }
            };
            answers.insert(name.clone(), answer);
        }
        assert!(refusals > 0, "{} has no refusal among its askings", query.name);
        let found = format!("{:#}\n", Value::Object(answers));
        differences.extend(difference(&root(&format!("tests/answers/{}.json", query.name)), &found));
    }
    no_differences(differences);
}

#[test]
fn queries_askings_and_answers_are_the_same_set() {
    let queries: BTreeSet<String> = SavedQuery::all().iter().map(|query| query.name.to_owned()).collect();
    assert_eq!(stems(".toml"), queries, "askings");
    assert_eq!(stems(".json"), queries, "answers");
    let promised: BTreeSet<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(promised, queries, "columns");
}

#[test]
fn tables_begin_with_the_columns_that_are_promised() {
    for (name, columns) in COLUMNS {
        let query = SavedQuery::named(name).unwrap_or_else(|error| panic!("{}", error.message));
        let required = match name {
            "benchmark" => vec![("certification".to_owned(), "little-giant".to_owned())],
            "who-handles" => vec![("matter".to_owned(), "企业上市找哪个部门".to_owned())],
            "eligibility" => vec![("profile".to_owned(), r#"{"place": "360313"}"#.to_owned())],
            "responsibility-chain" => vec![("measure".to_owned(), "pingxiang-2023-intelligent-manufacturing#四".to_owned())],
            _ => Vec::new(),
        };
        let table = ask(&query, &required).unwrap_or_else(|sentence| panic!("{name}: {sentence}"));
        let found: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).take(columns.split(' ').count()).collect();
        assert_eq!(found.join(" "), columns, "{name}");
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{name} has ragged rows");
    }
}

/// The tables that are too long to be compared row by row, by their lengths for each policy.
#[test]
fn whole_tables_are_as_long_as_expected() {
    let mut counts = Map::new();
    for name in ["incentives", "measures", "responsibilities", "targets"] {
        let query = SavedQuery::named(name).unwrap_or_else(|error| panic!("{}", error.message));
        let table = ask(&query, &[]).unwrap_or_else(|sentence| panic!("{name}: {sentence}"));
        let mut of_policy = Map::new();
        for row in &table.rows {
            let policy = row[0].as_str().expect("the first column is the policy").to_owned();
            let count = of_policy.get(&policy).and_then(Value::as_u64).unwrap_or_default();
            of_policy.insert(policy, json!(count + 1));
        }
        of_policy.insert("all".to_owned(), json!(table.rows.len()));
        counts.insert(name.to_owned(), Value::Object(of_policy));
    }
    no_differences(difference(&root("tests/answers/_counts.json"), &format!("{:#}\n", Value::Object(counts))).into_iter().collect());
}
