//! Checks about the source itself that no compiler makes.

use std::fs;
use std::path::{Path, PathBuf};

/// Lowest floor first. A module may use modules of strictly lower floors, and itself.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["document"],
    &["annotation"],
    &["analysis", "typeset", "import"],
    &["anchoring"],
    &["export"],
    &["store"],
    &["session"],
    &["ui"],
    &["cli"],
];

const MAX_FILE_LINES: usize = 600;

#[test]
#[expect(clippy::disallowed_methods, reason = "reads the source tree")]
fn source_is_tidy() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for path in rust_files(&src) {
        let text = fs::read_to_string(&path).expect("source file is readable");
        let relative = path.strip_prefix(&src).expect("under src").to_owned();
        let name = relative.display();
        let module = module_of(&relative);
        if text.lines().count() > MAX_FILE_LINES {
            faults.push(format!("{name}: over {MAX_FILE_LINES} lines"));
        }
        for (number, line) in (1..).zip(text.lines()) {
            if module != "ui" && line.contains("egui") && !line.trim_start().starts_with("//") {
                faults.push(format!("{name}:{number}: egui outside ui"));
            }
            for used in used_modules(line) {
                if !may_use(&module, used) {
                    faults.push(format!("{name}:{number}: `{module}` may not use `{used}`"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn floors_are_strict() {
    assert!(may_use("ui", "session"));
    assert!(may_use("session", "session"));
    assert!(!may_use("session", "ui"));
    assert!(!may_use("analysis", "typeset"), "siblings do not see each other");
}

fn may_use(user: &str, used: &str) -> bool {
    let floor = |name: &str| FLOORS.iter().position(|floor| floor.contains(&name));
    match (floor(user), floor(used)) {
        (Some(above), Some(below)) => user == used || below < above,
        _ => user == "lib" || user == "main",
    }
}

fn used_modules(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
}

/// `ui/reader.rs` → `ui`, `document.rs` → `document`.
fn module_of(relative: &Path) -> String {
    let first = relative.components().next().expect("a path below src");
    Path::new(first.as_os_str()).file_stem().expect("a name").to_string_lossy().into_owned()
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("source folder is readable") {
        let path = entry.expect("entry is readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
