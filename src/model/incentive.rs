//! Incentives: what a policy promises, to whom, on which conditions.

use super::Model;
use super::ids::{CertificationId, CitationId, IncentiveId, JurisdictionId, MeasureId, TermId, TierId};
use super::money::{Decimal, Money};
use super::place::Level;
use super::support::Support;
use super::window::Window;
use serde::Deserialize;
use std::fmt;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IncentiveKind {
    Reward,
    Subsidy,
    Interest,
    Matching,
    Insurance,
    Fund,
    TaxRelief,
    FeeRelief,
    Priority,
    Support,
}

#[derive(Debug, Clone)]
pub struct Incentive {
    /// `weifang-2024-five-optimisations/technical-transformation-equipment`.
    pub key: String,
    pub measure: MeasureId,
    pub kind: IncentiveKind,
    /// In the words of the text; none where the sentence names nobody.
    pub beneficiary: Option<String>,
    pub tiers: Range<u32>,
    pub words: CitationId,
}

impl Incentive {
    pub fn tier_ids(&self) -> impl Iterator<Item = TierId> + use<> {
        self.tiers.clone().map(TierId)
    }
}

/// One thing that is paid for: its conditions and its benefit.
#[derive(Debug, Clone)]
pub struct Tier {
    /// The incentive's key and the tier's number: `…/smart-manufacturing/2`.
    pub key: String,
    pub incentive: IncentiveId,
    /// All of them must hold.
    pub conditions: Vec<Condition>,
    pub benefit: Benefit,
}

