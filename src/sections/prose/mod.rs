//! Free prose as Markdown, raw HTML off: its blocks become provisions. Does not know what the prose is about.

mod line;
mod read;
mod write;

pub use read::read_prose;
pub use write::write_prose;

use crate::text::label::is_count_char;
use crate::tree::Label;

/// The class of a heading that has no number where its neighbours have one.
const UNNUMBERED: &str = "unnumbered";

/// The attribute of a heading whose number does not look like one: `{label=※}`.
const LABEL: &str = "label";

/// The printed number at the start of a heading or list item, with the length of the space behind it, which
/// is layout: 「(1) 見本」, 「① 見本」, 「第1　見本」.
fn label_of(words: &str) -> Option<(usize, usize)> {
    let at = words.find([' ', '　'])?;
    let (token, rest) = words.split_at(at);
    let space = rest.chars().next()?;
    let bare = token.trim_matches(['【', '】', '《', '》', '〈', '〉']);
    let bare = bare.strip_prefix('第').unwrap_or(bare);
    let number = |words: &str| Label::new(words)?.number();
    let is_number = number(token).or_else(|| number(bare)).is_some();
    let is_marked = token.contains(|c: char| {
        "()（）〔〕[]［］「」【】《》〈〉.．、".contains(c) || ('①'..='㊿').contains(&c)
    });
    // 「10 月」 and 「A 社」 are words; with a full-width space behind it any number is a label.
    let is_label = is_number && (is_marked || space == '　');
    let is_short = token.chars().count() <= 8;
    let has_rest = !rest[space.len_utf8()..].is_empty();
    (is_label && is_short && has_rest).then_some((at, space.len_utf8()))
}

/// True for a count on its own: it may also be the number of an ordered list.
fn is_count(label: &str) -> bool {
    !label.is_empty() && label.chars().all(is_count_char)
}
