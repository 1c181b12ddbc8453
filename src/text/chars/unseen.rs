//! The characters that a reader does not see as what they are: one table, and where one of them is in its place.
//! Does not know who may not write them.
//!
//! The classes are those of Unicode: `Bidi_Control` and what Trojan Source (CVE-2021-42574) does with it,
//! `Default_Ignorable_Code_Point`, the blanks among the letters and symbols, the spaces of UAX #14, and what UTS #39
//! leaves out of identifiers for having no look of its own. What Japanese needs is let through where it belongs: a
//! variation selector behind a kanji (IVS, UTS #37), a voicing mark behind kana, what joins or colours an emoji.

use super::{code_point, is_kana, is_kanji};
use std::borrow::Cow;
use std::ops::Range;

/// Why a reader does not see a character as what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unseen {
    /// A control character, or an end of a line that is none in texts. Line feeds are text; who wants one line says so.
    Control,
    /// It turns the order of what is shown around.
    Direction,
    /// Nothing is shown: zero width, a hint for layout, a tag.
    Invisible,
    /// A letter or symbol that looks like a space.
    Blank,
    /// A variation selector behind something that has no variants.
    Selector,
    /// A mark over or under a letter, without the letter.
    Mark,
    /// Of private use: everybody's font shows something else, or nothing.
    Private,
    /// No character yet, never one, or one without a form.
    NoForm,
    /// A space that looks like any other and is none.
    Space,
}

/// Everything of which the name of its class does not say enough; what follows from a class is in [`kind`].
// tidy: table
const TABLE: &[(char, char, Unseen)] = &[
    ('\0', '\u{1F}', Unseen::Control),
    ('\u{7F}', '\u{9F}', Unseen::Control),
    ('\u{A0}', '\u{A0}', Unseen::Space),
    ('\u{AD}', '\u{AD}', Unseen::Invisible),   // soft hyphen
    ('\u{34F}', '\u{34F}', Unseen::Invisible), // combining grapheme joiner
    ('\u{61C}', '\u{61C}', Unseen::Direction), // Arabic letter mark
    ('\u{115F}', '\u{1160}', Unseen::Blank),   // Hangul fillers
    ('\u{1680}', '\u{1680}', Unseen::Space),
    ('\u{17B4}', '\u{17B5}', Unseen::Invisible), // Khmer inherent vowels
    ('\u{180B}', '\u{180D}', Unseen::Selector),
    ('\u{180E}', '\u{180E}', Unseen::Invisible), // Mongolian vowel separator
    ('\u{180F}', '\u{180F}', Unseen::Selector),
    ('\u{2000}', '\u{200A}', Unseen::Space),
    ('\u{200B}', '\u{200D}', Unseen::Invisible), // zero width
    ('\u{200E}', '\u{200F}', Unseen::Direction),
    ('\u{2028}', '\u{2029}', Unseen::Control), // separators of lines and paragraphs
    ('\u{202A}', '\u{202E}', Unseen::Direction),
    ('\u{202F}', '\u{202F}', Unseen::Space),
    ('\u{205F}', '\u{205F}', Unseen::Space),
    ('\u{2060}', '\u{2065}', Unseen::Invisible), // word joiner, invisible operators
    ('\u{2066}', '\u{2069}', Unseen::Direction),
    ('\u{206A}', '\u{206F}', Unseen::Invisible),
    ('\u{2800}', '\u{2800}', Unseen::Blank), // Braille without dots
    ('\u{3164}', '\u{3164}', Unseen::Blank), // Hangul filler
    ('\u{E000}', '\u{F8FF}', Unseen::Private),
    ('\u{FE00}', '\u{FE0F}', Unseen::Selector),
    ('\u{FEFF}', '\u{FEFF}', Unseen::Invisible), // byte order mark
    ('\u{FFA0}', '\u{FFA0}', Unseen::Blank),     // half-width Hangul filler
    ('\u{FFF0}', '\u{FFFB}', Unseen::Invisible), // interlinear annotation
    ('\u{13430}', '\u{13440}', Unseen::Invisible), // layout of hieroglyphs
    ('\u{13441}', '\u{13442}', Unseen::Blank),
    ('\u{16FE4}', '\u{16FE4}', Unseen::Invisible),
    ('\u{1BCA0}', '\u{1BCA3}', Unseen::Invisible), // layout of shorthand
    ('\u{1D159}', '\u{1D159}', Unseen::Blank),     // a note without a head
    ('\u{1D173}', '\u{1D17A}', Unseen::Invisible), // layout of music
    ('\u{E0000}', '\u{E00FF}', Unseen::Invisible), // tags
    ('\u{E0100}', '\u{E01EF}', Unseen::Selector),  // of ideographs
    ('\u{E01F0}', '\u{E0FFF}', Unseen::Invisible),
    ('\u{F0000}', '\u{FFFFD}', Unseen::Private),
    ('\u{100000}', '\u{10FFFD}', Unseen::Private),
];

/// What nearly all of a Japanese text is made of, and is always seen.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3096}' | '\u{309B}'..='\u{30FF}')
        || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9F}')
}

