//! `quandian bench`: speed and memory, each text in a process of its own.
//!
//! - `first_frame_ms`: from the start of the process until the first frame with the text is laid out, tessellated
//!   and painted by the processor, at 1440×900 points and as many pixels: fonts, an empty library and opening
//!   included. Where this program started the process, the system's work of starting it is in it too.
//! - `open_ms`: of these, reading the file, finding its blocks and facts, noting it in the library.
//! - `analyze_ms`: the analysis in the background, which begins then and has the frame beside it.
//! - `scroll_frame_ms`: logic, layout and tessellation of frames with the wheel turning, the analysis being done; what
//!   a graphics card does afterwards is not in it.
//! - `memory_mb`: memory resident after that, in 2²⁰ bytes; null where the system does not tell.
//! - `typeset_chars_per_s`, `relayout_chars_per_s`: setting all blocks by total fit on one thread, from text whose
//!   words are known; and setting the cells made then at another width.
//!
//! For `reanchor_ms` and `library` see `bench_library`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, iter};

use quandian::document::BlockKind;
use quandian::import::bundled_article;
use quandian::session::Session;
use quandian::store::DataDir;
use quandian::store::files::{read_document_bytes, write_atomically};
use quandian::ui::offline::typesetting_speed;
use quandian::ui::screenshot::Headless;
use serde_json::{Map, Value, json};

use super::args::{BenchArguments, Block};
use super::json::pretty;
use super::screenshot;
use super::temporary::TemporaryFolder;
use super::{Failure, bench_library};

const WINDOW: (u32, u32) = (1440, 900);
/// Length of the long text, in characters.
const MILLION: usize = 1_000_000;
/// Frames measured while scrolling, notches of the wheel in each.
const SCROLL_FRAMES: usize = 400;
const SCROLL_NOTCHES: f32 = 3.0;
/// A text shorter than this is at its end after [`TURN`] frames: there the wheel turns back.
const SHORT_CHARS: usize = 50_000;
const TURN: usize = 25;

/// `started`: when `main` began.
pub(super) fn bench(arguments: &BenchArguments, started: Instant) -> Result<String, Failure> {
    let answer = match arguments.block {
        Some(block) => measured(block, arguments, started)?,
        None => all()?,
    };
    pretty(&answer)
}

fn all() -> Result<Value, Failure> {
    let folder = TemporaryFolder::new()?;
    let mut blocks = Map::new();
    for block in [Block::Article, Block::Million] {
        let path = written(block, folder.path())?;
        blocks.insert(block.name().to_owned(), in_own_process(block, &path)?);
    }
    let long = million();
    blocks.insert("reanchor_ms".to_owned(), json!(bench_library::reanchor_ms(&long)));
    blocks.insert("library".to_owned(), bench_library::library_ms(&folder.path().join("many"), &long)?);
    Ok(Value::Object(blocks))
}

fn in_own_process(block: Block, text: &Path) -> Result<Value, Failure> {
    let program = env::current_exe()?;
    let spawned = since_epoch().as_nanos().to_string();
    let output = Command::new(program)
        .args(["bench", "--block", block.name(), "--spawned", &spawned, "--text"])
        .arg(text)
        .stdin(Stdio::null())
        .output()?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the measurement of {} failed: {}", block.name(), told.trim()).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn measured(block: Block, arguments: &BenchArguments, started: Instant) -> Result<Value, Failure> {
    let folder = TemporaryFolder::new()?;
    let text = match &arguments.text {
        Some(path) => path.clone(),
        None => written(block, folder.path())?,
    };
    let mut session = Session::new(DataDir::resolve(Some(&folder.path().join("library")))?, || {})?;
    let opening = Instant::now();
    screenshot::open(&mut session, Some(&text))?;
    let open = opening.elapsed();
    let document = session.open.as_ref().map(|open| open.document.clone()).ok_or("no document is open")?;
    let mut window = Headless::new(session, WINDOW, 1.0, None);
    window.first_frame();
    let first_frame = since_start(started, arguments.spawned);
    let analyze = window.await_analysis();
    let scroll = scrolled(&mut window, document.n_chars());
    let memory = resident_mb();
    drop(window);
    let speed = typesetting_speed(&document);
    Ok(json!({
        "first_frame_ms": ms(first_frame),
        "open_ms": ms(open),
        "analyze_ms": analyze.map(ms),
        "typeset_chars_per_s": speed.typeset_chars_per_s.round() as u64,
        "relayout_chars_per_s": speed.relayout_chars_per_s.round() as u64,
        "scroll_frame_ms": { "p50": percentile(&scroll, 50).map(ms), "p99": percentile(&scroll, 99).map(ms) },
        "memory_mb": memory,
    }))
}

