//! What lines without clear form are, judged by the lines around them. Used for foreign texts only; does not
//! know the house form.

use super::article::is_caption;
use super::builder::ProvisionBuilder;
use super::head::LineHead;
use super::house_form;
use super::log;
use super::parse::{LineBefore, LineReader, LocatedFinding, OpenKind, OpenProvision, ReadingMode};
use super::source_line::SourceLine;
use crate::diagnostic::Finding;
use crate::fill;
use crate::text::chars::is_hiragana;
use crate::text::label::{Dress, Gap, LeadingLabel, Numerals};
use crate::tree::Form;

/// The longest caption that stands without brackets.
const BARE_CAPTION: usize = 30;
/// Shorter lines outside articles are lines of their own, not the beginning of a broken one.
const BROKEN_LINE: usize = 25;

impl LineReader<'_> {
    /// Remembers what the line said, for a line that goes on with it.
    pub fn said(&mut self, node: usize, what: Option<OpenKind>) {
        self.before = Some(LineBefore { node, what });
    }

    /// True when the captions of the articles stand without brackets throughout.
    pub fn has_bare_captions(&self) -> bool {
        let (mut articles, mut bare) = (0, 0);
        for index in 1..self.lines.len() {
            let LineHead::Article { .. } = self.head(index).1 else {
                continue;
            };
            match self.head(index - 1).1 {
                LineHead::Captioned(_) => return false,
                LineHead::Plain if self.could_be_caption(index - 1) => bare += 1,
                _ => {}
            }
            articles += 1;
        }
        bare > 0 && bare * 2 >= articles
    }

    /// True when that line is a caption without brackets.
    pub fn is_bare_caption(&self, index: usize) -> bool {
        self.bare_captions
            && self.could_be_caption(index)
            && matches!(self.head(index).1, LineHead::Plain)
            && self.lines.get(index + 1).is_some()
            && matches!(self.head(index + 1).1, LineHead::Article { .. })
    }

    fn could_be_caption(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let words = self.words(line);
        index > 0
            && !self.head(index).0
            && line.key.is_none()
            && is_caption(words)
            && words.chars().count() <= BARE_CAPTION
            && house_form::preamble(words).0 == Form::Prose
    }

    /// The last number of an open list with the same kind of label at the same indentation.
    pub fn sibling(&self, line: &SourceLine, found: &LeadingLabel) -> Option<u32> {
        self.open.iter().rev().find_map(|open| match open.what {
            OpenKind::Label(kind, last) if kind == found.kind && open.width == line.width => {
                Some(last)
            }
            OpenKind::Label(..) | OpenKind::Bullet(_) | OpenKind::Group(_) | OpenKind::Words => {
                None
            }
        })
    }

    /// True when a number at the start of a line is part of a sentence that was broken there.
    pub fn is_broken_sentence(&self, line: &SourceLine, found: &LeadingLabel) -> bool {
        if self.reading == ReadingMode::House || found.first == 1 {
            return false;
        }
        let sibling = self.sibling(line, found);
        // A number in brackets that repeats or skips one of the list above is a slip, unless a particle goes on from it.
        let rest = &self.words(line)[found.len..];
        let is_entry = found.kind.dress != Dress::Bare && !rest.starts_with(is_hiragana);
        let slips = |last: u32| is_entry && (last..=last + 2).contains(&found.first);
        let follows = sibling.is_some_and(|last| last + 1 == found.first || slips(last))
            || found.kind.numerals == Numerals::Kana;
        let loose = found.gap == Gap::Narrow && found.kind.dress == Dress::Bare;
        let broken = found.gap == Gap::Tight && self.before_is_open() && !line.after_blank;
        !follows && (loose || broken)
    }

    /// True when the line before did not end its sentence.
    fn before_is_open(&self) -> bool {
        self.before.is_some_and(|before| {
            let (len, tail) = self.drafts.get(before.node).text.tail(self.text);
            before.what.is_none() && len > 0 && !ends_sentence(tail)
        })
    }

    /// Gives the words of the line to a number that waits for them, or to the sentence before.
    pub fn goes_on(&mut self, index: usize, line: &SourceLine, waiting: Option<usize>) -> bool {
        if self.words(line).contains('\t') {
            return false;
        }
        if let Some(id) = waiting {
            return self.fill(line, id);
        }
        // A key ends what it names.
        let ended = line.after_blank || index == 0 || self.lines[index - 1].key.is_some();
        let Some(before) = self.before.filter(|_| !ended) else {
            return false;
        };
        if !self.joins(line, before) {
            return false;
        }
        self.note(line.body.start, log::JOINED);
        let words = line.words(line.body.clone());
        let draft = self.drafts.get_mut(before.node);
        draft.text.extend(words);
        if let Some(key) = line.key.clone() {
            draft.key.push(key);
        }
        true
    }

    fn fill(&mut self, line: &SourceLine, id: usize) -> bool {
        let words = line.words(line.body.clone());
        let said = self.words(line);
        let form = self.drafts.get(id).form;
        let is_title = said.chars().count() <= BARE_CAPTION && !said.contains('。');
        if house_form::rank(form) < house_form::rank(Form::Article) && !is_title {
            return false;
        }
        if line.key.is_some() && !self.drafts.get(id).key.is_empty() {
            return false;
        }
        self.note(line.body.start, log::ALONE);
        if form == Form::Article {
            let draft = ProvisionBuilder::new(Form::Paragraph, line.body.start)
                .keyed(line.key.clone())
                .saying(words);
            self.open_paragraph(draft, 1);
            return true;
        }
        let draft = self.drafts.get_mut(id);
        if let Some(key) = line.key.clone() {
            draft.key.push(key);
        }
        if house_form::rank(form) < house_form::rank(Form::Article) {
            draft.heading = words;
        } else {
            draft.text = words;
            self.said(id, None);
        }
        true
    }

    /// True when the line goes on with the sentence of the line before.
    fn joins(&self, line: &SourceLine, before: LineBefore) -> bool {
        let draft = self.drafts.get(before.node);
        let (len, said) = draft.text.tail(self.text);
        let words = self.words(line);
        let clash = said.ends_with(|c: char| c.is_ascii_alphanumeric())
            && words.starts_with(|c: char| c.is_ascii_alphanumeric());
        if said.is_empty() || ends_sentence(said) || clash || words.starts_with('\\') {
            return false;
        }
        let long = len >= BROKEN_LINE * '字'.len_utf8();
        let in_article = self.is_in(Form::Article) || self.is_in(Form::Supplement);
        match (draft.form, before.what) {
            (_, Some(OpenKind::Bullet(_) | OpenKind::Group(_))) => false,
            (Form::Item | Form::Cell, _) => long && !self.follows_items(line, before.node),
            (Form::Paragraph, _) => true,
            (Form::Prose, _) => long || in_article,
            _ => false,
        }
    }

    /// True for a sentence after items that are no sentences: 後段.
    fn follows_items(&self, line: &SourceLine, item: usize) -> bool {
        let whole = self.words(line).ends_with('。');
        let is_open = |open: &OpenProvision| {
            open.node == item || self.drafts.get(open.node).children.last() == Some(&item)
        };
        let Some(place) = self.open.iter().rposition(is_open) else {
            return false;
        };
        let inside = line.depth == Some(place + 2) && self.open[place].width == (place + 1) * 2;
        let parent = match place.checked_sub(1) {
            Some(above) => Some(self.open[above].node),
            None => self.paragraph,
        };
        let siblings = parent.map_or(0, |parent| self.drafts.get(parent).children.len());
        inside || (whole && siblings > 1)
    }

    /// The depth at which a line stands, from 1; what stands deeper is closed.
    pub fn depth(&self, line: &SourceLine, what: OpenKind) -> usize {
        let width = line.width;
        let mut len = self.open.len();
        while len > 0 && self.open[len - 1].width > width {
            len -= 1;
        }
        let stays = |open: &OpenProvision| matches!(open.what, OpenKind::Group(_));
        match what {
            OpenKind::Words => {
                while len > 0 && self.open[len - 1].width >= width && !stays(&self.open[len - 1]) {
                    len -= 1;
                }
            }
            OpenKind::Group('【') => len = 0,
            OpenKind::Label(..) | OpenKind::Bullet(_) | OpenKind::Group(_) => {
                let is_words =
                    |open: &OpenProvision| open.what == OpenKind::Words && open.width >= width;
                while len > 0 && is_words(&self.open[len - 1]) {
                    len -= 1;
                }
                let same = |open: &OpenProvision| open.width == width && open.what.is_like(what);
                if let Some(place) = self.open[..len].iter().rposition(same) {
                    len = place;
                } else if matches!(what, OpenKind::Label(..)) {
                    while len > 0
                        && self.open[len - 1].width == width
                        && matches!(self.open[len - 1].what, OpenKind::Bullet(_))
                    {
                        len -= 1;
                    }
                }
            }
        }
        len + 1
    }

    /// True when words without a mark go on with an entry of a list.
    pub fn follows_bullet(&self, line: &SourceLine) -> bool {
        let Some(LineBefore { node, what: Some(OpenKind::Bullet(_)) }) = self.before else {
            return false;
        };
        let (_, said) = self.drafts.get(node).text.tail(self.text);
        let words = self.words(line);
        !line.after_blank && !said.ends_with('。') && !words.ends_with('。')
    }

    /// Reports a line that became prose because it had no other place.
    pub fn report_unplaced(&mut self, line: &SourceLine) {
        if self.reading == ReadingMode::House {
            return;
        }
        let finding = Finding::warning("unplaced-line", fill! {});
        self.findings.push(LocatedFinding { range: line.body.clone(), finding });
    }
}

/// True when words end as a sentence or a bracket does.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.ends_with([
        '。', '．', '！', '？', '!', '?', '」', '』', '）', ')', '】', '〕', '：', ':', '.',
    ]) || matches!(words, "削除" | "略" | "省略")
}
