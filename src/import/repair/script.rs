//! Which script a character belongs to, as far as repairs ask. Does not know words.

use crate::text::chars;

/// 漢字 and the signs that stand for one.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '〆' | '〇') || chars::is_kanji(c)
}

/// ひらがな.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ゝ' | 'ゞ') || chars::is_hiragana(c)
}

/// Full-width カタカナ and the sign of the long vowel.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ヽ' | 'ヾ') || chars::is_katakana(c)
}

/// Any of the three.
pub(super) fn is_japanese(c: char) -> bool {
    is_kanji(c) || is_hiragana(c) || is_katakana(c)
}
