//! Named cases on the real documents, a third of them refusals.

use huiqi::answers::bundle::{Worth, bundle};
use huiqi::answers::{BenchmarkRow, Snapshot, benchmark, witness};
use huiqi::graph::Reason;
use huiqi::model::ids::TierId;
use huiqi::model::money::Money;
use huiqi::model::policy::Standing;
use huiqi::rules::{Effect, Ground, Overlap, RuleId, Thing, overlaps};
use jiff::civil::{Date, date};
use std::path::Path;
use std::sync::LazyLock;

static WORLD: LazyLock<Snapshot> = LazyLock::new(|| Snapshot::build(huiqi::facts::load(Path::new("facts"))).unwrap());
const DAY: Date = date(2025, 6, 1);

fn tier(key: &str) -> TierId {
    WORLD.model.tier_ids().find(|&id| WORLD.model[id].key == key).unwrap_or_else(|| panic!("no tier is called {key}"))
}

fn between(a: &str, b: &str) -> Vec<Overlap> {
    let pair = [tier(a), tier(b)];
    WORLD.overlaps.iter().filter(|overlap| pair.contains(&overlap.a) && pair.contains(&overlap.b)).copied().collect()
}

/// Ground, effect and rule of the one overlap of two tiers.
fn told(a: &str, b: &str) -> (Ground, Effect, RuleId) {
    let found = between(a, b);
    assert_eq!(found.len(), 1, "{a} and {b}: {found:?}");
    (found[0].ground, found[0].effect, found[0].rule)
}

/// 及时兑现奖励资金 is no second reward, so the clause against double support doesn't set it against the first.
#[test]
fn a_reward_and_its_being_paid_in_time_go_together() {
    let (new, timely) = ("baotou-2023-specialised-sme/specialised-sme-recognition/2", "baotou-2023-specialised-sme/specialised-sme-timely-payment/1");
    assert_eq!(told(new, timely), (Ground::Title, Effect::Stackable, RuleId::O9));
    let reason = Reason::of_overlap(&WORLD.model, &between(new, timely)[0]);
    assert_eq!(reason.because[0].rule, RuleId::O1);
}

#[test]
fn a_little_giant_is_also_a_specialised_sme() {
    let found = between("baotou-2023-specialised-sme/specialised-sme-recognition/3", "baotou-2023-specialised-sme/specialised-sme-timely-payment/1");
    let reason = Reason::of_overlap(&WORLD.model, &found[0]);
    let implied = &reason.because[0].because;
    assert!(implied.iter().any(|reason| reason.says.contains("also holds")), "{reason:?}");
}

#[test]
fn being_newly_recognised_as_one_is_not_being_newly_recognised_as_the_other() {
    // 潍坊 pays for both, and has no clause on support twice: two recognitions, and nothing between them.
    let [giant, specialised] = ["little-giant/1", "specialised-sme-recheck/1"].map(|key| format!("weifang-2024-five-optimisations/{key}"));
    assert!(between(&giant, &specialised).is_empty());
}

/// 对涉及同质同类政策的不做重复奖励: whether the steps of a ladder, each paid for by its own sum of one sentence, are 同类 the clause doesn't say.
#[test]
fn a_clause_against_double_support_leaves_the_steps_of_a_ladder_open() {
    let steps = [1, 2, 3].map(|number| format!("baotou-2023-specialised-sme/specialised-sme-recognition/{number}"));
    for (lower, higher) in [(0, 1), (1, 2), (0, 2)] {
        assert_eq!(told(&steps[lower], &steps[higher]), (Ground::Title, Effect::Undetermined, RuleId::O11));
    }
    let reason = Reason::of_overlap(&WORLD.model, &between(&steps[1], &steps[2])[0]);
    assert_eq!(WORLD.model.words(reason.facts[0]), "对涉及同质同类政策的不做重复奖励");
    assert!(reason.because[0].says.contains("who holds 专精特新“小巨人”企业 also holds 专精特新中小企业"), "{}", reason.because[0].says);
}

/// A later document that prevails, and nothing else, supersedes: each of these cities has one document in force.
#[test]
fn no_shipped_document_supersedes_another() {
    assert!(WORLD.overlaps.iter().all(|overlap| overlap.effect != Effect::Superseded));
}

#[test]
fn levels_of_one_title_are_two_recognitions() {
    let champion = |number| format!("weifang-2024-five-optimisations/manufacturing-champion/{number}");
    assert!(between(&champion(1), &champion(2)).is_empty());
}

#[test]
fn a_recognition_and_a_passed_review_are_two_occasions() {
    assert!(between("weifang-2024-five-optimisations/little-giant/1", "weifang-2024-five-optimisations/specialised-sme-recheck/1").is_empty());
}

#[test]
fn a_title_beside_an_event_says_who_may_ask() {
    assert!(
        between("baotou-2023-specialised-sme/specialised-sme-listing/1", "baotou-2023-specialised-sme/specialised-sme-timely-payment/1").is_empty()
    );
}

