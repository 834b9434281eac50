//! Documents as pages have them, and their normal form; normal texts that must stay as they are.

use super::{Remark, normalise};

#[test]
fn normal_forms() {
    let cases = [
        ("（责任单位：市工信局，市财政局）；１０％", "(责任单位:市工信局,市财政局);10%\n"),
        ("\u{feff}　　一、总体要求　\r\n\r\n（一）目标\n", "一、总体要求\n(一)目标\n"),
        (
            "各區(qū)人民政府,葛店經(jīng)開區(qū),、臨空經(jīng)濟區(qū)管委會,,市政府各部門:",
            "各区人民政府,葛店经开区、临空经济区管委会,市政府各部门:\n",
        ),
        ("著力構(gòu)建現(xiàn)代化產(chǎn)業(yè)體系,,顯著提升,。", "着力构建现代化产业体系,显著提升。\n"),
        (
            "关于支持智能制造新动能赛道高质量\n发展的若干措施\n为深入贯彻,制定措施。",
            "关于支持智能制造新动能赛道高质量发展的若干措施\n为深入贯彻,制定措施。\n",
        ),
        ("关于加快发展 全力推进新型\n\n工业化的若干政策意见\n一、总体要求", "关于加快发展 全力推进新型工业化的若干政策意见\n一、总体要求\n"),
        ("某市人民政府 关于推进加快制造业 高质量发展的实施意见", "某市人民政府关于推进加快制造业高质量发展的实施意见\n"),
        ("您的位置: 首页 > 奖励政策\n发布日期:2024-07-18 09:26浏览次数:\n一、支持企业。\nCopyright © 2022 版权所有\n扫一扫", "一、支持企业。\n"),
        ("一、支持企业。\n本措施自印发之日起施行。\n原文链接:\n免责声明:\n本站转载。\nTOP", "一、支持企业。\n本措施自印发之日起施行。\n"),
        ("推动企业发展。\n- 3 -\n加强领导。\n010-12345678\nwww.a.gov.cn", "推动企业发展。\n加强领导。\n"),
        // What must stay.
        ("奖励标准\n500\n2.5\n30%\n发文字号:甲政发〔2024〕1号", "奖励标准\n500\n2.5\n30%\n发文字号:甲政发〔2024〕1号\n"),
        ("重点技术改造项目容积率可提升至 2.0 以上。", "重点技术改造项目容积率可提升至 2.0 以上。\n"),
        ("零部件制造(MRO)、装备首台(套)。", "零部件制造(MRO)、装备首台(套)。\n"),
        ("支持乾县企业。", "支持乾县企业。\n"),
        ("某市人民政府\n2023年8月24日", "某市人民政府\n2023年8月24日\n"),
        ("联系人:张三,电话:0472-5618435,邮箱:a@b.cn", "联系人:张三,电话:0472-5618435,邮箱:a@b.cn\n"),
        ("——产业规模大幅提升。", "——产业规模大幅提升。\n"),
        ("是否符合条件?符合的,给予奖励。", "是否符合条件?符合的,给予奖励。\n"),
        ("", ""),
    ];
    for (raw, expected) in cases {
        let found = normalise(raw);
        assert_eq!(found.text, expected, "{raw}");
        assert_eq!(normalise(&found.text).text, expected, "not idempotent: {raw}");
    }
}

#[test]
fn a_stretch_read_out_of_step_comes_back_but_for_one_character() {
    let raw = "工業(yè)規(guī)模大幅提升,,解決工業(yè)規(guī)?!靶　钡膯栴}。補短板,促進發展。";
    let found = normalise(raw);
    assert_eq!(found.text, "工业规模大幅提升,解决工业规模“小”的问题。补短板,促进发展。\n");
    assert!(found.remarks.iter().any(|remark| matches!(remark, Remark::Restored { .. })), "{:?}", found.remarks);

    let raw = "重點高??疾鞂W(xué)習(xí)研修,,組織體檢。";
    let found = normalise(raw);
    assert_eq!(found.text, "重点高□考察学习研修,组织体检。\n");
    assert!(found.remarks.iter().any(|remark| matches!(remark, Remark::Lost { .. })), "{:?}", found.remarks);
}
