//! Commands: each prints JSON or writes a file; exit 0 on success, 1 with one clear sentence, 2 on wrong usage.

mod analyze;
mod annotate;
mod args;
mod bench;
mod bench_library;
mod compare;
mod concordance;
mod corpus;
mod document;
mod evaluate;
mod figures;
mod import_notes;
mod json;
mod library;
mod reanchor;
mod screenshot;
mod temporary;
mod train;
mod train_speakers;
mod tsv;
mod typeset;

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use quandian::store::Notice;
use quandian::ui::{self, WindowOptions};

use args::{Arguments, Command};

/// Why a command failed, in one sentence.
type Failure = Box<dyn std::error::Error>;

/// Runs what the command line asks for.
pub(crate) fn run() -> ExitCode {
    let started = Instant::now();
    let arguments = Arguments::read();
    match answer(arguments, started) {
        Ok(text) => print(&text),
        Err(failure) => {
            // Nowhere is left to report a closed error stream to.
            writeln!(io::stderr(), "quandian: {}", on_one_line(&failure.to_string())).ok();
            ExitCode::FAILURE
        }
    }
}

/// Says on the error stream what the library has lost or could not keep; the command goes on.
fn tell(notices: &[Notice]) {
    let is_loss = |notice: &&Notice| {
        matches!(notice, Notice::DamagedSetAside { .. } | Notice::RowsDamaged { .. } | Notice::SnapshotFailed { .. })
    };
    for notice in notices.iter().filter(is_loss) {
        writeln!(io::stderr(), "quandian: {}", on_one_line(&notice.to_string())).ok();
    }
}

/// `message` on one line, whatever a file it names is called.
fn on_one_line(message: &str) -> String {
    message.split(char::is_control).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `started`: when the program began.
fn answer(arguments: Arguments, started: Instant) -> Result<String, Failure> {
    let data_dir = arguments.data_dir.as_deref();
    let Some(command) = arguments.command else { return window(arguments) };
    match command {
        Command::Import { file, text } => document::import(&file, text),
        Command::Analyze(arguments) => analyze::analyze(&arguments, data_dir),
        Command::Concordance(arguments) => concordance::concordance(&arguments, data_dir),
        Command::Compare(arguments) => compare::compare(&arguments, data_dir),
        Command::Find { file, query, regex } => document::find(&file, &query, regex),
        Command::Export { file, format, output } => annotate::export(&file, data_dir, format, output.as_deref()),
        Command::Annotate { file, action } => annotate::annotate(&file, data_dir, action),
        Command::Library { action } => library::library(data_dir, action),
        Command::Typeset(arguments) => typeset::typeset(arguments),
        Command::Screenshot(arguments) => screenshot::run(&arguments, data_dir),
        Command::Bench(arguments) => bench::bench(&arguments, started),
        Command::Evaluate(arguments) => evaluate::evaluate(&arguments),
        Command::Train(arguments) => train::train(&arguments),
        Command::TrainSpeakers(arguments) => train_speakers::train(&arguments),
    }
}

/// Opens the window and waits until it is closed.
fn window(arguments: Arguments) -> Result<String, Failure> {
    let options = WindowOptions {
        file: arguments.file,
        data_dir: arguments.data_dir,
        language: arguments.language.map(screenshot::language),
        quit_after_frames: arguments.quit_after_frames,
    };
    ui::run(options)?;
    Ok(String::new())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line() {
        assert_eq!(on_one_line("There is no such file: a\nb\r\n\u{1B}[1m"), "There is no such file: a b [1m");
    }
}
