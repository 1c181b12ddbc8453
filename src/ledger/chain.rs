//! The hash chain of lines and its proof: each line names the digest of the one before. Knows no event in particular.

use super::Event;
use crate::text::date::Date;
use crate::tree::Digest;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// What happened.
    pub event: Event,
    /// The digest of the line's bytes, line feed included: what the next line names.
    pub digest: Digest,
}

/// The lines of a ledger, proved to hang together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    lines: Vec<LedgerLine>,
    bytes: Vec<u8>,
}

/// Why bytes are not a ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct ChainError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: ChainFault,
}

/// What is wrong with a line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// The hash chain is broken: the line does not name the digest of the line before.
    #[error("does not follow from the line before")]
    Broken,
    /// The line is not in its one byte form.
    #[error("{0}")]
    Form(String),
}

/// The number of the format of a ledger's lines.
const FORMAT: u64 = 1;

impl Chain {
    /// Reads a ledger and proves the chain.
    ///
    /// # Errors
    /// When a line is not in its one byte form, or does not name the digest of the line before.
    pub fn read(bytes: &[u8]) -> Result<Chain, ChainError> {
        let mut chain = Chain::default();
        for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let fail = |fault| ChainError { line: index + 1, fault };
            let read = read_line(line).map_err(|what| fail(ChainFault::Form(what)))?;
            if read.previous != chain.head() {
                return Err(fail(ChainFault::Broken));
            }
            if chain.append(read.event).as_bytes() != line {
                let what = "not in the canonical byte form".to_owned();
                return Err(fail(ChainFault::Form(what)));
            }
        }
        Ok(chain)
    }

    /// Appends an event and returns its line, line feed included.
    pub fn append(&mut self, event: Event) -> String {
        let form = LineForm { format: FORMAT, previous: self.head(), event };
        let line = canonical(&form);
        self.bytes.extend_from_slice(line.as_bytes());
        self.lines.push(LedgerLine { event: form.event, digest: Digest::of(line.as_bytes()) });
        line
    }

    /// The chain as it stood at the end of a day: the lines recorded until then.
    pub fn known_on(&self, day: Date) -> Chain {
        let mut known = Chain::default();
        for line in &self.lines {
            if line.event.recorded > day {
                break;
            }
            known.append(line.event.clone());
        }
        known
    }

    /// The lines in the order of recording.
    pub fn lines(&self) -> &[LedgerLine] {
        &self.lines
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The head in short, for paper and telephone: 128 bits in eight groups of four digits. `None` without lines.
    pub fn fingerprint(&self) -> Option<String> {
        let digits = self.head()?.to_string().to_ascii_uppercase();
        let groups = digits.as_bytes().chunks(4).take(8);
        let groups: Vec<String> =
            groups.map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        Some(groups.join(" "))
    }

    /// The digest of the last line: the head of the chain.
    pub fn head(&self) -> Option<Digest> {
        self.lines.last().map(|line| line.digest)
    }
}

/// A line as an object.
#[derive(Serialize, Deserialize)]
struct LineForm {
    format: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Digest>,
    #[serde(flatten)]
    event: Event,
}

/// RFC 8785: members sorted by name; our names are ASCII, so byte order is the order it asks for.
fn canonical(form: &LineForm) -> String {
    let mut members = serde_json::to_value(form).expect("an event always has a JSON form");
    members.sort_all_objects();
    members.to_string() + "\n"
}

fn read_line(line: &[u8]) -> Result<LineForm, String> {
    let body = line.strip_suffix(b"\n").ok_or("the line does not end")?;
    let members: Map<String, Value> =
        serde_json::from_slice(body).map_err(|_| "not a JSON object")?;
    if members.get("format").and_then(Value::as_u64) != Some(FORMAT) {
        return Err(format!("not a line of format {FORMAT}"));
    }
    // An empty member would be a second form of a member that is not there.
    let is_silent = |value: &Value| value.as_str().is_some_and(|words| words.trim().is_empty());
    if members.values().any(is_silent) {
        return Err("a member that says nothing".to_owned());
    }
    serde_json::from_value(Value::Object(members)).map_err(|error| error.to_string())
}
