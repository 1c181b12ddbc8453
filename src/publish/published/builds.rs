//! What was built, uploaded and verified, and when: the lines of `records/builds.jsonl`. They are what the
//! organisation says of itself; no line proves another. Does not know the disk.

use crate::text::date::Date;
use crate::tree::Digest;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When kohyo learned of it.
    pub recorded: Date,
    /// What was done.
    pub deed: Deed,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The public pages were made.
    Build {
        /// The digest of their manifest, which names every file.
        manifest: Digest,
        /// The day they were made for.
        as_of: Date,
        /// Where to, where that was not `public`.
        out: Option<String>,
    },
    /// Somebody says that pages were uploaded.
    Upload {
        /// The digest of their manifest.
        manifest: Digest,
        /// When they were uploaded.
        date: Date,
    },
    /// The site was verified.
    Verify {
        /// How many faults there were.
        faults: usize,
    },
}

/// All lines, in the order of recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Builds {
    done: Vec<Done>,
}

/// A line that this release cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Line in the file, from 1.
    pub line: usize,
}

impl Builds {
    /// Reads the file.
    ///
    /// # Errors
    /// The first line that is not one.
    pub fn read(bytes: &[u8]) -> Result<Builds, BadLine> {
        let mut done = Vec::new();
        for (at, words) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            done.push(line(words).ok_or(BadLine { line: at + 1 })?);
        }
        Ok(Builds { done })
    }

    /// The lines.
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// The last build, wherever to; with `out`, the last one to there.
    pub fn last_build(&self, to: Option<&Option<String>>) -> Option<(Date, Digest, Date)> {
        self.done.iter().rev().find_map(|done| match &done.deed {
            Deed::Build { manifest, as_of, out } if to.is_none_or(|to| to == out) => {
                Some((done.recorded, *manifest, *as_of))
            }
            Deed::Build { .. } | Deed::Upload { .. } | Deed::Verify { .. } => None,
        })
    }

    /// The upload that was shown on a day: the last one until its end, by the day of uploading.
    pub fn shown_on(&self, day: Date) -> Option<(Date, Digest)> {
        let uploads = self.done.iter().filter_map(|done| match &done.deed {
            Deed::Upload { manifest, date } => Some((*date, *manifest)),
            Deed::Build { .. } | Deed::Verify { .. } => None,
        });
        // Of two of one day the one recorded later stood in the end.
        uploads.filter(|(date, _)| *date <= day).max_by_key(|(date, _)| *date)
    }

    /// The day that the pages of a manifest were made for.
    pub fn as_of(&self, wanted: Digest) -> Option<Date> {
        self.done.iter().rev().find_map(|done| match &done.deed {
            Deed::Build { manifest, as_of, .. } if *manifest == wanted => Some(*as_of),
            Deed::Build { .. } | Deed::Upload { .. } | Deed::Verify { .. } => None,
        })
    }

    /// When the site was last verified, and how many faults there were.
    pub fn last_verified(&self) -> Option<(Date, usize)> {
        self.done.iter().rev().find_map(|done| match &done.deed {
            Deed::Verify { faults } => Some((done.recorded, *faults)),
            Deed::Build { .. } | Deed::Upload { .. } => None,
        })
    }
}

impl Done {
    /// Its line, line feed included.
    pub fn line(&self) -> String {
        let mut members: BTreeMap<&str, Value> = BTreeMap::new();
        members.insert("format", 1.into());
        members.insert("recorded", self.recorded.to_string().into());
        match &self.deed {
            Deed::Build { manifest, as_of, out } => {
                members.insert("event", "build".into());
                members.insert("manifest", manifest.to_string().into());
                members.insert("as-of", as_of.to_string().into());
                if let Some(out) = out {
                    members.insert("out", out.as_str().into());
                }
            }
            Deed::Upload { manifest, date } => {
                members.insert("event", "upload".into());
                members.insert("manifest", manifest.to_string().into());
                members.insert("date", date.to_string().into());
            }
            Deed::Verify { faults } => {
                members.insert("event", "verify".into());
                members.insert("faults", (*faults).into());
            }
        }
        serde_json::to_string(&members).expect("strings and integers have a JSON form") + "\n"
    }
}

fn line(words: &[u8]) -> Option<Done> {
    let Ok(Value::Object(members)) = serde_json::from_slice(words) else {
        return None;
    };
    if members.get("format")?.as_u64()? != 1 {
        return None;
    }
    let deed = match members.get("event")?.as_str()? {
        "build" => Deed::Build {
            manifest: read(&members, "manifest")?,
            as_of: read(&members, "as-of")?,
            out: members.get("out").and_then(Value::as_str).map(str::to_owned),
        },
        "upload" => {
            Deed::Upload { manifest: read(&members, "manifest")?, date: read(&members, "date")? }
        }
        "verify" => Deed::Verify { faults: members.get("faults")?.as_u64()?.try_into().ok()? },
        _ => return None,
    };
    Some(Done { recorded: read(&members, "recorded")?, deed })
}

fn read<T: std::str::FromStr>(members: &Map<String, Value>, name: &str) -> Option<T> {
    members.get(name)?.as_str()?.parse().ok()
}
