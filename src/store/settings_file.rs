//! `settings.toml`: read value by value, so that one that is damaged costs only itself; never fatal.

use std::str::FromStr;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::settings::{EntityLines, LastMark, Panels, Settings, StopWordEdits, WindowPlace};
use super::{DataDir, FileError, SettingsWarning, files};

/// Most lines that are left out; a file with more of them is no settings file, and to try line by line would take long.
const MOST_BAD_LINES: usize = 20;

const HEAD: &str = "# Quandian's settings. What cannot be read is replaced by the usual value, line by line.\n\n";

/// The settings kept in the folder, and a word for each that could not be read and has its usual value instead.
pub fn read_settings(dir: &DataDir) -> (Settings, Vec<SettingsWarning>) {
    match files::read_own_text(&dir.settings()) {
        Ok(Some(text)) => parse(&text),
        Ok(None) => (Settings::default(), Vec::new()),
        Err(error) => (Settings::default(), vec![SettingsWarning::Unreadable { reason: error.to_string() }]),
    }
}

/// Replaces the settings kept in the folder, all or nothing.
pub fn write_settings(dir: &DataDir, settings: &Settings) -> Result<(), FileError> {
    // Tables of plain values only: cannot fail to be written.
    let text = toml::to_string(&settings.clone().clamped()).unwrap_or_default();
    files::write_atomically(&dir.settings(), (HEAD.to_owned() + &text).as_bytes())
}

/// Keeps what was changed from `before`, as the settings were read or written last, to `now`. The rest stays as it stands
/// in the folder: another window may have changed it since.
pub fn update_settings(dir: &DataDir, before: &Settings, now: &Settings) -> Result<(), FileError> {
    let there = files::read_own_text(&dir.settings()).ok().flatten().map(|text| parse(&text));
    match there {
        Some((there, warnings)) if warnings.is_empty() => write_settings(dir, &now.beside(before, there)),
        // Gone or damaged: what is in memory is better.
        _ => write_settings(dir, now),
    }
}

fn parse(text: &str) -> (Settings, Vec<SettingsWarning>) {
    let mut warnings = Vec::new();
    let mut root = Section { name: "", table: readable_table(text, &mut warnings), warnings: &mut warnings };
    let usual = Settings::default();
    let read = Settings {
        theme: root.take("theme", usual.theme),
        language: root.take("language", usual.language),
        font_family: root.take("font_family", usual.font_family),
        size_px: root.take("size_px", usual.size_px),
        leading: root.take("leading", usual.leading),
        measure_em: root.take("measure_em", usual.measure_em),
        level: root.take("level", usual.level),
        writing: root.take("writing", usual.writing),
        vertical_quotes: root.take("vertical_quotes", usual.vertical_quotes),
        single_key_shortcuts: root.take("single_key_shortcuts", usual.single_key_shortcuts),
        is_hint_seen: root.take("is_hint_seen", usual.is_hint_seen),
        last_mark: root.section("last_mark", read_last_mark).unwrap_or(usual.last_mark),
        panels: root.section("panels", read_panels).unwrap_or(usual.panels),
        entity_lines: root.section("entity_lines", read_entity_lines).unwrap_or(usual.entity_lines),
        stop_words: root.section("stop_words", read_stop_words).unwrap_or(usual.stop_words),
        window: root.section("window", read_window),
    };
    root.finish();
    let settings = read.clone().clamped();
    if settings != read {
        warnings.push(SettingsWarning::OutOfRange);
    }
    (settings, warnings)
}

fn read_last_mark(section: &mut Section<'_>) -> LastMark {
    LastMark { style: section.take_named("style"), color: section.take_named("color") }
}

fn read_panels(section: &mut Section<'_>) -> Panels {
    let usual = Panels::default();
    Panels {
        left_open: section.take("left_open", usual.left_open),
        right_open: section.take("right_open", usual.right_open),
        left_width: section.take("left_width", usual.left_width),
        right_width: section.take("right_width", usual.right_width),
        left_tab: section.take("left_tab", usual.left_tab),
        right_tab: section.take("right_tab", usual.right_tab),
    }
}

fn read_entity_lines(section: &mut Section<'_>) -> EntityLines {
    let usual = EntityLines::default();
    EntityLines {
        is_shown: section.take("is_shown", usual.is_shown),
        hidden_types: section.take("hidden_types", usual.hidden_types),
    }
}

fn read_stop_words(section: &mut Section<'_>) -> StopWordEdits {
    let usual = StopWordEdits::default();
    StopWordEdits { added: section.take("added", usual.added), removed: section.take("removed", usual.removed) }
}

fn read_window(section: &mut Section<'_>) -> WindowPlace {
    let usual = WindowPlace::default();
    WindowPlace {
        width: section.take("width", usual.width),
        height: section.take("height", usual.height),
        is_maximized: section.take("is_maximized", usual.is_maximized),
    }
}

/// The text as a table, without the lines that are no TOML.
fn readable_table(text: &str, warnings: &mut Vec<SettingsWarning>) -> Table {
    let not_toml = |error: &toml::de::Error| SettingsWarning::NotToml { reason: error.message().to_owned() };
    let mut text = text.to_owned();
    loop {
        let error = match text.parse::<Table>() {
            Ok(table) => return table,
            Err(error) if warnings.len() >= MOST_BAD_LINES => {
                warnings.push(not_toml(&error));
                return Table::new();
            }
            Err(error) => error,
        };
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_end| line_end + 1);
        let end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |line_end| at + line_end + 1);
        let line = text.get(start..end).unwrap_or_default().trim();
        if start >= end || line.is_empty() {
            warnings.push(not_toml(&error));
            return Table::new();
        }
        warnings.push(SettingsWarning::Line { line: line.to_owned() });
        text.replace_range(start..end, "");
    }
}

