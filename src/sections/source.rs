//! A text file of the site as it was read: its words, and where they stand in its bytes. Does not know
//! what the words mean.

use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::tree::Origin;
use std::ops::Range;
use std::sync::Arc;

/// Longer files are refused, whoever hands them in (`disk` refuses them too).
const LIMIT: usize = 1 << 20;

/// The words of a file, its byte order mark left out.
#[derive(Clone, Debug)]
pub struct YamlSource<'a> {
    file: Arc<str>,
    all: &'a str,
    words: &'a str,
    /// Bytes before the words: a byte order mark or nothing.
    before: usize,
}

impl<'a> YamlSource<'a> {
    /// The words of a file.
    ///
    /// # Errors
    /// A finding when the bytes are not UTF-8 (saying which encoding they look like), too many, or two texts that
    /// git could not merge.
    pub fn of(file: Arc<str>, bytes: &'a [u8]) -> Result<YamlSource<'a>, Box<Finding>> {
        if bytes.len() > LIMIT {
            return Err(Box::new(Finding::error("file-too-large", fill! {}).at(Span::file(file))));
        }
        let all = match std::str::from_utf8(bytes) {
            Ok(all) => all,
            Err(error) => return Err(Box::new(not_utf8(file, bytes, error.valid_up_to()))),
        };
        let words = all.strip_prefix('\u{FEFF}').unwrap_or(all);
        let source = YamlSource { file, all, words, before: all.len() - words.len() };
        match conflict(words.as_bytes()) {
            Some(range) => {
                let finding = Finding::error("conflict-marks", fill! {}).at(source.span(range));
                Err(Box::new(finding))
            }
            None => Ok(source),
        }
    }

    /// Path of the file, relative to the site's root.
    pub fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The words.
    pub fn words(&self) -> &'a str {
        self.words
    }

    /// The whole file, its byte order mark included.
    pub fn all(&self) -> &'a str {
        self.all
    }

    /// The place in the file of a byte range of the words.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file.clone(), range.start + self.before..range.end + self.before)
    }

    /// The byte offset in the file of a byte offset in the words.
    pub fn offset(&self, at: usize) -> usize {
        at + self.before
    }
}

/// The first line that git leaves where two people changed the same lines (git-merge(1), "How conflicts are
/// presented"). `=======` alone may be anything.
pub fn conflict(bytes: &[u8]) -> Option<Range<usize>> {
    let mut at = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').find_map(|line| {
        let start = at;
        at += line.len();
        let is_mark =
            [&b"<<<<<<< "[..], b"||||||| ", b">>>>>>> "].iter().any(|m| line.starts_with(m));
        is_mark.then(|| start..start + line.trim_ascii_end().len())
    })
}

/// Words taken out of a file, and where each of their bytes stands in it.
#[derive(Clone, Debug)]
pub struct Passage {
    words: String,
    file: Arc<str>,
    /// Where a stretch begins that runs in step: offset in the words, offset in the file.
    steps: Vec<(usize, usize)>,
    /// Only the start is known (escaped or folded words).
    loose: bool,
}

impl Passage {
    /// Words whose lines stand in the file at these offsets, each pair in the words and in the file's
    /// words; ascending, the first at 0.
    pub fn in_steps(source: &YamlSource<'_>, words: String, steps: Vec<(usize, usize)>) -> Passage {
        Passage {
            words,
            file: source.file.clone(),
            steps: steps.into_iter().map(|(words, bytes)| (words, source.offset(bytes))).collect(),
            loose: false,
        }
    }

    /// Words of which only the start in the file's words is known.
    pub fn loose(source: &YamlSource<'_>, words: String, start: usize) -> Passage {
        Passage {
            words,
            file: source.file.clone(),
            steps: vec![(0, source.offset(start))],
            loose: true,
        }
    }

    /// The words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The same place with other words; from now on only the start is known.
    pub fn reworded(self, words: String) -> Passage {
        Passage { words, loose: true, ..self }
    }

    /// A part of the passage.
    pub fn slice(&self, range: Range<usize>) -> Passage {
        let first = (0, self.locate(range.start));
        let later = self
            .steps
            .iter()
            .filter(|(words, _)| range.contains(words) && *words > range.start)
            .map(|(words, bytes)| (words - range.start, *bytes));
        Passage {
            words: self.words[range.clone()].to_owned(),
            file: self.file.clone(),
            steps: std::iter::once(first).chain(later).collect(),
            loose: self.loose,
        }
    }

    /// The place in the file of a byte range of the words.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.locate(range.start);
        let end =
            if self.loose || range.is_empty() { start } else { self.locate(range.end - 1) + 1 };
        Span::new(self.file.clone(), start..end.max(start))
    }

    /// The place in the file of all the words.
    pub fn whole(&self) -> Span {
        self.span(0..self.words.len())
    }

    /// The origin of a text that is made of these parts of the words, in order.
    pub fn origin(&self, parts: &[Range<usize>]) -> Origin {
        if self.loose {
            return Origin::loose(self.file.clone(), self.steps[0].1);
        }
        let mut steps = Vec::new();
        let mut at = 0;
        for part in parts {
            let piece = self.slice(part.clone());
            steps.extend(piece.steps.iter().map(|(words, bytes)| (words + at, *bytes)));
            at += part.len();
        }
        Origin::stretches(self.file.clone(), steps)
    }

    fn locate(&self, at: usize) -> usize {
        if self.loose {
            return self.steps[0].1;
        }
        let after = self.steps.partition_point(|(words, _)| *words <= at);
        let (words, bytes) = self.steps[after.saturating_sub(1)];
        bytes + (at - words)
    }
}

fn not_utf8(file: Arc<str>, bytes: &[u8], at: usize) -> Finding {
    let finding = match looks_like(bytes) {
        Some(name) => Finding::error("not-utf8.looks-like", fill! { name }),
        None => Finding::error("not-utf8", fill! {}),
    };
    finding.at(Span::new(file, at..at + 1))
}

/// The encoding that bytes look like, of those that Japanese editors still write.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some("UTF-16");
    }
    let japanese = |encoding: &'static encoding_rs::Encoding| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some_and(|words| words.chars().any(is_usual))
    };
    if bytes.contains(&0x1B) && japanese(encoding_rs::ISO_2022_JP) {
        Some("JIS（ISO-2022-JP）")
    } else if japanese(encoding_rs::SHIFT_JIS) {
        Some("Shift_JIS")
    } else if japanese(encoding_rs::EUC_JP) {
        Some("EUC-JP")
    } else {
        None
    }
}

/// Hiragana, katakana and the usual kanji; half-width katakana prove nothing.
fn is_usual(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}
