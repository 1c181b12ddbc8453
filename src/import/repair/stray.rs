//! Characters that nobody sees (control characters, zero-width ones, unusual line ends), and kana in two parts
//! (か and ゛).
//! Does not know why they are there.

use super::Mend;
use crate::diagnostic::Finding;
use crate::fill;
use crate::import::lines::is_line_end;
use crate::text::chars::is_invisible;
use crate::text::edits::Reason;
use crate::text::width::compose_kana;

const INVISIBLE: Reason = Reason::repair(
    "invisible-character",
    "目に見えない文字を除きました",
    "an invisible character was dropped",
);

const COMPOSED: Reason = Reason::repair(
    "composed-kana",
    "仮名と濁点・半濁点に分かれていた文字を1文字にしました",
    "kana and its voicing mark became one character",
);

const LINE_END: Reason = Reason::layout(
    "line-end",
    "特殊な改行を普通の改行にしました",
    "an unusual line end became a plain one",
);

pub(super) fn find(text: &str) -> Vec<Mend> {
    let mut mends = Vec::new();
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
        let is_mark = at == 0 && c == '\u{FEFF}';
        if is_dropped(c) && !is_mark {
            mends.push(Mend::Repair(range, String::new(), INVISIBLE));
        } else if c == '\u{FFFD}' {
            let finding = Finding::error("lost-character", fill! {});
            mends.push(Mend::Unsure(range, finding));
        } else if matches!(c, '\u{E000}'..='\u{F8FF}') {
            let finding = Finding::warning("private-character", fill! {});
            mends.push(Mend::Unsure(range, finding));
        }
    }
    mends
}

fn is_dropped(c: char) -> bool {
    is_invisible(c) || c.is_control() && c != '\t' && !is_line_end(c)
}
