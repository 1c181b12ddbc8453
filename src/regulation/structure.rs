//! Lines that open something: 題名, 目次, 章, 条, 項, 附則, 別表, 以上. Knows nothing of what stands below a 項.

use super::CLOSING;
use super::draft::{Draft, Words};
use super::guard::{self, Stand};
use super::head::{self, Head, Ranges};
use super::label::{self, Found, Gap};
use super::layout;
use super::log;
use super::parse::{Builder, Reading};
use super::source::Line;
use crate::tree::Form;
use std::ops::Range;

impl Builder<'_> {
    /// Places a line that opens something; false when it is content.
    pub fn structural(
        &mut self,
        index: usize,
        line: &Line,
        head: &Head,
        waiting: Option<usize>,
    ) -> bool {
        let margin = self.reading == Reading::Foreign || line.width == 0;
        let caption = self.caption.take();
        debug_assert!(
            caption.is_none() || self.takes_caption(index) || *head == Head::Plain,
            "a caption is taken only for what follows"
        );
        match head {
            Head::Contents if margin && self.opens_contents(index) => self.contents(line),
            Head::Level { form, label, rest } if margin => self.level(line, *form, label, *rest),
            Head::Article { label, rest } if margin => {
                self.article(index, line, label, *rest, caption)
            }
            Head::Supplement { label, rest } if margin => {
                self.supplement(line, label.as_ref(), *rest)
            }
            Head::Annex { label, rest } if margin => self.annex(line, label, *rest),
            Head::Framed(inner) if self.is_annex(index, line) => self.framed(index, line, inner),
            Head::Closing(ranges) if margin => self.closing(line, ranges),
            Head::Labelled(found) if self.is_paragraph(line, found) => {
                self.numbered_paragraph(line, found, caption);
            }
            Head::Captioned(inner) => {
                return self.captioned(index, line, inner, waiting)
                    || self.standing(index, line, caption, waiting);
            }
            Head::Plain | Head::Contents => return self.standing(index, line, caption, waiting),
            _ => return false,
        }
        true
    }

    /// Where words without a label stand on this line.
    pub fn stand(&self, line: &Line) -> Stand {
        if self.is_in(Form::Supplement) && line.width == 0 {
            Stand::Margin
        } else {
            Stand::Inside
        }
    }

    /// Ranges that count from the start of the line's words, as words.
    pub fn ranged(&self, line: &Line, ranges: &[Range<usize>]) -> Words {
        let mut words = Words::default();
        for range in ranges {
            words.extend(line.words(line.body.start + range.start..line.body.start + range.end));
        }
        words
    }

    /// What follows on the line, trimmed.
    pub fn rest(&self, line: &Line, from: usize) -> Range<usize> {
        let start = (line.body.start + from).min(line.body.end);
        let rest = &self.text[start..line.body.end];
        line.body.end - rest.trim_start().len()..line.body.end
    }

    /// Closes what cannot hold that form and opens it.
    pub fn open_structure(&mut self, draft: Draft) -> usize {
        let rank = layout::rank(draft.form);
        while self.structure.len() > 1 && layout::rank(self.drafts.get(self.leaf()).form) >= rank {
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

    fn level(&mut self, line: &Line, form: Form, label: &Ranges, rest: usize) {
        let heading = line.words(self.rest(line, rest));
        let alone = heading.is_empty();
        let draft = self
            .draft(form, line)
            .labelled(self.ranged(line, label))
            .headed(heading);
        let id = self.open_structure(draft);
        if alone {
            self.wait(id);
        }
    }

    /// A number without words may find them on the next line.
    pub fn wait(&mut self, id: usize) {
        if self.reading == Reading::Foreign {
            self.waiting = Some(id);
        }
    }

    fn supplement(&mut self, line: &Line, label: Option<&Ranges>, rest: usize) {
        let range = self.rest(line, rest);
        let words = &self.text[range.clone()];
        let mut draft = self.draft(Form::Supplement, line);
        if let Some(label) = label {
            draft.label = self.ranged(line, label);
        }
        let is_sentence = words.ends_with('。') && !words.starts_with(['(', '（']);
        if !is_sentence && !words.is_empty() {
            let closed = words.ends_with([')', '）']) && words.starts_with(['(', '（']);
            let open = words.chars().next().map_or(0, char::len_utf8);
            let close = words.chars().next_back().map_or(0, char::len_utf8);
            let inner = range.start + open..range.end.saturating_sub(close).max(range.start + open);
            draft.heading = line.words(if closed && !inner.is_empty() {
                inner
            } else {
                range.clone()
            });
        }
        if is_sentence {
            draft.key = Words::default();
            self.open_structure(draft);
            let paragraph = Draft::new(Form::Paragraph, range.start)
                .keyed(line.key.clone())
                .saying(line.words(range));
            self.open_paragraph(paragraph, 1);
        } else {
            self.open_structure(draft);
        }
    }

    fn annex(&mut self, line: &Line, label: &Ranges, rest: usize) {
        let draft = self
            .draft(Form::Annex, line)
            .labelled(self.ranged(line, label))
            .headed(line.words(self.rest(line, rest)));
        self.open_structure(draft);
        self.annex_at_margin = false;
    }

    /// True when a line in 【】 opens an annex without a number.
    fn is_annex(&self, index: usize, line: &Line) -> bool {
        if self.reading == Reading::House {
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
        let inner = self.words(&self.lines[index]).trim_matches(['【', '】']);
        is_caption(inner)
            && self
                .lines
                .get(index + 1)
                .is_some_and(|next| !next.after_blank)
            && matches!(self.head(index + 1).1, Head::Article { .. })
    }

    fn framed(&mut self, index: usize, line: &Line, inner: &Range<usize>) {
        let words = self.ranged(line, std::slice::from_ref(inner));
        if self.reading == Reading::Foreign && index == 0 && !self.is_before_article(index) {
            let root = self.drafts.get_mut(0);
            root.heading = line.words(line.body.clone());
            root.key = Words::default();
            if let Some(key) = line.key.clone() {
                root.key.push(key);
            }
        } else if self.reading == Reading::Foreign
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

    fn closing(&mut self, line: &Line, ranges: &Ranges) {
        self.structure.truncate(1);
        let draft = self
            .draft(Form::Prose, line)
            .role(CLOSING)
            .saying(self.ranged(line, ranges));
        self.drafts.add(0, draft);
        self.paragraph = None;
        self.open.clear();
        self.before = None;
    }

    fn article(
        &mut self,
        index: usize,
        line: &Line,
        label: &Ranges,
        rest: usize,
        caption: Option<Words>,
    ) {
        self.seen_articles = true;
        let (outer, inner) = match &line.outer {
            Some(outer) => (Some(outer.key.clone()), line.key.clone()),
            None => (line.key.clone(), None),
        };
        let draft = Draft::new(Form::Article, line.body.start)
            .labelled(self.ranged(line, label))
            .keyed(outer)
            .headed(caption.unwrap_or_default());
        let id = self.open_structure(draft);
        let mut words = self.rest(line, rest);
        if self.reading == Reading::Foreign && self.drafts.get(id).heading.is_empty() {
            words = self.caption_behind(index, line, id, words, rest);
        }
        if self.reading == Reading::Foreign
            && let Some(found) = label::find(&self.text[words.clone()])
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
            let draft = Draft::new(Form::Paragraph, words.start)
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
        line: &Line,
        article: usize,
        words: Range<usize>,
        rest: usize,
    ) -> Range<usize> {
        let said = &self.text[words.clone()];
        let tight = words.start == line.body.start + rest;
        let mut taken = None;
        if let Some((inner, end)) = head::caption(said) {
            let after = &said[end..];
            let fits = tight || label::gap(after) != Gap::Tight;
            if fits && !head::is_cited(after) && is_caption(&said[inner.clone()]) {
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
            matches!(self.head(index).1, Head::Plain) && self.words(line).ends_with('。')
        })
    }

    pub fn open_paragraph(&mut self, draft: Draft, number: u32) -> usize {
        let id = self.drafts.add(self.leaf(), draft);
        self.paragraph = Some(id);
        self.number = number;
        self.open.clear();
        self.said(id, None);
        id
    }

    pub fn numbered_paragraph(&mut self, line: &Line, found: &Found, caption: Option<Words>) {
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
    pub fn is_paragraph(&self, line: &Line, found: &Found) -> bool {
        if !(self.is_in(Form::Article) || self.is_in(Form::Supplement))
            || !found.kind.fits_paragraph()
        {
            return false;
        }
        if found.first == 1 {
            return self.paragraph.is_none()
                && (line.width == 0 || self.reading == Reading::Foreign);
        }
        if self.reading == Reading::House {
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
    fn captioned(
        &mut self,
        index: usize,
        line: &Line,
        inner: &Range<usize>,
        waiting: Option<usize>,
    ) -> bool {
        let words = self.ranged(line, std::slice::from_ref(inner));
        let said = words.read(self.text);
        if line.key.is_some() {
            return false;
        }
        let takes = self.takes_caption(index + 1);
        if self.reading == Reading::House {
            let tight = self
                .lines
                .get(index + 1)
                .is_some_and(|next| !next.after_blank && next.width == 0);
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
            self.leaf() == 0 && !line.after_blank && layout::preamble(&said).0 == Form::Note;
        if takes && is_caption(&said) && !is_number {
            self.note(line.body.start, log::CAPTION);
            self.note(line.body.end, log::CAPTION);
            self.caption = Some(words);
            return true;
        }
        if let Head::Annex { label, rest } = head::read(&said) {
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
            Head::Article { .. } => true,
            Head::Labelled(found) => {
                self.doubled(index, found.len).is_some() || self.is_paragraph(line, &found)
            }
            Head::Plain => {
                self.is_in(Form::Supplement)
                    && (self.reading == Reading::House || !self.is_bare_caption(index))
            }
            _ => false,
        }
    }

    /// The bytes to skip when a list number was put before the number of an article.
    pub fn doubled(&self, index: usize, len: usize) -> Option<usize> {
        let words = self.words(&self.lines[index]);
        let rest = words[len..].trim_start();
        let skipped = words.len() - rest.len();
        let Head::Article { rest: end, .. } = head::read(rest) else {
            return None;
        };
        let gap = label::gap(&rest[end..]) != Gap::Tight || rest[end..].starts_with(['(', '（']);
        (self.reading == Reading::Foreign && gap).then_some(skipped)
    }

    /// Words without a label that stand for themselves: the title, the preamble, a sentence of a 附則.
    fn standing(
        &mut self,
        index: usize,
        line: &Line,
        caption: Option<Words>,
        waiting: Option<usize>,
    ) -> bool {
        let words = line.words(line.body.clone());
        if caption.is_none() && self.reading == Reading::Foreign && self.is_bare_caption(index) {
            self.note(line.body.start, log::CAPTION);
            self.caption = Some(words);
            return true;
        }
        if caption.is_none()
            && self.reading == Reading::Foreign
            && self.goes_on(index, line, waiting)
        {
            return true;
        }
        if index == 0 && (line.width == 0 || self.reading == Reading::Foreign) {
            let root = self.drafts.get_mut(0);
            root.heading = words;
            *root = root.clone().keyed(line.key.clone());
            return true;
        }
        let inside = caption.is_none()
            && match self.reading {
                Reading::House => line.width > 0 && (self.leaf() != 0 || line.depth != Some(1)),
                Reading::Foreign => self.open.last().is_some_and(|open| open.width < line.width),
            };
        if self.leaf() == 0 && !inside {
            let (form, role) = layout::preamble(self.words(line));
            let id = self
                .drafts
                .add(0, self.draft(form, line).role(role).saying(words));
            self.open.clear();
            self.said(id, None);
            return true;
        }
        if self.is_in(Form::Supplement)
            && !(inside && self.paragraph.is_some())
            && !(inside && self.reading == Reading::House)
        {
            let draft = self
                .draft(Form::Paragraph, line)
                .saying(words)
                .headed(caption.unwrap_or_default());
            let number = self.number + 1;
            self.open_paragraph(draft, number);
            return true;
        }
        false
    }
}

/// True for words that may be a caption: no sentence, and in brackets nothing else than a caption.
pub(super) fn is_caption(words: &str) -> bool {
    !words.contains('。')
        && !matches!(words, "略" | "削除" | "省略")
        && words.chars().count() <= 60
        && guard::key_like(words).is_none()
        && matches!(head::read(&format!("（{words}）")), Head::Captioned(_))
}
