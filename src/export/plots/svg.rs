//! Scalable Vector Graphics (SVG 1.1) as text: the few shapes that plots are made of.

/// Colours of all plots: dark enough on white, apart from each other without hue too.
pub(super) const INK: &str = "#2f2a26";
pub(super) const SOFT: &str = "#7d746b";
pub(super) const FAINT: &str = "#d9d2c8";
pub(super) const ACCENT: &str = "#b8442f";

/// Installed Song faces of the common systems, the program's own first.
const FONTS: &str = "'Noto Serif SC','Source Han Serif SC','Songti SC',SimSun,serif";

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A picture in pixels from its top left corner; no number in it is NaN or infinite.
pub(super) struct Svg {
    width: f64,
    height: f64,
    title: String,
    body: String,
}

impl Svg {
    pub(super) fn new(title: &str, width: f64, height: f64) -> Self {
        Self { width, height, title: escaped(title), body: String::new() }
    }

    /// A filled rectangle; `about` shows under the pointer unless it is empty.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), color: &str, about: &str) {
        let (x, y, width, height) = (number(x), number(y), number(width.max(0.0)), number(height.max(0.0)));
        let shape = format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{color}\"");
        self.close(&shape, "rect", about);
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, color: &str, about: &str) {
        let (x, y, radius) = (number(x), number(y), number(radius.max(0.0)));
        let shape = format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{color}\"");
        self.close(&shape, "circle", about);
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), color: &str, width: f64) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let width = number(width.max(0.0));
        self.body.push_str(&format!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{color}\" stroke-width=\"{width}\"/>\n"
        ));
    }

    /// One line of text, its baseline at `y`.
    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, size: f64, color: &str, text: &str) {
        let (x, y, size, anchor, text) = (number(x), number(y), number(size), anchor.name(), escaped(text));
        self.body.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>\n"
        ));
    }

    pub(super) fn finish(self) -> String {
        let (width, height, title, body) = (number(self.width), number(self.height), self.title, self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\">\n<title>{title}</title>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{body}</svg>\n"
        )
    }

    fn close(&mut self, shape: &str, name: &str, about: &str) {
        self.body.push_str(shape);
        if about.is_empty() {
            self.body.push_str("/>\n");
        } else {
            self.body.push_str(&format!("><title>{}</title></{name}>\n", escaped(about)));
        }
    }
}

/// At most two decimals, none where they are zero.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
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

/// `text` cut with … to about `room` em: ASCII is half as wide as Han.
pub(super) fn elided(text: &str, room: f64) -> String {
    let em = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
    if text.chars().map(em).sum::<f64>() <= room {
        return text.to_owned();
    }
    let mut used = 1.0;
    let mut short: String = text
        .chars()
        .take_while(|&c| {
            used += em(c);
            used <= room
        })
        .collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_finite() {
        assert_eq!([1.0, 0.5, -0.001, 1.0 / 3.0, 100.0].map(number), ["1", "0.5", "0", "0.33", "100"]);
        assert_eq!([f64::NAN, f64::INFINITY].map(number), ["0", "0"]);
    }

    #[test]
    fn text_is_escaped_and_cut() {
        assert_eq!(escaped("<a href=\"x\">&\u{1}"), "&lt;a href=&quot;x&quot;&gt;&amp; ");
        assert_eq!(elided("春眠不觉晓", 5.0), "春眠不觉晓");
        assert_eq!(elided("春眠不觉晓", 4.0), "春眠不…");
    }

    #[test]
    fn a_picture_is_one_element() {
        let mut svg = Svg::new("a & b", 10.0, 20.0);
        svg.rect((1.0, 2.0), (3.0, -4.0), INK, "春");
        svg.circle((1.0, 2.0), 3.0, INK, "");
        let text = svg.finish();
        assert!(text.starts_with("<svg xmlns=") && text.ends_with("</svg>\n"), "{text}");
        assert!(text.contains("<title>a &amp; b</title>"), "{text}");
        assert!(text.contains("height=\"0\" fill=\"#2f2a26\"><title>春</title></rect>"), "{text}");
    }
}
