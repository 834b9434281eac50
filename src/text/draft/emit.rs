//! A draft as a fact file: the TOML of `facts/README.md`, with `# review:` where a person should look. Knows the format, finds nothing.

use std::collections::HashMap;
use std::fmt::Write;

use jiff::civil::Date;

use super::about::About;
use super::condition::Condition;
use super::duty::Measures;
use super::{Amount, Draft, DraftClause, Incentive, Kind, Pays, Recognition, RuleKind, Target, Tier};
use crate::model::place::Level;
use crate::model::policy::Role;
use crate::model::span::Span;
use crate::text::amount::Qualifier;
use crate::text::date::{self, PartialDate};
use crate::text::note::{self, Note};
use crate::text::scan;

/// How a line begins that asks a person to look.
pub const MARK: &str = "# review:";

/// The reason of words that are in no fact, until a person gives one.
pub const UNREVIEWED: &str = "not reviewed yet";

/// The fact file of a draft. `jurisdiction` is what the caller knows; the text does not say a code.
pub fn toml(text: &str, draft: &Draft, jurisdiction: Option<&str>) -> String {
    let mut out = String::new();
    header(&mut out, text, draft, jurisdiction);
    for rule in &draft.rules {
        let _ = writeln!(out, "\n[[clause_rule]]\nkind = {}", string(rule_kind(rule.kind)));
        if let Some(clause) = &rule.clause {
            let _ = writeln!(out, "ref = {}", string(clause));
        }
        if !rule.bodies.is_empty() {
            let _ = writeln!(out, "bodies = {}", list(&rule.bodies));
        }
        let _ = writeln!(out, "quote = {}", string(rule.quote.of(text)));
    }
    for duty in &draft.duties {
        let _ = writeln!(out, "\n[[blanket_duty]]\nbodies = {}\nrole = {}", list(&duty.bodies), string(role(duty.role)));
        let _ = match &duty.measures {
            Measures::From(first) => writeln!(out, "from = {}", string(first)),
            Measures::These(all) => writeln!(out, "{MARK} the note stands once for all of these\nmeasures = {}", list(all)),
        };
        if let Some(clause) = &duty.clause {
            let _ = writeln!(out, "ref = {}", string(clause));
        }
        let _ = writeln!(out, "quote = {}", string(duty.quote.of(text)));
    }
    for amendment in &draft.amendments {
        let words = |span: Span| string(span.of(text));
        let _ = writeln!(out, "\n{MARK} since when?\n[[amendment]]\nref = {}\nold = {}", string(&amendment.clause), words(amendment.old));
        let _ = writeln!(out, "new = {}\nquote = {}", words(amendment.new), words(amendment.quote));
    }
    for uncovered in &draft.uncovered {
        let _ = writeln!(out, "\n{MARK} no fact covers {}: add one, or say why it is none", uncovered.what);
        let _ = writeln!(out, "[[not_a_fact]]");
        if let Some(clause) = &uncovered.clause {
            let _ = writeln!(out, "ref = {}", string(clause));
        }
        let _ = writeln!(out, "quote = {}\nreason = {}", string(uncovered.quote.of(text).trim_end()), string(UNREVIEWED));
    }
    let mut ids = Ids::default();
    for clause in &draft.clauses {
        entry(&mut out, text, clause, &mut ids);
    }
    out
}

fn header(out: &mut String, text: &str, draft: &Draft, jurisdiction: Option<&str>) {
    let about = &draft.about;
    let _ = writeln!(out, "# Drafted by machine from the text beside this file; not yet compared with it by a person.");
    match about.title {
        Some(title) => {
            let _ = writeln!(out, "title = {}", string(title.of(text)));
        }
        None => {
            let first = scan::lines(text).next().map_or("", |line| line.of(text));
            let _ = writeln!(out, "{MARK} no title was found; this is the first line\ntitle = {}", string(first));
        }
    }
    match jurisdiction {
        Some(code) => {
            let _ = writeln!(out, "jurisdiction = {}", string(code));
        }
        None => {
            let _ = writeln!(out, "{MARK} whose policy is it?\njurisdiction = \"\"");
        }
    }
    let _ = writeln!(out, "kind = {}", string(about.kind));
    let _ = writeln!(out, "status = {}", string(if about.is_draft { "draft-for-comment" } else { "issued" }));
    dates(out, text, about, draft.amendments.is_empty());
}

