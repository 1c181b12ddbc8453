//! Words that YAML would join, cut or change without a word about it: lists whose marks are none, comments that were
//! words, names without their space. Each is told where it stands, with what to type. Does not know any key.

use super::super::source::YamlSource;
use super::{Value, YamlNode, fault};
use crate::diagnostic::{Finding, Hold, Severity};
use crate::fill;
use crate::text::chars::{find_unseen, is_dash, is_digit, is_kana, is_kanji};
use serde_saphyr::granit_parser::ScalarStyle;
use std::collections::HashMap;
use std::ops::Range;

/// What is to be said about a scalar that the parser read.
pub(super) fn look(
    source: &YamlSource<'_>,
    words: &str,
    style: ScalarStyle,
    range: &Range<usize>,
) -> Vec<Finding> {
    let mut found = unseen(source, words, range);
    match style {
        ScalarStyle::Plain => {
            found.extend(joined(source, range.clone()));
            // The parser has a sign for nothing.
            found.extend(match range.is_empty() {
                true => number_sign_alone(source, entry_before(source.words(), range.start)),
                false => number_sign(source, range.end),
            });
        }
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
            let has_lines = |range: &Range<usize>| {
                source.words().get(range.clone()).is_some_and(|raw| raw.contains('\n'))
            };
            found.extend(Some(inner).filter(has_lines).and_then(|inner| joined(source, inner)));
        }
        ScalarStyle::Folded => {
            found.extend(joined(source, super::body(source.words(), range.clone())));
        }
        ScalarStyle::Literal => {}
    }
    found
}

/// Where the `-` of an entry ends that stands on the line of a place; the place itself where there is none.
fn entry_before(words: &str, at: usize) -> usize {
    let near = &words[words.floor_char_boundary(at.saturating_sub(200))..at];
    let line = near.rsplit('\n').next().unwrap_or(near);
    let entry = line.trim_start_matches(' ').strip_prefix('-');
    entry.map_or(at, |rest| at - rest.len())
}

/// Characters that an escape stands for and nobody would see, and tabs: the rest was found in the file.
fn unseen(source: &YamlSource<'_>, words: &str, range: &Range<usize>) -> Vec<Finding> {
    let raw = source.words().get(range.clone()).unwrap_or("");
    let mut found = Vec::new();
    let mut written: HashMap<&str, bool> = HashMap::new();
    // Escapes stand in the order of what they stand for: the next is behind the last.
    let mut from = 0;
    for (at, why) in find_unseen(words) {
        let run = &words[at];
        let rest = &raw[from..];
        let place = match run.find('\t').and_then(|_| rest.find('\t')) {
            Some(tab) => tab..tab + 1,
            None if *written.entry(run).or_insert_with(|| raw.contains(run)) => continue,
            None => run.chars().find_map(|c| escape_of(rest, c)).unwrap_or(0..rest.len()),
        };
        let place = from + place.start..from + place.end;
        from = place.end;
        let span = source.span(range.start + place.start..range.start + place.end);
        found.push(Finding::of_unseen(run, why).at(span));
    }
    found
}

/// Where an escape stands for a character.
fn escape_of(raw: &str, c: char) -> Option<Range<usize>> {
    let code = c as u32;
    let name = match c {
        '\0' => "0",
        '\u{7}' => "a",
        '\u{8}' => "b",
        '\t' => "t",
        '\u{B}' => "v",
        '\u{C}' => "f",
        '\r' => "r",
        '\u{1B}' => "e",
        '\u{85}' => "N",
        '\u{A0}' => "_",
        '\u{2028}' => "L",
        '\u{2029}' => "P",
        _ => "",
    };
    let numbers = [format!("x{code:02x}"), format!("u{code:04x}"), format!("U{code:08x}")];
    for (at, _) in raw.match_indices('\\') {
        let rest = &raw[at + 1..];
        let is = |escape: &&str| {
            let head = rest.get(..escape.len()).unwrap_or("");
            // Of the letters only those of a number may be capital ones.
            let is_kind = !escape.is_empty() && head.starts_with(&escape[..1]);
            is_kind && head.eq_ignore_ascii_case(escape)
        };
        let all = numbers.iter().map(String::as_str).chain([name]);
        if let Some(escape) = all.into_iter().find(is) {
            return Some(at..at + 1 + escape.len());
        }
    }
    None
}

/// How a line begins that was meant as an entry of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListSign {
    /// Some dash.
    Dash,
    /// ・, ●, ※ …
    Bullet(char),
    /// １．, (1), ①.
    Number,
}

