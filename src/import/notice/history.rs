//! 制定・改正の履歴: lines of a verb and its date. Knows the verbs; does not know the versions of the document.

use super::outline::{BlockShape, OutlineBlock};
use crate::import::lines::{is_space, trim};
use crate::import::outline_tree::{OutlineNode, WordRanges};
use crate::text::chars::is_digit;
use crate::tree::{Form, Role};
use std::ops::Range;

/// Verbs with their roles. Longer ones stand before those that they contain.
const VERBS: [(&str, Role); 9] = [
    ("最終改正", Role::of("history.last-amended")),
    ("最終改定", Role::of("history.last-amended")),
    ("一部改正", Role::of("history.partly-amended")),
    ("制定", Role::of("history.enacted")),
    ("改正", Role::of("history.amended")),
    ("改定", Role::of("history.revised")),
    ("改訂", Role::of("history.revised")),
    ("施行", Role::of("history.effective")),
    ("廃止", Role::of("history.repealed")),
];
/// Longer lines say more than a verb and a date.
const LINE_CHARS: usize = 40;

/// The lines; `None` when one of them is no such line.
pub(super) fn section(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    if blocks.is_empty() {
        return None;
    }
    blocks.iter().map(|block| history_line(text, block)).collect()
}

/// True for a line of a verb and its date.
pub(super) fn is_line(text: &str, block: &OutlineBlock) -> bool {
    history_line(text, block).is_some()
}

fn history_line(text: &str, block: &OutlineBlock) -> Option<OutlineNode> {
    let [part] = block.words.parts.as_slice() else {
        return None;
    };
    if block.shape != BlockShape::Paragraph || !block.children.is_empty() {
        return None;
    }
    let range = part.range.clone();
    let words = &text[range.clone()];
    let is_short = words.chars().count() <= LINE_CHARS && !words.contains(['。', '、']);
    let field = |role: &Role, name: Range<usize>, value: Range<usize>| {
        OutlineNode::new(Form::Field, role.clone())
            .heading(WordRanges::of(name))
            .text(WordRanges::of(value))
    };
    let (verb, role) = VERBS.into_iter().find(|(verb, _)| words.contains(verb))?;
    if let Some(rest) = words.strip_prefix(verb) {
        let name = range.start..range.start + verb.len();
        let length = rest.find(|c: char| !is_space(c) && c != '：' && c != ':')?;
        let value = trim(text, name.end + length..range.end);
        let is_apart = length > 0 || begins_with_date(rest);
        return (is_short && is_apart && begins_with_date(&text[value.clone()]))
            .then(|| field(&role, name, value));
    }
    let is_whole = is_short && begins_with_date(words) && words.ends_with(verb);
    is_whole.then(|| field(&role, 0..0, range))
}

/// `令和8年…`, `2026年…`, `平成十七年…`.
fn begins_with_date(words: &str) -> bool {
    let eras = ["令和", "平成", "昭和"];
    let rest = eras.iter().find_map(|era| words.strip_prefix(era));
    let digits = rest.unwrap_or(words).trim_start_matches(is_space);
    let year = digits.split('年').next().unwrap_or("");
    let is_number = |c: char| {
        is_digit(c) || (rest.is_some() && "元一二三四五六七八九十".contains(c)) || is_space(c)
    };
    digits.contains('年') && !year.is_empty() && year.chars().all(is_number)
}