fn dates(out: &mut String, text: &str, about: &About, amendment_is_open: bool) {
    if about.issuer.is_some() || about.issued.is_some() || about.from_issue.is_some() || about.valid_until.is_some() {
        out.push('\n');
    }
    if let Some(issuer) = about.issuer {
        let _ = writeln!(out, "issuer = {{ body = {0}, quote = {0} }}", string(issuer.of(text)));
    }
    if let Some(day) = about.issued {
        let _ = writeln!(out, "issued = {{ on = {}, quote = {} }}", day.date, string(day.quote.of(text)));
    }
    if let Some(day) = about.valid_from {
        let _ = writeln!(out, "valid_from = {{ on = {}, quote = {} }}", day.date, string(day.quote.of(text)));
    } else if let Some(quote) = about.from_issue {
        let _ = writeln!(out, "valid_from = {{ on_issue = true, quote = {} }}", string(quote.of(text)));
    }
    if let Some(quote) = about.from_later.filter(|_| about.valid_from.is_none()) {
        review(out, &format!("{}: reckon the day, and write it as valid_from", quote.of(text)));
    }
    let first = about.valid_from.or(about.issued.filter(|_| about.from_later.is_none())).and_then(|day| day.date.whole());
    if let Some((day, last)) = about.valid_until.and_then(|day| day.date.last_day().map(|last| (day, last))) {
        if first.is_some_and(|first| last < first) {
            review(out, &format!("{}: that is before the first day", day.quote.of(text)));
        } else {
            let _ = writeln!(out, "valid_until = {{ on = {last}, quote = {} }}", string(day.quote.of(text)));
        }
    } else if let Some((years, quote)) = about.valid_years {
        match first.and_then(|from| date::last_of_years(from, years)) {
            Some(last) => {
                review(out, &format!("the text says {}; the day is reckoned", quote.of(text)));
                let _ = writeln!(out, "valid_until = {{ on = {last}, quote = {} }}", string(quote.of(text)));
            }
            None => review(out, &format!("{}, but from which day is not said", quote.of(text))),
        }
    }
    if let Some(consultation) = about.consultation {
        let from = consultation.from.and_then(PartialDate::whole);
        let until = consultation.until.and_then(PartialDate::whole).filter(|until| from.is_none_or(|from| from <= *until));
        let day = |name: &str, day: Option<Date>| day.map(|day| format!("{name} = {day}, ")).unwrap_or_default();
        let quote = string(consultation.quote.of(text));
        let _ = writeln!(out, "consultation = {{ {}{}quote = {quote} }}", day("from", from), day("until", until));
    }
    if let Some(number) = about.doc_number {
        let _ = writeln!(out, "doc_number = {{ number = {0}, quote = {0} }}", string(number.of(text)));
    }
    if let (Some(words), true) = (about.amendment, amendment_is_open) {
        review(out, &format!("words were changed after publication; write an [[amendment]] from: {}", words.of(text)));
    }
}

fn entry(out: &mut String, text: &str, clause: &DraftClause, ids: &mut Ids) {
    let name = if clause.clause.leaf { "measure" } else { "section" };
    let _ = writeln!(out, "\n[[{name}]]\nref = {}", string(&clause.clause.path));
    if let Some(heading) = clause.clause.heading {
        let _ = writeln!(out, "heading = {}", string(heading.of(text)));
    }
    if let Some(note) = &clause.note {
        units(out, text, note);
    }
    // A clause that says the same words twice promises, or aims at, one thing.
    let mut said: Vec<&str> = Vec::new();
    for incentive in &clause.incentives {
        let quote = incentive.quote.of(text);
        if !said.contains(&quote) {
            said.push(quote);
            let id = ids.next(&clause.clause.path);
            self::incentive(out, text, name, incentive, &id);
        }
    }
    let mut aims: Vec<String> = Vec::new();
    for target in &clause.targets {
        let mut aim = String::new();
        self::target(&mut aim, text, name, target);
        if !aims.contains(&aim) {
            out.push_str(&aim);
            aims.push(aim);
        }
    }
}

fn units(out: &mut String, text: &str, note: &Note) {
    let _ = writeln!(out, "note = {}", string(note.span.of(text)));
    for (role, name) in
        [(Role::Lead, "lead"), (Role::Responsible, "responsible"), (Role::Cooperating, "cooperating"), (Role::Implementing, "implementing")]
    {
        let mut units: Vec<String> = Vec::new();
        for unit in note.units.iter().filter(|unit| unit.role == role || (role == Role::Responsible && unit.role == Role::Supervising)) {
            let written = unit.written.of(text);
            let name = if note.span.of(text).contains(&unit.name) {
                string(&unit.name)
            } else {
                format!("{{ written = {}, body = {} }}", string(written), string(&unit.name))
            };
            for name in std::iter::once(name).chain(unit.within.as_deref().filter(|within| note::is_body(within)).map(string)) {
                // A note that names a unit twice under one role says it once.
                if !units.contains(&name) {
                    units.push(name);
                }
            }
        }
        if !units.is_empty() {
            let _ = writeln!(out, "{name} = [{}]", units.join(", "));
        }
    }
}

