//! Invented worlds of any size: places, titles, documents and enterprises, from a seed. The same seed gives the same world.

#![expect(dead_code, reason = "tests and benches use different parts")]

use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::incentive::*;
use huiqi::model::money::{Decimal, Money};
use huiqi::model::place::{Jurisdiction, Level};
use huiqi::model::policy::*;
use huiqi::model::profile::*;
use huiqi::model::span::Span;
use huiqi::model::support::Support;
use huiqi::model::title::{Certification, Term, TermKind};
use huiqi::model::window::Window;
use jiff::civil::{Date, date};

/// How large a world is, and how it is mixed.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub provinces: usize,
    pub cities: usize,
    pub counties: usize,
    pub titles: usize,
    pub terms: usize,
    pub policies: usize,
    pub incentives: usize,
    pub enterprises: usize,
    /// Of a hundred conditions, how many are of the kinds that only documents have: words, discretion, groups in groups.
    pub prose: u64,
    /// Of a hundred conditions that may name days, how many do, for each end.
    pub days: u64,
    /// Of a hundred fields of a profile, how many are left out.
    pub gaps: u64,
}

impl Size {
    pub const SMALL: Size = Size {
        provinces: 2,
        cities: 2,
        counties: 2,
        titles: 6,
        terms: 3,
        policies: 8,
        incentives: 3,
        enterprises: 40,
        prose: 30,
        days: 25,
        gaps: 25,
    };
    /// 3,000 places, 2,000 documents, 24,000 incentives, 200,000 enterprises.
    pub const L: Size = Size {
        provinces: 30,
        cities: 11,
        counties: 8,
        titles: 300,
        terms: 60,
        policies: 2000,
        incentives: 12,
        enterprises: 200_000,
        prose: 0,
        days: 0,
        gaps: 0,
    };
    pub const X: Size = Size { policies: 1000, enterprises: 100_000, ..Size::L };
}

/// Splitmix64: enough for inventing things, and the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.roll() % 100 < chance
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Skewed: the first ones come far more often than the last.
    pub fn often_low(&mut self, end: usize) -> usize {
        let (a, b) = (self.below(end), self.below(end));
        a.min(b)
    }

    fn day(&mut self) -> Date {
        date(2022, 1, 1).saturating_add(jiff::Span::new().days(self.below(1500) as i64))
    }
}

pub const TODAY: Date = date(2025, 6, 1);
const LEVELS: [Level; 3] = [Level::National, Level::Provincial, Level::City];

pub struct Market {
    pub model: Model,
    pub profiles: Vec<Profile>,
}

impl Market {
    pub fn new(size: Size, seed: u64) -> Market {
        let mut dice = Dice(seed);
        let mut model = Model::default();
        model.citations.push(Citation { policy: PolicyId(0), measure: None, span: Span::new(0, 0) });
        places(&mut model, size);
        titles(&mut model, size, &mut dice);
        for number in 0..size.policies {
            policy(&mut model, size, number, &mut dice);
        }
        let profiles = (0..size.enterprises).map(|_| profile(&model, size, &mut dice)).collect();
        Market { model, profiles }
    }
}

fn places(model: &mut Model, size: Size) {
    let mut add = |name: String, level, parent| {
        let id = JurisdictionId::new(model.jurisdictions.len());
        model.jurisdictions.push(Jurisdiction { key: name.clone(), name, aliases: vec![], level, parent });
        id
    };
    let nation = add("nation".into(), Level::National, None);
    for p in 0..size.provinces {
        let province = add(format!("p{p}"), Level::Provincial, Some(nation));
        for c in 0..size.cities {
            let city = add(format!("p{p}c{c}"), Level::City, Some(province));
            for k in 0..size.counties {
                let level = if k + 1 == size.counties && c % 2 == 0 { Level::Zone } else { Level::County };
                add(format!("p{p}c{c}k{k}"), level, Some(city));
            }
        }
    }
}

