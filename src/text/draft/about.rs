//! What a document is: title, kind, issuer, dates, standing. Read from the paragraphs around its clauses. Knows no sums.

use super::DraftClause;
use crate::model::span::Span;
use crate::text::date::{self, PartialDate};
use crate::text::{number, scan};

#[derive(Debug, Clone, Copy)]
pub struct Day {
    pub date: PartialDate,
    pub quote: Span,
}

#[derive(Debug, Clone, Default)]
pub struct About {
    pub title: Option<Span>,
    pub kind: &'static str,
    pub is_draft: bool,
    pub doc_number: Option<Span>,
    pub issuer: Option<Span>,
    pub issued: Option<Day>,
    pub from_issue: Option<Span>,
    pub valid_from: Option<Day>,
    pub valid_until: Option<Day>,
    /// 有效期三年: a span instead of a day.
    pub valid_years: Option<(i64, Span)>,
    pub consultation: Option<Consultation>,
    /// Words that say the document was changed after it was put up.
    pub amendment: Option<Span>,
}

#[derive(Debug, Clone, Copy)]
pub struct Consultation {
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
    pub quote: Span,
}

impl About {
    pub fn quotes(&self) -> Vec<Span> {
        let days = [self.issued, self.valid_from, self.valid_until].into_iter().flatten().map(|day| day.quote);
        let spans = [self.title, self.doc_number, self.issuer, self.from_issue, self.amendment].into_iter().flatten();
        days.chain(spans).chain(self.consultation.map(|c| c.quote)).collect()
    }
}

const KINDS: [(&str, &str); 12] = [
    ("措施", "measures"),
    ("政策", "measures"),
    ("意见", "opinions"),
    ("管理办法", "administrative-measures"),
    ("办法", "administrative-measures"),
    ("规定", "administrative-measures"),
    ("细则", "administrative-measures"),
    ("方案", "plan"),
    ("计划", "plan"),
    ("规划", "plan"),
    ("通知", "notice"),
    ("公告", "notice"),
];

pub fn read(text: &str, clauses: &[DraftClause]) -> About {
    let start = clauses.first().map_or(text.len(), |clause| clause.clause.span.range().start);
    let end = clauses.iter().map(|clause| clause.clause.span.range().end).max().unwrap_or(0);
    let lines: Vec<Span> = scan::lines(text).collect();
    let before: Vec<Span> = lines.iter().copied().filter(|line| line.range().end <= start).collect();
    let after: Vec<Span> = lines.iter().copied().filter(|line| line.range().start >= end).collect();
    let title = title(text, &before);
    let name = title.map_or("", |span| bare(span.of(text)));
    let mut about = About { title, kind: KINDS.iter().find(|(end, _)| name.ends_with(end)).map_or("notice", |&(_, kind)| kind), ..About::default() };
    let head = scan::upto(text, start);
    about.is_draft = head.contains("征求意见") || head.contains("公开征求") || head.contains("意见征集");
    about.doc_number = before.iter().find_map(|line| doc_number(text, *line));
    let edges: Vec<Span> = before.iter().chain(&after).copied().collect();
    sign(text, &before, &after, &mut about);
    about.issuer = about.issuer.or_else(|| title.and_then(|title| issuer_of_title(text, title)));
    let last = clauses.last().map(|clause| clause.clause.span);
    for line in edges.iter().copied().chain(last).chain(clauses.iter().filter(|c| c.clause.leaf).map(|c| c.clause.span)) {
        validity(text, line, &mut about);
    }
    about.consultation = before.iter().find_map(|line| consultation(text, *line));
    about.amendment =
        after.iter().copied().find(|line| ["修改为:", "修改为“", "予以采纳", "调整为:"].iter().any(|word| line.of(text).contains(word)));
    if about.is_draft && about.issued.is_some() {
        // The date under a letter that asks for comments is the day the asking began, not an issue.
        let day = about.issued.take();
        if let (Some(consultation), Some(day)) = (&mut about.consultation, day) {
            consultation.from = consultation.from.or(Some(day.date));
            if let (Some(until), Some(year)) = (&mut consultation.until, day.date.year) {
                until.year = until.year.or(Some(year));
            }
        }
    }
    about
}

/// Without the brackets of 征求意见稿 or 试行.
fn bare(title: &str) -> &str {
    title.trim_end_matches("(征求意见稿)").trim_end_matches("(试行)").trim_end_matches("(暂行)").trim_end_matches("(修订)")
}

