//! `manifest.json`: all files of a site with their digests, by which a later build knows the folder for its
//! own and everybody can prove it. It has one byte form. Does not know what is in the files.

use crate::disk::{File, OutputMark};
use crate::tree::Digest;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Its place in the site.
pub const NAME: &str = "manifest.json";

/// How many lines of it stand before its files, one file a line.
pub const ENTRIES: usize = 2;

/// By which a later build knows an output folder for ours.
pub const MARK: OutputMark = OutputMark { name: NAME, files: files_made };

/// What says who wrote a manifest.
const GENERATOR: &str = "kohyo";

/// Files by their path in the site.
pub type Files = BTreeMap<String, Digest>;

/// The members in the order in which they are written.
#[derive(Serialize)]
struct Manifest {
    files: BTreeMap<String, String>,
    format: u8,
    generator: &'static str,
}

/// The list of all files.
pub fn write(files: &Files) -> Vec<u8> {
    let files = files.iter().map(|(path, digest)| (path.clone(), digest.to_string()));
    let manifest = Manifest { files: files.collect(), format: 1, generator: GENERATOR };
    let mut words =
        serde_json::to_string_pretty(&manifest).expect("strings and integers have a JSON form");
    words.push('\n');
    words.into_bytes()
}

/// Why bytes are not a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAManifest {
    /// Line in the file, from 1.
    pub line: usize,
}

/// Reads a manifest.
///
/// # Errors
/// When the bytes are not exactly what [`write`] writes for some files.
pub fn read(bytes: &[u8]) -> Result<Files, NotAManifest> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| NotAManifest { line: error.line().max(1) })?;
    // What differs from the one form differs in some line, be it by a member that is not known.
    let files = with_digest(named(&value));
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
    Err(NotAManifest { line: same.count() + 1 })
}

/// The files that a manifest names, in whatever form, which says at its top level that kohyo wrote it.
fn files_made(manifest: &[u8]) -> Option<Files> {
    let value: Value = serde_json::from_slice(manifest).ok()?;
    (value.get("generator")?.as_str()? == GENERATOR).then(|| with_digest(named(&value)))
}

/// The files of a manifest, where there is one that can be read.
pub fn files_of(manifest: Option<&File>) -> Files {
    manifest.and_then(|file| read(file.bytes()).ok()).unwrap_or_default()
}

/// The paths that a manifest names, in whatever form it is; none when it cannot be read.
pub fn paths(manifest: &[u8]) -> Vec<String> {
    let value = serde_json::from_slice(manifest).unwrap_or_default();
    named(&value).map(|(path, _)| path.clone()).collect()
}

/// The digests of the files that a manifest names in whatever form, itself included; none when it cannot be read.
pub fn files_with_itself(manifest: &[u8]) -> Files {
    let value: Value = serde_json::from_slice(manifest).unwrap_or_default();
    let mut files = with_digest(named(&value));
    if value.get("files").is_some_and(Value::is_object) {
        files.insert(NAME.to_owned(), Digest::of(manifest));
    }
    files
}

fn named(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.get("files").and_then(Value::as_object).into_iter().flatten()
}

fn with_digest<'a>(named: impl Iterator<Item = (&'a String, &'a Value)>) -> Files {
    named
        .filter_map(|(path, digest)| Some((path.clone(), digest.as_str()?.parse().ok()?)))
        .collect()
}
