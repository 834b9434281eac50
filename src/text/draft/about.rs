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
    /// 自公布之日起30日后施行: a day that must be reckoned.
    pub from_later: Option<Span>,
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
        let spans = [self.title, self.doc_number, self.issuer, self.from_issue, self.from_later, self.amendment].into_iter().flatten();
        days.chain(spans).chain(self.consultation.map(|c| c.quote)).collect()
    }
}

const KINDS: [(&str, &str); 20] = [
    ("措施", "measures"),
    ("政策", "measures"),
    ("条", "measures"),
    ("意见", "opinions"),
    ("管理办法", "administrative-measures"),
    ("办法", "administrative-measures"),
    ("规定", "administrative-measures"),
    ("细则", "administrative-measures"),
    ("条例", "administrative-measures"),
    ("方案", "plan"),
    ("计划", "plan"),
    ("规划", "plan"),
    ("要点", "plan"),
    ("纲要", "plan"),
    ("事项", "plan"),
    ("安排", "plan"),
    ("决定", "opinions"),
    ("指南", "notice"),
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
    let mut about = About { title, kind: title.map_or("notice", |span| kind(span.of(text))), ..About::default() };
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
    about.consultation = edges.iter().find_map(|line| consultation(text, *line));
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

/// What kind of document a title names; a notice that issues a document is what it issues.
fn kind(title: &str) -> &'static str {
    let of = |name: &str| KINDS.iter().find(|(end, _)| bare(name).ends_with(end)).map_or("notice", |&(_, kind)| kind);
    let issued = title.find("印发").and_then(|at| scan::from(title, at + "印发".len()).strip_suffix("的通知"));
    of(issued.map_or(title, |name| name.trim_matches(['《', '》', '<', '>', '〈', '〉'])))
}

/// Without the brackets of 征求意见稿, 试行 or 2022—2024年, and without the marks of a name.
fn bare(title: &str) -> &str {
    let mut title = title.trim_end_matches(['》', ' ']);
    while scan::last(title).is_some_and(scan::closes) {
        let Some(at) = title.rfind(scan::opens) else { break };
        title = scan::upto(title, at).trim_end_matches(['》', ' ']);
    }
    title
}

/// The title nearest to the clauses: 附件 may stand before it on its line.
fn title(text: &str, before: &[Span]) -> Option<Span> {
    let as_title = |line: &Span| {
        let words = line.of(text);
        let cut = words.strip_prefix("附件").map_or(0, |rest| {
            let name = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' ' | '.' | '、'));
            words.len() - name.len()
        });
        let span = Span::new(line.range().start + cut, line.range().end);
        let words = span.of(text);
        let length = words.chars().count();
        let topic = words.find(':').is_none_or(|at| scan::from(words, at).starts_with(":关于"));
        ((5..=80).contains(&length)
            && !words.contains(['。', ';'])
            && topic
            && !(words.starts_with('《') && words.contains('》') && !words.ends_with('》'))
            && KINDS.iter().any(|(end, _)| bare(words).ends_with(end))
            && (!bare(words).ends_with('条') || ends_in_a_count(bare(words))))
        .then_some(span)
    };
    before.iter().rev().find_map(as_title)
}

