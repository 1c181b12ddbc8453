//! What the last build was made of and what it left, by the marks that the file system keeps (length,
//! times, file number), so that a build of the same again reads no file. Does not know what is built.
//!
//! It is a memory only: whoever deletes it, or makes it doubtful, gets a whole build.

use super::calls;
use super::digest::Digest;
use super::error::{Action, DiskError, FailedAt as _};
use super::lock::Lock;
use super::marks::{self, FileMark};
use super::path::HOME;
use super::snapshot::FOLDERS;
use super::swap::{has_leftovers, list_of};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A memory is a line.
const MEMORY_BYTES: u64 = 1 << 16;

/// Within one tick of the file system's clock two writes look the same; no system in use ticks slower,
/// where it keeps fractions of a second at all.
const TICK: Duration = Duration::from_millis(10);

/// Files this new may be written again within the same tick.
const FRESH: Duration = Duration::from_millis(100);

/// The same where only whole seconds are kept (two of them on FAT).
const FRESH_SECONDS: Duration = Duration::from_secs(3);

/// A site and an output folder as they looked before a build.
#[derive(Debug)]
pub struct Built<'lock> {
    lock: &'lock Lock,
    out: PathBuf,
    /// Of everything that the output depends on; `None` when that is not sure.
    inputs: Option<Digest>,
}

/// What is kept from build to build.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memory {
    format: u32,
    inputs: String,
    output: String,
    note: String,
}

impl<'lock> Built<'lock> {
    /// Looks at the site. `circumstances` is everything that its output depends on besides its files and
    /// this program.
    pub fn look(lock: &'lock Lock, out: &Path, circumstances: &str) -> Built<'lock> {
        Built { inputs: inputs(lock.root(), circumstances), out: out.to_owned(), lock }
    }

    /// What the last build noted, if it was made of the same and its output is in place, untouched, with nothing
    /// beside it that a build must clear away.
    pub fn note(&self) -> Option<String> {
        let inputs = self.inputs?;
        let bytes = calls::read_if_any(&self.memory(), MEMORY_BYTES).ok()??;
        let memory: Memory = serde_json::from_slice(&bytes).ok()?;
        let is_same = memory.format == 1
            && memory.inputs == inputs.to_string()
            && memory.output == digest("", &marks(&self.out)?).to_string();
        (is_same && !has_leftovers(&self.out)).then_some(memory.note)
    }

    /// Whether the list beside the output folder is there.
    pub fn has_list(&self) -> bool {
        list_of(&self.out).is_some_and(|list| matches!(calls::stand_if_any(&list), Ok(Some(_))))
    }

    /// Forgets the last build; to be called before anything of its output changes.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn forget(&self) -> Result<(), DiskError> {
        let path = self.memory();
        calls::remove_if_any(&path).failed_at(Action::Remove, &path)
    }

    /// Remembers this build, which just ended, with a note; where something is not sure, nothing is.
    pub fn remember(self, note: &str) {
        let (Some(inputs), Some(output)) = (self.inputs, marks(&self.out)) else {
            return;
        };
        if output.iter().all(|(_, mark)| mark.is_whole_seconds()) {
            return;
        }
        let memory = Memory {
            format: 1,
            inputs: inputs.to_string(),
            output: digest("", &output).to_string(),
            note: note.to_owned(),
        };
        let bytes = serde_json::to_vec(&memory).expect("strings have a JSON form");
        let path = self.memory();
        // Half a memory does not parse, and none is none: both only cost time.
        if calls::write(&path, &bytes).is_ok() {
            // What is done to the output from here on shows in its times.
            std::thread::sleep(TICK);
        }
    }

    fn memory(&self) -> PathBuf {
        let out = Digest::of(self.out.as_os_str().as_encoded_bytes()).to_string();
        let home = self.lock.root().join(HOME);
        home.join(format!("built-{}.json", &out[..12]))
    }
}

type Marks = Vec<(PathBuf, FileMark)>;

/// The marks of all files below a folder, none where there is none; `None` when they are not sure.
fn marks(folder: &Path) -> Option<Marks> {
    let mut marks = calls::if_any(marks::marks(folder)).ok()?.unwrap_or_default();
    marks.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Some(marks)
}

fn inputs(root: &Path, circumstances: &str) -> Option<Digest> {
    let now = SystemTime::now();
    let mut all = Marks::new();
    for folder in FOLDERS {
        all.extend(marks(&root.join(folder))?);
    }
    let is_sure = |mark: &FileMark| {
        let fresh = if mark.is_whole_seconds() { FRESH_SECONDS } else { FRESH };
        !mark.is_link() && now.duration_since(mark.newest()).is_ok_and(|age| age > fresh)
    };
    if !all.iter().all(|(_, mark)| is_sure(mark)) {
        return None;
    }
    // Theme and law are inside the program.
    let program = std::env::current_exe().ok()?;
    let mark = marks::mark(&program).ok()?;
    all.push((program, mark));
    Some(digest(circumstances, &all))
}

fn digest(circumstances: &str, marks: &Marks) -> Digest {
    let mut bytes = circumstances.as_bytes().to_vec();
    for (path, mark) in marks {
        bytes.push(0);
        bytes.extend_from_slice(path.as_os_str().as_encoded_bytes());
        bytes.push(0);
        mark.write(&mut bytes);
    }
    Digest::of(&bytes)
}