/// The title nearest to the clauses.
fn title(text: &str, before: &[Span]) -> Option<Span> {
    let is_title = |line: &&Span| {
        let words = line.of(text);
        let length = words.chars().count();
        (6..=80).contains(&length)
            && !words.contains(['。', ';', ':'])
            && !words.starts_with('《')
            && KINDS.iter().any(|(end, _)| bare(words).ends_with(end))
            && !words.starts_with("附件")
    };
    before.iter().rev().find(is_title).copied()
}

/// 甲政办发〔2024〕8号 on a line of its own.
fn doc_number(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text);
    let is_number = words.ends_with('号') && words.contains(['〔', '[', '(']) && words.chars().count() <= 24 && !words.contains(['。', ',']);
    let start = words.rfind([' ', ':']).map_or(0, |at| at + 1);
    is_number.then(|| Span::new(line.range().start + start, line.range().end))
}

/// The signature and the date under it.
fn sign(text: &str, before: &[Span], after: &[Span], about: &mut About) {
    for lines in [after, before] {
        for (i, line) in lines.iter().enumerate() {
            let words = line.of(text);
            let Some(day) = date::dates(words).into_iter().next().filter(|day| day.span.of(words).len() == words.len() && day.date.whole().is_some())
            else {
                continue;
            };
            about.issued = Some(Day { date: day.date, quote: *line });
            let signer = i
                .checked_sub(1)
                .and_then(|i| lines.get(i))
                .filter(|line| line.of(text).chars().count() <= 30 && !line.of(text).contains(['。', ':', ',']));
            about.issuer = about.issuer.or(signer.copied());
            return;
        }
    }
}

/// 某市人民政府关于…: the issuer heads the title.
fn issuer_of_title(text: &str, title: Span) -> Option<Span> {
    let words = title.of(text);
    let issuer = scan::upto(words, words.find("关于")?);
    let is_body = ["政府", "办公室", "办公厅", "局", "厅", "委", "委员会", "部"].iter().any(|end| issuer.ends_with(end));
    is_body.then(|| Span::new(title.range().start, title.range().start + issuer.len()))
}

fn validity(text: &str, line: Span, about: &mut About) {
    for (_, sentence) in scan::split(text, line, |c| matches!(c, '。' | ',' | ';')) {
        let words = sentence.of(text);
        let sentence = scan::trim(text, sentence, "");
        let day = date::dates(words).into_iter().next();
        let begins = ["施行", "实施", "执行", "生效"].iter().any(|end| words.ends_with(end)) && (words.contains("之日起") || words.contains("日起"));
        if begins && words.contains('自') {
            let from = words.find('自').unwrap_or(0);
            let quote = Span::new(sentence.range().end - scan::from(words, from).trim_end().len(), sentence.range().end);
            match day.filter(|day| day.date.whole().is_some()) {
                Some(day) => about.valid_from = about.valid_from.or(Some(Day { date: day.date, quote })),
                None => about.from_issue = about.from_issue.or(Some(quote)),
            }
        }
        let of_document = ["本", "有效期", "自"].iter().any(|start| words.trim_start().starts_with(start));
        if words.contains("有效期") || (of_document && (words.contains("执行至") || words.contains("实施至"))) {
            match day.filter(|day| scan::upto(words, day.span.range().start).ends_with(['至', '到'])) {
                Some(day) => {
                    about.valid_until = about.valid_until.or(Some(Day {
                        date: day.date,
                        quote: scan::trim(text, Span::new(sentence.range().end - words.trim_start().len(), sentence.range().end), ""),
                    }))
                }
                None => about.valid_years = about.valid_years.or_else(|| years(words).map(|years| (years, sentence))),
            }
        }
    }
}

fn years(words: &str) -> Option<i64> {
    let at = words.find("有效期")? + "有效期".len();
    let start = scan::from(words, at).char_indices().find(|&(_, c)| number::begins(c))?.0 + at;
    let (value, end) = number::read_plain(words, start)?;
    scan::from(words, end).starts_with('年').then(|| value.whole()).flatten().filter(|years| (1..=20).contains(years))
}

/// 征集开始时间:… 结束时间:…, 征求意见截止日期为4月14日, 请于4月23日前反馈.
fn consultation(text: &str, line: Span) -> Option<Consultation> {
    let words = line.of(text);
    let asks = words.contains("征集") || words.contains("征求") || words.contains("反馈");
    let days = date::dates(words);
    let (first, last) = (days.first()?, days.last()?);
    if !asks || !["截止", "结束", "前", "至", "期限", "时间"].iter().any(|word| words.contains(word)) {
        return None;
    }
    let is_span = days.len() > 1;
    let quote = if words.chars().count() <= 60 {
        line
    } else {
        super::sentence::part_around(text, Span::new(line.range().start + last.span.range().start, line.range().start + last.span.range().end))
    };
    Some(Consultation { from: is_span.then_some(first.date), until: Some(last.date), quote })
}
