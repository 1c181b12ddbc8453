//! Whether a line goes on in the next one: texts broken at a fixed width. Does not know structure.

use crate::import::lines::{TextLine, width};

/// The width at which a text was broken, if it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrap {
    widest: Option<usize>,
    /// False where every line end is meant.
    can_join: bool,
}

/// Longer lines were not broken by hand or by a mail program.
const WIDEST: usize = 110;
/// So many columns may be missing at the end of a full line (punctuation moved down).
const SLACK: usize = 6;
/// So many lines of about the same greatest width make a broken text.
const WITNESSES: usize = 3;

impl Wrap {
    /// Measures a text.
    pub(super) fn of(text: &str, lines: &[TextLine]) -> Wrap {
        let widths: Vec<usize> = lines
            .iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.indent + width(&text[line.range.clone()]))
            .collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let full = widths.iter().filter(|width| **width + SLACK >= widest).count();
        Wrap {
            widest: ((40..=WIDEST).contains(&widest) && full >= WITNESSES).then_some(widest),
            can_join: true,
        }
    }

    /// No line goes on in the next.
    pub(super) fn none() -> Wrap {
        Wrap { widest: None, can_join: false }
    }

    /// True when the sentence of `line` goes on in `next`.
    pub(super) fn joins(self, text: &str, line: &TextLine, next: &TextLine) -> bool {
        let (words, after) = (&text[line.range.clone()], &text[next.range.clone()]);
        let is_full =
            self.widest.is_some_and(|widest| line.indent + width(words) + SLACK >= widest);
        let is_ended = words.ends_with(['。', '！', '？', '：', ':']);
        let is_started = after.starts_with(|c: char| "、。，．）」』ーっゃゅょ".contains(c));
        self.can_join && ((is_full && !is_ended) || is_started)
    }
}
