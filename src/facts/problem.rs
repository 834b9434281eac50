//! What is wrong with the facts, said to the person who must mend it: a number, a sentence, the words underlined, the clause, what to do.

use super::source::{Place, Source};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rustc_hash::FxHashSet;
use serde_json::json;
use std::ops::Range;
use std::sync::Arc;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal,)*) => {
        /// The kinds of problem. A number is never used again for another kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// `H010`.
            pub fn number(self) -> &'static str {
                match self {
                    $(Code::$name => $number,)*
                }
            }

            /// What the number means, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Code::$name => concat!($($doc),+).trim_ascii(),)*
                }
            }
        }
    };
}

codes! {
    /// A file can't be read: missing, too large, or not UTF-8.
    Unreadable = "H001",
    /// A file is not TOML.
    Syntax = "H002",
    /// A key that no fact of this kind has.
    UnknownKey = "H003",
    /// A key is missing, or its value is not of the kind it should be.
    Shape = "H004",
    /// A file stands where nothing reads it, or its name is not an id.
    Misplaced = "H005",
    /// A row of jurisdictions.csv is not `code,name,level,parent`.
    Row = "H006",
    /// A quote is not in the text, or not under its clause.
    QuoteNotFound = "H010",
    /// A clause is not in the text, or its heading differs.
    ClauseNotFound = "H011",
    /// A unit is not in the responsibility note.
    UnitNotInNote = "H012",
    /// Words or a day that must be taken from the quote are not in it.
    WordsNotInQuote = "H013",
    /// A document's text is not in normal form.
    NotNormal = "H014",
    /// No body of this name is known where the policy applies.
    UnknownDepartment = "H020",
    /// Several bodies have this name.
    AmbiguousDepartment = "H021",
    /// No title of this id or name is known.
    UnknownCertification = "H022",
    /// Several titles have this name.
    AmbiguousCertification = "H023",
    /// No place of this code, id or name is known.
    UnknownJurisdiction = "H024",
    /// Several places have this name.
    AmbiguousJurisdiction = "H025",
    /// The policy has no clause of this ref.
    UnknownMeasure = "H026",
    /// The vocabulary has no such function or term.
    UnknownTerm = "H027",
    /// The title is not granted at this level.
    UnknownLevel = "H028",
    /// An id stands for two things.
    Duplicate = "H030",
    /// A period ends before it begins.
    InvertedPeriod = "H031",
    /// Two periods of one thing overlap.
    OverlappingPeriods = "H032",
    /// A thing is a part of itself, or implies itself.
    Cycle = "H033",
    /// A sum, rate or number can't be read; a sum needs its unit.
    Amount = "H040",
    /// A figure is not in the quote.
    FigureNotInQuote = "H041",
    /// A figure of the quote is in no tier and no condition.
    FigureNotUsed = "H043",
    /// A number counts something else than its metric.
    OtherUnit = "H044",
    /// The alternatives of a tier multiply to more ways than are followed.
    TooManyWays = "H045",
    /// 分别 joins a number of sums that the tiers don't match.
    Respectively = "H042",
    /// The quote bounds a figure otherwise: a ceiling is given as a sum or a floor, or a floor as something else.
    OtherBound = "H046",
    /// A responsibility note of the text is in no fact.
    NoteNotCovered = "H050",
    /// A sum of money of the text is in no fact.
    SumNotCovered = "H051",
    /// A percentage of the text is in no fact.
    PercentageNotCovered = "H052",
    /// A clause of the text is in no fact.
    ClauseNotCovered = "H053",
    /// A unit of a responsibility note is not among the assignments.
    UnitNotCovered = "H054",
    /// A unit has another role in the note.
    OtherRole = "H055",
    /// Nobody has compared the facts of a policy with its text.
    Unchecked = "H060",
    /// Facts are said to be checked, and a mark of the drafter is still in them.
    Unsettled = "H061",
    /// An enterprise can't be read: a field names what is not known, or a value can't be.
    Profile = "H070",
}

#[derive(Debug)]
pub struct Problem {
    pub code: Code,
    pub message: String,
    pub place: Option<Place>,
    /// What is said under the underlined words.
    pub label: String,
    /// A second place that matters: the first of two duplicates, the words in the document.
    pub related: Option<(Place, String)>,
    /// The clause that the fact stands under.
    pub clause: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    pub fn new(code: Code, message: impl Into<String>) -> Problem {
        Problem { code, message: message.into(), place: None, label: String::new(), related: None, clause: None, help: None }
    }

    pub fn at(mut self, source: &Arc<Source>, span: Range<usize>, label: impl Into<String>) -> Problem {
        self.place = Some(Place { source: source.clone(), span });
        self.label = label.into();
        self
    }

    pub fn related(mut self, source: &Arc<Source>, span: Range<usize>, label: impl Into<String>) -> Problem {
        self.related = Some((Place { source: source.clone(), span }, label.into()));
        self
    }

    pub fn under(mut self, clause: Option<&str>) -> Problem {
        self.clause = clause.map(str::to_owned);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// As rustc shows an error; with colours if the renderer has them.
    pub fn render(&self, renderer: &Renderer) -> String {
        let mut group = Group::with_title(Level::ERROR.primary_title(&self.message).id(self.code.number()));
        if let Some(place) = self.place.as_ref().filter(|place| place.source.text.is_empty()) {
            group = group.element(Origin::path(&place.source.path));
        } else if let Some(place) = &self.place {
            let annotation = AnnotationKind::Primary.span(place.span.clone()).label(&self.label);
            group = group.element(Snippet::source(&place.source.text).path(&place.source.path).annotation(annotation));
        }
        if let Some((place, label)) = &self.related {
            let annotation = AnnotationKind::Context.span(place.span.clone()).label(label);
            group = group.element(Snippet::source(&place.source.text).path(&place.source.path).annotation(annotation));
        }
        if let Some(clause) = &self.clause {
            group = group.element(Level::NOTE.message(format!("under clause {clause}")));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        renderer.render(&[group])
    }

    /// For machines: the same parts as an object.
    pub fn to_json(&self) -> serde_json::Value {
        let (line, column) = self.place.as_ref().map_or((0, 0), Place::line_column);
        json!({
            "code": self.code.number(),
            "message": self.message,
            "file": self.place.as_ref().map(|place| &place.source.path),
            "line": line,
            "column": column,
            "words": self.place.as_ref().and_then(|place| place.source.text.get(place.span.clone())),
            "label": self.label,
            "clause": self.clause,
            "help": self.help,
        })
    }
}

/// All problems found so far. Loading goes on after one, so that a person sees them all at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    pub fn extend(&mut self, more: Problems) {
        self.0.extend(more.0);
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// In the order of files and places, whatever order they were found in. What a parser says of the rest of a broken line is left out.
    pub fn into_sorted(mut self) -> Vec<Problem> {
        let line = |problem: &Problem| problem.place.as_ref().map(|place| (place.source.path.clone(), place.line_column().0));
        self.0.sort_by(|a, b| a.order().cmp(&b.order()));
        let broken: FxHashSet<_> = self.0.iter().filter(|problem| problem.code == Code::Syntax).map(line).collect();
        let mut told = FxHashSet::default();
        self.0.retain(|problem| match problem.code {
            Code::Syntax => told.insert(line(problem)),
            Code::UnknownKey | Code::Shape => !broken.contains(&line(problem)),
            _ => true,
        });
        self.0
    }
}

impl Problem {
    fn order(&self) -> (Option<(&str, usize)>, Code, &str) {
        let place = self.place.as_ref().map(|place| (place.source.path.as_str(), place.span.start));
        (place, self.code, &self.message)
    }
}
