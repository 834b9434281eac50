//! Reads one policy: its text, what it says about itself, then its clauses in [`super::measure`].

use super::Loader;
use super::entry::{Entry, Words};
use super::problem::{Code, Problem};
use super::reading::{self, Files, Reading};
use super::shape;
use super::source::{self, stem};
use super::{coverage, document, quote, review};
use crate::model::ids::*;
use crate::model::incentive::IncentiveKind;
use crate::model::policy::*;
use crate::model::title::TermKind;
use crate::text::date::{self, PartialDate};
use jiff::civil::Date;
use toml::Spanned;

/// How many policies are read before they are linked: enough for all cores, few enough to hold in memory.
const AT_ONCE: usize = 64;

impl Loader<'_> {
    pub(super) fn policies(&mut self) {
        let facts = source::list(self.dir, "policies", ".toml");
        reading::lone_texts(self.dir, &facts, &mut self.problems);
        self.policies = facts.iter().map(|path| stem(path).to_owned()).collect();
        for paths in facts.chunks(AT_ONCE) {
            for read in reading::read(self.dir, paths) {
                match read {
                    Ok(files) => self.policy(files),
                    Err(problems) => self.problems.extend(problems),
                }
            }
        }
        self.check_promises();
    }

    fn policy(&mut self, files: Files) {
        let Files { file, text, found } = files;
        let key = stem(&file.path).to_owned();
        self.check_id(&file, &Words::new(0..0, key.clone()));
        let before = self.problems.count();
        let mut root = Entry::file(&file, "policy", &mut self.problems);
        let is_whole = self.problems.count() == before;
        let mut clauses = root.take("section", "section", &mut self.problems);
        clauses.extend(root.take("measure", "measure", &mut self.problems));
        let rules = root.take("clause_rule", "clause rule", &mut self.problems);
        let duties = root.take("blanket_duty", "blanket duty", &mut self.problems);
        let amendments = root.take("amendment", "amendment", &mut self.problems);
        let exempt = root.take("not_a_fact", "exemption", &mut self.problems);
        let Some(place) = root.peek("jurisdiction") else {
            root.read::<shape::Policy>(None, &mut self.problems);
            return;
        };
        // A header that can't be read must not hide what is wrong in the clauses.
        let shape = root.read::<shape::Policy>(None, &mut self.problems);
        let place = shape.as_ref().map_or(Words::new(0..0, place), |shape| shape.jurisdiction.clone());
        let Some(here) = self.jurisdiction(&file, &place, None) else { return };

        let id = PolicyId::new(self.model.policies.len());
        let reading = Reading { file: file.clone(), text, found, id, here };
        document::check(&reading.text, &mut self.problems);
        let checked_on = shape.as_ref().and_then(|shape| self.optional_day(&reading.file, &shape.checked_on)).unwrap_or_default();
        if let Some(shape) = &shape {
            review::check(&reading.file, shape, &mut self.problems);
        }
        self.model.policies.push(Policy {
            key,
            title: Stated { value: shape.as_ref().map_or_else(String::new, |shape| shape.title.get_ref().clone()), words: CitationId(0) },
            jurisdiction: here,
            kind: shape.as_ref().map_or(PolicyKind::Measures, |shape| shape.kind),
            status: shape.as_ref().map_or(Status::Issued, |shape| shape.status),
            checked_on,
            issuer: None,
            issued: None,
            known_since: None,
            valid_from: None,
            valid_until: None,
            consultation: None,
            doc_number: None,
            text: reading.text.text.clone(),
            measures: 0..0,
            clause_rules: Vec::new(),
            duties: 0..0,
            amendments: Vec::new(),
            not_facts: Vec::new(),
        });
        let located = self.clauses(&reading, clauses);
        if let Some(shape) = shape {
            self.header(&reading, shape);
        }
        for clause in located {
            self.measure(&reading, clause);
        }
        self.clause_rules(&reading, rules);
        self.duties(&reading, duties);
        self.amendments(&reading, amendments);
        self.exemptions(&reading, exempt);
        let told = std::mem::take(&mut self.unresolved);
        // What a broken file has lost is not missing in the facts.
        if is_whole {
            coverage::check(&self.model, &reading, told, &mut self.problems);
        }
    }

    fn header(&mut self, reading: &Reading, shape: shape::Policy) {
        let index = reading.id.index();
        if let Some(words) = self.cite(reading, &shape.title, None) {
            self.model.policies[index].title.words = words;
        }
        if let Some(issuer) = shape.issuer {
            let body = self.department(&reading.file, &issuer.body, reading.here, None);
            self.model.policies[index].issuer = self.stated(reading, body, &issuer.quote);
        }
        if let Some(issued) = shape.issued {
            let day = self.day(&reading.file, &issued.on);
            self.day_of(reading, day, &issued.on, &issued.quote);
            self.model.policies[index].issued = self.stated(reading, day, &issued.quote);
        }
        if let Some(known) = shape.known_since {
            let day = self.day(&reading.file, &known.on);
            self.model.policies[index].known_since = day.map(|day| (day, known.source));
        }
        let mut from = None;
        if let Some(valid) = shape.valid_from {
            from = self.optional_day(&reading.file, &valid.on);
            if let Some(on) = &valid.on {
                self.day_of(reading, from, on, &valid.quote);
            }
            let value = match (from, valid.on_issue) {
                (Some(day), false) => Some(ValidFrom::On(day)),
                (None, true) => Some(ValidFrom::Issue),
                _ => {
                    let problem = Problem::new(Code::Shape, "`valid_from` is either `on` a day or `on_issue = true`");
                    self.problems.push(problem.at(&reading.file, valid.quote.span(), "of these words"));
                    None
                }
            };
            self.model.policies[index].valid_from = self.stated(reading, value, &valid.quote);
        }
        if let Some(valid) = shape.valid_until {
            let day = self.day(&reading.file, &valid.on);
            let first = from.or(self.model.policies[index].first_day());
            // 有效期3年 names no day: the last of so many years from the first day on.
            let reckoned = date::validity_years(valid.quote.get_ref()).zip(first).and_then(|(years, first)| date::last_of_years(first, years));
            if reckoned.is_none() || reckoned != day {
                self.day_of(reading, day, &valid.on, &valid.quote);
            }
            self.period(&reading.file, valid.on.span(), first, day, None);
            let known = self.model.policies[index].known_since.as_ref().map(|(known, _)| *known);
            self.period(&reading.file, valid.on.span(), known, day, None);
            self.model.policies[index].valid_until = self.stated(reading, day, &valid.quote);
        }
        if let Some(comments) = shape.consultation {
            let from = self.optional_day(&reading.file, &comments.from);
            let until = self.optional_day(&reading.file, &comments.until);
            self.period(&reading.file, comments.quote.span(), from, until, None);
            self.model.policies[index].consultation = self.stated(reading, Some(Consultation { from, until }), &comments.quote);
        }
        if let Some(doc) = shape.doc_number {
            self.words_of(reading, &doc.number, doc.quote.get_ref(), "the quote", None);
            self.model.policies[index].doc_number = self.stated(reading, Some(doc.number.into_inner()), &doc.quote);
        }
    }

    fn stated<T>(&mut self, reading: &Reading, value: Option<T>, words: &Words) -> Option<Stated<T>> {
        let words = self.cite(reading, words, None);
        Some(Stated { value: value?, words: words? })
    }

    fn clause_rules(&mut self, reading: &Reading, entries: Vec<Entry>) {
        for entry in entries {
            let Some(shape) = entry.read::<shape::ClauseRule>(None, &mut self.problems) else { continue };
            let clause = self.optional_measure(reading, &shape.reference);
            let bodies = self.bodies(reading, &shape.bodies);
            let grade = shape.grade.and_then(|grade| {
                let evaluation = self.term(TermKind::Evaluation, "evaluation", &reading.file, &grade.evaluation, None)?;
                Some((evaluation, grade.grade))
            });
            let scope = self.scope(reading, shape.kind, shape.kinds, shape.measures);
            if let Some(words) = self.cite(reading, &shape.quote, clause) {
                self.model.policies[reading.id.index()].clause_rules.push(ClauseRule { kind: shape.kind, bodies, grade, scope, words });
            }
        }
    }

    /// What an exclusion is confined to; the clauses that it names stand for those inside them.
    fn scope(&mut self, reading: &Reading, of: ClauseRuleKind, kinds: Option<Spanned<Vec<IncentiveKind>>>, refs: Option<Vec<Words>>) -> Scope {
        let first = refs.iter().flatten().next().map(Words::span).or(kinds.as_ref().map(Spanned::span));
        let nothing = kinds.as_ref().is_some_and(|kinds| kinds.get_ref().is_empty()) || refs.as_ref().is_some_and(Vec::is_empty);
        if let Some(span) = first.filter(|_| of != ClauseRuleKind::Excludes || nothing) {
            let message =
                if nothing { "this exclusion is confined to nothing" } else { "`kinds` and `measures` confine what a document excludes from" };
            let problem = Problem::new(Code::Shape, message).at(&reading.file, span, "of this clause rule");
            self.problems
                .push(problem.help("leave `kinds` and `measures` out where the words speak of the whole document, and for all but `excludes`"));
        }
        let measures = refs.map(|refs| {
            let named: Vec<MeasureId> = refs.iter().filter_map(|words| self.measure_named(reading, words)).collect();
            self.model[reading.id].measure_ids().filter(|&id| self.stands_in(id, &named)).collect()
        });
        Scope { kinds: kinds.map(Spanned::into_inner), measures }
    }

    fn duties(&mut self, reading: &Reading, entries: Vec<Entry>) {
        let first = self.model.duties.len() as u32;
        for entry in entries {
            let Some(shape) = entry.read::<shape::BlanketDuty>(None, &mut self.problems) else { continue };
            let clause = self.optional_measure(reading, &shape.reference);
            let bodies = self.bodies(reading, &shape.bodies);
            let measures = self.laid_on(reading, shape.from.as_ref(), shape.measures.as_ref());
            if let Some(words) = self.cite(reading, &shape.quote, clause) {
                self.model.duties.push(Duty { policy: reading.id, bodies, role: shape.role, measures, words });
            }
        }
        self.model.policies[reading.id.index()].duties = first..self.model.duties.len() as u32;
    }

    /// The measures that a duty holds for: those of the clauses that it names, or all, from one of them on if it names where it begins.
    fn laid_on(&mut self, reading: &Reading, from: Option<&Words>, named: Option<&Spanned<Vec<Words>>>) -> Vec<MeasureId> {
        let start = from.and_then(|words| self.measure_named(reading, words));
        let clauses = named.map(|refs| refs.get_ref().iter().filter_map(|words| self.measure_named(reading, words)).collect::<Vec<_>>());
        let all_known = from.is_some() == start.is_some() && named.map(|refs| refs.get_ref().len()) == clauses.as_ref().map(Vec::len);
        let holds = |&id: &MeasureId| {
            let begun = start.is_none_or(|start| id >= start);
            begun && !self.model[id].is_section && clauses.as_ref().is_none_or(|clauses| self.stands_in(id, clauses))
        };
        let measures: Vec<MeasureId> = self.model[reading.id].measure_ids().filter(holds).collect();
        if measures.is_empty()
            && all_known
            && let Some(span) = named.map(Spanned::span).or(from.map(Words::span))
        {
            let problem = Problem::new(Code::Shape, "this duty holds for no measure").at(&reading.file, span, "nothing here");
            let help = "name the clauses that the sentence speaks of, and in `from` the one of them that it begins with";
            self.problems.push(problem.help(help));
        }
        measures
    }

    /// Whether a clause is one of some, or stands inside one.
    fn stands_in(&self, id: MeasureId, clauses: &[MeasureId]) -> bool {
        std::iter::successors(Some(id), |&id| self.model[id].parent).any(|id| clauses.contains(&id))
    }

    fn amendments(&mut self, reading: &Reading, entries: Vec<Entry>) {
        for entry in entries {
            let Some(shape) = entry.read::<shape::Amendment>(None, &mut self.problems) else { continue };
            let measure = self.optional_measure(reading, &shape.reference);
            let since = self.optional_day(&reading.file, &shape.since);
            let place = measure.map_or(reading.whole(), |id| self.model[id].span);
            let within = place.of(&reading.text.text).to_owned();
            let span = quote::find(&reading.text.text, place, shape.old.get_ref());
            self.words_of(reading, &shape.old, &within, "the text", shape.reference.as_ref().map(|words| words.get_ref().as_str()));
            self.words_of(reading, &shape.new, shape.quote.get_ref(), "the quote", None);
            if let (Some(words), Some(span)) = (self.cite(reading, &shape.quote, None), span) {
                let (old, new) = (shape.old.into_inner(), shape.new.into_inner());
                self.model.policies[reading.id.index()].amendments.push(Amendment { measure, old, span, new, since, words });
            }
        }
    }

    fn exemptions(&mut self, reading: &Reading, entries: Vec<Entry>) {
        for entry in entries {
            let Some(shape) = entry.read::<shape::NotAFact>(None, &mut self.problems) else { continue };
            if shape.reason.trim().is_empty() {
                let problem = Problem::new(Code::Shape, "these words are listed as no fact without a reason");
                self.problems
                    .push(problem.at(&reading.file, shape.quote.span(), "why not?").help("say in `reason` what the words are, if not a fact"));
            }
            let clause = self.optional_measure(reading, &shape.reference);
            if let Some(words) = self.cite(reading, &shape.quote, clause) {
                self.model.policies[reading.id.index()].not_facts.push(Stated { value: shape.reason, words });
            }
        }
    }

    fn bodies(&mut self, reading: &Reading, names: &[Words]) -> Vec<DepartmentId> {
        names.iter().filter_map(|name| self.department(&reading.file, name, reading.here, None)).collect()
    }

    fn optional_measure(&mut self, reading: &Reading, reference: &Option<Words>) -> Option<MeasureId> {
        reference.as_ref().and_then(|words| self.measure_named(reading, words))
    }

    /// A clause of this policy by its ref.
    fn measure_named(&mut self, reading: &Reading, words: &Words) -> Option<MeasureId> {
        let mut ids = self.model[reading.id].measure_ids();
        let found = ids.find(|&id| self.model[id].reference == *words.get_ref());
        if found.is_none() {
            let problem = Problem::new(Code::UnknownMeasure, format!("this policy has no clause `{}`", words.get_ref()));
            let problem = problem.at(&reading.file, words.span(), "unknown ref");
            let refs: Vec<&str> = self.model[reading.id].measure_ids().map(|id| self.model[id].reference.as_str()).collect();
            let help = match super::names::closest(words.get_ref(), refs.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a ref is the path of numbers as written, such as `三/(一)/2`".to_owned(),
            };
            self.problems.push(problem.help(help));
        }
        found
    }

    /// The citation of a quote: under a clause if one is given, else anywhere in the text. The words of a note are cited where a note is read: they may stand
    /// before it too, as the beginning of others.
    pub(super) fn cite(&mut self, reading: &Reading, words: &Words, clause: Option<MeasureId>) -> Option<CitationId> {
        let text = &reading.text.text;
        let within = clause.map_or(reading.whole(), |id| self.model[id].span);
        let note = || reading.found.notes.iter().map(|note| note.span).find(|note| within.contains(*note) && note.of(text) == words.get_ref());
        let first = if words.get_ref().is_empty() { None } else { quote::find(text, within, words.get_ref()) };
        let found = first.map(|first| note().unwrap_or(first));
        let Some(span) = found else {
            let problem = self.not_found(reading, words, clause);
            self.problems.push(problem);
            return None;
        };
        let measure = self.model[reading.id].measure_ids().rfind(|&id| self.model[id].own.contains(span) || self.model[id].span.contains(span));
        let id = CitationId::new(self.model.citations.len());
        self.model.citations.push(Citation { policy: reading.id, measure, span });
        Some(id)
    }

    fn not_found(&self, reading: &Reading, words: &Words, clause: Option<MeasureId>) -> Problem {
        let text = &reading.text.text;
        let reference = clause.map(|id| self.model[id].reference.as_str());
        let (message, help) = if words.get_ref().is_empty() {
            ("a quote is empty".to_owned(), "quote the words that say it".to_owned())
        } else if let Some(span) = quote::find(text, reading.whole(), words.get_ref()) {
            let holder = self.model[reading.id].measure_ids().rfind(|&id| self.model[id].span.contains(span));
            let place = holder.map_or("no clause".to_owned(), |id| format!("clause {}", self.model[id].reference));
            ("the quote is in the text, but not under this clause".to_owned(), format!("the words stand under {place}"))
        } else {
            let narrow = quote::narrow(words.get_ref());
            let help = match quote::nearest(text, words.get_ref()) {
                _ if narrow != *words.get_ref() && text.contains(&narrow) => format!("the text has it at half width: “{narrow}”"),
                Some(near) => format!("the text has “{}” and goes on “{}”", near.agrees, near.goes_on),
                None => "a quote is to the letter, punctuation included".to_owned(),
            };
            (format!("the quote is not in `{}`", reading.text.path), help)
        };
        Problem::new(Code::QuoteNotFound, message).at(&reading.file, words.span(), "these words").under(reference).help(help)
    }

    /// Reports a day that the words it rests on don't name, as far as they name one.
    fn day_of(&mut self, reading: &Reading, day: Option<Date>, on: &shape::Day, quote: &Words) {
        let named = |date: PartialDate| {
            let agrees = |day: Date| {
                date.year.is_none_or(|year| year == day.year())
                    && date.month.is_none_or(|month| month == day.month())
                    && date.day.is_none_or(|number| number == day.day())
            };
            day.is_none_or(agrees)
        };
        if !date::dates(quote.get_ref()).iter().any(|mention| named(mention.date)) {
            let problem = Problem::new(Code::WordsNotInQuote, format!("the day {} is not in its quote", on.get_ref()));
            self.problems.push(
                problem.at(&reading.file, on.span(), "not in the quote").help("compare the day with the words, or quote the words that name it"),
            );
        }
    }

    /// Reports words that should be taken from a quote and are not in it.
    pub(super) fn words_of(&mut self, reading: &Reading, words: &Words, text: &str, what: &str, clause: Option<&str>) {
        if words.get_ref().is_empty() || !text.contains(words.get_ref().as_str()) {
            let message = format!("“{}” is not in {what}", words.get_ref());
            let problem = Problem::new(Code::WordsNotInQuote, message).at(&reading.file, words.span(), "not words of the text");
            self.problems.push(problem.under(clause).help("take them from there to the letter"));
        }
    }

    /// The first and the last day of `2025`, `2025-06` or `2025-06-30`.
    pub(super) fn days(&mut self, reading: &Reading, words: &Words, clause: Option<&str>) -> Option<(Date, Date)> {
        let parts: Option<Vec<i16>> = words.get_ref().split('-').map(|part| part.parse().ok()).collect();
        let small = |part: Option<&i16>| part.map(|&part| i8::try_from(part).unwrap_or_default());
        let date = parts.filter(|parts| parts.len() <= 3).map(|parts| PartialDate {
            year: parts.first().copied(),
            month: small(parts.get(1)),
            day: small(parts.get(2)),
            end: false,
        });
        let days = date.and_then(|date| date.first_day().zip(date.last_day()));
        if days.is_none() {
            let problem = Problem::new(Code::Shape, format!("`{}` is no year, month or day", words.get_ref()));
            self.problems.push(problem.at(&reading.file, words.span(), "not a date").under(clause).help("write 2025, 2025-06 or 2025-06-30"));
        }
        days
    }
}
