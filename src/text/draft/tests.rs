//! Drafts of single clauses, with sentences that promise nothing and numbers that are no goals.

mod conditions;

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
    let cases: [(&str, &[&str]); 124] = [
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
        ("对入选企业,奖励最高不超60万元。", &["reward: up_to = \"60万元\""]),
        ("对入选企业给予奖励,不超60万元。", &["reward: up_to = \"60万元\""]),
        ("对企业,按设备投资额的1%给予补助,最高不超5万元。", &["subsidy: rate = \"1%\", of = \"equipment-investment\", cap = \"5万元\""]),
        ("对企业,按设备投资额的1%给予补助,最多不超5万元。", &["subsidy: rate = \"1%\", of = \"equipment-investment\", cap = \"5万元\""]),
        ("对企业,按设备投资额的1%给予补助,至多5万元。", &["subsidy: rate = \"1%\", of = \"equipment-investment\", cap = \"5万元\""]),
        ("对产值超5亿元的企业奖励10万元。", &["reward: amount = \"10万元\""]),
        // A sentence that only limits belongs to the promise before it.
        (
            "对技改项目按设备投资额的10%给予补助。单个项目最高不超过200万元。",
            &["subsidy: rate = \"10%\", of = \"equipment-investment\", cap = \"200万元\", per = \"project\""],
        ),
        ("对新认定的工厂给予奖励;同一企业年度最高奖励50万元。", &["reward: up_to = \"50万元\", per = \"enterprise\""]),
        ("对企业给予奖励。单个企业最高不超过30万元,累计不超过60万元。", &["reward: up_to = \"30万元\", per = \"enterprise\""]),
        ("对企业奖励20万元。对平台最高奖励50万元。", &["reward: amount = \"20万元\"", "reward: up_to = \"50万元\""]),
        ("对企业奖励20万元。每个新建的示范平台另给予最高50万元奖励。", &["reward: amount = \"20万元\"", "reward: up_to = \"50万元\""]),
        ("每家企业最高奖励50万元。", &["reward: up_to = \"50万元\", per = \"enterprise\""]),
        // By what a sum is counted is said beside it, not beside another.
        ("每制定一项国家标准奖励20万元,每家企业每年最高不超过100万元。", &["reward: amount = \"20万元\""]),
        ("对产品给予每个5万元奖励,单个企业最高20万元。", &["reward: amount = \"5万元\", per = \"item\""]),
        ("对每个项目,给予20万元奖励。", &["reward: amount = \"20万元\", per = \"project\""]),
        // For how long is paid, and what is none of it.
        ("对博士,给予每人每月3000元补贴,连续补贴三年。", &["subsidy: amount = \"3000元\", per = \"person\", years = 3"]),
        ("对企业,连续3年给予每年20万元补贴。", &["subsidy: amount = \"20万元\", per = \"year\", years = 3"]),
        ("对平台,每年奖励20万元,连续支持3年。", &["reward: amount = \"20万元\", per = \"year\", years = 3"]),
        ("对平台,每年奖励20万元,连续3年。", &["reward: amount = \"20万元\", per = \"year\", years = 3"]),
        ("对平台,每年奖励20万元,最多补助三年。", &["reward: amount = \"20万元\", per = \"year\", years = 3"]),
        ("对平台给予20万元补助,期限不超过3年。", &["subsidy: amount = \"20万元\", years = 3"]),
        ("对平台给予20万元补助,补助期限36个月。", &["subsidy: amount = \"20万元\", years = 3"]),
        ("对平台给予2年租金补贴。", &["subsidy: unstated = \"给予2年租金补贴\", years = 2"]),
        ("对企业三年内给予20万元奖励。", &["reward: amount = \"20万元\", years = 3"]),
        ("连续三年在库的企业,给予10万元奖励。", &["reward: amount = \"10万元\""]),
        ("对连续两年获评优秀的平台,给予20万元奖励。", &["reward: amount = \"20万元\""]),
        ("连续三年享受补贴的,给予10万元补贴。", &["subsidy: amount = \"10万元\""]),
        ("对成立3年以上的企业,给予10万元奖励。", &["reward: amount = \"10万元\""]),
        ("对企业第二年给予5万元奖励。", &["reward: amount = \"5万元\""]),
        ("对企业,前三年给予全额补贴。", &["subsidy: unstated = \"给予全额补贴\""]),
        ("对贷款期限3年的企业,给予10万元奖励。", &["reward: amount = \"10万元\""]),
        ("对企业给予10万元奖励,两年内予以兑现。", &["reward: amount = \"10万元\""]),
        ("支持企业发展,奖励2023年度优秀企业10万元。", &["reward: amount = \"10万元\""]),
        ("对企业给予20万元补助,期限18个月。", &["subsidy: amount = \"20万元\""]),
        ("对平台给予补贴,前期支持2年,后期支持3年。", &["subsidy: unstated = \"给予补贴\""]),
        ("对企业给予20万元奖励,每年最高不超50万元。", &["reward: amount = \"20万元\""]),
        ("对企业给予五年奖励,其中前三年给予20万元奖励,后两年给予10万元奖励。", &["reward: amount = \"20万元\" | amount = \"10万元\""]),
        ("对项目奖励20万元,每个项目三年奖励累计不超过50万元。", &["reward: amount = \"20万元\""]),
        ("对企业奖励10万元。最长不超过3年。", &["reward: amount = \"10万元\""]),
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
        // How what was promised is paid out is no tier.
        ("奖励资金分三年按40%、30%、30%比例兑现。", &[]),
        ("对项目按设备投资额的10%给予补助,开工后拨付50%,投产后拨付50%。", &["subsidy: rate = \"10%\", of = \"equipment-investment\""]),
        ("对企业给予300万元奖励,分三年兑现,第一年100万元,第二年100万元,第三年100万元。", &["reward: amount = \"300万元\""]),
        ("对企业给予300万元奖励,分两年按60%、40%兑现。", &["reward: amount = \"300万元\""]),
        ("对企业给予最高300万元补贴,其中奖补资金50%待投产后兑现。", &["subsidy: up_to = \"300万元\""]),
        ("对企业奖励10万元,市、县财政各承担5万元。", &["reward: amount = \"10万元\""]),
        ("对企业奖励10万元,其中市级承担50%、县级承担50%。", &["reward: amount = \"10万元\""]),
        ("对获省级资金的项目,按省级资金的50%给予配套补助。", &["matching: rate = \"50%\", of = \"省级资金\""]),
        ("对企业分两年给予奖励,第一年给予20万元,第二年给予10万元。", &["reward: amount = \"20万元\" | amount = \"10万元\""]),
        ("按项目投资额的10%拨付补助资金。", &["subsidy: rate = \"10%\", of = \"项目投资额\""]),
        (
            "对企业第一年奖5万元,第二、三年分别奖3万元、2万元,市、县财政按4:6分担。",
            &["reward: amount = \"5万元\" | amount = \"3万元\" | amount = \"2万元\""],
        ),
        ("对企业补2万元。", &["subsidy: amount = \"2万元\""]),
        ("对获奖50万元以上的企业,给予5万元奖励。", &["reward: amount = \"5万元\""]),
        // Encouraging, refusing, owning: nothing is promised.
        ("同一企业同一事项只能享受一次奖励。", &[]),
        ("符合多项条款的,由企业自主选择一项申报奖励。", &[]),
        ("失信企业不享受本政策。", &[]),
        ("已享受其他财政补助的项目,不再给予奖励。", &[]),
        ("对发生重大事故的企业,不予补助。", &[]),
        ("房地产企业均不享受本政策全部条款。", &[]),
        ("经研究可以决定不给予补助。", &[]),
        ("本政策适用于2019年1月1日至2021年12月31日的奖补对象。", &[]),
        ("企业享受本办法奖补资金年度总额不超过其当年地方贡献。", &[]),
        ("企业经审核后,向领导小组申报兑现奖励政策。", &[]),
        ("申请奖励的企业应当提供真实材料。", &[]),
        ("奖励资金由市财政局拨付,补助资金于次年一季度兑现。", &[]),
        ("对不享受省级奖励的企业,给予20万元奖励。", &["reward: amount = \"20万元\""]),
        ("对不享受省级奖励的企业奖励20万元。", &["reward: amount = \"20万元\""]),
        ("对已获得省级奖励的企业,再奖励20万元。", &["reward: amount = \"20万元\""]),
        ("对企业,按规定兑现奖励资金。", &["reward: unstated = \"按规定兑现奖励资金\""]),
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
    let wrong = |(sentence, expected): &(&str, &[&str])| {
        let found = promises(sentence);
        (found != *expected).then(|| format!("{sentence}\n  found {found:?}\n  not   {expected:?}"))
    };
    let wrong: Vec<String> = cases.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    let (text, draft) = of("对博士,给予每人每月3000元补贴。");
    assert!(toml(&text, &draft, None).contains("# review: paid by the month too, for which `per` has no place"), "a second measure is told");
    let (text, draft) = of("对博士,给予每人3000元补贴,每月兑现。");
    assert!(!toml(&text, &draft, None).contains("paid by the month"), "a month beside another thing is none");
    let (text, draft) = of("对产值达到10亿元、5亿元、1亿元的企业,分别奖励20万元、10万元。");
    assert!(toml(&text, &draft, None).contains("# review: 2 amounts"), "unequal counts are to be reviewed");
}

