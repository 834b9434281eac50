//! Up to sixty-four enterprises that stand in one place, their lists turned into columns: what one of them has is a row with its lane.
//! Here each need is put to all lanes at once; how needs combine is the program's business.

use super::book::Book;
use super::lanes::Lanes;
use super::need::{Need, Period, level_fits};
use crate::model::ids::{CertificationId, JurisdictionId, TermId};
use crate::model::incentive::{Beneficiary, Comparison, Quantity, Recognised};
use crate::model::place::Level;
use crate::model::profile::{HeldTitle, Measured, Profile, Receipt};
use jiff::civil::Date;

pub struct Block<'p> {
    pub place: Option<JurisdictionId>,
    pub day: Date,
    /// The lanes in use.
    pub lanes: u64,
    titles: Column<CertificationId, Holding<'p>>,
    events: Column<TermId, Option<Date>>,
    projects: Column<TermId, Option<Date>>,
    sectors: Column<TermId, ()>,
    metrics: Column<TermId, &'p Measured>,
    grades: Column<TermId, &'p str>,
    received: Column<(), &'p Receipt>,
    kinds: Vec<(Beneficiary, u64)>,
    discredited: Lanes,
    /// Words that lanes confirm, or deny.
    words: Vec<(&'p str, u8, bool)>,
}

/// One list of every lane: which lanes give it, and its rows by key.
struct Column<K, V> {
    given: u64,
    rows: Vec<(K, u8, V)>,
}

