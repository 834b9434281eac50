//! A model built a name at a time.

use huiqi::model::Model;
use huiqi::model::ids::*;
use huiqi::model::place::{Department, DepartmentKind, Function, Jurisdiction, Level, StandsFor};
use huiqi::model::policy::*;
use huiqi::model::span::Span;
use jiff::civil::date;

/// Adds things to a model; each method gives the id of what it added.
#[derive(Default)]
pub struct World {
    pub model: Model,
}

impl World {
    pub fn place(&mut self, name: &str, level: Level, parent: Option<JurisdictionId>) -> JurisdictionId {
        let id = JurisdictionId::new(self.model.jurisdictions.len());
        self.model.jurisdictions.push(Jurisdiction { key: name.into(), name: name.into(), aliases: vec![], level, parent });
        id
    }

    pub fn function(&mut self, name: &str) -> FunctionId {
        if let Some(id) = self.model.function_ids().find(|&id| self.model[id].name == name) {
            return id;
        }
        self.model.functions.push(Function { key: name.into(), name: name.into(), performed_by: vec![] });
        FunctionId::new(self.model.functions.len() - 1)
    }

    pub fn body(&mut self, name: &str, kind: DepartmentKind, function: Option<&str>, jurisdiction: JurisdictionId) -> DepartmentId {
        let function = function.map(|name| self.function(name));
        let key = format!("{}/{name}", self.model[jurisdiction].key);
        self.model.departments.push(Department {
            key,
            name: name.into(),
            aliases: vec![],
            formerly: vec![],
            kind,
            function,
            jurisdiction,
            part_of: None,
            stands_for: None,
        });
        DepartmentId::new(self.model.departments.len() - 1)
    }

    pub fn government(&mut self, name: &str, place: JurisdictionId) -> DepartmentId {
        self.body(name, DepartmentKind::Government, Some("综合行政"), place)
    }

    pub fn collective(&mut self, name: &str, place: JurisdictionId, stands_for: Option<StandsFor>) -> DepartmentId {
        let id = self.body(name, DepartmentKind::Collective, None, place);
        self.model.departments[id.index()].stands_for = stands_for;
        id
    }

    pub fn part_of(&mut self, part: DepartmentId, whole: DepartmentId) {
        self.model.departments[part.index()].part_of = Some(whole);
    }

    pub fn policy(&mut self, title: &str, jurisdiction: JurisdictionId) -> PolicyId {
        let id = PolicyId::new(self.model.policies.len());
        let measures = self.model.measures.len() as u32;
        let duties = self.model.duties.len() as u32;
        self.model.policies.push(Policy {
            key: format!("policy-{}", id.0),
            title: Stated { value: title.into(), words: CitationId(0) },
            jurisdiction,
            kind: PolicyKind::Measures,
            status: Status::Issued,
            checked_on: date(2026, 11, 22),
            issuer: None,
            issued: None,
            known_since: None,
            valid_from: None,
            valid_until: None,
            consultation: None,
            doc_number: None,
            text: String::new(),
            measures: measures..measures,
            clause_rules: vec![],
            duties: duties..duties,
            amendments: vec![],
            not_facts: vec![],
        });
        let words = self.words(id, title);
        self.model.policies[id.index()].title.words = words;
        id
    }

    /// Puts words at the end of a policy's text.
    pub fn words(&mut self, policy: PolicyId, words: &str) -> CitationId {
        let text = &mut self.model.policies[policy.index()].text;
        let start = text.len();
        text.push_str(words);
        let span = Span::new(start, text.len());
        text.push('\n');
        self.model.citations.push(Citation { policy, measure: None, span });
        CitationId::new(self.model.citations.len() - 1)
    }

    pub fn issuer(&mut self, policy: PolicyId, body: DepartmentId) {
        let name = self.model[body].name.clone();
        let words = self.words(policy, &name);
        self.model.policies[policy.index()].issuer = Some(Stated { value: body, words });
    }

    /// A clause of the policy that was added last.
    pub fn measure(&mut self, policy: PolicyId, reference: &str, heading: &str) -> MeasureId {
        let words = self.words(policy, heading);
        let span = self.model[words].span;
        let id = MeasureId::new(self.model.measures.len());
        let assignments = self.model.assignments.len() as u32;
        self.model.measures.push(Measure {
            key: format!("{}#{reference}", self.model[policy].key),
            policy,
            reference: reference.into(),
            heading: Some(heading.into()),
            is_section: false,
            parent: None,
            span,
            own: span,
            note: None,
            assignments: assignments..assignments,
            incentives: 0..0,
            targets: 0..0,
        });
        self.model.policies[policy.index()].measures.end = id.0 + 1;
        id
    }

    pub fn section(&mut self, policy: PolicyId, reference: &str, heading: &str) -> MeasureId {
        let id = self.measure(policy, reference, heading);
        self.model.measures[id.index()].is_section = true;
        id
    }

    /// A unit in the note of the clause that was added last.
    pub fn assign(&mut self, measure: MeasureId, department: DepartmentId, role: Role) -> AssignmentId {
        let as_written = self.model[department].name.clone();
        let words = self.words(self.model[measure].policy, &as_written);
        self.model.assignments.push(Assignment { measure, department, role, as_written, words });
        let id = AssignmentId::new(self.model.assignments.len() - 1);
        self.model.measures[measure.index()].assignments.end = id.0 + 1;
        id
    }

    pub fn duty(&mut self, policy: PolicyId, bodies: &[DepartmentId], role: Role, measures: &[MeasureId], quote: &str) -> DutyId {
        let words = self.words(policy, quote);
        self.model.duties.push(Duty { policy, bodies: bodies.to_vec(), role, measures: measures.to_vec(), words });
        let id = DutyId::new(self.model.duties.len() - 1);
        self.model.policies[policy.index()].duties.end = id.0 + 1;
        id
    }

    pub fn clause_rule(&mut self, policy: PolicyId, kind: ClauseRuleKind, bodies: &[DepartmentId], quote: &str) {
        let words = self.words(policy, quote);
        self.model.policies[policy.index()].clause_rules.push(ClauseRule {
            kind,
            bodies: bodies.to_vec(),
            grade: None,
            scope: Default::default(),
            words,
        });
    }

    #[expect(clippy::panic, reason = "a test that asks for what is not there is wrong")]
    pub fn find(&self, name: &str) -> DepartmentId {
        self.model.department_ids().find(|&id| self.model[id].name == name).unwrap_or_else(|| panic!("no body is called {name}"))
    }
}