#[test]
fn the_bracket_of_a_heading_is_no_part_of_a_promise() {
    let text = "某市支持企业办法\n第一条【研发】对产值超过1亿元的企业,给予5万元补助。\n第二条【平台】对平台奖励5万元。\n";
    let draft = draft(text, &vocabulary());
    let quotes: Vec<&str> = draft.clauses.iter().flat_map(|clause| &clause.incentives).map(|incentive| incentive.quote.of(text)).collect();
    assert_eq!(quotes, ["对产值超过1亿元的企业,给予5万元补助", "对平台奖励5万元"]);
}

#[test]
fn goals_and_what_is_none() {
    let cases: [(&str, &[&str]); 42] = [
        ("到2027年,普及率、数控化率分别超过90%、75%。", &["普及率 90% over 2027", "数控化率 75% over 2027"]),
        ("到2027年,工业、农业设备投资较2023年增长25%以上。", &["工业、农业设备投资较2023年增长 25% at-least 2027"]),
        ("到2025年,力争企业达到25家以上、平台达到200个以上。", &["企业 25家 at-least 2025", "平台 200个 at-least 2025"]),
        (
            "到2025年,工业实力更强。专精特新企业达150家,百亿级企业达5家,50亿级企业达5家。",
            &["专精特新企业 150家 at-least 2025", "百亿级企业 5家 at-least 2025", "50亿级企业 5家 at-least 2025"],
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
        ("每年安排转型资金5000万元。对企业奖励20万元。", &["转型资金 5000万元 exactly "]),
        ("市财政每年安排1亿元专项资金。", &["专项资金 1亿元 exactly "]),
        ("市财政每年安排不低于2亿元的技改资金。", &["技改资金 2亿元 at-least "]),
        ("设立母基金,总规模不少于10亿元。", &["总规模 10亿元 at-least "]),
        ("对企业奖励20万元。培育瞪羚企业20家以上。", &["瞪羚企业 20家 at-least "]),
        ("规上企业税收年均增长8%以上。", &["规上企业税收年均增长 8% at-least "]),
        // Thresholds and how far a payment goes, in a sentence of their own.
        ("补助比例再提高5个百分点。", &[]),
        ("对企业技改项目按设备投资额的10%给予补助。单个项目最高不超过200万元。", &[]),
        ("对企业技改项目按设备投资额的10%给予补助;对列入名单的,补助比例提高2个百分点,最高不超过500万元。", &[]),
        ("厂房面积2000平方米以上,入驻率达到80%以上。", &[]),
        ("申报企业须建设研发场地,面积500平方米以上。", &[]),
        ("同一企业一次性申领不超过3万元,全年合计不超过5万元。", &[]),
        ("税收超500万元安排不超过2名。", &[]),
        ("重点项目经费安排额度分别为工业类30万元以上。", &[]),
        ("到2025年,企业达到30家。对企业奖励20万元。年产值达到5000万元以上。", &["企业 30家 at-least 2025"]),
        ("对企业奖励20万元。建设投资5000万元以上。", &[]),
        ("对年接待达到1万人次以上的旅行社,奖励5万元。", &[]),
        ("企业研发投入占比不低于3%。", &[]),
        ("加快引进实际投资达1.5亿元以上建设行业企业。", &[]),
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
fn rules_and_the_bodies_they_name() {
    let cases: [(&str, &[&str]); 11] = [
        ("同一企业同一事项只能享受一次。", &["NoDuplicates  同一企业同一事项只能享受一次"]),
        ("已享受其他财政补助的项目,不再给予奖励。", &["NoDuplicates  已享受其他财政补助的项目,不再给予奖励"]),
        ("由企业自主选择一项申报。", &["BestOnly  由企业自主选择一项申报"]),
        ("对发生重大事故的企业,不予补助。", &["Excludes  对发生重大事故的企业,不予补助"]),
        ("失信企业不享受本政策。", &["Excludes  失信企业不享受本政策"]),
        ("市工信局会同市财政局负责解释。", &["Interprets 市工信局,市财政局 市工信局会同市财政局负责解释"]),
        ("本措施由市工信局、市财政局负责解释。", &["Interprets 市工信局,市财政局 本措施由市工信局、市财政局负责解释"]),
        ("具体由市科技局会同市财政局负责解释。", &["Interprets 市科技局,市财政局 具体由市科技局会同市财政局负责解释"]),
        ("本措施解释权归各牵头部门所有。", &["Interprets  本措施解释权归各牵头部门所有"]),
        ("对企业奖5万元,市、县财政按4:6分担。", &["Pays  市、县财政按4:6分担"]),
        ("对企业奖励5万元。", &[]),
    ];
    for (sentence, expected) in cases {
        let (text, draft) = of(sentence);
        let found: Vec<String> =
            draft.rules.iter().map(|rule| format!("{:?} {} {}", rule.kind, rule.bodies.join(","), rule.quote.of(&text))).collect();
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

#[test]
fn how_long_a_document_holds() {
    let cases: [(&str, &[&str]); 17] = [
        ("本政策自2024年1月1日起执行,暂定三年。", &["valid_from 2024-01-01", "valid_until 2026-12-31"]),
        ("本政策自2024年1月1日起施行,试行期两年。", &["valid_from 2024-01-01", "valid_until 2025-12-31"]),
        ("本政策执行期限为2024年1月1日至2026年12月31日。", &["valid_from 2024-01-01", "valid_until 2026-12-31"]),
        ("本政策自发布之日起实施,执行至2026年12月31日。", &["valid_from on_issue", "valid_until 2026-12-31"]),
        ("除另有规定外,各项政策实施期限至2025年底。", &["valid_until 2025-12-31"]),
        ("本政策有效期3年,自2024年2月1日起实施。", &["valid_from 2024-02-01", "valid_until 2027-01-31"]),
        ("本政策自2024年1月1日起施行,有效期为三年(至2026年12月31日止)。", &["valid_from 2024-01-01", "valid_until 2026-12-31"]),
        ("本政策自2024年1月1日起至2025年12月31日止。", &["valid_from 2024-01-01", "valid_until 2025-12-31"]),
        // A day that must be reckoned, and what is not about the document.
        ("本政策自公布之日起30日后施行,有效期5年。", &["review reckon"]),
        ("对企业减征税款,执行期限为2024年1月1日至2026年12月31日。", &[]),
        ("对企业给予补贴,补贴期限暂定三年。", &[]),
        ("对企业给予补贴,执行至2026年12月31日。", &[]),
        ("本政策由市工信局负责解释,试行。", &[]),
        ("自2024年1月1日起试行。", &["valid_from 2024-01-01"]),
        ("企业自认定之日起给予奖励。", &[]),
        ("本政策适用于三年内的项目。", &[]),
        ("", &[]),
    ];
    for (sentence, expected) in cases {
        let text = format!("某市支持企业若干措施\n一、支持。对企业给予20万元奖励。\n二、附则。{sentence}\n");
        let file = toml(&text, &draft(&text, &vocabulary()), None);
        let found: Vec<String> = file
            .lines()
            .filter_map(|line| match line.split_once(" = { on = ") {
                Some((name, day)) => Some(format!("{name} {}", day.split(',').next().unwrap_or(day))),
                None if line.starts_with("valid_from = { on_issue") => Some("valid_from on_issue".to_owned()),
                None => line.contains("reckon the day").then(|| "review reckon".to_owned()),
            })
            .collect();
        assert_eq!(found, expected, "{sentence}");
    }
    let text = "某市支持企业若干措施\n(2024年2月8日)\n一、支持。对企业给予20万元奖励。\n征求意见时间为2025年3月1日至2025年3月31日。\n";
    let file = toml(text, &draft(text, &vocabulary()), None);
    for line in ["issued = { on = 2024-02-08", "consultation = { from = 2025-03-01, until = 2025-03-31"] {
        assert!(file.contains(line), "{line} is not in\n{file}");
    }
}
