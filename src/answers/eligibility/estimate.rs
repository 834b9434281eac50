//! What a tier would pay an enterprise: at the least, at the most, and what that rests on. Exact, in fen; a fraction of a fen is not paid.

use crate::model::Model;
use crate::model::ids::{TermId, TierId};
use crate::model::incentive::{Condition, Pays, Rate};
use crate::model::money::{Decimal, Money};
use crate::model::profile::Profile;
use crate::rules::eligibility::Period;
use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Estimate {
    /// None if the document names no figure.
    pub minimum: Option<Money>,
    /// None if nothing bounds it, or the document names no figure.
    pub maximum: Option<Money>,
    pub rests_on: Vec<String>,
}

/// What a tier would pay, as seen from a day.
pub fn estimate(model: &Model, profile: &Profile, tier: TierId, day: Date) -> Estimate {
    let zero = Some(Money::from_fen(0));
    let of = |minimum, maximum, rests_on: String| Estimate { minimum, maximum, rests_on: vec![rests_on] };
    match &model[tier].benefit.pays {
        Pays::Fixed(sum) => of(Some(*sum), Some(*sum), format!("a fixed sum of {}", sum.chinese())),
        Pays::UpTo(sum) => of(zero, Some(*sum), format!("up to {}", sum.chinese())),
        Pays::AtLeast(sum) => of(Some(*sum), None, format!("not less than {}", sum.chinese())),
        Pays::Range(low, high) => of(Some(*low), Some(*high), format!("from {} to {}", low.chinese(), high.chinese())),
        Pays::Unstated(words) => of(None, None, format!("no figure: {words}")),
        Pays::Rate(rate) => rated(model, profile, tier, rate, day),
    }
}

/// A share of a base: of each project by itself where the document counts by project, otherwise of their sum. The most is never below what could be
/// paid: a sum that is missing may be of any size, and projects that nobody has told may be many.
fn rated(model: &Model, profile: &Profile, tier: TierId, rate: &Rate, day: Date) -> Estimate {
    let base = &model[rate.of].name;
    let by_project = model[tier].benefit.per.as_deref() == Some("project");
    let Bases { sure, perhaps, mut rests_on, missing } = bases(model, profile, tier, rate.of, by_project, day);
    let all = [&sure[..], &perhaps].concat();
    let cap = |sum: Money| rate.cap.map_or(sum, |cap| sum.min(cap));
    if let Some(sum) = rate.cap {
        rests_on.push(format!("capped at {}", sum.chinese()));
    }
    // Of how many sums more the cap bounds what is paid; None if nothing tells.
    let more = match missing {
        Some(0) if all.is_empty() => Some(1),
        None if !by_project => Some(1),
        count => count,
    };
    let sum = |sums: &mut dyn Iterator<Item = Money>| Money::from_fen(sums.map(Money::fen).fold(0, i64::saturating_add));
    let total = |sums: &[Money], percent: Decimal| match by_project {
        true => sum(&mut sums.iter().map(|&sum| cap(share(sum, percent)))).fen(),
        false => cap(share(sum(&mut sums.iter().copied()), percent)).fen(),
    };
    let minimum = if rate.at_most { 0 } else { total(&sure, rate.percent) };
    let known = total(&all, rate.percent_to.unwrap_or(rate.percent));
    let maximum = match (more, rate.cap) {
        (Some(0), _) => Some(known),
        (Some(count), Some(cap)) if by_project => Some(cap.fen().saturating_mul(count).saturating_add(known)),
        (Some(_), Some(cap)) => Some(cap.fen()),
        _ => None,
    };
    match (all.is_empty(), more) {
        (true, _) => rests_on.insert(0, format!("{base} is not known")),
        (false, Some(0)) => rests_on.insert(0, format!("{}% of {base}", rate.percent_to.unwrap_or(rate.percent))),
        (false, _) => rests_on.insert(0, format!("{}% of {base}, which is not known in full", rate.percent_to.unwrap_or(rate.percent))),
    }
    Estimate { minimum: Some(Money::from_fen(minimum)), maximum: maximum.map(Money::from_fen), rests_on }
}

fn share(sum: Money, percent: Decimal) -> Money {
    let fen = i128::from(sum.fen()) * i128::from(percent.scaled()) / i128::from(Decimal::ONE.scaled()) / 100;
    Money::from_fen(i64::try_from(fen).unwrap_or(i64::MAX))
}

/// What is known of a base.
struct Bases {
    sure: Vec<Money>,
    /// Sums of projects of which nobody has told whether they lie in the time of the document.
    perhaps: Vec<Money>,
    rests_on: Vec<String>,
    /// How many projects lack it; None if the projects aren't known.
    missing: Option<i64>,
}

/// The sums of a base: of projects that the tier asks for, of any project if it asks for none, and of the profile itself. A project outside the time
/// of the document has none; of one without a day, in a document that tells its days, the sum may count or not.
fn bases(model: &Model, profile: &Profile, tier: TierId, base: TermId, by_project: bool, day: Date) -> Bases {
    let mut asked = Vec::new();
    let period = Period::of(&model[model[model[model[tier].incentive].measure].policy]);
    model[tier].conditions.iter().for_each(|condition| projects(condition, period, &mut asked));
    let (mut sure, mut perhaps, mut rests_on, mut missing) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let mut add = |sum: Money, counts: bool, field: String| {
        if counts {
            sure.push(sum)
        } else {
            perhaps.push(sum)
        }
        let without_day = if counts { "" } else { ", if its day lies in the time of the document" };
        rests_on.push(format!("{field}: {}{without_day}", sum.chinese()));
    };
    for (at, project) in profile.projects.iter().flatten().enumerate() {
        let times = asked.iter().filter(|(kind, _)| *kind == project.kind).map(|(_, time)| *time);
        let times = times.chain(asked.is_empty().then_some(period));
        // A day that has yet to come is for the rules to refuse; the sum is what it would be.
        let counts = |time: Period| time.covers(project.on, project.on.unwrap_or(day));
        let Some(counts) = times.map(counts).max_by_key(|counts| counts.map_or(1, |counts| if counts { 2 } else { 0 })) else { continue };
        if counts == Some(false) {
            continue;
        }
        let mut given = project.bases.iter().filter(|given| given.base == base).peekable();
        if given.peek().is_none() && (by_project || !asked.is_empty()) {
            missing += 1;
        }
        given.for_each(|given| add(given.sum, counts == Some(true), format!("projects[{at}].bases")));
    }
    for (at, given) in profile.bases.iter().flatten().enumerate().filter(|(_, given)| given.base == base) {
        add(given.sum, true, format!("bases[{at}]"));
    }
    let told = profile.projects.is_some() || (asked.is_empty() && !by_project);
    Bases { sure, perhaps, rests_on, missing: told.then_some(missing) }
}

/// The kinds of project that a condition asks for, each with the time in which one must lie.
fn projects(condition: &Condition, period: Period, asked: &mut Vec<(TermId, Period)>) {
    match condition {
        Condition::Project(kind, when) => asked.push((*kind, period.named(*when))),
        Condition::Any(members) | Condition::All(members) => members.iter().for_each(|member| projects(member, period, asked)),
        _ => {}
    }
}
