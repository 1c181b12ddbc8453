//! Tells when the files of a site change, as the system says or by looking again and again. Does not know
//! what is made of them.

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// The folders whose files make the site; kohyo's own and its output are none of them.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Editors write in several steps: the files are read when nothing has happened for this long …
const QUIET: Duration = Duration::from_millis(25);

/// … or when this much has gone by.
const PATIENCE: Duration = Duration::from_millis(150);

/// How often is looked where the system tells nothing.
const POLL: Duration = Duration::from_millis(500);

/// Why the files are to be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ping {
    /// Something below the folders changed.
    Files,
    /// A folder itself came, went, or was exchanged: what was watched may be gone.
    Folders,
    /// Nothing more is wanted.
    End,
}

/// How the files are watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The system tells.
    Told,
    /// By looking again and again.
    Polling,
}

/// Watches a site while it lives.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
    root: PathBuf,
}

impl Watch {
    /// Starts to watch the site at `root`, a canonical path, in that way.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn begin(root: &Path, way: Way, pings: Sender<Ping>) -> notify::Result<Watch> {
        let own = root.to_owned();
        let hear = move |event: notify::Result<Event>| {
            if let Some(ping) = ping(&own, event) {
                // Nobody listens any more: the command is ending.
                let _ = pings.send(ping);
            }
        };
        // Times of files may be too coarse to tell two savings apart.
        let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
        let watcher: Box<dyn Watcher + Send> = match way {
            Way::Told => Box::new(RecommendedWatcher::new(hear, config)?),
            Way::Polling => Box::new(PollWatcher::new(hear, config)?),
        };
        let mut watch = Watch { watcher, root: root.to_owned() };
        // The root itself, because its folders may come later or be exchanged.
        watch.watcher.watch(root, RecursiveMode::NonRecursive)?;
        watch.renew()?;
        Ok(watch)
    }

    /// Watches the folders that are there now.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn renew(&mut self) -> notify::Result<()> {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            // It is not watched when it was not there before.
            let _ = self.watcher.unwatch(&path);
            if path.is_dir() {
                self.watcher.watch(&path, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}

/// Waits for a change and for its end; several in a row are one.
pub fn wait(pings: &Receiver<Ping>) -> Ping {
    let Ok(mut first) = pings.recv() else {
        return Ping::End;
    };
    let start = Instant::now();
    while start.elapsed() < PATIENCE && first != Ping::End {
        match pings.recv_timeout(QUIET) {
            Ok(Ping::Files) => {}
            Ok(other @ (Ping::Folders | Ping::End)) => first = other,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Ping::End,
        }
    }
    first
}

/// What an event means for the site at `root`; `None` when nothing.
pub fn ping(root: &Path, event: notify::Result<Event>) -> Option<Ping> {
    let Ok(event) = event else {
        // Something was lost: look at everything.
        return Some(Ping::Folders);
    };
    if event.need_rescan() {
        return Some(Ping::Folders);
    }
    if let EventKind::Access(kind) = event.kind
        && kind != AccessKind::Close(AccessMode::Write)
    {
        // Our own reading, above all.
        return None;
    }
    let moves = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    let below = event.paths.iter().filter_map(|path| path.strip_prefix(root).ok());
    let mut found = None;
    for path in below {
        let is_ours = FOLDERS.iter().any(|folder| path.starts_with(folder));
        let is_folder = FOLDERS.iter().any(|folder| path == Path::new(folder));
        match (is_ours, is_folder && moves) {
            (true, true) => return Some(Ping::Folders),
            (true, false) => found = Some(Ping::Files),
            (false, _) => {}
        }
    }
    found
}
