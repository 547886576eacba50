//! `quandian screenshot`.

use std::path::Path;

use quandian::session::{Command, Event, Session};
use quandian::store::DataDir;
use quandian::store::settings::{Theme, WritingMode};
use quandian::ui::Language;
use quandian::ui::screenshot::{ScreenshotOptions, screenshot};
use serde_json::json;

use super::args::{LanguageName, ScreenshotArguments, ThemeName};
use super::json::pretty;
use super::temporary::TemporaryFolder;
use super::{Failure, document};

/// Shows the library and settings of `data_dir`; without one, those of a reader who has nothing yet.
pub(super) fn run(arguments: &ScreenshotArguments, data_dir: Option<&Path>) -> Result<String, Failure> {
    // Kept until the session, which writes in it, is gone.
    let folder = if data_dir.is_none() { Some(TemporaryFolder::new()?) } else { None };
    let dir = DataDir::resolve(data_dir.or_else(|| folder.as_ref().map(TemporaryFolder::path)))?;
    let mut session = Session::new(dir, || {})?;
    if folder.is_some() {
        // The hint to newcomers would lie over the text.
        session.settings.is_hint_seen = true;
    }
    open(&mut session, arguments.file.as_deref())?;
    if arguments.vertical {
        session.show_with(|settings| settings.writing = WritingMode::Vertical);
    }
    let options = ScreenshotOptions {
        size: arguments.size,
        scale: arguments.scale,
        theme: arguments.theme.map(theme),
        panel: arguments.panel,
        language: arguments.language.map(language),
        scroll_to: arguments.scroll_to,
    };
    let picture = screenshot(session, &options)?;
    document::write(&arguments.output, &picture.write_png()?)?;
    let output = arguments.output.display().to_string();
    pretty(&json!({ "output": output, "width": picture.width, "height": picture.height }))
}

/// Opens `file` or the bundled article.
pub(super) fn open(session: &mut Session, file: Option<&Path>) -> Result<(), Failure> {
    match file {
        Some(file) => session.open_now(file),
        None => session.run(Command::OpenBundled),
    }
    if session.open.is_some() {
        return Ok(());
    }
    let told = session.take_events().into_iter().find_map(|event| match event {
        Event::NotOpened(failure) | Event::Failed(failure) => Some(failure.to_string()),
        _ => None,
    });
    Err(told.unwrap_or_else(|| "the document could not be opened".to_owned()).into())
}

fn theme(name: ThemeName) -> Theme {
    match name {
        ThemeName::Paper => Theme::Paper,
        ThemeName::Plain => Theme::Plain,
        ThemeName::Sepia => Theme::Sepia,
        ThemeName::Dark => Theme::Dark,
    }
}

pub(super) fn language(name: LanguageName) -> Language {
    match name {
        LanguageName::Zh => Language::Chinese,
        LanguageName::En => Language::English,
    }
}
