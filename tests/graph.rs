//! Chains, walks and drawings of a small 萍乡. What they give is compared with files under `tests/graph/`; `UPDATE=1` rewrites them.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

mod support;

use huiqi::graph::{ChainError, Edge, EdgeKind, Graph, Reason, part_of_cycles};
use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::incentive::*;
use huiqi::model::node::Node;
use huiqi::model::place::{DepartmentKind, Level};
use huiqi::model::policy::{ClauseRuleKind, Role};
use huiqi::model::title::Certification;
use huiqi::rules::{Derived, RuleId};
use std::fmt::Write;
use std::path::Path;
use support::World;
use support::pingxiang::{Pingxiang, pingxiang};

struct Joined {
    derived: Derived,
    graph: Graph,
}

fn joined(model: &Model) -> Joined {
    let derived = Derived::of(model);
    let graph = Graph::build(model, &derived);
    Joined { derived, graph }
}

/// Compares with the file of that name, or writes it when asked to.
fn matches_file(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let difference = similar::TextDiff::from_lines(expected.as_str(), found).unified_diff().header(name, "found").to_string();
    assert!(difference.is_empty(), "{difference}\nRun again with UPDATE=1 if this is meant.");
}

/// The chain of a measure and its two pictures, each in a file.
fn chain_matches_files(name: &str, model: &Model, measure: MeasureId, locality: Option<JurisdictionId>) {
    let Joined { derived, graph } = joined(model);
    let chain = graph.chain(model, &derived, measure, locality).unwrap();
    let mut told = String::new();
    for step in &chain.steps {
        let count = step.stands_for.map(|count| format!(" ({count})")).unwrap_or_default();
        writeln!(told, "{} {} -{}-> {}{count}", step.depth, step.from.label(model), step.kind.name(), step.node.label(model)).unwrap();
        tell(&mut told, model, &step.reason, 1);
    }
    matches_file(&format!("{name}.txt"), &told);
    matches_file(&format!("{name}.dot"), &chain.dot(model));
    matches_file(&format!("{name}.svg"), &chain.svg(model));
}

fn tell(told: &mut String, model: &Model, reason: &Reason, depth: usize) {
    let words: String = reason.facts.iter().map(|&fact| format!(" “{}”", model.words(fact))).collect();
    writeln!(told, "{}{} {}{words}", "    ".repeat(depth), reason.rule, reason.says).unwrap();
    reason.because.iter().for_each(|reason| tell(told, model, reason, depth + 1));
}

#[test]
fn the_whole_city_shows_collective_names_as_names() {
    let Pingxiang { world, eight, .. } = pingxiang();
    chain_matches_files("whole-city", &world.model, eight, None);
}

#[test]
fn a_county_shows_its_own_government_and_no_other() {
    let Pingxiang { world, eight, xiangdong, .. } = pingxiang();
    chain_matches_files("one-county", &world.model, eight, Some(xiangdong));
}

#[test]
fn a_zone_shows_its_committee() {
    let Pingxiang { world, eight, zone, .. } = pingxiang();
    chain_matches_files("one-zone", &world.model, eight, Some(zone));
}

#[test]
fn roles_parts_and_long_names_have_their_place() {
    let Pingxiang { mut world, city, .. } = pingxiang();
    let policy = world.policy("萍乡市<支持>“专精特新”中小企业 & 产业链协同发展的若干措施(征求意见稿)", city);
    let measure = world.measure(policy, "三/(五)/13", "推动大中型企业与“专精特新”中小企业协作配套并支持APEC中小企业技术交流暨展览会等大型展会");
    let party = world.body("市委组织部", DepartmentKind::Party, None, city);
    let office = world.body("市委人才办", DepartmentKind::Party, None, city);
    let court = world.body("市中级人民法院", DepartmentKind::Judicial, None, city);
    world.part_of(office, party);
    let bureau = world.find("市工信局");
    let (planning, market) = (world.find("市发改委"), world.find("市市场监管局"));
    for (body, role) in
        [(bureau, Role::Lead), (office, Role::Responsible), (planning, Role::Responsible), (court, Role::Cooperating), (market, Role::Cooperating)]
    {
        world.assign(measure, body, role);
    }
    world.issuer(policy, bureau);
    world.clause_rule(policy, ClauseRuleKind::Coordinates, &[bureau], "市工信局要统筹做好综合协调和组织实施");
    world.clause_rule(policy, ClauseRuleKind::Supervises, &[planning], "由市发改委负责督导");
    world.clause_rule(policy, ClauseRuleKind::Interprets, &[bureau], "由市工信局负责解释");
    chain_matches_files("roles-and-parts", &world.model, measure, None);
}

#[test]
fn a_measure_that_names_nobody_still_has_its_document() {
    let Pingxiang { mut world, city, .. } = pingxiang();
    let policy = world.policy("无人负责的措施", city);
    let measure = world.measure(policy, "一", "空");
    chain_matches_files("nobody", &world.model, measure, None);
}

#[test]
fn the_city_itself_is_the_whole_city() {
    let Pingxiang { world, eight, city, .. } = pingxiang();
    let Joined { derived, graph } = joined(&world.model);
    assert_eq!(graph.chain(&world.model, &derived, eight, Some(city)), graph.chain(&world.model, &derived, eight, None));
}

#[test]
fn a_place_outside_the_territory_is_refused_by_name() {
    let Pingxiang { world, eight, baotou, .. } = pingxiang();
    let Joined { derived, graph } = joined(&world.model);
    let refused = graph.chain(&world.model, &derived, eight, Some(baotou)).unwrap_err();
    let ChainError::OutsideTerritory { locality, territory, .. } = &refused;
    assert_eq!((locality.as_str(), territory.as_str()), ("包头市", "萍乡市"));
    assert_eq!(
        refused.to_string(),
        "包头市 does not lie within 萍乡市, the territory of 《关于支持智能制造新动能赛道高质量发展的若干措施》; ask for 萍乡市 itself or for a place within it"
    );
}

