//! Paragraphs of a Word file as blocks: headings, numbers, notes, text boxes. Leaves runs to [`super::run`], tables to
//! [`super::tables`]; does not know what the text is about.

use super::numbering::{WordNumbering, WordStyles, number_of, value};
use super::run::FieldCode;
use super::{archive, elements};
use crate::diagnostic::Finding;
use crate::fill;
use crate::import::markup::{
    Bit, Element, ListEntry, MarkupBlock, MarkupNode, MarkupSheet, OpenBlocks, PrintedMark,
    has_words,
};
use crate::text::edits::Reason;
use std::collections::BTreeMap;

pub(super) const NOTE_MARK: Reason = Reason::repair("import/note-mark");
const DELETED: Reason = Reason::omission("import/tracked-deletion");
const CONTENTS: Reason = Reason::omission("import/contents");
const NOTE_LEFT: Reason = Reason::omission("import/note-left");
pub(super) const SETTING: Reason = Reason::omission("import/setting");

/// Everything that the parts say: the document, then its notes.
pub(super) fn sheet(
    source: &str,
    (document, notes): (&[MarkupNode], &[MarkupNode]),
    styles: WordStyles,
    numbering: WordNumbering,
    links: BTreeMap<String, String>,
) -> MarkupSheet {
    let mut reader = WordReader {
        source,
        styles,
        numbering,
        links,
        sheet: MarkupSheet::default(),
        open: OpenBlocks::default(),
        notes: BTreeMap::new(),
        fields: Vec::new(),
        unlinked: Vec::new(),
        inserted: 0,
        boxes: 0,
    };
    for root in elements(document) {
        reader.body(&root.children);
        reader.flush();
    }
    for root in elements(notes) {
        reader.notes(root);
    }
    reader.sheet.blocks = std::mem::take(&mut reader.open.blocks);
    reader.say();
    reader.sheet.omissions.sort_by_key(|left| left.range.start);
    reader.sheet
}

pub(super) struct WordReader<'s> {
    pub(super) source: &'s str,
    styles: WordStyles,
    numbering: WordNumbering,
    pub(super) links: BTreeMap<String, String>,
    pub(super) sheet: MarkupSheet,
    pub(super) open: OpenBlocks,
    /// Notes by part and id, with the number that the text gives them.
    notes: BTreeMap<(&'static str, String), usize>,
    /// Fields that are open, outermost first.
    pub(super) fields: Vec<FieldCode>,
    pub(super) unlinked: Vec<String>,
    /// How many tracked insertions were kept.
    pub(super) inserted: usize,
    pub(super) boxes: usize,
}

