//! Which field of a profile speaks about a need, in words; which field would. Decides nothing.

use crate::model::Model;
use crate::model::ids::{CertificationId, TermId};
use crate::model::incentive::Recognised;
use crate::model::profile::{HeldTitle, Profile, Receipt};
use crate::rules::eligibility::{Book, Need};

pub(super) fn place(model: &Model, profile: &Profile) -> Option<String> {
    profile.place.map(|place| format!("place: {}", model[place].name))
}

/// What the profile says about a need; None if it says nothing.
pub(super) fn given(model: &Model, book: &Book, profile: &Profile, need: &Need) -> Option<String> {
    match need {
        Need::Title { title, .. } => titles(model, book, profile, *title),
        Need::TitleAt { title, event, .. } => {
            let said: Vec<String> = titles(model, book, profile, *title).into_iter().chain(happened(model, profile, *event)).collect();
            (!said.is_empty()).then(|| said.join("; "))
        }
        Need::Metric { metric, .. } => {
            let (at, measured) = profile.metrics.as_ref()?.iter().enumerate().find(|(_, measured)| measured.metric == *metric)?;
            let year = measured.year.map_or(String::new(), |year| format!(" ({year})"));
            let before = measured.before.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let before = if before.is_empty() { String::new() } else { format!(", before: {before}") };
            Some(format!("metrics[{at}]: {} {}{year}{before}", model[*metric].name, measured.value))
        }
        Need::Event { event, .. } => happened(model, profile, *event),
        Need::Project { kind, .. } => {
            let (at, project) = profile.projects.as_ref()?.iter().enumerate().find(|(_, project)| project.kind == *kind)?;
            let on = project.on.map_or(String::new(), |on| format!(" {on}"));
            Some(format!("projects[{at}]: {}{on}", project.name.as_deref().unwrap_or(&model[*kind].name)))
        }
        Need::Place(_) => place(model, profile),
        Need::Sector(sector) => {
            let at = profile.sectors.as_ref()?.iter().position(|held| held == sector)?;
            Some(format!("sectors[{at}]: {}", model[*sector].name))
        }
        Need::Beneficiary(_) => Some(format!("kind: {}", format!("{:?}", profile.kind).to_lowercase())),
        Need::NotGraded { evaluation, .. } => {
            let (at, grade) = profile.evaluations.as_ref()?.iter().enumerate().find(|(_, grade)| grade.evaluation == *evaluation)?;
            Some(format!("evaluations[{at}]: {} {}", model[*evaluation].name, grade.grade))
        }
        Need::Received { what, .. } => {
            let near = |receipt: &Receipt| what.covers(&receipt.what) != Some(false);
            let (at, receipt) = profile.received.as_ref()?.iter().enumerate().find(|(_, receipt)| near(receipt))?;
            let on = receipt.on.map_or(String::new(), |on| format!(" {on}"));
            Some(format!("received[{at}]: {}{on}", receipt.what.name(model)))
        }
        Need::During(_) => None,
        Need::NotDiscredited => profile.discredited.map(|discredited| format!("discredited: {discredited}")),
        Need::Stated(words) => [("confirms", &profile.confirms), ("denies", &profile.denies)]
            .into_iter()
            .find_map(|(field, list)| Some(format!("{field}[{}]: {words}", list.iter().position(|said| said == words)?))),
    }
}

fn happened(model: &Model, profile: &Profile, event: TermId) -> Option<String> {
    let (at, happening) = profile.events.as_ref()?.iter().enumerate().find(|(_, happening)| model.entails(happening.event, event))?;
    let on = happening.on.map_or(String::new(), |on| format!(" {on}"));
    Some(format!("events[{at}]: {}{on}", model[happening.event].name))
}

fn titles(model: &Model, book: &Book, profile: &Profile, title: CertificationId) -> Option<String> {
    let held = profile.titles.as_ref()?.iter().enumerate();
    let speaks = |other: CertificationId| other == title || book.implied.carried(other).iter().any(|carried| carried.other == title);
    let said: Vec<String> = held
        .filter(|(_, held)| speaks(held.title))
        .map(|(at, held)| {
            let level = held.level.map_or("", |level| level.chinese());
            let on = held.recognised_on.map_or(String::new(), |on| format!(" {on}"));
            let until = held.expires.map_or(String::new(), |end| format!(" until {end}"));
            format!("titles[{at}]: {level}{}{on}{until}", model[held.title].name)
        })
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// What is missing if not the enterprise but the document leaves a need open. No question to the enterprise would settle it.
pub(super) const NO_FIRST_DAY: &str = "the document doesn't tell its first day";

/// The field that would settle a need that is not known.
pub(super) fn missing(model: &Model, profile: &Profile, need: &Need) -> String {
    if left_open_by_the_document(model, profile, need) {
        return NO_FIRST_DAY.to_owned();
    }
    match need {
        Need::Title { .. } if profile.titles.is_none() => "titles".to_owned(),
        Need::Title { title, .. } => format!("titles: level, recognition and re-checks of {}", model[*title].name),
        Need::TitleAt { .. } if profile.titles.is_none() => "titles".to_owned(),
        Need::TitleAt { event, .. } if profile.events.is_none() => format!("events: when {} happened", model[*event].name),
        Need::TitleAt { title, event, .. } => {
            format!("titles: level, recognition and end of {}; events: when {} happened", model[*title].name, model[*event].name)
        }
        Need::Metric { .. } if profile.metrics.is_none() => "metrics".to_owned(),
        Need::Metric { metric, .. } => format!("metrics: the year, or earlier values, of {}", model[*metric].name),
        Need::Event { .. } if profile.events.is_none() => "events".to_owned(),
        Need::Event { event, .. } => format!("events: when {} happened", model[*event].name),
        Need::Project { .. } if profile.projects.is_none() => "projects".to_owned(),
        Need::Project { kind, .. } => format!("projects: the day of {}", model[*kind].name),
        Need::Place(_) => "place".to_owned(),
        Need::Sector(_) => "sectors".to_owned(),
        Need::Beneficiary(_) => "kind".to_owned(),
        Need::NotGraded { .. } => "evaluations".to_owned(),
        Need::Received { .. } if profile.received.is_none() => "received".to_owned(),
        Need::Received { what, .. } => format!("received: what, and when, of {}", what.name(model)),
        Need::During(_) => "the day of the question".to_owned(),
        Need::NotDiscredited => "discredited".to_owned(),
        Need::Stated(words) => format!("confirms or denies: {words}"),
    }
}

/// Whether the profile tells all that is asked for, and only the document's own time is not known.
fn left_open_by_the_document(model: &Model, profile: &Profile, need: &Need) -> bool {
    match need {
        Need::Title { title, recognised, period, .. } if period.from.is_none() && *recognised != Recognised::Held => {
            let own: Vec<_> = profile.titles.iter().flatten().filter(|held| held.title == *title).collect();
            let dated = |held: &&HeldTitle| match recognised {
                Recognised::Recheck => held.rechecked.is_some(),
                Recognised::First => held.recognised_on.is_some() && held.first.is_some(),
                _ => held.recognised_on.is_some(),
            };
            !own.is_empty() && own.iter().all(|held| dated(held) && held.level.is_some())
        }
        Need::Event { event, period } if period.from.is_none() => {
            let own: Vec<_> = profile.events.iter().flatten().filter(|happening| model.entails(happening.event, *event)).collect();
            !own.is_empty() && own.iter().all(|happening| happening.on.is_some())
        }
        _ => false,
    }
}