fn titles(model: &mut Model, size: Size, dice: &mut Dice) {
    for number in 0..size.titles {
        let levels = [&[Level::Provincial][..], &LEVELS, &[Level::National, Level::Provincial]][number % 3].to_vec();
        let mut implies = Vec::new();
        if number > 0 && dice.percent(20) {
            let other = dice.below(number);
            let levels: &[Level] = &model.certifications[other].levels;
            let level = if dice.percent(70) { Some(dice.pick(levels)) } else { None };
            implies.push((CertificationId::new(other), level));
        }
        let name = format!("title {number}");
        model.certifications.push(Certification { key: name.clone(), name, aliases: vec![], levels, granted_by: None, basis: None, implies });
    }
    for kind in [TermKind::Event, TermKind::Project, TermKind::Metric, TermKind::Sector, TermKind::Base, TermKind::Evaluation, TermKind::Support] {
        for number in 0..size.terms {
            let name = format!("{kind:?} {number}");
            let narrower = kind == TermKind::Event && number % 3 == 2;
            let implies = if narrower { vec![TermId::new(model.terms.len() - 1)] } else { vec![] };
            model.terms.push(Term { kind, key: name.clone(), name, aliases: vec![], counts: None, implies });
        }
    }
}

/// A term of a kind; the kinds stand in the order in which they were added.
fn term(size: Size, kind: TermKind, dice: &mut Dice) -> TermId {
    TermId::new(kind as usize * size.terms + dice.often_low(size.terms))
}

fn policy(model: &mut Model, size: Size, number: usize, dice: &mut Dice) {
    let id = PolicyId::new(model.policies.len());
    let words = CitationId(0);
    // Most documents are of cities, as in life.
    let wanted = match number % 20 {
        0 => Level::National,
        1..4 => Level::Provincial,
        4..15 => Level::City,
        _ => Level::County,
    };
    let places: Vec<JurisdictionId> = model.jurisdiction_ids().filter(|&place| model[place].level.min(Level::County) == wanted).collect();
    let jurisdiction = dice.pick(&places);
    let name = format!("policy {number}");
    let mut clause_rules = Vec::new();
    if dice.percent(15) {
        let grade = dice.percent(50).then(|| (term(size, TermKind::Evaluation, dice), "D".to_owned()));
        let measure = MeasureId::new(model.measures.len());
        let scope = match dice.below(4) {
            0 => Scope { kinds: Some(vec![IncentiveKind::Reward]), measures: None },
            1 => Scope { kinds: Some(vec![IncentiveKind::TaxRelief]), measures: None },
            2 => Scope { kinds: None, measures: Some(vec![MeasureId(measure.0 / 2 * 2)]) },
            _ => Scope::default(),
        };
        clause_rules.push(ClauseRule { kind: ClauseRuleKind::Excludes, bodies: vec![], grade, scope, words });
    }
    let issued = dice.percent(80).then(|| Stated { value: dice.day(), words });
    let valid_until = dice.percent(40).then(|| Stated { value: date(2025, 12, 31), words });
    let measure = MeasureId::new(model.measures.len());
    let span = Span::new(0, 0);
    let first = model.incentives.len() as u32;
    for index in 0..size.incentives {
        let incentive = IncentiveId::new(model.incentives.len());
        let tiers = model.tiers.len() as u32..model.tiers.len() as u32 + 1;
        let key = format!("{name}/{index}");
        let conditions = conditions(model, size, jurisdiction, dice);
        let benefit = Benefit { pays: Pays::Fixed(Money::from_fen(100)), once: true, per: None, years: None, payer: None };
        model.tiers.push(Tier { key: format!("{key}/1"), incentive, conditions, benefit });
        model.incentives.push(Incentive { key, measure, kind: IncentiveKind::Reward, beneficiary: None, tiers, words });
    }
    let incentives = first..model.incentives.len() as u32;
    model.measures.push(Measure {
        key: name.clone(),
        policy: id,
        reference: "1".into(),
        heading: None,
        is_section: false,
        parent: None,
        span,
        own: span,
        note: None,
        assignments: 0..0,
        incentives,
        targets: 0..0,
    });
    model.policies.push(Policy {
        key: name.clone(),
        title: Stated { value: name, words },
        jurisdiction,
        kind: PolicyKind::Measures,
        status: if dice.percent(90) { Status::Issued } else { Status::DraftForComment },
        checked_on: TODAY,
        issuer: None,
        issued,
        known_since: None,
        valid_from: None,
        valid_until,
        consultation: None,
        doc_number: None,
        text: String::new(),
        measures: measure.0..measure.0 + 1,
        clause_rules,
        duties: 0..0,
        amendments: vec![],
        not_facts: vec![],
    });
}