/// One table of the file, from which values are taken until only unknown ones are left.
struct Section<'a> {
    name: &'a str,
    table: Table,
    warnings: &'a mut Vec<SettingsWarning>,
}

impl Section<'_> {
    fn take<T: DeserializeOwned>(&mut self, key: &str, usual: T) -> T {
        let Some(value) = self.table.remove(key) else { return usual };
        let shown = value.to_string();
        value.try_into().unwrap_or_else(|_| {
            self.warn(key, shown);
            usual
        })
    }

    /// A value that is written by its name.
    fn take_named<T: FromStr + Default>(&mut self, key: &str) -> T {
        let Some(value) = self.table.remove(key) else { return T::default() };
        value.as_str().and_then(|name| name.parse().ok()).unwrap_or_else(|| {
            self.warn(key, value.to_string());
            T::default()
        })
    }

    /// The setting `key` cannot be `value`.
    fn warn(&mut self, key: &str, value: String) {
        self.warnings.push(SettingsWarning::Value { setting: format!("{}{key}", self.prefix()), value });
    }

    fn section<T>(&mut self, name: &str, read: impl FnOnce(&mut Section<'_>) -> T) -> Option<T> {
        let table = match self.table.remove(name)? {
            Value::Table(table) => table,
            other => {
                self.warn(name, other.to_string());
                return None;
            }
        };
        let mut section = Section { name, table, warnings: self.warnings };
        let value = read(&mut section);
        section.finish();
        Some(value)
    }

    /// A setting of a later version, or one that was misspelt, is named and otherwise ignored.
    fn finish(self) {
        let prefix = self.prefix();
        let unknown = self.table.keys().map(|key| SettingsWarning::Unknown { setting: format!("{prefix}{key}") });
        self.warnings.extend(unknown);
    }

    fn prefix(&self) -> String {
        if self.name.is_empty() { String::new() } else { format!("{}.", self.name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{MarkColor, MarkStyle};
    use crate::store::settings::{LeftTab, Theme, WritingMode};
    use proptest::prelude::*;

    fn folder() -> (tempfile::TempDir, DataDir) {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::resolve(Some(folder.path())).unwrap();
        (folder, dir)
    }

    #[test]
    fn settings_come_back_as_written() {
        let (_folder, dir) = folder();
        assert_eq!(read_settings(&dir), (Settings::default(), Vec::new()));
        let mut settings = Settings { theme: Theme::Dark, leading: 1.9, measure_em: 28, ..Settings::default() };
        settings.writing = WritingMode::Vertical;
        settings.vertical_quotes = false;
        settings.font_family = Some("霞鹜文楷".to_owned());
        settings.last_mark = LastMark { style: MarkStyle::Wavy, color: MarkColor::Malachite };
        settings.panels.left_tab = LeftTab::Annotations;
        settings.entity_lines.hidden_types.insert("ORG".to_owned());
        settings.window = Some(WindowPlace::default());
        write_settings(&dir, &settings).unwrap();
        assert_eq!(read_settings(&dir), (settings, Vec::new()));
    }

    #[test]
    fn one_damaged_value_costs_only_itself() {
        let text =
            "theme = \"neon\"\nsize_px = 24\nfuture = 1\n%%%\n[panels]\nleft_width = \"wide\"\nleft_open = false\n";
        let (settings, warnings) = parse(text);
        let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!((settings.theme, settings.size_px, settings.panels.left_open), (Theme::Paper, 24.0, false));
        assert_eq!(
            warnings,
            [
                "A line of the settings cannot be read: %%%",
                "The setting theme cannot be \"neon\".",
                "The setting panels.left_width cannot be \"wide\".",
                "There is no setting named future.",
            ]
        );
    }

    #[test]
    fn numbers_are_brought_into_their_range() {
        let (settings, warnings) = parse("size_px = 4000\nleading = nan\nmeasure_em = 3\n");
        assert_eq!((settings.size_px, settings.leading, settings.measure_em), (64.0, 1.78, 8));
        assert!(!warnings.is_empty());
    }

    #[test]
    fn a_file_of_another_kind_does_not_take_long() {
        let (settings, warnings) = parse(&"这不是设置\n".repeat(20_000));
        assert_eq!(settings, Settings::default());
        assert_eq!(warnings.len(), MOST_BAD_LINES + 1);
    }

    #[test]
    fn what_another_window_changed_stays() {
        let (_folder, dir) = folder();
        let start = Settings::default();
        write_settings(&dir, &start).unwrap();
        let first = Settings { theme: Theme::Dark, ..start.clone() };
        update_settings(&dir, &start, &first).unwrap();
        let second = Settings { measure_em: 28, ..start.clone() };
        update_settings(&dir, &start, &second).unwrap();
        let both = Settings { theme: Theme::Dark, measure_em: 28, ..start.clone() };
        assert_eq!(read_settings(&dir), (both, Vec::new()));
        // A damaged file is written from memory, not from the usual values.
        crate::store::files::write_atomically(&dir.settings(), b"%%%").unwrap();
        update_settings(&dir, &second, &second).unwrap();
        assert_eq!(read_settings(&dir), (second, Vec::new()));
    }

    proptest! {
        #![proptest_config(crate::text::random::cases(64))]
        #[test]
        fn nothing_in_the_file_is_fatal(text in "([a-z_]{1,8} ?[=.\\[\\]\"] ?[0-9a-z\"\\[\\]{}%\\n]{0,6}\\n?){0,12}") {
            let (settings, _) = parse(&text);
            prop_assert_eq!(settings.clone().clamped(), settings);
        }
    }
}
