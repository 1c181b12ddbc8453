//! What lines without any mark are: headings and the title, by length, blank lines and what follows; the rest of the
//! line before, in a text broken at a fixed width. Knows the general words of such headings; knows no particular notice.

use crate::import::block::{Block, BlockKind, BlockText};
use crate::import::lines::width;

const HEADING_CHARS: usize = 30;
const TITLE_CHARS: usize = 70;

/// Words that headings of notices about personal information contain.
const USUAL: [&str; 14] = [
    "利用目的", "安全管理", "開示", "苦情", "問い合わせ", "問合せ", "窓口", "第三者提供",
    "共同利用", "委託", "保有個人データ", "について", "取得", "改定",
];
/// Words that titles contain.
const TITLES: [&str; 10] = [
    "個人情報", "プライバシー", "公表", "取扱", "取り扱", "方針", "お知らせ", "特定個人",
    "について", "ポリシー",
];

/// True when a line can be a heading without any mark.
pub(super) fn is_bare(text: &BlockText, lines: &[Block], at: usize) -> bool {
    if !could_be(text, lines, at) {
        return false;
    }
    let words = &text[lines[at].range.clone()];
    let is_usual = USUAL.iter().any(|usual| words.contains(usual));
    let Some(next) = (at + 1..lines.len()).find(|next| !lines[*next].is_break()) else {
        return false;
    };
    // Menus are short lines one after the other; before an address stands a name.
    is_usual || (!could_be(text, lines, next) && !is_reach(&text[lines[next].range.clone()]))
}

fn could_be(text: &BlockText, lines: &[Block], at: usize) -> bool {
    let words = &text[lines[at].range.clone()];
    let is_apart = at
        .checked_sub(1)
        .is_none_or(|before| lines[before].is_break() || lines[before].kind == BlockKind::Rule);
    is_apart
        && !words.is_empty()
        && words.chars().count() <= HEADING_CHARS
        && !words.contains(['。', '、', '：', ':', '〒', '@', '\t', '|', '＞', '>', '→', '»'])
        && !words.contains(|c: char| c.is_ascii_digit())
        && !words.ends_with(['）', ')', '」', '日'])
        && lines[at].is_bare()
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

/// The width at which a text was broken, if it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrap {
    widest: Option<usize>,
}

/// Longer lines were not broken by hand or by a mail program.
const WIDEST: usize = 110;
/// So many columns may be missing at the end of a full line (punctuation moved down).
const SLACK: usize = 6;
/// So many lines of about the same greatest width make a broken text.
const WITNESSES: usize = 3;

impl Wrap {
    /// Measures a text.
    pub(super) fn of(text: &BlockText, lines: &[Block]) -> Wrap {
        let widths: Vec<usize> = lines
            .iter()
            .filter(|line| !line.is_break())
            .map(|line| line.indent + width(&text[line.range.clone()]))
            .collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let full = widths.iter().filter(|width| **width + SLACK >= widest).count();
        Wrap { widest: ((40..=WIDEST).contains(&widest) && full >= WITNESSES).then_some(widest) }
    }

    /// True when the sentence of `line` goes on in `next`.
    pub(super) fn joins(self, text: &BlockText, line: &Block, next: &Block) -> bool {
        let (words, after) = (&text[line.range.clone()], &text[next.range.clone()]);
        let is_full =
            self.widest.is_some_and(|widest| line.indent + width(words) + SLACK >= widest);
        let is_ended = words.ends_with(['。', '！', '？', '：', ':']);
        let is_started = after.starts_with(|c: char| "、。，．）」』ーっゃゅょ".contains(c));
        // Every line end of markup is meant.
        text.is_plain && ((is_full && !is_ended) || is_started)
    }
}
