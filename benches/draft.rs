//! How good drafting is: `cargo bench --bench draft` drafts the documents of `tests/raw/` as they were found and scores the drafts against the corrected
//! facts, document by document, and fails below the goals. `cargo bench --bench draft -- --diff` also prints what differs. Then it says how fast the
//! readers are.

use huiqi::facts;
use huiqi::model::Model;
use huiqi::model::ids::{MeasureId, PolicyId};
use huiqi::model::incentive::Pays;
use huiqi::model::policy::Role;
use huiqi::text::draft::{self, Draft, DraftClause};
use huiqi::text::{decode, normalise};
use std::path::Path;
use std::time::Instant;

/// The same as the program has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is scored, and the least that is good enough.
const GOALS: [(&str, f64); 5] = [("headings", 0.98), ("units", 0.99), ("amounts", 0.95), ("incentives", 0.85), ("targets", 0.85)];

/// How much of a shorter sentence must stand in the other for the two to be the same.
const SAME: f64 = 0.6;

/// Things found and things that are there, and how many agree.
#[derive(Default, Clone, Copy)]
struct Score {
    drafted: usize,
    correct: usize,
    right: usize,
}

impl Score {
    fn precision(self) -> f64 {
        if self.drafted == 0 { 1.0 } else { self.right as f64 / self.drafted as f64 }
    }

    fn recall(self) -> f64 {
        if self.correct == 0 { 1.0 } else { self.right as f64 / self.correct as f64 }
    }

    fn add(&mut self, other: Score) {
        self.drafted += other.drafted;
        self.correct += other.correct;
        self.right += other.right;
    }
}

fn main() {
    let shows_diff = std::env::args().any(|argument| argument == "--diff");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = facts::load(&root.join("facts"));
    assert!(loaded.problems.is_empty(), "the facts have problems; see `huiqi check`");
    let model = &loaded.model;
    let vocabulary = facts::draft::vocabulary(model);

    println!("{:42} {}", "", GOALS.map(|(name, _)| format!("{name:>15}")).join(""));
    let mut total = [Score::default(); 5];
    let mut words = Vec::new();
    for policy in model.policy_ids() {
        let path = root.join("tests/raw").join(format!("{}.txt", model[policy].key));
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(decoded) = decode::decode(&bytes) else {
            eprintln!("{} can't be decoded", path.display());
            std::process::exit(1);
        };
        let raw = decoded.text;
        let text = normalise::normalise(&raw).text;
        let drafted = draft::draft(&text, &vocabulary);
        let mut diff = Vec::new();
        let scores = [
            headings(model, policy, &text, &drafted, &mut diff),
            units(model, policy, &drafted, &mut diff),
            amounts(model, policy, &drafted, &mut diff),
            incentives(model, policy, &text, &drafted, &mut diff),
            targets(model, policy, &drafted, &mut diff),
        ];
        row(&model[policy].key, &scores);
        if shows_diff {
            diff.iter().for_each(|line| println!("    {line}"));
        }
        scores.iter().zip(&mut total).for_each(|(score, total)| total.add(*score));
        words.push(raw);
    }
    row("all, precision / recall", &total);
    println!("{:42} {}", "goal", GOALS.map(|(_, goal)| format!("{goal:>15.2}")).join(""));

    // Each document by itself, over and over: joined together they would be one document with a single outline.
    const ROUNDS: usize = 40;
    let (mut raw_bytes, mut normalising, mut drafting) = (0, 0.0, 0.0);
    for raw in words.iter().cycle().take(words.len() * ROUNDS) {
        let start = Instant::now();
        let text = normalise::normalise(raw).text;
        normalising += start.elapsed().as_secs_f64();
        let start = Instant::now();
        std::hint::black_box(draft::draft(&text, &vocabulary));
        drafting += start.elapsed().as_secs_f64();
        raw_bytes += raw.len();
    }
    let megabytes = raw_bytes as f64 / 1e6;
    println!("reading {megabytes:.1} MB: normal form {:.1} MB/s, drafting {:.1} MB/s", megabytes / normalising, megabytes / drafting);
    let low: Vec<&str> = GOALS
        .iter()
        .zip(total)
        .filter(|((_, goal), score)| score.precision() < *goal || score.recall() < *goal)
        .map(|((name, _), _)| *name)
        .collect();
    if !low.is_empty() {
        eprintln!("below the goal: {}", low.join(", "));
        std::process::exit(1);
    }
}

fn row(name: &str, scores: &[Score; 5]) {
    let cells = scores.map(|score| format!("{:>15}", format!("{:.2} / {:.2}", score.precision(), score.recall())));
    println!("{name:42} {}", cells.join(""));
}

/// Pairs each drafted thing with a correct one that is equal, each used once.
fn pair<T: PartialEq + std::fmt::Debug>(what: &str, drafted: Vec<T>, correct: Vec<T>, diff: &mut Vec<String>) -> Score {
    pair_by(what, drafted, correct, diff, |a, b| a == b)
}

fn pair_by<A: std::fmt::Debug, B: std::fmt::Debug>(
    what: &str,
    drafted: Vec<A>,
    correct: Vec<B>,
    diff: &mut Vec<String>,
    same: impl Fn(&A, &B) -> bool,
) -> Score {
    let mut open: Vec<Option<&B>> = correct.iter().map(Some).collect();
    let mut right = 0;
    for found in &drafted {
        match open.iter_mut().find(|other| other.is_some_and(|other| same(found, other))) {
            Some(other) => {
                *other = None;
                right += 1;
            }
            None => diff.push(format!("{what}: drafted only  {found:?}")),
        }
    }
    diff.extend(open.into_iter().flatten().map(|missed| format!("{what}: missed        {missed:?}")));
    Score { drafted: drafted.len(), correct: correct.len(), right }
}

