//! Which condition goes with which amount: 分别 shares amounts out to levels, bounds or things listed before it, and a part of a sentence may name whom
//! its own amount is for. Knows one promise at a time; what it can't tie is left for a person.

use std::sync::OnceLock;

use regex::Regex;

use super::condition::{self, Condition};
use super::promise::Group;
use super::threshold::Threshold;
use super::title::{self, Found, Index};
use super::{Pays, Recognition, leftover, list};
use crate::model::span::Span;
use crate::text::scan;

/// What the amounts of a promise are for.
#[derive(Default)]
pub struct Tied {
    /// For each amount what it asks for.
    pub tiers: Vec<Vec<Condition>>,
    /// The words that the tiers took; what else is said in them holds for every tier.
    pub taken: Vec<Span>,
    /// Words that the conditions of the tiers need beside them: 五星级 of 五星级、四星级酒店.
    pub context: Option<Span>,
}

/// What is known of a promise before its amounts are tied.
pub struct Said<'a> {
    pub text: &'a str,
    pub group: &'a Group,
    pub whom: Span,
    pub thresholds: &'a [Threshold],
    pub titles: &'a Index<'a>,
}

/// Ties each amount; none where nothing fits.
pub fn tie(said: &Said<'_>, pays: &[Pays]) -> Option<Tied> {
    let figures: Vec<Span> = pays.iter().filter_map(figure).collect();
    if figures.len() < 2 || figures.len() != pays.len() {
        return None;
    }
    if let Some(tied) = own_subjects(said, &figures) {
        return Some(tied);
    }
    let regions = if is_shared_out(said, &figures) { before(said, &figures) } else { Vec::new() };
    let levels = regions.iter().find_map(|region| of_levels(said, *region, figures.len()));
    let bounds = of_bounds(said, figures.len());
    match (levels, bounds) {
        (Some(mut levels), Some(bounds)) => {
            levels.tiers.iter_mut().zip(bounds.tiers).for_each(|(tier, bound)| tier.extend(bound));
            levels.taken.extend(bounds.taken);
            levels.context = levels.context.or(bounds.context);
            Some(levels)
        }
        (None, None) => regions.iter().find_map(|region| of_things(said, *region, figures.len())).or_else(|| of_titles(said, figures.len())),
        (levels, bounds) => levels.or(bounds),
    }
}

fn figure(pays: &Pays) -> Option<Span> {
    pays.amount.map(|amount| amount.span).or(pays.rate.as_ref().map(|rate| rate.span))
}

/// Whether the amounts stand in one list: 分别 says so, or only marks stand between them.
fn is_shared_out(said: &Said<'_>, figures: &[Span]) -> bool {
    let gaps = figures.iter().zip(figures.iter().skip(1)).map(|(a, b)| scan::slice(said.text, a.range().end, b.range().start));
    said.group.quote().of(said.text).contains("分别") || gaps.into_iter().all(|gap| gap.chars().all(|c| "、和及或与/ ".contains(c)))
}

/// The parts before the 分别, or before the first amount where none is, nearest first.
fn before(said: &Said<'_>, figures: &[Span]) -> Vec<Span> {
    let quote = said.group.quote();
    let first = figures.first().map_or(quote.end, |figure| figure.start);
    let words = scan::slice(said.text, quote.range().start, first as usize);
    let limit = words.rfind("分别").map_or(first as usize, |at| quote.range().start + at);
    let parts = said.group.parts.iter().rev().filter(|part| part.range().start < limit);
    let regions = parts.map(|part| without_head(said.text, Span::new(part.range().start, part.range().end.min(limit))));
    regions.filter(|region| region.start < region.end).collect()
}

