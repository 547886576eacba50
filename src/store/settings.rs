//! What the reader chose, with the ranges within which it makes sense.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize, Serializer};

use crate::annotation::{MarkColor, MarkStyle};

/// Body size, in px: small enough to survey, large enough for tired eyes.
pub const SIZE_PX: (f32, f32) = (10.0, 64.0);
/// Distance of lines over body size.
pub const LEADING: (f32, f32) = (1.2, 3.0);
/// Column width, in em.
pub const MEASURE_EM: (u8, u8) = (8, 60);
/// Width of a side panel, in points.
pub const PANEL_WIDTH: (f32, f32) = (160.0, 800.0);
/// Side of the window, in points.
pub const WINDOW_SIDE: (f32, f32) = (320.0, 16_384.0);

/// Everything that is kept in `settings.toml`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    pub theme: Theme,
    pub language: Language,
    /// Family of the reading pane; `None`: the bundled serif.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_family: Option<String>,
    /// Body size.
    #[serde(serialize_with = "rounded")]
    pub size_px: f32,
    /// Distance of lines over body size.
    #[serde(serialize_with = "rounded")]
    pub leading: f32,
    /// Column width; a whole number of em.
    pub measure_em: u8,
    /// How strictly marks are kept from the ends of lines.
    pub level: LineLevel,
    /// Which way lines run.
    pub writing: WritingMode,
    /// Whether vertical text shows “” as 『』 and ‘’ as 「」.
    pub vertical_quotes: bool,
    /// Whether single letters are shortcuts while the reading pane has focus.
    pub single_key_shortcuts: bool,
    /// Whether the first steps have been shown.
    pub is_hint_seen: bool,
    pub last_mark: LastMark,
    pub panels: Panels,
    pub entity_lines: EntityLines,
    pub stop_words: StopWordEdits,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowPlace>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// 宣纸
    #[default]
    Paper,
    /// 素
    Plain,
    /// 护眼
    Sepia,
    /// 夜
    Dark,
}

/// Language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// The system's.
    #[default]
    Auto,
    Zh,
    En,
}

/// How strictly marks are kept from the ends of lines (GB/T 15834, CLReq).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum LineLevel {
    Basic,
    Gb,
    #[default]
    Strict,
}

/// Which way the lines of the page run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum WritingMode {
    /// 横排
    #[default]
    Horizontal,
    /// 竖排: from top to bottom, lines from right to left.
    Vertical,
}

impl WritingMode {
    /// The one that this is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Horizontal => Self::Vertical,
            Self::Vertical => Self::Horizontal,
        }
    }
}

/// The mark that one key repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LastMark {
    #[serde(serialize_with = "style_name")]
    pub style: MarkStyle,
    #[serde(serialize_with = "color_name")]
    pub color: MarkColor,
}

/// The side panels. Widths in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Panels {
    pub left_open: bool,
    pub right_open: bool,
    #[serde(serialize_with = "rounded")]
    pub left_width: f32,
    #[serde(serialize_with = "rounded")]
    pub right_width: f32,
    pub left_tab: LeftTab,
    pub right_tab: RightTab,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum LeftTab {
    #[default]
    Outline,
    Library,
    Annotations,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum RightTab {
    #[default]
    Entities,
    Statistics,
    Inspector,
}

/// The quiet lines under names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityLines {
    pub is_shown: bool,
    /// Codes of the types whose lines are off: PER LOC ORG TITLE WORK TERM, and those of expressions.
    pub hidden_types: BTreeSet<String>,
}

/// What the reader made of the bundled stop list, which may be another in the next version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StopWordEdits {
    pub added: BTreeSet<String>,
    pub removed: BTreeSet<String>,
}

