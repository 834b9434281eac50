//! Full-text search over what policies say, as people ask: 企业上市找哪个部门. Finds things by their words; who answers for them is not known here.

use crate::model::Model;
use crate::model::ids::MeasureId;
use crate::model::incentive::Condition;
use crate::model::node::Node;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{LowerCaser, TextAnalyzer, TokenStream, Tokenizer};
use tantivy::{Index, IndexReader, TantivyDocument, Term};
use tantivy_jieba::JiebaTokenizer;

/// Words by which people ask, and which say nothing of the matter.
const QUESTION_WORDS: &[&str] = &[
    "找",
    "哪个",
    "哪些",
    "哪",
    "哪里",
    "哪儿",
    "个",
    "部门",
    "单位",
    "归",
    "谁",
    "管",
    "负责",
    "怎么",
    "怎样",
    "如何",
    "申请",
    "办理",
    "办",
    "咨询",
    "的",
    "了",
    "吗",
    "呢",
    "我",
    "我们",
    "想",
    "要",
    "请问",
    "有",
    "有没有",
    "什么",
    "是",
    "能",
    "可以",
    "多少",
    "和",
    "与",
    "及",
    "在",
    "对",
    "去",
    "问",
    "应该",
    "该",
    "由",
    "一下",
    "企业",
];

/// Words for help of any kind: nearly every measure has them, so they tell little of which one is meant.
const HELP_WORDS: &[&str] = &["奖励", "奖补", "补贴", "补助", "资助", "支持", "扶持", "资金", "政策", "优惠", "鼓励", "发展", "多少钱", "钱"];
const HELP_WEIGHT: f32 = 0.25;

/// What a hit in a part of a thing is worth.
const TITLE_BOOST: f32 = 3.0;
const TERMS_BOOST: f32 = 2.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    pub node: Node,
    pub score: f32,
}

/// An index of one model; it lives and dies with its snapshot.
pub struct SearchIndex {
    reader: IndexReader,
    analyzer: TextAnalyzer,
    fields: Fields,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy)]
struct Fields {
    position: Field,
    title: Field,
    terms: Field,
    body: Field,
}

impl SearchIndex {
    /// Indexes policies, clauses, incentives, titles, and the bodies that a note names.
    pub fn build(model: &Model) -> tantivy::Result<SearchIndex> {
        let analyzer = TextAnalyzer::builder(JiebaTokenizer::new()).filter(LowerCaser).build();
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default().set_tokenizer("chinese").set_index_option(IndexRecordOption::WithFreqs);
        let words = TextOptions::default().set_indexing_options(indexing);
        let fields = Fields {
            position: schema.add_u64_field("position", FAST),
            title: schema.add_text_field("title", words.clone()),
            terms: schema.add_text_field("terms", words.clone()),
            body: schema.add_text_field("body", words),
        };
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("chinese", analyzer.clone());
        // One thread and one segment: the same facts give the same scores.
        let mut writer = index.writer_with_num_threads(1, 64 << 20)?;
        let mut nodes = Vec::new();
        for entry in Entry::all(model) {
            let mut document = TantivyDocument::new();
            document.add_u64(fields.position, nodes.len() as u64);
            document.add_text(fields.title, &entry.title);
            document.add_text(fields.terms, &entry.terms);
            document.add_text(fields.body, &entry.body);
            nodes.push(entry.node);
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(SearchIndex { reader: index.reader()?, analyzer, fields, nodes })
    }

    /// The things whose words match the question best, best first; equal scores in the order of the facts.
    /// `keep` chooses the things that may be found.
    pub fn search(&self, question: &str, limit: usize, keep: impl Fn(Node) -> bool) -> tantivy::Result<Vec<Hit>> {
        let words = self.words(question);
        if words.is_empty() || limit == 0 || self.nodes.is_empty() {
            return Ok(Vec::new());
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in &words {
            let weight = if HELP_WORDS.contains(&word.as_str()) { HELP_WEIGHT } else { 1.0 };
            for (field, boost) in [(self.fields.title, TITLE_BOOST), (self.fields.terms, TERMS_BOOST), (self.fields.body, 1.0)] {
                let query = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost * weight))));
            }
        }
        let searcher = self.reader.searcher();
        let found = searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(self.nodes.len()).order_by_score())?;
        let columns: Result<Vec<_>, _> = searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("position")).collect();
        let columns = columns?;
        let mut hits = Vec::new();
        for (score, address) in found {
            let position = columns.get(address.segment_ord as usize).and_then(|column| column.first(address.doc_id));
            let node = position.and_then(|position| self.nodes.get(position as usize));
            hits.extend(node.filter(|&&node| keep(node)).map(|&node| Hit { node, score }));
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.node.cmp(&b.node)));
        hits.truncate(limit);
        Ok(hits)
    }

    /// The words of a question that say what it is about; all of its words if none does.
    fn words(&self, question: &str) -> Vec<String> {
        let mut analyzer = self.analyzer.clone();
        let mut stream = analyzer.token_stream(question);
        let mut words: Vec<String> = Vec::new();
        while let Some(token) = stream.next() {
            if token.text.chars().any(char::is_alphanumeric) && !words.contains(&token.text) {
                words.push(token.text.clone());
            }
        }
        let matter: Vec<String> = words.iter().filter(|word| !QUESTION_WORDS.contains(&word.as_ref())).cloned().collect();
        if matter.is_empty() { words } else { matter }
    }
}

