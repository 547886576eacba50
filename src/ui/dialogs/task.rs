//! Work on another thread whose answer a dialog waits for without standing still.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// Work under way. Dropping it lets the work run on; its answer is lost.
#[derive(Debug)]
pub(in crate::ui) struct Task<T> {
    answer: Receiver<T>,
}

/// How far a [`Task`] is.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::ui) enum Progress<T> {
    Running,
    /// Given once.
    Done(T),
    /// The thread ended without an answer.
    Lost,
}

impl<T: Send + 'static> Task<T> {
    /// Runs `job` on a thread of its own and wakes the window when it has answered; `None` where no thread can be had.
    pub(in crate::ui) fn spawn(
        name: &str,
        egui: &egui::Context,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Option<Self> {
        let (sender, answer) = channel();
        let egui = egui.clone();
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || {
            // A failure means that nobody waits any more.
            sender.send(job()).ok();
            egui.request_repaint();
        });
        spawned.is_ok().then_some(Self { answer })
    }

    pub(in crate::ui) fn poll(&self) -> Progress<T> {
        match self.answer.try_recv() {
            Ok(answer) => Progress::Done(answer),
            Err(TryRecvError::Empty) => Progress::Running,
            Err(TryRecvError::Disconnected) => Progress::Lost,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait<T: Send + 'static>(task: &Task<T>) -> Progress<T> {
        loop {
            match task.poll() {
                Progress::Running => thread::yield_now(),
                ended => return ended,
            }
        }
    }

    #[test]
    fn an_answer_comes_once() {
        let task = Task::spawn("test", &egui::Context::default(), || 7).unwrap();
        assert_eq!(wait(&task), Progress::Done(7));
        assert_eq!(wait(&task), Progress::Lost);
    }
}
