//! What may be written in the place of what was found, where that cannot be wrong: bytes of files, and nothing else of
//! them. Does not write anything.

use super::CheckedSite;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::text::date::Date;
use std::collections::BTreeMap;

/// Words that take the place of others.
#[derive(Clone, Debug)]
pub struct SafeRewrite {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub from: String,
    /// What is to stand there.
    pub to: String,
}

/// What can be mended without a choice.
#[derive(Debug, Default)]
pub struct SafeRewrites {
    /// Each place, by file and place.
    pub made: Vec<SafeRewrite>,
    /// The files as they are to be.
    pub files: BTreeMap<String, Vec<u8>>,
    /// How many findings are left.
    pub left: usize,
}

impl CheckedSite {
    /// What of what was found can be mended without a choice. Nothing where the site cannot be read, before or after.
    pub fn replacements(&self, today: Date) -> SafeRewrites {
        let left = self.findings.len();
        let none = || SafeRewrites { left, ..SafeRewrites::default() };
        if self.if_sound().is_none() {
            return none();
        }
        let mut made: Vec<SafeRewrite> =
            self.findings.iter().filter_map(|one| replacement(&self.snapshot, one)).collect();
        made.sort_by_key(|one| (one.span.file.clone(), one.span.range.start));
        let overlap = |a: &mut SafeRewrite, b: &mut SafeRewrite| {
            a.span.file == b.span.file && a.span.range.start < b.span.range.end
        };
        made.dedup_by(overlap);
        let files = written(&self.snapshot, &made);
        // Read again, the site must be sound, and say nothing of these places any more.
        let after = CheckedSite::of(with(&self.snapshot, &files), today);
        let is_sound = after.if_sound().is_some();
        let again = after.findings.iter();
        let again = again.filter(|one| replacement(&after.snapshot, one).is_some()).count();
        if !is_sound || again > 0 || made.is_empty() {
            return none();
        }
        SafeRewrites { made, files, left: after.findings.len() }
    }
}

/// What a finding lets be written, where its words stand in the file as they are, in a regulation's text or as a plain
/// value of YAML.
fn replacement(snapshot: &Snapshot, finding: &Finding) -> Option<SafeRewrite> {
    let (to, span) = (finding.replacement.clone()?, finding.span.clone()?);
    let from = finding.quote.clone()?;
    let bytes = snapshot.file(&span.file)?.bytes();
    let is_there = bytes.get(span.range.clone()) == Some(from.as_bytes()) && from != to;
    let is_text = span.file.ends_with("/main.law.txt")
        || span.file.ends_with(".yaml") && is_plain_value(bytes, span.range.start);
    (is_there && is_text && span.file.starts_with("content/")).then_some(SafeRewrite {
        span,
        from,
        to,
    })
}

/// Whether a place stands in a value that begins on its line and has no quotes, anchors or block marks.
fn is_plain_value(bytes: &[u8], at: usize) -> bool {
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |line| line + 1);
    let Ok(before) = std::str::from_utf8(&bytes[start..at]) else {
        return false;
    };
    let mut value = before.trim_start();
    let mut begins = false;
    while let Some(rest) = value.strip_prefix("- ") {
        (value, begins) = (rest.trim_start(), true);
    }
    if let Some((name, rest)) = value.split_once(": ")
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    {
        (value, begins) = (rest.trim_start(), true);
    }
    begins && !value.starts_with(['"', '\'', '|', '>', '[', '{', '&', '*', '!', '#'])
}

/// The files with the places written anew, the last first.
fn written(snapshot: &Snapshot, made: &[SafeRewrite]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for one in made.iter().rev() {
        let Some(file) = snapshot.file(&one.span.file) else {
            continue;
        };
        let bytes = files.entry(one.span.file.to_string()).or_insert_with(|| file.bytes().to_vec());
        bytes.splice(one.span.range.clone(), one.to.bytes());
    }
    files
}

/// The site as it is to be.
fn with(snapshot: &Snapshot, files: &BTreeMap<String, Vec<u8>>) -> Snapshot {
    let all = snapshot.under("content").chain(snapshot.under("themes"));
    let all = all.map(|(path, file)| {
        let bytes = files.get(&**path).cloned();
        (path.to_string(), bytes.unwrap_or_else(|| file.bytes().to_vec()))
    });
    Snapshot::from_memory(all)
}
