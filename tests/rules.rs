//! What the rules derive: small named cases, a third of them refusals, and a second evaluator that must agree on models made at random.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

#[path = "rules/generate.rs"]
mod generate;
#[path = "rules/naive.rs"]
mod naive;
mod support;

use huiqi::model::ids::*;
use huiqi::model::place::{DepartmentKind, Level, StandsFor};
use huiqi::model::policy::{ClauseRuleKind, Role};
use huiqi::rules::{Basis, Derived, RuleId};
use proptest::prelude::*;
use support::World;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn both_evaluators_agree(model in generate::model()) {
        prop_assert_eq!(Derived::of(&model), naive::derive(&model));
    }
}

/// Two cities of one province, one with two counties, a zone of its own and a zone inside a county.
struct Two {
    world: World,
    province: JurisdictionId,
    city: JurisdictionId,
    county: JurisdictionId,
    policy: PolicyId,
}

fn two_cities() -> Two {
    let mut world = World::default();
    let nation = world.place("nation", Level::National, None);
    let province = world.place("province", Level::Provincial, Some(nation));
    let city = world.place("city", Level::City, Some(province));
    let other = world.place("other city", Level::City, Some(province));
    let county = world.place("county", Level::County, Some(city));
    for (name, level, parent) in [("second county", Level::County, city), ("foreign county", Level::County, other)] {
        let place = world.place(name, level, Some(parent));
        world.government(&format!("{name} government"), place);
    }
    for (name, parent) in [("zone", city), ("inner zone", county), ("foreign zone", other)] {
        let place = world.place(name, Level::Zone, Some(parent));
        world.body(&format!("{name} committee"), DepartmentKind::ZoneCommittee, None, place);
    }
    for (name, place) in [("nation", nation), ("province", province), ("city", city), ("other city", other), ("county", county)] {
        world.government(&format!("{name} government"), place);
    }
    let policy = world.policy("policy", city);
    Two { world, province, city, county, policy }
}

impl Two {
    /// Every body with its role, basis and rule in a clause, in words.
    fn told(&self, measure: MeasureId) -> Vec<String> {
        let derived = Derived::of(&self.world.model);
        let tuples = derived.responsible_for(measure).iter();
        tuples.map(|tuple| format!("{} {:?} {:?} {}", self.world.model[tuple.department].name, tuple.role, tuple.basis, tuple.rule)).collect()
    }
}

#[test]
fn a_collective_name_becomes_each_county_of_the_city_and_no_other() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let name = two.world.collective("counties", two.city, Some(StandsFor::CountyGovernments));
    two.world.assign(measure, name, Role::Responsible);
    let expected =
        ["counties Responsible Stated R1", "second county government Implementing Expanded R2", "county government Implementing Expanded R2"];
    assert_eq!(two.told(measure), expected);
}

#[test]
fn zones_are_those_of_the_city_not_those_inside_a_county() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let name = two.world.collective("zones", two.city, Some(StandsFor::ZoneCommittees));
    two.world.assign(measure, name, Role::Cooperating);
    assert_eq!(two.told(measure), ["zones Cooperating Stated R1", "zone committee Implementing Expanded R2"]);
}

#[test]
fn a_countys_own_document_does_address_the_zones_inside_it() {
    let mut two = two_cities();
    let policy = two.world.policy("county policy", two.county);
    let measure = two.world.measure(policy, "一", "heading");
    let name = two.world.collective("zones", two.county, Some(StandsFor::CountyGovernmentsAndZoneCommittees));
    two.world.assign(measure, name, Role::Responsible);
    assert_eq!(two.told(measure), ["zones Responsible Stated R1", "inner zone committee Implementing Expanded R2"]);
}

#[test]
fn a_collective_of_the_province_reaches_only_the_territory_of_the_document() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let name = two.world.collective("counties of the province", two.province, Some(StandsFor::CountyGovernments));
    two.world.assign(measure, name, Role::Responsible);
    assert!(two.told(measure).iter().all(|tuple| !tuple.starts_with("foreign")), "{:?}", two.told(measure));
    assert_eq!(two.told(measure).len(), 3);
}

#[test]
fn a_name_that_nobody_can_expand_stays_a_name() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let name = two.world.collective("departments concerned", two.city, None);
    two.world.assign(measure, name, Role::Responsible);
    assert_eq!(two.told(measure), ["departments concerned Responsible Stated R1"]);
}

#[test]
fn a_collective_that_coordinates_implements_nothing() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let name = two.world.collective("counties", two.city, Some(StandsFor::CountyGovernments));
    two.world.clause_rule(two.policy, ClauseRuleKind::Coordinates, &[name], "coordinates");
    assert_eq!(two.told(measure), ["counties Coordinating Blanket R4"]);
}

#[test]
fn a_duty_covers_its_measures_and_no_section() {
    let mut two = two_cities();
    let section = two.world.section(two.policy, "一", "section");
    let covered = two.world.measure(two.policy, "一/1", "covered");
    let left_out = two.world.measure(two.policy, "一/2", "left out");
    let name = two.world.collective("counties", two.city, Some(StandsFor::CountyGovernments));
    let bureau = two.world.body("bureau", DepartmentKind::Department, None, two.city);
    two.world.duty(two.policy, &[name, bureau], Role::Implementing, &[section, covered], "duty");
    two.world.clause_rule(two.policy, ClauseRuleKind::Interprets, &[bureau], "interprets");
    assert!(two.told(section).is_empty());
    assert_eq!(two.told(left_out), ["bureau Interpreting Blanket R6"]);
    let expected = [
        "second county government Implementing Expanded R2",
        "county government Implementing Expanded R2",
        "counties Implementing Blanket R3",
        "bureau Implementing Blanket R3",
        "bureau Interpreting Blanket R6",
    ];
    assert_eq!(two.told(covered), expected);
}