/// Why a character is not seen, wherever it stands; marks and selectors may be in their place.
fn kind(c: char) -> Option<Unseen> {
    if is_plain(c) {
        return None;
    }
    let at = TABLE.partition_point(|(_, last, _)| *last < c);
    match TABLE.get(at) {
        Some((first, _, kind)) if *first <= c => Some(*kind),
        _ if has_no_form(c) => Some(Unseen::NoForm),
        _ => is_mark(c).then_some(Unseen::Mark),
    }
}

/// Of the general categories Cc, Cf, Cn, Co, Zl, Zp, Zs: the standard library escapes no others inside of words.
fn has_no_form(c: char) -> bool {
    let mut words = [b'a'; 5];
    c.encode_utf8(&mut words[1..]);
    let words = std::str::from_utf8(&words[..=c.len_utf8()]);
    words.is_ok_and(|words| words.escape_debug().nth(1) == Some('\\'))
}

/// Whether it extends the character before it: at the head of words the standard library escapes these, too.
fn is_mark(c: char) -> bool {
    c != '\\' && c.escape_debug().next() == Some('\\')
}

/// Whether it is where it belongs and so is seen as what it is.
fn is_in_place(class: Unseen, before: Option<char>, c: char, after: Option<char>) -> bool {
    let Some(before) = before else {
        return false;
    };
    match class {
        Unseen::Selector => match c {
            '\u{E0100}'..='\u{E01EF}' => is_kanji(before),
            '\u{FE00}'..='\u{FE02}' => is_kanji(before) || is_wide_sign(before),
            '\u{FE0E}' | '\u{FE0F}' => {
                is_picture(before) || is_key(before) && after == Some('\u{20E3}')
            }
            _ => false,
        },
        Unseen::Invisible => {
            let is_joined =
                |c| is_picture(c) || matches!(c, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
            c == '\u{200D}' && is_joined(before) && after.is_some_and(is_picture)
        }
        Unseen::Mark => match c {
            '\u{20E3}' => is_key(before) || before == '\u{FE0F}',
            '\u{3099}' | '\u{309A}' => is_kana(before) || matches!(before, '\u{309B}'..='\u{30FF}'),
            _ => {
                before.is_alphanumeric() || is_picture(before) || kind(before) == Some(Unseen::Mark)
            }
        },
        Unseen::Control
        | Unseen::Direction
        | Unseen::Blank
        | Unseen::Private
        | Unseen::NoForm
        | Unseen::Space => false,
    }
}

/// Full-width punctuation, of which there are variants.
fn is_wide_sign(c: char) -> bool {
    matches!(
        c,
        '\u{3001}'
            | '\u{3002}'
            | '\u{FF01}'
            | '\u{FF0C}'
            | '\u{FF0E}'
            | '\u{FF1A}'
            | '\u{FF1B}'
            | '\u{FF1F}'
    )
}

/// What may be drawn as an emoji.
fn is_picture(c: char) -> bool {
    matches!(c, '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '〰' | '〽' | '㊗' | '㊙')
        || matches!(c, '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{24C2}' | '\u{25A0}'..='\u{27BF}')
        || matches!(c, '\u{2934}' | '\u{2935}' | '\u{2B05}'..='\u{2B55}' | '\u{1F000}'..='\u{1FAFF}')
}

/// What stands on the keys of a telephone.
fn is_key(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '#' | '*')
}

/// Whether a character belongs to the one before it, so that nothing may part them.
pub fn is_joined(c: char) -> bool {
    matches!(kind(c), Some(Unseen::Mark | Unseen::Selector)) || c == '\u{200D}'
}

/// The characters that a reader does not see, in order; neighbours for one reason are one.
pub fn find_unseen(words: &str) -> Vec<(Range<usize>, Unseen)> {
    let mut found: Vec<(Range<usize>, Unseen)> = Vec::new();
    let mut before = None;
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        if let Some(kind) = kind(c)
            && !is_in_place(kind, before, c, words[end..].chars().next())
        {
            match found.last_mut() {
                Some((range, last)) if range.end == at && *last == kind => range.end = end,
                _ => found.push((at..end, kind)),
            }
        }
        before = Some(c);
    }
    found
}

/// The first of them that is not even seen as a space.
pub fn first_unseen(words: &str) -> Option<(Range<usize>, Unseen)> {
    find_unseen(words).into_iter().find(|(_, kind)| *kind != Unseen::Space)
}

/// Words in which everything is seen: what would not be stands as its number, 〔U+202E〕. For what was sealed before such
/// characters were refused; spaces of any kind stay, and so do tabs and the ends of lines.
pub fn shown(words: &str) -> Cow<'_, str> {
    if words.chars().all(is_plain) {
        return Cow::Borrowed(words);
    }
    let mut out = String::new();
    let mut from = 0;
    for (range, kind) in find_unseen(words) {
        if kind == Unseen::Space {
            continue;
        }
        out.push_str(&words[from..range.start]);
        for c in words[range.clone()].chars() {
            match c {
                '\t' => out.push(c),
                c => out.extend(["〔", &code_point(c), "〕"]),
            }
        }
        from = range.end;
    }
    match from {
        0 => Cow::Borrowed(words),
        _ => Cow::Owned(out + &words[from..]),
    }
}
