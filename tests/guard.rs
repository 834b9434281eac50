//! The guard counts each fragment once; a slow twin that spreads them all, as an executor would, must count the same.
//! And whatever text comes in, reading it ends without a panic.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "http/stub.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod stub;

use async_graphql::parser::parse_query;
use huiqi::api::engine::GraphqlRequest;
use huiqi::api::guard::check;
use huiqi::api::limits::Limits;
use huiqi::serve::Options;
use proptest::prelude::*;

/// Fragments that spread only later ones, so that none contains itself: for each, how many fields it has and what it spreads.
type Fragments = Vec<(u64, Vec<prop::sample::Index>)>;

fn fragments() -> impl Strategy<Value = Fragments> {
    let fragment = (0..4_u64, prop::collection::vec(any::<prop::sample::Index>(), 0..3));
    prop::collection::vec(fragment, 1..8)
}

/// The fragments that fragment `i` spreads.
fn spreads(fragments: &Fragments, i: usize) -> Vec<usize> {
    let later = fragments.len() - i - 1;
    let spread = |index: &prop::sample::Index| (later > 0).then(|| i + 1 + index.index(later.max(1)));
    fragments[i].1.iter().filter_map(spread).collect()
}

fn text(fragments: &Fragments) -> String {
    let one = |i: usize| {
        let fields = "snapshot ".repeat(fragments[i].0 as usize);
        let spreads: String = spreads(fragments, i).iter().map(|j| format!("...F{j} ")).collect();
        format!("fragment F{i} on Query {{ __typename {fields}{spreads}}}\n")
    };
    format!("{{ ...F0 }}\n{}", (0..fragments.len()).map(one).collect::<String>())
}

fn spread_out(fragments: &Fragments, i: usize) -> u64 {
    let inner: u64 = spreads(fragments, i).iter().map(|j| spread_out(fragments, *j)).sum();
    1 + fragments[i].0 + inner
}

proptest! {
    #[test]
    fn the_guard_counts_what_an_executor_would_meet(fragments in fragments()) {
        let document = parse_query(text(&fragments)).expect("a document");
        let fields = spread_out(&fragments, 0);
        let limits = |fields: u64| Limits { fields: fields as usize, root_fields: usize::MAX, ..Limits::DEFAULT };
        prop_assert!(check(&document, &limits(fields)).is_ok());
        let refusal = check(&document, &limits(fields - 1)).expect_err("one field too many");
        prop_assert!(refusal.details.contains(&("actual".to_owned(), fields.into())), "{:?}", refusal);
    }

    #[test]
    fn no_text_breaks_the_reader(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        thread_local! {
            static APP: huiqi::serve::App = stub::loading(Options::default());
        }
        let query = pieces.concat();
        APP.with(|app| drop(app.engine.prepare(GraphqlRequest { query, ..GraphqlRequest::default() })));
    }
}

/// What GraphQL is made of, and what it is not.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "!",
    "=",
    "|",
    "&",
    "...",
    "$",
    "@",
    "\"",
    "\"\"\"",
    "\\",
    "\\u{1F600}",
    "#",
    "\n",
    "\r",
    "\u{feff}",
    " ",
    ",",
    "query ",
    "mutation ",
    "subscription ",
    "fragment ",
    " on ",
    "Query",
    "Item",
    "Filter",
    "Int",
    "A",
    "B",
    "null",
    "true",
    "-1",
    "1e400",
    "3000000000",
    "{snapshot}",
    "items",
    "(first: 1)",
    "nodes",
    "{id}",
    "node(id: \"item:1\")",
    "...A",
    "...B",
    "__typename",
    "__schema",
    "@skip(if: true)",
    "企业",
    "fragment A on Query {...B}",
    "fragment B on Query {snapshot}",
    "($n: Int = 1)",
    "filter: {name: \"a\"}",
    "item(by: {id: 1})",
];