/// Where the window was left, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WindowPlace {
    #[serde(serialize_with = "rounded")]
    pub width: f32,
    #[serde(serialize_with = "rounded")]
    pub height: f32,
    pub is_maximized: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            language: Language::default(),
            font_family: None,
            size_px: 18.0,
            // 32 px from line to line at 18 px.
            leading: 1.78,
            measure_em: 34,
            level: LineLevel::default(),
            writing: WritingMode::default(),
            vertical_quotes: true,
            single_key_shortcuts: true,
            is_hint_seen: false,
            last_mark: LastMark::default(),
            panels: Panels::default(),
            entity_lines: EntityLines::default(),
            stop_words: StopWordEdits::default(),
            window: None,
        }
    }
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            left_open: true,
            right_open: true,
            left_width: 236.0,
            right_width: 328.0,
            left_tab: LeftTab::default(),
            right_tab: RightTab::default(),
        }
    }
}

impl Default for EntityLines {
    fn default() -> Self {
        Self { is_shown: true, hidden_types: BTreeSet::new() }
    }
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { width: 1280.0, height: 800.0, is_maximized: false }
    }
}

impl Settings {
    /// Every number brought into its range; what is no number becomes the default.
    pub fn clamped(mut self) -> Self {
        let usual = Self::default();
        self.size_px = within(self.size_px, SIZE_PX, usual.size_px);
        self.leading = within(self.leading, LEADING, usual.leading);
        self.measure_em = self.measure_em.clamp(MEASURE_EM.0, MEASURE_EM.1);
        self.panels.left_width = within(self.panels.left_width, PANEL_WIDTH, usual.panels.left_width);
        self.panels.right_width = within(self.panels.right_width, PANEL_WIDTH, usual.panels.right_width);
        self.window = self.window.map(|window| {
            let usual = WindowPlace::default();
            WindowPlace {
                width: within(window.width, WINDOW_SIDE, usual.width),
                height: within(window.height, WINDOW_SIDE, usual.height),
                ..window
            }
        });
        self.font_family = self.font_family.filter(|name| !name.trim().is_empty());
        self
    }
}

impl Settings {
    /// These settings with what was changed elsewhere: `there` is what is kept now, `before` what was kept when these
    /// were read or written last.
    pub(super) fn beside(&self, before: &Self, there: Self) -> Self {
        let now = self.clone();
        Self {
            theme: newer(now.theme, &before.theme, there.theme),
            language: newer(now.language, &before.language, there.language),
            font_family: newer(now.font_family, &before.font_family, there.font_family),
            size_px: newer(now.size_px, &before.size_px, there.size_px),
            leading: newer(now.leading, &before.leading, there.leading),
            measure_em: newer(now.measure_em, &before.measure_em, there.measure_em),
            level: newer(now.level, &before.level, there.level),
            writing: newer(now.writing, &before.writing, there.writing),
            vertical_quotes: newer(now.vertical_quotes, &before.vertical_quotes, there.vertical_quotes),
            single_key_shortcuts: newer(
                now.single_key_shortcuts,
                &before.single_key_shortcuts,
                there.single_key_shortcuts,
            ),
            is_hint_seen: newer(now.is_hint_seen, &before.is_hint_seen, there.is_hint_seen),
            last_mark: newer(now.last_mark, &before.last_mark, there.last_mark),
            panels: newer(now.panels, &before.panels, there.panels),
            entity_lines: newer(now.entity_lines, &before.entity_lines, there.entity_lines),
            stop_words: newer(now.stop_words, &before.stop_words, there.stop_words),
            window: newer(now.window, &before.window, there.window),
        }
    }
}

/// What was changed here; where nothing was, what is there.
fn newer<T: PartialEq>(now: T, before: &T, there: T) -> T {
    if now == *before { there } else { now }
}

fn within(value: f32, (least, most): (f32, f32), usual: f32) -> f32 {
    if value.is_finite() { value.clamp(least, most) } else { usual }
}

/// To three decimals, so that 1.78 is written so and not 1.7799999713897705.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn rounded<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 1000.0).round() / 1000.0)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn style_name<S: Serializer>(style: &MarkStyle, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(style.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn color_name<S: Serializer>(color: &MarkColor, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(color.name())
}
