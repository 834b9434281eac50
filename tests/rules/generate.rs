//! Models made at random: places in levels, bodies of every kind, notes, duties and clause rules that may make little sense together.

use crate::support::World;
use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::place::{DepartmentKind, Level, StandsFor};
use huiqi::model::policy::{ClauseRuleKind, Role};
use proptest::collection::vec;
use proptest::prelude::*;

const KINDS: [DepartmentKind; 9] = [
    DepartmentKind::Government,
    DepartmentKind::Government,
    DepartmentKind::Department,
    DepartmentKind::Department,
    DepartmentKind::ZoneCommittee,
    DepartmentKind::ZoneCommittee,
    DepartmentKind::LeadingGroup,
    DepartmentKind::Vertical,
    DepartmentKind::Collective,
];
const WHOM: [Option<StandsFor>; 4] =
    [None, Some(StandsFor::CountyGovernments), Some(StandsFor::ZoneCommittees), Some(StandsFor::CountyGovernmentsAndZoneCommittees)];
const ROLES: [Role; 4] = [Role::Lead, Role::Responsible, Role::Cooperating, Role::Implementing];
const CLAUSES: [ClauseRuleKind; 4] = [ClauseRuleKind::Coordinates, ClauseRuleKind::Interprets, ClauseRuleKind::Supervises, ClauseRuleKind::Pays];

/// Small numbers that choose among what is there: any of them makes a model, so that a failing one shrinks well.
type Choices<const N: usize> = Vec<[usize; N]>;

fn choices<const N: usize>(most: usize) -> impl Strategy<Value = Choices<N>> {
    vec(proptest::array::uniform(0..60usize), 0..most)
}

pub fn model() -> impl Strategy<Value = Model> {
    (choices::<2>(14), choices::<5>(24), choices::<1>(4), choices::<2>(10), choices::<3>(24), choices::<5>(5), choices::<4>(6)).prop_map(
        |(places, bodies, policies, measures, notes, duties, clauses)| {
            let mut world = World::default();
            add_places(&mut world, &places);
            add_bodies(&mut world, &bodies);
            add_policies(&mut world, &policies, &measures);
            if !world.model.measures.is_empty() && !world.model.departments.is_empty() {
                add_responsibilities(&mut world, &notes, &duties, &clauses);
            }
            world.model
        },
    )
}

fn add_places(world: &mut World, places: &Choices<2>) {
    world.place("nation", Level::National, None);
    for (number, &[parent, zone]) in places.iter().enumerate() {
        let parent = JurisdictionId::new(parent % world.model.jurisdictions.len());
        let level = match world.model[parent].level {
            Level::Zone => continue,
            _ if zone % 4 == 0 => Level::Zone,
            Level::National => Level::Provincial,
            Level::Provincial if zone % 4 == 1 => Level::County,
            Level::Provincial => Level::City,
            Level::City => Level::County,
            Level::County => Level::Zone,
        };
        world.place(&format!("place {number}"), level, Some(parent));
    }
}

fn add_bodies(world: &mut World, bodies: &Choices<5>) {
    for (number, &[kind, place, function, whom, whole]) in bodies.iter().enumerate() {
        let place = JurisdictionId::new(place % world.model.jurisdictions.len());
        let function = [None, Some("industry"), Some("science"), Some("government")][function % 4];
        let body = world.body(&format!("body {number}"), KINDS[kind % KINDS.len()], function, place);
        world.model.departments[number].stands_for = WHOM[whom % WHOM.len()];
        if whole % 3 == 0 && number > 0 {
            world.part_of(body, DepartmentId::new(whole % number));
        }
    }
}

fn add_policies(world: &mut World, policies: &Choices<1>, measures: &Choices<2>) {
    for &[place] in policies {
        let place = JurisdictionId::new(place % world.model.jurisdictions.len());
        let policy = world.policy("policy", place);
        for (number, &[chosen, section]) in measures.iter().enumerate() {
            if chosen % policies.len() != policy.index() {
                continue;
            }
            let measure = world.measure(policy, &number.to_string(), "heading");
            world.model.measures[measure.index()].is_section = section % 4 == 0;
        }
    }
}

fn add_responsibilities(world: &mut World, notes: &Choices<3>, duties: &Choices<5>, clauses: &Choices<4>) {
    let count = world.model.departments.len();
    let body = |choice: usize| DepartmentId::new(choice % count);
    let clause = |world: &World, choice: usize| MeasureId::new(choice % world.model.measures.len());
    for &[measure, department, role] in notes {
        let measure = clause(world, measure);
        world.assign(measure, body(department), ROLES[role % ROLES.len()]);
    }
    for &[first, second, role, from, many] in duties {
        let from = clause(world, from);
        let policy = world.model[from].policy;
        let covered: Vec<MeasureId> = world.model[policy].measure_ids().filter(|&id| id >= from).take(many).collect();
        world.duty(policy, &[body(first), body(second)], ROLES[role % ROLES.len()], &covered, "duty");
    }
    for &[policy, kind, first, second] in clauses {
        let policy = PolicyId::new(policy % world.model.policies.len());
        world.clause_rule(policy, CLAUSES[kind % CLAUSES.len()], &[body(first), body(second)], "clause");
    }
}
