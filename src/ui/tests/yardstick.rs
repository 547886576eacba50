//! The yardstick of typesetting over the bundled article and a hard text, with the bundled serif: what must hold at every
//! width, and figures that must stay within their bounds. A break inside a word is counted by our own segmentation here;
//! the table in the README counts by jieba's.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::fonts::{Face, Fonts};
use crate::analysis::word_breaks;
use crate::import::bundled_article;
use crate::text::is_han;
use crate::typeset::{Line, Mode, ParagraphStyle, Prepared, prepare, set};

/// Characters that begin no line, that end none, and dashes that are not parted: the strict level.
const NO_START: &str = "、，。．：；！？‼⁇⁈⁉”’」』）》〉】〗〕］｝·・‧～–/／％‰℃°′″,.;:!?)]}%—…⸺⋯";
const NO_END: &str = "“‘「『（《〈【〖〔［｛￥＄£([{¥$";

fn paragraphs(text: &str, fonts: &Fonts) -> Vec<Prepared> {
    let metrics = fonts.metrics(Face::Reading);
    let style = ParagraphStyle::body();
    text.split('\n').map(|line| prepare(line, &word_breaks(line), &style, metrics)).collect()
}

#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "a fixture outside the project")]
fn fixture(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/typesetting");
    if !folder.is_dir() {
        eprintln!("skipped: no {name} at {}", folder.display());
        return None;
    }
    Some(std::fs::read_to_string(folder.join(name)).expect("the file is there"))
}

fn hard_text() -> Option<String> {
    fixture("input_torture.txt")
}

/// Shown characters with their pens, blanks left out.
fn shown(line: &Line) -> Vec<(char, f32)> {
    let cells = line.cells.iter().map(|cell| (cell.first_char(), cell.x_em));
    cells.filter(|(c, _)| !c.is_whitespace()).collect()
}

#[test]
fn no_width_brings_a_mark_to_a_wrong_edge_or_parts_a_pair() {
    let fonts = Fonts::new();
    let texts = [Some(bundled_article().document.text().to_owned()), hard_text()];
    let all: Vec<Prepared> = texts.into_iter().flatten().flat_map(|text| paragraphs(&text, &fonts)).collect();
    for quarter in 8 * 4..=60 * 4_u16 {
        let measure_em = f32::from(quarter) / 4.0;
        for paragraph in &all {
            for pair in set(paragraph, measure_em, Mode::Optimal).windows(2) {
                let (before, after) = (shown(&pair[0]), shown(&pair[1]));
                let (Some(&(last, _)), Some(&(first, _))) = (before.last(), after.first()) else { continue };
                assert!(!NO_START.contains(first), "{first} starts a line at {measure_em} em");
                assert!(!NO_END.contains(last), "{last} ends a line at {measure_em} em");
                // What stands between two lines of a number may be a blank of the source.
                let is_adjacent = pair[0].cells.last().is_some_and(|cell| cell.range.end() == pair[0].range.end());
                assert!(
                    pair[0].forced || !is_adjacent || !(last.is_ascii_digit() && first.is_ascii_digit()),
                    "a number is parted at {measure_em} em"
                );
            }
        }
    }
}

#[derive(Default)]
struct Figures {
    tracks: Vec<f32>,
    n_orphans: usize,
    n_breaks: usize,
    n_in_word: usize,
    n_stop_lines: usize,
    n_stops_squeezed: usize,
    n_out_of_order: usize,
    contrasts: Vec<f32>,
}

impl Figures {
    fn add(&mut self, text: &str, lines: &[Line]) {
        let words: BTreeSet<usize> = word_breaks(text).into_iter().collect();
        let mut squeeze_before = None;
        for (idx, line) in lines.iter().enumerate() {
            let cells = shown(line);
            let is_last = idx + 1 == lines.len();
            if is_last {
                let n_letters = cells.iter().filter(|(c, _)| !crate::text::is_cjk_mark(*c)).count();
                self.n_orphans += usize::from(idx > 0 && n_letters <= 1);
                continue;
            }
            self.n_breaks += 1;
            let next = lines.get(idx + 1).and_then(|next| next.cells.first());
            let are_han = cells.last().is_some_and(|&(c, _)| is_han(c)) && next.is_some_and(|c| is_han(c.first_char()));
            self.n_in_word += usize::from(are_han && !words.contains(&line.range.end()));
            self.add_line(&cells, &mut squeeze_before);
        }
    }

