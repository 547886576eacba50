//! The interface without a window: frames at a clock of its own, pictures in memory.

use std::thread;
use std::time::{Duration, Instant};

use egui::{
    ClippedPrimitive, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2,
    ViewportId, ViewportInfo, vec2,
};

use super::raster::Canvas;
use super::texture::Textures;
use super::{PanelName, Screenshot};
use crate::session::Session;
use crate::ui::app::Interface;
use crate::ui::locale::Language;

/// Seconds from frame to frame at the rate of a usual screen.
const FRAME_SECONDS: f64 = 1.0 / 60.0;
/// Seconds from frame to frame while waiting for animations to end: those of the interface take one or two such frames.
const SETTLE_SECONDS: f64 = 0.1;
/// Frames until what depends on the frame before has come right, and frames after which to stop in any case.
const SETTLE_FRAMES: (usize, usize) = (4, 40);
/// A repaint asked for later than this only makes a cursor blink or a message go away.
const SOON: Duration = Duration::from_millis(200);
/// How long to wait for the analysis, and for a font to be opened.
const PATIENCE: Duration = Duration::from_mins(1);
const FONT_PATIENCE: Duration = Duration::from_secs(3);
const LOOK_AGAIN: Duration = Duration::from_millis(4);
/// Largest side of a texture; every graphics card of the last ten years has as much.
const TEXTURE_SIDE: usize = 8192;

/// The real interface, painted by the processor alone.
pub struct Headless {
    egui: egui::Context,
    interface: Interface,
    textures: Textures,
    /// In points.
    size: Vec2,
    scale: f32,
    seconds: f64,
    fonts_version: u64,
}

/// One frame as triangles.
struct Frame {
    primitives: Vec<ClippedPrimitive>,
    pixels_per_point: f32,
    repaint_delay: Duration,
    /// Time for logic, layout and tessellation.
    took: Duration,
}

impl Headless {
    /// `size` in points, `scale` pixels to a point.
    pub fn new(session: Session, size: (u32, u32), scale: f32, language: Option<Language>) -> Self {
        let egui = egui::Context::default();
        let interface = Interface::new(session, language);
        interface.setup(&egui);
        Self {
            fonts_version: interface.fonts.version(),
            egui,
            interface,
            textures: Textures::default(),
            size: vec2(size.0 as f32, size.1 as f32),
            scale,
            seconds: 0.0,
        }
    }

    /// The first frame in full: laid out, tessellated, turned into pixels.
    pub fn first_frame(&mut self) -> Screenshot {
        let frame = self.frame(FRAME_SECONDS, Vec::new());
        self.picture(&frame)
    }

    /// Waits for the analysis of what is open, a minute at most; the time it took.
    pub fn await_analysis(&mut self) -> Option<Duration> {
        let session = &mut self.interface.session;
        let start = Instant::now();
        loop {
            session.poll();
            let is_done = session.open.is_none() || session.analysis_time.is_some();
            if (is_done && !session.is_loading && session.progress().is_none()) || start.elapsed() > PATIENCE {
                return session.analysis_time;
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Frames until nothing changes any more.
    pub fn settle(&mut self) {
        self.settled();
    }

    /// A frame in which the wheel over the middle of the window turns by `notches`, negative towards the end of the
    /// text: the time for logic, layout and tessellation.
    pub fn scroll_frame(&mut self, notches: f32) -> Duration {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, notches),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        let pointer = Event::PointerMoved((self.size / 2.0).to_pos2());
        self.frame(FRAME_SECONDS, vec![pointer, wheel]).took
    }

    /// The settled interface with a panel shown and a place of the text (byte) in view.
    pub(super) fn shot(&mut self, panel: Option<PanelName>, place: Option<usize>) -> Screenshot {
        self.frame(FRAME_SECONDS, Vec::new());
        if let Some(panel) = panel {
            self.interface.show_panel(panel);
        }
        if let Some(offset) = place {
            self.interface.scroll_to(offset);
        }
        self.settled();
        self.await_fonts();
        let frame = self.settled();
        self.picture(&frame)
    }

    /// Waits until the reader's own font has been opened, and until installed fonts have been searched for characters
    /// the bundled ones lack.
    fn await_fonts(&mut self) {
        let start = Instant::now();
        while self.interface.session.settings.font_family.is_some()
            && self.interface.fonts.version() == self.fonts_version
            && start.elapsed() < FONT_PATIENCE
        {
            thread::sleep(LOOK_AGAIN);
            self.frame(FRAME_SECONDS, Vec::new());
        }
        self.interface.fonts.book().settle();
    }

    fn settled(&mut self) -> Frame {
        let (least, most) = SETTLE_FRAMES;
        let mut n_frames = 0;
        loop {
            let frame = self.frame(SETTLE_SECONDS, Vec::new());
            n_frames += 1;
            if n_frames >= most || (n_frames >= least && frame.repaint_delay > SOON) {
                return frame;
            }
        }
    }

    fn frame(&mut self, seconds: f64, events: Vec<Event>) -> Frame {
        self.seconds += seconds;
        let input = self.input(events);
        let (egui, interface) = (&self.egui, &mut self.interface);
        let start = Instant::now();
        // As eframe does it.
        let output = egui.run_ui(input, |ui| {
            let egui = ui.ctx().clone();
            interface.logic(&egui);
            interface.ui(ui);
        });
        let egui::FullOutput { mut textures_delta, shapes, pixels_per_point, viewport_output, .. } = output;
        let primitives = egui.tessellate(shapes, pixels_per_point);
        let took = start.elapsed();
        self.textures.update(&mut textures_delta);
        let viewport = viewport_output.get(&ViewportId::ROOT);
        let repaint_delay = viewport.map_or(Duration::MAX, |viewport| viewport.repaint_delay);
        Frame { primitives, pixels_per_point, repaint_delay, took }
    }

    fn input(&self, events: Vec<Event>) -> RawInput {
        let screen = Rect::from_min_size(Pos2::ZERO, self.size / self.egui.zoom_factor());
        let viewport = ViewportInfo {
            native_pixels_per_point: Some(self.scale),
            inner_rect: Some(screen),
            focused: Some(true),
            ..ViewportInfo::default()
        };
        RawInput {
            viewports: std::iter::once((ViewportId::ROOT, viewport)).collect(),
            screen_rect: Some(screen),
            max_texture_side: Some(TEXTURE_SIDE),
            time: Some(self.seconds),
            events,
            ..RawInput::default()
        }
    }

    fn picture(&self, frame: &Frame) -> Screenshot {
        let (width, height) = super::in_pixels(self.size, self.scale);
        let mut canvas = Canvas::new(width, height);
        canvas.paint(&frame.primitives, &self.textures, frame.pixels_per_point);
        Screenshot { width, height, rgba: canvas.into_rgba() }
    }
}
