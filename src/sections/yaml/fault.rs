//! What is wrong with a YAML file, in words that help: one sentence a kind of fault, with what to do.
//! Does not know any key.

use super::super::source::YamlSource;
use super::{EntryName, Value, YamlNode};
use crate::diagnostic::{Finding, Message, Span};
use crate::fill;
use crate::text::chars::count_lines;
use serde_saphyr::granit_parser::ErrorKind;
use std::ops::Range;

/// A fault that the parser found at a byte offset.
pub(super) fn syntax(source: &YamlSource<'_>, kind: &ErrorKind, at: usize) -> Finding {
    let words = source.words();
    let at = floor(words, at.min(words.len()));
    if let Some(finding) = habit(source, at) {
        return finding;
    }
    Finding::error(name_of(kind), fill! {}).at(source.span(spot(words, at)))
}

/// What a Japanese keyboard and a moved line do to YAML: a tab or a full-width space at the start of the
/// line of the fault or the next one; a full-width colon there or on one of the two lines before; a bracket
/// that the line before opened and did not close.
fn habit(source: &YamlSource<'_>, at: usize) -> Option<Finding> {
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
            return Some(
                Finding::error("yaml-bracket", fill! {}).at(source.span(start..start + 1)),
            );
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
pub(in super::super) fn wide_start(source: &YamlSource<'_>, name: &EntryName) -> Option<Finding> {
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
pub(in super::super) fn suspect_colon(source: &YamlSource<'_>, node: &YamlNode) -> Option<Finding> {
    let raw = source.words().get(node.range.clone())?;
    let start = node.range.start;
    if let Some(at) = raw.lines().next().and_then(colon_in) {
        let at = start + at;
        return Some(wide_colon(source.span(at..at + '：'.len_utf8())));
    }
    let at = raw.find(':')?;
    let is_name = raw[..at].bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    (is_name && at > 0).then(|| {
        Finding::error("colon-space", fill! {}).at(source.span(start + at..start + at + 1))
    })
}

/// A finding that another shape is wanted than the one that stands there.
pub(in super::super) fn wrong_shape(
    source: &YamlSource<'_>,
    node: &YamlNode,
    wanted: &'static str,
) -> Finding {
    let found = match &node.value {
        Value::Scalar(_) => "sections/words",
        Value::List(_) => "sections/list",
        Value::Map(_) => "sections/map",
        Value::Null | Value::Broken => "sections/nothing",
    };
    let [wanted, found] = [wanted, found].map(|name| Message::of(name, fill! {}));
    Finding::error("wrong-type", fill! { wanted, found })
        .at(source.span(first_line(source.words(), node.range.clone())))
}

/// A range cut to its first line, for the caret.
fn first_line(words: &str, range: Range<usize>) -> Range<usize> {
    let raw = words.get(range.clone()).unwrap_or("");
    let end = raw.find(['\n', '\r']).unwrap_or(raw.len());
    range.start..range.start + end
}

pub(in super::super) fn empty(source: &YamlSource<'_>) -> Finding {
    Finding::error("empty-file", fill! {}).at(Span::file(source.file().clone()))
}

pub(super) fn documents(source: &YamlSource<'_>, range: Range<usize>) -> Finding {
    Finding::error("yaml-documents", fill! {}).at(source.span(first_line(source.words(), range)))
}

pub(super) fn refused(source: &YamlSource<'_>, range: Range<usize>) -> Finding {
    Finding::error("yaml-alias", fill! {}).at(source.span(first_line(source.words(), range)))
}

pub(super) fn not_a_name(source: &YamlSource<'_>, range: Range<usize>) -> Finding {
    Finding::error("yaml-name", fill! {}).at(source.span(first_line(source.words(), range)))
}

pub(super) fn twice(
    source: &YamlSource<'_>,
    name: &str,
    first: Range<usize>,
    again: Range<usize>,
) -> Finding {
    let line = count_lines(&source.words().as_bytes()[..first.start]) + 1;
    Finding::error("duplicate-name", fill! { name, line }).at(source.span(again))
}

fn tab(span: Span) -> Finding {
    Finding::error("tab-indent", fill! {}).at(span)
}

fn wide_space(span: Span) -> Finding {
    Finding::error("full-width-space", fill! {}).at(span)
}

fn wide_colon(span: Span) -> Finding {
    Finding::error("full-width-colon", fill! {}).at(span)
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

/// The parser knows more than a hundred kinds of fault; its users know these, by their names in the catalogue.
// tidy: table
fn name_of(kind: &ErrorKind) -> &'static str {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => "tab-indent.here",
        K::RecursionLimitExceeded => "yaml-depth",
        K::UnclosedQuotedScalar
        | K::DocumentIndicatorInQuotedScalar
        | K::InvalidTrailingSingleQuotedScalar
        | K::InvalidTrailingDoubleQuotedScalar
        | K::InvalidQuotedScalarIndent => "yaml-quote",
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => "yaml-escape",
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
        | K::FlowMappingValueAdjacentCollection => "yaml-bracket.pair",
        K::InvalidIndentation
        | K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidBlockScalarIndent
        | K::ExpectedDocumentStart
        | K::MappingKeyNotAllowed => "yaml-indent",
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidMappingValueWhitespace => {
            "yaml-colon.here"
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey => "yaml-colon",
        K::UnexpectedCharacter { .. } | K::UnexpectedEndOfPlainScalar => "yaml-character",
        K::UnknownAnchor
        | K::AnchorCountOverflow
        | K::MissingAnchorOrAliasName
        | K::UndeclaredTagHandle
        | K::ExpectedTagBang
        | K::InvalidGlobalTagCharacter
        | K::InvalidTagTerminator
        | K::MissingTagUri
        | K::UnclosedVerbatimTag
        | K::InvalidTagEscape => "yaml-alias.parser",
        _ => "yaml-syntax",
    }
}
