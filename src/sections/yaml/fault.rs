//! What is wrong with a YAML file, in words that help: one sentence a kind of fault, with what to do.
//! Does not know any key.

use super::super::source::YamlSource;
use super::{EntryName, Value, YamlNode, eaten};
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
                c if is_odd_space(c) => return Some(wide_space(source.span(range))),
                _ => break,
            }
        }
    }
    if let Some(finding) = eaten::no_entry(source, here.clone()).or_else(|| closed(source, &here)) {
        return Some(finding);
    }
    let mut line = here;
    for back in 0..3 {
        if let Some((at, c)) = words[line.clone()].char_indices().find(|(_, c)| *c != ' ')
            && is_odd_space(c)
        {
            let at = line.start + at;
            return Some(wide_space(source.span(at..at + c.len_utf8())));
        }
        if let Some(colon) = colon_in(&words[line.clone()]) {
            let start = line.start + colon;
            return Some(wide_colon(source.span(start..start + '：'.len_utf8())));
        }
        if let Some(colon) = tight_colon(&words[line.clone()]) {
            return Some(no_space(source, line.start + colon));
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

/// A bracket that begins a value whose words go on behind its end.
fn closed(source: &YamlSource<'_>, line: &Range<usize>) -> Option<Finding> {
    let words = &source.words()[line.clone()];
    let value = value_of(words)?;
    let close = match words[value..].chars().next()? {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let rest = &words[value + words[value..].find(close)? + 1..];
    let goes_on = rest.trim_start().starts_with(|c: char| !",]}#".contains(c));
    let place = line.start + value..line.start + value + 1;
    goes_on.then(|| Finding::error("yaml-bracket.words", fill! {}).at(source.span(place)))
}

/// Where the value of a line begins.
fn value_of(line: &str) -> Option<usize> {
    let value = line
        .find(": ")
        .map(|at| at + 2)
        .or_else(|| line.trim_start().strip_prefix("- ").map(|rest| line.len() - rest.len()))?;
    let rest = &line[value..];
    Some(value + rest.len() - rest.trim_start().len())
}

/// A space that YAML takes for a letter.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The offset of a colon behind what looks like a name, without the space that makes it one.
pub(super) fn tight_colon(line: &str) -> Option<usize> {
    let at = line.find([':', '：'])?;
    let name = line[..at].trim_start_matches(['-', ' ', '　']);
    let after = line[at..].chars().nth(1)?;
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_');
    let is_address = ["http", "https", "mailto", "tel"].contains(&name);
    (is_name && !is_address && after != ' ').then_some(at)
}

/// That the colon at an offset has no space behind it, or is full-width.
pub(super) fn no_space(source: &YamlSource<'_>, at: usize) -> Finding {
    match source.words()[at..].starts_with('：') {
        true => wide_colon(source.span(at..at + '：'.len_utf8())),
        false => Finding::error("colon-space", fill! {}).at(source.span(at..at + 1)),
    }
}

/// The offset of a bracket that begins a value and is not closed on its line.
fn open_bracket(line: &str) -> Option<usize> {
    let start = value_of(line)?;
    let (open, close) = match line[start..].chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    let is_open = line[start..].matches(open).count() > line[start..].matches(close).count();
    is_open.then_some(start)
}

/// A finding about a name that begins or ends with full-width spaces.
pub(in super::super) fn wide_start(source: &YamlSource<'_>, name: &EntryName) -> Option<Finding> {
    let spaces = name.words.len() - name.words.trim_start_matches(is_odd_space).len();
    let start = name.range.start;
    let after = name.words.trim_end_matches(is_odd_space).len();
    let range = if spaces > 0 { start..start + spaces } else { start + after..name.range.end };
    (!range.is_empty()).then(|| wide_space(source.span(range)))
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
    tight_colon(raw.lines().next()?).map(|at| no_space(source, start + at))
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
    let wants_words = wanted == "sections/words";
    let [wanted, found] = [wanted, found].map(|name| Message::of(name, fill! {}));
    let is_bracket = source.words()[node.range.clone()].starts_with(['[', '{']);
    let finding = match is_bracket && matches!(&node.value, Value::List(_) | Value::Map(_)) {
        true if wants_words => Finding::error("yaml-bracket.words", fill! {}),
        _ => Finding::error("wrong-type", fill! { wanted, found }),
    };
    finding.at(source.span(first_line(source.words(), node.range.clone())))
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

pub(super) fn wide_space(span: Span) -> Finding {
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
        K::ZeroBlockScalarIndent | K::InvalidBlockScalarHeader => "yaml-character",
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
