//! The exact check: the log replayed on the source must give, byte for byte, the words of what was read back
//! from the files to be written. Does not mend and does not normalise.

use super::lines::TextPlaces;
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::text::edits::EditLog;

/// That the check held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExactProof {
    /// Characters of the source.
    pub source: usize,
    /// Characters of the words that were compared.
    pub compared: usize,
}

/// Compares the replayed log with words that came back from the files.
///
/// # Errors
/// When they differ: where the first difference is, in the source and in the words.
pub fn check_exact(
    name: &str,
    source: &str,
    log: &EditLog,
    words: &str,
) -> Result<ExactProof, Finding> {
    let replayed = log
        .replay(source)
        .map_err(|error| Finding::error("import-not-exact.log", fill! { error }))?;
    if replayed == words {
        return Ok(ExactProof { source: source.chars().count(), compared: words.chars().count() });
    }
    let at = replayed
        .char_indices()
        .zip(words.chars())
        .find(|((_, a), b)| a != b)
        .map_or(replayed.len().min(words.len()), |((at, _), _)| at);
    let place = log.to_source(at).min(source.len());
    let (line, column) = TextPlaces::of(source).position(place);
    let show = |text: &str| {
        let tail: String = text.get(at..).unwrap_or("").chars().take(20).collect();
        tail.replace('\n', "⏎")
    };
    Err(Finding::error(
        "import-not-exact",
        fill! { line, column, found = show(&replayed), read = show(words) },
    )
    .at(Span::new(name, place..place)))
}
