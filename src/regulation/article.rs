//! Articles and 項: their captions, wherever these stand, and their first words. Knows nothing of what stands
//! below a 項.

use super::builder::{ProvisionBuilder, SourceWords};
use super::head::{self, LineHead, Ranges};
use super::house_form;
use super::log;
use super::parse::{LineReader, ReadingMode};
use super::source_line::SourceLine;
use super::titled::is_cited;
use crate::text::label::{Gap, LeadingLabel};
use crate::tree::Form;
use std::ops::Range;

impl LineReader<'_> {
    pub fn article(
        &mut self,
        index: usize,
        line: &SourceLine,
        label: &Ranges,
        rest: usize,
        caption: Option<SourceWords>,
    ) {
        self.seen_articles = true;
        let (outer, inner) = match &line.outer {
            Some(outer) => (Some(outer.key.clone()), line.key.clone()),
            None => (line.key.clone(), None),
        };
        let draft = ProvisionBuilder::new(Form::Article, line.body.start)
            .labelled(self.ranged(line, label))
            .keyed(outer)
            .headed(caption.unwrap_or_default());
        let id = self.open_structure(draft);
        let mut words = self.rest(line, rest);
        if self.reading == ReadingMode::Foreign && self.drafts.get(id).heading.is_empty() {
            words = self.caption_behind(index, line, id, words, rest);
        }
        if self.reading == ReadingMode::Foreign
            && let Some(found) = LeadingLabel::find(&self.text[words.clone()])
            && found.first == 1
            && found.kind.fits_paragraph()
            && found.gap != Gap::End
        {
            let mut inside = line.clone();
            inside.body = words;
            inside.key = inner;
            return self.numbered_paragraph(&inside, &found, None);
        }
        if !words.is_empty() || inner.is_some() {
            let draft = ProvisionBuilder::new(Form::Paragraph, words.start)
                .keyed(inner)
                .saying(line.words(words));
            self.open_paragraph(draft, 1);
        } else {
            self.wait(id);
        }
    }

    /// 第１条（目的）　この…, 第１条　目的: takes the caption and gives what is left.
    fn caption_behind(
        &mut self,
        index: usize,
        line: &SourceLine,
        article: usize,
        words: Range<usize>,
        rest: usize,
    ) -> Range<usize> {
        let said = &self.text[words.clone()];
        let tight = words.start == line.body.start + rest;
        let mut taken = None;
        if let Some((inner, end)) = head::caption(said) {
            let after = &said[end..];
            let inner = head::trimmed(said, inner);
            let fits = tight || Gap::before(after) != Gap::Tight;
            if fits && !is_cited(after) && is_caption(&said[inner.clone()]) {
                taken = Some((inner, words.end - after.trim_start().len()));
            }
        } else if is_caption(said)
            && said.chars().count() <= 20
            && !said.contains('、')
            && self.says_sentence(index + 1)
        {
            taken = Some((0..said.len(), words.end));
        }
        let Some((inner, left)) = taken else {
            return words;
        };
        self.note(words.start + inner.start, log::MOVED);
        let mut caption = line.words(words.start + inner.start..words.start + inner.end);
        caption.moved = true;
        self.drafts.get_mut(article).heading = caption;
        left..words.end
    }

    /// True when the next line is a sentence that could be the words of an article.
    fn says_sentence(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(|line| {
            matches!(self.head(index).1, LineHead::Plain) && self.words(line).ends_with('。')
        })
    }

    pub fn open_paragraph(&mut self, draft: ProvisionBuilder, number: u32) -> usize {
        let id = self.drafts.add(self.leaf(), draft);
        self.paragraph = Some(id);
        self.number = number;
        self.open.clear();
        self.said(id, None);
        id
    }

    pub fn numbered_paragraph(
        &mut self,
        line: &SourceLine,
        found: &LeadingLabel,
        caption: Option<SourceWords>,
    ) {
        let start = line.body.start;
        let words = self.rest(line, found.len);
        let alone = words.is_empty();
        let draft = self
            .draft(Form::Paragraph, line)
            .labelled(line.words(start..start + found.len))
            .headed(caption.unwrap_or_default())
            .saying(line.words(words));
        let id = self.open_paragraph(draft, found.last);
        if alone {
            self.wait(id);
        }
    }

    /// True when a numbered line is a 項, not an item of a list.
    pub fn is_paragraph(&self, line: &SourceLine, found: &LeadingLabel) -> bool {
        if !(self.is_in(Form::Article) || self.is_in(Form::Supplement))
            || !found.kind.fits_paragraph()
        {
            return false;
        }
        if found.first == 1 {
            return self.paragraph.is_none()
                && (line.width == 0 || self.reading == ReadingMode::Foreign);
        }
        if self.reading == ReadingMode::House {
            return line.width == 0;
        }
        let sibling = self.sibling(line, found);
        let follows = found.first == self.number + 1;
        match sibling {
            Some(last) if last + 1 == found.first || line.width > 0 => false,
            Some(_) => follows,
            None => follows || (line.width == 0 && found.gap != Gap::Narrow),
        }
    }

    /// A line in round brackets: a caption, the label of an annex, or nothing of the kind.
    pub fn captioned(
        &mut self,
        index: usize,
        line: &SourceLine,
        inner: &Range<usize>,
        waiting: Option<usize>,
    ) -> bool {
        let words = self.ranged(line, std::slice::from_ref(inner));
        let said = words.read(self.text);
        if line.key.is_some() {
            return false;
        }
        let takes = self.takes_caption(index + 1);
        if self.reading == ReadingMode::House {
            let tight =
                self.lines.get(index + 1).is_some_and(|next| !next.after_blank && next.width == 0);
            if line.width == 0 && tight && takes {
                self.caption = Some(words);
            }
            return self.caption.is_some();
        }
        if let Some(article) = waiting
            && self.drafts.get(article).form == Form::Article
            && self.drafts.get(article).heading.is_empty()
            && !takes
            && is_caption(&said)
        {
            let mut words = words;
            self.note(line.body.start, log::MOVED);
            words.moved = true;
            self.drafts.get_mut(article).heading = words;
            self.waiting = Some(article);
            return true;
        }
        let is_number =
            self.leaf() == 0 && !line.after_blank && house_form::preamble(&said).0 == Form::Note;
        if takes && is_caption(&said) && !is_number {
            if !self.words(line).starts_with('（') || !self.words(line).ends_with('）') {
                self.note(line.body.start, log::CAPTION);
                self.note(line.body.end, log::CAPTION);
            }
            self.caption = Some(words);
            return true;
        }
        if let LineHead::Annex { label, rest } = head::read_head(&said) {
            let mut inside = line.clone();
            inside.body = line.body.start + inner.start..line.body.start + inner.end;
            self.annex(&inside, &label, rest);
            return true;
        }
        false
    }

    /// True when the provision on that line would take a caption.
    pub fn takes_caption(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index) else {
            return false;
        };
        match self.head(index).1 {
            LineHead::Article { .. } => true,
            LineHead::Labelled(found) => {
                self.doubled(index, found.len).is_some() || self.is_paragraph(line, &found)
            }
            LineHead::Plain => {
                self.is_in(Form::Supplement)
                    && (self.reading == ReadingMode::House || !self.is_bare_caption(index))
            }
            _ => false,
        }
    }

    /// The bytes to skip when a list number was put before the number of an article.
    pub fn doubled(&self, index: usize, len: usize) -> Option<usize> {
        let words = self.words(&self.lines[index]);
        let rest = words[len..].trim_start();
        let skipped = words.len() - rest.len();
        let LineHead::Article { rest: end, .. } = head::read_head(rest) else {
            return None;
        };
        let gap = Gap::before(&rest[end..]) != Gap::Tight || rest[end..].starts_with(['(', '（']);
        (self.reading == ReadingMode::Foreign && gap).then_some(skipped)
    }
}

/// True for words that may be a caption: no sentence, and in brackets nothing else than a caption.
pub(super) fn is_caption(words: &str) -> bool {
    !words.contains('。')
        && !matches!(words, "略" | "削除" | "省略")
        && words.chars().count() <= 60
        && house_form::key_like(words).is_none()
        && matches!(head::read_head(&format!("（{words}）")), LineHead::Captioned(_))
}
