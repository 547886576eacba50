//! Pictures as Scalable Vector Graphics (SVG 1.1).

use super::picture::{Anchor, Mark, Picture, Shape, Tint};

/// Installed Song faces of the common systems, the program's own first.
const FONTS: &str = "'Noto Serif SC','Source Han Serif SC','Songti SC',SimSun,serif";

/// `picture` on white, what its marks are about as titles.
pub fn svg(picture: &Picture) -> String {
    let (width, height, title) = (number(picture.width), number(picture.height), escaped(&picture.title));
    let body: String = picture.marks.iter().map(element).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\">\n<title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{body}</svg>\n"
    )
}

fn element(mark: &Mark) -> String {
    let color = hex(mark.tint);
    let (name, attributes, inside) = match &mark.shape {
        Shape::Rect { at: (x, y), size: (width, height) } => {
            let [x, y, width, height] = [x, y, width, height].map(|value| number(*value));
            ("rect", format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{color}\""), "")
        }
        Shape::Circle { center: (x, y), radius } => {
            let [x, y, radius] = [x, y, radius].map(|value| number(*value));
            ("circle", format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{color}\""), "")
        }
        Shape::Line { from: (x1, y1), to: (x2, y2), width } => {
            let [x1, y1, x2, y2, width] = [x1, y1, x2, y2, width].map(|value| number(*value));
            let ends = format!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"");
            ("line", format!("{ends} stroke=\"{color}\" stroke-width=\"{width}\""), "")
        }
        Shape::Text { at: (x, y), anchor, size, text } => {
            let [x, y, size] = [x, y, size].map(|value| number(*value));
            let anchor = anchor_name(*anchor);
            let place = format!("x=\"{x}\" y=\"{y}\" font-size=\"{size}\"");
            ("text", format!("{place} text-anchor=\"{anchor}\" fill=\"{color}\""), text.as_str())
        }
    };
    let title = if mark.about.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(&mark.about)) };
    if title.is_empty() && inside.is_empty() {
        return format!("<{name} {attributes}/>\n");
    }
    format!("<{name} {attributes}>{title}{}</{name}>\n", escaped(inside))
}

fn anchor_name(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

pub(super) fn hex(tint: Tint) -> String {
    let [r, g, b] = tint.rgb();
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// At most two decimals, none where they are zero.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `text` as XML 1.0 has it; characters that XML cannot hold become blanks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!([1.0, 0.5, -0.001, 1.0 / 3.0, 100.0].map(number), ["1", "0.5", "0", "0.33", "100"]);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("<a href=\"x\">&\u{1}"), "&lt;a href=&quot;x&quot;&gt;&amp; ");
    }

    #[test]
    fn a_picture_is_one_element() {
        let mut picture = Picture::new("a & b", 10.0, 20.0);
        picture.add(Mark::rect((1.0, 2.0), (3.0, -4.0), Tint::Ink).about("春"));
        picture.add(Mark::circle((1.0, 2.0), 3.0, Tint::Ink));
        let text = svg(&picture);
        assert!(text.starts_with("<svg xmlns=") && text.ends_with("</svg>\n"), "{text}");
        assert!(text.contains("<title>a &amp; b</title>"), "{text}");
        assert!(text.contains("height=\"0\" fill=\"#2f2a26\"><title>春</title></rect>"), "{text}");
        assert!(text.contains("r=\"3\" fill=\"#2f2a26\"/>"), "{text}");
    }
}
