//! What a GraphQL answer costs: `cargo bench --bench graphql`. Over HTTP it is the server's CPU time for a request, against a page of the same
//! server that is only sent; both are asked in turn, so that a busy machine slows both. Long lists are made in this process, on one core.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on says so")]

#[path = "../load/corpus.rs"]
mod corpus;
mod server;

use huiqi::answers::{Snapshot, warm_up};
use huiqi::api::context::Ask;
use huiqi::api::deadline::Deadline;
use huiqi::api::engine::{Data, Engine, GraphqlRequest};
use huiqi::api::limits::Limits;
use huiqi::api::reply::Outcome;
use huiqi::api::schema;
use jiff::civil::date;
use server::Server;
use std::sync::Arc;

/// The same as the program has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Six values of a row, none of which takes more than a look at the facts.
const PLAIN: &str = "id key ref number: ref heading isSection";

/// Six values of which three stand in other things.
const JOINED: &str = "key ref heading policy { key title jurisdiction { name } }";

/// How often each is asked, in turn with the others; the median counts.
const ROUNDS: usize = 7;

/// Long lists of one measurement: the system tells the time of a thread that goes on only every few milliseconds.
const LISTS: usize = 20;

/// Policies of the generated folder: enough for 10,000 measures.
const POLICIES: usize = 500;

fn main() {
    over_http();
    in_process();
}

fn query(rows: usize, fields: &str) -> String {
    format!("{{ measures(first: {rows}) {{ nodes {{ {fields} }} }} }}")
}

fn over_http() {
    let mut server = Server::start();
    let asked = [
        ("a page that is only sent", server.get("/graphiql")),
        ("10 rows of 6 plain fields", server.post(&query(10, PLAIN))),
        ("10 rows of 6 fields, 3 of them joined", server.post(&query(10, JOINED))),
    ];
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for ((_, request), times) in asked.iter().zip(&mut times) {
            times.push(server.microseconds(request));
        }
    }
    let mut page = None;
    for ((what, request), times) in asked.iter().zip(times) {
        let time = median(times);
        let page = *page.get_or_insert(time);
        let bytes = server.answer_bytes(request);
        println!("{what:<40} {bytes:>9} bytes {time:>8.1} µs of CPU {:>6.2} × the page (at most 2.5)", time / page);
    }
}

fn in_process() {
    warm_up();
    let dir = std::env::temp_dir().join(format!("huiqi-graphql-{}", std::process::id()));
    corpus::generate(&dir, POLICIES);
    let snapshot = Arc::new(corpus::load(&dir));
    let _ = std::fs::remove_dir_all(&dir);
    let limits = Limits { page: usize::MAX, cost: usize::MAX, answer_bytes: usize::MAX, ..Limits::DEFAULT };
    let engine = Engine::new(schema::builder(), limits).expect("a valid schema");
    for (what, fields) in [("10,000 rows of 6 plain fields", PLAIN), ("10,000 rows of 6 fields, 3 of them joined", JOINED)] {
        let query = query(10_000, fields);
        let mut bytes = 0;
        let times = (0..ROUNDS).map(|_| {
            let start = computed();
            for _ in 0..LISTS {
                bytes = answer(&engine, &snapshot, &query);
            }
            (computed() - start) / LISTS as f64
        });
        let time = median(times.collect());
        println!("{what:<40} {bytes:>9} bytes {time:>8.2} ms of CPU, executed and written (at most 5)");
    }
}

/// What this thread has computed so far, in milliseconds: on a busy machine another measure than the time that passed.
fn computed() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("a system that tells the time of threads");
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or_default() / 1e6
}

/// The length of the answer.
fn answer(engine: &Engine, snapshot: &Arc<Snapshot>, query: &str) -> usize {
    let mut data = Data::default();
    data.insert(Ask { snapshot: snapshot.clone(), today: date(2025, 6, 1) });
    let request = GraphqlRequest { query: query.to_owned(), ..GraphqlRequest::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let reply = runtime.block_on(engine.answer(request, data, Deadline::NEVER));
    assert_eq!(reply.outcome, Outcome::Ok, "{}", String::from_utf8_lossy(&reply.body));
    reply.body.len()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