/// As a listing at home is a listing. No shipped document asks for both words of such a pair, so one is made up.
#[test]
fn an_event_is_also_the_event_that_it_implies() {
    let [one, other] = [1, 2].map(|number| format!("weifang-2024-five-optimisations/leading-standards/{number}"));
    assert!(between(&one, &other).is_empty());
    let mut model = WORLD.model.clone();
    let [international, national] = ["led-international-standard", "led-national-standard"]
        .map(|key| model.term_ids().find(|&id| model[id].key == key).unwrap_or_else(|| panic!("no event is called {key}")));
    model.terms[international.index()].implies.push(national);
    let all = overlaps(&model, &WORLD.derived.within);
    let found = all.iter().find(|overlap| overlap.a == tier(&one) && overlap.b == tier(&other)).expect("an overlap");
    assert_eq!((found.ground, found.thing), (Ground::Event, Thing::Event(international)));
    let because = &Reason::of_overlap(&model, found).because[0].because;
    let says = "What happened as 主导制(修)订国际标准 also happened as 主导制(修)订国家标准, which weifang-2024-five-optimisations/leading-standards/2 asks for.";
    assert_eq!(because.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>(), [says]);
}

#[test]
fn cities_that_do_not_nest_do_not_overlap() {
    for overlap in &WORLD.overlaps {
        let [a, b] =
            [overlap.a, overlap.b].map(|tier| WORLD.model[WORLD.model[WORLD.model[WORLD.model[tier].incentive].measure].policy].jurisdiction);
        assert_eq!(a, b);
    }
}

#[test]
fn one_number_stands_on_one_step() {
    let step = |number| format!("ezhou-2023-industrial-economy/main-business-revenue-first-over/{number}");
    assert_eq!(told(&step(1), &step(2)), (Ground::Scale, Effect::Exclusive, RuleId::O5));
}

#[test]
fn a_special_project_gets_its_own_terms_instead_of_the_rate() {
    let tier = |number| format!("baotou-2023-specialised-sme/open-competition-project/{number}");
    assert_eq!(told(&tier(1), &tier(2)), (Ground::Project, Effect::Exclusive, RuleId::O5));
}

#[test]
fn ezhou_forbids_nothing_between_a_loan_and_a_project() {
    let [loan, first, uses] =
        ["technical-transformation-loan/1", "first-loan-interest/1", "special-fund-uses/1"].map(|key| format!("ezhou-2023-industrial-economy/{key}"));
    assert_eq!(told(&loan, &first), (Ground::Loan, Effect::Stackable, RuleId::O9));
    assert_eq!(told(&loan, &uses), (Ground::Project, Effect::Stackable, RuleId::O9));
}

#[test]
fn every_overlap_of_the_documents_has_a_witness() {
    for overlap in &WORLD.overlaps {
        let found = witness(&WORLD, overlap, DAY);
        assert!(found.is_some(), "{} and {}", WORLD.model[overlap.a].key, WORLD.model[overlap.b].key);
    }
}

#[test]
fn a_bundle_takes_the_higher_step_and_says_why() {
    let [high, low] = [1, 2].map(|number| tier(&format!("ezhou-2023-industrial-economy/main-business-revenue-first-over/{number}")));
    let trademark = tier("ezhou-2023-industrial-economy/well-known-trademark/1");
    let wan = |sum: i64| Some(Money::from_fen(sum * 1_000_000));
    let claims = [(low, wan(10)), (trademark, wan(60)), (high, wan(20))].map(|(tier, amount)| Worth { tier, amount });
    let bundle = bundle(&WORLD, &claims);
    assert_eq!(bundle.total, 80 * 1_000_000);
    assert_eq!(bundle.entitlements, [high, trademark]);
    let [loser] = &bundle.displaced[..] else { panic!("{:?}", bundle.displaced) };
    assert_eq!((loser.tier, loser.tied, loser.by[0].0), (low, false, high));
    assert_eq!(WORLD.overlaps[loser.by[0].1 as usize].rule, RuleId::O5);
}

fn rows(title: &str, day: Date) -> Vec<(String, Standing, Option<String>, Option<Money>)> {
    let title = WORLD.model.certification_ids().find(|&id| WORLD.model[id].key == title).unwrap();
    let row = |row: BenchmarkRow| {
        let through = row.through.map(|id| WORLD.model[id].key.clone());
        (WORLD.model[row.tier].key.clone(), row.standing, through, row.amount(&WORLD.model))
    };
    benchmark(&WORLD, title, day).into_iter().map(row).collect()
}

