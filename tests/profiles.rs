//! Reading profiles: what is wrong with one is said once each, with the path of the field and what is allowed there.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use huiqi::facts;
use huiqi::facts::profile::{ProfileFile, ProfileNames, ProfileProblem, from_toml, read};
use huiqi::model::Model;
use huiqi::model::incentive::{Beneficiary, Quantity};
use huiqi::model::money::Money;
use huiqi::model::place::Level;
use jiff::civil::date;
use serde_json::json;
use std::path::Path;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| facts::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("facts")).model);

fn problems(text: &str) -> Vec<ProfileProblem> {
    let value = from_toml(text).expect("TOML");
    read(&MODEL, &ProfileNames::of(&MODEL), &value, date(2025, 6, 1)).expect_err("a bad profile")
}

/// One problem: its path, a part of its sentence, and a part of what is allowed.
#[track_caller]
fn one(text: &str, path: &str, message: &str, allowed: &str) {
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].path, path);
    assert!(found[0].message.contains(message), "{found:#?}");
    assert!(found[0].allowed.contains(allowed), "{found:#?}");
}

#[test]
fn each_bad_thing_is_one_problem_with_its_path() {
    one("titles = [{ title = '小聚人企业' }]", "titles[0].title", "no title that is known", "the id or a name of a title");
    one("titles = ['little-giant', { title = 'little-giant', level = 'city' }]", "titles[1].level", "not granted at this level", "national");
    one("titles = [{ title = 'little-giant', level = 'galactic' }]", "titles[0].level", "galactic", "national, provincial, city");
    one("titles = [{ title = 'little-giant', recognised = 2025-06-02 }]", "titles[0].recognised", "after 2025-06-01", "up to 2025-06-01");
    one("titles = [{ title = 'little-giant', rechecked = [2024-01-01, 2026-01-01] }]", "titles[0].rechecked[1]", "after", "up to");
    one("titles = [{ title = 'little-giant', recognised = 2024-01-01, expires = 2023-01-01 }]", "titles[0].expires", "before", "after it began");
    one("titles = [{ level = 'national' }]", "titles[0]", "`title` is missing", "must be given");
    one("place = '999999'", "place", "no place that is known", "code of six digits");
    one("place = 370700", "place", "not a text", "a text");
    one("bases = [{ base = 'equipment-purchase', sum = '-5万元' }]", "bases[0].sum", "negative", "500万元");
    one("bases = [{ base = 'equipment-purchase', sum = -5 }]", "bases[0].sum", "negative", "yuan");
    one("metrics = [{ metric = 'revenue', value = '-1亿元' }]", "metrics[0].value", "negative", "10.2亿元");
    one("metrics = [{ metric = 'revenue', value = 5 }]", "metrics[0].value", "can't be read", "10.2亿元");
    one("metrics = [{ metric = 'revenue', value = '5亿元', year = 2026 }]", "metrics[0].year", "no year", "to 2025");
    one("metrics = [{ metric = 'revenue', value = '5亿元' }, { metric = 'revenue', value = '6亿元' }]", "metrics", "given twice", "before");
    one("metrics = [{ metric = 'revenue', value = '20%' }]", "metrics[0].value", "is in %, and 营业收入 counts 元", "10.2亿元");
    one("metrics = [{ metric = 'revenue', value = '5亿元', before = ['4亿元', '8%'] }]", "metrics[0].before[1]", "counts 元", "10.2亿元");
    one("metrics = [{ metric = 'revenue', value = '9000万' }]", "metrics[0].value", "has no unit, and 营业收入 counts 元", "10.2亿元");
    one("metrics = [{ metric = 'identifier-resolution-volume', value = '5万元' }]", "metrics[0].value", "counts 次", "3万次");
    one("sectors = ['industry', 'unknown']", "sectors", "a list and unknown at once", "complete list");
    one("sectors = ['industry']\nunknown = ['sectors']", "sectors", "given, and said to be unknown", "not both");
    one("sectors = 'industry'", "sectors", "not a list", "leave the field out");
    one("events = [{ event = 'listing', when = 2024-01-01 }]", "events[0].when", "no such field", "event, on");
    one("event = ['listing']", "event", "no such field", "events");
    one("events = ['listings']", "events[0].event", "did you mean `listing`?", "vocabulary");
    one("kind = 'company'", "kind", "not one of the words", "enterprise");
    one("discredited = 'no'", "discredited", "neither true nor false", "true or false");
    one("confirms = ['再制造企']", "confirms[0]", "no condition has the words", "再制造企业");
    one("confirms = ['再制造企业']\ndenies = ['再制造企业']", "denies", "both confirmed and denied", "one of the two");
    one("evaluations = [{ evaluation = 'four-evaluations' }]", "evaluations[0]", "`grade` is missing", "must be given");
    let graded = "evaluations = [{ evaluation = 'four-evaluations', grade = 'A' }, { evaluation = 'four-evaluations', grade = 'D' }]";
    one(graded, "evaluations", "given twice", "latest");
    one("received = ['provincial-insurance']", "received[0].what", "no support that is known", "id of a policy");
    one("received = [{ what = 'weifang-2024-five-optimisations/little-gaint' }]", "received[0].what", "did you mean", "id of a policy");
    one("received = [{ what = 'weifang-2024-five-optimisations', on = 2025-06-02 }]", "received[0].on", "after", "up to");
    one("received = [{ on = 2025-01-02 }]", "received[0]", "`what` is missing", "must be given");
    one("unknown = ['kind']", "unknown[0]", "can't be unknown", "leave it out");
    one("kind = 'unknown'", "kind", "can't be unknown", "leave it out");
    one("unknown = ['titels']", "unknown[0]", "no field `titels`", "titles");
    one("unknown = ['unknown']", "unknown", "a list and unknown at once", "complete list");
    one("unknown = ['titles', 'events', 'titles']", "unknown[2]", "named twice", "once");
    one("unknown = 'titles'", "unknown", "not a list", "list");
    let rechecked = "titles = [{ title = 'little-giant', recognised = 2024-01-01, rechecked = [2024-06-01, 2023-12-31] }]";
    one(rechecked, "titles[0].rechecked[1]", "before the recognition on 2024-01-01", "after it was recognised");
}

