//! Small decisions that reading and writing share: how a heading of a 附則 is written, what a line of the
//! preamble is. Knows no lines and no trees.

use super::head::{self, Head};
use super::label::{self, Gap};
use super::{CLOSING, HISTORY, NUMBER};
use crate::tree::{Form, Label, Role};

/// How the heading of a 附則 stands behind the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
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
pub(super) fn supplement_heading(heading: &str) -> Heading {
    if heading.is_empty() {
        Heading::None
    } else if heading == "抄" {
        Heading::Spaced
    } else if heading.starts_with('（') && !heading.ends_with('）') {
        Heading::Joined
    } else {
        Heading::Bracketed
    }
}

/// True for the heading of an annex that stands right behind its number: （第５条関係）.
pub(super) fn is_joined(heading: &str) -> bool {
    heading.starts_with('（')
        && head::caption(heading).is_some_and(|(_, end)| label::gap(&heading[end..]) != Gap::Tight)
}

/// True for 「以上」.
pub(super) fn is_closing(role: &Role) -> bool {
    *role == CLOSING
}

/// True for the heading of a group that brings its own brackets: 〔…〕.
pub(super) fn is_ringed(heading: &str) -> bool {
    head::read(heading) == Head::Ringed
}

/// True for a mark of a list that stays: ○.
pub(super) fn is_mark(label: Option<&Label>) -> bool {
    label.is_some_and(|label| {
        let words = format!("{}　あ", label.as_str());
        head::read(&words) == Head::Mark(label.as_str().len())
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
