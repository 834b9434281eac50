//! Who gets what on which conditions, in drafts of single sentences, and what a person is asked to look at.

use super::super::toml;
use super::of;

/// The lines of conditions of a sentence, without their key.
fn requires(sentence: &str) -> Vec<String> {
    let (text, draft) = of(sentence);
    let file = toml(&text, &draft, None);
    file.lines().filter_map(|line| line.strip_prefix("requires = ")).map(str::to_owned).collect()
}

#[test]
fn each_amount_has_its_own_condition() {
    let cases: [(&str, &[&str]); 28] = [
        // Things that no file names, as many as amounts.
        (
            "对获评五星级、四星级酒店的,分别奖励50万元、20万元。",
            &[r#"[{ stated = "获评五星级、四星级酒店" }]"#, r#"[{ stated = "获评五星级" }]"#, r#"[{ stated = "四星级酒店" }]"#],
        ),
        (
            "对新获批的国家级、省级和市级绿色矿山,分别奖励30万元、20万元、10万元。",
            &[
                r#"[{ stated = "新获批的国家级、省级和市级绿色矿山" }]"#,
                r#"[{ stated = "国家级" }]"#,
                r#"[{ stated = "省级" }]"#,
                r#"[{ stated = "市级" }]"#,
            ],
        ),
        (
            "对工种为初级、中级的技师,开展培训的,分别补贴0.1万元、0.2万元。",
            &[r#"[{ stated = "工种为初级、中级的技师,开展培训" }]"#, r#"[{ stated = "工种为初级" }]"#, r#"[{ stated = "中级" }]"#],
        ),
        (
            "对年出口额300万美元、500万美元以上的企业,分别奖励2万元、3万元。",
            &[
                r#"[{ stated = "年出口额300万美元、500万美元以上的企业" }]"#,
                r#"[{ stated = "年出口额300万美元" }]"#,
                r#"[{ stated = "500万美元以上" }]"#,
            ],
        ),
        // As many levels as amounts: either title at each.
        (
            "对获评省级、市级企业技术中心、制造业单项冠军的企业,分别奖励30万元、10万元。",
            &[
                r#"[{ any = [{ certification = "technology-centre", level = "provincial" }, { certification = "champion", level = "provincial" }] }]"#,
                r#"[{ any = [{ certification = "technology-centre", level = "city" }, { certification = "champion", level = "city" }] }]"#,
            ],
        ),
        // Bounds and ranges.
        (
            "对产值500万元(含)至1000万元、1000万元(含)至5000万元、5000万元(含)以上的企业,分别奖励5万元、8万元、10万元。",
            &[
                r#"[{ metric = "output-value", at_least = "500万元" }, { metric = "output-value", under = "1000万元" }]"#,
                r#"[{ metric = "output-value", at_least = "1000万元" }, { metric = "output-value", under = "5000万元" }]"#,
                r#"[{ metric = "output-value", at_least = "5000万元" }]"#,
            ],
        ),
        (
            "对产值1亿元以上、不足5亿元的企业,奖励5万元。",
            &[r#"[{ metric = "output-value", at_least = "1亿元" }, { metric = "output-value", under = "5亿元" }]"#],
        ),
        // Which end belongs to the range is not said.
        ("对产值1亿元至5亿元的企业,奖励5万元。", &[r#"[{ stated = "产值1亿元至5亿元" }]"#]),
        (
            "对产值超过10亿元、5亿元的企业给予奖励。对企业,分别给予设备投资额的10%、5%补助。",
            &[r#"[{ stated = "产值超过10亿元、5亿元" }]"#, r#"[{ stated = "企业" }]"#],
        ),
        // Each part names whom its amount is for.
        (
            "对首次认定的企业技术中心奖励20万元,重新认定的奖励10万元。",
            &[r#"[{ certification = "technology-centre", recognised = "first" }]"#, r#"[{ stated = "重新认定" }]"#],
        ),
        (
            "对上市企业分阶段给予累计最高500万元补助:完成辅导的补助100万元,成功上市的补助400万元。",
            &[r#"[{ stated = "对上市企业分阶段给予累计最高500万元补助" }]"#, r#"[{ stated = "完成辅导" }]"#, r#"[{ stated = "成功上市" }]"#],
        ),
        ("对企业奖励10万元,第二年奖励5万元。", &[r#"[{ stated = "企业" }]"#]),
        (
            "对企业开展研发的,按投入50万元以下奖励10万元,100万元以上的,在上级奖励基础上另奖励20万元。",
            &[r#"[{ stated = "企业开展研发" }]"#, r#"[{ stated = "投入50万元以下" }]"#, r#"[{ stated = "100万元以上的,在上级奖励基础上" }]"#],
        ),
        // One of several things has a file: the words are the other alternative.
        (
            "对新认定的企业技术中心、重大技术装备,给予10万元奖励。",
            &[r#"[{ any = [{ certification = "technology-centre", recognised = "new" }, { stated = "新认定的企业技术中心、重大技术装备" }] }]"#],
        ),
        (
            "对新认定的(不含重新认定)企业技术中心奖励5万元。",
            &[r#"[{ certification = "technology-centre", recognised = "new" }, { stated = "新认定的(不含重新认定)企业技术中心" }]"#],
        ),
        // What doesn't count as many stays with all.
        ("对甲类、乙类、丙类企业,分别奖励20万元、10万元。", &[r#"[{ stated = "甲类、乙类、丙类企业" }]"#]),
        ("对国家级、省级平台给予50万元奖励和20万元补助。", &[r#"[{ stated = "国家级、省级平台" }]"#]),
        // All parts before the promise count, but not the aim.
        (
            "新建标准厂房,容积率不低于1.5,入驻企业3家以上,给予一次性奖励50万元。",
            &[r#"[{ stated = "新建标准厂房" }, { stated = "容积率不低于1.5" }, { stated = "入驻企业3家以上" }]"#],
        ),
        (
            "开展设备更新,市级财政按有关规定,投资额500万元以上的,给予5万元奖励。",
            &[r#"[{ stated = "投资额500万元以上" }, { discretion = "按有关规定" }, { stated = "开展设备更新" }]"#],
        ),
        ("推动企业创新,对企业,经审核后,给予奖励50万元。", &[r#"[{ stated = "企业" }]"#]),
        // What one amount is for is no condition of the other.
        ("工业企业奖励5万元,个体户奖励1万元。", &[r#"[{ stated = "工业企业" }]"#, r#"[{ stated = "个体户" }]"#]),
        ("对工业企业和服务业企业,给予补助5万元。", &[r#"[{ stated = "工业企业和服务业企业" }]"#]),
        // A word of a longer name is no condition of its own.
        ("对通过省级工业新产品鉴定的,给予补助5万元。", &[r#"[{ stated = "通过省级工业新产品鉴定" }]"#]),
        ("对工业企业,给予补助5万元。", &[r#"[{ sector = "industry" }]"#]),
        ("对新增规模以上工业企业奖励10万元。", &[r#"[{ sector = "industry" }, { stated = "新增规模以上工业企业" }]"#]),
        ("对购买企业技术中心服务的中小企业,给予补助5万元。", &[r#"[{ stated = "购买企业技术中心服务的中小企业" }]"#]),
        (
            "对新认定的省级科技企业技术中心奖励30万元。",
            &[r#"[{ certification = "technology-centre", level = "provincial", recognised = "new" }, { stated = "新认定的省级科技企业技术中心" }]"#],
        ),
        ("", &[]),
    ];
    for (sentence, expected) in cases {
        assert_eq!(requires(sentence), expected, "{sentence}");
    }
}

#[test]
fn who_benefits() {
    let cases: [(&str, Option<&str>); 18] = [
        ("对首次在新三板挂牌的企业给予50万元补助。", Some("首次在新三板挂牌的企业")),
        ("对符合条件由基础层首次调整进入创新层的企业给予10万元补助。", Some("符合条件由基础层首次调整进入创新层的企业")),
        ("对总部企业一次性奖励100万元。", Some("总部企业")),
        ("对示范项目再给予10万元奖励。", Some("示范项目")),
        ("对企业在境外参展,给予补贴5万元。", Some("企业在境外参展")),
        ("对企业在境外参展给予补贴5万元。", Some("企业")),
        ("对获得奖励的企业给予50万元补助。", Some("获得奖励的企业")),
        ("对企业补贴50万元。", Some("企业")),
        ("对设备更新项目按设备投资额的10%给予补助。", Some("设备更新项目")),
        ("评选为市功勋企业的,给予奖励20万元。", Some("评选为市功勋企业")),
        ("给予首次获批的工作站50万元补助。", Some("首次获批的工作站")),
        ("省级绿色工厂奖励20万元。", Some("省级绿色工厂")),
        ("对租用厂房且纳税的企业,经审核,给予补贴5万元。", Some("租用厂房且纳税的企业")),
        ("给予成功后一次性50万元奖励。", None),
        ("给予奖励20万元。", None),
        ("每家企业给予5万元补助。", None),
        ("企业在境外上市的,成功后一次性予以奖励50万元。", Some("企业在境外上市")),
        ("", None),
    ];
    for (sentence, expected) in cases {
        let (text, draft) = of(sentence);
        let found = draft.clauses.iter().flat_map(|clause| &clause.incentives).find_map(|incentive| incentive.beneficiary);
        assert_eq!(found.map(|span| span.of(&text)), expected, "{sentence}");
    }
}

#[test]
fn what_a_person_is_asked_to_look_at() {
    let cases: [(&str, Option<&str>); 8] = [
        ("对技改项目,按10%给予补助。", Some("of what 10% is a share")),
        ("对技改项目,按不低于设备投资额的10%给予补助。", Some("10% is the least that is paid")),
        ("对项目,按贷款额的1/2给予补助。", Some("“1/2给” is not read as a figure")),
        ("对企业,按交易额的三分之一给予奖励。", Some("“三分之一” is not read as a figure")),
        ("对实施设备更新的企业技术中心,给予5万元奖励。", Some("no condition takes the words “实施设备更新”")),
        ("对产值首次突破1亿元的企业,奖励5万元。", None),
        ("对企业,按设备投资额的万分之二给予奖励。", None),
        ("对工业企业,奖励5万元。", None),
    ];
    for (sentence, expected) in cases {
        let (_, draft) = of(sentence);
        let reviews: Vec<&String> = draft.clauses.iter().flat_map(|clause| &clause.incentives).flat_map(|incentive| &incentive.review).collect();
        let is_told = expected.map_or(reviews.is_empty(), |told| reviews.iter().any(|line| line.contains(told)));
        assert!(is_told, "{sentence}: {reviews:#?}");
    }
}
