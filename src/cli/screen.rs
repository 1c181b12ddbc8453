//! Where a command speaks: standard output and error, or a test's buffers. Does not decide what is said.

use crate::diagnostic::{Finding, Lang, Renderer, advice_word};
use crate::disk::Snapshot;
use std::io::{IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Whether signs for people at a terminal (colour, progress) are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Somebody looks at a terminal.
    Terminal,
    /// A file, a pipe or a test.
    Other,
}

type ScreenSink = Mutex<Box<dyn Write + Send>>;

/// The two streams of a command.
pub struct Screen {
    out: ScreenSink,
    err: ScreenSink,
    audience: Audience,
    out_audience: Audience,
}

impl std::fmt::Debug for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Screen({:?})", self.audience)
    }
}

/// What a command wrote, for tests and callers that show it elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    /// The words so far.
    pub fn words(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Screen {
    /// The process's own streams.
    pub fn of_process() -> Screen {
        let looks = |is_terminal| {
            if is_terminal { Audience::Terminal } else { Audience::Other }
        };
        Screen {
            out: Mutex::new(Box::new(std::io::stdout())),
            err: Mutex::new(Box::new(std::io::stderr())),
            audience: looks(std::io::stderr().is_terminal()),
            out_audience: looks(std::io::stdout().is_terminal()),
        }
    }

    /// Two buffers: output and error.
    pub fn of_buffers(out: Buffer, err: Buffer) -> Screen {
        Screen {
            out: Mutex::new(Box::new(out)),
            err: Mutex::new(Box::new(err)),
            audience: Audience::Other,
            out_audience: Audience::Other,
        }
    }

    /// Whether somebody looks.
    pub(super) fn audience(&self) -> Audience {
        self.audience
    }

    /// Whether what goes to standard output may be coloured.
    pub(super) fn shows_colour(&self) -> bool {
        self.out_audience == Audience::Terminal
    }

    /// Words to standard output. A reader that went away is no fault of ours.
    pub(super) fn out(&self, words: &str) {
        write(&self.out, words);
    }

    /// A result for programs, to standard output.
    pub(super) fn json(&self, value: &serde_json::Value) {
        let words = serde_json::to_string_pretty(value).expect("a value has a JSON form");
        self.out(&(words + "\n"));
    }

    /// Words to standard error.
    pub(super) fn err(&self, words: &str) {
        write(&self.err, words);
    }

    /// A fault of the world, and what to do.
    pub(super) fn fault(&self, fault: &Finding, lang: Lang) {
        let (error, help) = (fault.severity.word(lang), advice_word(lang));
        let mut words = format!("{error}: {}\n", fault.message.get(lang));
        if let Some(advice) = &fault.help {
            words.push_str(&format!("  = {help}: {}\n", advice.get(lang)));
        }
        self.err(&words);
    }

    /// Findings to standard error, with excerpts from the snapshot.
    pub(super) fn findings(&self, findings: &[Finding], snapshot: &Snapshot, lang: Lang) {
        if findings.is_empty() {
            return;
        }
        let source = |file: &str| excerpt_source(snapshot, file);
        let color = self.audience == Audience::Terminal && std::env::var_os("NO_COLOR").is_none();
        self.err(&Renderer { lang, color, source: &source }.text(findings));
    }
}

fn write(sink: &ScreenSink, words: &str) {
    let mut sink = sink.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = sink.write_all(words.as_bytes()).and_then(|()| sink.flush());
}

/// The text of a file for excerpts; bytes that are not UTF-8 are shown as such.
pub(super) fn excerpt_source(snapshot: &Snapshot, file: &str) -> Option<String> {
    let file = snapshot.file(file)?;
    Some(String::from_utf8_lossy(file.bytes()).into_owned())
}
