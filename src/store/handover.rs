//! A second start hands its file to the window that is open: over a socket of this machine, whose port and secret stand in
//! a file beside the library while the window is open.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use uuid::Uuid;

use super::{DataDir, files};

/// A window answers at once; one that hangs must not keep the second start waiting.
const PATIENCE: Duration = Duration::from_secs(2);

/// Longest message: paths are shorter on every system.
const LONGEST: u64 = 64 << 10;

/// What the window says when it has taken the file.
const TAKEN: &str = "taken";

/// Open while the window is: takes what other starts hand over. Dropping it takes the file away and ends the thread.
pub struct Door {
    file: PathBuf,
    port: u16,
    is_closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Door {
    /// Listens for other starts. `taken` is called from another thread with the file, or with `None` where the other start
    /// named none and the window is to come to the front.
    pub fn open(dir: &DataDir, taken: impl Fn(Option<PathBuf>) + Send + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let secret = Uuid::new_v4().simple().to_string();
        let file = dir.door();
        files::write_private(&file, format!("{port} {secret}\n").as_bytes())?;
        let is_closed = Arc::new(AtomicBool::new(false));
        let sign = Arc::clone(&is_closed);
        let serve = move || {
            for caller in listener.incoming() {
                if sign.load(Ordering::Acquire) {
                    return;
                }
                // Whoever does not know the secret, or goes away, is not answered.
                if let Ok(Some(file)) = caller.and_then(|caller| answer(&caller, &secret)) {
                    taken((!file.is_empty()).then(|| PathBuf::from(file)));
                }
            }
        };
        let thread = thread::Builder::new().name("door".to_owned()).spawn(serve)?;
        Ok(Self { file, port, is_closed, thread: Some(thread) })
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.is_closed.store(true, Ordering::Release);
        // One that stays names a port where nobody answers.
        fs::remove_file(&self.file).ok();
        // Wakes the thread, which then sees that it is over.
        let is_woken = TcpStream::connect_timeout(&address(self.port), PATIENCE).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| is_woken) {
            thread.join().ok();
        }
    }
}

/// Hands `file` to the window that has the library of `dir` open, or has it come to the front; false where there is none.
pub fn hand_over(dir: &DataDir, file: Option<&Path>) -> bool {
    // A window that cannot be reached is none.
    try_hand_over(dir, file).unwrap_or(false)
}

fn try_hand_over(dir: &DataDir, file: Option<&Path>) -> io::Result<bool> {
    let Ok(Some(told)) = files::read_own_text(&dir.door()) else { return Ok(false) };
    let mut words = told.split_whitespace();
    let (Some(port), Some(secret)) = (words.next().and_then(|port| port.parse().ok()), words.next()) else {
        return Ok(false);
    };
    let file = file.map(std::path::absolute).transpose()?;
    let file = match &file {
        // A name that is no Unicode cannot be told.
        Some(file) if file.to_str().is_none() => return Ok(false),
        other => other.as_deref().and_then(Path::to_str).unwrap_or_default(),
    };
    let mut stream = TcpStream::connect_timeout(&address(port), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // A name may hold line ends, JSON does not.
    writeln!(stream, "{secret} {}", serde_json::to_string(file)?)?;
    let mut said = String::new();
    BufReader::new(stream).take(LONGEST).read_line(&mut said)?;
    Ok(said.trim_end() == TAKEN)
}

/// The file that was handed over, empty where none was named; `None` where the caller does not know the secret.
fn answer(mut caller: &TcpStream, secret: &str) -> io::Result<Option<String>> {
    caller.set_read_timeout(Some(PATIENCE))?;
    caller.set_write_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(caller).take(LONGEST).read_line(&mut line)?;
    let Some(file) = line.strip_prefix(secret).and_then(|rest| serde_json::from_str::<String>(rest).ok()) else {
        return Ok(None);
    };
    writeln!(caller, "{TAKEN}")?;
    Ok(Some(file))
}

fn address(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_file_is_handed_to_the_window_and_to_nobody_when_it_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::resolve(Some(folder.path())).unwrap();
        assert!(!hand_over(&dir, None), "there is no window");
        let (sender, taken) = mpsc::channel();
        let door = Door::open(&dir, move |file| sender.send(file).unwrap()).unwrap();
        assert!(hand_over(&dir, Some(Path::new("/诗/春 晓\n.txt"))));
        assert_eq!(taken.recv_timeout(PATIENCE).unwrap(), Some(PathBuf::from("/诗/春 晓\n.txt")));
        assert!(hand_over(&dir, None));
        assert_eq!(taken.recv_timeout(PATIENCE).unwrap(), None);
        let told = files::read_own_text(&dir.door()).unwrap().unwrap();
        drop(door);
        assert!(!dir.door().exists() && !hand_over(&dir, None));
        // As after a crash: the port is nobody's any more.
        files::write_atomically(&dir.door(), told.as_bytes()).unwrap();
        assert!(!hand_over(&dir, None));
    }

    #[test]
    fn who_does_not_know_the_secret_is_not_heard() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::resolve(Some(folder.path())).unwrap();
        let _door = Door::open(&dir, |_| panic!("nothing was handed over")).unwrap();
        let told = files::read_own_text(&dir.door()).unwrap().unwrap();
        let (port, _) = told.split_once(' ').unwrap();
        files::write_atomically(&dir.door(), format!("{port} {}", Uuid::nil().simple()).as_bytes()).unwrap();
        assert!(!hand_over(&dir, Some(Path::new("/a"))));
    }
}
