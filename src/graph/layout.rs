//! Where boxes stand in a layered drawing: ranks from left to right, places down each rank. The only file that knows rust-sugiyama; knows no text.

use petgraph::algo::greedy_feedback_arc_set;
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use rust_sugiyama::configure::Config;
use rust_sugiyama::from_graph;

/// Ranks and places for boxes, and the way of each arrow through the ranks between its ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    pub places: Vec<Place>,
    /// Per arrow, the places where it crosses the ranks between its ends.
    pub routes: Vec<Vec<Place>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub rank: usize,
    /// How far down the middle of it is.
    pub across: f64,
}

/// The room that an arrow takes where it passes between boxes.
const LANE: f64 = 16.0;

/// Lays out boxes of these heights (their gaps included), joined by these arrows. An arrow from a box to itself counts for nothing.
pub(super) fn layout(heights: &[f64], arrows: &[(usize, usize)]) -> Layout {
    let forward = without_cycles(heights.len(), arrows);
    let ranks: Vec<usize> = place(heights, &forward).iter().map(|place| place.rank).collect();
    // The library keeps to itself where a long arrow passes: so each gets a small box of our own in every rank that it crosses.
    let mut all_heights = heights.to_vec();
    let mut pieces = Vec::new();
    let mut lanes = Vec::new();
    for &(from, to) in &forward {
        let mut tail = from;
        let mut lane = Vec::new();
        for _ in ranks[from] + 1..ranks[to] {
            pieces.push((tail, all_heights.len()));
            tail = all_heights.len();
            lane.push(tail);
            all_heights.push(LANE);
        }
        pieces.push((tail, to));
        lanes.push(lane);
    }
    let mut places = place(&all_heights, &pieces);
    let mut routes: Vec<Vec<Place>> = lanes.iter().map(|lane| lane.iter().map(|&piece| places[piece]).collect()).collect();
    for ((route, arrow), forward) in routes.iter_mut().zip(arrows).zip(&forward) {
        if arrow != forward {
            route.reverse();
        }
    }
    places.truncate(heights.len());
    Layout { places, routes }
}

/// The arrows, those that close a cycle turned round. The library would do so too, but does not always come to an end on what it has turned.
fn without_cycles(boxes: usize, arrows: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut graph = StableDiGraph::<(), usize>::new();
    let nodes: Vec<NodeIndex> = (0..boxes).map(|_| graph.add_node(())).collect();
    for (index, &(from, to)) in arrows.iter().enumerate() {
        graph.add_edge(nodes[from], nodes[to], index);
    }
    let mut forward = arrows.to_vec();
    for edge in greedy_feedback_arc_set(&graph) {
        let (from, to) = arrows[*edge.weight()];
        forward[*edge.weight()] = (to, from);
    }
    forward
}

/// One run of the library; parts that nothing joins stand below each other.
fn place(heights: &[f64], arrows: &[(usize, usize)]) -> Vec<Place> {
    let mut graph = StableDiGraph::<f64, ()>::new();
    let boxes: Vec<NodeIndex> = heights.iter().map(|&height| graph.add_node(height)).collect();
    // The library meets the newest arrow of a box first: backwards, boxes keep the order they were given in.
    for &(from, to) in arrows.iter().rev().filter(|(from, to)| from != to) {
        graph.update_edge(boxes[from], boxes[to], ());
    }
    let config = Config { vertex_spacing: 0.0, ..Config::default() };
    let mut places = vec![Place { rank: 0, across: 0.0 }; heights.len()];
    let mut top = 0.0;
    for (part, _, _) in from_graph(&graph, &|_, &height| (height, 1.0), &config) {
        let highest = part.iter().map(|&(at, (across, _))| across - heights[at.index()] / 2.0).fold(f64::INFINITY, f64::min);
        let lowest = part.iter().map(|&(at, (across, _))| across + heights[at.index()] / 2.0).fold(f64::NEG_INFINITY, f64::max);
        for (at, (across, rank)) in part {
            places[at.index()] = Place { rank: rank.round() as usize, across: across - highest + top };
        }
        top += lowest - highest;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn overlaps(heights: &[f64], layout: &Layout) -> bool {
        let pairs = (0..heights.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        let mut together = pairs.filter(|&(a, b)| layout.places[a].rank == layout.places[b].rank);
        together.any(|(a, b)| (layout.places[a].across - layout.places[b].across).abs() < (heights[a] + heights[b]) / 2.0 - 0.01)
    }

    #[test]
    fn nothing_and_one_box() {
        assert!(layout(&[], &[]).places.is_empty());
        assert_eq!(layout(&[20.0], &[]).places, [Place { rank: 0, across: 10.0 }]);
        assert_eq!(layout(&[20.0], &[(0, 0)]).places, [Place { rank: 0, across: 10.0 }]);
    }

    #[test]
    fn parts_that_nothing_joins_stand_apart() {
        let heights = [20.0; 6];
        let layout = layout(&heights, &[(0, 1), (2, 3)]);
        assert!(!overlaps(&heights, &layout), "{layout:?}");
    }

    #[test]
    fn a_fan_keeps_its_order() {
        let heights = [20.0; 12];
        let arrows: Vec<_> = (1..11).map(|leaf| (0, leaf)).chain((1..11).map(|leaf| (leaf, 11))).collect();
        let layout = layout(&heights, &arrows);
        assert!(layout.places.windows(2).skip(1).take(9).all(|pair| pair[0].across < pair[1].across), "{layout:?}");
    }

    #[test]
    fn a_long_arrow_passes_beside_the_boxes() {
        let heights = [20.0; 3];
        let layout = layout(&heights, &[(0, 1), (1, 2), (0, 2)]);
        let lane = layout.routes[2][0];
        assert_eq!(lane.rank, 1);
        assert!((lane.across - layout.places[1].across).abs() >= (20.0 + LANE) / 2.0 - 0.01, "{layout:?}");
    }

    #[test]
    fn fifty_boxes_in_five_ranks_keep_apart() {
        let heights = [30.0; 50];
        let arrows: Vec<_> = (0..40).flat_map(|tail| [(tail, tail + 10), (tail, 10 + (tail * 7) % 40)]).filter(|(tail, head)| tail < head).collect();
        let layout = layout(&heights, &arrows);
        assert!(!overlaps(&heights, &layout), "{layout:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 60, ..ProptestConfig::default() })]
        #[test]
        fn any_graph_is_laid_out_the_same_way_twice(
            heights in prop::collection::vec(20.0..80.0f64, 1..24),
            ends in prop::collection::vec((0..24usize, 0..24usize), 0..36),
        ) {
            let arrows: Vec<_> = ends.iter().map(|(a, b)| (a % heights.len(), b % heights.len())).collect();
            let first = layout(&heights, &arrows);
            prop_assert_eq!(&first, &layout(&heights, &arrows));
            prop_assert!(!overlaps(&heights, &first), "{:?}", first);
        }
    }
}
