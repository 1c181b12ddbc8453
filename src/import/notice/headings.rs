//! Heading lines without any mark, and the title. Decided by length, blank lines and what follows.
//! Knows the general words of such headings; knows no particular notice.

use super::outline::is_rule;
use super::tables;
use crate::import::lines::TextLine;
use crate::import::list_marker;

const HEADING_CHARS: usize = 30;
const TITLE_CHARS: usize = 70;

/// Words that headings of notices about personal information contain.
const USUAL: [&str; 14] = [
    "利用目的",
    "安全管理",
    "開示",
    "苦情",
    "問い合わせ",
    "問合せ",
    "窓口",
    "第三者提供",
    "共同利用",
    "委託",
    "保有個人データ",
    "について",
    "取得",
    "改定",
];
/// Words that titles contain.
const TITLES: [&str; 10] = [
    "個人情報",
    "プライバシー",
    "公表",
    "取扱",
    "取り扱",
    "方針",
    "お知らせ",
    "特定個人",
    "について",
    "ポリシー",
];

/// True when a line can be a heading without any mark.
pub(super) fn is_bare(text: &str, lines: &[TextLine], at: usize) -> bool {
    if !could_be(text, lines, at) {
        return false;
    }
    let words = &text[lines[at].range.clone()];
    let is_usual = USUAL.iter().any(|usual| words.contains(usual));
    let Some(next) = (at + 1..lines.len()).find(|next| !lines[*next].is_blank()) else {
        return false;
    };
    // Menus are short lines one after the other; before an address stands a name.
    is_usual || (!could_be(text, lines, next) && !is_reach(&text[lines[next].range.clone()]))
}

fn could_be(text: &str, lines: &[TextLine], at: usize) -> bool {
    let words = &text[lines[at].range.clone()];
    let is_apart = at.checked_sub(1).is_none_or(|before| {
        lines[before].is_blank() || is_rule(&text[lines[before].range.clone()])
    });
    is_apart
        && !words.is_empty()
        && words.chars().count() <= HEADING_CHARS
        && !words.contains(['。', '、', '：', ':', '〒', '@', '\t', '|', '＞', '>', '→', '»'])
        && !words.contains(|c: char| c.is_ascii_digit())
        && !words.ends_with(['）', ')', '」', '日'])
        && list_marker::read_marker(words).is_none()
        && list_marker::note_mark(words).is_none()
        && !is_rule(words)
        && tables::at(text, lines, at).is_none()
        && !matches!(words.replace([' ', '\u{3000}'], "").as_str(), "以上" | "附則" | "目次")
}

fn is_reach(words: &str) -> bool {
    words.contains('〒')
        || ["電話", "TEL", "Tel", "ＴＥＬ", "住所", "所在地"]
            .iter()
            .any(|name| words.starts_with(name))
}

/// 「以上」, however it is spaced.
pub(super) fn is_closing(words: &str) -> bool {
    words.replace([' ', '\u{3000}'], "") == "以上"
}

/// How well words serve as the title of a notice: 2 by their words, 1 by their shape, 0 not at all.
pub(super) fn title_rank(words: &str) -> u8 {
    let is_path = words.contains(['＞', '>', '»', '|', '｜', '→', '/']);
    let is_usual = TITLES.iter().any(|word| words.contains(word));
    let is_value = words.contains(['：', ':']) && !is_usual;
    let is_title = !words.is_empty()
        && words.chars().count() <= TITLE_CHARS
        && !words.contains('。')
        && !words.ends_with('、')
        && !is_path
        && !is_value;
    match (is_title, is_usual) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    }
}
