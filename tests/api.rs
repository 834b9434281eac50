//! Questions over the real schema that need more than one request: a profile that was read is given back, and pages are followed.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

use async_graphql::{Request, Variables};
use huiqi::answers::Snapshot;
use huiqi::api::context::Ask;
use huiqi::api::schema;
use huiqi::facts;
use jiff::civil::date;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, LazyLock};

static SNAPSHOT: LazyLock<Arc<Snapshot>> = LazyLock::new(|| {
    Arc::new(Snapshot::build(facts::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("facts"))).expect("the shipped facts are good"))
});

/// All that a profile says.
const PROFILE: &str = "fragment P on Profile {
  id name place kind sectors discredited confirms denies unknown
  titles { title level recognised expires first rechecked }
  events { event on }
  projects { kind name on bases { base sum } }
  bases { base sum }
  metrics { metric value year before }
  evaluations { evaluation grade }
}";

const ASK: &str = "query Q($profile: EnterpriseProfile!, $day: Date!, $standing: [Standing!]!) {
  eligibility(profile: $profile, asOf: $day, standing: $standing) { claims { tier { key } outcome } }
}";

fn ask(query: &str, variables: Value) -> Result<Value, String> {
    let schema = schema::build();
    let request = Request::new(query).variables(Variables::from_json(variables)).data(Ask { snapshot: SNAPSHOT.clone(), today: date(2025, 6, 1) });
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let response = runtime.block_on(schema.execute(request));
    match response.errors.first() {
        Some(error) => Err(error.message.clone()),
        None => Ok(response.data.into_json().expect("JSON")),
    }
}

fn answer(query: &str, variables: Value) -> Value {
    ask(query, variables).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_profile_that_was_read_can_be_given_back() {
    let query = format!(
        "{{ enterprises {{ nodes {{ key profile {{ ...P }} eligibility(standing: [DRAFT, IN_FORCE]) {{ claims {{ tier {{ key }} outcome }} }} }} }} }} {PROFILE}"
    );
    let found = answer(&query, json!({}));
    let enterprises = found["enterprises"]["nodes"].as_array().expect("enterprises");
    assert!(enterprises.len() >= 6);
    for enterprise in enterprises {
        let given = json!({ "profile": enterprise["profile"], "day": "2025-06-01", "standing": ["DRAFT", "IN_FORCE"] });
        assert_eq!(answer(ASK, given)["eligibility"], enterprise["eligibility"], "{}", enterprise["key"]);
    }
}

#[test]
fn a_witness_can_be_asked_again() {
    let query =
        format!("{{ overlaps(first: 1000) {{ nodes {{ a {{ key }} b {{ key }} witness {{ asOf discretion profile {{ ...P }} }} }} }} }} {PROFILE}");
    let found = answer(&query, json!({}));
    let overlaps = found["overlaps"]["nodes"].as_array().expect("overlaps");
    assert!(overlaps.len() >= 6);
    for overlap in overlaps {
        let witness = &overlap["witness"];
        let standing = ["IN_FORCE", "DRAFT", "NOT_YET", "ENDED", "REPEALED"];
        let found = answer(ASK, json!({ "profile": witness["profile"], "day": witness["asOf"], "standing": standing }));
        let outcome = |tier: &Value| {
            let claims = found["eligibility"]["claims"].as_array().expect("claims");
            claims.iter().find(|claim| claim["tier"] == *tier).map_or("none", |claim| claim["outcome"].as_str().unwrap_or_default()).to_owned()
        };
        let outcomes = [outcome(&overlap["a"]), outcome(&overlap["b"])];
        assert!(outcomes.iter().all(|outcome| ["ELIGIBLE", "DISCRETIONARY"].contains(&outcome.as_str())), "{outcomes:?}: {overlap:#}");
        assert_eq!(outcomes.iter().any(|outcome| outcome == "DISCRETIONARY"), witness["discretion"] == true);
    }
}

const REFUSED: &str = "query Q($profile: EnterpriseProfile!, $first: Int, $after: String) {
  eligibility(profile: $profile) { ineligible(first: $first, after: $after) { totalCount nodes { tier { key } outcome } pageInfo { hasNextPage endCursor } } }
}";

#[test]
fn refused_claims_are_paged() {
    let profile = json!({ "place": "370702", "titles": [], "events": [], "projects": [] });
    let (mut after, mut seen) = (Value::Null, Vec::new());
    let total = loop {
        let found = answer(REFUSED, json!({ "profile": profile, "first": 7, "after": after }));
        let page = &found["eligibility"]["ineligible"];
        let nodes = page["nodes"].as_array().expect("claims");
        assert!(nodes.iter().all(|claim| claim["outcome"] == "INELIGIBLE"));
        seen.extend(nodes.iter().map(|claim| claim["tier"]["key"].to_string()));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break page["totalCount"].as_u64().expect("a count");
        }
    };
    let listed = answer(
        "query Q($profile: EnterpriseProfile!) { eligibility(profile: $profile) { claims(outcome: [INELIGIBLE]) { tier { key } } } }",
        json!({ "profile": profile }),
    );
    let listed: Vec<String> =
        listed["eligibility"]["claims"].as_array().expect("claims").iter().map(|claim| claim["tier"]["key"].to_string()).collect();
    assert_eq!(seen, listed);
    assert_eq!(total as usize, seen.len());
    assert!(total > 14, "several pages");
    let own = seen.iter().take_while(|tier| tier.contains("weifang")).count();
    assert!(own > 0 && seen.iter().skip(own).all(|tier| !tier.contains("weifang")), "documents of the own city come first: {seen:?}");
    // A cursor belongs to the answer to one question.
    let other = ask(REFUSED, json!({ "profile": { "place": "370702" }, "first": 7, "after": after }));
    assert!(other.is_err_and(|error| error.contains("cursor of another list")));
    let large = ask(REFUSED, json!({ "profile": profile, "first": 1001 }));
    assert!(large.is_err_and(|error| error.contains("at most 1000 items")));
}
