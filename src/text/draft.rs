//! A draft of a fact file for a document nobody has encoded: what its outline, notes, sums and sentences say, each with its quote. Finds and
//! proposes; what it is unsure of it says in a review remark. Knows no files: the vocabulary is passed in.

mod about;
mod base;
mod condition;
mod count;
mod duty;
mod emit;
mod leftover;
mod limit;
mod list;
mod pay;
mod per;
mod promise;
mod refusal;
mod rule;
mod schedule;
mod sentence;
mod target;
#[cfg(test)]
mod tests;
mod threshold;
mod tie;
mod title;
mod whom;
mod years;

use crate::model::money::{Decimal, Money};
use crate::model::place::Level;
use crate::model::span::Span;
use crate::text::amount::Qualifier;
use crate::text::date::PartialDate;
use crate::text::note::{self, Note};
use crate::text::outline::{self, Clause};

pub use crate::model::incentive::{IncentiveKind as Kind, Recognised as Recognition};
pub use crate::model::policy::ClauseRuleKind as RuleKind;
pub use about::{About, Day};
pub use condition::Condition;
pub use duty::BlanketDuty;
pub use emit::{MARK, UNREVIEWED, toml};
pub use rule::{Amendment, Rule};
pub use title::Found;

/// The names a draft may find in a text, each with the id it stands for; a name may stand for one id only.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    pub certifications: Vec<Title>,
    pub events: Vec<(String, String)>,
    pub projects: Vec<(String, String)>,
    pub metrics: Vec<(String, String)>,
    pub sectors: Vec<(String, String)>,
    pub bases: Vec<(String, String)>,
}

/// A title that a text may name.
#[derive(Debug, Clone)]
pub struct Title {
    pub name: String,
    pub id: String,
    /// The levels at which it is granted; none if that is not known.
    pub levels: Vec<Level>,
}

/// What a document says, drafted.
#[derive(Debug, Clone)]
pub struct Draft {
    pub about: About,
    pub clauses: Vec<DraftClause>,
    pub rules: Vec<Rule>,
    pub duties: Vec<BlanketDuty>,
    pub amendments: Vec<Amendment>,
    /// Sums, percentages and notes that no fact covers.
    pub uncovered: Vec<Uncovered>,
}

#[derive(Debug, Clone)]
pub struct DraftClause {
    pub clause: Clause,
    /// Its own note; one that stands above several clauses, or below them, is a duty laid on all of them.
    pub note: Option<Note>,
    pub incentives: Vec<Incentive>,
    pub targets: Vec<Target>,
}

