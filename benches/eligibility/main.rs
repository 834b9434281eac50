//! How fast eligibility is, against the same judgement by hand and against the textbook program: one command prints the ratios.
//!
//! `cargo bench --bench eligibility`; each figure of memory is the peak of a process of its own.

#![expect(clippy::expect_used, clippy::panic, reason = "a measurement that cannot go on says so")]

mod by_hand;
#[path = "../../tests/support/market.rs"]
mod market;
mod textbook;

use by_hand::Desk;
use huiqi::answers::Snapshot;
use huiqi::answers::bundle::{bundle, claims};
use huiqi::answers::eligibility::report;
use huiqi::facts;
use huiqi::model::policy::Standing;
use huiqi::model::profile::{Outcome, Profile};
use huiqi::rules::eligibility::{Agenda, Block, Book, Verdict, outcomes, population, verdicts};
use market::{Market, Size, TODAY};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const ALL: [Standing; 5] = [Standing::InForce, Standing::Draft, Standing::NotYet, Standing::Ended, Standing::Repealed];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [what, size] => child(what, if size == "L" { Size::L } else { Size::X }),
        _ => everything(),
    }
}

/// One measurement in a process of its own: seconds, peak memory, eligible pairs.
fn child(what: &str, size: Size) {
    let Market { model, profiles } = Market::new(size, 1);
    let book = Book::of(&model);
    let agenda = Agenda::of(&model, TODAY, &[Standing::InForce]);
    let pairs = |verdicts: &[Verdict]| verdicts.iter().map(|verdict| verdict.eligible.count_ones() as usize).sum::<usize>();
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let mut times = Vec::new();
    let mut count = 0;
    for _ in 0..if what == "textbook" { 1 } else { 5 } {
        let start;
        match what {
            "rules" | "rules2" => {
                let pool = pool(if what == "rules" { 1 } else { 2 });
                start = Instant::now();
                count = pool.install(|| population(&book, &agenda, &profiles, |judged| pairs(&judged.verdicts))).into_iter().sum();
            }
            "hand" => {
                start = Instant::now();
                let mut desk = Desk::default();
                count = blocks(&book, &profiles, |block| pairs(&desk.judge(&book, &agenda, block)));
            }
            _ => {
                let mut shards = Vec::new();
                let mut order: Vec<&Profile> = profiles.iter().collect();
                order.sort_by_key(|profile| profile.place);
                for here in order.chunk_by(|a, b| a.place == b.place) {
                    let blocks: Vec<Block> = here.chunks(64).map(|lanes| Block::of(&book, lanes, TODAY)).collect();
                    shards.push(textbook::Shard::of(&book, &agenda, &blocks));
                }
                start = Instant::now();
                count = shards.iter().map(textbook::Shard::run).sum();
            }
        }
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    println!("{} {} {count}", times[times.len() / 2], peak());
}

/// The same blocks as a population has.
fn blocks(book: &Book, profiles: &[Profile], mut judge: impl FnMut(&Block) -> usize) -> usize {
    let mut order: Vec<&Profile> = profiles.iter().collect();
    order.sort_by_key(|profile| profile.place);
    let here = order.chunk_by(|a, b| a.place == b.place).flat_map(|here| here.chunks(64));
    here.map(|lanes| judge(&Block::of(book, lanes, TODAY))).sum()
}

/// The most memory this process has had, in MiB.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
}

fn measured(what: &str, size: &str) -> (f64, f64, usize) {
    let output = Command::new(std::env::current_exe().expect("this program")).args([what, size]).output().expect("a measurement");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words = text.split_whitespace();
    let mut next = || words.next().and_then(|word| word.parse::<f64>().ok()).unwrap_or_else(|| panic!("{what} {size}: {output:?}"));
    let figures = (next(), next(), next() as usize);
    println!("{what:>9} {size}: {:8.3} s {:7.0} MiB {:>10} eligible pairs", figures.0, figures.1, figures.2);
    figures
}

