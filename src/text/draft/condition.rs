//! What a beneficiary must be or have done: titles, thresholds, projects, events, discretion. Knows one promise at a time.

use super::pay::Payment;
use super::promise::Group;
use super::threshold::{self, Threshold};
use super::tie::{self, Said};
use super::title::{Found, Index};
use super::{Pays, Recognition, Tier, leftover, whom};
use crate::model::place::Level;
use crate::model::span::Span;
use crate::text::scan;

#[derive(Debug, Clone, PartialEq)]
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
    /// `whole` are its words, up to the 以上 after the value.
    Metric {
        id: String,
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
    let (found, others): (Vec<Found>, Vec<Found>) = titles.titles(text, whom).into_iter().partition(Found::is_granted);
    review.extend(others.iter().map(|title| format!("the facts know {} at other levels", title.span.of(text))));
    let recognised = recognition(whom.of(text));
    let thresholds = threshold::read(text, group, &payment.thresholds, titles);
    if found.is_empty() && recognised != Recognition::Held && thresholds.is_empty() {
        review.push(format!("a title that has no file yet? {}", whom.of(text)));
    }
    let mut tiers: Vec<Tier> = payment.tiers.iter().map(|pays| Tier { requires: Vec::new(), pays: pays.clone() }).collect();
    let expanded = expand(&found, recognised);
    if let ([only], true) = (tiers.as_slice(), expanded.len() > 1 && quote.of(text).contains("分别")) {
        // 分别给予30万元: the same for each.
        tiers = vec![only.clone(); expanded.len()];
    }
    review.extend(unsure_rates(text, &tiers));
    let unknown = tiers.iter().filter_map(|tier| tier.pays.rate.as_ref()?.base.as_ref()).find(|(_, known)| known.is_none());
    review.extend(unknown.map(|(words, _)| format!("no base is known by the name {}", words.of(text))));
    let pays: Vec<Pays> = tiers.iter().map(|tier| tier.pays.clone()).collect();
    let tied = tie::tie(&Said { text, group, whom, thresholds: &thresholds, titles }, &pays);
    if tied.is_none() && tiers.len() > 1 {
        review.push(format!("{} amounts, but not as many titles or bounds: match the tiers by hand", tiers.len()));
    }
    let tied = tied.unwrap_or_default();
    tiers.iter_mut().zip(tied.tiers).for_each(|(tier, conditions)| tier.requires = conditions);
    let has_alternatives = tiers.iter().flat_map(|tier| &tier.requires).any(Condition::is_any);
    let is_free = |span: Span| !tied.taken.iter().any(|taken| taken.meets(span));
    let mut requires: Vec<Condition> = tied.context.map(Condition::Stated).into_iter().collect();
    let free: Vec<Found> = found.iter().filter(|title| is_free(title.span)).cloned().collect();
    let alternatives = any(expand(&free, recognised));
    // Alternatives beside alternatives would multiply.
    let multiply = has_alternatives && alternatives.iter().any(Condition::is_any);
    requires.extend(if multiply { vec![Condition::Stated(whom)] } else { alternatives });
    requires.extend(bounds(&thresholds, is_free));
    let (terms, names) = terms(text, quote, whom, titles, is_free);
    requires.extend(terms);
    let bounded = thresholds.iter().map(|threshold| threshold.whole);
    let read: Vec<Span> = tied.taken.iter().copied().chain(bounded).chain(beneficiary).chain(payment.spans()).collect();
    requires.extend(unread_parts(text, group, &read).into_iter().map(Condition::Stated));
    if requires.is_empty() && tiers.iter().all(|tier| tier.requires.is_empty()) {
        let first = group.parts.iter().map(|part| scan::trim(text, *part, "的、")).find(|part| part.start < part.end);
        requires.push(Condition::Stated(beneficiary.or(first).unwrap_or(quote)));
    }
    let conditions: Vec<&Condition> = requires.iter().chain(tiers.iter().flat_map(|tier| &tier.requires)).collect();
    let said = found.iter().map(|title| title.span).chain(conditions.iter().flat_map(|condition| condition.words()));
    let left = leftover::words(text, whom, &tied.taken.iter().copied().chain(said).collect::<Vec<_>>(), &names);
    let is_kept = conditions.iter().any(|condition| condition.kept().is_some_and(|words| words.contains(whom)));
    let lacks_words = !is_kept && (!left.is_empty() || names_sector_alone(&conditions, whom.of(text), &names));
    if !left.is_empty() {
        review.push(format!("no condition takes the words {}", quoted(text, &left)));
    }
    let untaken = leftover::figures(text, quote, &conditions, &tiers);
    if !untaken.is_empty() {
        review.push(format!("a figure for which `pays` has no place, kept as words: {}", quoted(text, &untaken)));
        requires.extend(untaken.into_iter().map(Condition::Stated));
    }
    if lacks_words {
        let is_listed = left.iter().any(|words| is_listed(text, *words)) && !has_alternatives;
        requires = if is_listed { as_alternative(requires, whom) } else { with_words(requires, whom) };
    }
    (requires, tiers)
}

