//! The results of analysis. All ranges are bytes into the canonical text.

pub use super::pos::Pos;
use super::statistics::Statistics;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Everything the side panels show; a function of the document and the reader's corrections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// In order, disjoint; they cover words and marks, not blanks.
    pub tokens: Vec<Token>,
    /// By start, then longest first.
    pub mentions: Vec<Mention>,
    /// Position is identity: `entities[id.0]`.
    pub entities: Vec<Entity>,
    /// By start.
    pub quotations: Vec<Quotation>,
    /// By start.
    pub expressions: Vec<Expression>,
    pub statistics: Statistics,
}

/// A word or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub range: TextRange,
    pub pos: Pos,
}

/// Index into [`Analysis::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One occurrence of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub range: TextRange,
    pub entity: EntityId,
    pub kind: EntityType,
    /// 0 to 1; 1 where the reader said so.
    pub confidence: f32,
    /// Inside a longer mention: 襄汾县 in 襄汾县委.
    pub nested: bool,
}

/// What mentions share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: EntityType,
    /// The longest or fullest form.
    pub name: String,
    /// Other forms in the text, by first occurrence.
    pub aliases: Vec<String>,
    /// Indices into [`Analysis::mentions`], in order.
    pub mentions: Vec<u32>,
    pub attributes: Attributes,
}

/// What the text says of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Of a person: posts and ranks, each where the text says it.
    pub titles: Vec<TitleLink>,
    /// Of a place: province, city, county as far as it is one; of an organisation: the place it belongs to.
    pub path: Vec<String>,
    /// GB/T 2260 code of a place.
    pub code: Option<String>,
    /// Of an organisation: what it is part of.
    pub parent: Option<String>,
    /// Readings that fit equally well (`朝阳区`): shown, never guessed away.
    pub ambiguous: Vec<Vec<String>>,
}

/// A person's title, with the place in the text that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleLink {
    pub title: String,
    pub organisation: Option<String>,
    /// Where the title stands.
    pub range: TextRange,
}

/// Words given as somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Inside the marks.
    pub range: TextRange,
    pub speaker: Option<Speaker>,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// As shown: the entity's name, or the description (学员们).
    pub name: String,
    pub entity: Option<EntityId>,
    /// Where the text names the speaker.
    pub range: TextRange,
}

/// A date, time, amount or number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    pub range: TextRange,
    pub kind: ExpressionType,
    /// Normalised: ISO 8601 / TIMEX-like for time, number and unit for amounts.
    pub value: String,
}

/// Kinds of [`Expression`]; the name in JSON is the variant in capitals.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "UPPERCASE")]
pub enum ExpressionType {
    Date,
    Time,
    Duration,
    Set,
    Qty,
    Money,
    Percent,
    Ordinal,
    Number,
}

impl ExpressionType {
    pub fn code(self) -> &'static str {
        self.into()
    }
}
