//! What reading and writing share: how a heading of a 附則 is written, what a line of the preamble is, and the
//! backslashes that keep words apart from structure. Knows single lines only.
//!
//! Each guard adds one backslash exactly where the words, or the words behind backslashes of their own,
//! would be read as structure; taking one away in the same places is its inverse.

use super::head::{self, LineHead};
use super::{CLOSING, HISTORY, NUMBER};
use crate::text::label::Gap;
use crate::tree::{Form, Label, Role};

/// How the heading of a 附則 stands behind the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SupplementHeading {
    /// There is none.
    None,
    /// 附　則（heading）
    Bracketed,
    /// 附　則（…）抄: it brings its own brackets.
    Joined,
    /// 附　則　抄
    Spaced,
}

/// How the heading of a 附則 is written.
pub(super) fn supplement_heading(heading: &str) -> SupplementHeading {
    if heading.is_empty() {
        SupplementHeading::None
    } else if heading == "抄" {
        SupplementHeading::Spaced
    } else if heading.starts_with('（') && !heading.ends_with('）') {
        SupplementHeading::Joined
    } else {
        SupplementHeading::Bracketed
    }
}

/// True for the heading of an annex that stands right behind its number: （第５条関係）.
pub(super) fn is_joined(heading: &str) -> bool {
    heading.starts_with('（')
        && head::caption(heading).is_some_and(|(_, end)| Gap::before(&heading[end..]) != Gap::Tight)
}

/// True for 「以上」.
pub(super) fn is_closing(role: &Role) -> bool {
    *role == CLOSING
}

/// True for the heading of a group that brings its own brackets: 〔…〕.
pub(super) fn is_ringed(heading: &str) -> bool {
    head::read_head(heading) == LineHead::Ringed
}

/// True for a mark of a list that stays: ○.
pub(super) fn is_mark(label: Option<&Label>) -> bool {
    label.is_some_and(|label| {
        let words = format!("{}　あ", label.as_str());
        head::read_head(&words) == LineHead::Mark(label.as_str().len())
    })
}

const MADE: [&str; 9] =
    ["制定", "改正", "改訂", "改定", "一部改正", "最終改正", "全部改正", "廃止", "施行"];

/// What a line beside the articles is: the number, a date of its history, or prose.
pub(super) fn preamble(words: &str) -> (Form, Role) {
    let inner = words.trim_matches(['（', '）', '(', ')']);
    let plain = MADE.iter().find_map(|word| inner.strip_prefix(word));
    let is_dated = |rest: &str| rest.contains('年') || rest.contains(|c: char| c.is_ascii_digit());
    if inner.ends_with('号') && inner.contains('第') && !inner.contains('。') {
        (Form::Note, NUMBER)
    } else if plain.is_some_and(|rest| is_dated(rest) && !rest.ends_with('。')) {
        (Form::Note, HISTORY)
    } else {
        (Form::Prose, Role::NONE)
    }
}

/// The rank of a structural form: a higher one stands inside a lower one.
pub(super) fn rank(form: Form) -> u8 {
    match form {
        Form::Document => 0,
        Form::Supplement | Form::Annex | Form::Contents => 1,
        Form::Part => 2,
        Form::Chapter => 3,
        Form::Section => 4,
        Form::Subsection => 5,
        Form::Division => 6,
        Form::Article => 7,
        _ => 8,
    }
}

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
    match head::read_head(words.trim_start_matches('\\')) {
        LineHead::Plain => false,
        LineHead::Captioned(_) => stand == Stand::Margin,
        LineHead::Contents(_)
        | LineHead::Level { .. }
        | LineHead::Article { .. }
        | LineHead::Supplement { .. }
        | LineHead::Annex { .. }
        | LineHead::Framed(_)
        | LineHead::Ringed
        | LineHead::Closing(_)
        | LineHead::Labelled(_)
        | LineHead::Bullet(_)
        | LineHead::Mark(_)
        | LineHead::Note(_)
        | LineHead::Row(_)
        | LineHead::Said(_) => true,
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
