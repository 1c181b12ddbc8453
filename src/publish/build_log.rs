//! The log of builds: what was built, uploaded and verified, and when, a line each in `records/builds.jsonl`. It is
//! what the organisation says of itself; each line names the one before it. Does not know why anybody asks.

use super::manifest;
use crate::diagnostic::{Finding, Span};
use crate::disk::{Before, DiskError, Edits, Lock, read_if_any};
use crate::fill;
use crate::text::date::Date;
use crate::tree::Digest;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where the log is.
const PATH: &str = "records/builds.jsonl";

/// A line for every build of every day of a century is shorter.
const LIMIT: u64 = 16 << 20;

/// The form of its lines that this release writes and reads.
const FORMAT: u8 = 1;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildEvent {
    /// When kohyo learned of it.
    #[serde(with = "as_words")]
    pub recorded: Date,
    /// What was done.
    #[serde(flatten)]
    pub deed: Deed,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Deed {
    /// The public pages were made.
    Build {
        /// The digest of their manifest, which names every file.
        #[serde(with = "as_words")]
        manifest: Digest,
        /// The day they were made for.
        #[serde(with = "as_words")]
        as_of: Date,
        /// Where to, where that was not `public`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        out: Option<String>,
    },
    /// Somebody says that pages were uploaded.
    Upload {
        /// The digest of their manifest.
        #[serde(with = "as_words")]
        manifest: Digest,
        /// When they were uploaded.
        #[serde(with = "as_words")]
        date: Date,
    },
    /// `content/` was made again of what was published, without the private records.
    Restore {
        /// How many lines the ledger of each document had.
        lines: BTreeMap<String, usize>,
    },
    /// The site was verified.
    Verify {
        /// How many faults there were.
        faults: usize,
    },
}

/// A line as it is written.
#[derive(Serialize, Deserialize)]
struct LogLine {
    format: u8,
    /// The digest of the line before, since there is such a member; none in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    #[serde(flatten)]
    event: BuildEvent,
}

/// What the log says of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildStanding {
    /// It is that of the last build to its place, or of what was uploaded last.
    Last {
        /// When the pages were made.
        built: Date,
        /// For which day.
        as_of: Date,
    },
    /// Others were made there since.
    Older {
        /// When the pages were made.
        built: Date,
        /// When the last were.
        last: Date,
    },
    /// No build made it.
    Unknown,
    /// No build is recorded at all.
    NoBuilds,
}

/// Values in JSON as they are written elsewhere.
mod as_words {
    use serde::{Deserialize, Deserializer, Serializer, de};
    use std::fmt::Display;
    use std::str::FromStr;

    pub(super) fn serialize<S: Serializer>(value: &impl Display, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(
        from: D,
    ) -> Result<T, D::Error> {
        let words = String::deserialize(from)?;
        words.parse().map_err(|_| de::Error::custom("not written as such a value is"))
    }
}

/// A build as its line says it.
struct RecordedBuild<'l> {
    recorded: Date,
    manifest: Digest,
    as_of: Date,
    /// The folder, where it was not `public`.
    out: Option<&'l str>,
}

/// All lines, in the order of recording, and the bytes that say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildLog {
    events: Vec<BuildEvent>,
    bytes: Option<Vec<u8>>,
}

impl BuildLog {
    /// Reads the log of a site; nothing where there is none yet. Inside: what is wrong with it, which never stands
    /// in the way of a command that is about something else.
    ///
    /// # Errors
    /// When the disk does not give it.
    pub fn read(root: &Path) -> Result<Result<BuildLog, Box<Finding>>, DiskError> {
        let bytes = read_if_any(&root.join(PATH), LIMIT)?;
        let mut events = Vec::new();
        let lines = bytes.as_deref().unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
        let mut before: &[u8] = &[];
        for (at, words) in lines.enumerate() {
            let told = |name, line: usize| {
                let finding = Finding::warning(name, fill! { line });
                Ok(Err(Box::new(finding.at(Span::file(PATH)))))
            };
            let line = match serde_json::from_slice::<LogLine>(words) {
                Ok(line) if line.format == FORMAT => line,
                Ok(_) | Err(_) => return told("builds-form", at + 1),
            };
            // Lines of releases that did not say it bind nothing.
            if line.previous.is_some_and(|said| said != Digest::of(before).to_string()) {
                return told("builds-chain", at);
            }
            events.push(line.event);
            before = words;
        }
        Ok(Ok(BuildLog { events, bytes }))
    }

