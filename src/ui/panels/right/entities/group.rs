//! The groups of the list, in their order.

use egui::Color32;
use strum::IntoEnumIterator as _;

use crate::annotation::EntityType;
use crate::ui::locale::Word;
use crate::ui::tokens::Palette;
use crate::ui::widgets::type_word;

/// What a heading stands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub(super) enum Group {
    Person,
    Place,
    Organisation,
    Work,
    Term,
    Title,
    TimeAndAmount,
    Quotations,
    /// Surfaces the reader wants ignored, to be taken back.
    Ignored,
}

impl Group {
    pub(super) fn of(kind: EntityType) -> Self {
        match kind {
            EntityType::Person => Self::Person,
            EntityType::Place => Self::Place,
            EntityType::Organisation => Self::Organisation,
            EntityType::Title => Self::Title,
            EntityType::Work => Self::Work,
            EntityType::Term => Self::Term,
        }
    }

    fn kind(self) -> Option<EntityType> {
        EntityType::iter().find(|kind| Self::of(*kind) == self)
    }

    pub(super) fn word(self) -> Word {
        match self {
            Self::TimeAndAmount => Word::TimeAndAmount,
            Self::Quotations => Word::Quotations,
            Self::Ignored => Word::IgnoredGroup,
            Self::Person | Self::Place | Self::Organisation | Self::Work | Self::Term | Self::Title => {
                self.kind().map_or(Word::Entities, type_word)
            }
        }
    }

    /// Colour of its dots, ticks and lines.
    pub(super) fn color(self, palette: &Palette) -> Color32 {
        match self {
            Self::TimeAndAmount => palette.amount,
            Self::Quotations | Self::Ignored => palette.faint,
            Self::Person | Self::Place | Self::Organisation | Self::Work | Self::Term | Self::Title => {
                self.kind().map_or(palette.faint, |kind| palette.entity(kind))
            }
        }
    }

    /// Code of the type whose lines in the text belong to the group; times and amounts have none of their own.
    pub(super) fn line_code(self) -> Option<&'static str> {
        self.kind().map(EntityType::code)
    }
}
