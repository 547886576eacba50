//! Installed fonts, through font-kit.
//!
//! On Linux font-kit asks fontconfig, and panics where its library is absent: so the library is looked for first, and
//! without it there are no installed fonts.

use super::face::{FontBytes, FontError, FontFace};
use font_kit::handle::Handle;
use font_kit::source::SystemSource;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Names of other weights and styles, as font files carry them.
const STYLED: [&str; 14] = [
    "bold",
    "black",
    "heavy",
    "light",
    "thin",
    "medium",
    "italic",
    "oblique",
    "condensed",
    "semi",
    "extra",
    "ultra",
    "hairline",
    "-vf",
];

/// Fonts with many Han first, then those with many scripts: parts of file names.
const LIKELY: [&str; 16] = [
    "hanamin",
    "jigmo",
    "plangothic",
    "babelstone",
    "tw-sung",
    "tw-kai",
    "extb",
    "simsunb",
    "mingliu",
    "cjk",
    "han",
    "notoserif",
    "notosans",
    "symbol",
    "dejavu",
    "unifont",
];

/// The names of all installed families, sorted; empty where they cannot be had. Slow: never on the UI thread.
pub(crate) fn installed_families() -> Vec<String> {
    with_source(|source| source.all_families().unwrap_or_default()).unwrap_or_default()
}

/// The regular face of an installed family; of a collection the face that bears the family's name. Reads the file:
/// never on the UI thread.
pub(crate) fn load_family(name: &str) -> Result<FontFace, FontError> {
    let query = if cfg!(all(unix, not(target_os = "macos"))) { escaped(name) } else { name.to_owned() };
    let handles = with_source(|source| source.select_family_by_name(&query).map(|family| family.fonts().to_vec()).ok());
    let mut handles = handles.flatten().ok_or_else(|| FontError::NotInstalled(name.to_owned()))?;
    handles.sort_by_key(|handle| (styles_in(handle), face_index(handle)));
    let handle = handles.first().ok_or_else(|| FontError::NotInstalled(name.to_owned()))?;
    open(name, handle).ok_or_else(|| FontError::Unreadable(name.to_owned()))
}

/// fontconfig reads a name as a pattern: `-`, `:` and `,` end it unless escaped.
fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '-' | ':' | ',' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// An installed font file that may have characters the bundled faces lack.
pub(super) struct Candidate {
    name: String,
    handle: Handle,
}

impl Candidate {
    pub(super) fn open(&self) -> Option<FontFace> {
        open(&self.name, &self.handle)
    }
}

/// One regular face of every installed font file, the likeliest first.
pub(super) fn candidates() -> Vec<Candidate> {
    let mut handles = with_source(|source| source.all_fonts().unwrap_or_default()).unwrap_or_default();
    handles.retain(|handle| styles_in(handle) == 0);
    handles.sort_by_cached_key(|handle| (rank(&stem(handle)), stem(handle), face_index(handle)));
    handles.dedup_by(|later, earlier| stem(later) == stem(earlier));
    handles.into_iter().map(|handle| Candidate { name: stem(&handle), handle }).collect()
}

fn open(name: &str, handle: &Handle) -> Option<FontFace> {
    let index = face_index(handle);
    let bytes = match handle {
        Handle::Path { path, .. } => {
            catch_unwind(|| font_kit::font::Font::from_path(path, index).ok()?.copy_font_data()).ok().flatten()?
        }
        Handle::Memory { bytes, .. } => bytes.clone(),
    };
    FontFace::new(name, FontBytes::Shared(bytes), index).ok()
}

/// The upper half of an index names an instance of a variable font.
fn face_index(handle: &Handle) -> u32 {
    match handle {
        Handle::Path { font_index, .. } | Handle::Memory { font_index, .. } => font_index & 0xFFFF,
    }
}

fn stem(handle: &Handle) -> String {
    match handle {
        Handle::Path { path, .. } => {
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        }
        Handle::Memory { .. } => String::new(),
    }
}

fn styles_in(handle: &Handle) -> usize {
    let stem = stem(handle).to_lowercase();
    STYLED.iter().filter(|style| stem.contains(**style)).count()
}

fn rank(stem: &str) -> usize {
    let stem = stem.to_lowercase();
    LIKELY.iter().position(|part| stem.contains(part)).unwrap_or(LIKELY.len())
}

fn with_source<T>(ask: impl FnOnce(&SystemSource) -> T) -> Option<T> {
    if !available() {
        return None;
    }
    // The library may be there and not load (another architecture): font-kit panics, the program goes on.
    catch_unwind(AssertUnwindSafe(|| ask(&SystemSource::new()))).ok()
}

/// Whether installed fonts can be asked for.
fn available() -> bool {
    static AVAILABLE: OnceLock<bool> = OnceLock::new();
    *AVAILABLE.get_or_init(|| !cfg!(all(unix, not(target_os = "macos"))) || fontconfig_in(&library_directories()))
}

fn fontconfig_in(directories: &[PathBuf]) -> bool {
    directories.iter().any(|directory| directory.join("libfontconfig.so.1").exists())
}

/// Where the loader looks: its variable, the usual places and one level of architecture names in them.
fn library_directories() -> Vec<PathBuf> {
    let variable = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    let mut directories: Vec<PathBuf> =
        std::env::split_paths(&variable).filter(|path| !path.as_os_str().is_empty()).collect();
    for usual in
        ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib", "/run/current-system/sw/lib", "/app/lib"]
    {
        directories.push(PathBuf::from(usual));
        let architecture = std::env::consts::ARCH;
        for triple in [
            format!("{architecture}-linux-gnu"),
            format!("{architecture}-linux-gnueabihf"),
            "arm-linux-gnueabihf".to_owned(),
        ] {
            directories.push(Path::new(usual).join(triple));
        }
    }
    directories
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_library_there_are_no_fonts() {
        let empty = tempfile::tempdir().unwrap();
        assert!(!fontconfig_in(&[empty.path().to_owned()]));
        assert!(!fontconfig_in(&[]));
    }

    #[test]
    fn styles_are_told_from_file_names() {
        let handle = |name: &str| Handle::from_path(PathBuf::from(name), 0x2_0003);
        assert_eq!(styles_in(&handle("/fonts/NotoSerifCJK-Regular.ttc")), 0);
        assert!(styles_in(&handle("/fonts/NotoSerifCJK-ExtraLight.ttc")) > 0);
        assert_eq!(face_index(&handle("x.ttc")), 3);
        assert!(rank("NotoSerifCJK-Regular") < rank("FreeMono"));
    }

    #[test]
    fn an_unknown_family_is_told_by_name() {
        let error = load_family("No Such Family 无此字体").unwrap_err();
        assert_eq!(error.to_string(), "no font named “No Such Family 无此字体” is installed");
    }

    #[test]
    fn a_collection_gives_the_named_face() {
        if !installed_families().iter().any(|family| family == "Noto Serif CJK SC") {
            return;
        }
        let face = load_family("Noto Serif CJK SC").unwrap();
        assert!(face.draws('中'));
        assert_eq!(face.shape("—", super::super::Writing::Horizontal).first().map(|glyph| glyph.advance_em), Some(1.0));
    }
}
