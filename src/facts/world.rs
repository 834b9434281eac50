//! Reads what policies speak of: places and bodies here, words and titles in [`super::vocabulary`]. Policies come after it, in [`super::policy`].

use super::Loader;
use super::entry::{Entry, Words};
use super::problem::{Code, Problem};
use super::shape;
use super::source::{self, Source, stem};
use crate::model::ids::*;
use crate::model::place::{Department, DepartmentKind, FormerName, Jurisdiction, Level};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

impl Loader<'_> {
    /// Whether there are places. All else stands in one of them: without them nothing more is read, or each fact would be told as a problem.
    pub(super) fn world(&mut self) -> bool {
        self.jurisdictions();
        if self.model.jurisdictions.is_empty() {
            return false;
        }
        self.functions();
        self.terms();
        self.zones();
        self.governments();
        self.departments();
        self.certifications();
        true
    }

    fn jurisdictions(&mut self) {
        let Some(file) = source::read(self.dir, "jurisdictions.csv", &mut self.problems) else { return };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text.as_bytes());
        let mut parents = Vec::new();
        for (number, row) in reader.records().enumerate() {
            let Ok(row) = row else { break }; // it is UTF-8, and a text in memory is read to its end
            let span = row_span(&file.text, row.position().map_or(0, |at| at.byte() as usize));
            let cells: Vec<&str> = row.iter().collect();
            let [code, name, level, parent] = cells[..] else {
                self.row(&file, span, format!("this row has {} cells, not code, name, level and parent", cells.len()));
                continue;
            };
            if number == 0 {
                if cells == ["code", "name", "level", "parent"] {
                    continue;
                }
                self.row(&file, span.clone(), "the first row is not `code,name,level,parent`".to_owned());
            }
            let (code, name, parent) = (code.to_owned(), name.to_owned(), parent.to_owned());
            let Some(level) = level_of(level) else {
                self.row(&file, span, format!("`{level}` is no level: nation, province, city or county"));
                continue;
            };
            if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
                self.row(&file, span, format!("`{code}` is no code: six digits"));
                continue;
            }
            if name.trim().is_empty() {
                self.row(&file, span, format!("the place `{code}` has no name"));
                continue;
            }
            let id = JurisdictionId::new(self.model.jurisdictions.len());
            if !self.claim("jurisdiction", &code, &file, span.clone(), None) {
                continue;
            }
            self.names.add_jurisdiction(&code, id);
            self.names.add_jurisdiction(&name, id);
            self.model.jurisdictions.push(Jurisdiction { key: code, name, aliases: Vec::new(), level, parent: None });
            parents.push((id, parent, span));
        }
        if parents.is_empty() {
            self.row(&file, 0..0, "there is no place in `jurisdictions.csv`".to_owned());
        }
        for (id, parent, span) in parents {
            match self.names.jurisdiction(&self.model, &parent) {
                Ok(parent) if self.model[parent].level < self.model[id].level => self.model.jurisdictions[id.index()].parent = Some(parent),
                Err(_) if parent.is_empty() && self.model[id].level == Level::National => {}
                _ => self.row(&file, span, format!("`{parent}` is no place above this one")),
            }
        }
    }

    fn row(&mut self, file: &Arc<Source>, span: Range<usize>, message: String) {
        let problem = Problem::new(Code::Row, message).at(file, span, "this row");
        self.problems.push(problem.help("a row is `code,name,level,parent`: `360313,湘东区,county,360300`"));
    }

    fn zones(&mut self) {
        let Some(file) = source::read(self.dir, "zones.toml", &mut self.problems) else { return };
        let mut root = Entry::file(&file, "file of zones", &mut self.problems);
        for entry in root.take("zone", "zone", &mut self.problems) {
            let Some(shape) = entry.read::<shape::Zone>(None, &mut self.problems) else { continue };
            let Some(parent) = self.jurisdiction(&file, &shape.parent, None) else { continue };
            let id = JurisdictionId::new(self.model.jurisdictions.len());
            self.check_id(&file, &shape.id);
            if !self.claim("jurisdiction", shape.id.get_ref(), &file, shape.id.span(), None) {
                continue;
            }
            for name in shape.aliases.iter().chain([shape.id.get_ref(), shape.name.get_ref()]) {
                self.names.add_jurisdiction(name, id);
            }
            self.model.jurisdictions.push(Jurisdiction {
                key: shape.id.into_inner(),
                name: shape.name.into_inner(),
                aliases: shape.aliases,
                level: Level::Zone,
                parent: Some(parent),
            });
            let span = shape.committee.span();
            let committee = Department::plain(shape.committee.into_inner(), shape.committee_aliases, DepartmentKind::ZoneCommittee, id);
            self.add_department(&file, span, committee);
        }
        self.nothing_else(root);
    }

    /// Each division down to counties has a people's government; documents call their own 市政府 or 省人民政府.
    fn governments(&mut self) {
        let function = self.functions.get("general-government").copied();
        for id in self.model.jurisdiction_ids() {
            let place = &self.model[id];
            let Some((name, aliases)) = government_names(place) else { continue };
            let mut government = Department::plain(name, aliases, DepartmentKind::Government, id);
            government.function = function;
            self.insert_department(government);
        }
    }

    fn departments(&mut self) {
        let mut wholes = Vec::new();
        for path in source::list(self.dir, "departments", ".toml") {
            let Some(file) = source::read(self.dir, &path, &mut self.problems) else { continue };
            let mut root = Entry::file(&file, "file of departments", &mut self.problems);
            let here = Words::new(0..0, stem(&path).to_owned());
            // Without a place there are no bodies, but their entries are read, so that what else is wrong shows too.
            let jurisdiction = self.jurisdiction(&file, &here, None);
            for entry in root.take("department", "department", &mut self.problems) {
                let Some(shape) = entry.read::<shape::Department>(None, &mut self.problems) else { continue };
                let Some(jurisdiction) = jurisdiction else { continue };
                let formerly = self.former_names(&file, &shape);
                let function = shape.function.as_ref().and_then(|words| self.function(&file, words));
                let span = shape.name.span();
                let aliases = shape.aliases.into_iter().map(Words::into_inner).collect();
                let mut department = Department::plain(shape.name.into_inner(), aliases, shape.kind.into_inner(), jurisdiction);
                department.function = function;
                department.stands_for = shape.stands_for;
                department.formerly = formerly;
                if let Some((id, whole)) = self.add_department(&file, span, department).zip(shape.part_of) {
                    wholes.push((id, file.clone(), whole));
                }
            }
            self.nothing_else(root);
        }
        for (id, file, whole) in wholes {
            let here = self.model[id].jurisdiction;
            self.model.departments[id.index()].part_of = self.department(&file, &whole, here, None);
            if self.goes_round(id) {
                let message = format!("`{}` is a part of itself", self.model[id].name);
                let problem = Problem::new(Code::Cycle, message).at(&file, whole.span(), "this closes the circle");
                self.problems.push(problem.help("name the body that it really belongs to, or leave `part_of` out"));
                self.model.departments[id.index()].part_of = None;
            }
        }
    }

    /// Whether walking up `part_of` comes back to where it began.
    fn goes_round(&self, id: DepartmentId) -> bool {
        std::iter::successors(self.model[id].part_of, |&at| self.model[at].part_of).take(self.model.departments.len()).any(|at| at == id)
    }

    fn former_names(&mut self, file: &Arc<Source>, shape: &shape::Department) -> Vec<FormerName> {
        let mut names = Vec::new();
        let mut periods: Vec<(Option<Date>, Option<Date>, Range<usize>)> = Vec::new();
        for former in &shape.formerly {
            let (from, until) = (self.optional_day(file, &former.get_ref().from), self.optional_day(file, &former.get_ref().until));
            self.period(file, former.span(), from, until, None);
            for (other_from, other_until, other_span) in &periods {
                if begins_before(from, *other_until) && begins_before(*other_from, until) {
                    let message = format!("two former names of `{}` hold at the same time", shape.name.get_ref());
                    let problem = Problem::new(Code::OverlappingPeriods, message).at(file, former.span(), "this period");
                    self.problems.push(
                        problem.related(file, other_span.clone(), "overlaps this one").help("give each name the days on which it began and ended"),
                    );
                }
            }
            periods.push((from, until, former.span()));
            names.push(FormerName { name: former.get_ref().name.clone(), from, until });
        }
        names
    }

    /// Adds a body that a file names; its names become resolvable. One that is there already is a problem and not added.
    fn add_department(&mut self, file: &Arc<Source>, span: Range<usize>, department: Department) -> Option<DepartmentId> {
        let key = self.department_key(&department);
        let known = self.names.departments(&self.model, department.jurisdiction, &department.name);
        if matches!(known[..], [id] if self.is_government(id, &key)) {
            let message = format!("the government `{key}` is a body already");
            let problem = Problem::new(Code::Duplicate, message).at(file, span, "not needed");
            self.problems.push(problem.help("take it out: every division down to counties has a people's government"));
            return None;
        }
        self.claim("department", &key, file, span, None).then(|| self.insert_department(department))
    }

    fn is_government(&self, id: DepartmentId, key: &str) -> bool {
        self.model[id].kind == DepartmentKind::Government && self.model[id].key == key
    }

    fn department_key(&self, department: &Department) -> String {
        format!("{}/{}", self.model[department.jurisdiction].key, department.name)
    }

    fn insert_department(&mut self, mut department: Department) -> DepartmentId {
        let id = DepartmentId::new(self.model.departments.len());
        department.key = self.department_key(&department);
        for name in std::iter::once(&department.name).chain(&department.aliases).chain(department.formerly.iter().map(|former| &former.name)) {
            self.names.add_department(name, id);
        }
        self.model.departments.push(department);
        id
    }
}

