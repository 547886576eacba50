//! Commands: each prints JSON or writes a file; exit 0 on success, 1 with one clear sentence, 2 on wrong usage.

mod analyze;
mod annotate;
mod args;
mod document;
mod json;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};

/// Why a command failed, in one sentence.
type Failure = Box<dyn std::error::Error>;

/// Runs what the command line asks for.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match answer(arguments) {
        Ok(text) => print(&text),
        Err(failure) => {
            // Nowhere is left to report a closed error stream to.
            writeln!(io::stderr(), "quandian: {failure}").ok();
            ExitCode::FAILURE
        }
    }
}

fn answer(arguments: Arguments) -> Result<String, Failure> {
    let data_dir = arguments.data_dir.as_deref();
    match arguments.command {
        Command::Import { file, text } => document::import(&file, text),
        Command::Analyze { file, only } => analyze::analyze(&file, only, data_dir),
        Command::Find { file, query, regex } => document::find(&file, &query, regex),
        Command::Export { file, format, output } => annotate::export(&file, data_dir, format, output.as_deref()),
        Command::Annotate { file, action } => annotate::annotate(&file, data_dir, action),
    }
}

fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        // A reader that has seen enough (`| head`) is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            writeln!(io::stderr(), "quandian: could not write the answer: {error}").ok();
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
