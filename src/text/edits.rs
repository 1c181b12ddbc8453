//! An edit log: the complete list of what was replaced or dropped on the way from one text to another.
//! Does not know why an edit is right; it only proves that the list is complete.

use std::ops::Range;

/// Why a stretch of the source was replaced or dropped. Its words stand in the catalogue of messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its name there: the code where it is a finding too, else `room/code` or `room/code.variant`.
    pub name: &'static str,
    /// Whether the edit touches words or only their layout.
    pub weight: Weight,
}

impl Reason {
    /// An edit that touches only layout: line breaks, indentation, list markers that stay as structure.
    pub const fn layout(name: &'static str) -> Reason {
        Reason { name, weight: Weight::Layout }
    }

    /// An edit that changes what a reader sees: a repaired character, a removed space inside a word.
    pub const fn repair(name: &'static str) -> Reason {
        Reason { name, weight: Weight::Repair }
    }

    /// Words that are left out on purpose.
    pub const fn omission(name: &'static str) -> Reason {
        Reason { name, weight: Weight::Omission }
    }

    /// Stable kebab-case name of the kind of edit (`line-break`, `list-marker`, `broken-circled-number` …).
    pub fn code(&self) -> &'static str {
        let own = self.name.rsplit_once('/').map_or(self.name, |(_, own)| own);
        own.split_once('.').map_or(own, |(code, _)| code)
    }
}

/// Layout edits are counted in reports; repairs and omissions are listed one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Only line breaks, indentation, markers.
    Layout,
    /// Words or characters as a reader sees them.
    Repair,
    /// Words of the source that are left out on purpose: navigation around a page, deleted words of a draft.
    Omission,
}

/// One edit: the bytes `range` of the source are replaced by `with` (empty: dropped).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Byte range in the source, on character boundaries; may be empty (an insertion).
    pub range: Range<usize>,
    /// What stands there instead.
    pub with: Box<str>,
    /// Every reason that led to it; more than one only after [`EditLog::then`] merged two edits.
    pub reasons: Vec<Reason>,
}

/// Edits in source order, never overlapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditLog {
    edits: Vec<Edit>,
    /// Where in the result each of them begins.
    starts: Vec<usize>,
}

/// Why an edit log and a source do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("edit {index} lies outside the source, overlaps, or cuts a character")]
pub struct EditError {
    /// Index of the edit that does not fit.
    pub index: usize,
}

impl EditLog {
    /// An empty log: the text stays as it is.
    pub fn new() -> EditLog {
        EditLog::default()
    }

    /// Appends an edit. Edits come in source order; an edit that starts before the end of the last one
    /// is a fault of the caller.
    ///
    /// # Panics
    /// When edits overlap or run backwards.
    pub fn push(&mut self, range: Range<usize>, with: impl Into<Box<str>>, reason: Reason) {
        let end = self.edits.last().map_or(0, |last| last.range.end);
        assert!(
            range.start >= end && range.start <= range.end,
            "edits run forwards: {end} then {range:?}"
        );
        self.add(Edit { range, with: with.into(), reasons: vec![reason] });
    }

    fn add(&mut self, edit: Edit) {
        let before = self.edits.last().zip(self.starts.last());
        let start = before.map_or(edit.range.start, |(last, start)| {
            start + last.with.len() + edit.range.start - last.range.end
        });
        self.edits.push(edit);
        self.starts.push(start);
    }

    /// The edits in source order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Plays the log on a source.
    ///
    /// # Errors
    /// When an edit lies outside the source, overlaps another or cuts a character.
    pub fn replay(&self, source: &str) -> Result<String, EditError> {
        let mut out = String::with_capacity(source.len());
        let mut at = 0;
        for (index, edit) in self.edits.iter().enumerate() {
            let kept = source.get(at..edit.range.start).ok_or(EditError { index })?;
            source.get(edit.range.clone()).ok_or(EditError { index })?;
            out.push_str(kept);
            out.push_str(&edit.with);
            at = edit.range.end;
        }
        out.push_str(source.get(at..).ok_or(EditError { index: self.edits.len() })?);
        Ok(out)
    }

    /// This log followed by `next`, as one log on this log's source:
    /// `a.then(&b).replay(s) == b.replay(&a.replay(s))`.
    ///
    /// Where an edit of `next` touches text that this log produced, the two become one edit that
    /// carries the reasons of both.
    pub fn then(&self, next: &EditLog) -> EditLog {
        let mut rest = LogRest::new(&self.edits);
        let mut out: Vec<LogSpan> = Vec::new();
        for edit in &next.edits {
            rest.move_until(edit.range.start, &mut out);
            let mut gone = Vec::new();
            rest.move_until(edit.range.end, &mut gone);
            let start = out.last().map_or(0, |piece| piece.source.end);
            let glued = gone.first().is_some_and(|piece| piece.glued)
                || (gone.is_empty() && rest.is_inside());
            let mut put = LogSpan {
                source: start..start,
                put: Some(String::from(&*edit.with)),
                reasons: vec![],
                glued,
            };
            for piece in gone {
                put.source.end = piece.source.end;
                put.reasons.extend(piece.reasons);
            }
            put.reasons.extend(edit.reasons.iter().cloned());
            out.push(put);
        }
        rest.move_all(&mut out);
        let mut log = EditLog::new();
        glue(out).into_iter().for_each(|edit| log.add(edit));
        log
    }

