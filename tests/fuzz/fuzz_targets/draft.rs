//! Any bytes, read as a document: nothing panics, the normal form stays the same when it is made again, and every drafted quote stands in the text.
#![no_main]

use huiqi::text::draft::{self, Vocabulary};
use huiqi::text::{decode, normalise};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode::decode(bytes) else { return };
    let text = normalise::normalise(&decoded.text).text;
    assert_eq!(normalise::normalise(&text).text, text, "the normal form of a normal text");
    let drafted = draft::draft(&text, &Vocabulary::default());
    for clause in &drafted.clauses {
        assert!(text.get(clause.clause.span.range()).is_some(), "a clause outside the text");
        for quote in clause.incentives.iter().map(|incentive| incentive.quote).chain(clause.targets.iter().map(|target| target.quote)) {
            assert!(text.get(quote.range()).is_some_and(|words| !words.is_empty()), "a quote outside the text");
        }
    }
    let _ = draft::toml(&text, &drafted, None);
});
