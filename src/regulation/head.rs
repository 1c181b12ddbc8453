//! What a line begins with: 第３条, 附　則, 別表第１, (1), ・, 【…】, `| … |`. Looks at the words of one line
//! alone; does not know what stands before or after it.

use super::label::{self, Found, Gap};
use crate::text::numeral;
use crate::tree::Form;
use std::ops::Range;

/// A stretch of words as byte ranges: a label may have spaces inside that are not part of it.
pub(super) type Ranges = Vec<Range<usize>>;

/// What a line begins with. Ranges and offsets count from the start of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// 目次
    Contents,
    /// 第１章　総則
    Level {
        form: Form,
        label: Ranges,
        rest: usize,
    },
    /// 第３条, 第３条の２, 第３条から第５条まで; `rest` is where the gap begins.
    Article { label: Ranges, rest: usize },
    /// 附　則, 付則
    Supplement { label: Option<Ranges>, rest: usize },
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
        .map(|_| Head::Contents)
        .or_else(|| spelled("以上").map(|ranges| Head::Closing(merged(ranges))))
}

/// Neighbouring ranges as one.
fn merged(ranges: Ranges) -> Ranges {
    let mut out: Ranges = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => out.push(range),
        }
    }
    out
}

/// Reads on, gathering what belongs to a label and stepping over spaces inside it.
struct Scan<'a> {
    words: &'a str,
    at: usize,
    label: Ranges,
}

impl<'a> Scan<'a> {
    fn new(words: &'a str) -> Scan<'a> {
        Scan {
            words,
            at: 0,
            label: Vec::new(),
        }
    }

    fn rest(&self) -> &'a str {
        &self.words[self.at..]
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// A full-width space ends a label.
    fn narrow_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(' ').len();
    }

    fn take(&mut self, token: &str) -> bool {
        let fits = self.rest().starts_with(token);
        if fits {
            self.label.push(self.at..self.at + token.len());
            self.at += token.len();
        }
        fits
    }

    fn take_any(&mut self, tokens: &[&str]) -> bool {
        tokens.iter().any(|token| self.take(token))
    }

    fn count(&mut self) -> bool {
        let rest = self.rest();
        let len: usize = rest
            .chars()
            .take_while(|c| numeral::is_count_char(*c))
            .map(char::len_utf8)
            .sum();
        let fits = numeral::read_count(&rest[..len]).is_some();
        if fits {
            self.label.push(self.at..self.at + len);
            self.at += len;
        }
        fits
    }

