//! How long facts take to become a snapshot that answers, search index included: `cargo bench --bench load`. First the shipped facts, then generated
//! folders: shipped documents with the bodies and zones they name, given to other cities over and over. Time and memory should grow linearly.

mod corpus;

use corpus::{generate, load, shipped};
use huiqi::answers::warm_up;
use std::fs;
use std::time::Instant;

/// The same as the program has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often the shipped facts are loaded; the median counts.
const RUNS: usize = 9;

/// Sizes of the generated folders, in policies.
const SIZES: [usize; 3] = [500, 1000, 2000];

fn main() {
    let shipped = shipped();
    // A process loads the dictionary of words once; as the server does, beside the facts.
    let start = Instant::now();
    let warming = std::thread::spawn(warm_up);
    let first = load(&shipped);
    let cold = start.elapsed();
    let _ = warming.join();
    let mut times: Vec<_> = (0..RUNS).map(|_| timed(|| load(&shipped)).1).collect();
    times.sort();
    println!(
        "shipped facts, {} policies: {:.0} ms with a cold dictionary (goal 150), {:.0} ms warm",
        first.model.policies.len(),
        cold.as_secs_f64() * 1e3,
        times[RUNS / 2].as_secs_f64() * 1e3
    );
    drop(first);

    for size in SIZES {
        let dir = std::env::temp_dir().join(format!("huiqi-load-{size}-{}", std::process::id()));
        generate(&dir, size);
        let (snapshot, time) = timed(|| load(&dir));
        let text: usize = snapshot.model.policies.iter().map(|policy| policy.text.len()).sum();
        println!(
            "{size} policies, {} incentives, {:.0} MB of text: {:.2} s{}, peak memory of the process {} MiB",
            snapshot.model.incentives.len(),
            text as f64 / 1e6,
            time.as_secs_f64(),
            if size == 2000 { " (goal 5)" } else { "" },
            peak_mebibytes()
        );
        let _ = fs::remove_dir_all(&dir);
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, std::time::Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// The most memory that this process has had; 0 where the system does not say.
fn peak_mebibytes() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok()).unwrap_or_default() / 1024
}