/// 十条, 20条: how many measures a short title announces.
fn ends_in_a_count(words: &str) -> bool {
    let words = words.trim_end_matches('条');
    scan::last(words).is_some_and(|c| c.is_ascii_digit() || number::digit(c).is_some() || matches!(c, '十' | '百'))
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
            // (2024年2月8日) under the title is the day of issue too.
            let words = line.of(text).trim_matches(['(', ')', '（', '）', '〔', '〕']).trim();
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

/// The names a document gives itself where it says how long it holds.
const ITSELF: [&str; 13] =
    ["本措施", "本政策", "本办法", "本意见", "本实施意见", "本方案", "本细则", "本规定", "本通知", "本若干", "各项政策", "以上政策", "上述政策"];

/// 自2024年1月1日起至2025年12月31日止, 实施期限为2024年1月1日至2026年12月31日: both days in one part.
fn term(text: &str, line: Span, about: &mut About) {
    const TERMS: [&str; 8] = ["有效期", "实施期限", "执行期限", "政策期限", "实施期", "执行时间", "实施时间", "适用期限"];
    for (_, sentence) in scan::split(text, line, |c| matches!(c, '。' | ';')) {
        let of_document = ITSELF.iter().any(|name| sentence.of(text).contains(name));
        for (_, part) in scan::split(text, sentence, |c| c == ',') {
            let words = part.of(text);
            let whole = |day: &date::DateMention| day.date.whole().is_some() || day.date.year.is_some();
            // 执行期限为… in the middle of a clause is that of a relief, not of the document.
            let heads = TERMS.iter().any(|term| sentence.of(text).trim_start().starts_with(term));
            let names_term = words.contains('自') || TERMS.iter().any(|term| words.contains(term));
            let says = words.contains("有效期") || heads || (of_document && names_term);
            let (says, ends) = (says && words.contains('至'), of_document && words.ends_with('止'));
            if !says && !ends {
                continue;
            }
            let days = date::dates(words);
            let quote = scan::trim(text, part, "");
            if let ([first, last], true) = (days.as_slice(), says)
                && whole(first)
                && whole(last)
                && first.date.whole().is_some()
            {
                about.valid_from = about.valid_from.or(Some(Day { date: first.date, quote }));
                about.valid_until = about.valid_until.or(Some(Day { date: last.date, quote }));
            } else if let ([last], true) = (days.as_slice(), ends)
                && scan::upto(words, last.span.range().start).ends_with(['至', '到'])
                && last.date.year.is_some()
            {
                about.valid_until = about.valid_until.or(Some(Day { date: last.date, quote }));
            }
        }
    }
}

fn validity(text: &str, line: Span, about: &mut About) {
    term(text, line, about);
    for (_, sentence) in scan::split(text, line, |c| matches!(c, '。' | ';')) {
        let mut of_document = ITSELF.iter().any(|name| sentence.of(text).contains(name));
        for (_, part) in scan::split(text, sentence, |c| c == ',') {
            let part = scan::trim(text, part, "");
            of_document |= begins(text, part, about);
            ends(text, part, of_document, about);
        }
    }
}

/// 自2024年1月1日起施行, 自印发之日起实施. Tells whether the part says it.
fn begins(text: &str, part: Span, about: &mut About) -> bool {
    let words = part.of(text);
    let begins = ["施行", "实施", "执行", "生效", "试行"].iter().any(|end| words.ends_with(end)) && words.contains("日起");
    let Some(since) = words.find('自').filter(|_| begins).map(|from| scan::from(words, from)) else {
        return false;
    };
    let quote = Span::new(part.range().end - since.len(), part.range().end);
    let days = date::dates(since);
    let first = days.iter().find(|day| scan::from(since, day.span.range().end).starts_with('起')).or(days.first());
    match first.filter(|day| day.date.whole().is_some()) {
        Some(day) => about.valid_from = about.valid_from.or(Some(Day { date: day.date, quote })),
        None if since.rfind("日起").is_some_and(|at| scan::from(since, at).contains('后')) => about.from_later = about.from_later.or(Some(quote)),
        None => about.from_issue = about.from_issue.or(Some(quote)),
    }
    true
}

/// 有效期至2026年12月31日, 有效期3年; of the document only where it is named or its beginning is said: 执行至2026年12月31日, 暂定三年, 试行期两年.
fn ends(text: &str, part: Span, of_document: bool, about: &mut About) {
    let words = part.of(text);
    let heads = words.starts_with('本') || words.starts_with('自');
    if !words.contains("有效期") && !((of_document || heads) && date::TERMS.iter().any(|term| words.contains(term))) {
        return;
    }
    match date::dates(words).into_iter().next().filter(|day| scan::upto(words, day.span.range().start).ends_with(['至', '到'])) {
        Some(day) => about.valid_until = about.valid_until.or(Some(Day { date: day.date, quote: part })),
        None => about.valid_years = about.valid_years.or_else(|| date::validity_years(words).map(|years| (years, part))),
    }
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
        super::sentence::part_around(text, line, Span::new(line.range().start + last.span.range().start, line.range().start + last.span.range().end))
    };
    Some(Consultation { from: is_span.then_some(first.date), until: Some(last.date), quote })
}
