//! What is wrong with a YAML file, in words that help: one sentence a kind of fault, with what to do.
//! Does not know any key.

use super::super::source::Source;
use super::node::{Name, Node, Value};
use super::sentence::sentence;
use crate::diagnostic::{Finding, Span};
use serde_saphyr::granit_parser::ErrorKind;
use std::ops::Range;

/// A fault that the parser found at a byte offset.
pub(super) fn syntax(source: &Source<'_>, kind: &ErrorKind, at: usize) -> Finding {
    let words = source.words();
    let at = floor(words, at.min(words.len()));
    if let Some(finding) = habit(source, at) {
        return finding;
    }
    let sentence = sentence(kind);
    Finding::spelt_error(sentence.code, sentence.ja, sentence.en)
        .at(source.span(spot(words, at)))
        .help(sentence.help_ja, sentence.help_en)
}

/// What a Japanese keyboard and a moved line do to YAML: a tab or a full-width space at the start of the
/// line of the fault or the next one; a full-width colon there or on one of the two lines before; a bracket
/// that the line before opened and did not close.
fn habit(source: &Source<'_>, at: usize) -> Option<Finding> {
    let words = source.words();
    let here = line_at(words, at);
    let next = line_at(words, (here.end + 1).min(words.len()));
    for line in [here.clone(), next] {
        for (offset, c) in words[line.clone()].char_indices() {
            let range = line.start + offset..line.start + offset + c.len_utf8();
            match c {
                ' ' => {}
                '\t' => return Some(tab(source.span(range))),
                '　' => return Some(wide_space(source.span(range))),
                _ => break,
            }
        }
    }
    let mut line = here;
    for back in 0..3 {
        if let Some(colon) = colon_in(&words[line.clone()]) {
            let start = line.start + colon;
            return Some(wide_colon(source.span(start..start + '：'.len_utf8())));
        }
        if back > 0
            && let Some(open) = open_bracket(&words[line.clone()])
        {
            let start = line.start + open;
            return Some(open_list(source.span(start..start + 1)));
        }
        line = line_at(words, line.start.checked_sub(1)?);
    }
    None
}

/// The offset of a bracket that begins a value and is not closed on its line.
fn open_bracket(line: &str) -> Option<usize> {
    let value = line
        .find(": ")
        .map(|at| at + 2)
        .or_else(|| line.trim_start().strip_prefix("- ").map(|rest| line.len() - rest.len()))?;
    let rest = &line[value..];
    let start = value + rest.len() - rest.trim_start().len();
    let (open, close) = match line[start..].chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    let is_open = line[start..].matches(open).count() > line[start..].matches(close).count();
    is_open.then_some(start)
}

/// A finding about a name that begins with full-width spaces.
pub(in super::super) fn wide_start(source: &Source<'_>, name: &Name) -> Option<Finding> {
    let spaces = name.words.len() - name.words.trim_start_matches('　').len();
    let start = name.range.start;
    (spaces > 0).then(|| wide_space(source.span(start..start + spaces)))
}

/// The offset of a full-width colon behind what looks like a name.
fn colon_in(line: &str) -> Option<usize> {
    let at = line.find('：')?;
    let name = line[..at].trim_start_matches(['-', ' ', '　']).trim_end();
    let is_name =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_');
    is_name.then_some(at)
}

/// A finding when words stand where a map should, and only their colon is wrong.
pub(in super::super) fn suspect_colon(source: &Source<'_>, node: &Node) -> Option<Finding> {
    let raw = source.words().get(node.range.clone())?;
    let start = node.range.start;
    if let Some(at) = raw.lines().next().and_then(colon_in) {
        let at = start + at;
        return Some(wide_colon(source.span(at..at + '：'.len_utf8())));
    }
    let at = raw.find(':')?;
    let is_name = raw[..at].bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    (is_name && at > 0).then(|| {
        Finding::spelt_error(
            "colon-space",
            "コロン（:）の後に半角の空白がありません。",
            "There is no space after the colon.",
        )
        .at(source.span(start + at..start + at + 1))
        .help(
            "「名前: 値」のように、コロンの後に半角の空白を 1 つ入れてください。",
            "Write `name: value`, with a space after the colon.",
        )
    })
}

/// A finding that another shape is wanted than the one that stands there.
pub(in super::super) fn wrong_shape(
    source: &Source<'_>,
    node: &Node,
    wanted: (&str, &str),
) -> Finding {
    let (found_ja, found_en) = match &node.value {
        Value::Scalar(_) => ("文字列", "words"),
        Value::List(_) => ("「- 」で始まる一覧", "a list"),
        Value::Map(_) => ("「名前: 値」の組", "a map"),
        Value::Null | Value::Broken => ("空の値", "nothing"),
    };
    Finding::spelt_error(
        "wrong-type",
        format!("ここには{}を書きます。{found_ja}になっています。", wanted.0),
        format!("{} is wanted here, not {found_en}.", wanted.1),
    )
    .at(source.span(first_line(source.words(), node.range.clone())))
}

