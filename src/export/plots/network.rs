//! Who and what occurs together, on an ellipse: the same text gives the same picture.

use std::f64::consts::TAU;

use super::picture::{Anchor, BASELINE, Mark, Picture, Tint, elided};
use crate::text::TextRange;

/// Height of the picture by its width.
const ASPECT: f64 = 0.875;
/// Of names; in a picture as narrow as a panel they are smaller.
const TEXT: f64 = 13.0;
const TEXT_IN_PANEL: f64 = 11.5;
const PANEL_BELOW: f64 = 500.0;
/// The part of the width that names have on either side.
const LABEL_SHARE: f64 = 0.19;
/// Widest line and largest circle, by the width of the picture.
const LINE_SHARE: f64 = 0.0075;
const NODE_SHARE: f64 = 0.0175;
/// A name so far to a side of the middle stands beside its circle, else above or below it.
const BESIDE: f64 = 0.2;

/// Somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub label: String,
    /// Mentions: the size of its circle.
    pub n: usize,
    /// Of its kind.
    pub tint: Tint,
    /// Its first mention.
    pub place: Option<TextRange>,
}

/// Two of the nodes, by index, and how often they meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub first: usize,
    pub second: usize,
    pub n: u32,
}

/// `nodes` around an ellipse from the top, clockwise in their order, with lines as broad as they meet often.
pub fn network(title: &str, nodes: &[Node], edges: &[Edge], width: f64) -> Picture {
    let height = width * ASPECT;
    let mut picture = Picture::new(title, width, height);
    let text = if width < PANEL_BELOW { TEXT_IN_PANEL } else { TEXT };
    let largest = (width * NODE_SHARE).max(6.0);
    let away = largest + 4.0;
    let radii = (width * (0.5 - LABEL_SHARE) - away, height / 2.0 - away - 1.5 * text);
    let n_nodes = nodes.len().max(1) as f64;
    let direction = |idx: usize| {
        let angle = TAU * idx as f64 / n_nodes;
        (angle.sin(), -angle.cos())
    };
    let place = |idx: usize, more: f64| {
        let (x, y) = direction(idx);
        (width / 2.0 + x * (radii.0 + more), height / 2.0 + y * (radii.1 + more))
    };
    let most_ties = edges.iter().map(|edge| edge.n).max().unwrap_or_default().max(1);
    // The broadest last: they lie over the others.
    for edge in edges.iter().rev() {
        let (Some(first), Some(second)) = (nodes.get(edge.first), nodes.get(edge.second)) else { continue };
        let share = f64::from(edge.n) / f64::from(most_ties);
        let tint = if share > 0.5 { Tint::Soft } else { Tint::Pale };
        let broad = (share * width * LINE_SHARE).max(0.5);
        let about = format!("{} — {} {}", first.label, second.label, edge.n);
        picture.add(Mark::line(place(edge.first, 0.0), place(edge.second, 0.0), broad, tint).about(about));
    }
    let most = nodes.iter().map(|node| node.n).max().unwrap_or_default().max(1) as f64;
    for (idx, node) in nodes.iter().enumerate() {
        // Area, not radius, tells the number.
        let radius = (largest * (node.n as f64 / most).sqrt()).max(2.0);
        let about = format!("{} {}", node.label, node.n);
        picture.add(Mark::circle(place(idx, 0.0), radius, node.tint).about(about).leads_to(node.place));
        let (x, y) = direction(idx);
        let anchor = match x {
            x if x > BESIDE => Anchor::Start,
            x if x < -BESIDE => Anchor::End,
            _ => Anchor::Middle,
        };
        let at = place(idx, away);
        let lift = if anchor == Anchor::Middle { y * text / 2.0 } else { 0.0 };
        let room = if anchor == Anchor::Start { width - at.0 } else { at.0 };
        let label = elided(&node.label, room / text);
        let at = (at.0, at.1 + text * BASELINE + lift);
        picture.add(Mark::text(at, anchor, text, Tint::Ink, &label));
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::plots::picture::Shape;

    #[test]
    fn nodes_stand_around_with_lines_between() {
        let node = |label: &str| Node { label: label.to_owned(), n: 4, tint: Tint::Person, place: None };
        let nodes = [node("山西"), node("朔州"), node("陶寺")];
        let edges = [Edge { first: 0, second: 1, n: 2 }, Edge { first: 0, second: 9, n: 1 }];
        for width in [280.0, 800.0] {
            let picture = network("", &nodes, &edges, width);
            let n = |is: fn(&Shape) -> bool| picture.marks.iter().filter(|mark| is(&mark.shape)).count();
            assert_eq!(n(|shape| matches!(shape, Shape::Circle { .. })), 3);
            assert_eq!(n(|shape| matches!(shape, Shape::Line { .. })), 1);
            let abouts: Vec<&str> = picture.marks.iter().map(|mark| mark.about.as_str()).collect();
            assert!(abouts.contains(&"山西 — 朔州 2") && abouts.contains(&"山西 4"), "{abouts:?}");
        }
        assert!(network("", &[], &[], 800.0).marks.is_empty());
    }
}
