//! What carries what with it (E0): titles, 小巨人 ⇒ 专精特新 ⇒ 创新型; events, 在沪深北交易所上市 ⇒ 上市. Derived once a snapshot; knows the vocabulary only.

use super::numbers::RuleId;
use crate::model::Model;
use crate::model::ids::{CertificationId, TermId};
use crate::model::place::Level;
use rustc_hash::FxBuildHasher;

/// Who holds `title` also holds `other`, at `level` if one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Carries {
    pub title: CertificationId,
    pub other: CertificationId,
    pub level: Option<Level>,
    pub rule: RuleId,
}

/// Where `event` happened, `other` happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entails {
    pub event: TermId,
    pub other: TermId,
    pub rule: RuleId,
}

#[derive(Debug, Clone, Default)]
pub struct Implied {
    /// Every title with what it carries, sorted.
    pub titles: Vec<Carries>,
    /// Every event with what it entails, sorted.
    pub events: Vec<Entails>,
}

impl Implied {
    pub fn of(model: &Model) -> Implied {
        let mut program = program::Crepe::new();
        for title in model.certification_ids() {
            program.extend(model[title].implies.iter().map(|&(other, level)| program::TitleImplies(title, other, level)));
        }
        for event in model.term_ids() {
            program.extend(model[event].implies.iter().map(|&other| program::EventImplies(event, other)));
        }
        let (titles, events) = program.run_with_hasher::<FxBuildHasher>();
        let mut titles: Vec<Carries> =
            titles.into_iter().map(|program::Carries(title, other, level, rule)| Carries { title, other, level, rule }).collect();
        let mut events: Vec<Entails> = events.into_iter().map(|program::Entails(event, other, rule)| Entails { event, other, rule }).collect();
        titles.sort_unstable();
        events.sort_unstable();
        Implied { titles, events }
    }

    /// What a title carries with it.
    pub fn carried(&self, title: CertificationId) -> &[Carries] {
        let start = self.titles.partition_point(|carried| carried.title < title);
        let end = self.titles.partition_point(|carried| carried.title <= title);
        self.titles.get(start..end).unwrap_or_default()
    }

    /// An event, and what it entails.
    pub fn happening(&self, event: TermId) -> impl Iterator<Item = TermId> + '_ {
        let start = self.events.partition_point(|entailed| entailed.event < event);
        let entailed = self.events.get(start..).unwrap_or_default().iter().take_while(move |entailed| entailed.event == event);
        std::iter::once(event).chain(entailed.map(|entailed| entailed.other))
    }
}

mod program {
    use super::RuleId::{self, E0};
    use crate::model::ids::{CertificationId, TermId};
    use crate::model::place::Level;

    crepe::crepe! {
        @input
        /// `TitleImplies(c, d, level)`: the facts say that who holds title `c` holds title `d` at that level.
        pub struct TitleImplies(pub CertificationId, pub CertificationId, pub Option<Level>);

        @input
        /// `EventImplies(e, f)`: the facts say that where event `e` happened, event `f` did.
        pub struct EventImplies(pub TermId, pub TermId);

        @output
        /// `Carries(c, d, level, rule)`: title `c` carries title `d` with it, directly or through another.
        pub struct Carries(pub CertificationId, pub CertificationId, pub Option<Level>, pub RuleId);

        @output
        /// `Entails(e, f, rule)`: event `e` entails event `f`, directly or through another.
        pub struct Entails(pub TermId, pub TermId, pub RuleId);

        // E0  A title carries those that it implies, and those that they carry; an event entails likewise.
        Carries(c, d, level, E0) <- TitleImplies(c, d, level);
        Carries(c, e, level, E0) <- Carries(c, d, _, _), TitleImplies(d, e, level);
        Entails(e, f, E0) <- EventImplies(e, f);
        Entails(e, g, E0) <- Entails(e, f, _), EventImplies(f, g);
    }
}
