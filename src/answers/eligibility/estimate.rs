//! What a tier would pay an enterprise: at the least, at the most, and what that rests on. Exact, in fen; a fraction of a fen is not paid.

use crate::model::Model;
use crate::model::ids::{TermId, TierId};
use crate::model::incentive::{Condition, Pays, Rate};
use crate::model::money::{Decimal, Money};
use crate::model::profile::Profile;
use crate::rules::eligibility::Period;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Estimate {
    /// None if the document names no figure.
    pub minimum: Option<Money>,
    /// None if nothing bounds it, or the document names no figure.
    pub maximum: Option<Money>,
    pub rests_on: Vec<String>,
}

pub fn estimate(model: &Model, profile: &Profile, tier: TierId) -> Estimate {
    let zero = Some(Money::from_fen(0));
    let of = |minimum, maximum, rests_on: String| Estimate { minimum, maximum, rests_on: vec![rests_on] };
    match &model[tier].benefit.pays {
        Pays::Fixed(sum) => of(Some(*sum), Some(*sum), format!("a fixed sum of {}", sum.chinese())),
        Pays::UpTo(sum) => of(zero, Some(*sum), format!("up to {}", sum.chinese())),
        Pays::AtLeast(sum) => of(Some(*sum), None, format!("not less than {}", sum.chinese())),
        Pays::Range(low, high) => of(Some(*low), Some(*high), format!("from {} to {}", low.chinese(), high.chinese())),
        Pays::Unstated(words) => of(None, None, format!("no figure: {words}")),
        Pays::Rate(rate) => rated(model, profile, tier, rate),
    }
}

/// A share of a base: of each project by itself where the document counts by project, otherwise of their sum. The most is never below what could be
/// paid: a sum that is missing may be of any size, and projects that nobody has told may be many.
fn rated(model: &Model, profile: &Profile, tier: TierId, rate: &Rate) -> Estimate {
    let base = &model[rate.of].name;
    let by_project = model[tier].benefit.per.as_deref() == Some("project");
    let Bases { mut sums, mut rests_on, missing } = bases(model, profile, tier, rate.of, by_project);
    let cap = |sum: Money| rate.cap.map_or(sum, |cap| sum.min(cap));
    if let Some(sum) = rate.cap {
        rests_on.push(format!("capped at {}", sum.chinese()));
    }
    // Of how many sums more the cap bounds what is paid; None if nothing tells.
    let more = match missing {
        Some(0) if sums.is_empty() => Some(1),
        None if !by_project => Some(1),
        count => count,
    };
    if !by_project && !sums.is_empty() {
        sums = vec![Money::from_fen(sums.iter().map(|sum| sum.fen()).fold(0, i64::saturating_add))];
    }
    let total = |percent: Decimal| sums.iter().map(|&sum| cap(share(sum, percent)).fen()).fold(0, i64::saturating_add);
    let minimum = if rate.at_most { 0 } else { total(rate.percent) };
    let known = total(rate.percent_to.unwrap_or(rate.percent));
    let maximum = match (more, rate.cap) {
        (Some(0), _) => Some(known),
        (Some(count), Some(cap)) if by_project => Some(cap.fen().saturating_mul(count).saturating_add(known)),
        (Some(_), Some(cap)) => Some(cap.fen()),
        _ => None,
    };
    match (sums.is_empty(), more) {
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
    sums: Vec<Money>,
    rests_on: Vec<String>,
    /// How many projects lack it; None if the projects aren't known.
    missing: Option<i64>,
}

/// The sums of a base: of projects of a kind that the tier asks for, of any project if it asks for none, and of the profile itself. A project outside
/// the time of the document has none.
fn bases(model: &Model, profile: &Profile, tier: TierId, base: TermId, by_project: bool) -> Bases {
    let mut asked = Vec::new();
    model[tier].conditions.iter().for_each(|condition| projects(condition, &mut asked));
    let period = Period::of(&model[model[model[model[tier].incentive].measure].policy]);
    let (mut sums, mut rests_on, mut missing) = (Vec::new(), Vec::new(), 0);
    let mut add = |sum: Money, field: String| {
        sums.push(sum);
        rests_on.push(format!("{field}: {}", sum.chinese()));
    };
    for (at, project) in profile.projects.iter().flatten().enumerate() {
        let counts = asked.is_empty() || asked.contains(&project.kind);
        if !counts || project.on.is_some_and(|on| period.covers(Some(on), on) == Some(false)) {
            continue;
        }
        let mut given = project.bases.iter().filter(|given| given.base == base).peekable();
        if given.peek().is_none() && (by_project || !asked.is_empty()) {
            missing += 1;
        }
        given.for_each(|given| add(given.sum, format!("projects[{at}].bases")));
    }
    for (at, given) in profile.bases.iter().flatten().enumerate().filter(|(_, given)| given.base == base) {
        add(given.sum, format!("bases[{at}]"));
    }
    let told = profile.projects.is_some() || (asked.is_empty() && !by_project);
    Bases { sums, rests_on, missing: told.then_some(missing) }
}

fn projects(condition: &Condition, kinds: &mut Vec<TermId>) {
    match condition {
        Condition::Project(kind) => kinds.push(*kind),
        Condition::Any(members) | Condition::All(members) => members.iter().for_each(|member| projects(member, kinds)),
        _ => {}
    }
}