fn incentive(out: &mut String, text: &str, name: &str, incentive: &Incentive, id: &str) {
    let _ = writeln!(out);
    incentive.review.iter().for_each(|remark| review(out, remark));
    let _ = writeln!(out, "[[{name}.incentive]]\nid = {}\nkind = {}", string(id), string(kind(incentive.kind)));
    if let Some(words) = incentive.beneficiary {
        let _ = writeln!(out, "beneficiary = {}", string(words.of(text)));
    }
    let _ = writeln!(out, "quote = {}", string(incentive.quote.of(text)));
    if !incentive.requires.is_empty() {
        let _ = writeln!(out, "requires = [{}]", conditions(text, &incentive.requires));
    }
    match incentive.tiers.as_slice() {
        [only] => {
            let _ = writeln!(out, "pays = {}", pays(text, &only.pays));
        }
        tiers => tiers.iter().for_each(|tier| self::tier(out, text, name, tier)),
    }
}

fn tier(out: &mut String, text: &str, name: &str, tier: &Tier) {
    let _ = writeln!(out, "[[{name}.incentive.tier]]");
    if !tier.requires.is_empty() {
        let _ = writeln!(out, "requires = [{}]", conditions(text, &tier.requires));
    }
    let _ = writeln!(out, "pays = {}", pays(text, &tier.pays));
}

fn conditions(text: &str, conditions: &[Condition]) -> String {
    conditions.iter().map(|condition| self::condition(text, condition)).collect::<Vec<_>>().join(", ")
}

fn condition(text: &str, condition: &Condition) -> String {
    match condition {
        Condition::Certification { id, level, or_above, recognised } => {
            let mut fields = vec![format!("certification = {}", string(id))];
            fields.extend(level.map(|level| format!("level = {}", string(self::level(level)))));
            if *or_above {
                fields.push("or_above = true".to_owned());
            }
            fields.extend(recognition(*recognised).map(|word| format!("recognised = {}", string(word))));
            format!("{{ {} }}", fields.join(", "))
        }
        Condition::Event(id) => format!("{{ event = {} }}", string(id)),
        Condition::Project(id) => format!("{{ project = {} }}", string(id)),
        Condition::Sector(id) => format!("{{ sector = {} }}", string(id)),
        Condition::Metric { id, bound, value, first_time, .. } => {
            let first = if *first_time { ", first_time = true" } else { "" };
            format!("{{ metric = {}, {bound} = {}{first} }}", string(id), string(value.of(text)))
        }
        Condition::Discretion(words) => format!("{{ discretion = {} }}", string(words.of(text))),
        Condition::Stated(words) => format!("{{ stated = {} }}", string(words.of(text))),
        Condition::Any(any) => format!("{{ any = [{}] }}", conditions(text, any)),
    }
}

/// A comment ends with its line, whatever the words in it have.
fn review(out: &mut String, remark: &str) {
    let remark: String = remark.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = writeln!(out, "{MARK} {remark}");
}

/// What a rate is a share of where the sentence does not say it: no name that the facts know, so that a person must settle it.
const NO_BASE: &str = "原文未说明";

fn pays(text: &str, pays: &Pays) -> String {
    let mut fields: Vec<String> = Vec::new();
    if let Some(rate) = &pays.rate {
        fields.push(format!("rate = {}", string(&format!("{}%", rate.low))));
        if rate.high != rate.low {
            fields.push(format!("rate_to = {}", string(&format!("{}%", rate.high))));
        }
        let base = rate.base.as_ref().map(|(words, known)| known.as_deref().unwrap_or_else(|| words.of(text)));
        fields.push(format!("of = {}", string(base.unwrap_or(NO_BASE))));
        if rate.at_most {
            fields.push("at_most = true".to_owned());
        }
    }
    if let Some(sum) = pays.amount {
        fields.push(amount(text, &sum));
    }
    fields.extend(pays.cap.map(|cap| format!("cap = {}", money(cap.of(text)))));
    fields.extend(pays.unstated.map(|words| format!("unstated = {}", string(words.of(text)))));
    if pays.once {
        fields.push("once = true".to_owned());
    }
    fields.extend(pays.per.map(|per| format!("per = {}", string(per))));
    fields.extend(pays.years.map(|years| format!("years = {years}")));
    fields.extend(pays.payer.map(|payer| format!("payer = {}", string(payer.of(text)))));
    format!("{{ {} }}", fields.join(", "))
}

