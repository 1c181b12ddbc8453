//! The tree that import has in mind, as places in the text: from it come the provisions to be written and the
//! log of layout edits, each with its reason, that turns the text into their words. Knows no sections and reads no lines.

use super::lines::is_space;
use crate::text::edits::{EditLog, Reason};
use crate::tree::{Bare, Form, Mark, Provision, Role, Text, TextBuilder};
use std::ops::Range;
use std::sync::Arc;

/// A stretch of the text under one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedRange {
    /// The words.
    pub range: Range<usize>,
    /// How they are marked.
    pub mark: RangeMark,
}

/// How a stretch is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeMark {
    /// Nothing.
    Plain,
    /// Strong.
    Strong,
    /// A link to the address that is printed there.
    Link(Range<usize>),
    /// A link to an address that the text does not print.
    SaidLink(Arc<str>),
    /// The white space between two lines of a cell, where only words can stand.
    Break,
    /// The bullet of a line of a cell, where only words can stand; nothing where the source only says it.
    Bullet,
}

impl RangeMark {
    /// Where the words lead.
    fn address<'t>(&'t self, text: &'t str) -> Option<&'t str> {
        match self {
            RangeMark::Link(address) => Some(&text[address.clone()]),
            RangeMark::SaidLink(address) => Some(address),
            _ => None,
        }
    }

    /// What a reader sees instead of the words in the range.
    fn set(&self, range: &Range<usize>) -> Option<&'static str> {
        match self {
            RangeMark::Break => Some("\u{3000}"),
            RangeMark::Bullet if range.is_empty() => Some("・"),
            _ => None,
        }
    }
}

/// Words made of stretches in order; what lies between them is dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordRanges {
    /// The stretches; none empty but bullets.
    pub parts: Vec<MarkedRange>,
    /// What the signs before them are, where they are no marker.
    pub sign: Option<Reason>,
}

impl WordRanges {
    /// No words.
    pub fn none() -> WordRanges {
        WordRanges::default()
    }

    /// One plain stretch.
    pub fn of(range: Range<usize>) -> WordRanges {
        let mut out = WordRanges::none();
        out.push(range, RangeMark::Plain);
        out
    }

    /// The same behind signs of that kind.
    pub fn behind(self, sign: Option<Reason>) -> WordRanges {
        WordRanges { sign, ..self }
    }

    /// Adds a stretch; an empty one is nothing.
    pub fn push(&mut self, range: Range<usize>, mark: RangeMark) {
        if !range.is_empty() || mark == RangeMark::Bullet {
            self.parts.push(MarkedRange { range, mark });
        }
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds the words of a line that continues these.
    pub fn join(&mut self, next: WordRanges) {
        self.parts.extend(next.parts);
    }

    /// The words of each line of a cell; one for words that are no cell.
    pub fn lines(&self) -> impl Iterator<Item = &[MarkedRange]> {
        self.parts.split(|part| part.mark == RangeMark::Break)
    }

    /// Where they begin and end.
    pub fn bounds(&self) -> Option<Range<usize>> {
        let last = self.parts.last()?;
        let end = match &last.mark {
            RangeMark::Link(to) => to.end.max(last.range.end),
            _ => last.range.end,
        };
        Some(self.parts.first()?.range.start..end)
    }

    /// The words as one string, without addresses.
    pub fn read(&self, text: &str) -> String {
        let words =
            |part: &MarkedRange| part.mark.set(&part.range).unwrap_or(&text[part.range.clone()]);
        self.parts.iter().map(|part| words(part).to_owned()).collect()
    }

    /// As runs.
    pub fn runs(&self, text: &str) -> Text {
        let mut builder = TextBuilder::new();
        for part in &self.parts {
            let mark = match part.mark.address(text) {
                Some(to) => Mark::Link(to.into()),
                None if part.mark == RangeMark::Strong => Mark::Strong,
                None => Mark::Plain,
            };
            builder.push(part.mark.set(&part.range).unwrap_or(&text[part.range.clone()]), mark);
        }
        builder.finish()
    }
}

/// A provision to be, as places in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineNode {
    /// Its shape.
    pub form: Form,
    /// What it is in law.
    pub role: Role,
    /// Its printed number.
    pub label: WordRanges,
    /// Caption, title, name of a field.
    pub heading: WordRanges,
    /// Its own words.
    pub text: WordRanges,
    /// Below it.
    pub children: Vec<OutlineNode>,
}

