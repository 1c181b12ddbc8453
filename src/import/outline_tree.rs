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

/// What a break inside a cell is to the reader.
const BREAK_WORDS: &str = "\u{3000}";

/// How a stretch is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeMark {
    /// Nothing.
    Plain,
    /// `**words**`.
    Strong,
    /// A link: where its address stands.
    Link(Range<usize>),
    /// A sign that is a space to the reader.
    Break,
}

/// Words made of stretches in order; what lies between them is dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordRanges {
    /// The stretches; none empty.
    pub parts: Vec<MarkedRange>,
    /// Where a cell has line breaks that may part its words.
    pub breaks: Vec<Range<usize>>,
}

impl WordRanges {
    /// No words.
    pub fn none() -> WordRanges {
        WordRanges::default()
    }

    /// One plain stretch.
    pub fn of(range: Range<usize>) -> WordRanges {
        let parts = if range.is_empty() {
            vec![]
        } else {
            vec![MarkedRange { range, mark: RangeMark::Plain }]
        };
        WordRanges { parts, breaks: vec![] }
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds the words of a line that continues these.
    pub fn join(&mut self, next: WordRanges) {
        self.parts.extend(next.parts);
        self.breaks.extend(next.breaks);
    }

    /// Where they begin and end.
    pub fn bounds(&self) -> Option<Range<usize>> {
        let last = self.parts.last()?;
        let end = match &last.mark {
            RangeMark::Link(to) => to.end.max(last.range.end),
            RangeMark::Plain | RangeMark::Strong | RangeMark::Break => last.range.end,
        };
        Some(self.parts.first()?.range.start..end)
    }

    /// The words as one string, without addresses.
    pub fn read(&self, text: &str) -> String {
        self.parts
            .iter()
            .map(|part| match part.mark {
                RangeMark::Break => BREAK_WORDS,
                RangeMark::Plain | RangeMark::Strong | RangeMark::Link(_) => {
                    &text[part.range.clone()]
                }
            })
            .collect()
    }

    /// As runs.
    pub fn runs(&self, text: &str) -> Text {
        let mut builder = TextBuilder::new();
        for part in &self.parts {
            let mark = match &part.mark {
                RangeMark::Break => {
                    builder.push(BREAK_WORDS, Mark::Plain);
                    continue;
                }
                RangeMark::Plain => Mark::Plain,
                RangeMark::Strong => Mark::Strong,
                RangeMark::Link(to) => Mark::Link(text[to.clone()].into()),
            };
            builder.push(&text[part.range.clone()], mark);
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

/// One stretch of the words to be: from the text, or set between.
enum LayoutSegment {
    Source(Range<usize>),
    Set(&'static str),
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
    let mut segments = Vec::new();
    for piece in pieces {
        push_piece(text, piece, &mut segments);
    }
    segments.push(LayoutSegment::Source(text.len()..text.len()));
    let (mut at, mut set) = (0, String::new());
    for segment in segments {
        match segment {
            LayoutSegment::Set(words) => set.push_str(words),
            LayoutSegment::Source(range) => {
                if range.start < at {
                    return Err(LostWords(range));
                }
                gap(text, at..range.start, &set, &moved, &mut log)?;
                set.clear();
                at = range.end;
            }
        }
    }
    Ok(log)
}

const MOVED: Reason = Reason::repair("import/title-moved");

const ADDED: Reason = Reason::repair("import/title-added");

/// A link written in another form.
pub(super) const LINK: Reason = Reason::layout("import/link-form");

/// Signs of the house form that are structure in the tree.
pub(super) const STRUCTURE: Reason = Reason::layout("import/structure");

/// The place of the title, when other words stand before it.
fn moved_title(pieces: &[&WordRanges]) -> Option<Range<usize>> {
    let title = pieces.first()?.bounds()?;
    let next = pieces.get(1)?.bounds()?;
    (next.start < title.start).then_some(title)
}

/// The words of a piece as the transcript prints them: `words <address>` for a link that is not its own address.
fn push_piece(text: &str, piece: &WordRanges, out: &mut Vec<LayoutSegment>) {
    for part in &piece.parts {
        if part.mark == RangeMark::Break {
            out.push(LayoutSegment::Set(BREAK_WORDS));
            continue;
        }
        out.push(LayoutSegment::Source(part.range.clone()));
        let RangeMark::Link(to) = part.mark.clone() else {
            continue;
        };
        if text[to.clone()] != text[part.range.clone()] {
            out.extend([
                LayoutSegment::Set(" <"),
                LayoutSegment::Source(to),
                LayoutSegment::Set(">"),
            ]);
        }
    }
    out.push(LayoutSegment::Set("\n"));
}

/// One gap between pieces: what stood there becomes what is set there.
fn gap(
    text: &str,
    range: Range<usize>,
    set: &str,
    moved: &Option<Range<usize>>,
    log: &mut EditLog,
) -> Result<(), LostWords> {
    let old = &text[range.clone()];
    if let Some(title) =
        moved.as_ref().filter(|title| range.start <= title.start && title.end <= range.end)
    {
        let is_free = |part: Range<usize>| !text[part].contains(is_word);
        if is_free(range.start..title.start) && is_free(title.end..range.end) {
            let before = range.start..title.start;
            if text[before.clone()] != *set {
                let why = reason(&text[before.clone()], set, range.start == 0);
                log.push(before, set, why);
            }
            log.push(title.clone(), "", MOVED);
            if title.end < range.end {
                let why = reason(&text[title.end..range.end], "", true);
                log.push(title.end..range.end, "", why);
            }
            return Ok(());
        }
        return Err(LostWords(range));
    }
    if let Some(at) = old.find(is_word) {
        let start = range.start + at;
        return Err(LostWords(start..range.end));
    }
    if old != set {
        let is_edge = range.start == 0 || range.end == text.len();
        log.push(range, set, reason(old, set, is_edge));
    }
    Ok(())
}

/// Characters that carry meaning: they are never dropped as layout.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "々〇ー。？！?!%％&＆¥￥$＄〒℡@＠".contains(c)
}

/// The kind of a layout edit, from what was dropped.
// tidy: table
pub(super) fn reason(old: &str, set: &str, is_edge: bool) -> Reason {
    let has = |signs: &str| old.contains(|c| signs.contains(c));
    let signs: String = old.chars().filter(|c| !is_space(*c)).collect();
    if set.contains('<') || (set.is_empty() && has("<>[]()（）＜＞")) {
        return LINK;
    }
    if signs.chars().all(|c| c == '*') && set.is_empty() && !signs.is_empty() {
        return Reason::layout("import/emphasis");
    }
    if has("\t|｜\u{FDD0}\u{FDD1}") {
        return Reason::layout("import/cell-border");
    }
    if signs.is_empty() {
        return if set.is_empty() && !is_edge {
            Reason::layout("import/line-wrap")
        } else if old.is_empty() {
            Reason::layout("import/line-added")
        } else if has("\n\r") {
            Reason::layout("import/line-break")
        } else {
            Reason::layout("import/space")
        };
    }
    match signs.as_str() {
        "、" | "," | "，" | "､" => Reason::layout("import/separator"),
        ":" | "：" => Reason::layout("import/field-separator"),
        _ => Reason::layout("import/marker"),
    }
}