    fn add_line(&mut self, cells: &[(char, f32)], squeeze_before: &mut Option<f32>) {
        let (mut track, mut stops, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for pair in cells.windows(2) {
            let [(c, x), (d, next)] = *pair else { continue };
            let width = next - x;
            if is_han(c) && is_han(d) {
                track.push(width - 1.0);
            } else if is_han(d) && "。？！".contains(c) {
                stops.push(1.0 - width);
            } else if (is_han(d) && "，、；：”’」』）》〉】".contains(c)) || (is_han(c) && "“‘「『（《〈【".contains(d))
            {
                others.push(1.0 - width);
            }
        }
        if !track.is_empty() {
            track.sort_by(f32::total_cmp);
            let middle = track.len() / 2;
            self.tracks.push(f32::midpoint(track[middle], track[(track.len() - 1) / 2]));
        }
        if !stops.is_empty() {
            self.n_stop_lines += 1;
            self.n_stops_squeezed += usize::from(mean(&stops) > 0.05);
            let most = stops.iter().copied().fold(f32::MIN, f32::max);
            let least = others.iter().copied().fold(f32::MAX, f32::min);
            self.n_out_of_order += usize::from(!others.is_empty() && most > 0.03 && least < 0.45);
        }
        let marks: Vec<f32> = stops.into_iter().chain(others).collect();
        if !marks.is_empty() {
            let squeeze = mean(&marks);
            if let Some(before) = squeeze_before.replace(squeeze) {
                self.contrasts.push((squeeze - before).abs());
            }
        }
    }

    fn rms(&self) -> f32 {
        mean(&self.tracks.iter().map(|track| track * track).collect::<Vec<_>>()).sqrt()
    }

    fn share_over(&self, bound: f32) -> f32 {
        self.tracks.iter().filter(|track| track.abs() > bound).count() as f32 / self.tracks.len() as f32
    }
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

#[test]
fn the_article_is_set_within_every_bound_at_once() {
    let fonts = Fonts::new();
    let text = bundled_article().document.text().to_owned();
    let mut figures = Figures::default();
    for measure_em in [20.0, 24.0, 28.0, 33.3, 34.0, 40.0] {
        for (line, paragraph) in text.split('\n').zip(paragraphs(&text, &fonts)) {
            figures.add(line, &set(&paragraph, measure_em, Mode::Optimal));
        }
    }
    assert!(figures.tracks.len() > 500, "{} lines", figures.tracks.len());
    assert!(figures.rms() <= 0.008, "RMS {}", figures.rms());
    assert!(figures.share_over(0.03) <= 0.01, "over 3 %: {}", figures.share_over(0.03));
    assert_eq!(figures.n_orphans, 0);
    assert_eq!(figures.n_out_of_order, 0);
    assert!(figures.n_stops_squeezed * 20 <= figures.n_stop_lines, "{} stops", figures.n_stops_squeezed);
    let in_word = figures.n_in_word as f32 / figures.n_breaks as f32;
    assert!(in_word <= 0.42, "inside a word: {in_word}");
    assert!(mean(&figures.contrasts) <= 0.12, "contrast {}", mean(&figures.contrasts));
}

#[test]
fn the_hard_text_has_no_loose_line() {
    let Some(text) = hard_text() else { return };
    let fonts = Fonts::new();
    let mut figures = Figures::default();
    for (line, paragraph) in text.split('\n').zip(paragraphs(&text, &fonts)) {
        figures.add(line, &set(&paragraph, 28.0, Mode::Optimal));
    }
    assert!(figures.tracks.len() > 20, "{} lines", figures.tracks.len());
    assert!(figures.share_over(0.05) == 0.0, "over 5 %: {}", figures.share_over(0.05));
}

#[test]
fn the_browser_profile_cuts_as_chromium_does() {
    let Some(json) = fixture("lines_chromium-156_article_34em.json") else { return };
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let theirs = cuts(json["paragraphs"].as_array().expect("paragraphs").iter().map(|lines| {
        let lines = lines.as_array().expect("lines of a paragraph").iter();
        lines.map(|line| line.as_str().expect("a line").to_owned()).collect()
    }));
    let fonts = Fonts::new();
    let text = bundled_article().document.text().to_owned();
    let ours = cuts(paragraphs(&text, &fonts).iter().map(|paragraph| {
        let lines = set(paragraph, 34.0, Mode::Browser);
        lines.iter().map(|line| shown(line).iter().map(|&(c, _)| c).collect()).collect()
    }));
    let equal = ours.intersection(&theirs).count();
    assert!(equal * 100 >= theirs.len() * 95, "{equal} of {} cuts", theirs.len());
}

/// Paragraph and number of shown characters before each cut.
fn cuts(paragraphs: impl Iterator<Item = Vec<String>>) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    for (idx, lines) in paragraphs.enumerate() {
        let mut at = 0;
        for line in lines.iter().take(lines.len().saturating_sub(1)) {
            at += line.chars().filter(|c| !c.is_whitespace()).count();
            found.insert((idx, at));
        }
    }
    found
}
