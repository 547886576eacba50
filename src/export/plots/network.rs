//! Who and what occurs together, on a circle: the same text gives the same picture.

use std::f64::consts::TAU;

use super::svg::{Anchor, INK, SOFT, Svg, elided};

const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 700.0;
const CENTER: (f64, f64) = (WIDTH / 2.0, HEIGHT / 2.0);
const RADIUS: f64 = 240.0;
const TEXT: f64 = 13.0;
/// From the middle of a line of text to its baseline, in em.
const BASELINE: f64 = 0.36;
/// Widest line and largest circle.
const LINE_WIDTH: f64 = 6.0;
const NODE_RADIUS: f64 = 14.0;
/// Room for a name beside the circle, in em.
const LABEL_ROOM: f64 = 9.0;
/// A name so far to a side of the middle stands beside its circle, else above or below it.
const BESIDE: f64 = 0.2;
/// Of lines between those that seldom meet: pale as well as thin.
const RARE: &str = "#bdb4a9";

/// Somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub label: String,
    /// Mentions: the size of its circle.
    pub n: usize,
    /// Of its kind, as SVG writes colours.
    pub color: &'static str,
}

/// Two of the nodes, by index, and how often they meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub first: usize,
    pub second: usize,
    pub n: u32,
}

/// `nodes` around a circle from the top, clockwise in their order, with lines as broad as they meet often.
pub fn network(title: &str, nodes: &[Node], edges: &[Edge]) -> String {
    let mut svg = Svg::new(title, WIDTH, HEIGHT);
    let n_nodes = nodes.len().max(1) as f64;
    let direction = |idx: usize| {
        let angle = TAU * idx as f64 / n_nodes;
        (angle.sin(), -angle.cos())
    };
    let place = |idx: usize, radius: f64| {
        let (x, y) = direction(idx);
        (CENTER.0 + x * radius, CENTER.1 + y * radius)
    };
    let most_ties = edges.iter().map(|edge| edge.n).max().unwrap_or_default().max(1);
    for edge in edges.iter().filter(|edge| edge.first.max(edge.second) < nodes.len()) {
        let share = f64::from(edge.n) / f64::from(most_ties);
        let color = if share > 0.5 { SOFT } else { RARE };
        let width = (share * LINE_WIDTH).max(0.5);
        svg.line(place(edge.first, RADIUS), place(edge.second, RADIUS), color, width);
    }
    let most = nodes.iter().map(|node| node.n).max().unwrap_or_default().max(1) as f64;
    for (idx, node) in nodes.iter().enumerate() {
        // Area, not radius, tells the number.
        let radius = NODE_RADIUS * (node.n as f64 / most).sqrt();
        svg.circle(place(idx, RADIUS), radius.max(2.0), node.color, &format!("{} {}", node.label, node.n));
        let (x, y) = direction(idx);
        let anchor = match x {
            x if x > BESIDE => Anchor::Start,
            x if x < -BESIDE => Anchor::End,
            _ => Anchor::Middle,
        };
        let at = place(idx, RADIUS + NODE_RADIUS + 6.0);
        let lift = if anchor == Anchor::Middle { y * TEXT / 2.0 } else { 0.0 };
        let label = elided(&node.label, LABEL_ROOM);
        svg.text((at.0, at.1 + TEXT * BASELINE + lift), anchor, TEXT, INK, &label);
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_stand_on_a_circle_with_lines_between() {
        let node = |label: &str| Node { label: label.to_owned(), n: 4, color: INK };
        let nodes = [node("山西"), node("朔州"), node("陶寺")];
        let edges = [Edge { first: 0, second: 1, n: 2 }, Edge { first: 0, second: 9, n: 1 }];
        let svg = network("", &nodes, &edges);
        assert_eq!((svg.matches("<circle").count(), svg.matches("<line").count()), (3, 1));
        assert!(svg.contains(">山西 4</title>"), "{svg}");
        assert!(!network("", &[], &[]).contains("NaN"));
    }
}
