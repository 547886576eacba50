//! What can be said on the command line.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use quandian::annotation::{MarkColor, MarkStyle};
use quandian::ui::screenshot::PanelName;

use super::analyze::{self, AnalyzeArguments};
use super::compare::{self, CompareArguments};
use super::concordance::{self, ConcordanceArguments};
use super::evaluate::{self, EvaluateArguments};
use super::figures;
use super::library::{self, LibraryAction};
use super::train::{self, TrainArguments};
use super::train_speakers::{self, TrainSpeakersArguments};

// What commands print, behind their help. Lines are broken here: clap does not.
macro_rules! with_offsets {
    ($keys:literal) => {
        concat!(
            $keys,
            "\n\nOffsets count code points of the canonical text from 0: start is the first, end the\n\
             one after the last."
        )
    };
}

const IMPORT: &str = with_offsets!(
    "Prints a JSON object:
  title       the document's own, or null
  metadata    title, authors, editors, publication, published, page, accessed,
              source_id, url; null or empty where the document does not say
  sha256      of the canonical text
  n_chars     its length in code points
  warnings    what could not be kept, one sentence each
  outline     headings: level, text, start, end
  paragraphs  all blocks in order: kind, start, end"
);
const FIND: &str = with_offsets!("Prints a JSON array of what is found: start, end, text.");
const EXPORT: &str = "Prints the notes; with --output it prints a JSON object: output (the path),\n\
                      n_annotations. The file is replaced as a whole or not at all.";
const ANNOTATE: &str = with_offsets!(
    "The file stands for its canonical text, wherever it lies.

add, link, remove, undo and redo print the annotation as a JSON object, list an
array of them by start:
  id                 a UUID
  ranges             start, end of each
  exact              the text marked
  style, color       how it is drawn
  note               Markdown
  tags               nested by /
  created, modified  RFC 3339, UTC
  about              paragraph, or type, name of the entity it is about; where it is
                     about words or the whole document, it is not there
  links              annotation (an id) or entity (type, name) of each; not there
                     where there are none"
);
const IMPORT_NOTES: &str = with_offsets!(
    "What is sure of its place becomes an annotation, all of them one change, which
undo takes back; the same file again adds nothing. Content tells the format.

Prints a JSON object:
  format     w3c, hypothesis, readwise, kindle, zotero or calibre
  n_read     notes in the file
  matched    id, start, end, score of each annotation made; no place where a note
             is on the whole document
  in_doubt   quote, note, title, start, end, score: the best place, not taken
  unmatched  quote, note, title
  already    how many were brought before or stand in the file twice

score is 1 - edit distance/length of the quotation, width, blanks and script
variants folded."
);
const REANCHOR: &str = with_offsets!(
    "Prints a JSON array, by start in the old text:
  id          a UUID
  status      kept, moved, review (only a suggestion) or orphan (not found)
  start, end  of the place in the new text; null of an orphan and of a note on the
              whole document
  score       1 - edit distance/length of the quotation there, folded; 0 of an orphan

Nothing is changed without --apply. With it, kept and moved annotations stand in
the new text; the others go along without a place, to be reviewed in the window."
);
const TYPESET: &str = with_offsets!(
    "Prints a JSON object: measure_em and paragraphs (start, end, lines). A line has
  start, end, text  what stands on it, as displayed
  forced            whether it is broken where it should not be, for want of room
  glyphs            c, start, x_em, cell_x_em, advance_em
  right_em          right edge of the last cell

Positions are in em of the body size from the left edge of the column, before
they are snapped to pixels: x_em is the pen origin of the unsqueezed glyph,
cell_x_em and advance_em the cell it occupies.

Of vertical lines they are along the line, from its top: x_em is the top of an
upright glyph's em and the pen of a letter on its side, right_em the line's
lower end. Two or three digits set across a line are one glyph."
);
const SCREENSHOT: &str = "Needs no display. Prints a JSON object: output (the path), width, height in\n\
                          pixels. Without --data-dir: the settings and library of a new reader.";
const BENCH: &str = "Prints a JSON object with a block for each text, article and million:
  first_frame_ms         from the start of the process to the first painted frame
  open_ms                reading the file and finding its blocks
  analyze_ms             the analysis in the background
  typeset_chars_per_s    setting all blocks
  relayout_chars_per_s   setting them again at another width
  scroll_frame_ms        p50, p99
  memory_mb              resident
