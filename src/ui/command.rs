//! Commands without data: one table feeds the menu, the palette, the shortcuts and the help page.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::locale::Word;

/// Everything a person can ask for by menu, palette or key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter)]
pub(super) enum UiCommand {
    Open,
    OpenSample,
    Export,
    SaveCopy,
    Quit,
    Undo,
    Redo,
    Copy,
    SelectAll,
    Find,
    FindNext,
    FindPrevious,
    FindEverywhere,
    CommandPalette,
    ToggleLeftPanel,
    ToggleRightPanel,
    NextRegion,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Settings,
    NextTheme,
    ToggleVertical,
    FullScreen,
    Help,
    Back,
    Forward,
    GoToParagraph,
    Highlight,
    Underline,
    Note,
    Tag,
    NoteOnParagraph,
    NoteOnDocument,
    CopyWithSource,
    MakeEntity,
    LookUp,
    RepeatMark,
    DeleteMark,
    NextAnnotation,
    PreviousAnnotation,
    NextMention,
    PreviousMention,
    Caret,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
/// Where some keys are others.
const IS_MAC: bool = cfg!(target_os = "macos");

impl UiCommand {
    pub(super) fn name(self) -> Word {
        match self {
            Self::Open => Word::Open,
            Self::OpenSample => Word::OpenSample,
            Self::Export => Word::ExportNotes,
            Self::SaveCopy => Word::SaveLibraryCopy,
            Self::Quit => Word::Quit,
            Self::Undo => Word::Undo,
            Self::Redo => Word::Redo,
            Self::Copy => Word::Copy,
            Self::SelectAll => Word::SelectAll,
            Self::Find => Word::Find,
            Self::FindNext => Word::FindNext,
            Self::FindPrevious => Word::FindPrevious,
            Self::FindEverywhere => Word::FindEverywhere,
            Self::CommandPalette => Word::CommandPalette,
            Self::ToggleLeftPanel => Word::ToggleLeftPanel,
            Self::ToggleRightPanel => Word::ToggleRightPanel,
            Self::NextRegion => Word::NextRegion,
            Self::ZoomIn => Word::ZoomIn,
            Self::ZoomOut => Word::ZoomOut,
            Self::ZoomReset => Word::ZoomReset,
            Self::Settings => Word::Settings,
            Self::NextTheme => Word::NextTheme,
            Self::ToggleVertical => Word::ToggleVertical,
            Self::FullScreen => Word::FullScreen,
            Self::Help => Word::Help,
            Self::Back => Word::Back,
            Self::Forward => Word::Forward,
            Self::GoToParagraph => Word::GoToParagraph,
            Self::Highlight => Word::Highlight,
            Self::Underline => Word::Underline,
            Self::Note => Word::Note,
            Self::Tag => Word::Tag,
            Self::NoteOnParagraph => Word::NoteOnParagraph,
            Self::NoteOnDocument => Word::NoteOnDocument,
            Self::CopyWithSource => Word::CopyWithSource,
            Self::MakeEntity => Word::MakeEntity,
            Self::LookUp => Word::LookUp,
            Self::RepeatMark => Word::RepeatMark,
            Self::DeleteMark => Word::DeleteMark,
            Self::NextAnnotation => Word::NextAnnotation,
            Self::PreviousAnnotation => Word::PreviousAnnotation,
            Self::NextMention => Word::NextMention,
            Self::PreviousMention => Word::PreviousMention,
            Self::Caret => Word::Caret,
        }
    }