    /// Appends a line.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn append(&self, lock: &Lock, event: &BuildEvent) -> Result<(), DiskError> {
        let mut edits = Edits::new();
        self.append_to(&mut edits, event)?;
        lock.commit(&edits)
    }

    /// Appends a line together with other edits.
    ///
    /// # Errors
    /// When they write it already.
    pub fn append_to(&self, edits: &mut Edits, event: &BuildEvent) -> Result<(), DiskError> {
        let known = self.bytes.as_deref();
        let before = known.map_or(Before::Absent, |bytes| Before::Was(Digest::of(bytes)));
        let mut bytes = known.unwrap_or_default().to_vec();
        let last = bytes.trim_ascii_end().iter().rposition(|byte| *byte == b'\n');
        let last = &bytes[last.map_or(0, |at| at + 1)..];
        let previous = (!last.is_empty()).then(|| Digest::of(last));
        bytes.extend_from_slice(event.line(previous).as_bytes());
        edits.write(PATH, bytes, before)
    }

    /// Notes a public build, if it made anything else than the one before to the same folder. Returns what is wrong
    /// with the log, which then stays as it is.
    ///
    /// # Errors
    /// When the disk does not give the log, or does not take the line.
    pub fn note_build(
        lock: &Lock,
        (root, out): (&Path, &Path),
        files: &manifest::Files,
        (as_of, today): (Date, Date),
    ) -> Result<Option<Box<Finding>>, DiskError> {
        let Some(manifest) = files.get(manifest::NAME).copied() else {
            return Ok(None);
        };
        let log = match BuildLog::read(root)? {
            Ok(log) => log,
            Err(finding) => return Ok(Some(finding)),
        };
        let out = (out != root.join(super::PUBLIC)).then(|| out.display().to_string());
        if log.last_build(Some(out.as_deref())).is_some_and(|(_, last, _)| last == manifest) {
            return Ok(None);
        }
        let deed = Deed::Build { manifest, as_of, out };
        log.append(lock, &BuildEvent { recorded: today, deed })?;
        Ok(None)
    }

    /// The lines.
    pub fn events(&self) -> &[BuildEvent] {
        &self.events
    }

    /// The builds, the last first.
    fn builds(&self) -> impl Iterator<Item = RecordedBuild<'_>> {
        self.events.iter().rev().filter_map(|event| match &event.deed {
            Deed::Build { manifest, as_of, out } => {
                let (recorded, out) = (event.recorded, out.as_deref());
                Some(RecordedBuild { recorded, manifest: *manifest, as_of: *as_of, out })
            }
            Deed::Upload { .. } | Deed::Restore { .. } | Deed::Verify { .. } => None,
        })
    }

    /// The uploads in the order of recording: the day, and the manifest of what was sent.
    fn sent(&self) -> impl DoubleEndedIterator<Item = (Date, Digest)> {
        self.events.iter().filter_map(|event| match &event.deed {
            Deed::Upload { manifest, date } => Some((*date, *manifest)),
            Deed::Build { .. } | Deed::Restore { .. } | Deed::Verify { .. } => None,
        })
    }

    /// The last build, wherever to; with `to`, the last one to there.
    pub fn last_build(&self, to: Option<Option<&str>>) -> Option<(Date, Digest, Date)> {
        let last = self.builds().find(|build| to.is_none_or(|to| to == build.out))?;
        Some((last.recorded, last.manifest, last.as_of))
    }

    /// What it says of a manifest.
    pub fn standing(&self, wanted: Digest) -> BuildStanding {
        let Some(own) = self.builds().find(|build| build.manifest == wanted) else {
            let is_any = self.builds().next().is_some();
            return if is_any { BuildStanding::Unknown } else { BuildStanding::NoBuilds };
        };
        let last = self.builds().find(|build| build.out == own.out);
        let uploaded = self.sent().next_back().map(|(_, manifest)| manifest);
        match last {
            Some(last) if last.manifest != wanted && uploaded != Some(wanted) => {
                BuildStanding::Older { built: own.recorded, last: last.recorded }
            }
            Some(_) | None => BuildStanding::Last { built: own.recorded, as_of: own.as_of },
        }
    }

    /// The folder of the last build, where that was not `public`.
    pub fn last_out(&self) -> Option<&str> {
        self.builds().next()?.out
    }

    /// How many lines a ledger had when it was brought back without private records, the last time; and when.
    pub fn restored(&self, slug: &str) -> Option<(Date, usize)> {
        self.events.iter().rev().find_map(|event| match &event.deed {
            Deed::Restore { lines } => Some((event.recorded, *lines.get(slug)?)),
            Deed::Build { .. } | Deed::Upload { .. } | Deed::Verify { .. } => None,
        })
    }

    /// How many uploads are recorded.
    pub fn uploads(&self) -> usize {
        self.sent().count()
    }

    /// The folders that pages were made in, other than `public`.
    pub fn outs(&self) -> BTreeSet<&str> {
        self.builds().filter_map(|build| build.out).collect()
    }

    /// The upload that was shown on a day: the last one until its end, by the day of uploading.
    pub fn shown_on(&self, day: Date) -> Option<(Date, Digest)> {
        // Of two of one day the one recorded later stood in the end.
        self.sent().filter(|(date, _)| *date <= day).max_by_key(|(date, _)| *date)
    }

    /// The day that the pages of a manifest were made for.
    pub fn as_of(&self, wanted: Digest) -> Option<Date> {
        self.builds().find(|build| build.manifest == wanted).map(|build| build.as_of)
    }

    /// When the site was last verified, and how many faults there were.
    pub fn last_verified(&self) -> Option<(Date, usize)> {
        self.events.iter().rev().find_map(|event| match &event.deed {
            Deed::Verify { faults } => Some((event.recorded, *faults)),
            Deed::Build { .. } | Deed::Upload { .. } | Deed::Restore { .. } => None,
        })
    }
}

impl BuildEvent {
    /// Its line, line feed included, which names that before it; members in the order of their names.
    pub fn line(&self, previous: Option<Digest>) -> String {
        let previous = previous.map(|digest| digest.to_string());
        let line = LogLine { format: FORMAT, previous, event: self.clone() };
        let members = serde_json::to_value(&line).expect("strings and integers have a JSON form");
        members.to_string() + "\n"
    }
}
