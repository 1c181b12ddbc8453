//! A text ready to be understood: lifted out of its file, repaired, with the log of both. Does not know structure.

use super::extract::Extracted;
use super::markers::{self, StandoffMarkup};
use super::markup::{Spaces, TextForm};
use super::{decode, lines, outline_tree, repair};
use crate::diagnostic::{Finding, Severity, Span};
use crate::text::edits::EditLog;
use std::sync::Arc;

/// A text with the log that made it from its source.
pub(super) struct Normalised {
    pub(super) text: String,
    /// What the source says of its structure.
    pub(super) markup: StandoffMarkup,
    /// From the source to `text`.
    pub(super) log: EditLog,
    /// From the source to the text before repair, for a source with markup.
    pub(super) lifting: Option<EditLog>,
    /// The text before repair, as a person reads it.
    pub(super) lifted: String,
    /// What findings show: the source, or the words of a Word file.
    pub(super) shown: String,
    /// Whether places in the source become places in `shown`.
    places: PlacesIn,
    /// What repair was unsure of.
    pub(super) findings: Vec<Finding>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PlacesIn {
    OfSource,
    OfWords,
}

impl Normalised {
    /// The text of a source in that shape.
    ///
    /// # Errors
    /// When it is too large, has no words, or holds characters that were lost before.
    pub(super) fn of(
        lifted: &Extracted,
        name: &str,
        shape: TextForm,
    ) -> Result<Normalised, Vec<Finding>> {
        let written = lifted.write(name, shape).map_err(|finding| vec![finding])?;
        let lines = lines::marked_lines(&written.text, &written.markup);
        let (repairs, unsure) = repair::repair_lines(&written.text, &lines);
        let text = repairs.replay(&written.text).expect("repairs are made of places in this text");
        let file: Arc<str> = name.into();
        let unsure = unsure.into_iter().map(|(place, finding)| {
            let place = written.log.to_source(place.start)..written.log.to_source(place.end);
            finding.at(Span::new(file.clone(), place))
        });
        let (places, shown) = match &lifted.sheet {
            Some((_, Spaces::Kept)) => (PlacesIn::OfWords, markers::readable(&written.text)),
            Some((_, Spaces::Collapse)) | None => (PlacesIn::OfSource, lifted.decoded.text.clone()),
        };
        let mut ready = Normalised {
            log: written.log.then(&repairs),
            markup: written.markup.after(&repairs),
            text,
            lifting: lifted.sheet.is_some().then_some(written.log.clone()),
            lifted: markers::readable(&written.text),
            shown,
            places,
            findings: unsure.collect(),
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
        match (self.places, &self.lifting) {
            (PlacesIn::OfWords, Some(log)) => log.to_result(at),
            (PlacesIn::OfWords | PlacesIn::OfSource, _) => at,
        }
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