/// One sentence's promise.
#[derive(Debug, Clone)]
pub struct Incentive {
    pub quote: Span,
    pub kind: Kind,
    pub beneficiary: Option<Span>,
    pub tiers: Vec<Tier>,
    /// Conditions of every tier; those of a single one stand here too.
    pub requires: Vec<Condition>,
    pub review: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Tier {
    pub requires: Vec<Condition>,
    pub pays: Pays,
}

/// What is paid, in the words of the text where they are needed.
#[derive(Debug, Clone, Default)]
pub struct Pays {
    pub amount: Option<Amount>,
    pub rate: Option<Rate>,
    pub cap: Option<Span>,
    pub unstated: Option<Span>,
    pub once: bool,
    pub per: Option<&'static str>,
    pub years: Option<i64>,
    pub payer: Option<Span>,
}

#[derive(Debug, Clone, Copy)]
pub struct Amount {
    pub span: Span,
    pub low: Money,
    pub high: Money,
    pub qualifier: Qualifier,
}

#[derive(Debug, Clone)]
pub struct Rate {
    pub span: Span,
    pub low: Decimal,
    pub high: Decimal,
    pub at_most: bool,
    /// What it is a share of, as the text says it and as the vocabulary knows it.
    pub base: Option<(Span, Option<String>)>,
}

/// A quantified goal.
#[derive(Debug, Clone)]
pub struct Target {
    pub quote: Span,
    pub metric: Span,
    pub value: String,
    pub value_to: Option<String>,
    pub unit: String,
    pub bound: &'static str,
    pub by: Option<PartialDate>,
    pub within: Option<Span>,
}

#[derive(Debug, Clone)]
pub struct Uncovered {
    pub clause: Option<String>,
    pub quote: Span,
    pub what: &'static str,
}

/// Drafts the facts of a text in normal form.
pub fn draft(text: &str, vocabulary: &Vocabulary) -> Draft {
    let notes = note::notes(text);
    let outline = outline::outline(text, &notes);
    let titles = title::Index::new(vocabulary);
    let mut clauses: Vec<DraftClause> = Vec::with_capacity(outline.len());
    for clause in outline {
        let note = if clause.leaf { note_of(&notes, clause.span) } else { None };
        let body = sentence::body(&clause, &notes);
        let sentences = sentence::sentences(text, &body);
        let incentives = promise::incentives(text, &sentences, &titles);
        let aims = clause.heading.is_some_and(|heading| heading.of(text).contains("目标"));
        let targets = target::targets(text, aims, &sentences, &incentives);
        clauses.push(DraftClause { clause, note, incentives, targets });
    }
    let duties = duty::duties(text, &clauses, &notes);
    let rules = rule::rules(text, &clauses);
    let about = about::read(text, &clauses);
    let amendments = rule::amendments(text, &clauses, about.amendment);
    let uncovered = uncovered(text, &clauses, &notes, &rules, &duties, &about);
    Draft { about, clauses, rules, duties, amendments, uncovered }
}

/// The notes of a clause as one: several lines of labels (牵头单位:… 配合单位:…) make one note.
fn note_of(notes: &[Note], clause: Span) -> Option<Note> {
    let first = notes.partition_point(|note| note.span.start < clause.start);
    let mut of_clause = notes.iter().skip(first).take_while(|note| note.span.end <= clause.end);
    let mut whole = of_clause.next()?.clone();
    for note in of_clause {
        whole.span.end = note.span.end;
        let named: Vec<_> = whole.units.iter().map(|unit| (unit.role, unit.name.clone())).collect();
        whole.units.extend(note.units.iter().filter(|unit| !named.contains(&(unit.role, unit.name.clone()))).cloned());
        whole.shared |= note.shared;
        whole.blanket = whole.blanket.or(note.blanket);
    }
    Some(whole)
}

/// The innermost clause that holds a span. Clauses stand in the order of the text, so it is among the last that begin before it.
fn clause_of(clauses: &[DraftClause], span: Span) -> Option<&DraftClause> {
    let end = clauses.partition_point(|clause| clause.clause.span.start <= span.start);
    let mut at = end.checked_sub(1)?;
    loop {
        let clause = clauses.get(at)?;
        if clause.clause.span.contains(span) {
            return Some(clause);
        }
        at = clause.clause.parent?;
    }
}

/// What stands in a clause and is in no quote.
fn uncovered(text: &str, clauses: &[DraftClause], notes: &[Note], rules: &[Rule], duties: &[BlanketDuty], about: &About) -> Vec<Uncovered> {
    let mut quotes: Vec<Span> = rules.iter().map(|rule| rule.quote).chain(duties.iter().map(|duty| duty.quote)).collect();
    quotes.extend(about.quotes());
    for clause in clauses {
        quotes.extend(clause.incentives.iter().map(|incentive| incentive.quote));
        quotes.extend(clause.targets.iter().map(|target| target.quote));
        quotes.extend(clause.note.iter().map(|note| note.span));
    }
    let quotes = Cover::of(quotes);
    let mut found: Vec<Uncovered> = crate::text::amount::sums(text)
        .into_iter()
        .map(|sum| (sum.span, "a sum"))
        .chain(crate::text::amount::rates(text).into_iter().map(|rate| (rate.span, "a percentage")))
        .chain(notes.iter().map(|note| (note.span, "a responsibility note")))
        .filter(|(span, _)| !quotes.contains(*span))
        .map(|(span, what)| {
            let clause = clause_of(clauses, span);
            let within = clause.map_or(Span::new(0, text.len()), |clause| clause.clause.span);
            // The number of a clause is no part of what it says, and may stand outside of it.
            let words = Span { start: clause.map_or(0, |clause| clause.clause.number.end.min(span.start)), end: within.end };
            let quote = sentence::unique(text, within, sentence::part_around(text, words, span));
            Uncovered { clause: clause.map(|clause| clause.clause.path.clone()), quote, what }
        })
        .collect();
    found.sort_by_key(|uncovered| uncovered.quote);
    found.dedup_by_key(|uncovered| uncovered.quote);
    found
}

/// Quotes, laid together where they overlap.
struct Cover(Vec<Span>);

impl Cover {
    fn of(mut quotes: Vec<Span>) -> Cover {
        quotes.sort();
        let mut whole: Vec<Span> = Vec::with_capacity(quotes.len());
        for quote in quotes {
            match whole.last_mut() {
                Some(last) if quote.start <= last.end => last.end = last.end.max(quote.end),
                _ => whole.push(quote),
            }
        }
        Cover(whole)
    }

    fn contains(&self, span: Span) -> bool {
        let after = self.0.partition_point(|quote| quote.start <= span.start);
        after.checked_sub(1).and_then(|i| self.0.get(i)).is_some_and(|quote| quote.contains(span))
    }
}
