//! One annotation: ranges, style, colour, note, tags.

use uuid::Uuid;

use crate::document::DocumentHash;
use crate::text::TextRange;

/// Identity of an annotation, stable through edits, exports and imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(pub Uuid);

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A mark on one document with what the reader says about it.
///
/// `ranges` are sorted, disjoint and not empty for a mark on text; none at all means a note on the whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    pub id: AnnotationId,
    pub document: DocumentHash,
    pub ranges: Vec<TextRange>,
    /// The canonical text under each range when the mark was made: what holds if the text changes.
    pub exact: Vec<String>,
    pub style: MarkStyle,
    pub color: MarkColor,
    /// Markdown; empty for a bare mark.
    pub note: String,
    /// Nested by `/`; in the reader's order, no two alike.
    pub tags: Vec<String>,
    pub created: Timestamp,
    pub modified: Timestamp,
}

impl Annotation {
    /// Where the mark begins: annotations are ordered by it.
    pub fn start(&self) -> usize {
        self.ranges.first().map_or(0, |range| range.start())
    }

    /// Bytes marked.
    pub fn len(&self) -> usize {
        self.ranges.iter().map(|range| range.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }
}

/// How a mark is drawn, as readers of Chinese have always marked.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum MarkStyle {
    /// 涂色
    #[default]
    Fill,
    /// 划线
    Underline,
    /// 波浪线
    Wavy,
    /// 着重号, one dot a character
    Dots,
    /// 圈, one circle a character
    Circles,
}

impl MarkStyle {
    /// Stable name used in JSON and the store.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The eight inks, named after pigments.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum MarkColor {
    /// 朱砂
    Vermilion,
    /// 藤黄
    #[default]
    Gamboge,
    /// 石绿
    Malachite,
    /// 花青
    Indigo,
    /// 赭石
    Ochre,
    /// 胭脂
    Rouge,
    /// 雪青
    Lilac,
    /// 墨
    Ink,
}

impl MarkColor {
    /// Stable name used in JSON and the store.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
