//! `huiqi draft` as a person runs it: documents as they were found become files that load, but for what a person must settle; what is no document gets a
//! sentence and exit status 2, and nothing is left half-written.

#![expect(clippy::expect_used, reason = "a test that cannot set its scene has nothing to say")]

mod invented;

use huiqi::facts::problem::Code;
use huiqi::text::draft::{self, Vocabulary};
use huiqi::text::normalise;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The documents of `tests/raw/`, and whose policies they are.
const DOCUMENTS: [(&str, &str); 5] = [
    ("baotou-2023-specialised-sme", "150200"),
    ("ezhou-2023-industrial-economy", "420700"),
    ("ningbo-2024-new-industrialisation", "330200"),
    ("pingxiang-2023-intelligent-manufacturing", "360300"),
    ("weifang-2024-five-optimisations", "370700"),
];

/// What a draft may leave to a person: to compare it, and to name what the facts don't know.
const LEFT_TO_A_PERSON: [Code; 3] = [Code::Unchecked, Code::UnknownTerm, Code::UnknownDepartment];

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("draft").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder for the test");
    path
}

fn run(document: &Path, out: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huiqi"));
    command.current_dir(ROOT).arg("draft").arg(document).arg("--out").arg(out).args(more);
    command.output().expect("huiqi runs")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
        }
    }
}

/// The facts without policies and enterprises.
fn world(name: &str) -> PathBuf {
    let facts = folder(name);
    copy(&Path::new(ROOT).join("facts"), &facts);
    for part in ["departments", "certifications"] {
        copy(&Path::new(ROOT).join("facts").join(part), &facts.join(part));
    }
    facts
}

#[test]
fn a_draft_loads_and_holds_nothing_that_the_text_does_not_say() {
    let facts = world("loads");
    let policies = facts.join("policies");
    for (id, jurisdiction) in DOCUMENTS {
        let document = Path::new(ROOT).join("tests/raw").join(format!("{id}.txt"));
        let output = run(&document, &policies, &["--jurisdiction", jurisdiction]);
        assert!(output.status.success(), "{id}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let loaded = huiqi::facts::load(&facts);
    assert_eq!(loaded.model.policies.len(), DOCUMENTS.len());
    let invented: Vec<_> =
        loaded.problems.iter().filter(|problem| !LEFT_TO_A_PERSON.contains(&problem.code)).map(|problem| problem.to_json()).collect();
    assert!(invented.is_empty(), "{invented:#?}");
    let unchecked = loaded.problems.iter().filter(|problem| problem.code == Code::Unchecked).count();
    assert_eq!(unchecked, DOCUMENTS.len(), "a draft is no fact until a person has checked it");
    let marks: usize = DOCUMENTS.iter().map(|(id, _)| said_to_be_checked(&policies.join(format!("{id}.toml")))).sum();
    let unsettled = huiqi::facts::load(&facts).problems.iter().filter(|problem| problem.code == Code::Unsettled).count();
    assert!(marks > 0 && unsettled >= marks, "{unsettled} of {marks} marks are told");
}

/// Gives a draft a day on which it was checked. How many marks are left in it.
fn said_to_be_checked(facts: &Path) -> usize {
    let draft = fs::read_to_string(facts).expect("a draft");
    fs::write(facts, format!("checked_on = 2026-11-22\n{draft}")).expect("a file of facts");
    draft.matches(draft::MARK).count()
}

/// The names of the facts, read once.
fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| huiqi::facts::draft::vocabulary(&huiqi::facts::load(&Path::new(ROOT).join("facts")).model))
}

