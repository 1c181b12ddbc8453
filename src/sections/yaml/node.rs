//! YAML as values with places. Does not know how YAML is written.

use super::super::source::{Passage, Source};
use std::ops::Range;

/// A value and the byte range of the words in which it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Byte range in [`Source::words`].
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
    List(Vec<Node>),
    /// A map in the order of the file; names are unique.
    Map(Vec<(Name, Node)>),
    /// Nothing: no words at all, `~` or `null`.
    Null,
    /// Something that a finding speaks of already.
    Broken,
}

/// The name of a map's entry.
#[derive(Clone, Debug)]
pub struct Name {
    /// The words.
    pub words: String,
    /// Byte range in [`Source::words`].
    pub range: Range<usize>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
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
    pub style: Style,
}

impl Scalar {
    /// The words with their places: in step with the file where no escape or fold stands between.
    pub fn passage(&self, source: &Source<'_>, range: &Range<usize>) -> Passage {
        let words = self.words.clone();
        let raw = source.words().get(range.clone()).unwrap_or("");
        let steps = match self.style {
            Style::Flow => {
                let quote = usize::from(raw.starts_with(['"', '\'']));
                let inner = raw.get(quote..raw.len().saturating_sub(quote));
                (inner == Some(&*self.words)).then(|| vec![(0, range.start + quote)])
            }
            Style::Literal => self.lines(source.words(), range.start),
            Style::Folded => None,
        };
        match steps {
            Some(steps) => Passage::in_steps(source, words, steps),
            None => Passage::loose(source, words, range.start),
        }
    }

    /// Where each line of a literal block begins: in the words, and in the file's words.
    fn lines(&self, file: &str, start: usize) -> Option<Vec<(usize, usize)>> {
        let line = file[..start].rfind('\n').map_or(0, |found| found + 1);
        let is_header = file[start..].starts_with('|');
        let mut at = if is_header {
            start + file[start..].find('\n')? + 1
        } else {
            line
        };
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
