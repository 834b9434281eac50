//! A chain as a picture that a person can read: the measure on the left, who acts beside it, whom they belong to on the right.
//! Knows boxes, arrows and where they stand; which things they are is the drawing's business.

use super::Chain;
use super::drawing::{Arrow, Drawing, Frame, Sort};
use super::layout::{Layout, Place, layout};
use super::wrap::{columns, wrap_evenly};
use crate::model::Model;
use std::fmt::Write;

/// Half of a Chinese character of the names, and of the small print.
const COLUMN: f64 = 7.0;
const SMALL_COLUMN: f64 = 6.0;
const LINE: f64 = 20.0;
const SMALL_LINE: f64 = 17.0;
/// Between the edge of a box and its words.
const PADDING: f64 = 10.0;
/// Between two boxes of one rank.
const GAP: f64 = 12.0;
/// Between two ranks, beside the widest label: room for arrows to bend.
const BEND: f64 = 84.0;
const MARGIN: f64 = 16.0;
const FONTS: &str = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/// A box with its words broken into lines.
struct Card<'a> {
    of: &'a Frame,
    name: Vec<String>,
    small: Vec<String>,
}

impl<'a> Card<'a> {
    fn new(of: &'a Frame) -> Card<'a> {
        let width = if of.sort == Sort::Measure { 26 } else { 32 };
        let small = of.note.iter().cloned().chain(line_above(&of.above)).collect();
        Card { of, name: wrap_evenly(&of.name, width, 3), small }
    }

    fn width(&self) -> f64 {
        // Capitals are wider than half of a Chinese character.
        let capitals = |line: &str| line.chars().filter(char::is_ascii_uppercase).count() as f64 * 3.0;
        let name = self.name.iter().map(|line| columns(line) as f64 * COLUMN + capitals(line));
        let small = self.small.iter().map(|line| columns(line) as f64 * SMALL_COLUMN);
        name.chain(small).fold(0.0, f64::max).ceil() + 2.0 * PADDING
    }

    fn height(&self) -> f64 {
        self.name.len() as f64 * LINE + self.small.len() as f64 * SMALL_LINE + PADDING
    }
}

/// The bodies above, as many in a line as it holds.
fn line_above(above: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for body in above {
        match lines.last_mut() {
            Some(line) if columns(line) + columns(body) <= 50 => *line = format!("{line} → {body}"),
            Some(_) => lines.push(format!("→ {body}")),
            None => lines.push(format!("上级 {body}")),
        }
    }
    lines
}

impl Chain {
    /// The same chain gives the same bytes.
    pub fn svg(&self, model: &Model) -> String {
        let drawing = Drawing::of(model, self);
        let cards: Vec<Card> = drawing.frames.iter().map(Card::new).collect();
        let heights: Vec<f64> = cards.iter().map(|card| card.height() + GAP).collect();
        let arrows: Vec<(usize, usize)> = drawing.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect();
        let label = drawing.arrows.iter().map(|arrow| columns(&arrow.label()) as f64 * SMALL_COLUMN).fold(0.0, f64::max);
        let page = Page::new(&cards, label + BEND, layout(&heights, &arrows));
        page.paint(&drawing, &cards)
    }
}

/// Where everything stands, in pixels.
struct Page {
    layout: Layout,
    /// The left edge and the width of each rank.
    ranks: Vec<(f64, f64)>,
    width: f64,
    height: f64,
}

impl Page {
    fn new(cards: &[Card], aisle: f64, layout: Layout) -> Page {
        let count = layout.places.iter().map(|place| place.rank + 1).max().unwrap_or(0);
        let mut ranks = Vec::new();
        let mut left = MARGIN;
        for rank in 0..count {
            let here = cards.iter().zip(&layout.places).filter(|(_, place)| place.rank == rank);
            let width = here.map(|(card, _)| card.width()).fold(0.0, f64::max);
            ranks.push((left, width));
            left += width + aisle;
        }
        let lowest = cards.iter().zip(&layout.places).map(|(card, place)| place.across + card.height() / 2.0);
        let lanes = layout.routes.iter().flatten().map(|place| place.across);
        let height = lowest.chain(lanes).fold(0.0, f64::max) + 2.0 * MARGIN;
        Page { layout, ranks, width: left - aisle + MARGIN, height: height.ceil() }
    }

    fn left(&self, place: Place) -> f64 {
        self.ranks[place.rank].0
    }

    /// All boxes of a rank are as wide as its widest: the arrows then end on one line.
    fn right(&self, place: Place) -> f64 {
        self.ranks[place.rank].0 + self.ranks[place.rank].1
    }

    fn middle(&self, place: Place) -> f64 {
        place.across + MARGIN
    }

