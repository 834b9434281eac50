//! Drafts of single clauses, with sentences that promise nothing and numbers that are no goals.

use super::{Draft, Title, Vocabulary, draft, toml};

fn vocabulary() -> Vocabulary {
    let pairs = |names: &[(&str, &str)]| -> Vec<(String, String)> { names.iter().map(|(name, id)| ((*name).to_owned(), (*id).to_owned())).collect() };
    let titles = |names: &[(&str, &str)]| pairs(names).into_iter().map(|(name, id)| Title { name, id, levels: Vec::new() }).collect();
    Vocabulary {
        certifications: titles(&[
            ("企业技术中心", "technology-centre"),
            ("制造业单项冠军", "champion"),
            ("创新型中小企业", "innovative"),
            ("专精特新“小巨人”企业", "little-giant"),
        ]),
        metrics: pairs(&[("产值", "output-value")]),
        projects: pairs(&[("技术改造", "technical-transformation")]),
        bases: pairs(&[("设备投资额", "equipment-investment")]),
        sectors: pairs(&[("工业", "industry")]),
        ..Vocabulary::default()
    }
}

fn of(sentence: &str) -> (String, Draft) {
    let text = format!("一、支持企业发展。{sentence}\n");
    let draft = draft(&text, &vocabulary());
    (text, draft)
}

/// `kind: pays | pays` of each promise.
fn promises(sentence: &str) -> Vec<String> {
    let (text, draft) = of(sentence);
    let file = toml(&text, &draft, None);
    let mut found: Vec<String> = Vec::new();
    for line in file.lines().skip_while(|line| !line.contains(".incentive]]")) {
        if let Some(kind) = line.strip_prefix("kind = ") {
            found.push(kind.trim_matches('"').to_owned());
        } else if let (Some(pays), Some(last)) = (line.strip_prefix("pays = "), found.last_mut()) {
            last.push_str(if last.contains(':') { " | " } else { ": " });
            last.push_str(pays.trim_start_matches("{ ").trim_end_matches(" }"));
        }
    }
    found
}

