//! A real window on a display of the test's own.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Xvfb on a free display; ends with the test.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// `None` where Xvfb is not installed.
    fn start() -> Option<Self> {
        for number in 90..120 {
            let socket = format!("/tmp/.X11-unix/X{number}");
            if Path::new(&socket).exists() {
                continue;
            }
            let name = format!(":{number}");
            let mut command = Command::new("Xvfb");
            command.args([&name, "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
            let mut server = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
            let since = Instant::now();
            while since.elapsed() < Duration::from_secs(30) {
                if Path::new(&socket).exists() {
                    return Some(Self { server, name });
                }
                if server.try_wait().ok().flatten().is_some() {
                    break;
                }
                sleep(Duration::from_millis(50));
            }
            // Another program may have taken the display in between.
            server.kill().ok();
            server.wait().ok();
        }
        None
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

#[test]
fn a_real_window_opens_paints_and_quits() {
    let Some(display) = Display::start() else {
        assert!(std::env::var_os("CI_DISPLAY_REQUIRED").is_none(), "Xvfb is missing");
        writeln!(std::io::stderr(), "skipped: Xvfb is not installed").ok();
        return;
    };
    let data = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_quandian"))
        .args(["--quit-after-frames", "3", "--data-dir"])
        .arg(data.path())
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .output()
        .expect("the program starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    assert!(data.path().join("library.sqlite3").exists(), "the library was made");
    assert!(data.path().join("settings.toml").exists(), "the window's place was kept");
}

#[test]
fn without_a_display_the_program_says_so() {
    let data = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_quandian"))
        .arg("--data-dir")
        .arg(data.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no display"));
}
