//! What a line begins with: 第３条, 附　則, 別表第１, (1), ・, 【…】, `| … |`. Looks at the words of one line
//! alone; does not know what stands before or after it.

use super::label::{self, Found};
use super::row::{Cells, row};
use super::titled::{annex, merged, note, ordinal, supplement};
use crate::text::numeral;
use crate::tree::Form;
use std::ops::Range;

/// A stretch of words as byte ranges: a label may have spaces inside that are not part of it.
pub(super) type Ranges = Vec<Range<usize>>;

/// How a 附則 is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// 附則
    Usual(Ranges),
    /// 付則
    Other(Ranges),
}

/// What a line begins with. Ranges and offsets count from the start of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// 目次
    Contents(Ranges),
    /// 第１章　総則
    Level { form: Form, label: Ranges, rest: usize },
    /// 第３条, 第３条の２, 第３条から第５条まで; `rest` is where the gap begins.
    Article { label: Ranges, rest: usize },
    /// 附　則, 付則
    Supplement { name: Name, rest: usize },
    /// 別表第１, 別紙, 様式第１号
    Annex { label: Ranges, rest: usize },
    /// A line all in 【】; the range inside.
    Framed(Range<usize>),
    /// A line all in 〔〕, ［］, ≪≫, 《》.
    Ringed,
    /// A line all in round brackets; the range inside.
    Captioned(Range<usize>),
    /// 以上
    Closing(Ranges),
    /// 号 and the like
    Labelled(Found),
    /// ・; where the words begin.
    Bullet(usize),
    /// ○, ■: a mark that stays; where the mark ends.
    Mark(usize),
    /// ※, 注1, 備考; where the label ends.
    Note(usize),
    /// A row of a table: its cells, trimmed.
    Row(Cells),
    /// Words.
    Plain,
}

/// What the words begin with.
pub(super) fn read(words: &str) -> Head {
    whole(words)
        .or_else(|| ordinal(words))
        .or_else(|| supplement(words))
        .or_else(|| annex(words))
        .or_else(|| row(words))
        .or_else(|| note(words))
        .or_else(|| label::find(words).map(Head::Labelled))
        .or_else(|| bracketed(words))
        .or_else(|| bullet(words))
        .unwrap_or(Head::Plain)
}

/// 目次, 以上: words that are the whole line, with spaces between them or not.
fn whole(words: &str) -> Option<Head> {
    let spelled = |target: &str| {
        let mut ranges = Ranges::new();
        let mut rest = target.chars();
        for (at, c) in words.char_indices() {
            if c.is_whitespace() {
                continue;
            }
            if rest.next() != Some(c) {
                return None;
            }
            ranges.push(at..at + c.len_utf8());
        }
        (rest.next().is_none() && !ranges.is_empty()).then_some(ranges)
    };
    spelled("目次")
        .map(|ranges| Head::Contents(merged(ranges)))
        .or_else(|| spelled("以上").map(|ranges| Head::Closing(merged(ranges))))
}

/// A stretch of words without the spaces around; empty when there is nothing else.
pub(super) fn trimmed(words: &str, range: Range<usize>) -> Range<usize> {
    let inner = &words[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    let end = range.end - (inner.len() - inner.trim_end().len());
    if start < end { start..end } else { range.start..range.start }
}

/// The first bracket group of words that begin with a round bracket: the range inside and the end behind it.
pub(super) fn caption(words: &str) -> Option<(Range<usize>, usize)> {
    let mut depth = 0usize;
    for (at, c) in words.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    let open = words.chars().next().map_or(0, char::len_utf8);
                    return (at > open).then_some((open..at, at + c.len_utf8()));
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

const RINGS: [(char, char); 6] =
    [('〔', '〕'), ('［', '］'), ('≪', '≫'), ('《', '》'), ('[', ']'), ('＜', '＞')];

/// A line all in brackets.
fn bracketed(words: &str) -> Option<Head> {
    let (open, close) = (words.chars().next()?, words.chars().next_back()?);
    let inner = open.len_utf8()..words.len().checked_sub(close.len_utf8())?;
    if inner.start >= inner.end {
        return None;
    }
    let within = &words[inner.clone()];
    let alone = |open: char, close: char| !within.contains([open, close]);
    let trimmed = inner.start + (within.len() - within.trim_start().len())
        ..inner.end - (within.len() - within.trim_end().len());
    if trimmed.start >= trimmed.end {
        return None;
    }
    match (open, close) {
        ('【', '】') if alone('【', '】') => Some(Head::Framed(trimmed)),
        ('(' | '（', ')' | '）') => Some(Head::Captioned(trimmed)),
        (open, close) if RINGS.contains(&(open, close)) && alone(open, close) => Some(Head::Ringed),
        _ => None,
    }
}

const MARKS: &str = "○●◎◯〇□■◇◆△▲▽▼☆★▪▫➢►▶✓✔";

/// ・ and other marks of a list.
pub(super) fn bullet(words: &str) -> Option<Head> {
    let mark = words.chars().next()?;
    let after = &words[mark.len_utf8()..];
    let next = after.trim_start().chars().next()?;
    let spaced = after.starts_with(char::is_whitespace);
    match mark {
        '・' | '･' | '•' | '◦' | '‣' | '∙' if spaced || next != mark => {
            Some(Head::Bullet(words.len() - after.trim_start().len()))
        }
        '-' | '–' | '—' | '*' | '+' | '－' | '−' if spaced => {
            Some(Head::Bullet(words.len() - after.trim_start().len()))
        }
        '〇' if !spaced && (numeral::is_count_char(next) || "年月日条項号".contains(next)) => {
            None
        }
        mark if MARKS.contains(mark) && (spaced || !MARKS.contains(next)) => {
            Some(Head::Mark(mark.len_utf8()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(words: &str) -> Option<String> {
        let (Head::Level { label, .. } | Head::Article { label, .. } | Head::Annex { label, .. }) =
            read(words)
        else {
            return None;
        };
        Some(label.into_iter().map(|range| &words[range]).collect())
    }

    #[test]
    fn numbers_with_units_are_labels() {
        for (words, found) in [
            ("第 1 条　この規程は", "第1条"),
            ("第三条の二　略", "第三条の二"),
            ("第3条から第5条まで　削除", "第3条から第5条まで"),
            ("第1条(目的)　この", "第1条"),
            ("第１章　総則", "第１章"),
            ("別表第一（第五条関係）", "別表第一"),
            ("様式第1号（第5条関係）", "様式第1号"),
            ("別紙２", "別紙２"),
        ] {
            assert_eq!(label(words).as_deref(), Some(found), "{words}");
        }
    }

    #[test]
    fn citations_are_not() {
        for words in [
            "第3条の規定により",
            "第3条第2項に定める",
            "第3条（第5条を含む。）の規定",
            "別表第二に掲げる法人",
            "別紙1「組織図」のとおり",
            "附則第二条",
            "第2章の規定は",
        ] {
            assert_eq!(label(words), None, "{words}");
            assert_eq!(read(words), Head::Plain, "{words}");
        }
    }
}
