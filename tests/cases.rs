//! Eligibility on the shipped documents, as data: `cases/<policy>.toml` says what is given, on which day, what is expected, and by which rule.
//! A tier that no case touches is reported; those that no case can reach yet stand in `cases/untouched.toml`, each with a reason.

use huiqi::answers::Snapshot;
use huiqi::answers::eligibility::{Report, State, report};
use huiqi::facts;
use huiqi::facts::profile;
use huiqi::model::policy::Standing;
use huiqi::model::profile::Outcome;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const ALL: [Standing; 5] = [Standing::InForce, Standing::Draft, Standing::NotYet, Standing::Ended, Standing::Repealed];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn snapshot() -> Snapshot {
    Snapshot::build(facts::load(&root().join("facts"))).expect("the shipped facts are good")
}

fn table(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    profile::from_toml(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Eligible => "eligible",
        Outcome::Discretionary => "discretionary",
        Outcome::Unknown => "unknown",
        Outcome::Ineligible => "ineligible",
    }
}

/// The rules by which the conditions stand as they do.
fn rules(report: &Report, snapshot: &Snapshot, tier: huiqi::model::ids::TierId, outcome: Outcome) -> BTreeSet<String> {
    let decisive = match outcome {
        Outcome::Ineligible => State::Fails,
        Outcome::Unknown => State::Unknown,
        Outcome::Discretionary => State::Discretion,
        Outcome::Eligible => State::Holds,
    };
    let results = report.conditions(snapshot, tier);
    results.iter().flat_map(|result| result.leaves()).filter(|leaf| leaf.state == decisive).map(|leaf| leaf.rule.number().to_owned()).collect()
}

#[test]
fn cases_come_out_as_expected_and_touch_every_tier() {
    let snapshot = snapshot();
    let model = &snapshot.model;
    let mut wrong = Vec::new();
    let mut touched: BTreeSet<String> = BTreeSet::new();
    let (mut cases, mut refusals) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for policy in &model.policies {
        let path = root().join("tests/cases").join(format!("{}.toml", policy.key));
        let file = table(&path);
        let base = file.get("given").cloned().unwrap_or_default();
        for case in file["case"].as_array().expect("cases") {
            let says = case["says"].as_str().expect("a case says what it is about");
            let day = case["on"].as_str().expect("a day").parse().expect("a day");
            let mut given = base.as_object().cloned().unwrap_or_default();
            let own = case.get("given").and_then(Value::as_object).cloned().unwrap_or_default();
            given.extend(own);
            given.retain(|_, value| value != "unknown");
            let profile = match profile::read(model, &snapshot.names, &Value::Object(given), day) {
                Ok(profile) => profile,
                Err(problems) => panic!("{}: {says}: {problems:#?}", policy.key),
            };
            let standings: &[Standing] = if case.get("standing").is_some() { &[Standing::InForce] } else { &ALL };
            let report = report(&snapshot, profile, day, standings);
            *cases.entry(policy.key.clone()).or_default() += 1;
            let expected = case["expect"].as_object().expect("what is expected");
            if expected.values().all(|outcome| outcome.as_str().is_some_and(|outcome| outcome.starts_with("ineligible") || outcome == "not asked")) {
                *refusals.entry(policy.key.clone()).or_default() += 1;
            }
            for (tier, expected) in expected {
                let key = format!("{}/{tier}", policy.key);
                touched.insert(key.clone());
                let expected = expected.as_str().expect("an outcome");
                let id = model.tier_ids().find(|&id| model[id].key == key).unwrap_or_else(|| panic!("{says}: there is no tier {key}"));
                let Some(outcome) = report.outcome(id) else {
                    if expected != "not asked" {
                        wrong.push(format!("{}: {says}: {tier}: expected {expected}, but its document doesn't count", policy.key));
                    }
                    continue;
                };
                let (expected, rule) = expected.split_once(' ').unwrap_or((expected, ""));
                let rules = rules(&report, &snapshot, id, outcome);
                if word(outcome) != expected || !(rule.is_empty() || rules.contains(rule)) {
                    let conditions = report.conditions(&snapshot, id);
                    let shown: Vec<String> =
                        conditions.iter().flat_map(|c| c.leaves()).map(|leaf| format!("{:?} {} {}", leaf.state, leaf.rule, leaf.says)).collect();
                    wrong.push(format!(
                        "{}: {says}: {tier}: expected {expected} {rule}, was {} {rules:?}\n    {}",
                        policy.key,
                        word(outcome),
                        shown.join("\n    ")
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for policy in &model.policies {
        let (cases, refusals) = (cases[&policy.key], refusals.get(&policy.key).copied().unwrap_or_default());
        assert!(cases >= 8 && refusals * 3 >= cases, "{}: {cases} cases, {refusals} refusals: at least eight, a third of them refusals", policy.key);
    }
    let excused: BTreeSet<String> =
        table(&root().join("tests/cases/untouched.toml")).as_object().expect("tiers and reasons").keys().cloned().collect();
    let all: BTreeSet<String> = model.tiers.iter().map(|tier| tier.key.clone()).collect();
    let untouched: Vec<&String> = all.iter().filter(|tier| !touched.contains(*tier) && !excused.contains(*tier)).collect();
    let stale: Vec<&String> = excused.iter().filter(|tier| touched.contains(*tier) || !all.contains(*tier)).collect();
    assert!(untouched.is_empty(), "no case touches these; write one, or give a reason in untouched.toml: {untouched:#?}");
    assert!(stale.is_empty(), "these are excused and need not be: {stale:#?}");
}
