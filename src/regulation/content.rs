//! What stands below a 項 or a heading: 号, lists, groups, notes, tables, running words; and the entries of a
//! 目次. Knows nothing of articles.

use super::builder::{ProvisionBuilder, SourceWords};
use super::head::{Cells, LineHead, Ranges};
use super::house_form;
use super::parse::{ContentsEntries, LineReader, MAX_DEPTH, OpenKind, OpenProvision, ReadingMode};
use super::source_line::{SaidLine, SourceLine};
use crate::text::label::LeadingLabel;
use crate::tree::Form;
use std::collections::HashSet;
use std::ops::Range;

impl LineReader<'_> {
    /// Places a line below the open 項 or heading.
    pub fn content(&mut self, line: &SourceLine, head: LineHead) {
        if line.width == 0 && self.is_in(Form::Annex) {
            self.annex_at_margin = true;
        }
        match head {
            LineHead::Labelled(found) => self.item(line, &found),
            LineHead::Bullet(at) => self.bullet(line, at),
            LineHead::Mark(at) => self.mark(line, at),
            LineHead::Note(at) => self.note_line(line, at),
            LineHead::Framed(inner) => {
                let words = self.ranged(line, std::slice::from_ref(&inner));
                self.group(line, '【', words);
            }
            LineHead::Ringed => {
                let mark = self.words(line).chars().next().unwrap_or('〔');
                self.group(line, mark, line.words(line.body.clone()));
            }
            LineHead::Row(cells) => self.row(line, cells),
            LineHead::Said(SaidLine::Row(form, cells)) => {
                let parent = self.place(line, OpenKind::Words);
                let cells = cells.into_iter().map(|range| line.words(range)).collect();
                self.add_row(line, parent, form, cells);
            }
            LineHead::Said(SaidLine::Entry(_)) => {
                let draft = self.draft(Form::Item, line).saying(line.words(line.body.clone()));
                self.entry_of_list(line, '・', draft);
            }
            LineHead::Captioned(_) => {
                self.report_unplaced(line);
                self.words_below(line);
            }
            LineHead::Contents(_)
            | LineHead::Level { .. }
            | LineHead::Article { .. }
            | LineHead::Supplement { .. }
            | LineHead::Annex { .. }
            | LineHead::Closing(_)
            | LineHead::Said(SaidLine::Inside(_))
            | LineHead::Plain => self.words_below(line),
        }
    }

    /// What the first level of content stands below.
    pub fn host(&mut self) -> usize {
        if !(self.is_in(Form::Article) || self.is_in(Form::Supplement)) {
            return self.leaf();
        }
        match self.paragraph {
            Some(paragraph) => paragraph,
            None => {
                let at = self.drafts.get(self.leaf()).at;
                self.open_paragraph(ProvisionBuilder::new(Form::Paragraph, at), 1)
            }
        }
    }

    /// Opens a place for the line and gives what it stands below.
    fn place(&mut self, line: &SourceLine, what: OpenKind) -> usize {
        let host = self.host();
        let depth = match self.reading {
            ReadingMode::House => line.depth.unwrap_or(0).max(1),
            ReadingMode::Foreign => self.depth(line, what),
        };
        let depth = depth.min(self.open.len() + 1).min(MAX_DEPTH);
        self.open.truncate(depth - 1);
        self.open.last().map_or(host, |open| open.node)
    }

    fn put(
        &mut self,
        line: &SourceLine,
        parent: usize,
        what: OpenKind,
        draft: ProvisionBuilder,
    ) -> usize {
        let node = self.drafts.add(parent, draft);
        self.open.push(OpenProvision { node, width: line.width, what });
        node
    }

    fn item(&mut self, line: &SourceLine, found: &LeadingLabel) {
        let start = line.body.start;
        let what = OpenKind::Label(found.kind, found.last);
        let parent = self.place(line, what);
        let rest = self.rest(line, found.len);
        let columns = house_form::columns(&self.text[rest.clone()]);
        let label = line.words(start..start + found.len);
        let mut draft = self.draft(Form::Item, line).labelled(label);
        if columns.is_empty() {
            draft.text = line.words(rest.clone()).unguarded(self.text, '\u{3000}');
        }
        let node = self.put(line, parent, what, draft);
        let mut last = node;
        for column in columns {
            let range = rest.start + column.start..rest.start + column.end;
            let words = line.words(range.clone()).unguarded(self.text, '\u{3000}');
            last =
                self.drafts.add(node, ProvisionBuilder::new(Form::Cell, range.start).saying(words));
        }
        self.said(last, None);
        if rest.is_empty() {
            self.wait(node);
        }
    }

    fn bullet(&mut self, line: &SourceLine, at: usize) {
        let mut words = line.body.start + at..line.body.end;
        if let Some(rest) = self.text[words.clone()].strip_prefix('\\')
            && house_form::is_after_bullet(rest)
        {
            words.start += 1;
        }
        let draft = self.draft(Form::Item, line).saying(line.words(words));
        self.entry_of_list(line, self.first(line), draft);
    }

    fn mark(&mut self, line: &SourceLine, at: usize) {
        let start = line.body.start;
        let draft = self
            .draft(Form::Item, line)
            .labelled(line.words(start..start + at))
            .saying(line.words(self.rest(line, at)));
        self.entry_of_list(line, self.first(line), draft);
    }

    fn first(&self, line: &SourceLine) -> char {
        self.words(line).chars().next().unwrap_or('・')
    }

    fn entry_of_list(&mut self, line: &SourceLine, mark: char, draft: ProvisionBuilder) {
        let what = OpenKind::Bullet(mark);
        let parent = self.place(line, what);
        let list = match self.drafts.last_of(parent, Form::List) {
            Some(list) => list,
            None => self.drafts.add(parent, ProvisionBuilder::new(Form::List, line.body.start)),
        };
        let node = self.put(line, list, what, draft);
        self.said(node, Some(what));
    }

    fn note_line(&mut self, line: &SourceLine, at: usize) {
        let start = line.body.start;
        let parent = self.place(line, OpenKind::Words);
        let rest = self.rest(line, at);
        let draft = self
            .draft(Form::Note, line)
            .labelled(line.words(start..start + at))
            .saying(line.words(rest.clone()));
        let node = self.put(line, parent, OpenKind::Words, draft);
        self.before = None;
        if rest.is_empty() {
            self.wait(node);
        }
    }

    fn group(&mut self, line: &SourceLine, mark: char, heading: SourceWords) {
        let what = OpenKind::Group(mark);
        let parent = self.place(line, what);
        let draft = self.draft(Form::Group, line).headed(heading);
        let node = self.put(line, parent, what, draft);
        self.said(node, Some(what));
    }

    /// Words without a label or mark.
    fn words_below(&mut self, line: &SourceLine) {
        let follows = self.reading == ReadingMode::Foreign && self.follows_bullet(line);
        let parent = match self.before {
            Some(before) if follows => {
                let place = self.open.iter().position(|open| open.node == before.node);
                self.open.truncate(place.map_or(0, |place| place + 1).min(MAX_DEPTH - 1));
                before.node
            }
            _ => self.place(line, OpenKind::Words),
        };
        let draft = self.draft(Form::Prose, line).saying(line.words(line.body.clone()));
        let node = self.put(line, parent, OpenKind::Words, draft);
        self.said(node, None);
    }

    fn row(&mut self, line: &SourceLine, cells: Cells) {
        let parent = self.place(line, OpenKind::Words);
        let table = self.drafts.last_of(parent, Form::Table);
        if let (Cells::Rule(_), Some(table)) = (&cells, table)
            && let [row] = self.drafts.get(table).children[..]
            && line.key.is_none()
        {
            self.drafts.get_mut(row).form = Form::Header;
            return;
        }
        let (ranges, marks): (_, &[char]) = match cells {
            Cells::Barred(ranges) | Cells::Rule(ranges) => (ranges, &['|', '｜']),
            Cells::Tabbed(ranges) => (ranges, &[]),
        };
        let cells = ranges.iter().map(|range| self.cell(line, range, marks)).collect();
        self.add_row(line, parent, Form::Row, cells);
    }

    /// Adds a row to the table that is open, or to a new one.
    fn add_row(&mut self, line: &SourceLine, parent: usize, form: Form, cells: Vec<SourceWords>) {
        let table = match self.drafts.last_of(parent, Form::Table) {
            Some(table) => table,
            None => self.drafts.add(parent, ProvisionBuilder::new(Form::Table, line.body.start)),
        };
        let row = self.drafts.add(table, self.draft(form, line));
        for words in cells {
            let start = words.span().map_or(line.body.start, |span| span.start);
            self.drafts.add(row, ProvisionBuilder::new(Form::Cell, start).saying(words));
        }
        self.before = None;
    }

    fn cell(&self, line: &SourceLine, range: &Range<usize>, marks: &[char]) -> SourceWords {
        let mut range = line.body.start + range.start..line.body.start + range.end;
        if let Some(rest) = self.text[range.clone()].strip_prefix('\\')
            && house_form::is_rule_cell(rest)
        {
            range.start += 1;
        }
        marks.iter().fold(line.words(range), |words, mark| words.unguarded(self.text, *mark))
    }

    /// True when a 目次 begins here.
    pub fn opens_contents(&self, index: usize) -> bool {
        let Some(next) = self.lines.get(index + 1) else {
            return false;
        };
        match self.reading {
            ReadingMode::House => !next.after_blank && next.depth.is_some_and(|depth| depth > 0),
            ReadingMode::Foreign => {
                matches!(
                    self.head(index + 1).1,
                    LineHead::Level { .. } | LineHead::Supplement { .. }
                ) || (!next.after_blank && next.depth.is_some_and(|depth| depth > 0))
            }
        }
    }

    pub fn contents(&mut self, line: &SourceLine, name: &Ranges) {
        self.structure.truncate(1);
        let draft = self.draft(Form::Contents, line).named(self.ranged(line, name));
        let id = self.open_structure(draft);
        self.entries = Some(ContentsEntries { id, outer: None, labels: HashSet::new() });
    }

    /// Places the line in the open 目次; false when it is no entry.
    pub fn is_entry(&mut self, index: usize) -> bool {
        let Some(mut entries) = self.entries.take() else {
            return false;
        };
        let line = self.lines[index].single();
        let literal = !line.after_blank && line.depth.is_some_and(|depth| depth > 0);
        let (form, label) = match self.head(index).1 {
            LineHead::Level { form, label, .. } => {
                (form, self.ranged(&line, &label).read(self.text))
            }
            LineHead::Supplement { .. } => (Form::Supplement, "附則".to_owned()),
            LineHead::Annex { label, .. } => {
                (Form::Annex, self.ranged(&line, &label).read(self.text))
            }
            _ => (Form::Prose, String::new()),
        };
        // The number of a 節 starts again in each 章; that of the outermost level never does.
        let outer = *entries.outer.get_or_insert(form);
        let again = outer == form && entries.labels.contains(&label);
        let loose = self.reading == ReadingMode::Foreign && !label.is_empty() && !again;
        if !literal && !loose {
            self.open.clear();
            return false;
        }
        let depth = if literal {
            line.depth.unwrap_or(1)
        } else {
            1 + usize::from(house_form::rank(form).saturating_sub(house_form::rank(outer)))
        };
        if !label.is_empty() {
            entries.labels.insert(label);
        }
        let id = entries.id;
        self.entries = Some(entries);
        let depth = depth.min(self.open.len() + 1).min(MAX_DEPTH);
        self.open.truncate(depth - 1);
        let parent = self.open.last().map_or(id, |open| open.node);
        let draft = self.draft(Form::Prose, &line).saying(line.words(line.body.clone()));
        self.put(&line, parent, OpenKind::Words, draft);
        true
    }
}
