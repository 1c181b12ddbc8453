//! Numbers printed twice at the start of a line (`1. 1. …`), as list exports leave them.
//! Does not know which number would be right.

use super::Mend;
use crate::import::lines::{TextLine, is_space};
use crate::import::list_marker::{self, ListMarkerStyle};
use crate::text::edits::Reason;

const DOUBLED: Reason = Reason::repair(
    "doubled-number",
    "二重に付いた番号を一つにしました",
    "a number that stood twice was dropped once",
);

pub(super) fn find(text: &str, lines: &[TextLine]) -> Vec<Mend> {
    lines
        .iter()
        .filter_map(|line| {
            let (first, second) = doubled(&text[line.range.clone()])?;
            let start = line.range.start;
            Some(Mend::Repair(start + first..start + second, String::new(), DOUBLED))
        })
        .collect()
}

/// Where the second number begins and where the words after it begin.
fn doubled(line: &str) -> Option<(usize, usize)> {
    if let Some(found) = doubled_article(line) {
        return Some(found);
    }
    let first = list_marker::read_marker(line)?;
    let ListMarkerStyle::Number { around, .. } = &first.style else {
        return None;
    };
    // A bare number may be a value; only numbers with a point or brackets are sure to be labels.
    let is_label = !around.1.is_empty() || around.0 == "①";
    let token = &line[..first.token];
    let rest = &line[first.length..];
    let again = rest.strip_prefix(token)?;
    let is_apart = first.length > first.token || !around.0.is_empty();
    let ends = again.is_empty() || !again.starts_with(|c: char| c.is_ascii_digit());
    if !is_label || !is_apart || !ends {
        return None;
    }
    let words = again.len() - again.trim_start_matches(is_space).len();
    Some((first.length, first.length + token.len() + words))
}

/// `第1条 第1条 この…`: only with white space behind it, for an article may begin by naming itself.
fn doubled_article(line: &str) -> Option<(usize, usize)> {
    let rest = line.strip_prefix('第')?;
    let length = rest.find('条')?;
    let number = &rest[..length];
    let is_number = !number.is_empty() && number.chars().all(crate::text::numeral::is_count_char);
    let token = '第'.len_utf8() + length + '条'.len_utf8();
    let after = line[token..].trim_start_matches(is_space);
    let second = line.len() - after.len();
    let again = after.strip_prefix(&line[..token])?;
    let words = again.trim_start_matches(is_space);
    let is_layout = words.len() < again.len() || again.is_empty() || again.starts_with(['(', '（']);
    (is_number && is_layout).then(|| {
        let keep_space = second + token;
        (second, if second > token { line.len() - words.len() } else { keep_space })
    })
}
