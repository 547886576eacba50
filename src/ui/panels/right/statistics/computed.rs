//! Values worked out once for what they depend on; where that takes long, beside the window.

use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Weak};
use std::thread;

use egui::Context;

/// Bytes of text from which on the work is done on another thread; with less it takes about a frame.
const LONG_TEXT: usize = 200_000;

/// A value and the key of everything it depends on.
pub(super) struct Computed<K, V> {
    key: Option<K>,
    /// Dropped as soon as something else is asked for.
    waits: Arc<()>,
    state: State<V>,
}

enum State<V> {
    /// Nothing was asked for yet, or no thread could be started.
    Nothing,
    Waiting(Receiver<V>),
    Ready(Rc<V>),
}

impl<K, V> Default for Computed<K, V> {
    fn default() -> Self {
        Self { key: None, waits: Arc::new(()), state: State::Nothing }
    }
}

/// Somebody who asked for a value, as the work sees him.
pub(super) struct Asked(Weak<()>);

impl Asked {
    /// Whether nobody waits any more.
    pub(super) fn is_over(&self) -> bool {
        self.0.strong_count() == 0
    }
}

impl<K: PartialEq, V: Send + 'static> Computed<K, V> {
    /// The value for `key`, by `work` over `n_bytes` of text where it is another key than before; `None` while that
    /// goes on. What an older key asked for is dropped when it comes.
    pub(super) fn get(
        &mut self,
        key: K,
        n_bytes: usize,
        egui: &Context,
        work: impl FnOnce() -> V + Send + 'static,
    ) -> Option<Rc<V>> {
        if self.key.as_ref() != Some(&key) {
            let is_quick = n_bytes < LONG_TEXT;
            self.state = if is_quick { State::Ready(Rc::new(work())) } else { begin(egui.clone(), work) };
            self.key = Some(key);
        }
        self.taken()
    }

    /// As [`Self::get`], always on another thread; `work` can look whether somebody still waits.
    pub(super) fn get_watched(
        &mut self,
        key: K,
        egui: &Context,
        work: impl FnOnce(&Asked) -> V + Send + 'static,
    ) -> Option<Rc<V>> {
        if !self.is_for(&key) {
            self.waits = Arc::new(());
            let asked = Asked(Arc::downgrade(&self.waits));
            self.state = begin(egui.clone(), move || work(&asked));
            self.key = Some(key);
        }
        self.taken()
    }

    /// Whether the value for `key` is there or on its way.
    pub(super) fn is_for(&self, key: &K) -> bool {
        self.key.as_ref() == Some(key)
    }

    fn taken(&mut self) -> Option<Rc<V>> {
        if let State::Waiting(inbox) = &self.state
            && let Ok(value) = inbox.try_recv()
        {
            self.state = State::Ready(Rc::new(value));
        }
        match &self.state {
            State::Ready(value) => Some(Rc::clone(value)),
            State::Waiting(_) | State::Nothing => None,
        }
    }
}

fn begin<V: Send + 'static>(egui: Context, work: impl FnOnce() -> V + Send + 'static) -> State<V> {
    let (outbox, inbox) = channel();
    let job = move || {
        // Nobody waits any more once something else is asked for.
        outbox.send(work()).ok();
        egui.request_repaint();
    };
    match thread::Builder::new().name("statistics".to_owned()).spawn(job) {
        Ok(_) => State::Waiting(inbox),
        Err(_) => State::Nothing,
    }
}
