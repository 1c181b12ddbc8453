//! Marks that stand where somebody is still to write something（○○、令和○年、【要確認】）. Signs of the text alone: numerals
//! with 〇, a mark in an answer（○×）and the like are words. Does not know what is right there.

use super::{Facts, document_file, finding, once, sealed_words};
use crate::diagnostic::{Finding, Hold, Severity};
use crate::fill;
use crate::site::Document;
use crate::text::chars::{is_dash, is_kanji};
use crate::tree::{Form, Provision, Text};
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for text in &facts.site.frame {
        let is_title = text.span().is_some_and(|span| span.file.ends_with("site.yaml"));
        let what = if is_title { "サイトの題名" } else { "名称" };
        found.extend(of_text(text, |mark| told(what, mark, Hold::Seal)));
    }
    for document in facts.site.documents.iter().filter(|document| document.repeal.is_none()) {
        found.extend(of_document(document));
    }
    once(found)
}

fn of_document(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut known = None;
    for (_, root) in document.draft.periods() {
        let mut above: Vec<&Provision> = Vec::new();
        for (depth, provision) in root.visit() {
            above.truncate(depth);
            for text in [provision.heading(), provision.text()] {
                found.extend(of_text(text, |mark| {
                    let known = known.get_or_insert_with(|| {
                        sealed_words(document, |words| !marks(words).is_empty())
                    });
                    let is_form = above.iter().any(|one| one.form() == Form::Annex);
                    // A form of a regulation has its marks for good.
                    let may_stand = is_form || known.contains(&text.words());
                    let hold = if may_stand { Hold::UnlessSure } else { Hold::Seal };
                    told(&place(&above, provision), mark, hold)
                }));
            }
            above.push(provision);
        }
    }
    let file = || document_file(document);
    found.into_iter().map(|one| if one.span.is_some() { one } else { one.at(file()) }).collect()
}

/// What the place is called: by the nearest heading that is written, or article.
fn place(above: &[&Provision], own: &Provision) -> String {
    let all = std::iter::once(own).chain(above.iter().rev().copied());
    let mut names = all.map(|one| match one.label() {
        Some(label) if one.form().is_law_unit() => label.as_str().to_owned(),
        Some(_) | None => one.heading().words(),
    });
    let named = names.find(|words| !words.is_empty() && marks(words).is_empty());
    named.unwrap_or_else(|| "題名".to_owned())
}

fn told(what: &str, mark: &str, hold: Hold) -> Finding {
    finding(Severity::Warning, "placeholder", fill! { what, mark }).holding(hold)
}

fn of_text(text: &Text, mut told: impl FnMut(&str) -> Finding) -> Vec<Finding> {
    if text.is_empty() {
        return Vec::new();
    }
    let words = text.words();
    let marks = marks(&words).into_iter();
    marks.map(|range| told(&words[range.clone()]).at(text.locate(range))).collect()
}

/// Where the marks are. Those of one value (03-○○○○-○○○○) are one.
fn marks(words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let rest = &words[at..];
        let length = run(&words[..at], rest).or_else(|| bracket(rest)).or_else(|| dated(rest));
        let Some(length) = length else {
            at += run_length(rest, c).max(c.len_utf8());
            continue;
        };
        match found.last_mut() {
            Some(last) if is_joined(&words[last.end..at]) => last.end = at + length,
            _ => found.push(at..at + length),
        }
        at += length;
    }
    found
}

/// Nothing stands between two marks of one value, or a dash, a space or a word of one letter（○○県○○市）.
fn is_joined(between: &str) -> bool {
    let mut chars = between.chars();
    chars.next().is_none_or(|c| is_dash(c) || c.is_whitespace() || is_kanji(c))
        && chars.next().is_none()
}

/// The bytes of a run of one character.
fn run_length(words: &str, c: char) -> usize {
    words.len() - words.trim_start_matches(c).len()
}

/// Several of one mark, where they are no number, no line to be written on and no word of letters.
fn run(before: &str, rest: &str) -> Option<usize> {
    let c = rest.chars().next()?;
    let length = run_length(rest, c);
    let count = length / c.len_utf8();
    let neighbours = [before.chars().next_back(), rest[length..].chars().next()];
    let beside = |is: fn(char) -> bool| neighbours.iter().flatten().any(|c| is(*c));
    let is_mark = match c {
        '○' | '◯' | '〇' => count >= 2 && !beside(is_numeral),
        '●' | '△' | '▲' | '×' | '＿' => count >= 2,
        '_' => count >= 3,
        'X' | 'x' => count >= 3 && !beside(|c| c.is_ascii_alphanumeric()),
        'Ｘ' | 'ｘ' => count >= 2 && !beside(|c| ('Ａ'..='ｚ').contains(&c)),
        _ => false,
    };
    is_mark.then_some(length)
}

/// Digits between which a circle is a zero.
fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百千万".contains(c)
}

/// Characters within brackets that are a mark.
const LONGEST: usize = 12;

/// 【　】 and 【要確認】.
fn bracket(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('【')?;
    let end = inner.char_indices().take(LONGEST).find(|(_, c)| *c == '】')?.0;
    let said = inner[..end].trim();
    let asks = ["確認", "記入", "入力", "検討", "修正"];
    let is_open = said.is_empty()
        || ["未定", "未記入"].contains(&said)
        || said.strip_prefix('要').is_some_and(|what| asks.contains(&what));
    is_open.then_some('【'.len_utf8() + end + '】'.len_utf8())
}

/// 令和○年 and ○月○日: one mark where a date has a number.
fn dated(rest: &str) -> Option<usize> {
    const MARKS: [char; 5] = ['○', '◯', '〇', '●', '△'];
    let marked = |words: &str, unit: char| -> Option<usize> {
        let inner = words.strip_prefix(MARKS)?;
        let length = words.len() - inner.len();
        inner.starts_with(unit).then_some(length + unit.len_utf8())
    };
    for era in ["令和", "平成", "西暦"] {
        if let Some(year) = rest.strip_prefix(era).and_then(|rest| marked(rest, '年')) {
            return Some(era.len() + year);
        }
    }
    let month = marked(rest, '月')?;
    Some(month + marked(&rest[month..], '日')?)
}
