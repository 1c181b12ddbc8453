//! References that name a document: 個人情報保護規程第8条. Does not know where they lead.

use crate::site::Document;
use crate::text::citation::{self, Abbreviations, Citation, Division};
use crate::tree::Provision;
use std::collections::BTreeSet;
use std::ops::Range;

/// What the document is and was called, the longest name first.
pub(super) fn names(document: &Document, draft: &Provision) -> Vec<String> {
    let versions = document.versions.iter().map(|version| version.tree.heading().words());
    let titles = document.titles.iter().map(|title| title.words.clone());
    let all: BTreeSet<String> = versions.chain(titles).chain([draft.heading().words()]).collect();
    let mut all: Vec<String> = all.into_iter().filter(|name| name.chars().count() > 1).collect();
    all.sort_by_key(|name| std::cmp::Reverse(name.len()));
    all
}

/// References that stand right behind a name of the document: the bytes of the reference, and what it says.
pub(super) fn named(words: &str, names: &[String]) -> Vec<(Range<usize>, Citation)> {
    let mut out: Vec<(Range<usize>, Citation)> = Vec::new();
    for name in names {
        for (at, _) in words.match_indices(name.as_str()) {
            let mut start = at + name.len();
            start += words[start..].len() - words[start..].trim_start_matches(['」', '』']).len();
            if words[start..].starts_with('（') {
                start += words[start..].find('）').map_or(0, |end| end + '）'.len_utf8());
            }
            let found = citation::find(&words[start..], &Abbreviations::default());
            let Some(first) = found.into_iter().find(|citation| citation.range.start == 0) else {
                continue;
            };
            let range = start..start + first.range.end;
            let is_known =
                out.iter().any(|(known, _)| known.start < range.end && range.start < known.end);
            if first.place.division == Division::Body && !is_known {
                out.push((range, first));
            }
        }
    }
    out
}
