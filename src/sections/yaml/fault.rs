//! What is wrong with a YAML file, in words that help: one sentence a kind of fault, with what to do.
//! Does not know any key.

use super::super::source::Source;
use super::node::{Node, Value};
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
    Finding::error(sentence.code, sentence.ja, sentence.en)
        .at(source.span(spot(words, at)))
        .help(sentence.help_ja, sentence.help_en)
}

/// What a Japanese keyboard does to YAML: a tab, a full-width space or a full-width colon on the line of
/// the fault or, for colons, on one of the two before it.
fn habit(source: &Source<'_>, at: usize) -> Option<Finding> {
    let words = source.words();
    let line = line_at(words, at);
    for (offset, c) in words[line.clone()].char_indices() {
        let range = line.start + offset..line.start + offset + c.len_utf8();
        match c {
            ' ' => {}
            '\t' => return Some(tab(source.span(range))),
            '　' => return Some(wide_space(source.span(range))),
            _ => break,
        }
    }
    let mut line = line;
    for _ in 0..3 {
        if let Some(colon) = colon_in(&words[line.clone()]) {
            let start = line.start + colon;
            return Some(wide_colon(source.span(start..start + '：'.len_utf8())));
        }
        line = line_at(words, line.start.checked_sub(1)?);
    }
    None
}

