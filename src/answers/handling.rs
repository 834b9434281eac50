//! Which department handles a matter: the measures whose words fit the question, best first.

use super::{Hit, Snapshot};
use crate::graph::EdgeKind;
use crate::model::ids::{JurisdictionId, MeasureId};
use crate::model::node::Node;
use crate::rules::Basis;

/// A measure that a question is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handling {
    pub measure: MeasureId,
    /// From 1, the best.
    pub rank: u32,
    /// How well the words fit; comparable within one answer only.
    pub score: f32,
}

/// Measures that a question is about. For a place: those of its own policies, of the places above it, and of the places in it.
pub fn who_handles(snapshot: &Snapshot, matter: &str, place: Option<JurisdictionId>, limit: usize) -> Result<Vec<Handling>, String> {
    let model = &snapshot.model;
    let keep = |node: Node| match node {
        Node::Measure(id) => {
            let answered = snapshot.responsibilities_for(id).next().is_some();
            answered && place.is_none_or(|place| snapshot.nest(place, model[model[id].policy].jurisdiction))
        }
        _ => false,
    };
    let hits = snapshot.search.search(matter, limit, keep).map_err(|error| error.to_string())?;
    let measures = hits.into_iter().zip(1..).filter_map(|(hit, rank)| match hit.node {
        Node::Measure(measure) => Some(Handling { measure, rank, score: hit.score }),
        _ => None,
    });
    Ok(measures.collect())
}

/// Who handles it, for a place if one is given. Without a place a collective name stands for its bodies; for a place inside the territory
/// its own bodies stand instead of the name.
pub fn handlers(snapshot: &Snapshot, measure: MeasureId, place: Option<JurisdictionId>) -> Vec<u32> {
    let model = &snapshot.model;
    let territory = model[model[measure].policy].jurisdiction;
    let inside = place.filter(|&place| place != territory && model.lies_within(place, territory));
    let shows = |&index: &u32| {
        let tuple = snapshot.responsible(index);
        match inside {
            None => tuple.basis != Basis::Expanded,
            Some(place) => {
                let body = &model[tuple.department];
                let everywhere = model.lies_within(territory, body.jurisdiction);
                let is_name =
                    body.stands_for.is_some() && snapshot.graph.out(Node::Department(tuple.department), EdgeKind::StandsFor).next().is_some();
                !is_name && (everywhere || snapshot.nest(body.jurisdiction, place))
            }
        }
    };
    snapshot.responsibilities_for(measure).filter(shows).collect()
}

/// How many things a search finds at the most; what stands behind them has little to do with the words.
const MOST_FOUND: usize = 1000;

/// Everything whose words fit a text. For a place: what is its own, above it, or in it; titles belong to no place.
pub fn search(snapshot: &Snapshot, text: &str, place: Option<JurisdictionId>) -> Result<Vec<Hit>, String> {
    let model = &snapshot.model;
    let seat = |node: Node| match node {
        Node::Jurisdiction(id) => Some(id),
        Node::Department(id) => Some(model[id].jurisdiction),
        Node::Policy(id) => Some(model[id].jurisdiction),
        Node::Measure(id) => Some(model[model[id].policy].jurisdiction),
        Node::Incentive(id) => Some(model[model[model[id].measure].policy].jurisdiction),
        Node::Tier(_) | Node::Certification(_) => None,
    };
    let keep = |node| place.is_none_or(|place| seat(node).is_none_or(|seat| snapshot.nest(place, seat)));
    snapshot.search.search(text, MOST_FOUND, keep).map_err(|error| error.to_string())
}