#[test]
fn promises_and_what_is_none() {
    let cases: [(&str, &[&str]); 56] = [
        (
            "对固定资产投资达到5000万元以上的项目,按设备投资额的5%给予补助,最高不超过2000万元。",
            &["subsidy: rate = \"5%\", of = \"equipment-investment\", cap = \"2000万元\""],
        ),
        ("对产品,按设备投资额的10%、最高不超过100万元予以补助。", &["subsidy: rate = \"10%\", of = \"equipment-investment\", cap = \"100万元\""]),
        ("给予工作站、实验室分别50万元、30万元建站补助。", &["subsidy: amount = \"50万元\" | amount = \"30万元\""]),
        ("企业招用毕业生的,按每人1000元标准给予一次性就业补贴。", &["subsidy: amount = \"1000元\", once = true, per = \"person\""]),
        ("每年安排不少于10亿元专项资金。", &[]),
        ("对骗取资金的,追回已拨付资金。", &[]),
        ("对新认定的国家级、省级企业技术中心,分别给予100万元、50万元奖励。", &["reward: amount = \"100万元\" | amount = \"50万元\""]),
        ("对技术改造项目,按设备投资额的10%给予补贴,最高500万元。", &["subsidy: rate = \"10%\", of = \"equipment-investment\", cap = \"500万元\""]),
        (
            "对产值首次超过10亿元、5亿元的企业,分别一次性奖补20万元、10万元。",
            &["reward: amount = \"20万元\", once = true | amount = \"10万元\", once = true"],
        ),
        ("对团队给予100—2000万元资金支持。", &["support: from = \"100万元\", to = \"2000万元\""]),
        ("对符合条件的企业,按有关规定给予资金奖励。", &["reward: unstated = \"按有关规定给予资金奖励\""]),
        ("获得国家奖的企业奖励50万元,获得省级奖的企业奖励20万元。", &["reward: amount = \"50万元\"", "reward: amount = \"20万元\""]),
        ("对贷款给予贴息补助。", &["interest: unstated = \"给予贴息补助\""]),
        ("对再制造企业给予保费补助。", &["insurance: unstated = \"给予保费补助\""]),
        ("对小微企业减半征收房产税。", &["tax-relief: unstated = \"对小微企业减半征收房产税\""]),
        ("优先支持专精特新企业实施技改扩规。", &["priority: unstated = \"优先支持专精特新企业实施技改扩规\""]),
        ("对入选项目,市级财政给予最高50万元奖励。", &["reward: up_to = \"50万元\", payer = \"市级财政\""]),
        ("对企业给予奖励,单个企业不超过30万元。", &["reward: up_to = \"30万元\", per = \"enterprise\""]),
        // Several caps: the first is that of one grant, the others are kept as words.
        (
            "对数据中心,按设备投资额的10%给予补助,单个项目最高不超过1000万元,同一企业累计不超过3000万元。",
            &["subsidy: rate = \"10%\", of = \"equipment-investment\", cap = \"1000万元\", per = \"project\""],
        ),
        (
            "对认定的装备,分别按设备投资额的30%、20%给予奖励,最高分别不超过500万元、300万元。",
            &[
                "reward: rate = \"30%\", of = \"equipment-investment\", cap = \"500万元\" | rate = \"20%\", of = \"equipment-investment\", cap = \"300万元\"",
            ],
        ),
        ("每家企业给予不超过3万元补助,全年补助总额不超过500万元。", &["subsidy: up_to = \"3万元\", per = \"enterprise\""]),
        // Rates by a quantity, and steps.
        ("对节能企业,每节约1吨标准煤奖励200元,最高不超过100万元。", &["reward: amount = \"200元\", per = \"step\""]),
        ("对租用厂房的企业,按每月每平方米5元给予租金补贴。", &["subsidy: amount = \"5元\", per = \"square-metre\""]),
        ("对新发展的基地,一次性奖励企业100元/亩。", &["reward: amount = \"100元\", once = true, per = \"mu\""]),
        ("超过10亿元的部分,每增加1亿元给予50万元奖励。", &["reward: amount = \"50万元\", per = \"step\""]),
        (
            "企业新引进博士、硕士,分别按每人每月3000元、1500元发放生活补贴。",
            &["subsidy: amount = \"3000元\", per = \"person\" | amount = \"1500元\", per = \"person\""],
        ),
        (
            "对企业给予一次性奖励10万元,并按照产值每新增1000万元奖励2万元的标准给予增量奖励。",
            &["reward: amount = \"10万元\", once = true | amount = \"2万元\", per = \"step\""],
        ),
        // Instalments are neither a second sum nor a total.
        ("对新增企业,给予企业10万元奖励(第一年奖励5万元,第二年奖励5万元)。", &["reward: amount = \"10万元\""]),
        (
            "对上市企业分阶段给予最高1000万元奖励,其中完成辅导奖励400万元,成功上市奖励600万元。",
            &["reward: amount = \"400万元\" | amount = \"600万元\""],
        ),
        ("对展位费给予80%补贴,每个展位不超过3万元。", &["subsidy: rate = \"80%\", of = \"展位费\", cap = \"3万元\""]),
        ("对企业给予 100 万元、30 万元奖励。", &["reward: amount = \"100 万元\" | amount = \"30 万元\""]),
        ("对企业奖励50万。", &["reward: amount = \"50万元\""]),
        ("按项目投资额度给企业5%—20%奖励支持。", &["reward: rate = \"5%\", rate_to = \"20%\", of = \"项目投资额度\""]),
        // A percentage of whom it is for is none that is paid; a ceiling for each; a ratio.
        ("对担保费率不超过1%的机构,按担保额的0.5%给予补贴。", &["subsidy: rate = \"0.5%\", of = \"担保额\""]),
        ("对甲类、乙类企业给予补助,分别不超过200万元和100万元。", &["subsidy: up_to = \"200万元\" | up_to = \"100万元\""]),
        ("对获奖项目,给予省级资金1:1配套奖励,最高不超过20万元。", &["reward: up_to = \"20万元\""]),
        ("对贷款企业,按最高不超过贷款利息的50%给予贴息。", &["interest: rate = \"50%\", of = \"贷款利息\", at_most = true"]),
        ("对国家级/省级产品,一次性奖励100万/50万元。", &["reward: amount = \"100万元\", once = true | amount = \"50万元\", once = true"]),
        ("对平台按交易额的万分之二给予奖励。", &["reward: rate = \"0.02%\", of = \"交易额\""]),
        ("对项目,按人民币30万元、实到外资额的8‰给予奖励。", &["reward: amount = \"30万元\" | rate = \"0.8%\", of = \"实到外资额\""]),
        (
            "对项目,按设备投资额的10%、软件投资额的15%给予补助。",
            &["subsidy: rate = \"10%\", of = \"equipment-investment\" | rate = \"15%\", of = \"软件投资额\""],
        ),
        // Said twice, promised once.
        ("对企业奖励50万元。对企业奖励50万元。", &["reward: amount = \"50万元\""]),
        // Encouraging, refusing, owning: nothing is promised.
        ("重点查处落实降费减负政策不到位的行为。", &[]),
        ("享受本办法的扶持对象须遵守法律、合法经营。", &[]),
        ("按以下标准给予奖励支持:", &[]),
        ("鼓励有条件的地方安排中小企业纾困专项资金。", &[]),
        ("鼓励企业加大研发投入。", &[]),
        ("支持企业申报省级领军企业。", &[]),
        ("对重大违法行为给予“一票否决”。", &[]),
        ("对恶意侵权行为,依法予以严惩。", &[]),
        ("对同质同类政策不做重复奖励。", &[]),
        ("鼓励金融机构加大对企业支持力度。", &[]),
        ("到2025年,规上工业总产值突破2500亿元。", &[]),
        ("研究设立支持传统产业转型升级的专项资金。", &[]),
        ("为企业提供律师、公证服务。", &[]),
        ("", &[]),
    ];
    for (sentence, expected) in cases {
        assert_eq!(promises(sentence), expected, "{sentence}");
    }
}

