//! What a beneficiary must be or have done: titles, thresholds, projects, events, discretion. Knows one promise at a time.

use super::leftover;
use super::pay::Payment;
use super::promise::Group;
use super::title::{Found, Index};
use super::{Recognition, Tier};
use crate::model::place::Level;
use crate::model::span::Span;
use crate::text::amount::{Qualifier, Sum};
use crate::text::scan;

#[derive(Debug, Clone)]
pub enum Condition {
    Certification {
        id: String,
        level: Option<Level>,
        or_above: bool,
        recognised: Recognition,
    },
    Event(String),
    Project(String),
    Sector(String),
    /// The metric is unknown where no name fits; then the words count, up to the 以上 after the value.
    Metric {
        id: Option<String>,
        words: Span,
        bound: &'static str,
        value: Span,
        whole: Span,
        first_time: bool,
    },
    Discretion(Span),
    Stated(Span),
    Any(Vec<Condition>),
}

/// Words that leave the decision to a person.
const DISCRETION: [&str; 22] = [
    "按企业上市有关规定",
    "按照相关政策规定",
    "按相关政策规定",
    "按照政策规定",
    "按照有关规定",
    "按有关规定",
    "按照相关规定",
    "按相关规定",
    "按照相关政策",
    "按相关政策",
    "按规定",
    "按照规定",
    "择优",
    "符合条件的",
    "符合要求的",
    "一事一议",
    "一企一策",
    "经评审认定",
    "经评审",
    "经评估",
    "经认定",
    "经论证",
];

pub fn read(
    text: &str,
    group: &Group,
    beneficiary: Option<Span>,
    payment: Payment,
    titles: &Index<'_>,
    review: &mut Vec<String>,
) -> (Vec<Condition>, Vec<Tier>) {
    let quote = group.quote();
    let whom = beneficiary.unwrap_or(Span { start: quote.start, end: quote.start });
    let found = titles.titles(text, whom);
    let recognised = recognition(whom.of(text));
    let expanded = expand(&found, recognised);
    if found.is_empty() && recognised != Recognition::Held {
        review.push(format!("a title that has no file yet? {}", whom.of(text)));
    }
    let mut tiers: Vec<Tier> = payment.tiers.into_iter().map(|pays| Tier { requires: Vec::new(), pays }).collect();
    if let ([only], true) = (tiers.as_slice(), expanded.len() > 1 && quote.of(text).contains("分别")) {
        // 分别给予30万元: the same for each.
        tiers = vec![only.clone(); expanded.len()];
    }
    let unknown = tiers.iter().filter_map(|tier| tier.pays.rate.as_ref()?.base.as_ref()).find(|(_, known)| known.is_none());
    review.extend(unknown.map(|(words, _)| format!("no base is known by the name {}", words.of(text))));
    let thresholds = thresholds(text, group, &payment.thresholds, titles);
    let mut requires: Vec<Condition> = Vec::new();
    if tiers.len() > 1 && expanded.len() == tiers.len() {
        tiers.iter_mut().zip(expanded).for_each(|(tier, condition)| tier.requires.push(condition));
    } else if tiers.len() > 1 && thresholds.len() == tiers.len() {
        tiers.iter_mut().zip(thresholds).for_each(|(tier, condition)| tier.requires.push(condition));
        requires.extend(expanded);
    } else {
        if tiers.len() > 1 {
            review.push(format!("{} amounts, but not as many titles or bounds: match the tiers by hand", tiers.len()));
        }
        match expanded.len() {
            0 => {}
            1 => requires.extend(expanded),
            _ => requires.push(Condition::Any(expanded)),
        }
        requires.extend(thresholds);
    }
    let whole = quote.of(text);
    let mut names: Vec<&str> = Vec::new();
    let mut named = |found: Option<(&'_ str, String)>, into: fn(String) -> Condition| {
        found.map(|(name, id)| {
            names.extend(whole.find(name).and_then(|at| whole.get(at..at + name.len())));
            into(id)
        })
    };
    requires.extend(named(titles.event(whom.of(text)), Condition::Event));
    requires.extend(named(titles.project(whole), Condition::Project));
    requires.extend(named(titles.sector(whom.of(text)), Condition::Sector));
    if let Some((at, words)) = DISCRETION.iter().find_map(|words| whole.find(words).map(|at| (quote.range().start + at, words))) {
        requires.push(Condition::Discretion(Span::new(at, at + words.len())));
        names.push(words);
    }
    if requires.is_empty() && tiers.iter().all(|tier| tier.requires.is_empty()) {
        let first = group.parts.iter().map(|part| scan::trim(text, *part, "的、")).find(|part| part.start < part.end);
        requires.push(Condition::Stated(beneficiary.or(first).unwrap_or(quote)));
    }
    let conditions: Vec<&Condition> = requires.iter().chain(tiers.iter().flat_map(|tier| &tier.requires)).collect();
    let taken = found.iter().map(|title| title.span).chain(conditions.iter().flat_map(|condition| condition.words()));
    let left = leftover::words(text, whom, &taken.collect::<Vec<_>>(), &names);
    if !left.is_empty() {
        review.push(format!("no condition takes the words “{}”", left.join("”, “")));
    }
    let untaken = leftover::figures(text, quote, &conditions, &tiers);
    if !untaken.is_empty() {
        let said = untaken.iter().map(|span| format!("“{}”", span.of(text))).collect::<Vec<_>>().join(", ");
        review.push(format!("a figure for which `pays` has no place, kept as words: {said}"));
        requires.extend(untaken.into_iter().map(Condition::Stated));
    }
    (requires, tiers)
}

