//! A small 萍乡: the places, bodies and one measure of the real document, enough to draw its chain.

use super::World;
use huiqi::model::ids::*;
use huiqi::model::place::{DepartmentKind::*, Level, StandsFor};
use huiqi::model::policy::{ClauseRuleKind, Role};

pub struct Pingxiang {
    pub world: World,
    pub eight: MeasureId,
    pub city: JurisdictionId,
    pub xiangdong: JurisdictionId,
    pub zone: JurisdictionId,
    pub baotou: JurisdictionId,
}

pub fn pingxiang() -> Pingxiang {
    let mut world = World::default();
    let nation = world.place("中华人民共和国", Level::National, None);
    let jiangxi = world.place("江西省", Level::Provincial, Some(nation));
    let inner_mongolia = world.place("内蒙古自治区", Level::Provincial, Some(nation));
    let city = world.place("萍乡市", Level::City, Some(jiangxi));
    let baotou = world.place("包头市", Level::City, Some(inner_mongolia));
    let counties = ["安源区", "湘东区", "莲花县", "上栗县", "芦溪县"].map(|name| world.place(name, Level::County, Some(city)));
    let zone = world.place("萍乡经济技术开发区", Level::Zone, Some(city));
    for (place, name) in [(nation, "国务院"), (jiangxi, "江西省人民政府"), (city, "萍乡市人民政府"), (baotou, "包头市人民政府")]
    {
        world.government(name, place);
    }
    for place in counties {
        let name = format!("{}人民政府", world.model[place].name);
        world.government(&name, place);
    }
    let committee = world.body("萍乡经济技术开发区管委会", ZoneCommittee, None, zone);
    let lines = [
        ("市工信局", "江西省工业和信息化厅", Some("工业和信息化部"), "工业和信息化"),
        ("市发改委", "江西省发展和改革委员会", Some("国家发展和改革委员会"), "发展和改革"),
        ("市政务服务中心", "", None, "政务服务"),
        ("市资规局", "江西省自然资源厅", Some("自然资源部"), "自然资源和规划"),
        ("市住建局", "江西省住房和城乡建设厅", Some("住房和城乡建设部"), "住房和城乡建设"),
        ("市生态环境局", "江西省生态环境厅", Some("生态环境部"), "生态环境"),
        ("市应急管理局", "江西省应急管理厅", Some("应急管理部"), "应急管理"),
        ("市市场监管局", "江西省市场监督管理局", Some("国家市场监督管理总局"), "市场监督管理"),
    ];
    let mut named = Vec::new();
    for (low, middle, high, function) in lines {
        let kind = if low == "市政务服务中心" { Institution } else { Department };
        named.push(world.body(low, kind, Some(function), city));
        if let Some(high) = high {
            world.body(middle, Department, Some(function), jiangxi);
            world.body(high, Department, Some(function), nation);
        }
    }
    let collective = world.collective("各县区人民政府", city, Some(StandsFor::CountyGovernments));
    let task_force = world.body("智能制造新动能培育工作专班", LeadingGroup, None, city);
    let office = world.body("市工业强市办", LeadingGroup, None, city);
    let policy = world.policy("关于支持智能制造新动能赛道高质量发展的若干措施", city);
    world.issuer(policy, office);
    let eight = world.measure(policy, "八", "统筹推进产业发展");
    for body in named.into_iter().chain([collective, committee]) {
        world.assign(eight, body, Role::Responsible);
    }
    world.clause_rule(
        policy,
        ClauseRuleKind::Coordinates,
        &[task_force],
        "发挥好智能制造新动能培育工作专班机制作用,定期协调解决产业发展面临的重点难点问题",
    );
    world.clause_rule(policy, ClauseRuleKind::Interprets, &[office], "由市工业强市办会同相关部门按责任分工负责解释");
    Pingxiang { world, eight, city, xiangdong: counties[1], zone, baotou }
}
