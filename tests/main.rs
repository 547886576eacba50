//! The one integration-test binary.

mod cli;
mod notes;
mod tidy;
mod window;
