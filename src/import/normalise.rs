//! A text ready to be understood: lifted out of its file, repaired, with the log of both. Does not know structure.

use super::block::BlockText;
use super::decode::Container;
use super::extract::Extracted;
use super::{decode, outline_tree, repair};
use crate::diagnostic::{Finding, Severity, Span};
use crate::text::edits::EditLog;
use std::sync::Arc;

/// A text with the log that made it from its source.
pub(super) struct Normalised {
    /// Its words and blocks.
    pub(super) text: BlockText,
    /// From the source to `text`.
    pub(super) log: EditLog,
    /// From the source to what is shown, where that is not the source.
    to_shown: Option<EditLog>,
    /// What findings show: the source, or the words of a Word file.
    pub(super) shown: String,
    /// What repair was unsure of.
    pub(super) findings: Vec<Finding>,
}

impl Normalised {
    /// The text of a source.
    ///
    /// # Errors
    /// When it is too large, has no words, or holds characters that were lost before.
    pub(super) fn of(lifted: &Extracted, name: &str) -> Result<Normalised, Vec<Finding>> {
        let (written, lifting) = (&lifted.text, &lifted.log);
        let (repairs, unsure) = repair::repair_blocks(written);
        let file: Arc<str> = name.into();
        let unsure: Vec<Finding> = unsure
            .into_iter()
            .map(|(place, finding)| {
                let place = lifting.to_source(place.start)..lifting.to_source(place.end);
                finding.at(Span::new(file.clone(), place))
            })
            .collect();
        let is_word = matches!(lifted.decoded.container, Container::Word(_));
        let shown = if is_word { written.to_string() } else { lifted.decoded.text.clone() };
        let mut ready = Normalised {
            log: lifting.then(&repairs),
            text: written.after(&repairs),
            to_shown: is_word.then(|| lifting.clone()),
            shown,
            findings: unsure,
        };
        let is_lost = |finding: &Finding| finding.severity == Severity::Error;
        if ready.findings.iter().any(is_lost) {
            let mut lost = std::mem::take(&mut ready.findings);
            lost.retain(is_lost);
            ready.show(name, &mut lost);
            return Err(lost);
        }
        if !ready.text.contains(outline_tree::is_word) {
            return Err(vec![decode::empty(name)]);
        }
        Ok(ready)
    }

    /// A place of the source in what is shown.
    pub(super) fn place(&self, at: usize) -> usize {
        self.to_shown.as_ref().map_or(at, |log| log.to_result(at))
    }

    /// Moves findings from places in the source to places in what is shown.
    pub(super) fn show(&self, name: &str, findings: &mut [Finding]) {
        let spans = findings.iter_mut().filter_map(|finding| finding.span.as_mut());
        for span in spans.filter(|span| *span.file == *name) {
            let start = self.place(span.range.start).min(self.shown.len());
            let end = self.place(span.range.end).clamp(start, self.shown.len());
            span.range = start..end;
        }
    }
}
