//! The chain of lines and its proof. Knows no event in particular.

use super::Event;
use super::wire;
use crate::text::date::Date;
use crate::tree::Digest;
use serde_json::{Map, Value};
use std::fmt;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: &'static str,
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ChainError {}

/// The number of the format of a ledger's lines.
const FORMAT: u64 = 1;

impl Chain {
    /// Reads a ledger and proves the chain.
    ///
    /// # Errors
    /// When a line is not in its one byte form, or does not name the digest of the line before.
    pub fn read(bytes: &[u8]) -> Result<Chain, ChainError> {
        let mut chain = Chain::default();
        let words =
            std::str::from_utf8(bytes).map_err(|_| ChainError { line: 1, what: "not UTF-8" })?;
        for (index, line) in words.split_inclusive('\n').enumerate() {
            let fail = |what| ChainError { line: index + 1, what };
            let (event, previous) = read_line(line).map_err(fail)?;
            if previous != chain.head() {
                return Err(fail("does not follow from the line before"));
            }
            if chain.append(event).as_bytes() != line.as_bytes() {
                return Err(fail("not in the canonical byte form"));
            }
        }
        Ok(chain)
    }

    /// Appends an event and returns its line, line feed included.
    pub fn append(&mut self, event: Event) -> String {
        let mut members = wire::members(&event);
        members.insert("format".to_owned(), FORMAT.into());
        if let Some(head) = self.head() {
            members.insert("previous".to_owned(), head.to_string().into());
        }
        let line = canonical(members);
        self.bytes.extend_from_slice(line.as_bytes());
        self.lines.push(LedgerLine { event, digest: Digest::of(line.as_bytes()) });
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

/// RFC 8785: members sorted by name; our names are ASCII, so byte order is the order it asks for.
fn canonical(members: Map<String, Value>) -> String {
    let sorted: std::collections::BTreeMap<_, _> = members.into_iter().collect();
    serde_json::to_string(&sorted).expect("strings and integers always have a JSON form") + "\n"
}

fn read_line(line: &str) -> Result<(Event, Option<Digest>), &'static str> {
    let body = line.strip_suffix('\n').ok_or("the line does not end")?;
    let Ok(Value::Object(mut members)) = serde_json::from_str::<Value>(body) else {
        return Err("not a JSON object");
    };
    if members.remove("format").and_then(|format| format.as_u64()) != Some(FORMAT) {
        return Err("not a line of format 1");
    }
    let previous = match members.remove("previous") {
        None => None,
        Some(Value::String(words)) => Some(words.parse().map_err(|_| "previous is not a digest")?),
        Some(_) => return Err("previous is not a digest"),
    };
    Ok((wire::read(members)?, previous))
}