#[test]
fn all_problems_are_said_at_once() {
    let found = problems(
        "place = 'nowhere'\nsectors = ['x']\ntitles = [{ title = 'y', expires = 5 }, { title = 'little-giant', recognised = 2030-01-01 }]\nages = 5",
    );
    let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["ages", "place", "sectors[0]", "titles[0].title", "titles[0].expires", "titles[1].recognised"]);
}

#[test]
fn names_and_ids_and_cases_say_the_same() {
    let names = ProfileNames::of(&MODEL);
    let day = date(2025, 6, 1);
    let by_name = json!({ "place": "潍坊市", "kind": "BANK", "titles": [{ "title": "专精特新“小巨人”企业", "level": "NATIONAL" }],
        "metrics": [{ "metric": "营业收入", "value": "1.5亿元" }], "sectors": "unknown", "events": null });
    let by_id = json!({ "place": "370700", "kind": "bank", "titles": [{ "title": "certification:little-giant", "level": "national" }],
        "metrics": [{ "metric": "revenue", "value": "15000万元" }] });
    let read = |value| read(&MODEL, &names, &value, day).expect("a good profile");
    let profile = read(by_name);
    assert_eq!(profile, read(by_id));
    assert_eq!(profile.kind, Beneficiary::Bank);
    assert_eq!(profile.sectors, None, "unknown is left out");
    let title = &profile.titles.as_ref().expect("titles")[0];
    assert_eq!((title.level, title.rechecked.as_ref()), (Some(Level::National), None));
    assert_eq!(profile.metrics.expect("metrics")[0].value, Quantity::Money(Money::from_fen(15_000_000_000)));
}

#[test]
fn words_of_closed_lists_are_spelled_in_any_way() {
    let kind = |word: &str| read(&MODEL, &ProfileNames::of(&MODEL), &json!({ "kind": word }), date(2025, 6, 1)).expect("a good profile").kind;
    assert!(["intermediary", "INTERMEDIARY", "Intermediary"].iter().all(|word| kind(word) == Beneficiary::Intermediary));
}

#[test]
fn a_file_has_one_profile_or_a_list_and_may_name_its_day() {
    let file = |text: &str| ProfileFile::of(from_toml(text).expect("TOML"));
    let one = file("as_of = 2025-06-01\nplace = '370702'").expect("one profile");
    assert_eq!((one.as_of, one.profiles.as_slice()), (Some(date(2025, 6, 1)), &[json!({ "place": "370702" })][..]));
    let two = file("[[enterprise]]\nplace = '370702'\n[[enterprise]]").expect("a list");
    assert_eq!((two.as_of, two.profiles.len()), (None, 2));
    let refused = |text: &str| file(text).expect_err("a bad file");
    assert!(refused("as_of = 'June'").contains("as_of: `June` is not a day"));
    assert!(refused("enterprise = 5").contains("enterprise: a list of profiles"));
    assert!(refused("place = '370702'\n[[enterprise]]\nid = 'a'").contains("place: beside a list"));
}

#[test]
fn a_slip_of_typing_is_told_with_its_line() {
    let wrong = from_toml("kind = 'enterprise'\nplace = “370700”\n").expect_err("no TOML");
    assert!(wrong.starts_with("line 2: ") && wrong.ends_with("`“` is full-width; TOML is written with `\"`"), "{wrong}");
}

#[test]
fn sums_are_exact_yuan_or_words() {
    let names = ProfileNames::of(&MODEL);
    let sums = json!([{ "base": "equipment-purchase", "sum": 0.1 }, { "base": "equipment-purchase", "sum": 12345678.99 }, { "base": "设备购置款", "sum": "０．２９万元" }]);
    let profile = read(&MODEL, &names, &json!({ "bases": sums }), date(2025, 6, 1)).expect("a good profile");
    let fen: Vec<i64> = profile.bases.expect("bases").iter().map(|base| base.sum.fen()).collect();
    assert_eq!(fen, [10, 1_234_567_899, 290_000]);
}

#[test]
fn the_invented_enterprises_are_good_and_labelled() {
    let loaded = facts::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("facts"));
    assert!(loaded.problems.is_empty());
    assert!(loaded.enterprises.len() >= 6);
    for enterprise in &loaded.enterprises {
        let (id, name) = (enterprise.id.as_deref().expect("an id"), enterprise.name.as_deref().expect("a name"));
        assert!(id.starts_with("example-") && name.starts_with("(虚构)"), "{id} {name} is labelled as invented");
    }
}