/// Events, projects, sectors and discretion, by their names, and these names. What stands only in words tied to an amount is for that amount alone,
/// but who decides decides on all.
fn terms<'t>(text: &'t str, quote: Span, whom: Span, titles: &Index<'t>, is_free: impl Fn(Span) -> bool) -> (Vec<Condition>, Vec<&'t str>) {
    let (words, said) = (quote.of(text), whom.of(text));
    let is_common = |name: &str| {
        let mut places = words.match_indices(name).map(|(at, _)| Span::new(quote.range().start + at, quote.range().start + at + name.len()));
        places.any(&is_free)
    };
    let named = [
        titles.event(said).map(|(name, id)| (Condition::Event(id), name)),
        titles.project(words).map(|(name, id)| (Condition::Project(id), name)),
        titles.sector(said).map(|(name, id)| (Condition::Sector(id), name)),
    ];
    let discretion = DISCRETION.iter().find_map(|name| {
        let at = quote.range().start + words.find(name)?;
        Some((Condition::Discretion(Span::new(at, at + name.len())), *name))
    });
    named.into_iter().flatten().filter(|(_, name)| is_common(name)).chain(discretion).unzip()
}

/// Words among others: 甲、乙.
fn is_listed(text: &str, words: Span) -> bool {
    scan::upto(text, words.range().start).ends_with('、') || scan::from(text, words.range().end).starts_with('、')
}

/// 甲、乙 of which only 甲 has a file: the words are one of the alternatives.
fn as_alternative(requires: Vec<Condition>, whom: Span) -> Vec<Condition> {
    let (titles, mut requires): (Vec<Condition>, Vec<Condition>) = requires.into_iter().partition(Condition::is_title);
    let alternatives = titles.into_iter().flat_map(|title| if let Condition::Any(any) = title { any } else { vec![title] });
    requires.extend(any(alternatives.chain([Condition::Stated(whom)]).collect()));
    requires
}

/// The words beside the other conditions, in place of those that are a piece of them.
fn with_words(mut requires: Vec<Condition>, whom: Span) -> Vec<Condition> {
    requires.retain(|condition| !matches!(condition, Condition::Stated(words) if whom.contains(*words)));
    requires.push(Condition::Stated(whom));
    requires
}

fn quoted(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| format!("“{}”", span.of(text))).collect::<Vec<_>>().join(", ")
}

/// The parts before the promise that nothing has read: 容积率不低于1.5, 入驻企业3家以上. Those before 对… say the aim, others which office acts or when.
fn unread_parts(text: &str, group: &Group, read: &[Span]) -> Vec<Span> {
    const OTHERS: [&str; 36] = [
        "经", "按", "由", "自", "从", "根据", "依据", "参照", "除", "同时", "另", "并", "次年", "为", "鼓励", "支持", "加大", "推动", "推进", "加强",
        "加快", "做强", "做大", "促进", "引导", "深化", "落实", "培育", "大力", "积极", "围绕", "聚焦", "完善", "提升", "优化", "发挥",
    ];
    let upto = group.promising.first().copied().unwrap_or(0);
    let first = whom::head(text, group.parts.get(..=upto).unwrap_or_default()).unwrap_or(0);
    let parts = group.parts.iter().take(upto).skip(first).map(|part| scan::trim(text, *part, "的、"));
    let unread = parts.filter(|part| part.start < part.end && !read.iter().any(|read| read.meets(*part)));
    let says_other = |words: &str| OTHERS.iter().any(|word| words.starts_with(word)) || words.ends_with("基础上") || words.contains("财政");
    unread.filter(|part| !says_other(part.of(text)) && !is_discretion(part.of(text))).collect()
}