/// One to four conditions, in one group or in two of which one must hold.
fn conditions(model: &Model, size: Size, home: JurisdictionId, dice: &mut Dice) -> Vec<Condition> {
    let some = |dice: &mut Dice, most: usize| (0..1 + dice.below(most)).map(|_| condition(model, size, home, dice, 0)).collect::<Vec<_>>();
    if dice.percent(50) {
        return some(dice, 4);
    }
    let (one, other) = (some(dice, 2), some(dice, 2));
    vec![Condition::Any(vec![Condition::All(one), Condition::All(other)])]
}

fn condition(model: &Model, size: Size, home: JurisdictionId, dice: &mut Dice, depth: usize) -> Condition {
    if dice.percent(size.prose) {
        let members = |dice: &mut Dice| (0..1 + dice.below(3)).map(|_| condition(model, size, home, dice, depth + 1)).collect();
        return match dice.below(if depth < 2 { 9 } else { 5 }) {
            0 => Condition::Discretion("择优".into()),
            1 => Condition::Stated(format!("words {}", dice.below(3))),
            2 => Condition::Received { what: support(size, dice), when: window(size, dice), not: dice.percent(60) },
            3 => Condition::During(window(size, dice)),
            4 => held_at(model, size, dice),
            5 | 6 => Condition::Any(members(dice)),
            _ => Condition::All(members(dice)),
        };
    }
    match dice.below(20) {
        0..8 => {
            let certification = CertificationId::new(dice.often_low(size.titles));
            let level = dice.percent(70).then(|| dice.pick(&model[certification].levels));
            let recognised = dice.pick(&[Recognised::First, Recognised::New, Recognised::Recheck, Recognised::Held, Recognised::Held]);
            let when = if recognised == Recognised::Held { Window::default() } else { window(size, dice) };
            Condition::Certification { certification, level, or_above: level.is_some() && dice.percent(40), recognised, when, at: None }
        }
        8..10 => Condition::Event(term(size, TermKind::Event, dice), window(size, dice)),
        10..12 => Condition::Project(term(size, TermKind::Project, dice), window(size, dice)),
        12..15 => {
            let comparison = dice.pick(&[Comparison::AtLeast, Comparison::Over, Comparison::AtMost, Comparison::Under]);
            let bounds = vec![(comparison, value(dice))];
            Condition::Metric { metric: term(size, TermKind::Metric, dice), bounds, first_time: dice.percent(30) }
        }
        15..18 => Condition::Sector(term(size, TermKind::Sector, dice)),
        18 => {
            let inside: Vec<_> =
                model.jurisdiction_ids().filter(|&place| model.jurisdictions.len() < 100 || model[place].parent == Some(home)).collect();
            Condition::Place(if inside.is_empty() { home } else { dice.pick(&inside) })
        }
        _ if dice.percent(50) => Condition::Beneficiary(dice.pick(&[Beneficiary::Enterprise, Beneficiary::Enterprise, Beneficiary::Team])),
        _ => Condition::NotGraded { evaluation: term(size, TermKind::Evaluation, dice), grade: "D".into() },
    }
}

/// Days that words name; most often none.
fn window(size: Size, dice: &mut Dice) -> Window {
    let bound = |dice: &mut Dice| dice.percent(size.days).then(|| dice.day());
    match (bound(dice), bound(dice)) {
        (Some(from), Some(until)) => Window { from: Some(from.min(until)), until: Some(from.max(until)) },
        (from, until) => Window { from, until },
    }
}

fn held_at(model: &Model, size: Size, dice: &mut Dice) -> Condition {
    let certification = CertificationId::new(dice.often_low(size.titles));
    let level = dice.percent(40).then(|| dice.pick(&model[certification].levels));
    let at = Some(term(size, TermKind::Event, dice));
    Condition::Certification { certification, level, or_above: false, recognised: Recognised::Held, when: Window::default(), at }
}

/// A term, or the id of a document, or of a promise in it.
fn support(size: Size, dice: &mut Dice) -> Support {
    match dice.below(3) {
        0 => Support::Term(term(size, TermKind::Support, dice)),
        1 => Support::Promise(format!("policy {}", dice.below(2))),
        _ => Support::Promise(format!("policy {}/{}", dice.below(2), dice.below(2))),
    }
}

