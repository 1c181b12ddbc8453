//! Characters that copying broke: hyphens and minus signs that stand where ー belongs inside a katakana word, characters
//! that nobody sees (control characters, zero-width ones, unusual line ends), kana in two parts (か and ゛).
//! Does not know which words there are, nor why a character is there.

use super::Mend;
use crate::diagnostic::Finding;
use crate::fill;
use crate::import::lines::is_line_end;
use crate::text::chars::{self, LongVowel, Unseen, compose_kana, find_unseen};
use crate::text::edits::Reason;

const LONG_VOWEL: Reason = Reason::repair("import/long-vowel");

pub(super) fn find_long_vowels(text: &str) -> Vec<Mend> {
    let found = chars::find_long_vowels(text).into_iter();
    let mends = found.map(|(range, how)| match how {
        LongVowel::Sure => Mend::Repair(range, "ー".to_owned(), LONG_VOWEL),
        LongVowel::Doubtful => {
            let c = &text[range.clone()];
            Mend::Unsure(range, Finding::note("unsure-long-vowel", fill! { c }))
        }
    });
    mends.collect()
}

const INVISIBLE: Reason = Reason::repair("import/invisible-character");

const COMPOSED: Reason = Reason::repair("import/composed-kana");

const LINE_END: Reason = Reason::layout("import/line-end");

pub(super) fn find_stray(text: &str) -> Vec<Mend> {
    let mut mends = unseen(text);
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        if let Some(mark) =
            text[range.end..].chars().next().filter(|c| matches!(c, '\u{3099}' | '\u{309A}'))
        {
            let range = at..range.end + mark.len_utf8();
            let whole = compose_kana(&text[range.clone()]);
            if *whole != text[range.clone()] {
                mends.push(Mend::Repair(range, whole.to_string(), COMPOSED));
                continue;
            }
        }
        let is_plain = c == '\n' || (c == '\r' && text[range.end..].starts_with('\n'));
        if is_line_end(c) && !is_plain {
            mends.push(Mend::Repair(range, "\n".to_owned(), LINE_END));
            continue;
        }
        if c == '\u{FFFC}' {
            // The place of a picture or the like, which no text has.
            mends.push(Mend::Repair(range, String::new(), INVISIBLE));
        } else if c == '\u{FFFD}' {
            let finding = Finding::error("lost-character", fill! {});
            mends.push(Mend::Unsure(range, finding));
        }
    }
    mends
}

const BLANK: Reason = Reason::repair("import/blank-character");
const MARK_ALONE: Reason = Reason::repair("import/mark-alone");

/// Characters that a reader would not see: what tells nothing goes, what may stand for a character stays and is told.
fn unseen(text: &str) -> Vec<Mend> {
    let mut mends = Vec::new();
    for (run, why) in find_unseen(text) {
        for (at, c) in text[run.clone()].char_indices() {
            let range = run.start + at..run.start + at + c.len_utf8();
            let repair = |with: &str, reason| Mend::Repair(range.clone(), with.to_owned(), reason);
            let code = c as u32;
            // Noncharacters are no part of any text.
            let is_none = (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE;
            let is_layout = c == '\t' || is_line_end(c) || range.start == 0 && c == '\u{FEFF}';
            mends.extend(match why {
                _ if is_layout => None,
                Unseen::Control | Unseen::Direction | Unseen::Invisible | Unseen::Selector => {
                    Some(repair("", INVISIBLE))
                }
                Unseen::NoForm if is_none => Some(repair("", INVISIBLE)),
                Unseen::Blank => Some(repair(" ", BLANK)),
                Unseen::Mark if c == '\u{3099}' => Some(repair("゛", MARK_ALONE)),
                Unseen::Mark if c == '\u{309A}' => Some(repair("゜", MARK_ALONE)),
                Unseen::Mark => Some(repair("", MARK_ALONE)),
                Unseen::Private => {
                    Some(Mend::Unsure(range, Finding::warning("private-character", fill! {})))
                }
                Unseen::NoForm => {
                    Some(Mend::Unsure(range, Finding::warning("unknown-character", fill! {})))
                }
                Unseen::Space => None,
            });
        }
    }
    mends
}