impl WordReader<'_> {
    /// Paragraphs and tables in their order.
    pub(super) fn body(&mut self, nodes: &[MarkupNode]) {
        for node in nodes {
            let MarkupNode::Element(one) = node else {
                self.setting(node);
                continue;
            };
            match &*one.name {
                "w:p" | "w:tbl" => {
                    self.flush();
                    if one.name == "w:p" {
                        self.paragraph(one);
                    } else {
                        self.table(one);
                    }
                }
                "w:del" | "w:moveFrom" => self.omit(one, DELETED),
                "w:sdt" if is_contents(one) => self.omit(one, CONTENTS),
                "mc:AlternateContent" => self.alternative(one, NodeLevel::Blocks),
                "w:ins" | "w:moveTo" => {
                    self.inserted += 1;
                    self.body(&one.children);
                }
                "w:r" => self.run(one),
                _ => self.body(&one.children),
            }
        }
    }

    /// The blocks of some nodes by themselves.
    pub(super) fn apart(&mut self, nodes: &[MarkupNode]) -> Vec<MarkupBlock> {
        let outer = std::mem::take(&mut self.open);
        self.body(nodes);
        self.flush();
        std::mem::replace(&mut self.open, outer).blocks
    }

    /// Words that stand in no paragraph are one.
    fn flush(&mut self) {
        self.open.flush(self.source);
    }

    pub(super) fn omit(&mut self, element: &Element, reason: Reason) {
        let words = archive::words(element, self.source);
        self.sheet.omit(element.range.clone(), reason, &words);
    }

    /// Words of the file that nobody sees: offsets, field codes.
    pub(super) fn setting(&mut self, node: &MarkupNode) {
        match node {
            MarkupNode::Words(chunk) if !chunk.words(self.source).trim().is_empty() => {
                self.sheet.omit(chunk.range.clone(), SETTING, "");
            }
            MarkupNode::Words(_) => {}
            MarkupNode::Element(one) => one.children.iter().for_each(|child| self.setting(child)),
        }
    }

    /// Of alternatives the first is read; another one that says the same is left out.
    pub(super) fn alternative(&mut self, element: &Element, level: NodeLevel) {
        let mut is_read = false;
        for one in element.elements() {
            if is_read {
                let same = Reason::omission("import/alternative");
                self.omit(one, same);
                continue;
            }
            is_read = true;
            match level {
                NodeLevel::Blocks => self.body(&one.children),
                NodeLevel::Runs => self.runs(&one.children),
                NodeLevel::Run => self.in_run(&one.children),
            }
        }
    }

    fn paragraph(&mut self, element: &Element) {
        let none = Element::default();
        let properties = element.child("w:pPr").unwrap_or(&none);
        let style = value(properties, "w:pStyle").unwrap_or("").to_owned();
        let outline = value(properties, "w:outlineLvl").and_then(|level| level.parse().ok());
        let level = outline
            .filter(|level: &usize| *level < 9)
            .map(|level| level + 1)
            .or_else(|| self.styles.level(&style));
        let outer = std::mem::take(&mut self.open.line);
        self.runs(&element.children);
        let bits = std::mem::replace(&mut self.open.line, outer);
        if !has_words(self.source, &bits) {
            self.open.blocks.push(MarkupBlock::Paragraph(vec![]));
            return;
        }
        let printed = self.printed(properties, &style);
        if let Some(level) = level {
            let number = printed.map(|(mark, ..)| mark).filter(|mark| *mark != PrintedMark::Bullet);
            self.open.blocks.push(MarkupBlock::Heading(level + 1, number, bits));
            return;
        }
        let Some((mark, list, depth)) = printed else {
            self.open.blocks.push(MarkupBlock::Paragraph(bits));
            return;
        };
        let blocks = vec![MarkupBlock::Paragraph(bits)];
        let entry = ListEntry { mark: Some(mark), list: Some(list), depth, blocks };
        match self.open.blocks.last_mut() {
            Some(MarkupBlock::List(entries)) => entries.push(entry),
            Some(MarkupBlock::Paragraph(_) | MarkupBlock::Heading(..) | MarkupBlock::Table(_))
            | None => {
                self.open.blocks.push(MarkupBlock::List(vec![entry]));
            }
        }
    }

    /// What Word prints before a paragraph, in which list, how deep.
    fn printed(
        &mut self,
        properties: &Element,
        style: &str,
    ) -> Option<(PrintedMark, (usize, usize), usize)> {
        let of_style = self.styles.number(style);
        let (list, level) = match number_of(properties) {
            Some((Some(list), level)) => (list, level.unwrap_or(0)),
            Some((None, level)) => of_style.map(|(list, at)| (list, level.unwrap_or(at)))?,
            None => of_style?,
        };
        // List 0 takes a style's number away.
        if list == "0" {
            return None;
        }
        let (mark, list) = self.numbering.next(&list, level)?;
        Some((mark, list, level.min(8)))
    }

    /// A text box stands beside its paragraph.
    pub(super) fn text_box(&mut self, element: &Element) {
        self.boxes += 1;
        self.flush();
        self.body(&element.children);
        self.flush();
    }

    /// The mark of a note in the text.
    pub(super) fn note_mark(&mut self, element: &Element, part: &'static str) {
        let id = element.get("w:id").unwrap_or("").to_owned();
        let next = self.notes.len() + 1;
        let number = *self.notes.entry((part, id)).or_insert(next);
        let mark = format!("（注{number}）");
        self.open.line.push(Bit::Added(element.range.start, mark, NOTE_MARK));
    }

    /// The notes behind the text.
    fn notes(&mut self, root: &Element) {
        let (part, name) = if root.name == "w:footnotes" {
            ("w:footnoteReference", "w:footnote")
        } else {
            ("w:endnoteReference", "w:endnote")
        };
        for note in root.elements() {
            let id = note.get("w:id").unwrap_or("").to_owned();
            let number = self.notes.get(&(part, id)).copied();
            let Some(number) = number.filter(|_| note.name == name) else {
                self.omit(note, NOTE_LEFT);
                continue;
            };
            let mut blocks = self.apart(&note.children);
            blocks.retain(|block| *block != MarkupBlock::Paragraph(vec![]));
            if let Some(MarkupBlock::Paragraph(bits)) = blocks.first_mut() {
                let mark = format!("（注{number}）");
                bits.insert(0, Bit::Added(note.range.start, mark, NOTE_MARK));
            }
            self.open.blocks.extend(blocks);
        }
    }

    fn say(&mut self) {
        let mut say = |finding| self.sheet.findings.push((0..0, finding));
        if self.inserted > 0 {
            say(Finding::note("tracked-insertions", fill! { count = self.inserted }));
        }
        if self.boxes > 0 {
            say(Finding::note("text-boxes", fill! { count = self.boxes }));
        }
        if !self.unlinked.is_empty() {
            let (count, all) = (self.unlinked.len(), self.unlinked.join("、"));
            say(Finding::note("links-left.word", fill! { count, all }));
        }
        if !self.numbering.unknown.is_empty() {
            let all: Vec<&str> = self.numbering.unknown.iter().map(|one| &**one).collect();
            say(Finding::note("number-format", fill! { all = all.join(", ") }));
        }
    }
}

/// Where alternatives stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeLevel {
    Blocks,
    Runs,
    Run,
}

fn is_contents(element: &Element) -> bool {
    element.child("w:sdtPr").is_some_and(|properties| {
        properties.any(&|one| {
            one.name == "w:docPartGallery" && one.get("w:val") == Some("Table of Contents")
        })
    })
}

/// Deleted words, for runs.
pub(super) const fn deleted() -> Reason {
    DELETED
}
