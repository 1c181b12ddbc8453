//! From a text to its tree, its edits and its findings. Does not know what a citation points to.

use super::builder::{Finished, ProvisionBuilder, SourceWords, TreeBuilder};
use super::check;
use super::head::{self, LineHead};
use super::log;
use super::print::print;
use super::source_line::{self, SaidLine, SaidLines, SourceLine};
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::text::edits::{EditLog, Reason};
use crate::text::label::LabelKind;
use crate::tree::{Form, Provision};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// A text read: its tree, and how the text becomes the house form of that tree.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; its root is a [`Form::Document`].
    pub root: Arc<Provision>,
    /// `log.replay(text) == print(&root)`; empty for a text in the house form.
    pub log: EditLog,
    /// What should be looked at.
    pub findings: Vec<Finding>,
}

/// How freely lines are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadingMode {
    /// Indentation says the depth, nothing is guessed.
    House,
    /// Numbering and the lines around say what a line is.
    Foreign,
}

/// Lines beyond this are reported.
const MAX_LINES: usize = 100_000;
/// Levels of content below a 項 or a heading. The sealed form holds 64 levels; each list takes two.
pub(super) const MAX_DEPTH: usize = 24;

/// Reads the text of a regulation. `file` is what findings and origins name.
///
/// Never fails: what has no place becomes prose with a finding.
pub fn parse(text: &str, file: Option<Arc<str>>) -> Parsed {
    parse_said(text, &SaidLines::default(), file)
}

/// Reads the text of a regulation of which its source says more than the words.
pub fn parse_said(text: &str, said: &SaidLines, file: Option<Arc<str>>) -> Parsed {
    let lines = source_line::lines(text, said);
    let house = LineReader::new(text, &lines, ReadingMode::House).run();
    let (finished, notes, mut findings) = {
        let finished = house.drafts.finish(text, file.as_ref(), &said.links);
        if print(&finished.root) == text {
            (finished, house.notes, house.findings)
        } else {
            let foreign = LineReader::new(text, &lines, ReadingMode::Foreign).run();
            (
                foreign.drafts.finish(text, file.as_ref(), &said.links),
                foreign.notes,
                foreign.findings,
            )
        }
    };
    let Finished { root, order } = finished;
    let log = log::edits(text, &root, &order, notes);
    findings.extend(check::sequences(&root, &order));
    findings.extend(check::keys(&root, &order, text));
    findings.extend(check::words(&root, &order, text));
    if lines.len() > MAX_LINES {
        let (lines, most) = (lines.len(), MAX_LINES);
        let finding = Finding::error("too-many-lines", fill! { lines, most });
        findings.push(LocatedFinding { range: 0..0, finding });
    }
    findings.sort_by_key(|noted| noted.range.start);
    let findings = findings.into_iter().map(|noted| noted.at(file.as_ref())).collect();
    Parsed { root, log, findings }
}

/// A finding and its bytes in the text.
pub(super) struct LocatedFinding {
    pub range: Range<usize>,
    pub finding: Finding,
}

impl LocatedFinding {
    fn at(self, file: Option<&Arc<str>>) -> Finding {
        let range = self.range;
        self.finding.at(file.map(|file| Span::new(file.clone(), range)))
    }
}

/// A provision whose content may go on.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenProvision {
    pub node: usize,
    /// Columns of indentation in the source.
    pub width: usize,
    pub what: OpenKind,
}

/// What an open provision is to the lines that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenKind {
    /// An item with its kind of label and its last number.
    Label(LabelKind, u32),
    /// An entry of a list with its mark.
    Bullet(char),
    /// A group under a heading in these brackets.
    Group(char),
    /// Prose and notes.
    Words,
}

impl OpenKind {
    /// True for entries of the same list, groups of the same kind.
    pub fn is_like(self, other: OpenKind) -> bool {
        match (self, other) {
            (OpenKind::Label(a, _), OpenKind::Label(b, _)) => a == b,
            (OpenKind::Bullet(a), OpenKind::Bullet(b))
            | (OpenKind::Group(a), OpenKind::Group(b)) => a == b,
            _ => false,
        }
    }
}

/// What the line before was, for lines that continue it.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineBefore {
    pub node: usize,
    pub what: Option<OpenKind>,
}

/// A 目次 and what it has named.
pub(super) struct ContentsEntries {
    pub id: usize,
    /// The form of the first entry.
    pub outer: Option<Form>,
    /// Labels of the entries.
    pub labels: HashSet<String>,
}

