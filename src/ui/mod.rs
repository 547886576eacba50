//! The window: the only floor that knows egui.

mod actions;
mod app;
mod changed;
mod command;
mod context;
mod corrections;
mod dialogs;
mod failure;
mod find_bar;
mod fonts;
mod header;
mod locale;
mod note_on;
mod notice;
pub mod offline;
mod panels;
mod picture;
mod reader;
mod regions;
pub mod screenshot;
mod status;
#[cfg(test)]
mod tests;
mod toast;
mod tokens;
mod visit;
mod widgets;
mod window;

pub use locale::Language;
pub use window::{WindowOptions, run};

/// The present moment, for what is made or changed now.
fn now() -> crate::annotation::Timestamp {
    crate::annotation::Timestamp(jiff::Timestamp::now().as_microsecond())
}