    /// Runs `step`; goes back to where it was when that fails.
    fn attempt(&mut self, step: impl FnOnce(&mut Scan<'a>) -> bool) -> bool {
        let (at, len) = (self.at, self.label.len());
        let fits = step(self);
        if !fits {
            self.at = at;
            self.label.truncate(len);
        }
        fits
    }

    /// の2 の3
    fn branches(&mut self) {
        while self.attempt(|scan| scan.take("の") && scan.count()) {}
    }

    fn numbered(&mut self, units: &[&str]) -> bool {
        self.attempt(|scan| {
            if !scan.take("第") {
                return false;
            }
            scan.spaces();
            if !scan.count() {
                return false;
            }
            scan.spaces();
            scan.take_any(units)
        })
    }
}

/// Words after 第３条 that make it a citation in a sentence, not the number of an article.
const CITED: [&str; 34] = [
    "の",
    "に",
    "を",
    "は",
    "が",
    "と",
    "で",
    "へ",
    "も",
    "や",
    "か",
    "ま",
    "及び",
    "又は",
    "並びに",
    "若しくは",
    "、",
    "。",
    "，",
    "）",
    ")",
    "」",
    "・",
    "中",
    "各号",
    "各項",
    "第",
    "ただし書",
    "本文",
    "前段",
    "後段",
    "以",
    "～",
    "〜",
];

/// True when what follows a number makes it a citation.
pub(super) fn is_cited(rest: &str) -> bool {
    CITED.iter().any(|cited| rest.starts_with(cited))
}

const LEVELS: [(&str, Form); 5] = [
    ("編", Form::Part),
    ("章", Form::Chapter),
    ("節", Form::Section),
    ("款", Form::Subsection),
    ("目", Form::Division),
];

/// 第３条, 第１章
fn ordinal(words: &str) -> Option<Head> {
    if !words.starts_with('第') {
        return None;
    }
    for (unit, form) in LEVELS {
        let mut scan = Scan::new(words);
        if scan.numbered(&[unit]) {
            scan.branches();
            let rest = scan.rest();
            let is_tight = label::gap(rest) == Gap::Tight;
            let is_word = unit == "目" || words[..scan.at].contains(char::is_whitespace);
            if is_tight && (is_word || is_cited(rest) || rest.contains('。')) {
                break;
            }
            return Some(Head::Level {
                form,
                label: merged(scan.label),
                rest: scan.at,
            });
        }
    }
    let mut scan = Scan::new(words);
    if !scan.numbered(&["条", "條"]) {
        return None;
    }
    scan.branches();
    let mut several = false;
    while scan.attempt(|scan| {
        scan.narrow_spaces();
        if !scan.take_any(&["から", "及び", "、", "・", "～", "〜"]) {
            return false;
        }
        scan.spaces();
        let fits = scan.numbered(&["条", "條"]);
        scan.branches();
        fits
    }) {
        several = true;
    }
    if several {
        scan.take("まで");
    }
    let rest = scan.rest();
    let fits = match rest.chars().next() {
        Some('(' | '（') => caption(rest).is_none_or(|(_, after)| {
            label::gap(&rest[after..]) != Gap::Tight || !is_cited(&rest[after..])
        }),
        Some(c) if !c.is_whitespace() => {
            !several && !is_cited(rest) && !words[..scan.at].contains(char::is_whitespace)
        }
        Some(_) | None => true,
    };
    fits.then(|| Head::Article {
        label: merged(scan.label),
        rest: scan.at,
    })
}

/// 附　則 and 付則; the rest is empty, begins with a space or a bracket, or is 抄.
fn supplement(words: &str) -> Option<Head> {
    let mut scan = Scan::new(words);
    let usual = scan.take("附");
    if !usual && !scan.take("付") {
        return None;
    }
    scan.spaces();
    if !scan.take("則") {
        return None;
    }
    let rest = scan.rest();
    let fits = label::gap(rest) != Gap::Tight || rest.starts_with(['(', '（']) || rest == "抄";
    let label = (!usual).then(|| merged(scan.label));
    fits.then_some(Head::Supplement {
        label,
        rest: scan.at,
    })
}

const ANNEXES: [&str; 12] = [
    "別表",
    "別紙",
    "別記様式",
    "参考様式",
    "様式",
    "別記",
    "別図",
    "別添",
    "付表",
    "附表",
    "付録",
    "附録",
];

/// 別表第１（第５条関係）　題
fn annex(words: &str) -> Option<Head> {
    let mut scan = Scan::new(words);
    if !scan.take_any(&ANNEXES) {
        return None;
    }
    scan.attempt(|scan| {
        scan.narrow_spaces();
        let ordinal = scan.take("第");
        scan.narrow_spaces();
        if !scan.count() {
            return false;
        }
        scan.attempt(|scan| {
            scan.narrow_spaces();
            ordinal && scan.take("号")
        });
        while scan.attempt(|scan| scan.take_any(&["の", "-", "－", "―"]) && scan.count()) {}
        true
    });
    let rest = scan.rest();
    let fits = match rest.chars().next() {
        None => true,
        Some('(' | '（') => {
            caption(rest).is_some_and(|(_, after)| label::gap(&rest[after..]) != Gap::Tight)
        }
        Some('「') => rest.ends_with('」') && rest.matches('「').count() == 1,
        Some(c) => c.is_whitespace(),
    };
    let is_sentence = rest.ends_with('。');
    (fits && !is_sentence).then(|| Head::Annex {
        label: merged(scan.label),
        rest: scan.at,
    })
}

/// ※, ※1, 注, 注1, （注1）, 備考
fn note(words: &str) -> Option<Head> {
    let mut scan = Scan::new(words);
    let open = scan.take_any(&["（", "("]);
    let star = scan.take("※");
    if !star && !scan.take_any(&["注", "備考"]) {
        return None;
    }
    let counted = scan.count();
    if open && !scan.take_any(&["）", ")"]) {
        return None;
    }
    let point = scan.take_any(&["：", ":"]);
    let rest = scan.rest();
    let gap = label::gap(rest);
    let fits = match gap {
        Gap::Wide | Gap::Narrow | Gap::End => true,
        Gap::Tight => (star || open || point) && !(counted && is_cited(rest)),
    };
    fits.then_some(Head::Note(scan.at))
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

const RINGS: [(char, char); 6] = [
    ('〔', '〕'),
    ('［', '］'),
    ('≪', '≫'),
    ('《', '》'),
    ('[', ']'),
    ('＜', '＞'),
];

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
fn bullet(words: &str) -> Option<Head> {
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

/// `| a | b |`, `a<tab>b`
fn row(words: &str) -> Option<Head> {
    let is_bar = |c: char| c == '|' || c == '｜';
    if words.chars().count() > 2 && words.starts_with(is_bar) && words.ends_with(is_bar) {
        let is_rule = |cell: &Range<usize>| {
            let cell = words[cell.clone()].trim_matches(':');
            cell.len() >= 3 && cell.chars().all(|c| c == '-')
        };
        let open = words.chars().next().map_or(0, char::len_utf8);
        let cells = split(words, open, &is_bar);
        if cells.iter().all(is_rule) {
            return Some(Head::Row(Cells::Rule(cells)));
        }
        return Some(Head::Row(Cells::Barred(cells)));
    }
    let tabs = words.matches('\t').count();
    if tabs == 0 || (tabs == 1 && is_tab_gap(words)) {
        return None;
    }
    let mut cells = split(words, 0, &|c| c == '\t');
    let last = cells.last().map_or(0, |cell| cell.end);
    if last < words.len() {
        cells.push(trimmed(
            words,
            words.rfind('\t').map_or(0, |at| at + 1)..words.len(),
        ));
    }
    Some(Head::Row(Cells::Tabbed(cells)))
}

/// True when the first tab stands between a label or mark and its words.
fn is_tab_gap(words: &str) -> bool {
    let end = match note(words)
        .or_else(|| label::find(words).map(Head::Labelled))
        .or_else(|| bullet(words))
    {
        Some(Head::Labelled(found)) => found.len,
        Some(Head::Note(end) | Head::Mark(end)) => end,
        Some(Head::Bullet(_)) => words.chars().next().map_or(0, char::len_utf8),
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

fn trimmed(words: &str, range: Range<usize>) -> Range<usize> {
    let inner = &words[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    let end = range.end - (inner.len() - inner.trim_end().len());
    if start < end {
        start..end
    } else {
        range.start..range.start
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
