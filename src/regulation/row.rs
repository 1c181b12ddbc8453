//! Rows of a table: cells between upright bars or tabs. Looks at one line alone; does not know which row is the
//! heading.

use super::head::{Head, Ranges, bullet, trimmed};
use super::label;
use super::titled::note;
use std::ops::Range;

/// The cells of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// Between upright bars.
    Barred(Ranges),
    /// Between tabs.
    Tabbed(Ranges),
    /// `|---|---|`
    Rule(Ranges),
}

/// `| a | b |`, `a<tab>b`
pub(super) fn row(words: &str) -> Option<Head> {
    let is_bar = |c: char| c == '|' || c == '｜';
    if words.chars().count() > 2 && words.starts_with(is_bar) && words.ends_with(is_bar) {
        let is_rule = |cell: &Range<usize>| {
            let cell = words[cell.clone()].trim_matches(':');
            cell.len() >= 3 && cell.chars().all(|c| c == '-')
        };
        let open = words.chars().next().map_or(0, char::len_utf8);
        let cells = split(words, open, &is_bar);
        if cells.iter().all(is_rule) {
            return Some(Head::Row(Cells::Rule(cells)));
        }
        return Some(Head::Row(Cells::Barred(cells)));
    }
    let tabs = words.matches('\t').count();
    if tabs == 0 || (tabs == 1 && is_tab_gap(words)) {
        return None;
    }
    let mut cells = split(words, 0, &|c| c == '\t');
    let last = cells.last().map_or(0, |cell| cell.end);
    if last < words.len() {
        cells.push(trimmed(words, words.rfind('\t').map_or(0, |at| at + 1)..words.len()));
    }
    Some(Head::Row(Cells::Tabbed(cells)))
}

/// True when the first tab stands between a label or mark and its words.
fn is_tab_gap(words: &str) -> bool {
    let end = match note(words)
        .or_else(|| label::find(words).map(Head::Labelled))
        .or_else(|| bullet(words))
    {
        Some(Head::Labelled(found)) => found.len,
        Some(Head::Note(end) | Head::Mark(end)) => end,
        Some(Head::Bullet(_)) => words.chars().next().map_or(0, char::len_utf8),
        _ => return false,
    };
    words[end..].starts_with('\t')
}

/// The stretches that end with an unguarded bar, trimmed.
fn split(words: &str, from: usize, is_bar: &dyn Fn(char) -> bool) -> Ranges {
    let mut cells = Ranges::new();
    let (mut start, mut guarded) = (from, false);
    for (at, c) in words.char_indices().filter(|(at, _)| *at >= from) {
        if is_bar(c) && !guarded {
            cells.push(trimmed(words, start..at));
            start = at + c.len_utf8();
        }
        guarded = c == '\\';
    }
    if start < words.len() {
        cells.push(trimmed(words, start..words.len()));
    }
    cells
}
