//! What was not as it should be in the file of the settings.

use std::fmt;

/// Something in the settings that was passed over; [`fmt::Display`] words it in English, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsWarning {
    /// The file is there and could not be read.
    Unreadable { reason: String },
    /// The file is no TOML.
    NotToml { reason: String },
    /// A line that is no TOML was left out.
    Line { line: String },
    /// A value that the setting cannot have; it has its usual one.
    Value { setting: String, value: String },
    /// Nothing is called so.
    Unknown { setting: String },
    /// A number was brought into its range.
    OutOfRange,
}

impl SettingsWarning {
    /// Stable key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "settings.unreadable",
            Self::NotToml { .. } => "settings.not_toml",
            Self::Line { .. } => "settings.line",
            Self::Value { .. } => "settings.value",
            Self::Unknown { .. } => "settings.unknown",
            Self::OutOfRange => "settings.out_of_range",
        }
    }

    /// What fills the message's places, by name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable { reason } | Self::NotToml { reason } => vec![("reason", reason.clone())],
            Self::Line { line } => vec![("line", line.clone())],
            Self::Value { setting, value } => vec![("setting", setting.clone()), ("value", value.clone())],
            Self::Unknown { setting } => vec![("setting", setting.clone())],
            Self::OutOfRange => Vec::new(),
        }
    }
}

impl fmt::Display for SettingsWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { reason } => write!(f, "The settings could not be read. {reason}"),
            Self::NotToml { reason } => write!(f, "The settings are not TOML: {reason}."),
            Self::Line { line } => write!(f, "A line of the settings cannot be read: {line}"),
            Self::Value { setting, value } => write!(f, "The setting {setting} cannot be {value}."),
            Self::Unknown { setting } => write!(f, "There is no setting named {setting}."),
            Self::OutOfRange => f.write_str("A setting lay outside its range and was brought into it."),
        }
    }
}