/// The lines of a paragraph of prose, which Markdown joins, where some begin like entries of a list.
pub(in super::super) fn swallowed_lines(
    source: &YamlSource<'_>,
    range: Range<usize>,
) -> Option<Finding> {
    let raw = source.words().get(range.clone())?;
    // Where a break is asked for, lines stay; and one asterisk may begin what is strong.
    let stays = raw.contains("  \n") || raw.contains("\\\n") || raw.contains('*');
    let lines = joined_lines(raw, range.start);
    let has_entries = lines.iter().skip(1).any(|(_, words, _)| sign_of(words).is_some());
    if stays || !(has_entries || raw.starts_with('-')) {
        return None;
    }
    swallowed(source, &lines)
}

/// Where a line begins, its words, and the layout before them.
type JoinedLine<'a> = (usize, &'a str, &'a str);

fn joined_lines(raw: &str, start: usize) -> Vec<JoinedLine<'_>> {
    let mut lines = Vec::new();
    let mut at = start;
    for line in raw.split_inclusive('\n') {
        let words = line.trim();
        let indent = &line[..line.len() - line.trim_start().len()];
        if !words.is_empty() {
            // Where the value begins there is no indentation.
            lines.push((at + indent.len(), words, if at == start { "" } else { indent }));
        }
        at += line.len();
    }
    lines
}

/// Several lines that YAML makes one, of which some begin like entries of a list or like a name; and one line that begins
/// with a dash that makes no list.
fn joined(source: &YamlSource<'_>, range: Range<usize>) -> Option<Finding> {
    let raw = source.words().get(range.clone())?;
    let lines = joined_lines(raw, range.start);
    let (first, later) = lines.split_first()?;
    let odd = raw.chars().next().filter(|c| c.is_whitespace() && sign_of(first.1).is_some());
    if let Some(c) = odd.filter(|c| !" \r\n\t".contains(*c)) {
        return Some(fault::wide_space(source.span(range.start..range.start + c.len_utf8())));
    }
    for (start, words, indent) in later {
        let is_entry = sign_of(words).is_some() || fault::tight_colon(words).is_some();
        if let Some((at, c)) =
            indent.char_indices().find(|(_, c)| is_entry && !" \n\r\t".contains(*c))
        {
            let at = start - indent.len() + at;
            return Some(fault::wide_space(source.span(at..at + c.len_utf8())));
        }
        if let Some(colon) = fault::tight_colon(words) {
            return Some(fault::no_space(source, start + colon));
        }
    }
    swallowed(source, &lines)
}

/// Lines that become one, with where each begins, of which some begin like entries of a list.
fn swallowed(source: &YamlSource<'_>, lines: &[JoinedLine<'_>]) -> Option<Finding> {
    let (first, later) = lines.split_first()?;
    let signs: Vec<ListSign> = later.iter().filter_map(|(_, words, _)| sign_of(words)).collect();
    let Some(sign) = signs.first().copied() else {
        return lone_dash(source, first.0, first.1);
    };
    let count = lines.iter().filter(|(_, words, _)| sign_of(words) == Some(sign)).count();
    let severity = match sign {
        ListSign::Dash => Severity::Error,
        ListSign::Bullet(_) if count > 1 => Severity::Error,
        ListSign::Number if count > 1 => Severity::Error,
        ListSign::Bullet(_) => Severity::Warning,
        ListSign::Number => return None,
    };
    let (start, words, _) = lines.iter().find(|(_, words, _)| sign_of(words) == Some(sign))?;
    let shown = beginning(words);
    let finding = held(Finding::of(severity, "swallowed-list", fill! { shown }));
    Some(finding.at(source.span(*start..start + words.trim_end().len())))
}

/// What may be right is for somebody to say before it is sealed.
fn held(finding: Finding) -> Finding {
    match finding.severity {
        Severity::Error => finding,
        Severity::Warning | Severity::Note => finding.holding(Hold::UnlessSure),
    }
}

/// A line of no place in the file that begins like an entry of a list, or was to be one.
pub(super) fn no_entry(source: &YamlSource<'_>, line: Range<usize>) -> Option<Finding> {
    let raw = &source.words()[line.clone()];
    let words = raw.trim();
    let is_entry =
        !words.starts_with("- ") && sign_of(words).is_some_and(|sign| sign != ListSign::Number);
    let start = line.start + (raw.len() - raw.trim_start().len());
    let shown = beginning(words);
    is_entry.then(|| {
        let finding = Finding::error("swallowed-list.one", fill! { shown });
        finding.at(source.span(start..start + words.trim_end().len()))
    })
}