fn everything() {
    println!("population, one thread unless it says otherwise");
    let (hand_x, rules_x) = (measured("hand", "X"), measured("rules", "X"));
    let (hand, rules) = (measured("hand", "L"), measured("rules", "L"));
    measured("rules2", "L");
    let textbook = measured("textbook", "X");
    assert!(hand.2 == rules.2 && hand_x.2 == rules_x.2 && rules_x.2 == textbook.2, "all evaluators agree");
    println!("ratio 1  rules / by hand, L: {:.2} (at most 4)", rules.0 / hand.0);
    println!("         textbook / rules, X: {:.1} (at least 10)", textbook.0 / rules_x.0);
    println!("         memory, rules / by hand, L: {:.2} (at most 1.5)", rules.1 / hand.1);
    println!("         growth from X to L: {:.2} times the time for {:.2} times the pairs", rules.0 / rules_x.0, rules.2 as f64 / rules_x.2 as f64);
    one_profile();
    loading();
}

fn one_profile() {
    let Market { model, profiles } = Market::new(Size { enterprises: 2000, ..Size::L }, 1);
    let (book, agenda) = (Book::of(&model), Agenda::of(&model, TODAY, &[Standing::InForce]));
    let mut desk = Desk::default();
    let (mut rules, mut hand, mut offered) = (Vec::new(), Vec::new(), Vec::new());
    for profile in &profiles {
        offered.push(agenda.tiers().filter(|&tier| book.stance(profile.place, book.place_of(tier)) == Some(true)).count() as f64);
        let start = Instant::now();
        let by_rules = verdicts(&book, &agenda, &Block::of(&book, &[profile], TODAY));
        rules.push(start.elapsed().as_secs_f64() * 1e6);
        let start = Instant::now();
        let by_hand = desk.judge(&book, &agenda, &Block::of(&book, &[profile], TODAY));
        hand.push(start.elapsed().as_secs_f64() * 1e6);
        assert_eq!(by_rules, by_hand, "both agree");
    }
    let median = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let (rules, hand, offered) = (median(rules), median(hand), median(offered));
    println!("one profile against {offered} tiers: rules {rules:.1} us, by hand {hand:.1} us");
    println!("ratio 2  rules / by hand: {:.2} (at most 8), {rules:.1} us (under 60)", rules / hand);
}

fn loading() {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("facts");
    let mut times: Vec<f64> = (0..5).map(|_| timed(|| drop(snapshot(&facts)))).collect();
    times.sort_by(f64::total_cmp);
    println!("ratio 3  the shipped facts to a snapshot: {:.0} ms (at most 150)", times[2] * 1e3);
    let snapshot = snapshot(&facts);
    let tiers = snapshot.model.tiers.len();
    for profile in &snapshot.enterprises {
        let plain = timed(|| drop(outcomes(&snapshot.book, &Agenda::of(&snapshot.model, TODAY, &ALL), profile)));
        let full = timed(|| {
            let report = report(&snapshot, profile.clone(), TODAY, &ALL);
            for &(tier, outcome) in report.outcomes() {
                drop(report.why(&snapshot, tier));
                if outcome == Outcome::Ineligible {
                    drop((report.why_not(&snapshot, tier), report.ways_in(&snapshot, tier)));
                }
            }
            drop(report.questions(&snapshot));
            drop(bundle(&snapshot, &claims(&snapshot, &report)));
        });
        let name = profile.id.as_deref().unwrap_or_default();
        println!("         {name}: {tiers} tiers, outcomes {:.0} us, with every proof and why-not {:.2} ms (at most 1)", plain * 1e6, full * 1e3);
    }
}

fn snapshot(facts: &Path) -> Snapshot {
    Snapshot::build(facts::load(facts)).expect("the shipped facts are good")
}

/// Seconds, the best of three.
fn timed(mut work: impl FnMut()) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}