#[test]
fn the_benchmark_of_little_giants_lists_implied_titles_apart() {
    let rows = rows("little-giant", DAY);
    let direct: Vec<&str> = rows.iter().filter(|row| row.2.is_none()).map(|row| row.0.as_str()).collect();
    let expected = [
        "weifang-2024-five-optimisations/little-giant/1",
        "weifang-2024-five-optimisations/specialised-sme-recheck/1",
        "pingxiang-2023-intelligent-manufacturing/titles-of-quality-enterprises/1",
        "baotou-2023-specialised-sme/specialised-sme-recognition/3",
    ];
    assert_eq!(direct, expected);
    assert!(rows.iter().skip(direct.len()).all(|row| row.2.is_some()), "{rows:?}");
    assert_eq!(rows[0].3.unwrap().fen(), 80 * 1_000_000);
}

#[test]
fn the_day_decides_the_standing_of_a_row() {
    let standing = |day| rows("little-giant", day).into_iter().find(|row| row.0.ends_with("/little-giant/1")).unwrap().1;
    assert_eq!(standing(date(2025, 12, 31)), Standing::InForce);
    assert_eq!(standing(date(2026, 1, 1)), Standing::Ended);
}

#[test]
fn a_title_that_nobody_pays_for_has_no_rows() {
    assert!(rows("high-tech-enterprise", DAY).iter().all(|row| !row.0.contains("relocation")));
}

/// The findings of one policy by one rule, in words.
fn findings(policy: &str, rule: RuleId, day: Date) -> Vec<String> {
    let of_policy = WORLD.findings.iter().filter(|finding| WORLD.model[finding.policy].key == policy && finding.rule == rule);
    of_policy.filter(|finding| finding.holds_on(day)).map(|finding| Reason::of_finding(&WORLD.model, finding).says).collect()
}

#[test]
fn a_validity_that_ended_is_found_on_the_day_after() {
    let ended = |day| findings("weifang-2024-five-optimisations", RuleId::H4, day).len();
    assert_eq!((ended(date(2025, 12, 31)), ended(date(2026, 1, 1))), (0, 1));
}

#[test]
fn a_draft_is_late_once_comments_are_no_longer_taken() {
    let late = |day| findings("baotou-2023-specialised-sme", RuleId::H5, day).len();
    assert_eq!((late(date(2023, 4, 14)), late(date(2023, 4, 15))), (0, 1));
    assert!(findings("weifang-2024-five-optimisations", RuleId::H5, DAY).is_empty(), "it was issued");
}

#[test]
fn units_with_a_lead_are_no_finding() {
    let baotou = findings("baotou-2023-specialised-sme", RuleId::H1, DAY);
    assert!(baotou.iter().any(|says| says.contains("三/(一)/1") && says.contains("names 3 units")), "{baotou:?}");
    let led: Vec<String> = WORLD
        .model
        .measure_ids()
        .filter(|&id| WORLD.model[id].assignment_ids().any(|unit| WORLD.model[unit].role == huiqi::model::policy::Role::Lead))
        .map(|id| WORLD.model[id].key.clone())
        .collect();
    let found: Vec<String> = WORLD
        .findings
        .iter()
        .filter(|finding| finding.rule == RuleId::H1)
        .filter_map(|finding| Some(WORLD.model[finding.measure?].key.clone()))
        .collect();
    assert!(!led.is_empty() && led.iter().all(|key| !found.contains(key)));
}

#[test]
fn an_incentive_with_a_figure_is_no_finding() {
    let without = findings("baotou-2023-specialised-sme", RuleId::H2, DAY);
    assert!(without.iter().any(|says| says.contains("/patent-granted ")));
    assert!(without.iter().all(|says| !says.contains("/specialised-sme-recognition ")));
}

#[test]
fn a_target_with_an_owner_is_no_finding() {
    assert_eq!(findings("baotou-2023-specialised-sme", RuleId::H3, DAY).len(), 4);
    assert!(findings("weifang-2024-five-optimisations", RuleId::H3, DAY).is_empty(), "the counties answer for everything");
}

#[test]
fn names_that_the_territory_expands_are_no_finding() {
    let vague = findings("baotou-2023-specialised-sme", RuleId::H7, DAY);
    assert!(vague.iter().any(|says| says.contains("有关部门")) && vague.iter().all(|says| !says.contains("各旗县区人民政府")), "{vague:?}");
}

/// Every claim of the shipped examples: a bundle is lawful, and a claim is either in it or displaced.
#[test]
fn the_examples_get_lawful_bundles() {
    use huiqi::answers::{bundle, eligibility};
    let all = [Standing::InForce, Standing::Draft, Standing::NotYet, Standing::Ended];
    let mut claimed = 0;
    for enterprise in &WORLD.enterprises {
        let report = eligibility::report(&WORLD, enterprise.clone(), DAY, &all);
        let claims = bundle::claims(&WORLD, &report);
        let bundle = bundle::bundle(&WORLD, &claims);
        claimed += claims.len();
        assert_eq!(bundle.entitlements.len() + bundle.displaced.len(), claims.len());
        let chosen = |tier| bundle.entitlements.contains(&tier);
        assert!(WORLD.overlaps.iter().all(|pair| pair.effect != Effect::Exclusive || !(chosen(pair.a) && chosen(pair.b))));
    }
    assert!(claimed > 0, "no example may claim anything");
}