#[test]
fn the_firmest_ground_is_kept() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let bureau = two.world.body("bureau", DepartmentKind::Department, None, two.city);
    let office = two.world.body("office", DepartmentKind::Institution, None, two.city);
    two.world.part_of(office, bureau);
    two.world.duty(two.policy, &[bureau, office], Role::Responsible, &[measure], "duty");
    assert_eq!(two.told(measure), ["bureau Responsible Blanket R3", "office Responsible Blanket R3"]);
    two.world.assign(measure, bureau, Role::Responsible);
    assert_eq!(two.told(measure), ["bureau Responsible Stated R1", "office Responsible Blanket R3"]);
}

#[test]
fn the_whole_answers_for_its_part_but_not_the_part_for_the_whole() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let [whole, part, desk, sister] = ["whole", "part", "desk", "sister"].map(|name| two.world.body(name, DepartmentKind::Party, None, two.city));
    for (inner, outer) in [(part, whole), (desk, part), (sister, whole)] {
        two.world.part_of(inner, outer);
    }
    two.world.assign(measure, desk, Role::Lead);
    assert_eq!(two.told(measure), ["desk Lead Stated R1", "whole Lead Derived R7", "part Lead Derived R7"]);
    let derived = Derived::of(&two.world.model);
    assert!(derived.responsible_for(measure).iter().all(|tuple| tuple.via == Some(desk).filter(|_| tuple.basis == Basis::Derived)));
}

#[test]
fn bodies_that_are_part_of_each_other_do_not_keep_the_rules_busy() {
    let mut two = two_cities();
    let measure = two.world.measure(two.policy, "一", "heading");
    let [a, b] = ["a", "b"].map(|name| two.world.body(name, DepartmentKind::Department, None, two.city));
    two.world.part_of(a, b);
    two.world.part_of(b, a);
    two.world.assign(measure, a, Role::Lead);
    assert_eq!(two.told(measure), ["a Lead Stated R1", "b Lead Derived R7"]);
}

#[test]
fn the_line_above_goes_up_one_level_at_a_time_and_skips_none() {
    let mut two = two_cities();
    let nation = two.world.model[two.province].parent.unwrap();
    let ministry = two.world.body("ministry", DepartmentKind::Department, Some("industry"), nation);
    let bureau = two.world.body("bureau", DepartmentKind::Department, Some("industry"), two.city);
    let superiors = |two: &Two, of: DepartmentId| -> Vec<DepartmentId> {
        Derived::of(&two.world.model).above.iter().filter(|tuple| tuple.department == of).map(|tuple| tuple.superior).collect()
    };
    assert!(superiors(&two, bureau).is_empty(), "nothing joins a city's bureau to a ministry while the province has no such department");
    let provincial = two.world.body("provincial department", DepartmentKind::Department, Some("industry"), two.province);
    assert_eq!(superiors(&two, bureau), [provincial]);
    assert_eq!(superiors(&two, provincial), [ministry]);
    let county = two.world.find("county government");
    assert_eq!(superiors(&two, county), [two.world.find("city government")]);
}

#[test]
fn only_working_departments_and_zone_committees_belong_to_a_government() {
    let mut two = two_cities();
    for kind in [DepartmentKind::Vertical, DepartmentKind::Party, DepartmentKind::Judicial, DepartmentKind::Company, DepartmentKind::LeadingGroup] {
        two.world.body(&format!("{kind:?}"), kind, None, two.city);
    }
    two.world.body("bureau", DepartmentKind::Department, None, two.city);
    let model = &two.world.model;
    let told: Vec<String> =
        Derived::of(model).belongs.iter().map(|tuple| format!("{}: {}", model[tuple.department].name, model[tuple.government].name)).collect();
    let expected = [
        "zone committee: city government",
        "inner zone committee: county government",
        "foreign zone committee: other city government",
        "bureau: city government",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_place_lies_within_all_above_it_and_not_within_itself() {
    let two = two_cities();
    let derived = Derived::of(&two.world.model);
    assert!(derived.lies_within(two.county, two.city) && derived.lies_within(two.county, two.province));
    assert!(!derived.lies_within(two.city, two.county) && !derived.lies_within(two.city, two.city));
    let rules: Vec<RuleId> = derived.within.iter().filter(|tuple| tuple.inner == two.county).map(|tuple| tuple.rule).collect();
    assert_eq!(rules, [RuleId::T2, RuleId::T2, RuleId::T1], "the nation, the province, the city");
}

#[test]
fn every_rule_has_a_number_and_a_sentence_of_its_own() {
    let mut sentences: Vec<&str> = RuleId::ALL.iter().map(|rule| rule.says()).collect();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), RuleId::ALL.len());
    assert!(RuleId::ALL.iter().all(|rule| rule.says().ends_with('.') && rule.to_string() == rule.number()));
}
