//! Eligibility on the shipped documents, as data: `cases/<policy>.toml` says what is given, on which day, what is expected, and by which rule.
//! A tier that no case touches is reported; those that no case can reach yet stand in `cases/untouched.toml`, each with a reason.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

use huiqi::answers::Snapshot;
use huiqi::answers::eligibility::{Report, State, report};
use huiqi::facts;
use huiqi::facts::profile;
use huiqi::model::policy::Standing;
use huiqi::model::profile::Outcome;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

const ALL: [Standing; 5] = [Standing::InForce, Standing::Draft, Standing::NotYet, Standing::Ended, Standing::Repealed];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| Snapshot::build(facts::load(&root().join("facts"))).expect("the shipped facts are good"));

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
    let snapshot = &*SNAPSHOT;
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
            let report = report(snapshot, profile, day, standings);
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
                let rules = rules(&report, snapshot, id, outcome);
                if word(outcome) != expected || !(rule.is_empty() || rules.contains(rule)) {
                    let conditions = report.conditions(snapshot, id);
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

fn tier(snapshot: &Snapshot, key: &str) -> huiqi::model::ids::TierId {
    snapshot.model.tier_ids().find(|&id| snapshot.model[id].key == key).expect("a tier")
}

fn asked(snapshot: &Snapshot, given: Value) -> Report {
    let day = jiff::civil::date(2025, 6, 1);
    let profile = profile::read(&snapshot.model, &snapshot.names, &given, day).expect("a good profile");
    report(snapshot, profile, day, &ALL)
}

#[test]
fn a_refusal_names_what_refuses_and_the_nearest_way_in() {
    let snapshot = &*SNAPSHOT;
    let revenue = |value: &str, before: &str| {
        let metrics = serde_json::json!([{ "metric": "main-business-revenue", "value": value, "year": 2024, "before": [before] }]);
        asked(snapshot, serde_json::json!({ "place": "420704", "sectors": ["industry"], "metrics": metrics }))
    };
    let first_billion = tier(snapshot, "ezhou-2023-industrial-economy/main-business-revenue-first-over/1");

    let report = revenue("9.2亿元", "8亿元");
    let why_not = report.why_not(snapshot, first_billion);
    assert_eq!(why_not.len(), 1);
    assert_eq!(why_not[0][0].says, "主营业务收入首次超过10亿元");
    assert_eq!(why_not[0][0].given.as_deref(), Some("metrics[0]: 主营业务收入 9.2亿元 (2024), before: 8亿元"));
    let way = &report.ways_in(snapshot, first_billion)[0];
    assert_eq!(way.changes[0].by.as_ref().map(ToString::to_string).as_deref(), Some("80000000.01元"));
    assert!(way.changes[0].possible && way.changes[0].says.contains("must rise by at least 80000000.01元, beyond 10亿元"), "{}", way.changes[0].says);
    assert_eq!(way.gains.maximum.map(|sum| sum.chinese()).as_deref(), Some("20万元"));

    // Exactly the bound doesn't pass it; a fen more does.
    let report = revenue("10亿元", "8亿元");
    let change = &report.ways_in(snapshot, first_billion)[0].changes[0];
    assert_eq!(change.by.as_ref().map(ToString::to_string).as_deref(), Some("0.01元"));
    assert_eq!(revenue("1000000000.01元", "8亿元").outcome(first_billion), Some(Outcome::Eligible));

    // History can't be changed.
    let report = revenue("12亿元", "11亿元");
    assert!(!report.ways_in(snapshot, first_billion)[0].changes[0].possible);

    // Two conditions fail, and each refuses by itself; both would have to change.
    let report = asked(snapshot, serde_json::json!({ "place": "420704", "sectors": [], "metrics": [] }));
    assert_eq!(report.why_not(snapshot, first_billion).len(), 2);
    assert_eq!(report.ways_in(snapshot, first_billion)[0].changes.len(), 2);
    // The rules tell why down to the words.
    let why = report.why(snapshot, first_billion).expect("a reason");
    assert_eq!((why.rule.number(), why.because.len()), ("E9", 2));
    assert!(why.because.iter().all(|step| step.facts.iter().any(|&words| snapshot.model.words(words).contains("主营业务收入首次超过10亿元"))));
}

/// A way in tells what can be changed of a title: its level, its end, never its day.
#[test]
fn a_title_is_obtained_at_its_level_or_renewed() {
    let snapshot = &*SNAPSHOT;
    let way = |place: &str, key: &str, title: Value| {
        let report = asked(snapshot, serde_json::json!({ "place": place, "titles": [title], "events": ["relocation"] }));
        let ways = report.ways_in(snapshot, tier(snapshot, key));
        let change = ways[0].changes.iter().find(|change| change.condition.kind == "certification").expect("a title that fails");
        (change.possible, change.says.clone())
    };
    let champion = "weifang-2024-five-optimisations/manufacturing-champion/1";
    let (possible, says) =
        way("370702", champion, serde_json::json!({ "title": "manufacturing-champion", "level": "provincial", "recognised": "2025-01-01" }));
    assert!(possible && says == "obtain the title at 国家级", "{says}");
    let high_tech = "pingxiang-2023-intelligent-manufacturing/research-and-high-tech-tax-relief/2";
    let (possible, says) = way("360313", high_tech, serde_json::json!({ "title": "high-tech-enterprise", "expires": "2025-05-31" }));
    assert!(possible && says.ends_with("expired on 2025-05-31; renew it"), "{says}");
    let little_giant = "baotou-2023-specialised-sme/specialised-sme-recognition/3";
    let elsewhere = serde_json::json!({ "title": "innovative-sme", "recognised": "2025-01-01" });
    let (possible, says) = way("150203", little_giant, elsewhere);
    assert!(possible && says.starts_with("obtain the title"), "{says}");
}

#[test]
fn questions_ask_first_for_what_settles_most() {
    let snapshot = &*SNAPSHOT;
    let report = asked(snapshot, serde_json::json!({ "place": "370700" }));
    let questions = report.questions(snapshot);
    assert_eq!(questions[0].missing, "titles");
    assert!(questions.is_sorted_by_key(|question| std::cmp::Reverse((question.settles.len(), question.worth))));
    // Of the steps of one scale one is paid, so a fact that settles both is worth one of them.
    let first_over = |number| tier(snapshot, &format!("ezhou-2023-industrial-economy/main-business-revenue-first-over/{number}"));
    let ezhou = asked(snapshot, serde_json::json!({ "place": "420704", "sectors": ["industry"], "titles": [], "events": [], "projects": [] }));
    let metrics = ezhou.questions(snapshot).into_iter().find(|question| question.missing == "metrics").expect("a question about numbers");
    assert!([1, 2].iter().all(|&number| metrics.settles.contains(&first_over(number))));
    let alone: i64 = metrics.settles.iter().filter_map(|&tier| Some(ezhou.estimate(snapshot, tier).maximum?.fen())).sum();
    assert_eq!(metrics.worth.fen(), alone - 10 * 1_000_000, "10万元 of the lower step are not paid beside 20万元 of the higher");
    for question in &questions {
        assert!(question.settles.iter().all(|&tier| report.outcome(tier) == Some(Outcome::Unknown)));
    }
    // Nothing is asked for what only the document leaves open.
    let event = serde_json::json!([{ "event": "led-national-standard", "on": "2020-01-01" }]);
    let report = asked(snapshot, serde_json::json!({ "place": "370700", "events": event }));
    assert!(report.questions(snapshot).iter().all(|question| !question.missing.contains("the document")));
}

#[test]
fn estimates_are_exact_and_say_what_they_rest_on() {
    let snapshot = &*SNAPSHOT;
    let equipment = tier(snapshot, "weifang-2024-five-optimisations/technical-transformation-equipment/1");
    let estimate = |projects: Value| {
        let report = asked(snapshot, serde_json::json!({ "place": "370702", "projects": projects }));
        let estimate = report.estimate(snapshot, equipment);
        (estimate.minimum.map(|sum| sum.to_string()), estimate.maximum.map(|sum| sum.to_string()), estimate.rests_on.join("; "))
    };
    let project = |sum: &str| serde_json::json!({ "kind": "technical-transformation", "bases": [{ "base": "equipment-purchase", "sum": sum }] });
    let (low, high, rests_on) = estimate(serde_json::json!([project("4200万元")]));
    assert_eq!((low.as_deref(), high.as_deref()), (Some("0"), Some("4200000")), "ten percent at the most");
    assert_eq!(rests_on, "10% of 设备购置款; projects[0].bases: 4200万元; capped at 500万元");
    // The cap is for each project; a base of another kind of project doesn't count.
    let (_, high, _) = estimate(serde_json::json!([project("6000万元"), project("1000万元"), "digital-transformation"]));
    assert_eq!(high.as_deref(), Some("6000000"));
    let (_, high, rests_on) = estimate(serde_json::json!(["technical-transformation"]));
    assert_eq!(high.as_deref(), Some("5000000"), "the cap, if the base is not known");
    assert!(rests_on.starts_with("设备购置款 is not known"));
    // What is missing may be paid up to the cap, for each project; how many projects there are may not be known.
    let (_, high, rests_on) = estimate(serde_json::json!([project("1000万元"), "technical-transformation"]));
    assert_eq!(high.as_deref(), Some("6000000"));
    assert!(rests_on.contains("not known in full"), "{rests_on}");
    let (low, high, _) = estimate(serde_json::json!("unknown"));
    assert_eq!((low.as_deref(), high), (Some("0"), None));
}

#[test]
fn the_invented_enterprises_reach_every_outcome_and_every_kind_of_condition() {
    let snapshot = &*SNAPSHOT;
    let (mut outcomes, mut held, mut failed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for profile in &snapshot.enterprises {
        let report = report(snapshot, profile.clone(), jiff::civil::date(2025, 6, 1), &ALL);
        for &(tier, outcome) in report.outcomes() {
            outcomes.insert(outcome);
            for leaf in report.conditions(snapshot, tier).iter().flat_map(|result| result.leaves()) {
                match leaf.state {
                    State::Fails => failed.insert(leaf.kind),
                    State::Holds | State::Discretion => held.insert(leaf.kind),
                    State::Unknown => false,
                };
            }
        }
    }
    let kinds = ["beneficiary", "certification", "evaluation", "event", "metric", "place", "project", "sector", "stated", "veto"];
    assert_eq!(outcomes.len(), 4);
    assert!(kinds.iter().all(|kind| held.contains(kind)) && held.contains("discretion"), "{held:?}");
    let fails: Vec<_> = kinds.iter().filter(|kind| !failed.contains(*kind) && **kind != "veto").collect();
    assert!(fails.is_empty(), "no invented enterprise fails {fails:?}");
}
