//! The command line: opens the window or runs one command.

#[cfg(feature = "engine")]
mod cli;

use std::process::ExitCode;

#[cfg(feature = "engine")]
fn main() -> ExitCode {
    cli::run()
}

#[cfg(not(feature = "engine"))]
fn main() -> ExitCode {
    use std::io::Write as _;
    let message = "quandian: this build has no commands: build it with --features engine";
    // Nowhere is left to report a closed error stream to.
    writeln!(std::io::stderr(), "{message}").ok();
    ExitCode::FAILURE
}