/// `-加入者`: the one entry of what was to be a list.
fn lone_dash(source: &YamlSource<'_>, start: usize, words: &str) -> Option<Finding> {
    let sign = words.chars().next().filter(|_| sign_of(words) == Some(ListSign::Dash))?;
    let next = words[sign.len_utf8()..].trim_start().chars().next()?;
    if !is_word(next) || next.is_ascii() || words.ends_with(sign) {
        return None;
    }
    let severity = if sign == '-' { Severity::Error } else { Severity::Warning };
    let shown = beginning(words);
    let finding = held(Finding::of(severity, "swallowed-list.one", fill! { shown }));
    Some(finding.at(source.span(start..start + words.trim_end().len())))
}

/// The first characters of a line, with a sign where more follow.
fn beginning(words: &str) -> String {
    match words.char_indices().nth(16) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.trim_end().to_owned(),
    }
}

fn sign_of(line: &str) -> Option<ListSign> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let next = rest.chars().next()?;
    if is_dash(first) || matches!(first, 'ー' | 'ｰ') {
        let is_entry = !is_digit(next) && !is_dash(next) && next != 'ー';
        return is_entry.then_some(ListSign::Dash);
    }
    if "・･•●○◯◎■□◆◇▪▶※*＊".contains(first) {
        return (next != first).then_some(ListSign::Bullet(first));
    }
    (is_mark_of_entry(first) || is_numbered(line)).then_some(ListSign::Number)
}

/// ①, ⅰ, →, ★ …: nobody begins two lines of one sentence with these.
fn is_mark_of_entry(c: char) -> bool {
    matches!(c, '\u{2160}'..='\u{217F}' | '\u{2190}'..='\u{21FF}' | '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{27BF}')
        || matches!(c, '㉑'..='㉟' | '㊀'..='㊉' | '㊱'..='㊿')
}

/// `１．…`, `(1) …`, `（二）…`, `イ　…`: a number with what makes it that of an entry, and no number behind it.
fn is_numbered(line: &str) -> bool {
    let inner = line.strip_prefix(['(', '（']).unwrap_or(line);
    let rest = inner.trim_start_matches(|c| is_digit(c) || "一二三四五六七八九十".contains(c));
    // One kana counts, too: behind more of them it would be a word.
    let rest =
        if rest.len() == inner.len() { inner.strip_prefix(is_kana).unwrap_or(rest) } else { rest };
    if inner.len() == line.len() && rest.len() < inner.len() && !inner.starts_with(is_digit) {
        return rest.starts_with([' ', '\u{3000}', '.', '．']);
    }
    let closing: &[char] =
        if inner.len() < line.len() { &[')', '）'] } else { &['.', '．', '、', ')', '）'] };
    let after = rest.strip_prefix(closing).filter(|_| rest.len() < inner.len());
    after.is_some_and(|after| !after.starts_with(is_digit))
}

/// A letter, digit, kana or kanji.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_kana(c) || is_kanji(c) || matches!(c, '〇' | '○')
}

/// What YAML takes for a comment behind a value although no space parts `#` from what follows.
pub(super) fn number_sign(source: &YamlSource<'_>, end: usize) -> Option<Finding> {
    let (span, shown) = cut_off(source, end)?;
    let finding = Finding::warning("number-sign", fill! { shown }).holding(Hold::UnlessSure);
    Some(finding.at(source.span(span)))
}

/// The same where it is all that there is.
pub(super) fn number_sign_alone(source: &YamlSource<'_>, end: usize) -> Option<Finding> {
    let (span, shown) = cut_off(source, end)?;
    Some(Finding::error("number-sign.alone", fill! { shown }).at(source.span(span)))
}

fn cut_off(source: &YamlSource<'_>, end: usize) -> Option<(Range<usize>, String)> {
    let rest = source.words().get(end..)?;
    let sign = rest.trim_start_matches([' ', '\t']);
    let start = end + (rest.len() - sign.len());
    let next = sign.strip_prefix('#')?.chars().next()?;
    let words = sign.lines().next()?.trim_end();
    let span = start..start + words.len();
    let is_cut = is_word(next) || "（「『【〔《［(".contains(next);
    (start > end && is_cut).then(|| (span, beginning(words)))
}

/// `1,000` in a list between brackets: two values.
pub(super) fn comma(source: &YamlSource<'_>, items: &[YamlNode]) -> Option<Finding> {
    let words = source.words();
    items.windows(2).find_map(|pair| {
        let (before, after) = (&pair[0], &pair[1]);
        let is_number =
            matches!((&before.value, &after.value), (Value::Scalar(_), Value::Scalar(_)))
                && words.get(before.range.end..after.range.start) == Some(",")
                && words[..before.range.end].ends_with(|c: char| c.is_ascii_digit())
                && words[after.range.start..].starts_with(|c: char| c.is_ascii_digit());
        let comma = before.range.end..after.range.start;
        is_number.then(|| Finding::error("number-comma", fill! {}).at(source.span(comma)))
    })
}