impl Condition {
    /// The words that it takes as they stand.
    fn words(&self) -> Vec<Span> {
        match self {
            Condition::Metric { whole, .. } => vec![*whole],
            Condition::Discretion(words) | Condition::Stated(words) => vec![*words],
            Condition::Any(any) => any.iter().flat_map(Condition::words).collect(),
            _ => Vec::new(),
        }
    }

    /// Where the words of a bound end.
    fn end(&self) -> Option<u32> {
        if let Condition::Metric { whole, .. } = self { Some(whole.end) } else { None }
    }

    /// The sum that it bounds a metric with, where a name for the metric is known.
    pub fn bound(&self) -> Option<Span> {
        if let Condition::Metric { id: Some(_), value, .. } = self { Some(*value) } else { None }
    }

    /// The words that it keeps as they are.
    pub fn kept(&self) -> Option<Span> {
        match self {
            Condition::Metric { id: None, whole, .. } => Some(*whole),
            Condition::Discretion(words) | Condition::Stated(words) => Some(*words),
            _ => None,
        }
    }
}

/// One condition a title and level: 国家级、省级工业互联网平台 are two.
fn expand(found: &[Found], recognised: Recognition) -> Vec<Condition> {
    let one = |title: &Found, level: Option<Level>| Condition::Certification { id: title.id.clone(), level, or_above: title.or_above, recognised };
    // 国家级和省级A、B: by level first, so that two levels and two sums meet.
    found
        .iter()
        .flat_map(
            |title| {
                if title.levels.is_empty() { vec![one(title, None)] } else { title.levels.iter().map(|&level| one(title, Some(level))).collect() }
            },
        )
        .collect()
}

fn recognition(words: &str) -> Recognition {
    if words.contains("复核") || words.contains("复审") {
        Recognition::Recheck
    } else if words.contains("首次") {
        Recognition::First
    } else if ["新认定", "新获评", "新入选", "新列入", "新获批", "新评", "新晋", "新获", "新增"].iter().any(|word| words.contains(word))
    {
        Recognition::New
    } else {
        Recognition::Held
    }
}

/// 产值过10亿元: a bound on what the words before it name. In 首次超过10亿元、5亿元 the words before the first hold for both.
fn thresholds(text: &str, group: &Group, sums: &[Sum], titles: &Index<'_>) -> Vec<Condition> {
    let mut found: Vec<Condition> = Vec::with_capacity(sums.len());
    let mut named: Option<Span> = None;
    for sum in sums {
        let Some(part) = group.parts.iter().find(|part| part.contains(sum.span)) else {
            continue;
        };
        let past = found.iter().filter_map(Condition::end).filter(|&end| part.start <= end && end <= sum.span.start).max().unwrap_or(part.start);
        let before = Span { start: past, end: sum.span.start };
        let last_mark = before.of(text).char_indices().rev().find(|&(_, c)| matches!(c, '、' | ','));
        let start = before.range().start + last_mark.map_or(0, |(at, c)| at + c.len_utf8());
        let own = without_head(text, Span::new(start, sum.span.range().start));
        let words = match named {
            Some(words) if own.of(text).trim().is_empty() => words,
            _ => own,
        };
        named = Some(words);
        let bound = match sum.qualifier {
            Qualifier::Over => "over",
            Qualifier::UpTo => "at_most",
            Qualifier::Under => "under",
            Qualifier::AtLeast | Qualifier::None => "at_least",
        };
        let after = scan::from(text, sum.span.range().end);
        let tail =
            ["(含)以上", "(含)以下", "及以上", "以上", "以下", "以内"].iter().find(|tail| after.starts_with(**tail)).map_or(0, |tail| tail.len());
        found.push(Condition::Metric {
            id: titles.metric(words.of(text)).filter(|_| sum.low == sum.high),
            words,
            bound,
            value: sum.span,
            whole: Span::new(words.range().start, sum.span.range().end + tail),
            first_time: words.of(text).contains("首次"),
        });
    }
    found
}

fn without_head(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let head = ["对于", "对", "支持", "鼓励", "且", "并", "或"].iter().find(|head| words.starts_with(**head)).map_or(0, |head| head.len());
    Span::new(span.range().start + head, span.range().end)
}