fn amount(text: &str, sum: &Amount) -> String {
    if sum.low != sum.high {
        return format!("from = {}, to = {}", string(&sum.low.chinese()), string(&sum.high.chinese()));
    }
    let field = match sum.qualifier {
        Qualifier::UpTo => "up_to",
        Qualifier::AtLeast | Qualifier::Over => "at_least",
        Qualifier::None | Qualifier::Under => "amount",
    };
    format!("{field} = {}", money(sum.span.of(text)))
}

/// A sum as the text has it, with the 元 that it may leave out (奖励50万).
fn money(words: &str) -> String {
    if crate::text::amount::parse_money(words).is_ok() { string(words) } else { string(&format!("{words}元")) }
}

fn target(out: &mut String, text: &str, name: &str, target: &Target) {
    let _ = writeln!(out, "\n[[{name}.target]]\nmetric = {}\nvalue = {}", string(target.metric.of(text)), string(&target.value));
    if let Some(high) = &target.value_to {
        let _ = writeln!(out, "value_to = {}", string(high));
    }
    let _ = writeln!(out, "unit = {}\nbound = {}", string(&target.unit), string(target.bound));
    if let Some(by) = target.by {
        let _ = writeln!(out, "by = {}", string(&by.to_string()));
    }
    if let Some(within) = target.within {
        let _ = writeln!(out, "within = {}", string(within.of(text)));
    }
    let _ = writeln!(out, "quote = {}", string(target.quote.of(text)));
}

/// Ids from the path of the clause: `clause-3-1-2-promise-1`. Labels that differ in their brackets alone have the same digits, so all ids are counted together.
#[derive(Default)]
struct Ids(HashMap<String, u32>);

impl Ids {
    fn next(&mut self, path: &str) -> String {
        let steps: Vec<String> = path.split('/').map(step).collect();
        let stem = format!("clause-{}-promise", steps.join("-"));
        let count = self.0.entry(stem.clone()).or_default();
        *count += 1;
        format!("{stem}-{count}")
    }
}

fn step(label: &str) -> String {
    let digits = label.char_indices().find(|&(_, c)| crate::text::number::begins(c)).and_then(|(at, _)| crate::text::number::read_plain(label, at));
    digits.and_then(|(number, _)| number.whole()).map_or_else(|| "x".to_owned(), |n| n.to_string())
}

fn list(names: &[String]) -> String {
    format!("[{}]", names.iter().map(|name| string(name)).collect::<Vec<_>>().join(", "))
}

/// A TOML string.
fn string(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Reward => "reward",
        Kind::Subsidy => "subsidy",
        Kind::Interest => "interest",
        Kind::Matching => "matching",
        Kind::Insurance => "insurance",
        Kind::Fund => "fund",
        Kind::TaxRelief => "tax-relief",
        Kind::FeeRelief => "fee-relief",
        Kind::Priority => "priority",
        Kind::Support => "support",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Cooperating => "cooperating",
        Role::Implementing => "implementing",
        _ => "responsible",
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::National => "national",
        Level::Provincial => "provincial",
        Level::City => "city",
        Level::County => "county",
        Level::Zone => "zone",
    }
}

fn recognition(recognition: Recognition) -> Option<&'static str> {
    match recognition {
        Recognition::Held => None,
        Recognition::First => Some("first"),
        Recognition::New => Some("new"),
        Recognition::Recheck => Some("recheck"),
    }
}

fn rule_kind(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Prevails => "prevails",
        RuleKind::NoDuplicates => "no-duplicates",
        RuleKind::HighestOnly => "highest-only",
        RuleKind::BestOnly => "best-only",
        RuleKind::Stackable => "stackable",
        RuleKind::Excludes => "excludes",
        RuleKind::Pays => "pays",
        RuleKind::BudgetLimit => "budget-limit",
        RuleKind::DetailedRules => "detailed-rules",
        RuleKind::Repeals => "repeals",
        RuleKind::Interprets => "interprets",
        RuleKind::Coordinates => "coordinates",
        RuleKind::Supervises => "supervises",
    }
}
