//! What a line begins with: 第３条, 附　則, 別表第１, (1), ・, 【…】, `| … |`; and the cells of a row between upright
//! bars or tabs. Looks at the words of one line alone; does not know what stands before or after it.

use super::source_line::SaidLine;
use super::titled::{annex, merged, note, ordinal, supplement};
use crate::text::label::{LeadingLabel, is_count_char};
use crate::tree::Form;
use std::ops::Range;

/// A stretch of words as byte ranges: a label may have spaces inside that are not part of it.
pub(super) type Ranges = Vec<Range<usize>>;

/// How a 附則 is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SupplementName {
    /// 附則
    Usual(Ranges),
    /// 付則
    Other(Ranges),
}

/// What a line begins with. Ranges and offsets count from the start of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineHead {
    /// 目次
    Contents(Ranges),
    /// 第１章　総則
    Level { form: Form, label: Ranges, rest: usize },
    /// 第３条, 第３条の２, 第３条から第５条まで; `rest` is where the gap begins.
    Article { label: Ranges, rest: usize },
    /// 附　則, 付則
    Supplement { name: SupplementName, rest: usize },
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
    Labelled(LeadingLabel),
    /// ・; where the words begin.
    Bullet(usize),
    /// ○, ■: a mark that stays; where the mark ends.
    Mark(usize),
    /// ※, 注1, 備考; where the label ends.
    Note(usize),
    /// A row of a table: its cells, trimmed.
    Row(Cells),
    /// What the source says.
    Said(SaidLine),
    /// Words.
    Plain,
}

/// What the words begin with.
pub(super) fn read_head(words: &str) -> LineHead {
    whole(words)
        .or_else(|| ordinal(words))
        .or_else(|| supplement(words))
        .or_else(|| annex(words))
        .or_else(|| row(words))
        .or_else(|| note(words))
        .or_else(|| LeadingLabel::find(words).map(LineHead::Labelled))
        .or_else(|| bracketed(words))
        .or_else(|| bullet(words))
        .unwrap_or(LineHead::Plain)
}

/// 目次, 以上: words that are the whole line, with spaces between them or not.
fn whole(words: &str) -> Option<LineHead> {
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
        .map(|ranges| LineHead::Contents(merged(ranges)))
        .or_else(|| spelled("以上").map(|ranges| LineHead::Closing(merged(ranges))))
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
fn bracketed(words: &str) -> Option<LineHead> {
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
        ('【', '】') if alone('【', '】') => Some(LineHead::Framed(trimmed)),
        ('(' | '（', ')' | '）') => Some(LineHead::Captioned(trimmed)),
        (open, close) if RINGS.contains(&(open, close)) && alone(open, close) => {
            Some(LineHead::Ringed)
        }
        _ => None,
    }
}

const MARKS: &str = "○●◎◯〇□■◇◆△▲▽▼☆★▪▫➢►▶✓✔";

/// ・ and other marks of a list.
pub(super) fn bullet(words: &str) -> Option<LineHead> {
    let mark = words.chars().next()?;
    let after = &words[mark.len_utf8()..];
    let next = after.trim_start().chars().next()?;
    let spaced = after.starts_with(char::is_whitespace);
    match mark {
        '・' | '･' | '•' | '◦' | '‣' | '∙' if spaced || next != mark => {
            Some(LineHead::Bullet(words.len() - after.trim_start().len()))
        }
        '-' | '–' | '—' | '*' | '+' | '－' | '−' if spaced => {
            Some(LineHead::Bullet(words.len() - after.trim_start().len()))
        }
        '〇' if !spaced && (is_count_char(next) || "年月日条項号".contains(next)) => None,
        mark if MARKS.contains(mark) && (spaced || !MARKS.contains(next)) => {
            Some(LineHead::Mark(mark.len_utf8()))
        }
        _ => None,
    }
}

/// The cells of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// Between upright bars.
    Barred(Ranges),
    /// Between tabs.
    Tabbed(Ranges),
    /// `|---|---|`
    Rule(Ranges),
}

/// `| a | b |`, `a<tab>b`
pub(super) fn row(words: &str) -> Option<LineHead> {
    let is_bar = |c: char| c == '|' || c == '｜';
    if words.chars().count() > 2 && words.starts_with(is_bar) && words.ends_with(is_bar) {
        let is_rule = |cell: &Range<usize>| {
            let cell = words[cell.clone()].trim_matches(':');
            cell.len() >= 3 && cell.chars().all(|c| c == '-')
        };
        let open = words.chars().next().map_or(0, char::len_utf8);
        let cells = split(words, open, &is_bar);
        if cells.iter().all(is_rule) {
            return Some(LineHead::Row(Cells::Rule(cells)));
        }
        return Some(LineHead::Row(Cells::Barred(cells)));
    }
    let tabs = words.matches('\t').count();
    if tabs == 0 || (tabs == 1 && is_tab_gap(words)) {
        return None;
    }
    let mut cells = split(words, 0, &|c| c == '\t');
    let last = cells.last().map_or(0, |cell| cell.end);
    if last < words.len() {
        cells.push(trimmed(words, words.rfind('\t').map_or(0, |at| at + 1)..words.len()));
    }
    Some(LineHead::Row(Cells::Tabbed(cells)))
}

/// True when the first tab stands between a label or mark and its words.
fn is_tab_gap(words: &str) -> bool {
    let end = match note(words)
        .or_else(|| LeadingLabel::find(words).map(LineHead::Labelled))
        .or_else(|| bullet(words))
    {
        Some(LineHead::Labelled(found)) => found.len,
        Some(LineHead::Note(end) | LineHead::Mark(end)) => end,
        Some(LineHead::Bullet(_)) => words.chars().next().map_or(0, char::len_utf8),
        _ => return false,
    };
    words[end..].starts_with('\t')
}

/// The stretches that end with an unguarded bar, trimmed.
fn split(words: &str, from: usize, is_bar: &dyn Fn(char) -> bool) -> Ranges {
    let mut cells = Ranges::new();
    let (mut start, mut guarded) = (from, false);
    for (at, c) in words.char_indices().filter(|(at, _)| *at >= from) {
        if is_bar(c) && !guarded {
            cells.push(trimmed(words, start..at));
            start = at + c.len_utf8();
        }
        guarded = c == '\\';
    }
    if start < words.len() {
        cells.push(trimmed(words, start..words.len()));
    }
    cells
}
