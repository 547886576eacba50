//! The one integration-test binary.

mod cli;
mod tidy;
mod window;