impl Tier {
    /// The titles of its conditions with their levels, each once, in the order of the text.
    pub fn titles(&self) -> Vec<(CertificationId, Option<Level>)> {
        fn collect(condition: &Condition, found: &mut Vec<(CertificationId, Option<Level>)>) {
            match condition {
                Condition::Certification { certification, level, .. } if !found.contains(&(*certification, *level)) => {
                    found.push((*certification, *level));
                }
                Condition::Any(members) | Condition::All(members) => members.iter().for_each(|member| collect(member, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.conditions.iter().for_each(|condition| collect(condition, &mut found));
        found
    }

    /// The level of the titles that are asked for; none if none is stated or they differ.
    pub fn level(&self) -> Option<Level> {
        let titles = self.titles();
        let mut levels = titles.iter().map(|(_, level)| *level);
        let first = levels.next()??;
        levels.all(|level| level == Some(first)).then_some(first)
    }
}

/// How a benefit is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    Fixed,
    UpTo,
    Rate,
    /// Between two sums, or from one on.
    Range,
    Unstated,
}

impl Pays {
    pub fn shape(&self) -> Shape {
        match self {
            Pays::Fixed(_) => Shape::Fixed,
            Pays::UpTo(_) => Shape::UpTo,
            Pays::AtLeast(_) | Pays::Range(..) => Shape::Range,
            Pays::Rate(_) => Shape::Rate,
            Pays::Unstated(_) => Shape::Unstated,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Pays {
    Fixed(Money),
    UpTo(Money),
    AtLeast(Money),
    Range(Money, Money),
    Rate(Rate),
    /// Words in place of a figure.
    Unstated(String),
}

/// A share of a base.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// In percent: 10 for 10%.
    pub percent: Decimal,
    /// The upper end of a range of rates.
    pub percent_to: Option<Decimal>,
    /// The rate is itself a ceiling: 不高于…的10%.
    pub at_most: bool,
    pub of: TermId,
    pub cap: Option<Money>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Benefit {
    pub pays: Pays,
    /// 一次性.
    pub once: bool,
    /// What the sum is counted by: project, enterprise, year …
    pub per: Option<String>,
    pub years: Option<u32>,
    pub payer: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recognised {
    /// 首次.
    First,
    /// 新认定, 新获评.
    New,
    /// 通过复核.
    Recheck,
    Held,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Beneficiary {
    Enterprise,
    Individual,
    Team,
    Bank,
    Park,
    Alliance,
    Platform,
    Institution,
    Association,
    Intermediary,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Quantity {
    Money(Money),
    Percent(Decimal),
    Number(Decimal, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    AtLeast,
    Over,
    AtMost,
    Under,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Certification {
        certification: CertificationId,
        level: Option<Level>,
        or_above: bool,
        recognised: Recognised,
        /// The days on which it must have been recognised, or re-checked; those of the document where the words name none.
        when: Window,
        /// It must be held on the day of this event, not on the day of the question.
        at: Option<TermId>,
    },
    /// Something that happened, on days that the words name or else in the time of the document.
    Event(TermId, Window),
    Project(TermId, Window),
    Metric {
        metric: TermId,
        bounds: Vec<(Comparison, Quantity)>,
        first_time: bool,
    },
    Sector(TermId),
    Place(JurisdictionId),
    Beneficiary(Beneficiary),
    NotGraded {
        evaluation: TermId,
        grade: String,
    },
    /// Support that must have been received before, or must not have been.
    Received {
        what: Support,
        when: Window,
        not: bool,
    },
    /// The days on which the promise is good; the day of the question must be one.
    During(Window),
    /// Words that leave the decision to a person.
    Discretion(String),
    /// Words that no term fits.
    Stated(String),
    Any(Vec<Condition>),
    All(Vec<Condition>),
}

impl Condition {
    /// The most ways in which a tier may be met. Alternatives inside alternatives multiply; each way is followed by itself.
    pub const MOST_WAYS: u64 = 1000;

    /// In how many ways all of some conditions can be met.
    pub fn ways(conditions: &[Condition]) -> u64 {
        let of = |condition: &Condition| match condition {
            Condition::Any(members) => members.iter().map(|member| Condition::ways(std::slice::from_ref(member))).fold(0, u64::saturating_add),
            Condition::All(members) => Condition::ways(members),
            _ => 1,
        };
        conditions.iter().map(of).fold(1, u64::saturating_mul)
    }

    /// Whether it names a title, alternatives included.
    pub fn asks_for(&self, title: CertificationId) -> bool {
        match self {
            Condition::Certification { certification, .. } => *certification == title,
            Condition::Any(members) | Condition::All(members) => members.iter().any(|member| member.asks_for(title)),
            _ => false,
        }
    }

    /// What it is about, in one word.
    pub fn kind(&self) -> &'static str {
        match self {
            Condition::Certification { .. } => "certification",
            Condition::Event(..) => "event",
            Condition::Project(..) => "project",
            Condition::Metric { .. } => "metric",
            Condition::Sector(_) => "sector",
            Condition::Place(_) => "place",
            Condition::Beneficiary(_) => "beneficiary",
            Condition::NotGraded { .. } => "evaluation",
            Condition::Received { .. } => "received",
            Condition::During(_) => "period",
            Condition::Discretion(_) => "discretion",
            Condition::Stated(_) => "stated",
            Condition::Any(_) => "any",
            Condition::All(_) => "all",
        }
    }

    /// The condition in words, as a document would put it.
    pub fn says(&self, model: &Model) -> String {
        let join = |members: &[Condition], word: &str| members.iter().map(|member| member.says(model)).collect::<Vec<_>>().join(word);
        match self {
            Condition::Certification { certification, level, or_above, recognised, when, at } => {
                let recognised = match recognised {
                    Recognised::First => "首次获评",
                    Recognised::New => "新认定",
                    Recognised::Recheck => "通过复核",
                    Recognised::Held => "",
                };
                let level = level.map_or("", Level::chinese);
                let above = if *or_above { "以上" } else { "" };
                let at = at.map_or_else(String::new, |event| format!("{}时持有", model[event].name));
                format!("{at}{when}{recognised}{level}{above}{}", model[*certification].name)
            }
            Condition::Event(term, when) | Condition::Project(term, when) => format!("{when}{}", model[*term].name),
            Condition::Sector(term) => model[*term].name.clone(),
            Condition::Metric { metric, bounds, first_time } => {
                let first = if *first_time { "首次" } else { "" };
                let bounds: Vec<String> = bounds.iter().map(|(comparison, quantity)| format!("{}{quantity}", comparison.chinese())).collect();
                format!("{}{first}{}", model[*metric].name, bounds.join("且"))
            }
            Condition::Place(place) => format!("在{}", model[*place].name),
            Condition::Beneficiary(who) => who.chinese().to_owned(),
            Condition::NotGraded { evaluation, grade } => format!("{}不为{grade}类", model[*evaluation].name),
            Condition::Received { what, when, not } => format!("{when}{}{}", if *not { "未享受过" } else { "已享受" }, what.name(model)),
            Condition::During(when) => when.to_string(),
            Condition::Discretion(words) | Condition::Stated(words) => words.clone(),
            Condition::Any(members) => join(members, " 或 "),
            Condition::All(members) => join(members, " 且 "),
        }
    }
}

impl Comparison {
    fn chinese(self) -> &'static str {
        match self {
            Comparison::AtLeast => "达到",
            Comparison::Over => "超过",
            Comparison::AtMost => "不超过",
            Comparison::Under => "低于",
        }
    }
}

impl Beneficiary {
    fn chinese(self) -> &'static str {
        match self {
            Beneficiary::Enterprise => "企业",
            Beneficiary::Individual => "个人",
            Beneficiary::Team => "团队",
            Beneficiary::Bank => "银行业金融机构",
            Beneficiary::Park => "园区",
            Beneficiary::Alliance => "联盟",
            Beneficiary::Platform => "平台",
            Beneficiary::Institution => "机构",
            Beneficiary::Association => "协会",
            Beneficiary::Intermediary => "中介机构",
        }
    }
}

/// In the unit that documents use: 万元 from ten thousand yuan on, 亿元 from a hundred million on.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quantity::Money(sum) => f.write_str(&sum.chinese()),
            Quantity::Percent(percent) => write!(f, "{percent}%"),
            Quantity::Number(value, unit) => write!(f, "{value}{unit}"),
        }
    }
}