/// Reads line after line.
pub(super) struct LineReader<'a> {
    pub text: &'a str,
    pub lines: &'a [SourceLine],
    pub reading: ReadingMode,
    pub drafts: TreeBuilder,
    pub notes: Vec<(usize, Reason)>,
    pub findings: Vec<LocatedFinding>,
    /// The open root, 附則, 章 … 条.
    pub structure: Vec<usize>,
    /// The open 項.
    pub paragraph: Option<usize>,
    /// The open content below the 項 or heading.
    pub open: Vec<OpenProvision>,
    /// A caption whose provision comes next.
    pub caption: Option<SourceWords>,
    /// A number that stood alone on its line and waits for its words.
    pub waiting: Option<usize>,
    pub before: Option<LineBefore>,
    /// Captions stand without brackets throughout.
    pub bare_captions: bool,
    /// The 目次 that is open.
    pub entries: Option<ContentsEntries>,
    /// The number of the open 項.
    pub number: u32,
    /// There were articles.
    pub seen_articles: bool,
    /// The open annex has content without indentation.
    pub annex_at_margin: bool,
}

impl<'a> LineReader<'a> {
    fn new(text: &'a str, lines: &'a [SourceLine], reading: ReadingMode) -> LineReader<'a> {
        LineReader {
            text,
            lines,
            reading,
            drafts: TreeBuilder::new(),
            notes: Vec::new(),
            findings: Vec::new(),
            structure: vec![0],
            paragraph: None,
            open: Vec::new(),
            caption: None,
            waiting: None,
            before: None,
            bare_captions: false,
            entries: None,
            number: 0,
            seen_articles: false,
            annex_at_margin: false,
        }
    }

    fn run(mut self) -> LineReader<'a> {
        self.bare_captions = self.reading == ReadingMode::Foreign && self.has_bare_captions();
        for index in 0..self.lines.len() {
            self.line(index);
        }
        self
    }

    fn line(&mut self, index: usize) {
        if self.is_entry(index) {
            return;
        }
        let mut line = self.lines[index].clone();
        let (escaped, mut head) = self.head(index);
        if !matches!(head, LineHead::Article { .. }) {
            line = line.single();
        }
        if escaped {
            let rest = &self.text[line.body.start + 1..line.body.end];
            line.body.start = line.body.end - rest.trim_start().len();
        }
        if let Some(broken) = line.broken_key.clone() {
            self.report_broken_key(broken);
        }
        if let LineHead::Labelled(found) = &head
            && let Some(skipped) = self.doubled(index, found.len)
        {
            line = self.lines[index].clone();
            self.note(line.body.start, log::DOUBLED);
            line.body.start += skipped;
            head = head::read_head(&self.text[line.body.clone()]);
        }
        let waiting = self.waiting.take();
        if let LineHead::Labelled(found) = &head
            && !self.is_paragraph(&line, found)
            && self.is_broken_sentence(&line, found)
        {
            if self.caption.is_none() && self.goes_on(index, &line, waiting) {
                return;
            }
            self.report_unplaced(&line);
            head = LineHead::Plain;
        }
        if !self.structural(index, &line, &head, waiting) {
            self.content(&line, head);
        }
    }

    /// What a line begins with, and whether a backslash says that it is only words.
    pub fn head(&self, index: usize) -> (bool, LineHead) {
        let mut line = &self.lines[index];
        if let Some(said @ (SaidLine::Entry(_) | SaidLine::Row(..))) = &line.said {
            return (false, LineHead::Said(said.clone()));
        }
        let single;
        if line.outer.is_some()
            && !matches!(head::read_head(&self.text[line.body.clone()]), LineHead::Article { .. })
        {
            single = line.single();
            line = &single;
        }
        let words = &self.text[line.body.clone()];
        if let Some(rest) = words.strip_prefix('\\')
            && line.hole != Some(line.body.start)
            && super::house_form::is_start(rest, self.stand(line))
        {
            return (true, LineHead::Plain);
        }
        (false, head::read_head(words))
    }

    /// True when the innermost heading has that form.
    pub fn is_in(&self, form: Form) -> bool {
        self.drafts.get(self.leaf()).form == form
    }

    /// The innermost open heading or article.
    pub fn leaf(&self) -> usize {
        *self.structure.last().expect("the root is always open")
    }

    /// The words of a line.
    pub fn words(&self, line: &SourceLine) -> &'a str {
        &self.text[line.body.clone()]
    }

    pub fn note(&mut self, at: usize, reason: Reason) {
        if self.reading == ReadingMode::Foreign {
            self.notes.push((at, reason));
        }
    }

    /// A draft that begins where the line's words begin and has its key.
    pub fn draft(&self, form: Form, line: &SourceLine) -> ProvisionBuilder {
        ProvisionBuilder::new(form, line.body.start).keyed(line.key.clone())
    }

    fn report_broken_key(&mut self, range: Range<usize>) {
        let words = &self.text[range.clone()];
        let finding = Finding::error("malformed-key.regulation", fill! { words });
        self.findings.push(LocatedFinding { range, finding });
    }
}
