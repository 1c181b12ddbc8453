//! Words around a change that says too little alone: 「の」を削り leaves open which one, 「宇宙線の観測」を
//! 「宇宙線観測」に does not. Does not know trees.

use crate::diff::Splice;
use crate::diff::redline::touch::span;
use crate::text::chars::{is_hiragana, is_kanji};

/// So many characters on each side are enough.
const REACH: usize = 10;

/// What is replaced by what, where a particle or a mark alone comes, goes or gives way to another, with the words beside it.
pub(in crate::diff::redline) fn widened(
    old: &str,
    splices: &[Splice],
    at: usize,
) -> Option<(String, String)> {
    let own = splices.get(at)?;
    let (gone, come) = (own.old.words(), own.new.words());
    if gone == come || !is_slight(&gone) || !is_slight(&come) {
        return None;
    }
    let range = span(own);
    let from = at.checked_sub(1).map_or(0, |before| span(&splices[before]).end);
    let to = splices.get(at + 1).map_or(old.len(), |next| span(next).start);
    let (left, right) = (before(old.get(from..range.start)?), behind(old.get(range.end..to)?));
    let is_alone = left.is_empty() && right.is_empty();
    (!is_alone).then(|| (format!("{left}{gone}{right}"), format!("{left}{come}{right}")))
}

/// One or two letters that only join others, or one that makes another word of that beside it (再, 先).
fn is_slight(words: &str) -> bool {
    let mut letters = words.chars();
    let is_affix = letters.next().is_some_and(is_kanji) && letters.next().is_none();
    is_affix
        || words.chars().count() <= 2
            && words.chars().all(|c| is_hiragana(c) || "、・，".contains(c))
}

/// The last word with its particle.
fn before(words: &str) -> &str {
    let mut len = 0;
    let mut kind = None;
    for c in words.chars().rev().take(REACH) {
        let own = CharClass::of(c);
        let goes_on = match (kind, own) {
            (_, CharClass::Mark) => false,
            (None | Some(CharClass::Kana), _) => true,
            (Some(kind), own) => kind == own,
        };
        if !goes_on {
            break;
        }
        kind = Some(own);
        len += c.len_utf8();
    }
    &words[words.len() - len..]
}

/// The next word.
fn behind(words: &str) -> &str {
    let mut len = 0;
    let mut kind = None;
    for c in words.chars().take(REACH) {
        let own = CharClass::of(c);
        if own == CharClass::Mark || kind.is_some_and(|kind| kind != own) {
            break;
        }
        kind = Some(own);
        len += c.len_utf8();
    }
    &words[..len]
}

/// What a letter is, as far as words are told apart by it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    Kana,
    Mark,
    Other,
}

impl CharClass {
    fn of(c: char) -> CharClass {
        match c {
            _ if is_hiragana(c) => CharClass::Kana,
            _ if c.is_alphanumeric() || c == 'ー' || c == '々' => CharClass::Other,
            _ => CharClass::Mark,
        }
    }
}