/// Loads the dictionary of Chinese words, which takes about as long as loading the facts; worth a thread of its own while they are read.
pub fn warm_up() {
    let mut tokenizer = JiebaTokenizer::new();
    let mut words = tokenizer.token_stream("惠企");
    while words.advance() {}
}

/// What is indexed of one thing.
struct Entry {
    node: Node,
    title: String,
    /// Names of the titles, events, projects it is about, with their aliases: so that 技改 finds 技术改造.
    terms: String,
    body: String,
}

impl Entry {
    fn all(model: &Model) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (id, policy) in model.policy_ids().zip(&model.policies) {
            entries.push(Entry { node: Node::Policy(id), title: policy.title.value.clone(), terms: String::new(), body: String::new() });
        }
        for (id, measure) in model.measure_ids().zip(&model.measures) {
            let text = measure.own.of(&model[measure.policy].text).to_owned();
            let title = measure.heading.clone().unwrap_or_default();
            entries.push(Entry { node: Node::Measure(id), title, terms: terms_of(model, id), body: text });
        }
        for (id, incentive) in model.incentive_ids().zip(&model.incentives) {
            let body = model.words(incentive.words).to_owned();
            entries.push(Entry { node: Node::Incentive(id), title: incentive.beneficiary.clone().unwrap_or_default(), terms: String::new(), body });
        }
        for (id, title) in model.certification_ids().zip(&model.certifications) {
            entries.push(Entry { node: Node::Certification(id), title: title.name.clone(), terms: title.aliases.join(" "), body: String::new() });
        }
        let mut named: Vec<_> = model.assignments.iter().map(|assignment| assignment.department).collect();
        named.sort();
        named.dedup();
        for id in named {
            let department = &model[id];
            let function = department.function.map(|id| model[id].name.clone()).unwrap_or_default();
            entries.push(Entry { node: Node::Department(id), title: department.name.clone(), terms: department.aliases.join(" "), body: function });
        }
        entries
    }
}

/// The names of what a measure's incentives ask for.
fn terms_of(model: &Model, measure: MeasureId) -> String {
    let mut names = Vec::new();
    for incentive in model[measure].incentive_ids() {
        for tier in model[incentive].tier_ids() {
            for condition in &model[tier].conditions {
                names_of(model, condition, &mut names);
            }
        }
    }
    names.sort();
    names.dedup();
    names.join(" ")
}

fn names_of<'m>(model: &'m Model, condition: &'m Condition, names: &mut Vec<&'m str>) {
    match condition {
        Condition::Certification { certification, .. } => {
            names.push(&model[*certification].name);
            names.extend(model[*certification].aliases.iter().map(String::as_str));
        }
        Condition::Event(term, _) | Condition::Project(term, _) | Condition::Metric { metric: term, .. } | Condition::Sector(term) => {
            names.push(&model[*term].name);
            names.extend(model[*term].aliases.iter().map(String::as_str));
        }
        Condition::Any(members) | Condition::All(members) => members.iter().for_each(|member| names_of(model, member, names)),
        Condition::Received { what, .. } => names.push(what.name(model)),
        Condition::Place(_) | Condition::Beneficiary(_) | Condition::NotGraded { .. } => {}
        Condition::During(_) | Condition::Discretion(_) | Condition::Stated(_) => {}
    }
}
