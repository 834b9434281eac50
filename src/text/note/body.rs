//! What the name of a public body looks like: how it ends, how it begins. Knows no list of bodies.

use crate::text::scan;

/// Endings of bodies and of the places that stand for their governments.
const ENDINGS: [&str; 56] = [
    "局",
    "委",
    "办",
    "厅",
    "部",
    "会",
    "院",
    "政府",
    "公司",
    "署",
    "银行",
    "分行",
    "支行",
    "团",
    "学校",
    "馆",
    "队",
    "站",
    "所",
    "室",
    "庭",
    "台",
    "社",
    "组",
    "处",
    "科",
    "中心",
    "集团",
    "联",
    "科协",
    "协",
    "区",
    "县",
    "市",
    "旗",
    "州",
    "盟",
    "镇",
    "乡",
    "街道",
    "部门",
    "单位",
    "大学",
    "海关",
    "机关",
    "机构",
    "园",
    "基地",
    "专班",
    "电网",
    "税务",
    "总队",
    "支队",
    "军分区",
    "办公厅",
    "办公室",
];

/// Endings that only bodies have, so that a list of such names is a list of units.
const SURE: [&str; 25] = [
    "局",
    "委",
    "厅",
    "政府",
    "管委会",
    "委员会",
    "办公室",
    "公司",
    "分行",
    "支行",
    "组织部",
    "宣传部",
    "统战部",
    "财政部",
    "商务部",
    "教育部",
    "科技部",
    "信息化部",
    "总会",
    "工商联",
    "中心",
    "海关",
    "法院",
    "检察院",
    "总署",
];

/// Words that end like a body and are none.
const NOT_BODIES: [&str; 8] = ["社会", "机会", "都市", "城市", "超市", "上市", "地区", "景区"];

pub fn ends_like_body(name: &str) -> bool {
    let name = scan::without_bracket(name);
    name.chars().count() >= 2 && ENDINGS.iter().any(|ending| name.ends_with(ending)) && !NOT_BODIES.iter().any(|word| name.ends_with(word))
}

pub fn is_surely_body(name: &str) -> bool {
    let name = scan::without_bracket(name);
    let length = name.chars().count();
    (3..=24).contains(&length) && SURE.iter().any(|ending| name.ends_with(ending))
}

/// A development zone, a new area, a park: what has a committee and not a government.
pub fn is_zone(name: &str) -> bool {
    const ZONES: [&str; 16] = [
        "开发区",
        "经开区",
        "经济区",
        "高新区",
        "新区",
        "度假区",
        "示范区",
        "功能区",
        "园区",
        "保税区",
        "综保区",
        "试验区",
        "合作区",
        "旅游区",
        "产业园",
        "新城",
    ];
    ZONES.iter().any(|zone| name.ends_with(zone))
}

/// A county, city or district, or all of them: what has a government.
pub fn is_territory(name: &str) -> bool {
    let name = scan::without_bracket(name);
    !is_zone(name) && ["县", "市", "区", "旗", "州", "盟", "镇", "乡"].iter().any(|kind| name.ends_with(kind))
}

/// The level a body's name begins with: 市 in 市工信局.
pub fn level(name: &str) -> Option<&'static str> {
    const LEVELS: [&str; 9] = ["自治区", "自治州", "省", "市", "州", "盟", "县", "区", "旗"];
    LEVELS.into_iter().find(|level| name.starts_with(level))
}

/// What a government department does, as the first words of its name after the level.
const FUNCTIONS: [&str; 96] = [
    "发改",
    "发展改革",
    "发展和改革",
    "工信",
    "经信",
    "工业和信息化",
    "经济和信息化",
    "科技",
    "科学技术",
    "财政",
    "人社",
    "人力",
    "自然资源",
    "资规",
    "规划",
    "住建",
    "住房",
    "生态环境",
    "环保",
    "交通",
    "水利",
    "水务",
    "农业",
    "农牧",
    "商务",
    "文旅",
    "文化",
    "卫健",
    "卫生",
    "应急",
    "审计",
    "市场监",
    "市监",
    "国资",
    "统计",
    "金融",
    "地方金融",
    "税务",
    "教育",
    "公安",
    "民政",
    "司法",
    "医保",
    "医疗保障",
    "林业",
    "林草",
    "园林",
    "城管",
    "城市管理",
    "投资促进",
    "招商",
    "审批",
    "行政审批",
    "大数据",
    "数据",
    "信访",
    "外事",
    "体育",
    "能源",
    "粮食",
    "退役",
    "乡村振兴",
    "机关事务",
    "政务",
    "营商",
    "口岸",
    "药监",
    "药品监",
    "知识产权",
    "通信",
    "气象",
    "海洋",
    "中医药",
    "广电",
    "广播",
    "国防科工",
    "档案",
    "邮政",
    "消防",
    "民族",
    "民宗",
    "宗教",
    "侨",
    "机构编制",
    "供销",
    "公共资源",
    "公积金",
    "社保",
    "就业",
    "物流",
    "铁路",
    "民航",
    "市容",
    "综合执法",
    "人防",
    "史志",
];

/// Departments of the party committee.
const PARTY: [&str; 7] = ["组织部", "宣传部", "统战部", "政法委", "网信办", "编办", "人才办"];

/// Mass organisations, which carry a level like departments do.
const ORGANISATIONS: [&str; 7] = ["总工会", "工商联", "妇联", "科协", "残联", "贸促会", "团委"];

/// What stands between the level and a department's name when the level is left out: nothing, or 委 for a party department.
pub fn missing_link(name: &str) -> Option<&'static str> {
    // 市场监管局 begins with no level.
    if level(name).is_some() && !name.starts_with("市场监") {
        return None;
    }
    if PARTY.contains(&name) {
        return Some("委");
    }
    let is_department = FUNCTIONS.iter().any(|function| name.starts_with(function))
        && ["局", "委", "办", "厅", "会", "中心"].iter().any(|ending| name.ends_with(ending));
    (is_department || ORGANISATIONS.contains(&name)).then_some("")
}