    fn paint(&self, drawing: &Drawing, cards: &[Card]) -> String {
        let mut svg = String::new();
        let (width, height) = (self.width, self.height);
        let _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"zh-CN\" font-family=\"{FONTS}\">"
        );
        let _ = writeln!(svg, "<title>{}</title>\n<desc>{}</desc>", escaped(&drawing.title), escaped(&drawing.description));
        svg.push_str("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" fill=\"#64748b\"/></marker></defs>\n");
        let _ = writeln!(svg, "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>");
        svg.push_str("<g fill=\"none\" stroke=\"#64748b\" stroke-width=\"1.2\">\n");
        for (index, arrow) in drawing.arrows.iter().enumerate() {
            self.paint_arrow(&mut svg, arrow, index);
        }
        svg.push_str("</g>\n");
        for (card, &place) in cards.iter().zip(&self.layout.places) {
            self.paint_card(&mut svg, card, place);
        }
        svg.push_str("<g font-size=\"12\" text-anchor=\"middle\" fill=\"#334155\" stroke=\"#ffffff\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\">\n");
        for (index, arrow) in drawing.arrows.iter().enumerate() {
            self.paint_label(&mut svg, &drawing.arrows, arrow, index);
        }
        svg.push_str("</g>\n</svg>\n");
        svg
    }

    /// The points of an arrow where it leaves and enters ranks, from its tail to its head.
    fn points(&self, arrow: &Arrow, index: usize) -> Vec<(f64, f64)> {
        let (from, to) = (self.layout.places[arrow.from], self.layout.places[arrow.to]);
        let mut points = vec![(self.right(from), self.middle(from))];
        for &lane in &self.layout.routes[index] {
            points.extend([(self.left(lane), self.middle(lane)), (self.right(lane), self.middle(lane))]);
        }
        points.push((self.left(to), self.middle(to)));
        points
    }

    fn paint_arrow(&self, svg: &mut String, arrow: &Arrow, index: usize) {
        let points = self.points(arrow, index);
        let Some((x, y)) = points.first() else { return };
        let _ = write!(svg, "<path d=\"M{x:.1} {y:.1}");
        for pair in points.windows(2) {
            if let [(x0, y0), (x1, y1)] = *pair {
                let bend = (x1 - x0) / 2.0;
                let _ = write!(svg, "C{:.1} {y0:.1} {:.1} {y1:.1} {x1:.1} {y1:.1}", x0 + bend, x1 - bend);
            }
        }
        svg.push_str("\" marker-end=\"url(#tip)\"/>\n");
    }

    /// At the head of an arrow, where those from the measure have parted; on its lane, if it has one; at the tail where several meet in one head.
    /// Arrows that meet and say the same say it once.
    fn paint_label(&self, svg: &mut String, arrows: &[Arrow], arrow: &Arrow, index: usize) {
        let meeting: Vec<&Arrow> = arrows.iter().filter(|other| other.to == arrow.to).collect();
        let alike = meeting.iter().all(|other| other.labels == arrow.labels);
        if alike && meeting.first().is_some_and(|first| first.from != arrow.from) {
            return;
        }
        let points = self.points(arrow, index);
        let (Some(&tail), Some(&head)) = (points.first(), points.last()) else { return };
        let label = arrow.label();
        let half = columns(&label) as f64 * SMALL_COLUMN / 2.0;
        let (x, y) = match self.layout.routes[index].first() {
            _ if alike => (head.0 - 14.0 - half, head.1),
            Some(&lane) => ((self.left(lane) + self.right(lane)) / 2.0, self.middle(lane)),
            None => (tail.0 + 8.0 + half, tail.1),
        };
        let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{:.1}\">{}</text>", y + 4.0, escaped(&label));
    }

    fn paint_card(&self, svg: &mut String, card: &Card, place: Place) {
        let (fill, line, dashes) = colours(card.of.sort);
        let (x, y) = (self.left(place), self.middle(place) - card.height() / 2.0);
        let (width, height) = (self.ranks[place.rank].1, card.height());
        let _ = writeln!(svg, "<g><title>{}</title>", escaped(&card.of.name));
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"6\" fill=\"{fill}\" stroke=\"{line}\"{dashes}/>"
        );
        let mut baseline = y + PADDING / 2.0 - 5.0;
        for words in &card.name {
            baseline += LINE;
            let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{baseline:.1}\" font-size=\"14\" fill=\"#0f172a\">{}</text>", x + PADDING, escaped(words));
        }
        for words in &card.small {
            baseline += SMALL_LINE;
            let _ = writeln!(svg, "<text x=\"{:.1}\" y=\"{baseline:.1}\" font-size=\"12\" fill=\"#475569\">{}</text>", x + PADDING, escaped(words));
        }
        svg.push_str("</g>\n");
    }
}

/// Fill, outline and how the outline is drawn.
fn colours(sort: Sort) -> (&'static str, &'static str, &'static str) {
    match sort {
        Sort::Measure => ("#dbeafe", "#1d4ed8", ""),
        Sort::Policy => ("#f1f5f9", "#64748b", ""),
        Sort::Government => ("#fef3c7", "#b45309", ""),
        Sort::Department => ("#ecfdf5", "#047857", ""),
        Sort::Collective => ("#fffbeb", "#b45309", " stroke-dasharray=\"5 3\""),
        Sort::Group => ("#f3e8ff", "#7e22ce", ""),
        Sort::Other => ("#ffffff", "#475569", ""),
    }
}

/// Text inside an element; control characters that XML has no place for are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
