//! Reads the words that facts are written in: functions of offices, the closed vocabulary of conditions, titles, and what implies what among them.

use super::Loader;
use super::entry::{Entry, Words};
use super::problem::{Code, Problem};
use super::shape;
use super::source::{self, Source, stem};
use crate::model::ids::*;
use crate::model::place::Function;
use crate::model::title::{Certification, Term, TermKind};
use std::ops::Range;
use std::sync::Arc;

impl Loader<'_> {
    pub(super) fn functions(&mut self) {
        let Some(file) = source::read(self.dir, "functions.toml", &mut self.problems) else { return };
        let mut root = Entry::file(&file, "file of functions", &mut self.problems);
        for entry in root.take("function", "function", &mut self.problems) {
            let Some(shape) = entry.read::<shape::Function>(None, &mut self.problems) else { continue };
            let id = FunctionId::new(self.model.functions.len());
            self.check_id(&file, &shape.id);
            if !self.claim("function", shape.id.get_ref(), &file, shape.id.span(), None) {
                continue;
            }
            self.functions.insert(shape.id.get_ref().clone(), id);
            self.model.functions.push(Function { key: shape.id.into_inner(), name: shape.name, performed_by: shape.performed_by });
        }
        self.nothing_else(root);
    }

    pub(super) fn terms(&mut self) {
        const KINDS: [(&str, TermKind); 7] = [
            ("event", TermKind::Event),
            ("project", TermKind::Project),
            ("metric", TermKind::Metric),
            ("sector", TermKind::Sector),
            ("base", TermKind::Base),
            ("evaluation", TermKind::Evaluation),
            ("support", TermKind::Support),
        ];
        let Some(file) = source::read(self.dir, "terms.toml", &mut self.problems) else { return };
        let mut root = Entry::file(&file, "file of terms", &mut self.problems);
        let mut implied = Vec::new();
        for (key, kind) in KINDS {
            for entry in root.take(key, key, &mut self.problems) {
                let Some(shape) = entry.read::<shape::Term>(None, &mut self.problems) else { continue };
                let id = TermId::new(self.model.terms.len());
                self.check_id(&file, &shape.id);
                if !self.claim(key, shape.id.get_ref(), &file, shape.id.span(), None) {
                    continue;
                }
                self.terms.insert((kind, shape.id.get_ref().clone()), id);
                if shape.counts.is_some() != (kind == TermKind::Metric) {
                    let problem = Problem::new(Code::Shape, "`counts` belongs to a metric, and each metric has it");
                    let span = shape.counts.as_ref().map_or(shape.id.span(), |counts| counts.span());
                    self.problems.push(
                        problem
                            .at(&file, span, "of this term")
                            .help("say what the metric counts: `counts = \"元\"`, `\"%\"` or a unit such as `\"次\"`"),
                    );
                }
                if let Some(other) = shape.implies.first().filter(|_| kind != TermKind::Event) {
                    let problem = Problem::new(Code::Shape, "`implies` belongs to an event").at(&file, other.span(), "of this term");
                    self.problems.push(problem.help("take it out; a document that means the wider word too says so in its own condition"));
                } else {
                    implied.extend(shape.implies.into_iter().map(|other| (id, other)));
                }
                let counts = shape.counts.map(Words::into_inner);
                let (key, name, aliases) = (shape.id.into_inner(), shape.name, shape.aliases);
                self.model.terms.push(Term { kind, key, name, aliases, counts, implies: Vec::new() });
            }
        }
        self.nothing_else(root);
        for (id, words) in implied {
            let Some(other) = self.term(TermKind::Event, "event", &file, &words, None) else { continue };
            if leads(other, id, &|event| self.model[event].implies.clone()) {
                self.implies_itself(&self.model[id].key.clone(), &file, words.span(), "of two events, only the narrower one implies the other");
                continue;
            }
            self.model.terms[id.index()].implies.push(other);
        }
    }

    pub(super) fn certifications(&mut self) {
        let mut implied = Vec::new();
        for path in source::list(self.dir, "certifications", ".toml") {
            let Some(file) = source::read(self.dir, &path, &mut self.problems) else { continue };
            let root = Entry::file(&file, "title", &mut self.problems);
            let Some(mut shape) = root.read::<shape::Certification>(None, &mut self.problems) else { continue };
            let id = CertificationId::new(self.model.certifications.len());
            let key = stem(&path).to_owned();
            self.check_id(&file, &Words::new(0..0, key.clone()));
            for name in shape.aliases.iter().chain([&key, shape.name.get_ref()]) {
                self.names.add_certification(name, id);
            }
            shape.levels.sort();
            self.model.certifications.push(Certification {
                key,
                name: shape.name.into_inner(),
                aliases: shape.aliases,
                levels: shape.levels,
                granted_by: shape.granted_by,
                basis: shape.basis,
                implies: Vec::new(),
            });
            implied.extend(shape.implies.into_iter().map(|title| (id, file.clone(), title)));
        }
        for (id, file, title) in implied {
            let Some(other) = self.certification(&file, &title.certification, None) else { continue };
            self.check_level(&file, title.certification.span(), other, title.level, None);
            if leads(other, id, &|title| self.model[title].implies.iter().map(|&(next, _)| next).collect()) {
                let span = title.certification.span();
                self.implies_itself(&self.model[id].key.clone(), &file, span, "of two titles, only the harder one implies the other");
                continue;
            }
            self.model.certifications[id.index()].implies.push((other, title.level));
        }
    }

    fn implies_itself(&mut self, key: &str, file: &Arc<Source>, span: Range<usize>, help: &str) {
        let problem = Problem::new(Code::Cycle, format!("`{key}` implies itself")).at(file, span, "this closes the circle");
        self.problems.push(problem.help(help));
    }
}

/// Whether one thing is another or implies it, by those read so far.
fn leads<Id: Copy + Eq>(one: Id, other: Id, implied: &impl Fn(Id) -> Vec<Id>) -> bool {
    one == other || implied(one).into_iter().any(|next| leads(next, other, implied))
}