/// A range cut to its first line, for the caret.
fn first_line(words: &str, range: Range<usize>) -> Range<usize> {
    let raw = words.get(range.clone()).unwrap_or("");
    let end = raw.find(['\n', '\r']).unwrap_or(raw.len());
    range.start..range.start + end
}

pub(in super::super) fn empty(source: &Source<'_>) -> Finding {
    Finding::spelt_error("empty-file", "ファイルに内容がありません。", "The file says nothing.")
        .at(Span::file(source.file().clone()))
        .help(
            "内容を書くか、使わないファイルであれば消してください。",
            "Write its content, or remove the file when it is not used.",
        )
}

pub(super) fn documents(source: &Source<'_>, range: Range<usize>) -> Finding {
    Finding::spelt_error(
        "yaml-documents",
        "「---」で区切られた 2 つ目の文書があります。1 つのファイルには 1 つだけ書けます。",
        "There is a second YAML document after `---`; a file holds one.",
    )
    .at(source.span(first_line(source.words(), range)))
    .help(
        "「---」の行から後を別のファイルに移すか、「---」の行を消してください。",
        "Move what follows `---` to a file of its own, or remove that line.",
    )
}

pub(super) fn refused(source: &Source<'_>, range: Range<usize>) -> Finding {
    Finding::spelt_error(
        "yaml-alias",
        "YAML の「&」「*」「!」を使う書き方（アンカー・エイリアス・タグ）は使えません。",
        "Anchors (`&`), aliases (`*`) and tags (`!`) cannot be used.",
    )
    .at(source.span(first_line(source.words(), range)))
    .help(
        "内容をそのまま書いてください。文字としての「&」「*」「!」で始めるときは、全体を \" で囲んでください。",
        "Write the content itself; put words that begin with `&`, `*` or `!` into quotes.",
    )
}

pub(super) fn not_a_name(source: &Source<'_>, range: Range<usize>) -> Finding {
    Finding::spelt_error(
        "yaml-name",
        "「:」の前には、項目の名前を書きます。",
        "A name is wanted before the colon.",
    )
    .at(source.span(first_line(source.words(), range)))
    .help(
        "「[」「{」「?」で始まる語は、全体を \" で囲んでください。",
        "Put words that begin with `[`, `{` or `?` into quotes.",
    )
}

pub(super) fn twice(
    source: &Source<'_>,
    name: &str,
    first: Range<usize>,
    again: Range<usize>,
) -> Finding {
    let line = source.words()[..first.start].matches('\n').count() + 1;
    Finding::spelt_error(
        "duplicate-name",
        format!("「{name}」が 2 回書かれています（1 回目は {line} 行目）。"),
        format!("`{name}` is given twice (first on line {line})."),
    )
    .at(source.span(again))
    .help("どちらか一方を消してください。", "Remove one of the two.")
}

fn tab(span: Span) -> Finding {
    Finding::spelt_error(
        "tab-indent",
        "行の初めにタブ文字があります。",
        "The line begins with a tab.",
    )
    .at(span)
    .help("タブを半角の空白に置き換えてください。", "Use spaces instead of the tab.")
}

fn wide_space(span: Span) -> Finding {
    Finding::spelt_error(
        "full-width-space",
        "行の初めに全角の空白があります。",
        "The line begins with a full-width space.",
    )
    .at(span)
    .help("全角の空白を半角の空白に置き換えてください。", "Use ordinary spaces instead.")
}

fn wide_colon(span: Span) -> Finding {
    Finding::spelt_error(
        "full-width-colon",
        "項目の名前の後のコロンが全角「：」になっています。",
        "The colon after the name is full-width.",
    )
    .at(span)
    .help(
        "半角のコロンと半角の空白「: 」に直してください。",
        "Write an ordinary colon and a space.",
    )
}

fn open_list(span: Span) -> Finding {
    Finding::spelt_error(
        "yaml-bracket",
        "半角の角かっこ［ または波かっこ｛ が閉じていません。",
        "A bracket is opened here and not closed.",
    )
    .at(span)
    .help(
        "行の終わりに閉じるかっこを書いてください。文字としてのかっこで始めるときは、全体を \" で囲んでください。",
        "Close it; put words that begin with a bracket into quotes.",
    )
}

/// The line around an offset, without its end.
fn line_at(words: &str, at: usize) -> Range<usize> {
    let start = words[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = words[at..].find('\n').map_or(words.len(), |found| at + found);
    start..end.max(start)
}

/// The character at an offset, or the end of the line.
fn spot(words: &str, at: usize) -> Range<usize> {
    match words[at..].chars().next() {
        Some(c) if c != '\n' && c != '\r' => at..at + c.len_utf8(),
        _ => at..at,
    }
}

fn floor(words: &str, mut at: usize) -> usize {
    while !words.is_char_boundary(at) {
        at -= 1;
    }
    at
}
