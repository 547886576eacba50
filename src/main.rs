//! The command line: opens the window or runs one command.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