/// A few round sums, so that bounds are met exactly now and then; sometimes another unit, which can't be compared.
fn value(dice: &mut Dice) -> Quantity {
    match dice.below(12) {
        0 => Quantity::Number(Decimal::from_scaled(50_000), "人".into()),
        1 => Quantity::Percent(Decimal::from_scaled(100_000)),
        n => Quantity::Money(Money::from_fen(n as i64 * 100_000_000)),
    }
}

fn profile(model: &Model, size: Size, dice: &mut Dice) -> Profile {
    let mut profile = Profile::unknown();
    let leaves = model.jurisdictions.len();
    if !dice.percent(size.gaps / 2) {
        // Mostly counties; now and then only the city or the province is known.
        let mut place = JurisdictionId::new(dice.below(leaves));
        if size.gaps == 0 {
            while model[place].level < Level::County {
                place = JurisdictionId::new(dice.below(leaves));
            }
        }
        profile.place = Some(place);
    }
    if dice.percent(5) {
        profile.kind = Beneficiary::Team;
    }
    let known = |dice: &mut Dice| !dice.percent(size.gaps);
    profile.sectors = known(dice).then(|| (0..1 + dice.below(3)).map(|_| term(size, TermKind::Sector, dice)).collect());
    profile.titles = known(dice).then(|| (0..dice.below(6)).map(|_| held(model, size, dice)).collect());
    profile.events =
        known(dice).then(|| (0..dice.below(3)).map(|_| Happening { event: term(size, TermKind::Event, dice), on: maybe(size, dice) }).collect());
    let project = |dice: &mut Dice| Project { kind: term(size, TermKind::Project, dice), name: None, bases: vec![], on: maybe(size, dice) };
    profile.projects = known(dice).then(|| (0..dice.below(3)).map(|_| project(dice)).collect());
    profile.metrics = known(dice).then(|| {
        let mut metrics: Vec<TermId> = (0..1 + dice.below(4)).map(|_| term(size, TermKind::Metric, dice)).collect();
        metrics.sort();
        metrics.dedup();
        metrics.into_iter().map(|metric| measured(size, metric, dice)).collect()
    });
    let grade = |dice: &mut Dice| Grade { evaluation: term(size, TermKind::Evaluation, dice), grade: dice.pick(&["A", "B", "D"]).into() };
    profile.evaluations = known(dice).then(|| (0..dice.below(2)).map(|_| grade(dice)).collect());
    let receipt = |dice: &mut Dice| Receipt { what: support(size, dice), on: maybe(size, dice) };
    profile.received = known(dice).then(|| (0..dice.below(3)).map(|_| receipt(dice)).collect());
    profile.discredited = known(dice).then(|| dice.percent(5));
    for number in 0..3 {
        match dice.below(3) {
            0 => profile.confirms.push(format!("words {number}")),
            1 => profile.denies.push(format!("words {number}")),
            _ => {}
        }
    }
    profile
}

fn maybe(size: Size, dice: &mut Dice) -> Option<Date> {
    (!dice.percent(size.gaps)).then(|| dice.day().min(TODAY))
}

fn held(model: &Model, size: Size, dice: &mut Dice) -> HeldTitle {
    let title = CertificationId::new(dice.often_low(size.titles));
    HeldTitle {
        title,
        level: (!dice.percent(size.gaps)).then(|| dice.pick(&model[title].levels)),
        recognised_on: maybe(size, dice),
        expires: dice.percent(20).then(|| dice.day()),
        first: (!dice.percent(size.gaps)).then(|| dice.percent(60)),
        rechecked: (!dice.percent(size.gaps)).then(|| (0..dice.below(2)).map(|_| dice.day().min(TODAY)).collect()),
    }
}

fn measured(size: Size, metric: TermId, dice: &mut Dice) -> Measured {
    let before = (!dice.percent(size.gaps)).then(|| (0..dice.below(3)).map(|_| value(dice)).collect());
    let year = (!dice.percent(size.gaps)).then(|| dice.pick(&[2022, 2023, 2024, 2024]));
    Measured { metric, value: value(dice), year, before }
}
