//! The edits that turn a text into the house form of its tree. Does not know how the tree was found: it lays
//! the words of the tree, each a stretch of the source, beside the house form and lists what differs.

use super::builder::{ProvisionBuilder, SourceWords};
use super::print::print_to;
use super::writer::{ProvisionField, TextSink};
use crate::text::edits::{EditLog, Reason};
use crate::text::inline;
use crate::tree::Provision;
use std::ops::Range;

/// A number before 第１条 that copying added.
pub(super) const DOUBLED: Reason = Reason::repair("doubled-number");
/// A line that went on with the sentence of the line before.
pub(super) const JOINED: Reason = Reason::repair("line-joined");
/// A number on a line of its own.
pub(super) const ALONE: Reason = Reason::layout("regulation/number-alone");
/// A caption that stood without brackets or with others.
pub(super) const CAPTION: Reason = Reason::layout("regulation/caption-brackets");
/// A caption that stood behind the number.
pub(super) const MOVED: Reason = Reason::layout("regulation/caption-moved");
/// A key that stood before the end of what it names.
const KEY_MOVED: Reason = Reason::layout("regulation/key-moved");
const ESCAPED: Reason = Reason::layout("regulation/escape");
const LINES: Reason = Reason::layout("regulation/line-layout");
const SPACES: Reason = Reason::layout("regulation/spacing");
const MARKS: Reason = Reason::layout("regulation/marker");

/// Lists the edits. `order` holds the draft of each provision in reading order.
pub(super) fn edits(
    text: &str,
    root: &Provision,
    order: &[ProvisionBuilder],
    mut notes: Vec<(usize, Reason)>,
) -> EditLog {
    notes.sort_by_key(|(at, _)| *at);
    let mut sink = Aligner {
        text,
        order,
        notes,
        next_note: 0,
        log: EditLog::new(),
        at: 0,
        glue: String::new(),
        moved: None,
        rewriting: None,
    };
    print_to(root, &mut sink);
    sink.end_rewriting(None);
    sink.flush(text.len());
    sink.log
}

/// The edits that leave of the house form of a tree its words, a line for each label, heading and text
/// ([`transcript`](crate::tree::transcript)): signs are dropped for one reason, links take its form for another.
pub fn leave_words(root: &Provision, sign: Reason, link: Reason) -> EditLog {
    let mut printed = PrintedFields::default();
    print_to(root, &mut printed);
    let (text, mut set, mut kept) = (&printed.text, String::new(), Vec::new());
    for ((_, field), words) in &printed.fields {
        let raw = words.read(text);
        let mut keep = |range: &Range<usize>, set: &mut String| {
            let all = words.within(range.clone()).into_iter();
            kept.extend(all.map(|range| (std::mem::take(set), range)));
        };
        if *field == ProvisionField::Label {
            keep(&(0..raw.len()), &mut set);
        } else {
            let pieces = inline::parse(&raw);
            for (at, piece) in pieces.iter().enumerate() {
                keep(&piece.range, &mut set);
                let own = piece.link.as_ref().map(|link| &link.range);
                let next = pieces.get(at + 1).and_then(|next| next.link.as_ref());
                let goes_on = next.map(|link| &link.range) == own;
                if let Some(address) = own.filter(|own| !goes_on && **own != piece.range) {
                    set.push_str(" <");
                    keep(address, &mut set);
                    set.push('>');
                }
            }
        }
        set.push('\n');
    }
    kept.push((set, text.len()..text.len()));
    let (mut log, mut at) = (EditLog::new(), 0);
    for (set, range) in kept {
        let gone = &text[at..range.start];
        let is_link = set.contains(['<', '>']) || gone.ends_with(['[', '<']);
        if *gone != set {
            log.push(at..range.start, set, if is_link { link.clone() } else { sign.clone() });
        }
        at = range.end;
    }
    log
}

/// The house form, and where the words of each field stand in it.
#[derive(Default)]
struct PrintedFields {
    text: String,
    fields: Vec<((usize, ProvisionField), SourceWords)>,
}

impl TextSink for PrintedFields {
    fn glue(&mut self, glue: &str) {
        self.text.push_str(glue);
    }

    fn words(&mut self, id: usize, field: ProvisionField, _: Range<usize>, words: &str) {
        let range = self.text.len()..self.text.len() + words.len();
        self.text.push_str(words);
        if matches!(field, ProvisionField::Name | ProvisionField::Key) {
            return;
        }
        if self.fields.last().is_none_or(|(last, _)| *last != (id, field)) {
            self.fields.push(((id, field), SourceWords::default()));
        }
        self.fields.last_mut().expect("just added").1.push(range);
    }
}

