//! What a finding says of the clause it is about.

use super::{Reason, clause};
use crate::model::Model;
use crate::model::node::Node;
use crate::rules::{Finding, RuleId, Subject};

impl Reason {
    /// A finding in a sentence, with the words it is about.
    pub fn of_finding(model: &Model, finding: &Finding) -> Reason {
        let mut reason = Reason::new(finding.rule, sentence(model, finding)).resting_on(finding.words);
        if let Subject::Pair(_, other) = finding.subject {
            reason.facts.push(model[other].words);
        }
        reason
    }
}

fn sentence(model: &Model, finding: &Finding) -> String {
    let document = format!("《{}》", model[finding.policy].title.value);
    let place = finding.measure.map_or_else(|| document.clone(), |measure| clause(model, measure));
    match finding.subject {
        Subject::Measure(measure) if finding.rule == RuleId::H1 => {
            let units: Vec<&str> = model[measure].assignment_ids().map(|id| model[id].as_written.as_str()).collect();
            format!("The note of {place} names {} units ({}) and no lead.", units.len(), units.join("、"))
        }
        Subject::Measure(_) => format!("{place} promises something and names no responsible unit, so where to apply is open."),
        Subject::Incentive(id) => format!("The incentive {} in {place} states no figure.", model[id].key),
        Subject::Target(id) => {
            let target = &model[id];
            format!("No body answers for the target {} ({}{}) in {place}.", target.metric, target.value, target.unit)
        }
        Subject::Pair(a, b) => {
            let [a, b] = [a, b].map(|id| Node::Incentive(id).key(model));
            format!("The incentives {a} and {b} pay for one thing, and {document} does not say whether both are paid.")
        }
        Subject::Body(body) => format!("{place} names {}, and nobody can list the bodies that this stands for.", model[body].name),
        Subject::Policy(_) if finding.rule == RuleId::H4 => {
            let last = model[finding.policy].valid_until.map_or_else(String::new, |last| last.value.to_string());
            format!("The validity of {document} ended on {last}.")
        }
        Subject::Policy(_) => format!("{document} is a draft for comment; no adopted version of it is known here."),
    }
}
