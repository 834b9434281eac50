//! One condition of a tier, put to one profile: whether it holds, by which rule, in which words, and what the profile says about it.

use super::Report;
use super::evidence;
use crate::answers::Snapshot;
use crate::graph::Reason;
use crate::model::ids::{CitationId, TierId};
use crate::model::incentive::Condition;
use crate::rules::RuleId;
use crate::rules::eligibility::{Need, NeedId, Plan, rule_of};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    Holds,
    Fails,
    Unknown,
    /// A person decides.
    Discretion,
}

#[derive(Debug, Clone)]
pub struct ConditionResult {
    /// The condition as a document would put it.
    pub says: String,
    /// certification, event, project, metric, sector, place, beneficiary, evaluation, veto, received, period, discretion, stated, any, all.
    pub kind: &'static str,
    pub state: State,
    pub rule: RuleId,
    /// The words it stands in; none for what the whole document implies, its territory.
    pub words: Option<CitationId>,
    /// What the profile says, with the field: `titles[0]: …`.
    pub given: Option<String>,
    /// The fields that would settle it.
    pub missing: Vec<String>,
    /// The conditions of a group.
    pub members: Vec<ConditionResult>,
    pub(super) leaf: Leaf,
}

/// What a condition is in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Leaf {
    Territory,
    Need(NeedId),
    Discretion,
    Group,
}

impl State {
    fn of(holds: Option<bool>) -> State {
        match holds {
            Some(true) => State::Holds,
            Some(false) => State::Fails,
            None => State::Unknown,
        }
    }
}

impl Report {
    /// The conditions of a tier: where its document applies, its own in the order of the facts, then whom its document excludes.
    pub fn conditions(&self, snapshot: &Snapshot, tier: TierId) -> Vec<ConditionResult> {
        let (model, book) = (&snapshot.model, &snapshot.book);
        let incentive = &model[model[tier].incentive];
        let policy = &model[model[incentive.measure].policy];
        let territory = book.territory_of[tier.index()];
        let state = State::of(self.findings.territory(territory));
        let place = &model[policy.jurisdiction];
        let mut results = vec![ConditionResult {
            says: format!("在{}", place.name),
            kind: "place",
            state,
            rule: RuleId::E4,
            words: Some(policy.title.words),
            given: evidence::place(model, &self.profile),
            missing: if state == State::Unknown { vec!["place".to_owned()] } else { Vec::new() },
            members: Vec::new(),
            leaf: Leaf::Territory,
        }];
        let plans = &book.plans[tier.index()];
        let (own, excluded) = plans.split_at_checked(model[tier].conditions.len()).unwrap_or((plans, &[]));
        results
            .extend(model[tier].conditions.iter().zip(own).map(|(condition, plan)| self.condition(snapshot, tier, condition, plan, incentive.words)));
        for (rule, plan) in model.exclusions(tier).zip(excluded) {
            let condition = match rule.grade.clone() {
                Some((evaluation, grade)) => Condition::NotGraded { evaluation, grade },
                None => Condition::Stated("未被一票否决".to_owned()),
            };
            let mut result = self.condition(snapshot, tier, &condition, plan, rule.words);
            if rule.grade.is_none() {
                result.kind = "veto";
            }
            results.push(result);
        }
        results
    }

    fn condition(&self, snapshot: &Snapshot, tier: TierId, condition: &Condition, plan: &Plan, words: CitationId) -> ConditionResult {
        let (model, book) = (&snapshot.model, &snapshot.book);
        let mut result = ConditionResult {
            says: condition.says(model),
            kind: condition.kind(),
            state: State::Discretion,
            rule: RuleId::E7,
            words: Some(words),
            given: None,
            missing: Vec::new(),
            members: Vec::new(),
            leaf: Leaf::Discretion,
        };
        match (plan, condition) {
            (Plan::Need(id), _) => {
                let need = book.need(*id);
                result.state = State::of(self.findings.need(*id));
                result.rule = rule_of(need);
                // To stand in the territory is one condition, also where a tier asks for it in so many words.
                result.leaf = if *need == Need::Place(snapshot.book.place_of(tier)) { Leaf::Territory } else { Leaf::Need(*id) };
                result.given = evidence::given(model, book, &self.profile, need);
                if result.state == State::Unknown {
                    result.missing = vec![evidence::missing(model, &self.profile, need)];
                }
            }
            (Plan::Discretion, _) => {}
            (Plan::Any(plans), Condition::Any(conditions)) => {
                result.members = self.members(snapshot, tier, conditions, plans, words);
                result.state = best(&result.members);
                result.rule = RuleId::E9;
                result.leaf = Leaf::Group;
            }
            (Plan::All(plans), Condition::All(conditions)) => {
                result.members = self.members(snapshot, tier, conditions, plans, words);
                result.state = worst(&result.members);
                result.rule = RuleId::E9;
                result.leaf = Leaf::Group;
            }
            // A plan has the shape of its condition.
            _ => {}
        }
        if result.leaf == Leaf::Group && result.state == State::Unknown {
            result.missing = result.members.iter().flat_map(|member| member.missing.clone()).collect();
            result.missing.sort();
            result.missing.dedup();
        }
        result
    }

    fn members(&self, snapshot: &Snapshot, tier: TierId, conditions: &[Condition], plans: &[Plan], words: CitationId) -> Vec<ConditionResult> {
        conditions.iter().zip(plans).map(|(condition, plan)| self.condition(snapshot, tier, condition, plan, words)).collect()
    }
}

/// How a group of alternatives reads: shown to a person, not decided by.
fn best(members: &[ConditionResult]) -> State {
    let any = |state| members.iter().any(|member| member.state == state);
    [State::Holds, State::Unknown, State::Discretion].into_iter().find(|&state| any(state)).unwrap_or(State::Fails)
}

fn worst(members: &[ConditionResult]) -> State {
    let any = |state| members.iter().any(|member| member.state == state);
    [State::Fails, State::Unknown, State::Discretion].into_iter().find(|&state| any(state)).unwrap_or(State::Holds)
}

impl ConditionResult {
    /// The condition as a step of a proof.
    pub fn reason(&self) -> Reason {
        let state = match self.state {
            State::Holds => "holds",
            State::Fails => "fails",
            State::Unknown => "is not known",
            State::Discretion => "is for a person to decide",
        };
        let given = match (&self.given, self.state) {
            (Some(given), _) => format!(": the profile says {given}"),
            (None, State::Unknown) => format!(": the profile doesn't say {}", self.missing.join(", ")),
            (None, _) => String::new(),
        };
        let reason = Reason::new(self.rule, format!("“{}” {state}{given}.", self.says)).because(self.members.iter().map(ConditionResult::reason));
        match self.words {
            Some(words) => reason.resting_on(words),
            None => reason,
        }
    }

    /// The condition and all that it is made of, groups left out.
    pub fn leaves(&self) -> Vec<&ConditionResult> {
        if self.leaf == Leaf::Group { self.members.iter().flat_map(ConditionResult::leaves).collect() } else { vec![self] }
    }
}