/// The offset of a full-width colon behind what looks like a name.
fn colon_in(line: &str) -> Option<usize> {
    let at = line.find('：')?;
    let name = line[..at].trim_start_matches(['-', ' ', '　']).trim_end();
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_');
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
    let is_name = raw[..at]
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b == b'-');
    (is_name && at > 0).then(|| {
        Finding::error(
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
    Finding::error(
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
    Finding::error(
        "empty-file",
        "ファイルに内容がありません。",
        "The file says nothing.",
    )
    .at(Span::file(source.file().clone()))
    .help(
        "内容を書くか、使わないファイルであれば消してください。",
        "Write its content, or remove the file when it is not used.",
    )
}

pub(super) fn documents(source: &Source<'_>, range: Range<usize>) -> Finding {
    Finding::error(
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
    Finding::error(
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
    Finding::error(
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
    Finding::error(
        "duplicate-name",
        format!("「{name}」が 2 回書かれています（1 回目は {line} 行目）。"),
        format!("`{name}` is given twice (first on line {line})."),
    )
    .at(source.span(again))
    .help("どちらか一方を消してください。", "Remove one of the two.")
}

fn tab(span: Span) -> Finding {
    Finding::error(
        "tab-indent",
        "行の初めにタブ文字があります。",
        "The line begins with a tab.",
    )
    .at(span)
    .help(
        "タブを半角の空白に置き換えてください。",
        "Use spaces instead of the tab.",
    )
}

fn wide_space(span: Span) -> Finding {
    Finding::error(
        "full-width-space",
        "行の初めに全角の空白があります。",
        "The line begins with a full-width space.",
    )
    .at(span)
    .help(
        "全角の空白を半角の空白に置き換えてください。",
        "Use ordinary spaces instead.",
    )
}

fn wide_colon(span: Span) -> Finding {
    Finding::error(
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

/// The line around an offset, without its end.
fn line_at(words: &str, at: usize) -> Range<usize> {
    let start = words[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = words[at..]
        .find('\n')
        .map_or(words.len(), |found| at + found);
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

/// What to say about one kind of fault.
struct Sentence {
    code: &'static str,
    ja: &'static str,
    en: &'static str,
    help_ja: &'static str,
    help_en: &'static str,
}

const fn say(
    code: &'static str,
    ja: &'static str,
    en: &'static str,
    help_ja: &'static str,
    help_en: &'static str,
) -> Sentence {
    Sentence {
        code,
        ja,
        en,
        help_ja,
        help_en,
    }
}

/// The parser knows more than a hundred kinds of fault; its users know these.
// tidy: table
fn sentence(kind: &ErrorKind) -> Sentence {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => say(
            "tab-indent",
            "ここにタブ文字は使えません。",
            "A tab cannot stand here.",
            "タブを半角の空白に置き換えてください。",
            "Use spaces instead of the tab.",
        ),
        K::RecursionLimitExceeded => say(
            "yaml-depth",
            "入れ子が深すぎます。",
            "Lists and maps are nested too deeply.",
            "行の初めの空白と、「[」「{」の数を確かめてください。",
            "Check the indentation and the number of brackets.",
        ),
        K::UnclosedQuotedScalar
        | K::DocumentIndicatorInQuotedScalar
        | K::InvalidTrailingSingleQuotedScalar
        | K::InvalidTrailingDoubleQuotedScalar
        | K::InvalidQuotedScalarIndent => say(
            "yaml-quote",
            "引用符（\" または '）が正しく閉じていません。",
            "A quoted text does not end as it should.",
            "引用符を両端に付けてください。文の途中の引用符は「」に替えるか、全体を別の引用符で囲んでください。",
            "Close the quotes at the end of the text; inside it use other quotes.",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => say(
            "yaml-escape",
            "\" で囲んだ中の「\\」（円記号）の後が正しくありません。",
            "What follows the backslash inside the quotes is not an escape.",
            "文字としての「\\」を書くときは、全体を ' で囲んでください。",
            "Use single quotes for text with a backslash.",
        ),
        K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::MisplacedFlowCollectionEnd
        | K::MismatchedFlowCollectionEnd { .. }
        | K::UnclosedFlowCollection { .. }
        | K::BlockEntryInFlowCollection
        | K::PlainScalarStartsWithDashFlowIndicator
        | K::InvalidFlowScalarIndent
        | K::FlowMappingValueAdjacentCollection => say(
            "yaml-bracket",
            "半角の角かっこ［ ］または波かっこ｛ ｝の組が正しくありません。",
            "Brackets do not pair, or a comma is missing between them.",
            "かっこの数と、間の半角コンマ「, 」を確かめてください。文字としてのかっこで始めるときは、全体を \" で囲んでください。",
            "Check the brackets and the commas; put words that begin with a bracket into quotes.",
        ),
        K::InvalidIndentation
        | K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidBlockScalarIndent
        | K::ExpectedDocumentStart
        | K::MappingKeyNotAllowed => say(
            "yaml-indent",
            "行の初めの空白（字下げ）がそろっていません。",
            "The indentation of this line fits none of those above.",
            "同じ段の項目は、行の初めの半角空白の数をそろえてください。",
            "Give entries of one level the same number of spaces.",
        ),
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidMappingValueWhitespace => {
            say(
                "yaml-colon",
                "この位置に「: 」は書けません。",
                "A colon and a space cannot stand here.",
                "文の中に「: 」があるときは、全体を \" で囲んでください。前の行の書き方も確かめてください。",
                "Put a text with a colon and a space into quotes; look at the line before, too.",
            )
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey => say(
            "yaml-colon",
            "項目の名前の後に「: 」がありません。",
            "There is no colon and space after the name.",
            "「名前: 値」の形に直してください。",
            "Write `name: value`.",
        ),
        K::UnexpectedCharacter { .. } | K::UnexpectedEndOfPlainScalar => say(
            "yaml-character",
            "この文字で文を始めることはできません。",
            "A text cannot begin with this character.",
            "全体を \" で囲んでください。",
            "Put the text into quotes.",
        ),
        K::UnknownAnchor
        | K::AnchorCountOverflow
        | K::MissingAnchorOrAliasName
        | K::UndeclaredTagHandle
        | K::ExpectedTagBang
        | K::InvalidGlobalTagCharacter
        | K::InvalidTagTerminator
        | K::MissingTagUri
        | K::UnclosedVerbatimTag
        | K::InvalidTagEscape => say(
            "yaml-alias",
            "YAML の「&」「*」「!」を使う書き方（アンカー・エイリアス・タグ）は使えません。",
            "Anchors (`&`), aliases (`*`) and tags (`!`) cannot be used.",
            "文字としての「&」「*」「!」で始めるときは、全体を \" で囲んでください。",
            "Put words that begin with `&`, `*` or `!` into quotes.",
        ),
        _ => say(
            "yaml-syntax",
            "ここで YAML として読めなくなりました。",
            "From here on the file cannot be read as YAML.",
            "この行と前の行の、字下げ・コロン・引用符を確かめてください。",
            "Check indentation, colons and quotes of this line and the one before.",
        ),
    }
}
