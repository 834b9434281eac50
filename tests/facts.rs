//! Truths about the five documents, counted by hand from their words, held against the shipped facts: `tests/facts.toml`.

#![expect(clippy::panic, reason = "a test that cannot go on says so")]

mod support;

use huiqi::facts;
use huiqi::model::Model;
use huiqi::model::incentive::Pays;
use huiqi::model::policy::Policy;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use support::expect::root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Truths {
    policy: BTreeMap<String, OfPolicy>,
}

/// What one document holds. A count that is left out is not claimed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfPolicy {
    notes: usize,
    units: Option<usize>,
    measures: usize,
    targets: Option<usize>,
    issuer: Option<String>,
    /// Where it stands on a day.
    standing: BTreeMap<String, String>,
    /// The units of a note, in its order: by ref.
    #[serde(default)]
    note: BTreeMap<String, String>,
    /// What a sentence on many measures covers: by the words it begins with.
    #[serde(default)]
    duty: BTreeMap<String, Covered>,
    /// What an incentive pays, tier by tier, in the order of the text.
    #[serde(default)]
    pays: BTreeMap<String, Vec<String>>,
    /// Consultation: first and last day, as far as the document says.
    consultation: Option<[String; 2]>,
    #[serde(default)]
    amendment: Vec<Amended>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Covered {
    first: String,
    last: String,
    measures: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Amended {
    measure: String,
    /// Words that were taken out, and words that came in.
    old_has: String,
    new_has: String,
}

#[test]
fn the_facts_say_what_the_documents_say() {
    let loaded = facts::load(&root("facts"));
    assert!(loaded.problems.is_empty(), "the shipped facts have {} problems", loaded.problems.len());
    let model = &loaded.model;
    let text = std::fs::read_to_string(root("tests/facts.toml")).expect("tests/facts.toml");
    let truths: Truths = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let shipped: Vec<&String> = model.policies.iter().map(|policy| &policy.key).collect();
    assert_eq!(shipped, truths.policy.keys().collect::<Vec<_>>(), "every document has its truths");
    for (key, truth) in &truths.policy {
        let policy = model.policies.iter().find(|policy| policy.key == *key).expect("it is shipped");
        counts(model, policy, truth);
        header(model, policy, truth);
        notes(model, policy, truth);
        duties(model, policy, truth);
        incentives(model, policy, truth);
        amendments(model, policy, truth);
    }
}

fn counts(model: &Model, policy: &Policy, truth: &OfPolicy) {
    let measures: Vec<_> = policy.measure_ids().map(|id| &model[id]).collect();
    let key = &policy.key;
    assert_eq!(measures.iter().filter(|measure| !measure.is_section).count(), truth.measures, "measures of {key}");
    assert_eq!(measures.iter().filter(|measure| measure.note.is_some()).count(), truth.notes, "notes of {key}");
    if let Some(units) = truth.units {
        assert_eq!(measures.iter().map(|measure| measure.assignment_ids().count()).sum::<usize>(), units, "units of {key}");
    }
    if let Some(targets) = truth.targets {
        assert_eq!(measures.iter().map(|measure| measure.target_ids().count()).sum::<usize>(), targets, "targets of {key}");
    }
}

fn header(model: &Model, policy: &Policy, truth: &OfPolicy) {
    let issuer = policy.issuer.map(|stated| model[stated.value].key.clone());
    assert_eq!(issuer, truth.issuer, "issuer of {}", policy.key);
    for (day, standing) in &truth.standing {
        let day: Date = day.parse().unwrap_or_else(|error| panic!("{day}: {error}"));
        assert_eq!(format!("{:?}", policy.standing(day)), *standing, "{} on {day}", policy.key);
    }
    let say = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let consultation = policy.consultation.map(|stated| [say(stated.value.from), say(stated.value.until)]);
    assert_eq!(consultation, truth.consultation, "consultation of {}", policy.key);
}

fn notes(model: &Model, policy: &Policy, truth: &OfPolicy) {
    for (reference, expected) in &truth.note {
        let id = policy.measure_ids().find(|&id| model[id].reference == *reference);
        let id = id.unwrap_or_else(|| panic!("{} has no clause {reference}", policy.key));
        let units = model[id].assignment_ids().map(|id| format!("{:?} {}", model[id].role, model[id].as_written));
        assert_eq!(units.collect::<Vec<_>>().join(", "), *expected, "{}", model[id].key);
    }
}

fn duties(model: &Model, policy: &Policy, truth: &OfPolicy) {
    for (words, expected) in &truth.duty {
        let duty = policy.duty_ids().find(|&id| model.words(model[id].words).starts_with(words));
        let measures = &model[duty.unwrap_or_else(|| panic!("{} has no duty {words}", policy.key))].measures;
        let ends = [measures.first(), measures.last()].map(|id| id.map(|&id| model[id].reference.as_str()));
        assert_eq!(ends, [Some(expected.first.as_str()), Some(expected.last.as_str())], "{words}");
        assert_eq!(measures.len(), expected.measures, "{words}");
    }
}

fn incentives(model: &Model, policy: &Policy, truth: &OfPolicy) {
    for (id, expected) in &truth.pays {
        let key = format!("{}/{id}", policy.key);
        let incentive = model.incentives.iter().find(|incentive| incentive.key == key).unwrap_or_else(|| panic!("there is no {key}"));
        let pays: Vec<String> = incentive.tier_ids().map(|id| paid(&model[id].benefit.pays)).collect();
        assert_eq!(pays, *expected, "{key}");
    }
}

fn paid(pays: &Pays) -> String {
    match pays {
        Pays::Fixed(sum) => sum.chinese(),
        Pays::UpTo(sum) => format!("≤{}", sum.chinese()),
        Pays::AtLeast(sum) => format!("≥{}", sum.chinese()),
        Pays::Range(from, to) => format!("{}–{}", from.chinese(), to.chinese()),
        Pays::Rate(rate) => format!("{}%{}", rate.percent, rate.cap.map(|cap| format!(" ≤{}", cap.chinese())).unwrap_or_default()),
        Pays::Unstated(_) => "?".to_owned(),
    }
}

fn amendments(model: &Model, policy: &Policy, truth: &OfPolicy) {
    assert_eq!(policy.amendments.len(), truth.amendment.len(), "amendments of {}", policy.key);
    for (found, expected) in policy.amendments.iter().zip(&truth.amendment) {
        let measure = found.measure.map(|id| model[id].reference.clone());
        assert_eq!(measure.as_deref(), Some(expected.measure.as_str()), "{}", policy.key);
        assert!(found.old.contains(&expected.old_has) && !found.new.contains(&expected.old_has), "{}", found.old);
        assert!(found.new.contains(&expected.new_has) && !found.old.contains(&expected.new_has), "{}", found.new);
    }
}