and beside them:
  reanchor_ms            1,000 annotations on 100,000 characters brought to another
                         version of the text
  library                of 100,000 annotations: list_ms, one_ms (those on one
                         document), search_ms, start_ms";

/// Close reading of Chinese: typesetting, entities, statistics, annotation.
#[derive(Debug, Parser)]
#[command(name = "quandian", version, about, disable_help_subcommand = true)]
#[command(args_conflicts_with_subcommands = false, subcommand_precedence_over_arg = true)]
pub(super) struct Arguments {
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help = "Folder of the library and settings [default: QUANDIAN_DATA_DIR, else the\nplatform's data folder]"
    )]
    pub(super) data_dir: Option<PathBuf>,
    /// The document to open in the window [default: the bundled article]
    pub(super) file: Option<PathBuf>,
    /// Language of the window [default: as its settings say]
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) language: Option<LanguageName>,
    /// Quit after painting so many frames: for tests of the real window
    #[arg(long, hide = true, value_name = "N")]
    pub(super) quit_after_frames: Option<u64>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

impl Arguments {
    /// What was said; on wrong usage this tells so and exits with 2.
    pub(super) fn read() -> Self {
        let arguments = Self::parse();
        if arguments.command.is_some() && arguments.file.is_some() {
            let told = "a file stands behind the command it is for, not before it";
            Self::command().error(ErrorKind::ArgumentConflict, told).exit();
        }
        arguments
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a document and print its facts, outline and paragraphs
    #[command(after_help = IMPORT)]
    Import {
        /// UTF-8 text, or Markdown where the name ends in .md
        file: PathBuf,
        /// Print the canonical text alone
        #[arg(long)]
        text: bool,
    },
    /// Find entities, quotations, expressions of time and amount, words, figures
    #[command(after_help = analyze::KEYS, after_long_help = figures::help(analyze::KEYS, figures::ALL))]
    Analyze(AnalyzeArguments),
    /// Print every place of a word, phrase, pattern or entity with its surroundings
    #[command(after_help = concordance::KEYS, after_long_help = figures::help(concordance::KEYS, figures::ASSOCIATION))]
    Concordance(ConcordanceArguments),
    /// Set the figures and words of two or more documents side by side
    #[command(after_help = compare::KEYS, after_long_help = figures::help(compare::KEYS, figures::ALL))]
    Compare(CompareArguments),
    /// Find words, folding width, case, simplified and traditional characters
    #[command(after_help = FIND)]
    Find {
        /// UTF-8 text, or Markdown where the name ends in .md
        file: PathBuf,
        /// What to look for
        #[arg(long, value_name = "Q", allow_hyphen_values = true)]
        query: String,
        /// The query is a regular expression
        #[arg(long)]
        regex: bool,
    },
    /// Write the notes on a document as Markdown or W3C Web Annotations
    #[command(after_help = EXPORT)]
    Export {
        /// The document; its annotations are those made on its canonical text
        file: PathBuf,
        /// What the notes are written as
        #[arg(long)]
        format: Format,
        /// Write to this file instead of standard output
        #[arg(long, value_name = "PATH")]
        output: Option<PathBuf>,
    },
    /// Mark a document, list its marks, take changes back
    #[command(after_help = ANNOTATE)]
    Annotate {
        /// The document
        file: PathBuf,
        #[command(subcommand)]
        action: AnnotateAction,
    },
    /// Look into the library, check it, make and restore snapshots
    #[command(after_help = library::KEYS)]
    Library {
        #[command(subcommand)]
        action: LibraryAction,
    },
    /// Set a document in lines as the reading pane does
    #[command(after_help = TYPESET)]
    Typeset(TypesetArguments),
    /// Paint the window into a PNG file
    #[command(after_help = SCREENSHOT)]
    Screenshot(ScreenshotArguments),
    /// Measure speed and memory, on the bundled article and on a million characters
    #[command(after_help = BENCH)]
    Bench(BenchArguments),
    /// Score the analysis on labelled data
    #[command(after_long_help = evaluate::KEYS)]
    Evaluate(EvaluateArguments),
    /// Rebuild the model of words and names from labelled data
    #[command(hide = true, after_long_help = train::KEYS)]
    Train(TrainArguments),
    /// Rebuild the model that tells who speaks in a dialogue
    #[command(name = "train-speakers", hide = true, after_help = train_speakers::KEYS)]
    TrainSpeakers(TrainSpeakersArguments),
}

#[derive(Debug, Args)]
pub(super) struct TypesetArguments {
    /// UTF-8 text, or Markdown where the name ends in .md
    pub(super) file: PathBuf,
    /// Width of the column, in em of the body size; decimals are taken
    #[arg(long, value_name = "EM", value_parser = measure)]
    pub(super) measure: f64,
    /// Body size in pixels; positions, in em of it, are the same at every size
    #[arg(long, value_name = "PX", default_value = "18", value_parser = size_px)]
    pub(super) size: f32,
    /// How lines are broken
    #[arg(long, default_value = "optimal")]
    pub(super) mode: Breaking,
    /// How strictly marks are kept from line edges
    #[arg(long, default_value = "strict")]
    pub(super) level: Strictness,
    /// Installed font family of the body [default: the bundled serif]
    #[arg(long, value_name = "NAME")]
    pub(super) font: Option<String>,
    /// Set every line of the file as a paragraph of the body
    #[arg(long)]
    pub(super) plain: bool,
    /// Set vertical lines, as long as the measure says
    #[arg(long)]
    pub(super) vertical: bool,
    /// Show “” as 『』 and ‘’ as 「」 in vertical lines
    #[arg(long, requires = "vertical")]
    pub(super) quotes: bool,
}

#[derive(Debug, Args)]
pub(super) struct ScreenshotArguments {
    /// The document to show [default: the bundled article]
    pub(super) file: Option<PathBuf>,
    /// Where the picture is written
    #[arg(long, value_name = "PNG")]
    pub(super) output: PathBuf,
    /// Width and height of the window, in points
    #[arg(long, value_name = "WxH", default_value = "1440x900", value_parser = size)]
    pub(super) size: (u32, u32),
    /// Pixels to a point
    #[arg(long, value_name = "N", default_value = "1", value_parser = scale)]
    pub(super) scale: f32,
    /// Colours of the window [default: as the settings say]
    #[arg(long)]
    pub(super) theme: Option<ThemeName>,
    /// Set the page in vertical lines [default: as the settings say]
    #[arg(long)]
    pub(super) vertical: bool,
    #[arg(
        long,
        value_name = "NAME",
        value_parser = panel,
        help = "Show this panel, dialog or bar: outline, library, annotations, entities,\nstatistics, inspector, settings, export, help, palette, find"
    )]
    pub(super) panel: Option<PanelName>,
    /// Language of the interface [default: as the settings say]
    #[arg(long)]
    pub(super) language: Option<LanguageName>,
    /// Bring this code point into view
    #[arg(long, value_name = "OFFSET")]
    pub(super) scroll_to: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct BenchArguments {
    /// Measure this text alone, in this process
    #[arg(long)]
    pub(super) block: Option<Block>,
    /// Where the text lies already
    #[arg(long, hide = true, value_name = "PATH", requires = "block")]
    pub(super) text: Option<PathBuf>,
    /// When this process was asked for, in nanoseconds since 1970
    #[arg(long, hide = true, value_name = "NANOSECONDS", requires = "block")]
    pub(super) spawned: Option<u64>,
}