#[test]
fn tiers_take_their_titles_in_order() {
    let (text, draft) = of("对新认定的创新型中小企业、专精特新“小巨人”企业,分别给予20万元、100万元奖励。");
    let file = toml(&text, &draft, None);
    let tiers: Vec<&str> = file.lines().filter(|line| line.starts_with("requires")).collect();
    assert_eq!(
        tiers,
        [
            "requires = [{ certification = \"innovative\", recognised = \"new\" }]",
            "requires = [{ certification = \"little-giant\", recognised = \"new\" }]",
        ]
    );
    // Words and figures that no key takes are kept, and told.
    let (text, draft) = of(
        "对设备投资额达到500万元以上且近三年无事故的技术改造项目,按设备投资额的10%给予补助,单个项目最高100万元,同一企业累计不超过3000万元或50万美元。",
    );
    let file = toml(&text, &draft, None);
    for told in
        ["同一企业累计不超过3000万元或50万美元\" }", "# review: no condition takes the words “近三年无事故", "# review: “50万美元” is not read"]
    {
        assert!(file.contains(told), "{told} is not in\n{file}");
    }
    let (text, draft) = of("对产值达到10亿元、5亿元、1亿元的企业,分别奖励20万元、10万元。");
    assert!(toml(&text, &draft, None).contains("# review: 2 amounts"), "unequal counts are to be reviewed");
}

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
fn the_bracket_of_a_heading_is_no_part_of_a_promise() {
    let text = "某市支持企业办法\n第一条【研发】对产值超过1亿元的企业,给予5万元补助。\n第二条【平台】对平台奖励5万元。\n";
    let draft = draft(text, &vocabulary());
    let quotes: Vec<&str> = draft.clauses.iter().flat_map(|clause| &clause.incentives).map(|incentive| incentive.quote.of(text)).collect();
    assert_eq!(quotes, ["对产值超过1亿元的企业,给予5万元补助", "对平台奖励5万元"]);
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

#[test]
fn goals_and_what_is_none() {
    let cases: [(&str, &[&str]); 23] = [
        ("到2027年,普及率、数控化率分别超过90%、75%。", &["普及率 90% over 2027", "数控化率 75% over 2027"]),
        ("到2027年,工业、农业设备投资较2023年增长25%以上。", &["工业、农业设备投资较2023年增长 25% at-least 2027"]),
        ("到2025年,力争企业达到25家以上、平台达到200个以上。", &["企业 25家 at-least 2025", "平台 200个 at-least 2025"]),
        (
            "专精特新企业达150家,百亿级企业达5家,50亿级企业达5家。",
            &["专精特新企业 150家 at-least ", "百亿级企业 5家 at-least ", "50亿级企业 5家 at-least "],
        ),
        ("到2025年,90%以上的规上企业工艺、技术达到先进水平。", &["规上企业工艺、技术达到先进水平 90% at-least 2025"]),
        ("规上工业企业稳定在4000家左右。", &["规上工业企业 4000家 about "]),
        ("打造5—10个数字化应用场景。", &["数字化应用场景 5-10个 exactly "]),
        ("确保贷款占比不低于18%。", &["贷款占比 18% at-least "]),
        ("到2025年,力争单位能耗较2020年下降12%。", &["单位能耗较2020年下降 12% up-to 2025"]),
        ("用三年时间推动标杆企业占比达到20%以上。", &["标杆企业占比 20% at-least "]),
        ("到2024年,累计建成5G基站1万个,企业两户以上。", &["5G基站 1万个 exactly 2024", "企业 2户 at-least 2024"]),
        ("2018年底前,对小微企业贷款平均担保费率逐步降低至1.5%以下。", &["小微企业贷款平均担保费率 1.5% at-most 2018"]),
        ("到2025年,培育国家级5家、省级20家专精特新企业。", &["专精特新企业 5家 exactly 2025", "专精特新企业 20家 exactly 2025"]),
        ("到2025年,产业投资占比达到65%。", &["产业投资占比 65% at-least 2025"]),
        ("对企业给予租金补贴,补贴面积不超过3000平方米,三年累计不超过54万元。", &[]),
        ("本办法所称港澳青年企业,是指持股比例达25%以上的企业。", &[]),
        ("工业用地税额标准为非工业用地税额标准的50%左右。", &[]),
        ("用好新增3000亿元支小再贷款额度。", &[]),
        ("引进世界500强企业。", &[]),
        ("支持3个万亿级产业集群、6个千亿级产业集群。", &[]),
        ("对企业给予20万元奖励。", &[]),
        ("构建“157”现代产业体系。", &[]),
        ("三年内建成。", &[]),
    ];
    for (sentence, expected) in cases {
        let (text, draft) = of(sentence);
        let found: Vec<String> = draft
            .clauses
            .iter()
            .flat_map(|clause| &clause.targets)
            .map(|t| {
                let high = t.value_to.as_ref().map(|high| format!("-{high}")).unwrap_or_default();
                format!("{} {}{high}{} {} {}", t.metric.of(&text), t.value, t.unit, t.bound, t.by.map(|by| by.to_string()).unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected, "{sentence}");
    }
}

#[test]
fn what_a_document_says_about_itself() {
    let text = "某市人民政府关于支持企业发展的若干措施\n一、支持企业。对企业给予20万元奖励。\n二、附则。同一项目按就高不重复原则执行。本措施由市工信局负责解释。\n本措施自2024年7月1日起施行,有效期3年。\n某市人民政府\n2024年6月20日\n";
    let file = toml(text, &draft(text, &vocabulary()), Some("370700"));
    for line in [
        "title = \"某市人民政府关于支持企业发展的若干措施\"",
        "kind = \"measures\"",
        "issuer = { body = \"某市人民政府\", quote = \"某市人民政府\" }",
        "issued = { on = 2024-06-20, quote = \"2024年6月20日\" }",
        "valid_from = { on = 2024-07-01, quote = \"自2024年7月1日起施行\" }",
        "valid_until = { on = 2027-06-30, quote = \"有效期3年\" }",
        "kind = \"highest-only\"",
        "bodies = [\"市工信局\"]",
    ] {
        assert!(file.contains(line), "{line} is not in\n{file}");
    }
}
