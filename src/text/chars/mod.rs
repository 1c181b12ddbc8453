//! Classes of characters (scripts, digits, what a reader cannot see), their width and form: folding for comparing and
//! searching, composing of kana. Does not know words; what is sealed or shown is never folded.

mod garbled;
mod long_vowel;
mod unseen;

pub use garbled::find_garbled;
pub use long_vowel::{LongVowel, find_long_vowels};
pub use unseen::{Unseen, find_unseen, first_unseen, is_joined, shown};

use std::borrow::Cow;

/// How many lines the bytes end; the line of a place is one more than those before it.
pub fn count_lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// How many characters stand before the bytes of a text: told without reading a long line from its beginning.
#[derive(Clone, Debug)]
pub struct CharacterCounts<'t> {
    text: &'t str,
    /// How many characters begin before every [`BLOCK`]th byte.
    blocks: Vec<usize>,
}

/// Bytes between two counts.
const BLOCK: usize = 512;

impl<'t> CharacterCounts<'t> {
    /// Counts the characters of a text.
    pub fn of(text: &'t str) -> CharacterCounts<'t> {
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |count, block| {
            *count += begun(block);
            Some(*count)
        });
        CharacterCounts { text, blocks: std::iter::once(0).chain(blocks).collect() }
    }

    /// How many begin before a byte of the text, or before its end.
    pub fn before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.blocks[block] + begun(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in some bytes of a text.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// ひらがな.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Full-width カタカナ and the sign of the long vowel.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// Hiragana or katakana.
pub fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c)
}

/// 漢字 of every plane, and 々. Not 〇, which most rules take for a figure.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A decimal digit, ASCII or full-width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// How a character is named that cannot be shown: U+200B.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// The bytes of the characters of a class at the start of some words.
pub fn leading(words: &str, is: impl Fn(char) -> bool) -> usize {
    words.find(|c| !is(c)).unwrap_or(words.len())
}

/// COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK
const VOICED: char = '\u{3099}';
/// COMBINING KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK
const SEMI_VOICED: char = '\u{309A}';

/// Half-width katakana and punctuation, U+FF61 to U+FF9D, in full width.
const FULL: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Folds what differs only in width or in the kind of dash: full-width ASCII becomes ASCII, half-width
/// katakana full width (its voicing marks composed), every dash `-`, every wave `~`, the wide space a
/// space. A dash after katakana is the long-vowel mark ー (マスタ−), and ー after a digit a dash (03ー1234).
///
/// For comparing and searching only. `fold(fold(x)) == fold(x)`.
pub fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if is_one_width(c) {
            out.push(c);
            continue;
        }
        let last = out.chars().next_back();
        match fold_char(c, last) {
            VOICED | SEMI_VOICED if matches!(c, 'ﾞ' | 'ﾟ') => push_mark(&mut out, c),
            folded => match last.and_then(|last| compose(last, folded)) {
                Some(one) => {
                    out.pop();
                    out.push(one);
                }
                None => out.push(folded),
            },
        }
    }
    out
}

/// What most words are made of, and what is never folded: hiragana, kanji, the full stop and the comma.
fn is_one_width(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | '一'..='\u{9FFF}' | '、' | '。')
}

/// A half-width voicing mark: composed with what stands before it, else the mark on its own.
fn push_mark(out: &mut String, mark: char) {
    let (combining, alone) = match mark {
        'ﾞ' => (VOICED, '゛'),
        _ => (SEMI_VOICED, '゜'),
    };
    match out.chars().next_back().and_then(|last| compose(last, combining)) {
        Some(one) => {
            out.pop();
            out.push(one);
        }
        None => out.push(alone),
    }
}

fn fold_char(c: char, last: Option<char>) -> char {
    let after_katakana = last.is_some_and(is_katakana);
    let after_digit = last.is_some_and(|c| c.is_ascii_digit());
    match c {
        '～' | '〜' | '∼' => '~',
        'ー' | 'ｰ' if after_digit => '-',
        c if is_dash(c) && c != '-' && after_katakana => 'ー',
        c if is_dash(c) => '-',
        'ﾞ' => VOICED,
        'ﾟ' => SEMI_VOICED,
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '｡'..='ﾝ' => FULL.chars().nth(c as usize - '｡' as usize).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '￥' => '¥',
        _ => c,
    }
}

/// Whether a character is one of the dashes that people type for `-`; ー is not one.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' | '\u{2500}')
}

/// Composes kana with the combining voicing marks U+3099 and U+309A that follow them (か\u{3099} → が),
/// as copying from PDF and file names of macOS leave them. Nothing else is touched.
pub fn compose_kana(words: &str) -> Cow<'_, str> {
    if !words.contains([VOICED, SEMI_VOICED]) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match out.chars().next_back().and_then(|last| compose(last, c)) {
            Some(one) => {
                out.pop();
                out.push(one);
            }
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The kana that a base and a combining mark make together.
fn compose(base: char, mark: char) -> Option<char> {
    let next = |by: u32| char::from_u32(base as u32 + by);
    match (base, mark) {
        ('う', VOICED) => Some('ゔ'),
        ('ウ', VOICED) => Some('ヴ'),
        ('ワ', VOICED) => Some('ヷ'),
        ('ヰ', VOICED) => Some('ヸ'),
        ('ヱ', VOICED) => Some('ヹ'),
        ('ヲ', VOICED) => Some('ヺ'),
        ('ゝ', VOICED) => Some('ゞ'),
        ('ヽ', VOICED) => Some('ヾ'),
        (c, VOICED)
            if "かきくけこさしすせそたちつてとはひふへほ".contains(c)
                || "カキクケコサシスセソタチツテトハヒフヘホ".contains(c) =>
        {
            next(1)
        }
        (c, SEMI_VOICED) if "はひふへほハヒフヘホ".contains(c) => next(2),
        _ => None,
    }
}
