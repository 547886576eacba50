//! What can be said on the command line.

use std::path::PathBuf;

use clap::Args;
use clap::{Parser, Subcommand, ValueEnum};
use quandian::annotation::{MarkColor, MarkStyle};
use quandian::ui::screenshot::PanelName;

/// Close reading of Chinese: typesetting, entities, statistics, annotation.
#[derive(Debug, Parser)]
#[command(name = "quandian", version, about, disable_help_subcommand = true)]
#[command(args_conflicts_with_subcommands = false, subcommand_precedence_over_arg = true)]
pub(super) struct Arguments {
    /// Folder of the library and settings [default: `QUANDIAN_DATA_DIR`, else the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
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

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a document: {title, metadata, sha256, `n_chars`, warnings, outline, paragraphs}
    Import {
        file: PathBuf,
        /// Print the canonical text alone
        #[arg(long)]
        text: bool,
    },
    /// Analyse a document: {entities, quotations, expressions, tokens, statistics}
    Analyze {
        file: PathBuf,
        /// Print the object with this key alone
        #[arg(long)]
        only: Option<Part>,
    },
    /// Find words, folding width, case, simplified and traditional: [{start, end, text}]
    Find {
        file: PathBuf,
        #[arg(long, value_name = "Q")]
        query: String,
        /// The query is a regular expression
        #[arg(long)]
        regex: bool,
    },
    /// Write the notes on a document
    Export {
        file: PathBuf,
        #[arg(long)]
        format: Format,
        /// Write to this file instead of standard output
        #[arg(long, value_name = "PATH")]
        output: Option<PathBuf>,
    },
    /// Mark a document; the file stands for its canonical text
    Annotate {
        file: PathBuf,
        #[command(subcommand)]
        action: AnnotateAction,
    },
    /// Set a document in lines as the reading pane does: {`measure_em`, paragraphs}, positions in em of the body size
    Typeset(TypesetArguments),
    /// Paint the window into a PNG file, without a display: {output, width, height}
    Screenshot(ScreenshotArguments),
    /// Measure speed and memory, on the bundled article and on a million characters made of it: {article, million}
    Bench(BenchArguments),
}

#[derive(Debug, Args)]
pub(super) struct TypesetArguments {
    pub(super) file: PathBuf,
    /// Width of the column, in em of the body size
    #[arg(long, value_name = "EM", value_parser = measure)]
    pub(super) measure: f64,
    /// Body size; positions are in em, before they are snapped to pixels, and the same at every size
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
}

#[derive(Debug, Args)]
pub(super) struct ScreenshotArguments {
    /// The document to show [default: the bundled article]
    pub(super) file: Option<PathBuf>,
    #[arg(long, value_name = "PNG")]
    pub(super) output: PathBuf,
    /// Width and height of the window, in points
    #[arg(long, value_name = "WxH", default_value = "1440x900", value_parser = size)]
    pub(super) size: (u32, u32),
    /// Pixels to a point
    #[arg(long, value_name = "N", default_value = "1")]
    pub(super) scale: f32,
    /// [default: as the settings say]
    #[arg(long)]
    pub(super) theme: Option<ThemeName>,
    /// Show this panel, dialog or bar: outline, library, annotations, entities, statistics, inspector, settings,
    /// export, help, palette, find
    #[arg(long, value_name = "NAME", value_parser = panel)]
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

#[derive(Debug, Subcommand)]
pub(super) enum AnnotateAction {
    /// Mark code points START..END; prints the annotation
    Add {
        #[arg(long)]
        start: usize,
        #[arg(long)]
        end: usize,
        #[arg(long, default_value = "fill", value_parser = style)]
        style: MarkStyle,
        #[arg(long, value_name = "NAME", default_value = "gamboge", value_parser = color)]
        color: MarkColor,
        /// Markdown
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// May be given more than once; nested by /
        #[arg(long = "tag", value_name = "TAG")]
        tags: Vec<String>,
    },
    /// All annotations by start
    List,
    /// Remove one; prints it
    Remove { id: String },
    /// Take the last change back; prints the annotation it concerns
    Undo,
    /// Do again what was taken back
    Redo,
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

#[cfg(all(test, feature = "checks"))]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn sizes_are_two_numbers() {
        assert_eq!(size("1440x900"), Ok((1440, 900)));
        assert!(size("1440").is_err());
        assert!(size("1440x-900").is_err());
        assert!(measure("33.5").is_ok_and(|measure| (measure - 33.5).abs() < 1e-9));
        assert!(measure("NaN").is_err());
        assert_eq!(panel("palette"), Ok(PanelName::Palette));
    }
}
