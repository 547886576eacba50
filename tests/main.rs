//! The one integration-test binary.

mod cli;
mod tidy;
#[cfg(feature = "checks")]
mod window;