impl OutlineNode {
    /// A sketch of that form and role without words.
    pub fn new(form: Form, role: Role) -> OutlineNode {
        OutlineNode {
            form,
            role,
            label: WordRanges::none(),
            heading: WordRanges::none(),
            text: WordRanges::none(),
            children: vec![],
        }
    }

    /// The same with a label.
    pub fn label(mut self, label: WordRanges) -> OutlineNode {
        self.label = label;
        self
    }

    /// The same with a heading.
    pub fn heading(mut self, heading: WordRanges) -> OutlineNode {
        self.heading = heading;
        self
    }

    /// The same with words of its own.
    pub fn text(mut self, text: WordRanges) -> OutlineNode {
        self.text = text;
        self
    }

    /// The same with children.
    pub fn with(mut self, children: impl IntoIterator<Item = OutlineNode>) -> OutlineNode {
        self.children.extend(children);
        self
    }

    /// As a provision.
    pub fn provision(&self, text: &str) -> Arc<Provision> {
        Bare::new(self.form)
            .role(self.role.clone())
            .label(&self.label.read(text))
            .heading(self.heading.runs(text))
            .text(self.text.runs(text))
            .with(self.children.iter().map(|child| child.provision(text)))
    }

    fn pieces<'s>(&'s self, out: &mut Vec<&'s WordRanges>) {
        out.extend(
            [&self.label, &self.heading, &self.text].into_iter().filter(|words| !words.is_empty()),
        );
        for child in &self.children {
            child.pieces(out);
        }
    }
}

/// Why no log could be made: words of the text at this place would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostWords(pub Range<usize>);

/// The log of layout edits from the text to the words of the sketch, one piece a line
/// (see [`crate::tree::transcript`]). A title that stands behind other words is moved to the front; `added` is a
/// title that the text does not have.
///
/// # Errors
/// When words would fall between the pieces, or pieces do not stand in the order of the text.
pub fn layout(
    text: &str,
    root: &OutlineNode,
    added: Option<&'static str>,
) -> Result<EditLog, LostWords> {
    let mut pieces = Vec::new();
    root.pieces(&mut pieces);
    let moved = moved_title(&pieces);
    let mut log = EditLog::new();
    if let Some(title) = &moved {
        let words = format!("{}\n", &text[title.clone()]);
        log.push(0..0, words, MOVED);
        pieces.remove(0);
    }
    if let Some(title) = added {
        log.push(0..0, format!("{title}\n"), ADDED);
    }
    let mut layout = LayoutWriter { text, log, at: 0, set: String::new(), sign: MARKER, moved };
    for piece in pieces {
        layout.piece(piece)?;
    }
    layout.keep(text.len()..text.len())?;
    Ok(layout.log)
}

const MOVED: Reason = Reason::repair("import/title-moved");

const ADDED: Reason = Reason::repair("import/title-added");

/// A link written in another form.
const LINK: Reason = Reason::layout("import/link-form");

/// The place of the title, when other words stand before it.
fn moved_title(pieces: &[&WordRanges]) -> Option<Range<usize>> {
    let title = pieces.first()?.bounds()?;
    let next = pieces.get(1)?.bounds()?;
    (next.start < title.start).then_some(title)
}

/// Signs before words, where nothing else is known of them.
const MARKER: Reason = Reason::layout("import/marker");
/// Borders of cells.
pub(super) const BORDER: Reason = Reason::layout("import/cell-border");
/// The colon behind a name.
pub(super) const COLON: Reason = Reason::layout("import/field-separator");
/// The comma between entries.
pub(super) const COMMA: Reason = Reason::layout("import/separator");
const EMPHASIS: Reason = Reason::layout("import/emphasis");
const BULLET: Reason = Reason::layout("import/markup-bullet");

