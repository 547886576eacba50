//! Kinds of words, coarser than the tags: what a reader of Chinese grammar would name.

use egui::Color32;

use crate::analysis::Pos;
use crate::annotation::MarkColor;
use crate::ui::locale::Word;
use crate::ui::tokens::Palette;

/// A group of parts of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub(super) enum WordClass {
    Noun,
    Verb,
    Adjective,
    Name,
    Time,
    Number,
    Adverb,
    Pronoun,
    /// 虚词: prepositions, conjunctions, particles.
    Function,
}

impl WordClass {
    pub(super) fn of(pos: Pos) -> Self {
        match pos {
            Pos::N | Pos::F | Pos::S => Self::Noun,
            Pos::Nz | Pos::Nw | Pos::Per | Pos::Loc | Pos::Org => Self::Name,
            Pos::Time => Self::Time,
            Pos::V | Pos::Vd | Pos::Vn => Self::Verb,
            Pos::A | Pos::Ad | Pos::An => Self::Adjective,
            Pos::D => Self::Adverb,
            Pos::M | Pos::Q => Self::Number,
            Pos::R => Self::Pronoun,
            Pos::P | Pos::C | Pos::U | Pos::Xc | Pos::W => Self::Function,
        }
    }

    pub(super) fn name(self) -> Word {
        match self {
            Self::Noun => Word::StatNouns,
            Self::Verb => Word::StatVerbs,
            Self::Adjective => Word::StatAdjectives,
            Self::Name => Word::StatNames,
            Self::Time => Word::StatTimes,
            Self::Number => Word::StatNumbers,
            Self::Adverb => Word::StatAdverbs,
            Self::Pronoun => Word::StatPronouns,
            Self::Function => Word::StatFunctionWords,
        }
    }

    /// The colour of its part of a bar: never used for text.
    pub(super) fn color(self, palette: &Palette) -> Color32 {
        match self {
            Self::Noun => palette.mark(MarkColor::Indigo),
            Self::Verb => palette.mark(MarkColor::Malachite),
            Self::Adjective => palette.mark(MarkColor::Gamboge),
            Self::Name => palette.mark(MarkColor::Vermilion),
            Self::Time => palette.mark(MarkColor::Ochre),
            Self::Number => palette.mark(MarkColor::Lilac),
            Self::Adverb => palette.mark(MarkColor::Rouge),
            Self::Pronoun => palette.mark(MarkColor::Ink),
            Self::Function => palette.line,
        }
    }
}
