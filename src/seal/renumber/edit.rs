//! Where numbers stand in the files of a draft, and the files with others in their place. Does not decide which.

use crate::diagnostic::Span;
use crate::disk::Snapshot;
use crate::tree::{Provision, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// Words in a file that give way to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// Where they stand.
    pub span: Span,
    /// The words.
    pub from: String,
    /// What takes their place.
    pub to: String,
}

/// The place of a range of a text's words; `None` where the file does not hold these very words.
pub(super) fn place(snapshot: &Snapshot, text: &Text, range: Range<usize>) -> Option<Span> {
    let words = text.words();
    let span = text.locate(range.clone())?;
    let held = bytes(snapshot, &span)?;
    (held == words.get(range)?.as_bytes()).then_some(span)
}

/// The place of a provision's label: before its first words, on the same line.
pub(super) fn label_place(snapshot: &Snapshot, provision: &Provision) -> Option<Span> {
    let label = provision.label()?.as_str();
    let texts = provision.visit().flat_map(|(_, own)| [own.heading(), own.text()]);
    let mut starts = texts.filter(|text| !text.is_empty()).filter_map(|text| text.locate(0..1));
    starts.find_map(|first| {
        let file = snapshot.file(&first.file)?.bytes();
        let before = file.get(..first.range.start)?;
        let line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let head = std::str::from_utf8(&before[line..]).ok()?;
        let at = line + head.find(label)?;
        Some(Span::new(first.file, at..at + label.len()))
    })
}

fn bytes<'a>(snapshot: &'a Snapshot, span: &Span) -> Option<&'a [u8]> {
    snapshot.file(&span.file)?.bytes().get(span.range.clone())
}

/// The files with the words in place, by their paths. Of the same words named twice one counts.
pub(super) fn files(snapshot: &Snapshot, all: &[Rewording]) -> BTreeMap<String, Vec<u8>> {
    let mut by_file: BTreeMap<&str, BTreeMap<usize, &Rewording>> = BTreeMap::new();
    for one in all {
        let places = by_file.entry(&one.span.file).or_default();
        places.insert(one.span.range.start, one);
    }
    let written = by_file.into_iter().filter_map(|(file, places)| {
        let mut bytes = snapshot.file(file)?.bytes().to_vec();
        for one in places.values().rev() {
            let range = one.span.range.clone();
            bytes.splice(range, one.to.bytes());
        }
        Some((file.to_owned(), bytes))
    });
    written.collect()
}