/// 国家级、省级A、B: as many levels as amounts. Each amount is for any of the titles at its level.
fn of_levels(said: &Said<'_>, region: Span, count: usize) -> Option<Tied> {
    let items = list::levels(said.text, region, count)?;
    let (first, last) = (items.first()?, items.last()?);
    let after = Span { start: last.end, end: region.end };
    let found: Vec<Found> = said.titles.titles(said.text, region).into_iter().filter(|found| found.span.start >= last.end).collect();
    let spans: Vec<Span> = found.iter().map(|found| found.span).collect();
    let is_told = !found.is_empty() && leftover::words(said.text, after, &spans, &[]).is_empty();
    let recognised = condition::recognition(region.of(said.text));
    let tiers: Vec<Vec<Condition>> = items
        .iter()
        .map(|item| {
            let level = title::level(item.of(said.text));
            let granted = found.iter().filter(|found| level.is_some_and(|level| found.levels.contains(&level)));
            let certified: Vec<Condition> = granted.map(|found| condition::certified(found, level, recognised)).collect();
            if is_told && certified.len() == found.len() { condition::any(certified) } else { vec![Condition::Stated(*item)] }
        })
        .collect();
    Some(Tied {
        context: needs_context(said, &tiers, region),
        tiers,
        taken: vec![Span { start: first.start, end: last.end }].into_iter().chain(spans).collect(),
    })
}

/// 产值超过10亿元、5亿元: as many bounds of one metric as amounts, or as many bounds at all.
fn of_bounds(said: &Said<'_>, count: usize) -> Option<Tied> {
    let mut tied = Tied { tiers: vec![Vec::new(); count], taken: Vec::new(), context: None };
    let mut runs: Vec<&[Threshold]> = said.thresholds.chunk_by(|a, b| a.words == b.words).filter(|run| run.len() == count).collect();
    if runs.is_empty() && said.thresholds.len() == count {
        runs.push(said.thresholds);
    }
    for run in runs {
        tied.tiers.iter_mut().zip(run).for_each(|(tier, threshold)| tier.extend(threshold.conditions.iter().cloned()));
        tied.taken.extend(run.iter().map(|threshold| threshold.whole));
        let lacks_words =
            run.iter().any(|threshold| threshold.conditions.iter().any(|c| c.kept().is_some()) && !threshold.whole.contains(threshold.words));
        if let (true, Some(first), Some(last)) = (lacks_words, run.first(), run.last()) {
            tied.context = Some(Span { start: first.whole.start, end: last.whole.end });
        }
    }
    (!tied.taken.is_empty()).then_some(tied)
}

/// 五星级、四星级酒店: as many things as amounts.
fn of_things(said: &Said<'_>, region: Span, count: usize) -> Option<Tied> {
    let items = list::things(said.text, region, count)?;
    let found = said.titles.titles(said.text, region);
    let recognised = condition::recognition(region.of(said.text));
    let tiers: Vec<Vec<Condition>> = items.iter().map(|item| of_words(said, *item, &found, recognised)).collect();
    let tiers = told_apart(tiers, &items);
    Some(Tied { context: needs_context(said, &tiers, region), tiers, taken: items })
}

/// As many titles at their levels as amounts, wherever they stand.
fn of_titles(said: &Said<'_>, count: usize) -> Option<Tied> {
    let found = said.titles.titles(said.text, said.whom);
    let recognised = condition::recognition(said.whom.of(said.text));
    let held: Vec<Found> = found.into_iter().filter(Found::is_granted).collect();
    let tiers: Vec<Vec<Condition>> = condition::expand(&held, recognised).into_iter().map(|title| vec![title]).collect();
    (tiers.len() == count).then(|| Tied { tiers, taken: held.iter().map(|title| title.span).collect(), context: None })
}

/// 甲奖励50万元,乙奖励20万元: each part names whom its amount is for.
fn own_subjects(said: &Said<'_>, figures: &[Span]) -> Option<Tied> {
    let parts = &said.group.parts;
    let at = figures.iter().map(|figure| parts.iter().position(|part| part.contains(*figure))).collect::<Option<Vec<usize>>>()?;
    if !at.is_sorted_by(|a, b| a < b) {
        return None;
    }
    let mut subjects: Vec<Span> = Vec::with_capacity(figures.len());
    for (i, (&part, figure)) in at.iter().zip(figures).enumerate() {
        let from = if i == 0 { part } else { at.get(i - 1)? + 1 };
        let start = parts.get(from)?.start;
        subjects.push(subject(said.text, Span { start, end: figure.start }, parts.get(part)?.start)?);
    }
    let of_subject = |subject: &Span| {
        let recognised = condition::recognition(subject.of(said.text));
        of_words(said, *subject, &said.titles.titles(said.text, *subject), recognised)
    };
    let tiers: Vec<Vec<Condition>> = subjects.iter().map(of_subject).collect();
    Some(Tied { tiers: told_apart(tiers, &subjects), taken: subjects, context: None })
}