/// What an annotation is on: a stretch of the text, or what the switches name.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(super) struct Place {
    /// First code point
    #[arg(long, requires = "end")]
    pub(super) start: Option<usize>,
    /// The code point after the last
    #[arg(long, requires = "start")]
    pub(super) end: Option<usize>,
    /// The whole document
    #[arg(long, conflicts_with_all = ["start", "end"])]
    pub(super) document: bool,
    /// The paragraph of this number
    #[arg(long, value_name = "N", conflicts_with_all = ["start", "end", "document"])]
    pub(super) paragraph: Option<u32>,
    /// The entity of this name, wherever the text mentions it
    #[arg(long, value_name = "NAME", conflicts_with_all = ["start", "end", "document", "paragraph"])]
    pub(super) entity: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum AnnotateAction {
    /// Mark a stretch of the text and print the annotation
    Add {
        #[command(flatten)]
        place: Place,
        /// How it is drawn: fill, underline, wavy, dots, circles
        #[arg(long, default_value = "fill", value_parser = style)]
        style: MarkStyle,
        #[arg(
            long,
            value_name = "NAME",
            default_value = "gamboge",
            value_parser = color,
            help = "vermilion, gamboge, malachite, indigo, ochre, rouge, lilac or ink"
        )]
        color: MarkColor,
        /// What to say about it, in Markdown
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
        note: String,
        /// A tag, nested by /; may be given more than once
        #[arg(long = "tag", value_name = "TAG")]
        tags: Vec<String>,
    },
    /// Link an annotation to others and to entities, and print it
    Link {
        /// Its id, as list prints it
        id: String,
        /// The id of another annotation; may be given more than once
        #[arg(long = "to", value_name = "ID")]
        to: Vec<String>,
        /// The name of an entity in the text; may be given more than once
        #[arg(long = "entity", value_name = "NAME")]
        entities: Vec<String>,
        /// Take the links away instead
        #[arg(long)]
        remove: bool,
    },
    /// Print all annotations on the document, by start
    List,
    /// Remove an annotation and print it
    Remove {
        /// Its id, as list prints it
        id: String,
    },
    /// Take the library's last change back and print the annotation it concerns
    Undo,
    /// Do again what was taken back last and print the annotation it concerns
    Redo,
    /// Bring notes made elsewhere, found by their quotations
    #[command(after_help = IMPORT_NOTES)]
    Import {
        #[arg(help = "W3C or Hypothesis JSON, Readwise CSV, My Clippings.txt, Zotero JSON or\nMarkdown, calibre JSON")]
        notes: PathBuf,
    },
    /// Find the annotations again in another version of the text
    #[command(after_help = REANCHOR)]
    Reanchor {
        /// The other version; offsets printed are in its canonical text
        new: PathBuf,
        /// Bring the annotations to it, as one change that undo takes back
        #[arg(long)]
        apply: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    Entities,
    Quotations,
    Expressions,
    Tokens,
    Statistics,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Markdown,
    Jsonld,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Breaking {
    /// The best breaks of the whole paragraph
    Optimal,
    /// Line by line
    Greedy,
    /// As Chromium sets, to compare with
    Browser,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Strictness {
    Strict,
    Gb,
    Basic,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ThemeName {
    Paper,
    Plain,
    Sepia,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LanguageName {
    Zh,
    En,
}

/// A text that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Block {
    Article,
    Million,
}

fn style(name: &str) -> Result<MarkStyle, String> {
    name.parse().map_err(|_unknown| "one of fill, underline, wavy, dots, circles".to_owned())
}

fn color(name: &str) -> Result<MarkColor, String> {
    name.parse().map_err(|_unknown| "one of vermilion, gamboge, malachite, indigo, ochre, rouge, lilac, ink".to_owned())
}

fn measure(text: &str) -> Result<f64, String> {
    number_within(text, 1.0, 250.0)
}

fn size_px(text: &str) -> Result<f32, String> {
    number_within(text, 4.0, 256.0).map(|size| size as f32)
}

fn number_within(text: &str, least: f64, most: f64) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("a number from {least} to {most}"))
}

fn scale(text: &str) -> Result<f32, String> {
    number_within(text, 0.25, 8.0).map(|scale| scale as f32)
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides.ok_or_else(|| "width and height in points, such as 1440x900".to_owned())
}

fn panel(name: &str) -> Result<PanelName, String> {
    name.parse().map_err(|_unknown| {
        "one of outline, library, annotations, entities, statistics, inspector, settings, export, help, palette, find"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_has_no_markup() {
        fn check(command: &clap::Command) {
            let help = command.clone().render_long_help().to_string();
            assert!(!help.contains('`'), "{help}");
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.contains(['{', '\n']) && about.len() <= 80, "{about}");
            command.get_subcommands().filter(|command| !command.is_hide_set()).for_each(check);
        }
        check(&Arguments::command());
    }

    #[test]
    fn sizes_are_two_numbers() {
        assert_eq!(size("1440x900"), Ok((1440, 900)));
        assert!(size("1440").is_err());
        assert!(size("1440x-900").is_err());
        assert!(measure("33.5").is_ok_and(|measure| (measure - 33.5).abs() < 1e-9));
        assert!(measure("NaN").is_err());
        assert!(scale("0").is_err() && scale("2").is_ok());
        assert_eq!(panel("palette"), Ok(PanelName::Palette));
    }
}