    /// Maps a byte offset of the source to the result; inside replaced text, to the start of what stands there.
    pub fn to_result(&self, offset: usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.range.start <= offset).checked_sub(1);
        let Some((edit, start)) = before.map(|at| (&self.edits[at], self.starts[at])) else {
            return offset;
        };
        match offset.checked_sub(edit.range.end) {
            Some(behind) => start + edit.with.len() + behind,
            None => start,
        }
    }

    /// Maps a byte offset of the result back to the source; inside replaced text, to its start.
    pub fn to_source(&self, offset: usize) -> usize {
        let before = self.starts.partition_point(|start| *start <= offset).checked_sub(1);
        let Some((edit, start)) = before.map(|at| (&self.edits[at], self.starts[at])) else {
            return offset;
        };
        match offset.checked_sub(start + edit.with.len()) {
            Some(behind) => edit.range.end + behind,
            None => edit.range.start,
        }
    }
}

/// A stretch of the middle text: kept source bytes, or bytes that the first log put there.
#[derive(Clone)]
struct LogSpan {
    source: Range<usize>,
    /// `None`: the source bytes themselves, as long as `source`.
    put: Option<String>,
    reasons: Vec<Reason>,
    /// The boundary before this piece was cut through text that the first log put there.
    glued: bool,
}

impl LogSpan {
    fn len(&self) -> usize {
        self.put.as_ref().map_or(self.source.len(), String::len)
    }
}

/// What is left of the middle text, handed out from the front.
struct LogRest<'a> {
    edits: std::slice::Iter<'a, Edit>,
    /// A piece that was cut and still waits.
    head: Option<LogSpan>,
    /// Source offset after everything that was made into pieces.
    source: usize,
    /// Middle offset after everything handed out.
    middle: usize,
}

impl<'a> LogRest<'a> {
    fn new(edits: &'a [Edit]) -> LogRest<'a> {
        LogRest { edits: edits.iter(), head: None, source: 0, middle: 0 }
    }

    /// True when the next piece is the second half of one that was cut.
    fn is_inside(&self) -> bool {
        self.head.as_ref().is_some_and(|piece| piece.glued)
    }

    fn next_piece(&mut self) -> LogSpan {
        if let Some(head) = self.head.take() {
            return head;
        }
        let plain = |source| LogSpan { source, put: None, reasons: vec![], glued: false };
        match self.edits.as_slice().first() {
            None => plain(self.source..usize::MAX),
            Some(edit) if edit.range.start > self.source => {
                let piece = plain(self.source..edit.range.start);
                self.source = edit.range.start;
                piece
            }
            Some(edit) => {
                self.edits.next();
                self.source = edit.range.end;
                let reasons = edit.reasons.clone();
                LogSpan {
                    source: edit.range.clone(),
                    put: Some(String::from(&*edit.with)),
                    reasons,
                    glued: false,
                }
            }
        }
    }

    /// Moves pieces to `out` until the middle offset `end`; cuts the last one where it must.
    fn move_until(&mut self, end: usize, out: &mut Vec<LogSpan>) {
        while self.middle < end {
            let mut piece = self.next_piece();
            let len = piece.len();
            if self.middle.saturating_add(len) > end {
                let keep = end - self.middle;
                self.head = Some(match &mut piece.put {
                    Some(with) => {
                        let tail = with.split_off(keep);
                        let at = piece.source.end;
                        LogSpan { source: at..at, put: Some(tail), reasons: vec![], glued: true }
                    }
                    None => {
                        let at = piece.source.start + keep;
                        let tail = LogSpan { source: at..piece.source.end, ..piece.clone() };
                        piece.source.end = at;
                        tail
                    }
                });
                self.middle = end;
            } else {
                self.middle += len;
            }
            out.push(piece);
        }
    }

    fn move_all(&mut self, out: &mut Vec<LogSpan>) {
        loop {
            let piece = self.next_piece();
            if piece.put.is_none() && piece.source.end == usize::MAX {
                return;
            }
            out.push(piece);
        }
    }
}

/// Drops the kept pieces and joins what was cut apart.
fn glue(pieces: Vec<LogSpan>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut joined = false;
    for piece in pieces {
        let Some(with) = piece.put else {
            joined = false;
            continue;
        };
        match edits.last_mut() {
            Some(last) if joined && piece.glued => {
                last.range.end = piece.source.end.max(last.range.end);
                last.with = [&*last.with, &with].concat().into();
                last.reasons.extend(piece.reasons);
            }
            _ => {
                edits.push(Edit { range: piece.source, with: with.into(), reasons: piece.reasons })
            }
        }
        joined = true;
    }
    for edit in &mut edits {
        edit.reasons.dedup();
    }
    edits
}