fn level_of(word: &str) -> Option<Level> {
    Some(match word {
        "nation" => Level::National,
        "province" => Level::Provincial,
        "city" => Level::City,
        "county" => Level::County,
        _ => return None,
    })
}

/// Whether a period that begins so can share a day with one that ends so; what is not known may be any day.
fn begins_before(from: Option<Date>, until: Option<Date>) -> bool {
    from.zip(until).is_none_or(|(from, until)| from < until)
}

fn government_names(place: &Jurisdiction) -> Option<(String, Vec<String>)> {
    let full = format!("{}人民政府", place.name);
    let mut aliases = vec![format!("{}政府", place.name)];
    let own = match place.level {
        Level::National => return Some(("国务院".to_owned(), vec!["中央人民政府".to_owned()])),
        Level::Provincial if place.name.ends_with("自治区") => "自治区",
        Level::Provincial if place.name.ends_with('市') => "市",
        Level::Provincial => "省",
        Level::City if place.name.ends_with('市') => "市",
        Level::City | Level::County => "",
        Level::Zone => return None,
    };
    if !own.is_empty() {
        aliases.extend([format!("{own}政府"), format!("{own}人民政府")]);
    }
    Some((full, aliases))
}

/// The first line at or after a byte that is not empty.
fn row_span(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let start = at + rest.len() - rest.trim_start_matches(['\n', '\r']).len();
    let len = text.get(start..).unwrap_or_default().lines().next().map_or(0, str::len);
    start..start + len
}
