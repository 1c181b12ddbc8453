//! Lines that open something: 題名, 目次, 章, 条, 項, 附則, 別表, 以上. Knows nothing of what stands below a 項.

use super::CLOSING;
use super::article::is_caption;
use super::builder::{ProvisionBuilder, SourceWords};
use super::head::{LineHead, Ranges, SupplementName};
use super::house_form;
use super::house_form::Stand;
use super::log;
use super::parse::{LineReader, ReadingMode};
use super::source_line::SourceLine;
use crate::tree::Form;
use std::ops::Range;

impl LineReader<'_> {
    /// Places a line that opens something; false when it is content.
    pub fn structural(
        &mut self,
        index: usize,
        line: &SourceLine,
        head: &LineHead,
        waiting: Option<usize>,
    ) -> bool {
        let margin = self.reading == ReadingMode::Foreign || line.width == 0;
        let caption = self.caption.take();
        debug_assert!(
            caption.is_none() || self.takes_caption(index) || *head == LineHead::Plain,
            "a caption is taken only for what follows"
        );
        match head {
            LineHead::Contents(name) if margin && self.opens_contents(index) => {
                self.contents(line, name)
            }
            LineHead::Level { form, label, rest } if margin => {
                self.level(line, *form, label, *rest)
            }
            LineHead::Article { label, rest } if margin => {
                self.article(index, line, label, *rest, caption)
            }
            LineHead::Supplement { name, rest } if margin => self.supplement(line, name, *rest),
            LineHead::Annex { label, rest } if margin => self.annex(line, label, *rest),
            LineHead::Framed(inner) if self.is_annex(index, line) => {
                self.framed(index, line, inner)
            }
            LineHead::Closing(ranges) if margin => self.closing(line, ranges),
            LineHead::Labelled(found) if self.is_paragraph(line, found) => {
                self.numbered_paragraph(line, found, caption);
            }
            LineHead::Captioned(inner) => {
                return self.captioned(index, line, inner, waiting)
                    || self.standing(index, line, caption, waiting);
            }
            LineHead::Plain | LineHead::Contents(_) => {
                return self.standing(index, line, caption, waiting);
            }
            _ => return false,
        }
        true
    }

    /// Where words without a label stand on this line.
    pub fn stand(&self, line: &SourceLine) -> Stand {
        if self.is_in(Form::Supplement) && line.width == 0 { Stand::Margin } else { Stand::Inside }
    }

    /// Ranges that count from the start of the line's words, as words.
    pub fn ranged(&self, line: &SourceLine, ranges: &[Range<usize>]) -> SourceWords {
        let mut words = SourceWords::default();
        for range in ranges {
            words.extend(line.words(line.body.start + range.start..line.body.start + range.end));
        }
        words
    }

    /// What follows on the line, trimmed.
    pub fn rest(&self, line: &SourceLine, from: usize) -> Range<usize> {
        let start = (line.body.start + from).min(line.body.end);
        let rest = &self.text[start..line.body.end];
        line.body.end - rest.trim_start().len()..line.body.end
    }

    /// Closes what cannot hold that form and opens it.
    pub fn open_structure(&mut self, draft: ProvisionBuilder) -> usize {
        let rank = house_form::rank(draft.form);
        while self.structure.len() > 1
            && house_form::rank(self.drafts.get(self.leaf()).form) >= rank
        {
            self.structure.pop();
        }
        let id = self.drafts.add(self.leaf(), draft);
        if rank > 1 || matches!(self.drafts.get(id).form, Form::Supplement | Form::Annex) {
            self.structure.push(id);
        }
        self.paragraph = None;
        self.number = 0;
        self.open.clear();
        self.before = None;
        id
    }

    fn level(&mut self, line: &SourceLine, form: Form, label: &Ranges, rest: usize) {
        let heading = line.words(self.rest(line, rest));
        let alone = heading.is_empty();
        let draft = self.draft(form, line).labelled(self.ranged(line, label)).headed(heading);
        let id = self.open_structure(draft);
        if alone {
            self.wait(id);
        }
    }

    /// A number without words may find them on the next line.
    pub fn wait(&mut self, id: usize) {
        if self.reading == ReadingMode::Foreign {
            self.waiting = Some(id);
        }
    }

    fn supplement(&mut self, line: &SourceLine, name: &SupplementName, rest: usize) {
        let range = self.rest(line, rest);
        let words = &self.text[range.clone()];
        let mut draft = self.draft(Form::Supplement, line);
        match name {
            SupplementName::Usual(name) => draft.name = self.ranged(line, name),
            SupplementName::Other(label) => draft.label = self.ranged(line, label),
        }
        let is_sentence = words.ends_with('。') && !words.starts_with(['(', '（']);
        if !is_sentence && !words.is_empty() {
            let closed = [('（', '）'), ('(', ')')]
                .iter()
                .any(|(open, close)| words.starts_with(*open) && words.ends_with(*close));
            let open = words.chars().next().map_or(0, char::len_utf8);
            let close = words.chars().next_back().map_or(0, char::len_utf8);
            let inner = range.start + open..range.end.saturating_sub(close).max(range.start + open);
            draft.heading =
                line.words(if closed && !inner.is_empty() { inner } else { range.clone() });
        }
        if is_sentence {
            draft.key = SourceWords::default();
            self.open_structure(draft);
            let paragraph = ProvisionBuilder::new(Form::Paragraph, range.start)
                .keyed(line.key.clone())
                .saying(line.words(range));
            self.open_paragraph(paragraph, 1);
        } else {
            self.open_structure(draft);
        }
    }

    pub fn annex(&mut self, line: &SourceLine, label: &Ranges, rest: usize) {
        let draft = self
            .draft(Form::Annex, line)
            .labelled(self.ranged(line, label))
            .headed(line.words(self.rest(line, rest)));
        self.open_structure(draft);
        self.annex_at_margin = false;
    }

    /// True when a line in 【】 opens an annex without a number.
    fn is_annex(&self, index: usize, line: &SourceLine) -> bool {
        if self.reading == ReadingMode::House {
            return line.width == 0;
        }
        let leaf = self.drafts.get(self.leaf());
        match leaf.form {
            Form::Document => index == 0 || self.is_before_article(index) || self.seen_articles,
            Form::Annex if line.width > 0 => self.is_before_article(index),
            Form::Annex if leaf.label.is_empty() => true,
            Form::Annex => {
                let starts = leaf.children.is_empty() && leaf.heading.is_empty();
                self.is_before_article(index)
                    || (line.after_blank && !self.annex_at_margin && !starts)
            }
            _ => true,
        }
    }

    fn is_before_article(&self, index: usize) -> bool {
        let inner = self.words(&self.lines[index]).trim_matches(['【', '】']).trim();
        is_caption(inner)
            && self.lines.get(index + 1).is_some_and(|next| !next.after_blank)
            && matches!(self.head(index + 1).1, LineHead::Article { .. })
    }

    fn framed(&mut self, index: usize, line: &SourceLine, inner: &Range<usize>) {
        let words = self.ranged(line, std::slice::from_ref(inner));
        if self.reading == ReadingMode::Foreign && index == 0 && !self.is_before_article(index) {
            let root = self.drafts.get_mut(0);
            root.heading = line.words(line.body.clone());
            root.key = SourceWords::default();
            if let Some(key) = line.key.clone() {
                root.key.push(key);
            }
        } else if self.reading == ReadingMode::Foreign
            && self.is_before_article(index)
            && line.key.is_none()
        {
            self.note(line.body.start, log::CAPTION);
            self.caption = Some(words);
        } else {
            let draft = self.draft(Form::Annex, line).headed(words);
            self.open_structure(draft);
            self.annex_at_margin = false;
        }
    }

    fn closing(&mut self, line: &SourceLine, ranges: &Ranges) {
        self.structure.truncate(1);
        let draft = self.draft(Form::Prose, line).role(CLOSING).saying(self.ranged(line, ranges));
        self.drafts.add(0, draft);
        self.paragraph = None;
        self.open.clear();
        self.before = None;
    }

    /// Words without a label that stand for themselves: the title, the preamble, a sentence of a 附則.
    fn standing(
        &mut self,
        index: usize,
        line: &SourceLine,
        caption: Option<SourceWords>,
        waiting: Option<usize>,
    ) -> bool {
        let words = line.words(line.body.clone());
        if caption.is_none() && self.reading == ReadingMode::Foreign && self.is_bare_caption(index)
        {
            self.note(line.body.start, log::CAPTION);
            self.caption = Some(words);
            return true;
        }
        if caption.is_none()
            && self.reading == ReadingMode::Foreign
            && self.goes_on(index, line, waiting)
        {
            return true;
        }
        if index == 0 && (line.width == 0 || self.reading == ReadingMode::Foreign) {
            let root = self.drafts.get_mut(0);
            root.heading = words;
            *root = root.clone().keyed(line.key.clone());
            return true;
        }
        let inside = caption.is_none()
            && match self.reading {
                ReadingMode::House => line.width > 0 && (self.leaf() != 0 || line.depth != Some(1)),
                ReadingMode::Foreign => {
                    self.open.last().is_some_and(|open| open.width < line.width)
                }
            };
        if self.leaf() == 0 && !inside {
            let (form, role) = house_form::preamble(self.words(line));
            let id = self.drafts.add(0, self.draft(form, line).role(role).saying(words));
            self.open.clear();
            self.said(id, None);
            return true;
        }
        if self.is_in(Form::Supplement)
            && !(inside && self.paragraph.is_some())
            && !(inside && self.reading == ReadingMode::House)
        {
            let draft =
                self.draft(Form::Paragraph, line).saying(words).headed(caption.unwrap_or_default());
            let number = self.number + 1;
            self.open_paragraph(draft, number);
            return true;
        }
        false
    }
}