/// Times of frames with the wheel turning, shortest first.
fn scrolled(window: &mut Headless, n_chars: usize) -> Vec<Duration> {
    window.settle();
    let notches = |frame: usize| {
        let is_back = n_chars < SHORT_CHARS && (frame / TURN) % 2 == 1;
        if is_back { SCROLL_NOTCHES } else { -SCROLL_NOTCHES }
    };
    let mut times: Vec<_> = (0..SCROLL_FRAMES).map(|frame| window.scroll_frame(notches(frame))).collect();
    times.sort_unstable();
    times
}

/// The least of the sorted `times` that `percent` of them do not exceed.
fn percentile(times: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (times.len() * percent).div_ceil(100);
    times.get(rank.checked_sub(1)?).copied()
}

/// Writes the text that is measured into `folder`.
fn written(block: Block, folder: &Path) -> Result<PathBuf, Failure> {
    let path = folder.join(format!("{}.txt", block.name()));
    let text = match block {
        Block::Article => bundled_article().document.text().to_owned(),
        Block::Million => million(),
    };
    write_atomically(&path, text.as_bytes())?;
    Ok(path)
}

/// A million characters: paragraphs of the bundled article, a line each, with their running number in （） behind them so
/// that no two are alike. Which one comes is drawn: x ← 1664525·x + 1013904223 modulo 2³² (Numerical Recipes), x
/// being 20240827 at first and stepped before each draw; the upper sixteen bits of x modulo the number of paragraphs. The last
/// line is cut where the million is full.
fn million() -> String {
    let document = bundled_article().document;
    let blocks = document.blocks().iter().filter(|block| block.kind == BlockKind::Paragraph);
    let paragraphs: Vec<&str> = blocks.map(|block| document.slice(block.range)).collect();
    let draws =
        iter::successors(Some(20_240_827_u32), |state| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)));
    let mut text = String::with_capacity(3 * MILLION);
    let mut left = MILLION;
    for (number, draw) in (1..).zip(draws.skip(1)) {
        let Some(paragraph) = paragraphs.get((draw >> 16) as usize % paragraphs.len().max(1)) else { break };
        let line = format!("{paragraph}（{number}）\n");
        text.extend(line.chars().take(left));
        left = left.saturating_sub(line.chars().count());
        if left == 0 {
            break;
        }
    }
    text
}

/// Since the process was asked for, if that is known and the clock was not set meanwhile, else since `main` began.
fn since_start(started: Instant, spawned: Option<u64>) -> Duration {
    let own = started.elapsed();
    let whole = spawned.and_then(|at| since_epoch().checked_sub(Duration::from_nanos(at)));
    whole.filter(|&whole| whole >= own).unwrap_or(own)
}

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Memory of this process that is in use, where the system tells it as Linux does.
fn resident_mb() -> Option<f64> {
    let status = read_document_bytes(Path::new("/proc/self/status")).ok()?;
    let status = String::from_utf8(status).ok()?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = resident.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(one_decimal(kilobytes / 1024.0))
}

/// To a hundredth.
pub(super) fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e5).round() / 100.0
}

fn one_decimal(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

impl Block {
    /// As it is written on the command line, and its key in the answer.
    fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Million => "million",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_long_text_has_a_million_characters_and_no_two_lines_alike() {
        let text = million();
        assert_eq!(text.chars().count(), MILLION);
        let mut seen = HashSet::new();
        assert!(text.lines().all(|line| seen.insert(line)));
        assert_eq!(text, million());
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Some(Duration::from_millis(100)));
        assert_eq!(percentile(&times, 99), Some(Duration::from_millis(198)));
        assert_eq!(percentile(&[], 50), None);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_count() {
        let started = Instant::now();
        let future = since_epoch() + Duration::from_secs(1000);
        assert!(since_start(started, u64::try_from(future.as_nanos()).ok()) < Duration::from_secs(500));
    }
}