/// The problems of drafts of these documents that a person need not settle: there should be none.
fn refused<'d>(name: &str, documents: impl IntoIterator<Item = &'d str>) -> Vec<serde_json::Value> {
    let facts = world(name);
    fs::create_dir_all(facts.join("policies")).expect("a folder");
    for (n, words) in documents.into_iter().enumerate() {
        let text = normalise::normalise(words).text;
        let toml = draft::toml(&text, &draft::draft(&text, vocabulary()), Some("370700"));
        for (ending, words) in [("txt", &text), ("toml", &toml)] {
            fs::write(facts.join(format!("policies/document-{n}.{ending}")), words).expect("a file of facts");
        }
    }
    let problems = huiqi::facts::load(&facts).problems;
    problems.iter().filter(|problem| !LEFT_TO_A_PERSON.contains(&problem.code)).map(|problem| problem.to_json()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    /// Whatever habits a document has, its draft is refused only for what a person must settle. Every run invents other documents.
    #[test]
    fn a_draft_of_any_habits_has_the_shape_of_facts(documents in prop::collection::vec(invented::document(), 8..16)) {
        let refused = refused("habits", documents.iter().map(String::as_str));
        prop_assert!(refused.is_empty(), "{refused:#?}");
    }
}

/// Habits that the property above came upon once in many thousand documents.
#[test]
fn a_draft_of_rare_habits_has_the_shape_of_facts() {
    const DOCUMENTS: [&str; 5] = [
        // Words after the last note of a clause.
        "某市奖补办法\n一、支持企业。对企业奖励5万元。(责任单位:市工信局)\n对项目奖励6万元。(责任单位:市财政局)\n对平台奖励7万元,预算总额1亿元。\n二、其他。",
        // The words of a note stand in its clause before it, as the beginning of other words.
        "某市奖补办法\n一、支持企业。对企业奖励5万元。(责任单位:市工信局3.推动平台建设。(责任单位:市工信局\n二、其他。",
        // A sum right after the number of a clause whose noted paragraphs begin after it.
        "某市奖补办法\n一、支持企业。\n1.1 预算总额1亿元,用完即止。责任部门:市科技局。\n对企业奖励5万元。\n责任部门:市财政局\n二、其他。",
        // A bracket that another paragraph seems to close.
        "某市奖补办法\n第一条 鼓励企业。(甲\n本办法有效期3年)。\n第二条 其他。",
        // The same sentences twice in one clause.
        "某市奖补办法\n一、支持企业。对企业奖励5万元。到2025年,企业达到50家以上。对企业奖励5万元。到2025年,企业达到50家以上。\n二、其他。",
    ];
    let refused = refused("rare", DOCUMENTS);
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn a_text_in_gbk_is_drafted_as_the_same_text_in_utf_8() {
    let out = folder("gbk");
    let original = Path::new(ROOT).join("tests/raw/baotou-2023-specialised-sme.txt");
    let text = fs::read_to_string(&original).expect("the document");
    let (bytes, _, lossy) = encoding_rs::GBK.encode(&text);
    assert!(!lossy, "the document has characters that GBK lacks");
    let document = out.join("baotou-gbk.txt.found");
    fs::write(&document, bytes).expect("a document");
    assert!(run(&document, &out, &["--id", "from-gbk"]).status.success());
    assert!(run(&original, &out, &["--id", "from-utf8"]).status.success());
    let read = |name: &str| fs::read_to_string(out.join(name)).expect("a drafted file");
    assert_eq!(read("from-gbk.txt"), read("from-utf8.txt"));
    assert_eq!(read("from-gbk.toml"), read("from-utf8.toml"));
}

#[test]
#[expect(clippy::type_complexity, reason = "a table of what is given and what is expected")]
fn what_is_no_document_is_refused_with_a_sentence() {
    let out = folder("refused");
    let given = folder("given");
    let noise: Vec<u8> = (0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let refusals: [(&str, Option<Vec<u8>>, &[&str], &str); 8] = [
        ("missing", None, &[], "can't be read"),
        ("empty", Some(Vec::new()), &[], "the document is empty"),
        ("blank", Some(b" \n\n ".to_vec()), &[], "the document is empty"),
        ("binary", Some(noise), &[], "the document is not text"),
        ("english", Some(b"Measures to support enterprises, in another language.".to_vec()), &[], "hardly any Chinese"),
        ("not-a-docx", Some(b"PK\x03\x04broken archive".to_vec()), &[], "the .docx can't be opened"),
        ("Bad Id", Some("一、支持企业。".repeat(20).into_bytes()), &[], "is no id for a policy"),
        ("nowhere", Some("一、支持企业。".repeat(20).into_bytes()), &["--jurisdiction", "999999"], "there is no place `999999`"),
    ];
    for (name, bytes, more, sentence) in refusals {
        let document = given.join(format!("{name}.txt"));
        if let Some(bytes) = bytes {
            fs::write(&document, bytes).expect("a document");
        }
        let output = run(&document, &out, more);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(sentence), "{name}: {said}");
        assert!(fs::read_dir(&out).expect("the folder").next().is_none(), "{name}: something was written");
    }
}

#[test]
fn a_document_of_a_hundred_megabytes_is_refused_without_reading_it() {
    let given = folder("huge");
    let document = given.join("huge.txt");
    fs::File::create(&document).and_then(|file| file.set_len(100 << 20)).expect("a sparse file");
    let output = run(&document, &given.join("out"), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("104857600 bytes"));
    assert!(!given.join("out").exists());
}

#[test]
fn files_that_are_there_are_kept_unless_told_otherwise() {
    let out = folder("kept");
    let document = Path::new(ROOT).join("tests/raw/pingxiang-2023-intelligent-manufacturing.txt");
    fs::write(out.join("mine.toml"), "mine").expect("a file");
    let refused = run(&document, &out, &["--id", "mine"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is there already; --force replaces it"));
    assert_eq!(fs::read_to_string(out.join("mine.toml")).expect("the file"), "mine");
    assert!(!out.join("mine.txt").exists());
    assert!(run(&document, &out, &["--id", "mine", "--force"]).status.success());
    assert!(fs::read_to_string(out.join("mine.toml")).expect("the file").contains("[[measure]]"));
}