/// The words before the verb that pays; none where they say when or how much is paid, and not to whom.
fn subject(text: &str, before: Span, part: u32) -> Option<Span> {
    static WORDS: OnceLock<Option<[Regex; 3]>> = OnceLock::new();
    let [gives, how, no_subject] = WORDS
        .get_or_init(|| {
            let gives = Regex::new("给予|予以|给于|奖励?|补[助贴]|资助|支持").ok()?;
            let how = Regex::new("按|每|再|另|额外|最高|一次性|不得?超过|不[高低]于|分别").ok()?;
            let no_subject =
                "^(?:[第前后][0-9一二三四五两、]+年|[首次]年|单个|同一|累计|全年|总|合计|市级?财政|并|同时|此外|可|还|均|所需|分[阶期步批])";
            Some([gives, how, Regex::new(no_subject).ok()?])
        })
        .as_ref()?;
    let part = part.max(before.start) as usize;
    let own = scan::slice(text, part, before.range().end);
    // 按投资额50万元奖励10万元: a figure before the verb says for whom, one without a verb is what is paid.
    let verb = gives.find_iter(own).last().map(|found| found.start());
    let head = ["按照", "按"].iter().find(|head| verb.is_some() && own.starts_with(**head)).map_or(0, |head| head.len());
    let end = verb.or_else(|| own.find(|c: char| c.is_ascii_digit())).unwrap_or(own.len());
    let words = scan::slice(own, head, end).trim_end_matches("给予").trim_end_matches("予以");
    let end = head + how.find(words).map_or(words.len(), |found| found.start());
    let start = if before.range().start == part { part + head } else { before.range().start };
    let span = without_head(text, scan::trim(text, Span::new(start, part + end.max(head)), "的,、: "));
    (span.of(text).chars().count() > 1 && !no_subject.is_match(span.of(text))).then_some(span)
}

/// What words ask for: titles and bounds, and the words themselves where these don't say it all.
fn of_words(said: &Said<'_>, words: Span, found: &[Found], recognised: Recognition) -> Vec<Condition> {
    let held: Vec<&Found> = found.iter().filter(|found| words.contains(found.span) && found.is_granted()).collect();
    let certified = held.iter().flat_map(|found| match found.levels.as_slice() {
        [] => vec![condition::certified(found, None, recognised)],
        levels => levels.iter().map(|&level| condition::certified(found, Some(level), recognised)).collect(),
    });
    let mut conditions = condition::any(certified.collect());
    let known =
        said.thresholds.iter().filter(|threshold| words.contains(threshold.whole) && threshold.conditions.iter().all(|c| c.bound().is_some()));
    let taken: Vec<Span> = held.iter().map(|found| found.span).chain(known.clone().map(|threshold| threshold.whole)).collect();
    conditions.extend(known.flat_map(|threshold| threshold.conditions.iter().cloned()));
    if conditions.is_empty() || !leftover::words(said.text, words, &taken, &[]).is_empty() {
        conditions.push(Condition::Stated(words));
    }
    conditions
}

/// Two amounts for the same are for different things of one name, so that each keeps its own words.
fn told_apart(mut tiers: Vec<Vec<Condition>>, words: &[Span]) -> Vec<Vec<Condition>> {
    let are_same = tiers.iter().enumerate().any(|(i, tier)| tiers.iter().skip(i + 1).any(|other| tier == other));
    if are_same {
        tiers.iter_mut().zip(words).for_each(|(tier, words)| tier.push(Condition::Stated(*words)));
    }
    tiers
}

/// Words of a list say their part only beside the others: all of them then hold for every tier.
fn needs_context(said: &Said<'_>, tiers: &[Vec<Condition>], region: Span) -> Option<Span> {
    let keeps_words = tiers.iter().flatten().any(|condition| condition.kept().is_some());
    let words = if said.whom.meets(region) { said.whom } else { scan::trim(said.text, region, "的,、") };
    keeps_words.then_some(words)
}

fn without_head(text: &str, span: Span) -> Span {
    let words = span.of(text);
    const HEADS: [&str; 11] = ["其中", "对于", "对其中", "对", "凡", "即", "支持", "鼓励", "给予", "被", "经"];
    let head = HEADS.iter().filter(|head| words.starts_with(**head)).map(|head| head.len()).max().unwrap_or(0);
    Span::new(span.range().start + head, span.range().end)
}
