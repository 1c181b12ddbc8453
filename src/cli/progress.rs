//! Progress of long work, on standard error and only for people. Does not know what the work is.

use super::context::Context;
use super::screen::Audience;
use crate::fill;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Shorter work shows nothing.
const QUIET: Duration = Duration::from_millis(700);

/// Counts finished pieces and says so in one line that is written over.
pub(super) struct Progress<'a> {
    context: &'a Context<'a>,
    total: usize,
    done: AtomicUsize,
    start: Instant,
}

impl<'a> Progress<'a> {
    /// Progress over that many pieces.
    pub(super) fn new(context: &'a Context<'a>, total: usize) -> Progress<'a> {
        Progress { context, total, done: AtomicUsize::new(0), start: Instant::now() }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let due = self.total >= 20 && done.is_multiple_of(self.total / 20);
        if due && self.is_shown() {
            let words = self.context.words("cli/progress", fill! { done, total = self.total });
            self.context.screen.err(&words);
        }
    }

    fn is_shown(&self) -> bool {
        self.context.screen.audience() == Audience::Terminal && self.start.elapsed() > QUIET
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.is_shown() {
            self.context.screen.err("\r\x1b[K");
        }
    }
}