/// A title that is held, by itself or carried by another.
#[derive(Clone, Copy)]
enum Holding<'p> {
    Own(&'p HeldTitle),
    /// Held at this level because of a title that expires then.
    Carried(Option<Level>, &'p HeldTitle),
}

impl<K: Copy + Ord, V: Copy> Column<K, V> {
    fn of<'a, T: 'a>(
        profiles: &[&'a Profile],
        list: impl Fn(&'a Profile) -> Option<&'a [T]>,
        mut row: impl FnMut(&'a T, &mut dyn FnMut(K, V)),
    ) -> Self {
        let mut column = Column { given: 0, rows: Vec::new() };
        for (lane, &profile) in (0..).zip(profiles) {
            let Some(items) = list(profile) else { continue };
            column.given |= 1 << lane;
            for item in items {
                row(item, &mut |key, value| column.rows.push((key, lane, value)));
            }
        }
        column.rows.sort_by_key(|&(key, lane, _)| (key, lane));
        column
    }

    /// Lanes, of those in use, of which some row holds; open where some row may, and where the list is not given.
    fn lanes(&self, used: u64, key: K, holds: impl Fn(V) -> Option<bool>) -> Lanes {
        let mut lanes = Lanes::unknown(used & !self.given);
        for &(_, lane, value) in self.rows(key) {
            lanes.add(lane, holds(value));
        }
        lanes
    }

    fn rows(&self, key: K) -> &[(K, u8, V)] {
        let start = self.rows.partition_point(|row| row.0 < key);
        let len = self.rows.get(start..).unwrap_or_default().iter().take_while(|row| row.0 == key).count();
        self.rows.get(start..start + len).unwrap_or_default()
    }
}

impl<'p> Block<'p> {
    /// The first sixty-four of some profiles, which must stand in one place.
    pub fn of(book: &Book, profiles: &[&'p Profile], day: Date) -> Block<'p> {
        let profiles = profiles.get(..Lanes::WIDTH).unwrap_or(profiles);
        let mut kinds: Vec<(Beneficiary, u64)> = Vec::new();
        let (mut words, mut discredited) = (Vec::new(), Lanes::NONE);
        for (lane, &profile) in (0..).zip(profiles) {
            match kinds.iter_mut().find(|(kind, _)| *kind == profile.kind) {
                Some((_, mask)) => *mask |= 1 << lane,
                None => kinds.push((profile.kind, 1 << lane)),
            }
            discredited.add(lane, profile.discredited);
            words.extend(profile.confirms.iter().map(|said| (said.as_str(), lane, true)));
            words.extend(profile.denies.iter().map(|said| (said.as_str(), lane, false)));
        }
        words.sort_unstable();
        Block {
            place: profiles.first().and_then(|profile| profile.place),
            day,
            lanes: if profiles.len() == Lanes::WIDTH { u64::MAX } else { (1 << profiles.len()) - 1 },
            titles: Column::of(
                profiles,
                |profile| profile.titles.as_deref(),
                |held, push| {
                    push(held.title, Holding::Own(held));
                    for carried in book.implied.carried(held.title) {
                        push(carried.other, Holding::Carried(carried.level, held));
                    }
                },
            ),
            events: Column::of(
                profiles,
                |profile| profile.events.as_deref(),
                |event, push| book.implied.happening(event.event).for_each(|as_event| push(as_event, event.on)),
            ),
            projects: Column::of(profiles, |profile| profile.projects.as_deref(), |project, push| push(project.kind, project.on)),
            sectors: Column::of(profiles, |profile| profile.sectors.as_deref(), |&sector, push| push(sector, ())),
            metrics: Column::of(profiles, |profile| profile.metrics.as_deref(), |measured, push| push(measured.metric, measured)),
            grades: Column::of(profiles, |profile| profile.evaluations.as_deref(), |grade, push| push(grade.evaluation, grade.grade.as_str())),
            received: Column::of(profiles, |profile| profile.received.as_deref(), |receipt, push| push((), receipt)),
            kinds,
            discredited,
            words,
        }
    }

    /// For which lanes a need holds, and for which it is open.
    pub fn decide(&self, book: &Book, need: &Need) -> Lanes {
        match need {
            Need::Title { title, level, or_above, recognised, period } => {
                let asked = Asked { level: *level, or_above: *or_above, recognised: *recognised, period: *period };
                self.title(book, *title, &asked)
            }
            Need::TitleAt { title, level, or_above, event, period } => {
                let fits = |at| level_fits(*level, *or_above, at, &book.title_levels[title.index()]);
                self.title_at(*title, fits, *event, *period)
            }
            Need::Metric { metric, bounds, first_time, period } => {
                let first = |measured| {
                    if *first_time { both(never_before(measured, bounds), period.covers_year(measured.year, self.day)) } else { Some(true) }
                };
                self.metrics.lanes(self.lanes, *metric, |measured| both(keeps(&measured.value, bounds), first(measured)))
            }
            Need::Event { event, period } => self.events.lanes(self.lanes, *event, |on| period.holds(on, self.day)),
            Need::Project { kind, period } => self.projects.lanes(self.lanes, *kind, |on| period.covers(on, self.day)),
            Need::Sector(sector) => self.sectors.lanes(self.lanes, *sector, |()| Some(true)),
            Need::Place(place) => self.everywhere(book.stance(self.place, *place)),
            Need::Beneficiary(who) => Lanes::held(self.kinds.iter().find(|(kind, _)| kind == who).map_or(0, |&(_, mask)| mask)),
            Need::NotGraded { evaluation, grade } => {
                let graded = self.grades.rows(*evaluation).iter().filter(|row| row.2 == grade).fold(0, |mask, row| mask | 1 << row.1);
                Lanes { held: self.grades.given & !graded, open: self.lanes & !graded }
            }
            Need::NotDiscredited => Lanes { held: self.lanes & !self.discredited.open, open: self.lanes & !self.discredited.held },
            Need::Received { what, when, not } => {
                let had = self.received.lanes(self.lanes, (), |receipt| both(what.covers(&receipt.what), when.holds(receipt.on)));
                if *not { Lanes { held: self.lanes & !had.open, open: self.lanes & !had.held } } else { had }
            }
            Need::During(when) => self.everywhere(when.holds(Some(self.day))),
            Need::Stated(words) => {
                let start = self.words.partition_point(|said| said.0 < words.as_str());
                let mut lanes = Lanes::unknown(self.lanes);
                for &(_, lane, holds) in self.words.get(start..).unwrap_or_default().iter().take_while(|said| said.0 == words) {
                    let bit = 1 << lane;
                    lanes = if holds { lanes | Lanes::held(bit) } else { Lanes { held: lanes.held & !bit, open: lanes.open & !bit } };
                }
                lanes
            }
        }
    }

    /// The same for all lanes, since they stand in one place.
    pub fn everywhere(&self, holds: Option<bool>) -> Lanes {
        match holds {
            Some(true) => Lanes::held(self.lanes),
            Some(false) => Lanes::NONE,
            None => Lanes::unknown(self.lanes),
        }
    }

    /// Lanes that hold a title so. What a higher title carries is held; when it was recognised is not known, unless the profile has a title of its own.
    fn title(&self, book: &Book, title: CertificationId, asked: &Asked) -> Lanes {
        let mut lanes = Lanes::unknown(self.lanes & !self.titles.given);
        let (mut own, mut carried) = (0, Lanes::NONE);
        let fits = |level| level_fits(asked.level, asked.or_above, level, &book.title_levels[title.index()]);
        for &(_, lane, holding) in self.titles.rows(title) {
            match holding {
                Holding::Own(held) => {
                    own |= 1 << lane;
                    lanes.add(lane, both(fits(held.level), asked.recognised_so(held, self.day)));
                }
                Holding::Carried(level, held) => {
                    let recognised = if asked.recognised == Recognised::Held { Some(true) } else { None };
                    carried.add(lane, both(fits(level), both(Some(valid(held, self.day)), recognised)));
                }
            }
        }
        if asked.recognised != Recognised::Held {
            carried.open &= !own;
        }
        lanes | carried
    }
}

impl Block<'_> {
    /// Lanes that held a title on the day of an event. Where one of the two is known not to fit, nothing about the other can mend that.
    fn title_at(&self, title: CertificationId, fits: impl Fn(Option<Level>) -> Option<bool>, event: TermId, period: Period) -> Lanes {
        let fits = |holding: Holding| match holding {
            Holding::Own(held) => fits(held.level),
            Holding::Carried(level, _) => fits(level),
        };
        let happened = self.events.lanes(self.lanes, event, |on| period.holds(on, self.day));
        let held = self.titles.lanes(self.lanes, title, fits);
        // Where a list is not given, what it doesn't say may fit.
        let mut together = Lanes::unknown(self.lanes & !(self.events.given & self.titles.given));
        for &(_, lane, holding) in self.titles.rows(title) {
            let (Holding::Own(held) | Holding::Carried(_, held)) = holding;
            for &(.., on) in self.events.rows(event).iter().filter(|row| row.1 == lane) {
                together.add(lane, both(fits(holding), both(period.holds(on, self.day), held_on(held, on))));
            }
        }
        happened & held & together
    }
}

/// Whether a title was held on a day in the past: recognised by then, and not yet expired.
fn held_on(held: &HeldTitle, day: Option<Date>) -> Option<bool> {
    let begun = match (held.recognised_on, day) {
        (Some(from), Some(day)) => Some(from <= day),
        _ => None,
    };
    let lasts = match (held.expires, day) {
        (None, _) => Some(true),
        (Some(end), Some(day)) => Some(day <= end),
        (Some(_), None) => None,
    };
    both(begun, lasts)
}

/// How a title is asked for.
struct Asked {
    level: Option<Level>,
    or_above: bool,
    recognised: Recognised,
    period: Period,
}

impl Asked {
    fn recognised_so(&self, held: &HeldTitle, day: Date) -> Option<bool> {
        let new = || self.period.holds(held.recognised_on, day);
        let how = match self.recognised {
            Recognised::Held => Some(true),
            Recognised::New => new(),
            Recognised::First => both(held.first, new()),
            Recognised::Recheck => match &held.rechecked {
                None => None,
                Some(days) => days.iter().map(|&on| self.period.holds(Some(on), day)).fold(Some(false), either),
            },
        };
        both(Some(valid(held, day)), how)
    }
}

/// Whether a title is held on a day: not before its recognition, not after its end. A title without an end is stated to be held on the day; its end
/// is no missing value.
fn valid(held: &HeldTitle, day: Date) -> bool {
    held.recognised_on.is_none_or(|on| on <= day) && held.expires.is_none_or(|end| day <= end)
}

/// Whether a value keeps all bounds.
fn keeps(value: &Quantity, bounds: &[(Comparison, Quantity)]) -> Option<bool> {
    bounds.iter().map(|(comparison, bound)| value.keeps(*comparison, bound)).fold(Some(true), both)
}

/// Whether no value of an earlier year kept all bounds.
fn never_before(measured: &Measured, bounds: &[(Comparison, Quantity)]) -> Option<bool> {
    let before = measured.before.as_ref()?.iter().map(|value| keeps(value, bounds)).fold(Some(false), either);
    before.map(|before| !before)
}

fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    both(a.map(|a| !a), b.map(|b| !b)).map(|neither| !neither)
}