fn headings(model: &Model, policy: PolicyId, text: &str, draft: &Draft, diff: &mut Vec<String>) -> Score {
    let drafted = draft.clauses.iter().map(|clause| (clause.clause.path.clone(), clause.clause.heading.map(|span| span.of(text).to_owned())));
    let correct = model[policy].measure_ids().map(|id| (model[id].reference.clone(), model[id].heading.clone()));
    pair("heading", drafted.collect(), correct.collect(), diff)
}

/// A unit is right if its clause, its role and its name are: any name by which the body is known.
fn units(model: &Model, policy: PolicyId, draft: &Draft, diff: &mut Vec<String>) -> Score {
    let units = |clause: &DraftClause| {
        clause.note.iter().flat_map(|note| note.units.clone()).map(|unit| (clause.clause.path.clone(), unit.role, unit.name)).collect::<Vec<_>>()
    };
    let drafted: Vec<(String, Role, String)> = draft.clauses.iter().flat_map(units).collect();
    let assignments = model[policy].measure_ids().flat_map(|id| model[id].assignment_ids());
    let correct: Vec<(String, Role, Vec<String>)> = assignments
        .map(|id| {
            let body = &model[model[id].department];
            let names = [vec![model[id].as_written.clone(), body.name.clone()], body.aliases.clone()].concat();
            (model[model[id].measure].reference.clone(), model[id].role, names)
        })
        .collect();
    pair_by("unit", drafted, correct, diff, |(clause, role, name), (correct, correct_role, names)| {
        clause == correct && role == correct_role && names.contains(name)
    })
}

/// A tier is right if its clause and its figures are: sum, ceiling or range, rate and cap.
fn amounts(model: &Model, policy: PolicyId, draft: &Draft, diff: &mut Vec<String>) -> Score {
    let mut drafted = Vec::new();
    for clause in &draft.clauses {
        for pays in clause.incentives.iter().flat_map(|incentive| &incentive.tiers).map(|tier| &tier.pays) {
            let amount = pays.amount.as_ref().map(|amount| format!("{}–{}", amount.low, amount.high));
            let rate = pays.rate.as_ref().map(|rate| format!("{}–{}%", rate.low, rate.high));
            drafted.extend(amount.or(rate).map(|figures| (clause.clause.path.clone(), figures)));
        }
    }
    let mut correct = Vec::new();
    for id in tiers(model, policy) {
        let measure = model[model[model[id].incentive].measure].reference.clone();
        let figures = match &model[id].benefit.pays {
            Pays::Fixed(sum) | Pays::UpTo(sum) | Pays::AtLeast(sum) => format!("{sum}–{sum}"),
            Pays::Range(from, to) => format!("{from}–{to}"),
            Pays::Rate(rate) => format!("{}–{}%", rate.percent, rate.percent_to.unwrap_or(rate.percent)),
            Pays::Unstated(_) => continue,
        };
        correct.push((measure, figures));
    }
    pair("amount", drafted, correct, diff)
}

fn tiers(model: &Model, policy: PolicyId) -> impl Iterator<Item = huiqi::model::ids::TierId> {
    let incentives = model[policy].measure_ids().flat_map(|id: MeasureId| model[id].incentive_ids());
    incentives.flat_map(|id| model[id].tier_ids())
}

fn incentives(model: &Model, policy: PolicyId, text: &str, draft: &Draft, diff: &mut Vec<String>) -> Score {
    let drafted = draft
        .clauses
        .iter()
        .flat_map(|clause| clause.incentives.iter().map(|incentive| (clause.clause.path.clone(), incentive.quote.of(text).to_owned())));
    let of_policy = model[policy].measure_ids().flat_map(|id| model[id].incentive_ids());
    let correct = of_policy.map(|id| (model[model[id].measure].reference.clone(), model.words(model[id].words).to_owned()));
    pair_by("incentive", drafted.collect(), correct.collect(), diff, |(clause, quote), (correct, words)| {
        clause == correct && overlap(quote, words) >= SAME
    })
}

fn targets(model: &Model, policy: PolicyId, draft: &Draft, diff: &mut Vec<String>) -> Score {
    let drafted = draft
        .clauses
        .iter()
        .flat_map(|clause| clause.targets.iter().map(|target| (clause.clause.path.clone(), target.value.clone(), target.unit.clone())));
    let of_policy = model[policy].measure_ids().flat_map(|id| model[id].target_ids());
    let correct = of_policy.map(|id| (model[model[id].measure].reference.clone(), model[id].value.to_string(), model[id].unit.clone()));
    pair("target", drafted.collect(), correct.collect(), diff)
}

/// The share of the shorter text that stands in the other in one piece.
fn overlap(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let starts: Vec<usize> = short.char_indices().map(|(at, _)| at).chain([short.len()]).collect();
    let mut best = 0;
    for (from, &start) in starts.iter().enumerate() {
        // Only a piece longer than the best so far matters.
        let mut to = from + best + 1;
        while to < starts.len() && short.get(start..starts[to]).is_some_and(|piece| long.contains(piece)) {
            best = to - from;
            to += 1;
        }
    }
    best as f64 / (starts.len() - 1).max(1) as f64
}
