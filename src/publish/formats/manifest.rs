//! `manifest.json`: all files of a site with their digests, by which a later build knows the folder for its
//! own and everybody can prove it. It has one byte form. Does not know what is in the files.

use crate::tree::Digest;
use serde_json::Value;
use std::collections::BTreeMap;

/// Its place in the site.
pub const NAME: &str = "manifest.json";

/// The list of all files.
pub fn write(files: &BTreeMap<String, Digest>) -> Vec<u8> {
    let files: BTreeMap<&str, String> =
        files.iter().map(|(path, digest)| (path.as_str(), digest.to_string())).collect();
    let manifest = serde_json::json!({
        "generator": "kohyo",
        "format": 1,
        "files": files,
    });
    let mut words =
        serde_json::to_string_pretty(&manifest).expect("strings and integers have a JSON form");
    words.push('\n');
    words.into_bytes()
}

/// Why bytes are not a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOne {
    /// Line in the file, from 1.
    pub line: usize,
}

/// Reads a manifest.
///
/// # Errors
/// When the bytes are not exactly what [`write`] writes for some files.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, Digest>, NotOne> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| NotOne { line: error.line().max(1) })?;
    let named = value.get("files").and_then(Value::as_object);
    let mut files = BTreeMap::new();
    for (path, digest) in named.into_iter().flatten() {
        if let Some(digest) = digest.as_str().and_then(|words| words.parse().ok()) {
            files.insert(path.clone(), digest);
        }
    }
    // What differs from the one form differs in some line, be it by a member that is not known.
    let again = write(&files);
    if again == bytes {
        return Ok(files);
    }
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let lines = bytes.split(|byte| *byte == b'\n');
        lines.map(<[u8]>::to_vec).collect()
    };
    let (ours, theirs) = (lines(&again), lines(bytes));
    let same = ours.iter().zip(&theirs).take_while(|(a, b)| a == b);
    Err(NotOne { line: same.count() + 1 })
}