struct Aligner<'a> {
    text: &'a str,
    order: &'a [ProvisionBuilder],
    notes: Vec<(usize, Reason)>,
    next_note: usize,
    log: EditLog,
    /// Everything before this byte of the source is settled.
    at: usize,
    /// What the house form has after it that is not yet found in the source.
    glue: String,
    /// The glue holds words that stand elsewhere in the source.
    moved: Option<Reason>,
    /// Words that are being replaced as a whole, and where they end in the source.
    rewriting: Option<(usize, ProvisionField, usize)>,
}

impl TextSink for Aligner<'_> {
    fn glue(&mut self, glue: &str) {
        self.glue.push_str(glue);
    }

    fn words(&mut self, id: usize, field: ProvisionField, range: Range<usize>, words: &str) {
        let draft = &self.order[id];
        let source: &SourceWords = match field {
            ProvisionField::Name => &draft.name,
            ProvisionField::Label => &draft.label,
            ProvisionField::Heading => &draft.heading,
            ProvisionField::Text => &draft.text,
            ProvisionField::Key => &draft.key,
        };
        let stretches = source.within(range);
        // Offsets fit only where the source is written as the house form writes it.
        let read: Option<String> =
            stretches.iter().map(|stretch| self.text.get(stretch.clone())).collect();
        self.end_rewriting(Some((id, field)));
        let behind = stretches.first().is_some_and(|first| first.start < self.at);
        if source.moved || behind {
            let reason = if field == ProvisionField::Key { KEY_MOVED } else { MOVED };
            self.moved.get_or_insert(reason);
            self.glue.push_str(words);
            return;
        }
        if self.rewriting.is_some() || read.as_deref() != Some(words) {
            if let (None, Some(span)) = (&self.rewriting, source.span()) {
                self.flush(span.start.max(self.at));
                self.rewriting = Some((id, field, span.end));
            }
            self.glue.push_str(words);
            return;
        }
        for stretch in stretches {
            self.flush(stretch.start);
            self.at = stretch.end;
        }
    }
}

impl Aligner<'_> {
    /// Settles words that the house form writes another way (`\\[` where `[` is enough), unless more of the
    /// same words follow.
    fn end_rewriting(&mut self, next: Option<(usize, ProvisionField)>) {
        if let Some((id, field, end)) = self.rewriting
            && next != Some((id, field))
        {
            self.rewriting = None;
            self.flush(end.max(self.at));
        }
    }

    /// Settles the source up to `end`: what stands there becomes the glue.
    fn flush(&mut self, end: usize) {
        let gap = &self.text[self.at..end];
        let glue = std::mem::take(&mut self.glue);
        let moved = std::mem::take(&mut self.moved);
        if gap != glue {
            let (head, tail) = shared(gap, &glue);
            let range = self.at + head..end - tail;
            let with = &glue[head..glue.len() - tail];
            let gone = &self.text[range.clone()];
            let reason = (gap.contains("{#") && !gone.is_empty())
                .then_some(KEY_MOVED)
                .or_else(|| self.noted(self.at, end))
                .unwrap_or_else(|| usual(gone, with));
            match moved {
                None => self.log.push(range, with, reason),
                Some(moved) => {
                    let to = range.end;
                    if !range.is_empty() {
                        self.log.push(range, "", reason);
                    }
                    self.log.push(to..to, with, moved);
                }
            }
        }
        self.at = end;
    }

    /// The reason that reading gave for a place in the gap.
    fn noted(&mut self, start: usize, end: usize) -> Option<Reason> {
        while self.notes.get(self.next_note).is_some_and(|(at, _)| *at < start) {
            self.next_note += 1;
        }
        // What changes words is named before what changes layout.
        self.notes[self.next_note..]
            .iter()
            .take_while(|(at, _)| *at <= end)
            .map(|(_, reason)| reason)
            .min_by_key(|reason| std::cmp::Reverse(reason.weight))
            .cloned()
    }
}

/// Bytes that both begin and end with, on character boundaries, not overlapping.
fn shared(a: &str, b: &str) -> (usize, usize) {
    let head: usize =
        a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .chars()
        .rev()
        .zip(b.chars().rev())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    (head, tail)
}

/// The reason for a change of layout, by what changes.
fn usual(gap: &str, with: &str) -> Reason {
    let both = || gap.chars().chain(with.chars());
    if both().any(|c| c == '\\') {
        ESCAPED
    } else if !both().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        MARKS
    } else if both().any(|c| c == '\n' || c == '\r') {
        LINES
    } else {
        SPACES
    }
}
