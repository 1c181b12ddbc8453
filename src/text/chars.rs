//! Classes of characters: scripts, digits, and what a reader cannot see. Does not know words.

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

/// Bidirectional controls: they turn the order of what is shown around (Trojan Source).
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What no text may hold: control characters, separators of lines that are none, byte order marks, embedded
/// bidirectional controls. A line feed is one of them; who allows it says so.
pub fn is_not_text(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
        || (is_bidi_control(c) && !matches!(c, '\u{200E}' | '\u{200F}'))
}

/// Format characters without a look of their own: soft hyphens, zero-width and bidirectional ones.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whatever cannot be seen or may be taken for something else: invisible ones, variation selectors, tags.
pub fn is_hidden(c: char) -> bool {
    is_invisible(c)
        || matches!(c, '\u{61C}' | '\u{180E}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// How a character is named that cannot be shown: U+200B.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// The bytes of the characters of a class at the start of some words.
pub fn leading(words: &str, is: impl Fn(char) -> bool) -> usize {
    words.find(|c| !is(c)).unwrap_or(words.len())
}
