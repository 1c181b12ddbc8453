//! Backslashes that keep words apart from structure. Knows single lines only.
//!
//! Each guard adds one backslash exactly where the words, or the words behind backslashes of their own,
//! would be read as structure; taking one away in the same places is its inverse.

use super::head::{self, Head};

/// Where words stand that no label or mark introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Where words in round brackets may be a caption.
    Margin,
    /// Anywhere else.
    Inside,
}

/// True when words at the start of a line need a backslash before them.
pub(super) fn is_start(words: &str, stand: Stand) -> bool {
    match head::read(words.trim_start_matches('\\')) {
        Head::Plain => false,
        Head::Captioned(_) => stand == Stand::Margin,
        Head::Contents(_)
        | Head::Level { .. }
        | Head::Article { .. }
        | Head::Supplement { .. }
        | Head::Annex { .. }
        | Head::Framed(_)
        | Head::Ringed
        | Head::Closing(_)
        | Head::Labelled(_)
        | Head::Bullet(_)
        | Head::Mark(_)
        | Head::Note(_)
        | Head::Row(_) => true,
    }
}

/// True when words after ・ need a backslash before them.
pub(super) fn is_after_bullet(words: &str) -> bool {
    words.trim_start_matches('\\').starts_with('・')
}

/// Where `{#…}` begins at the end of the words, if it stands there.
pub(super) fn key_like(words: &str) -> Option<usize> {
    let at = words.strip_suffix('}')?.rfind('{')?;
    let inner = &words[at + 1..words.len() - 1];
    (inner.starts_with('#') && !inner.contains('}')).then_some(at)
}

/// How many backslashes stand right before a place.
pub(super) fn backslashes(words: &str, at: usize) -> usize {
    words[..at].len() - words[..at].trim_end_matches('\\').len()
}

/// The places where `mark` stands, each with whether a backslash stands before it.
pub(super) fn places(words: &str, mark: char) -> impl Iterator<Item = (usize, bool)> + '_ {
    words.match_indices(mark).map(|(at, _)| (at, words[..at].ends_with('\\')))
}

/// The columns of an item's words, as byte ranges; none when they are one run of words.
///
/// Columns are parted by one full-width space and have two letters or more each, so that 氏　名 stays whole.
pub(super) fn columns(words: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, guarded) in places(words, '\u{3000}') {
        if !guarded {
            out.push(start..at);
            start = at + '\u{3000}'.len_utf8();
        }
    }
    out.push(start..words.len());
    let is_column = |range: &std::ops::Range<usize>| {
        let column = &words[range.clone()];
        column.chars().count() >= 2 && column.trim() == column
    };
    if out.len() >= 2 && out.iter().all(is_column) { out } else { Vec::new() }
}

/// True when the full-width spaces of an item's words need a backslash each.
pub(super) fn has_columns(words: &str) -> bool {
    !columns(words).is_empty()
        || words.starts_with('\u{3000}')
        || places(words, '\u{3000}').any(|(_, guarded)| guarded)
}

/// True for a cell that would be read as part of the rule under a heading row.
pub(super) fn is_rule_cell(words: &str) -> bool {
    let dashes = words.trim_start_matches('\\').trim_matches(':');
    dashes.len() >= 3 && dashes.chars().all(|c| c == '-')
}