    /// The keys that give this command, the one shown first.
    pub(super) fn shortcuts(self) -> &'static [KeyboardShortcut] {
        const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(modifiers, key)
        }
        const NONE: Modifiers = Modifiers::NONE;
        match self {
            Self::Open => const { &[key(CTRL, Key::O)] },
            Self::Export => const { &[key(CTRL_SHIFT, Key::E)] },
            Self::Quit => const { &[key(CTRL, Key::Q)] },
            Self::Undo => const { &[key(CTRL, Key::Z)] },
            Self::Redo => const { &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)] },
            // The copy event itself comes from the window system; the table only shows its key.
            Self::Copy => const { &[key(CTRL, Key::C)] },
            Self::SelectAll => const { &[key(CTRL, Key::A)] },
            Self::Find => const { &[key(CTRL, Key::F)] },
            Self::FindNext => const { &[key(NONE, Key::F3), key(CTRL, Key::G)] },
            Self::FindPrevious => const { &[key(Modifiers::SHIFT, Key::F3), key(CTRL_SHIFT, Key::G)] },
            Self::FindEverywhere => const { &[key(CTRL_SHIFT, Key::F)] },
            Self::CommandPalette => const { &[key(CTRL_SHIFT, Key::P)] },
            Self::ToggleLeftPanel if IS_MAC => const { &[key(CTRL_ALT, Key::Num1)] },
            Self::ToggleLeftPanel => const { &[key(NONE, Key::F9)] },
            Self::ToggleRightPanel if IS_MAC => const { &[key(CTRL_ALT, Key::Num2)] },
            Self::ToggleRightPanel => const { &[key(Modifiers::SHIFT, Key::F9)] },
            Self::NextRegion => const { &[key(NONE, Key::F6)] },
            Self::ZoomIn => const { &[key(CTRL, Key::Equals), key(CTRL, Key::Plus)] },
            Self::ZoomOut => const { &[key(CTRL, Key::Minus)] },
            Self::ZoomReset => const { &[key(CTRL, Key::Num0)] },
            Self::Settings => const { &[key(CTRL, Key::Comma)] },
            Self::OpenSample | Self::SaveCopy | Self::NextTheme | Self::NoteOnParagraph | Self::NoteOnDocument => &[],
            Self::ToggleVertical => const { &[key(CTRL_SHIFT, Key::V)] },
            Self::CopyWithSource => const { &[key(CTRL_SHIFT, Key::C)] },
            Self::FullScreen => const { &[key(NONE, Key::F11)] },
            Self::Help => const { &[key(NONE, Key::F1)] },
            Self::Back if IS_MAC => const { &[key(CTRL, Key::OpenBracket)] },
            Self::Back => const { &[key(Modifiers::ALT, Key::ArrowLeft)] },
            Self::Forward if IS_MAC => const { &[key(CTRL, Key::CloseBracket)] },
            Self::Forward => const { &[key(Modifiers::ALT, Key::ArrowRight)] },
            Self::GoToParagraph => const { &[key(CTRL, Key::L)] },
            Self::Highlight => const { &[key(NONE, Key::H)] },
            Self::Underline => const { &[key(NONE, Key::U)] },
            Self::Note => const { &[key(NONE, Key::N), key(NONE, Key::Enter)] },
            Self::Tag => const { &[key(NONE, Key::T)] },
            Self::MakeEntity => const { &[key(NONE, Key::E)] },
            Self::LookUp => const { &[key(NONE, Key::D)] },
            Self::RepeatMark => const { &[key(NONE, Key::R)] },
            Self::DeleteMark => const { &[key(NONE, Key::Delete), key(NONE, Key::Backspace)] },
            Self::NextAnnotation => const { &[key(NONE, Key::J)] },
            Self::PreviousAnnotation => const { &[key(NONE, Key::K)] },
            Self::NextMention => const { &[key(NONE, Key::CloseBracket)] },
            Self::PreviousMention => const { &[key(NONE, Key::OpenBracket)] },
            Self::Caret => const { &[key(NONE, Key::F7)] },
        }
    }

    /// Fires only while the reading pane has the keyboard: single letters and the like.
    pub(super) fn needs_reader(self) -> bool {
        matches!(
            self,
            Self::Highlight
                | Self::Underline
                | Self::Note
                | Self::Tag
                | Self::MakeEntity
                | Self::LookUp
                | Self::RepeatMark
                | Self::DeleteMark
                | Self::NextAnnotation
                | Self::PreviousAnnotation
                | Self::NextMention
                | Self::PreviousMention
                | Self::SelectAll
        )
    }

    /// A bare letter, which the reader may switch off in the settings.
    pub(super) fn is_single_key(self) -> bool {
        self.needs_reader() && !matches!(self, Self::DeleteMark | Self::SelectAll)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;
    use strum::IntoEnumIterator as _;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = HashMap::new();
        for command in UiCommand::iter() {
            for shortcut in command.shortcuts() {
                let key = (format!("{:?}", shortcut.modifiers), shortcut.logical_key);
                if let Some(other) = seen.insert(key, command) {
                    panic!("{other:?} and {command:?} share {shortcut:?}");
                }
            }
        }
    }
}
