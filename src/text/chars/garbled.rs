//! Words whose bytes were read in another encoding than they were written in: 縺薙ｌ, ã“ã‚Œ, ､ｳ､ﾎ. Does not know where they
//! came from.

use super::{is_hiragana, is_kanji, is_katakana};
use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8, WINDOWS_1252};
use std::ops::Range;

/// Characters of a run at least: three bytes are one Japanese character of UTF-8.
const SHORTEST: usize = 3;

/// Runs of garbled words, in order, each with what was most likely written; none where too many bytes are lost.
pub fn find_garbled(words: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    if words.contains(LEADS) {
        found.extend(runs(words, |c| !c.is_ascii()).filter_map(|run| shift_jis(words, run)));
    }
    found.extend(runs(words, is_western).filter_map(|run| western(words, run)));
    found.extend(runs(words, is_half_width).filter_map(|run| euc(words, run)));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Runs of characters of a class.
fn runs(words: &str, is: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + words[at..].find(&is)?;
        at = words[start..].find(|c| !is(c)).map_or(words.len(), |length| start + length);
        Some(start..at)
    })
}

/// Bytes of words in one encoding, read in another; unless a character has no such bytes.
fn read_again(words: &str, written: &'static Encoding, meant: &'static Encoding) -> Option<String> {
    let (bytes, _, has_lost) = written.encode(words);
    if has_lost {
        return None;
    }
    let (again, _) = meant.decode_without_bom_handling(&bytes);
    Some(again.into_owned())
}

/// What the first two bytes of kana in UTF-8 are in Shift_JIS: kanji that hardly any word has.
const LEADS: [char; 3] = ['縺', '繧', '繝'];

/// UTF-8 read as Shift_JIS: 縺薙ｌ. One of these kanji may be meant, two in a row of words are not.
fn shift_jis(words: &str, run: Range<usize>) -> Option<(Range<usize>, Option<String>)> {
    let own = &words[run.clone()];
    let first = own.find(LEADS)?;
    if own.matches(LEADS).count() < 2 {
        return None;
    }
    let last = own.rfind(LEADS)?;
    let end = last + own[last..].chars().take(2).map(char::len_utf8).sum::<usize>();
    let meant = read_again(&own[first..end], SHIFT_JIS, UTF_8);
    let meant = meant.map(|meant| meant.trim_end_matches('\u{FFFD}').to_owned());
    Some((run.start + first..run.start + end, meant.filter(|meant| is_japanese(meant))))
}

/// What the bytes of UTF-8 are in windows-1252.
fn is_western(c: char) -> bool {
    if c.is_ascii() || c > '\u{2122}' {
        return false;
    }
    let mut words = [0; 4];
    let (bytes, _, has_lost) = WINDOWS_1252.encode(c.encode_utf8(&mut words));
    !has_lost && bytes.first().is_some_and(|byte| *byte >= 0x80)
}

/// UTF-8 read as windows-1252: ã“ã‚Œ.
fn western(words: &str, run: Range<usize>) -> Option<(Range<usize>, Option<String>)> {
    let own = &words[run.clone()];
    if own.chars().count() < SHORTEST {
        return None;
    }
    let meant = read_again(own, WINDOWS_1252, UTF_8)?;
    let meant = meant.trim_end_matches('\u{FFFD}').to_owned();
    if is_japanese(&meant) {
        return Some((run, Some(meant)));
    }
    // Of some bytes nothing is left in that encoding; two heads of Japanese characters with their second bytes tell.
    let (bytes, _, _) = WINDOWS_1252.encode(own);
    let is_head = |pair: &&[u8]| matches!(pair, [0xE2..=0xE9, 0x80..=0xBF]);
    (bytes.windows(2).filter(is_head).count() >= 2).then_some((run, None))
}

fn is_half_width(c: char) -> bool {
    matches!(c, '｡'..='ﾟ')
}

/// EUC read as Shift_JIS: ､ｳ､ﾎ. Every other character is the comma that hiragana begin with there.
fn euc(words: &str, run: Range<usize>) -> Option<(Range<usize>, Option<String>)> {
    let own = &words[run.clone()];
    let all = own.chars().count();
    if all < 4 || own.matches(['､', '･']).count() * 3 < all {
        return None;
    }
    let meant = read_again(own, SHIFT_JIS, EUC_JP)?;
    let fits = meant.chars().filter(|c| is_hiragana(*c) || is_katakana(*c)).count() >= 2;
    (fits && !meant.contains('\u{FFFD}')).then_some((run, Some(meant)))
}

/// Nothing but Japanese characters.
fn is_japanese(words: &str) -> bool {
    !words.is_empty()
        && words.chars().all(|c| {
            is_kanji(c)
                || is_hiragana(c)
                || is_katakana(c)
                || matches!(c, '\u{3000}'..='〿' | '！'..='～' | '・')
        })
}
