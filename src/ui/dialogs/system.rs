//! The system's own file dialogs, asked on another thread, and how it is noticed that there are none.
//!
//! On Linux rfd asks the XDG portal, then zenity, and answers nothing where it finds neither: the same as when the
//! person cancels. So the ways to both are looked for first, and an answer too fast for a person means no dialog.

use std::env;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use rfd::{AsyncFileDialog, FileHandle};

use super::destination::Target;
use super::task::{Progress, Task};
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;

/// A dialog needs longer to appear and be closed by a person; a bus without a portal answers within a few ms.
const TOO_FAST: Duration = Duration::from_millis(300);

/// Set, whatever its value, it keeps the program to its own boxes: for portals that misbehave.
const VARIABLE: &str = "QUANDIAN_NO_SYSTEM_DIALOG";

/// What text files are called; other names are offered too.
const TEXT_EXTENSIONS: [&str; 6] = ["txt", "text", "md", "markdown", "mdown", "mkd"];

/// A dialog of the system that is, or should be, on the screen.
pub(super) struct Picker {
    task: Task<Answer>,
}

/// A path or none, and how long it took.
type Answer = (Option<PathBuf>, Duration);

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    Path(PathBuf),
    Cancelled,
    /// The system has no file dialog after all.
    NoDialog,
}

impl Picker {
    /// Asks for a file to open; `None` where the system has no dialogs.
    pub(super) fn open(ctx: &ViewContext<'_>, egui: &egui::Context) -> Option<Self> {
        if !may_have_dialogs() {
            return None;
        }
        let dialog = AsyncFileDialog::new()
            .set_title(ctx.word(Word::OpenPathTitle))
            .add_filter(ctx.word(Word::TextFiles), &TEXT_EXTENSIONS)
            .add_filter(ctx.word(Word::AllFiles), &["*"]);
        let folder = ctx.session.open.as_ref().and_then(|open| open.path.as_deref()).and_then(Path::parent);
        Self::ask(in_folder(dialog, folder).pick_file(), egui)
    }

    /// Asks where to write a file, or for the folder to write into; `None` where the system has no dialogs.
    pub(super) fn save(target: &Target, egui: &egui::Context) -> Option<Self> {
        if !may_have_dialogs() {
            return None;
        }
        let titled = |title: &str| AsyncFileDialog::new().set_title(title.trim_end_matches('…'));
        match target {
            Target::File { title, folder, name, extension, format } => {
                let dialog = titled(title).set_file_name(name).add_filter(*format, &[*extension]);
                Self::ask(in_folder(dialog, folder.as_deref()).save_file(), egui)
            }
            Target::Folder { title, .. } => {
                let dialog = titled(title).set_can_create_directories(true);
                Self::ask(in_folder(dialog, env::home_dir().as_deref()).pick_folder(), egui)
            }
        }
    }

    /// The dialog is made here, on the thread of the window, as macOS demands, and waited for elsewhere.
    fn ask(dialog: impl Future<Output = Option<FileHandle>> + Send + 'static, egui: &egui::Context) -> Option<Self> {
        let task = Task::spawn("file-dialog", egui, move || {
            let asked = Instant::now();
            let picked = block_on(dialog);
            (picked.map(PathBuf::from), asked.elapsed())
        });
        task.map(|task| Self { task })
    }

    /// What was picked, once; `None` while the person has not answered.
    pub(super) fn poll(&self) -> Option<Picked> {
        match self.task.poll() {
            Progress::Running => None,
            Progress::Done(answer) => Some(picked(answer)),
            Progress::Lost => Some(Picked::NoDialog),
        }
    }
}

fn picked((path, took): Answer) -> Picked {
    match path {
        Some(path) => Picked::Path(path),
        None if took < TOO_FAST => Picked::NoDialog,
        None => Picked::Cancelled,
    }
}

fn in_folder(dialog: AsyncFileDialog, folder: Option<&Path>) -> AsyncFileDialog {
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

/// Whether it is worth asking the system.
fn may_have_dialogs() -> bool {
    // Tests must not put a dialog on the screen of whoever runs them.
    if cfg!(test) || env::var_os(VARIABLE).is_some() {
        return false;
    }
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    let address = env::var("DBUS_SESSION_BUS_ADDRESS").ok();
    let runtime_dir = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    has_session_bus(address.as_deref(), runtime_dir.as_deref()) || is_program("zenity")
}

/// Whether a session bus may answer: at its address, or at the usual socket where no address is given.
fn has_session_bus(address: Option<&str>, runtime_dir: Option<&Path>) -> bool {
    match address.filter(|address| !address.is_empty()) {
        // Several addresses stand between semicolons; only sockets in the file system can be looked at.
        Some(addresses) => addresses.split(';').any(|address| {
            let path = address.strip_prefix("unix:path=").and_then(|rest| rest.split(',').next());
            path.is_none_or(|path| Path::new(path).exists())
        }),
        None => runtime_dir.is_some_and(|dir| dir.join("bus").exists()),
    }
}

fn is_program(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Waits for a future on this thread.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_too_fast_for_a_person_is_none() {
        assert_eq!(picked((None, Duration::from_millis(20))), Picked::NoDialog);
        assert_eq!(picked((None, Duration::from_secs(2))), Picked::Cancelled);
        let path = PathBuf::from("/a.txt");
        assert_eq!(picked((Some(path.clone()), Duration::ZERO)), Picked::Path(path));
    }

    #[test]
    fn a_bus_is_looked_for_where_it_says() {
        let nowhere = Path::new("/no/such/place");
        assert!(!has_session_bus(None, None));
        assert!(!has_session_bus(None, Some(nowhere)));
        assert!(!has_session_bus(Some("unix:path=/no/such/place/bus,guid=1"), None));
        assert!(!has_session_bus(Some(""), Some(nowhere)));
        assert!(has_session_bus(Some("unix:abstract=dbus-session"), None));
        assert!(has_session_bus(Some("unix:path=/no/such/bus;tcp:host=localhost"), None));
    }

    #[test]
    fn waiting_for_a_future_gives_its_answer() {
        let mut is_first = true;
        let future = std::future::poll_fn(move |context| {
            if is_first {
                is_first = false;
                context.waker().wake_by_ref();
                Poll::Pending
            } else {
                Poll::Ready(7)
            }
        });
        assert_eq!(block_on(future), 7);
    }
}
