//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use quandian::annotation::{MarkColor, MarkStyle};

/// Close reading of Chinese: typesetting, entities, statistics, annotation.
#[derive(Debug, Parser)]
#[command(name = "quandian", version, about, disable_help_subcommand = true)]
pub(super) struct Arguments {
    /// Folder of the library and settings [default: QUANDIAN_DATA_DIR, else the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a document: {title, metadata, sha256, n_chars, warnings, outline, paragraphs}
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

fn style(name: &str) -> Result<MarkStyle, String> {
    name.parse().map_err(|_unknown| "one of fill, underline, wavy, dots, circles".to_owned())
}

fn color(name: &str) -> Result<MarkColor, String> {
    name.parse().map_err(|_unknown| "one of vermilion, gamboge, malachite, indigo, ochre, rouge, lilac, ink".to_owned())
}