#[test]
fn a_place_above_the_territory_is_refused_too() {
    let Pingxiang { world, eight, city, .. } = pingxiang();
    let Joined { derived, graph } = joined(&world.model);
    let province = world.model[city].parent;
    assert!(graph.chain(&world.model, &derived, eight, province).is_err());
}

fn walk(model: &Model, graph: &Graph, from: Node, to: Node) -> Option<Vec<String>> {
    let step = |edge: &&Edge| format!("{} {} {}", edge.from.label(model), edge.kind.name(), edge.to.label(model));
    Some(graph.path(from, to)?.iter().map(step).collect())
}

#[test]
fn the_shortest_walk_goes_along_edges_and_against_them() {
    let Pingxiang { world, eight, .. } = pingxiang();
    let Joined { graph, .. } = joined(&world.model);
    let node = |name| Node::Department(world.find(name));
    let found = walk(&world.model, &graph, node("工业和信息化部"), node("湘东区人民政府")).unwrap();
    let expected = [
        "工业和信息化部 BELONGS_TO 国务院",
        "江西省人民政府 ABOVE 国务院",
        "萍乡市人民政府 ABOVE 江西省人民政府",
        "湘东区人民政府 ABOVE 萍乡市人民政府",
    ];
    assert_eq!(found, expected);
    assert_eq!(walk(&world.model, &graph, Node::Measure(eight), Node::Measure(eight)), Some(vec![]));
    let back = walk(&world.model, &graph, node("湘东区人民政府"), node("工业和信息化部")).unwrap();
    assert_eq!(back.len(), found.len());
}

#[test]
fn nothing_leads_to_what_nothing_joins() {
    let Pingxiang { mut world, eight, city, .. } = pingxiang();
    let alone = world.body("市某协会", DepartmentKind::Association, None, city);
    let Joined { graph, .. } = joined(&world.model);
    assert!(graph.path(Node::Measure(eight), Node::Department(alone)).is_none());
    assert!(graph.path(Node::Measure(eight), Node::Department(DepartmentId(9_999))).is_none(), "a thing of another model");
}

#[test]
fn parts_of_themselves_are_found() {
    let mut world = World::default();
    let place = world.place("place", Level::City, None);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| world.body(name, DepartmentKind::Department, None, place));
    world.part_of(a, b);
    world.part_of(b, c);
    assert!(part_of_cycles(&world.model).is_empty());
    world.part_of(c, a);
    world.part_of(d, d);
    assert_eq!(part_of_cycles(&world.model), [vec![a, b, c], vec![d]]);
}

#[test]
fn every_edge_has_a_reason_of_its_own_rule() {
    let Pingxiang { mut world, eight, city, xiangdong, .. } = pingxiang();
    let policy = world.model[eight].policy;
    let words = world.words(policy, "对入选国家级智能制造标杆企业的,给予奖励");
    let titles = ["标杆企业", "示范企业"].map(|name| Certification {
        key: name.into(),
        name: name.into(),
        aliases: vec![],
        levels: vec![Level::National],
        granted_by: None,
        basis: None,
        implies: vec![],
    });
    world.model.certifications.extend(titles);
    world.model.certifications[0].implies.push((CertificationId(1), None));
    let title = Condition::Certification {
        certification: CertificationId(0),
        level: None,
        or_above: false,
        recognised: Recognised::New,
        when: Default::default(),
        at: None,
    };
    let (key, beneficiary) = ("policy-0/benchmark".to_owned(), Some("标杆企业".to_owned()));
    world.model.incentives.push(Incentive { key, measure: eight, kind: IncentiveKind::Reward, beneficiary, tiers: 0..1, words });
    world.model.tiers.push(Tier {
        key: "policy-0/benchmark/1".into(),
        incentive: IncentiveId(0),
        conditions: vec![Condition::Any(vec![title.clone(), Condition::Place(xiangdong), title])],
        benefit: Benefit { pays: Pays::Unstated("给予奖励".into()), once: false, per: None, years: None, payer: None },
    });
    let office = world.body("市委人才办", DepartmentKind::Party, None, city);
    let party = world.body("市委组织部", DepartmentKind::Party, None, city);
    world.part_of(office, party);
    let model = &world.model;
    let Joined { graph, .. } = joined(model);
    let mut told: Vec<String> = Vec::new();
    let mut kinds: Vec<EdgeKind> = Vec::new();
    for edge in graph.edges() {
        let reason = Reason::of_edge(model, edge);
        assert_eq!(reason.rule, edge.rule());
        assert!(reason.says.ends_with('.'), "{}", reason.says);
        if !kinds.contains(&edge.kind) {
            kinds.push(edge.kind);
            let mut one = format!("{} ({})\n", edge.kind.name(), edge.kind.label());
            tell(&mut one, model, &reason, 1);
            told.push(one);
        }
    }
    matches_file("one-edge-of-each-kind.txt", &told.concat());
}

#[test]
fn a_place_two_levels_down_lies_within_by_two_steps() {
    let Pingxiang { world, city, xiangdong, .. } = pingxiang();
    let province = world.model[city].parent.unwrap();
    let reason = Reason::of_within(&world.model, xiangdong, province);
    assert_eq!((reason.rule, reason.says.as_str()), (RuleId::T2, "湘东区 lies within 江西省."));
    let steps: Vec<&str> = reason.because.iter().map(|reason| reason.says.as_str()).collect();
    assert_eq!(steps, ["湘东区 lies within 萍乡市.", "萍乡市 lies within 江西省."]);
}
