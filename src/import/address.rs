//! Which links of a foreign text can be written as links here. Does not know where they stand.

use crate::text::reading::{Address, check_link};

/// True when `[words](address)` says this link and nothing else.
pub(super) fn can_be_written(words: &str, to: &str) -> bool {
    let is_web = matches!(check_link(to), Ok(Address::Web(_)));
    let is_plain = to.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`()[]'".contains(c));
    let is_ended = !to.ends_with(['.', ',', ';', ':', '!', '?']);
    // An address within the words would be a link of its own.
    let is_free = words == to || (!words.contains(['[', ']', '<', '>']) && !words.contains("://"));
    is_web && is_plain && is_ended && is_free
}
