//! What holds for every input: normalising twice is normalising once, every span is one of its text, nothing panics.

use proptest::prelude::*;

use super::draft::{self, Vocabulary};
use super::{amount, date, decode, normalise, note, outline};
use crate::model::span::Span;

/// Pieces of documents in any order, so that what is generated looks like what is read.
fn prose() -> impl Strategy<Value = String> {
    const PIECES: [&str; 58] = [
        "一、",
        "(一)",
        "1.",
        "2、",
        "第三条 ",
        "(1)",
        "①",
        "\n",
        "\n\n",
        "。",
        ",",
        ";",
        "、",
        ":",
        "(",
        ")",
        "〔",
        "〕",
        "“",
        "”",
        "责任单位:",
        "牵头单位:",
        "配合部门:",
        "市工信局",
        "市财政局",
        "各县〔区〕人民政府",
        "葛店经开区、临空经济区管委会",
        "按职责分工负责",
        "以下任务均需各县落实",
        "对新认定的",
        "国家级、省级",
        "企业技术中心",
        "分别",
        "给予",
        "奖励",
        "50万元",
        "100—2000万元",
        "五百万元",
        "10%",
        "百分之十",
        "最高",
        "不超过",
        "以上",
        "到2025年",
        "达到",
        "150家",
        "力争",
        "附件",
        "附件:1.",
        "某市人民政府",
        "2023年8月24日",
        "關(guān)",
        "經(jīng)濟",
        ",,",
        "。,",
        "规?！靶　钡膯栴}",
        " ",
        "关于支持企业的若干措施",
    ];
    let piece = prop_oneof![
        9 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
        1 => "[0-9]{1,30}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn vocabulary() -> Vocabulary {
    let title = |name: &str, id: &str| draft::Title { name: name.to_owned(), id: id.to_owned(), levels: Vec::new() };
    Vocabulary { certifications: vec![title("企业技术中心", "technology-centre"), title("企业", "enterprise")], ..Vocabulary::default() }
}

fn is_span_of(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_is_normalising_once(raw in prose()) {
        let once = normalise::normalise(&raw).text;
        prop_assert_eq!(&normalise::normalise(&once).text, &once, "{}", raw);
    }

    #[test]
    fn every_span_is_one_of_its_text(text in prose()) {
        for text in [text.clone(), normalise::normalise(&text).text] {
            for clause in outline::outline(&text, &note::notes(&text)) {
                prop_assert!(is_span_of(&text, clause.span) && is_span_of(&text, clause.own) && is_span_of(&text, clause.number));
                prop_assert!(clause.span.contains(clause.own), "{} {:?}", text, clause);
                prop_assert!(clause.heading.is_none_or(|heading| is_span_of(&text, heading)));
            }
            for note in note::notes(&text) {
                prop_assert!(is_span_of(&text, note.span) && !note.units.is_empty());
                prop_assert!(note.units.iter().all(|unit| note.span.contains(unit.written) && !unit.name.is_empty()), "{} {:?}", text, note);
            }
            prop_assert!(amount::sums(&text).iter().all(|sum| is_span_of(&text, sum.span) && sum.span.start < sum.span.end));
            prop_assert!(amount::rates(&text).iter().all(|rate| is_span_of(&text, rate.span) && rate.low <= rate.high));
            prop_assert!(amount::respectively(&text).iter().all(|run| is_span_of(&text, run.span) && run.amounts.len() + run.rates.len() > 1));
            prop_assert!(date::dates(&text).iter().all(|date| is_span_of(&text, date.span)));
        }
    }

    #[test]
    fn every_drafted_quote_is_in_the_text_and_the_file_is_toml(raw in prose()) {
        let text = normalise::normalise(&raw).text;
        let draft = draft::draft(&text, &vocabulary());
        for clause in &draft.clauses {
            prop_assert!(clause.incentives.iter().all(|incentive| !incentive.quote.of(&text).is_empty()), "{} {:?}", text, clause);
            prop_assert!(clause.targets.iter().all(|target| !target.quote.of(&text).is_empty() && target.quote.contains(target.metric)), "{} {:?}", text, clause);
        }
        let file = draft::toml(&text, &draft, Some("370700"));
        let parsed = toml::from_str::<toml::Table>(&file);
        prop_assert!(parsed.is_ok(), "{}\n{}", parsed.err().map(|e| e.to_string()).unwrap_or_default(), file);
        let mut quotes = Vec::new();
        collect_quotes(&toml::Value::Table(parsed.unwrap_or_default()), &mut quotes);
        prop_assert!(quotes.iter().all(|quote| !quote.is_empty() && text.contains(quote)), "{}\n{}", text, file);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(decoded) = decode::decode(&bytes) {
            let text = normalise::normalise(&decoded.text).text;
            draft::draft(&text, &vocabulary());
        }
    }
}

/// Every `quote` of a file, however deep.
fn collect_quotes(value: &toml::Value, quotes: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value {
                    toml::Value::String(words) if key == "quote" || key == "note" || key == "beneficiary" || key == "stated" => {
                        quotes.push(words.clone())
                    }
                    _ => collect_quotes(value, quotes),
                }
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| collect_quotes(value, quotes)),
        _ => {}
    }
}