fn is_discretion(words: &str) -> bool {
    DISCRETION.iter().any(|said| words.starts_with(said) || words.ends_with(said))
}

/// Percentages of which a person must say what they are of, or that they are a floor.
fn unsure_rates(text: &str, tiers: &[Tier]) -> Vec<String> {
    let rates = tiers.iter().filter_map(|tier| tier.pays.rate.as_ref());
    let unsure = rates.filter_map(|rate| {
        let before = scan::before(text, rate.span.range().start, 20);
        let near = before.rfind([',', '。', ';', '%']).map_or(before, |at| scan::from(before, at));
        let is_floor = ["不低于", "不少于", "至少", "最低"].iter().any(|word| near.contains(word));
        let said = rate.span.of(text);
        match (&rate.base, is_floor) {
            (None, _) => Some(format!("of what {said} is a share is not said beside it")),
            (_, true) => Some(format!("{said} is the least that is paid, and `rate` says exactly that much")),
            _ => None,
        }
    });
    unsure.collect()
}

/// Whether a sector is all that is asked for, though the words say more: 新增规模以上工业企业.
fn names_sector_alone(conditions: &[&Condition], whom: &str, names: &[&str]) -> bool {
    let is_alone = !conditions.is_empty() && conditions.iter().all(|condition| matches!(condition, Condition::Sector(_)));
    let mut rest = whom.to_owned();
    names.iter().chain(&["企业", "行业", "产业", "领域", "的", "类", "全市", "我市", "本市"]).for_each(|name| rest = rest.replace(name, ""));
    is_alone && !rest.is_empty()
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

    fn is_title(&self) -> bool {
        match self {
            Condition::Certification { .. } => true,
            Condition::Any(any) => any.iter().all(Condition::is_title),
            _ => false,
        }
    }

    fn is_any(&self) -> bool {
        matches!(self, Condition::Any(_))
    }

    /// The sum that it bounds a metric with, where a name for the metric is known.
    pub fn bound(&self) -> Option<Span> {
        if let Condition::Metric { value, .. } = self { Some(*value) } else { None }
    }

    /// The words that it keeps as they are.
    pub fn kept(&self) -> Option<Span> {
        match self {
            Condition::Discretion(words) | Condition::Stated(words) => Some(*words),
            _ => None,
        }
    }
}

/// A title at a level.
pub fn certified(title: &Found, level: Option<Level>, recognised: Recognition) -> Condition {
    Condition::Certification { id: title.id.clone(), level, or_above: title.or_above, recognised }
}

/// One of several, as one condition.
pub fn any(mut conditions: Vec<Condition>) -> Vec<Condition> {
    if conditions.len() > 1 {
        conditions = vec![Condition::Any(conditions)];
    }
    conditions
}

/// The bounds that hold for every tier. Several of one metric that no amounts are tied to can't all hold, so they stay as words.
fn bounds(thresholds: &[Threshold], is_free: impl Fn(Span) -> bool) -> Vec<Condition> {
    let mut found = Vec::new();
    for run in thresholds.chunk_by(|a, b| a.words == b.words) {
        match run {
            [only] => found.extend(only.conditions.iter().filter(|_| is_free(only.whole)).cloned()),
            [first, .., last] if is_free(first.whole) => found.push(Condition::Stated(Span { start: first.whole.start, end: last.whole.end })),
            _ => {}
        }
    }
    found
}

/// One condition a title and level: 国家级、省级工业互联网平台 are two.
pub fn expand(found: &[Found], recognised: Recognition) -> Vec<Condition> {
    let one = |title: &Found, level: Option<Level>| certified(title, level, recognised);
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

pub fn recognition(words: &str) -> Recognition {
    // 新认定的(不含重新认定)企业: an aside says what is not meant as often as what is.
    let outside = scan::brackets(words, Span::new(0, words.len())).iter().fold(words.to_owned(), |rest, aside| rest.replace(aside.of(words), ""));
    let words = outside.as_str();
    if ["复核", "复审", "重新认定"].iter().any(|word| words.contains(word)) {
        Recognition::Recheck
    } else if words.contains("首次") || words.contains("初次") {
        Recognition::First
    } else if ["新认定", "新获评", "新入选", "新列入", "新获批", "新评", "新晋", "新获", "新增"].iter().any(|word| words.contains(word))
    {
        Recognition::New
    } else {
        Recognition::Held
    }
}
