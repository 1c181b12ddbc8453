//! The part of YAML that kohyo reads and writes: maps, lists and scalars that are words, each with its place.
//! Anchors, aliases and tags are refused, so that nothing can multiply. Does not know any key.

mod eaten;
mod emit;
mod fault;
mod parse;

pub use emit::{Out, emit};
pub use parse::parse;

pub(super) use eaten::swallowed_lines;
pub(super) use fault::{empty, suspect_colon, wide_start, wrong_shape};

use super::source::{Passage, YamlSource};
use std::ops::Range;

/// A value and the byte range of the words in which it stands.
#[derive(Clone, Debug)]
pub struct YamlNode {
    /// Byte range in [`YamlSource::words`].
    pub range: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What stands at a node.
#[derive(Clone, Debug)]
pub enum Value {
    /// Words.
    Scalar(Scalar),
    /// A list.
    List(Vec<YamlNode>),
    /// A map in the order of the file; names are unique.
    Map(Vec<(EntryName, YamlNode)>),
    /// Nothing: no words at all, `~` or `null`.
    Null,
    /// Something that a finding speaks of already.
    Broken,
}

/// The name of a map's entry.
#[derive(Clone, Debug)]
pub struct EntryName {
    /// The words.
    pub words: String,
    /// Byte range in [`YamlSource::words`].
    pub range: Range<usize>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockStyle {
    /// Without quotes, or in quotes of either kind.
    Flow,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
}

/// Words as YAML reads them.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The words, escapes resolved and lines folded.
    pub words: String,
    /// How they are written.
    pub style: BlockStyle,
}

impl Scalar {
    /// The words with their places: in step with the file where no escape stands between.
    ///
    /// Lines that YAML folds are joined as Japanese is: where it would put a space between two Japanese
    /// characters, there is none. That space is layout; nobody wrote it.
    pub fn passage(&self, source: &YamlSource<'_>, range: &Range<usize>) -> Passage {
        let words = self.words.clone();
        let raw = source.words().get(range.clone()).unwrap_or("");
        let steps = match self.style {
            BlockStyle::Flow => {
                let quote = usize::from(raw.starts_with(['"', '\'']));
                let inner = raw.get(quote..raw.len().saturating_sub(quote));
                let start = range.start + quote;
                match inner {
                    Some(inner) if inner == self.words => Some(vec![(0, start)]),
                    Some(inner) if inner.contains('\n') => {
                        return self.folded(source, start..start + inner.len());
                    }
                    Some(_) | None => None,
                }
            }
            BlockStyle::Literal => self.lines(source.words(), range.start),
            BlockStyle::Folded => return self.folded(source, body(source.words(), range.clone())),
        };
        match steps {
            Some(steps) => Passage::in_steps(source, words, steps),
            None => Passage::loose(source, words, range.start),
        }
    }

    /// The lines of a range folded; loose, and as YAML has them, where they hold more than words.
    fn folded(&self, source: &YamlSource<'_>, range: Range<usize>) -> Passage {
        let all = source.words();
        // As YAML folds, and as we do.
        let (mut theirs, mut ours, mut steps) = (String::new(), String::new(), Vec::new());
        let mut at = range.start;
        let mut breaks = 0;
        for raw in all[range.clone()].split_inclusive('\n') {
            let line = raw.trim_end_matches(['\n', '\r']).trim_matches(' ');
            let start = at + (raw.len() - raw.trim_start_matches(' ').len());
            at += raw.len();
            if line.is_empty() {
                breaks += 1;
                continue;
            }
            if theirs.is_empty() {
                // The first line follows nothing.
            } else if breaks == 0 {
                theirs.push(' ');
                if joined_by_space(ours.chars().next_back(), line.chars().next()) {
                    steps.push((ours.len(), start.saturating_sub(1)));
                    ours.push(' ');
                }
            } else {
                let gap = "\n".repeat(breaks);
                theirs.push_str(&gap);
                steps.push((ours.len(), start.saturating_sub(breaks)));
                ours.push_str(&gap);
            }
            breaks = 0;
            theirs.push_str(line);
            steps.push((ours.len(), start));
            ours.push_str(line);
        }
        if theirs == self.words.trim_end_matches('\n') && !steps.is_empty() {
            Passage::in_steps(source, ours, steps)
        } else {
            Passage::loose(source, self.words.clone(), range.start)
        }
    }

    /// Where each line of a literal block begins: in the words, and in the file's words.
    fn lines(&self, file: &str, start: usize) -> Option<Vec<(usize, usize)>> {
        let line = file[..start].rfind('\n').map_or(0, |found| found + 1);
        let is_header = file[start..].starts_with('|');
        let mut at = if is_header { start + file[start..].find('\n')? + 1 } else { line };
        let mut steps = vec![(0, at)];
        let mut in_words = 0;
        for line in self.words.split_inclusive('\n') {
            let wanted = line.trim_end_matches('\n');
            let rest = file.get(at..)?;
            let end = rest.find('\n').unwrap_or(rest.len());
            let found = rest[..end].trim_end_matches('\r');
            let indent = found.len().checked_sub(wanted.len())?;
            if !found.ends_with(wanted) || !found[..indent].bytes().all(|b| b == b' ') {
                return None;
            }
            if in_words == 0 {
                steps.clear();
            }
            steps.push((in_words, at + indent));
            in_words += line.len();
            at += (end + 1).min(rest.len());
        }
        Some(steps)
    }
}

/// The lines of a block below its header.
fn body(file: &str, range: Range<usize>) -> Range<usize> {
    if !file[range.start..].starts_with('>') {
        return range;
    }
    let header = file[range.clone()].find('\n').map_or(range.len(), |end| end + 1);
    range.start + header..range.end
}

/// Whether a line break that is only layout stands for a space: beside Latin words, not between Japanese.
pub fn joined_by_space(before: Option<char>, after: Option<char>) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| (c as u32) < 0x2E80);
    is_latin(before) || is_latin(after)
}