/// What is done with the text, up to a place.
struct LayoutWriter<'t> {
    text: &'t str,
    log: EditLog,
    at: usize,
    /// What is set there.
    set: String,
    /// What signs there are.
    sign: Reason,
    moved: Option<Range<usize>>,
}

impl LayoutWriter<'_> {
    /// The words of a piece as the transcript prints them: `words <address>` for a link that is not its own address.
    fn piece(&mut self, piece: &WordRanges) -> Result<(), LostWords> {
        let is_after_border = self.sign == BORDER && piece.sign.is_none();
        let own = piece.sign.clone().unwrap_or(MARKER);
        self.sign = if is_after_border { BORDER } else { own.clone() };
        let mut before = &RangeMark::Plain;
        for part in &piece.parts {
            let seam = |one: &RangeMark| match one {
                RangeMark::Link(_) | RangeMark::SaidLink(_) => Some(LINK),
                RangeMark::Strong => Some(EMPHASIS),
                RangeMark::Plain | RangeMark::Break | RangeMark::Bullet => None,
            };
            match part.mark.set(&part.range) {
                Some(words) => {
                    self.set.push_str(words);
                    self.sign = BULLET;
                }
                None => {
                    if self.set.is_empty() {
                        self.sign = seam(&part.mark).or(seam(before)).unwrap_or(MARKER);
                    }
                    self.keep(part.range.clone())?;
                    self.sign = own.clone();
                }
            }
            let to = part.mark.address(self.text);
            if let Some(to) = to.filter(|to| **to != self.text[part.range.clone()]) {
                self.set.push_str(" <");
                match &part.mark {
                    RangeMark::Link(printed) => {
                        self.sign = LINK;
                        self.keep(printed.clone())?;
                    }
                    _ => self.set.push_str(to),
                }
                self.set.push('>');
            }
            before = &part.mark;
        }
        self.set.push('\n');
        Ok(())
    }

    /// Keeps a stretch; what stands before it becomes what is set there.
    fn keep(&mut self, range: Range<usize>) -> Result<(), LostWords> {
        if range.start < self.at {
            return Err(LostWords(range));
        }
        let gap = self.at..range.start;
        let is_within = |title: &&Range<usize>| gap.start <= title.start && title.end <= gap.end;
        match self.moved.clone().as_ref().filter(is_within) {
            Some(title) => {
                self.drop(gap.start..title.start)?;
                self.log.push(title.clone(), "", MOVED);
                self.drop(title.end..gap.end)?;
            }
            None => self.drop(gap)?,
        }
        self.at = range.end;
        Ok(())
    }

    /// Drops a stretch without words for what is set there.
    fn drop(&mut self, range: Range<usize>) -> Result<(), LostWords> {
        let (old, set) = (&self.text[range.clone()], std::mem::take(&mut self.set));
        if let Some(at) = old.find(is_word) {
            return Err(LostWords(range.start + at..range.end));
        }
        let has_border = self.sign == BORDER && old.contains('\t');
        let reason = if has_border || old.contains(|c| !is_space(c)) || set.contains(['<', '・']) {
            self.sign.clone()
        } else {
            let is_edge = range.start == 0 || range.end == self.text.len();
            space_reason(old, &set, is_edge)
        };
        if *old != set {
            self.log.push(range, set, reason);
        }
        Ok(())
    }
}

/// Characters that carry meaning: they are never dropped as layout.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "々〇ー。？！?!%％&＆¥￥$＄〒℡@＠".contains(c)
}

/// Why white space between words was changed.
fn space_reason(old: &str, set: &str, is_edge: bool) -> Reason {
    Reason::layout(if set.is_empty() && !is_edge {
        "import/line-wrap"
    } else if old.is_empty() {
        "import/line-added"
    } else if old.contains(['\n', '\r']) {
        "import/line-break"
    } else {
        "import/space"
    })
}
