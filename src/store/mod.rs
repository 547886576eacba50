//! The only database and the only disk: the library of annotations, its snapshots, settings, and files.

mod check;
mod checksum;
mod data_dir;
mod error;
pub mod files;
mod handover;
mod history;
mod keeper;
mod layout;
mod library;
mod load;
mod lock;
mod memory;
mod notice;
mod open;
mod record;
mod repair;
mod rows;
mod salvage;
mod schema;
pub mod settings;
mod settings_file;
mod settings_warning;
mod snapshot;
#[cfg(test)]
mod tests;
mod upkeep;
mod writer;

pub use check::Check;
pub use data_dir::DataDir;
pub use error::StoreError;
pub use files::FileError;
pub use handover::{Door, hand_over};
pub use library::{Library, Origin};
pub use load::{DamagedRow, Reading};
pub use memory::RecentDocument;
pub use notice::{MissingPart, Notice};
pub use open::Opened;
pub use settings::Settings;
pub use settings_file::{read_settings, update_settings, write_settings};
pub use settings_warning::SettingsWarning;
pub use snapshot::{Snapshot, SnapshotKind};
pub use writer::{EditNumber, WriteFailure};
