//! From the events of the YAML parser to nodes, without recursion and with limits. Does not know any key.

use super::super::source::YamlSource;
use super::{BlockStyle, EntryName, Scalar, Value, YamlNode};
use super::{eaten, fault};
use crate::diagnostic::{Finding, Severity};
use serde_saphyr::granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span as Place};
use std::collections::HashMap;
use std::ops::Range;

/// Maps and lists inside each other; our own files need five.
const MAX_DEPTH: usize = 24;

/// Reads a file as one YAML document. What is wrong with it goes to `findings`, all that can be told at
/// once; `None` when nothing can be read from it.
pub fn parse(source: &YamlSource<'_>, findings: &mut Vec<Finding>) -> Option<YamlNode> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let mut tree = Tree { source, findings, open: Vec::new(), root: None, documents: 0 };
    for event in Parser::new_from_str_with_options(source.words(), options) {
        let more = match event {
            Ok((event, place)) => tree.event(event, &place),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0);
                let cut = tree.findings.last_mut().filter(|last| last.code == "number-sign");
                match (error.kind(), cut) {
                    // It cuts the value in two.
                    (ErrorKind::CommentInterceptedScalar, Some(cut)) => {
                        cut.severity = Severity::Error;
                    }
                    (kind, _) => {
                        // The joined words may have been told already.
                        let finding = fault::syntax(source, kind, at);
                        if !tree.findings.contains(&finding) {
                            tree.findings.push(finding);
                        }
                    }
                }
                return None;
            }
        };
        if more.is_none() {
            break;
        }
    }
    match tree.root {
        Some(YamlNode { value: Value::Null, .. }) | None => {
            findings.push(fault::empty(source));
            None
        }
        root => root,
    }
}

/// What is being read.
struct Tree<'a, 'f> {
    source: &'a YamlSource<'a>,
    findings: &'f mut Vec<Finding>,
    open: Vec<OpenNode>,
    root: Option<YamlNode>,
    documents: usize,
}

/// A list or map whose end has not come yet.
enum OpenNode {
    List {
        start: usize,
        items: Vec<YamlNode>,
    },
    Map {
        start: usize,
        entries: Vec<(EntryName, YamlNode)>,
        /// Where each name stood first.
        seen: HashMap<String, Range<usize>>,
        waiting: Waiting,
    },
}

/// What a map waits for.
enum Waiting {
    EntryName,
    /// The value of a name.
    Value(EntryName),
    /// The value of a name that was refused.
    Nothing,
}

impl Tree<'_, '_> {
    /// Takes one event; `None` when the rest is not worth reading.
    fn event(&mut self, event: Event<'_>, place: &Place) -> Option<()> {
        let range = place.byte_range().unwrap_or(0..0);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.findings.push(fault::documents(self.source, range));
                    return None;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.refused(range),
            Event::Scalar(words, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    self.refused(range);
                } else {
                    self.findings.extend(eaten::look(self.source, &words, style, &range));
                    self.put(scalar(words.into_owned(), style, range));
                }
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.opens(range.clone(), anchor, tag.is_some());
                self.open.push(OpenNode::List { start: range.start, items: Vec::new() });
            }
            Event::MappingStart(_, anchor, tag) => {
                self.opens(range.clone(), anchor, tag.is_some());
                self.open.push(OpenNode::Map {
                    start: range.start,
                    entries: Vec::new(),
                    seen: HashMap::new(),
                    waiting: Waiting::EntryName,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let node = close(open, range.end);
                    if let Value::List(items) = &node.value {
                        self.findings.extend(eaten::comma(self.source, items));
                    }
                    self.put(node);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn opens(&mut self, range: Range<usize>, anchor: usize, tagged: bool) {
        if anchor != 0 || tagged {
            self.findings.push(fault::refused(self.source, range));
        }
    }

    fn refused(&mut self, range: Range<usize>) {
        self.findings.push(fault::refused(self.source, range.clone()));
        self.put(YamlNode { range, value: Value::Broken });
    }

    /// Puts a finished node where it belongs.
    fn put(&mut self, node: YamlNode) {
        match self.open.last_mut() {
            None => self.root = self.root.take().or(Some(node)),
            Some(OpenNode::List { items, .. }) => items.push(node),
            Some(OpenNode::Map { entries, seen, waiting, .. }) => {
                match std::mem::replace(waiting, Waiting::EntryName) {
                    Waiting::Value(name) => entries.push((name, node)),
                    Waiting::Nothing => {}
                    Waiting::EntryName => {
                        let colon = self.source.words().get(node.range.end..);
                        let colon = colon.and_then(|rest| rest.strip_prefix(':'));
                        let after = colon.map(|_| node.range.end + 1);
                        let alone = after.and_then(|at| eaten::number_sign_alone(self.source, at));
                        self.findings.extend(alone);
                        *waiting = match name(self.source, node, seen) {
                            Ok(name) => Waiting::Value(name),
                            Err(finding) => {
                                self.findings.extend(finding.map(|finding| *finding));
                                Waiting::Nothing
                            }
                        };
                    }
                }
            }
        }
    }
}

/// The name of an entry, or why it is none; nothing is said twice about a broken node.
fn name(
    source: &YamlSource<'_>,
    node: YamlNode,
    seen: &mut HashMap<String, Range<usize>>,
) -> Result<EntryName, Option<Box<Finding>>> {
    let words = match node.value {
        Value::Scalar(scalar) => scalar.words,
        Value::Broken => return Err(None),
        Value::Null | Value::List(_) | Value::Map(_) => {
            return Err(Some(Box::new(fault::not_a_name(source, node.range))));
        }
    };
    if let Some(first) = seen.get(&words) {
        let finding = fault::twice(source, &words, first.clone(), node.range);
        return Err(Some(Box::new(finding)));
    }
    seen.insert(words.clone(), node.range.clone());
    Ok(EntryName { words, range: node.range })
}

fn close(open: OpenNode, end: usize) -> YamlNode {
    match open {
        OpenNode::List { start, items } => {
            YamlNode { range: start..end.max(start), value: Value::List(items) }
        }
        OpenNode::Map { start, entries, .. } => {
            YamlNode { range: start..end.max(start), value: Value::Map(entries) }
        }
    }
}

fn scalar(words: String, style: ScalarStyle, range: Range<usize>) -> YamlNode {
    let is_null = matches!(&*words, "" | "~" | "null" | "Null" | "NULL");
    let value = match style {
        ScalarStyle::Plain if is_null => Value::Null,
        ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            Value::Scalar(Scalar { words, style: BlockStyle::Flow })
        }
        ScalarStyle::Literal => Value::Scalar(Scalar { words, style: BlockStyle::Literal }),
        ScalarStyle::Folded => Value::Scalar(Scalar { words, style: BlockStyle::Folded }),
    };
    YamlNode { range, value }
}
