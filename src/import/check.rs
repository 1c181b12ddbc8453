//! The exact check: the log replayed on the source must give, byte for byte, the words of what was read back
//! from the files to be written. Does not mend and does not normalise.

use super::lines::TextPlaces;
use super::outline_tree::{LINK, STRUCTURE, is_word};
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::text::edits::EditLog;
use crate::text::inline;
use crate::tree::{Provision, transcript};
use std::ops::Range;

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

/// Words of the house form that the tree says by its forms alone.
const FORM_WORDS: [&str; 2] = ["附則", "目次"];

/// The log of layout edits from a printed text to the transcript of its tree: between the pieces only signs that
/// are no words may fall away, and the words that are forms. `None` when the pieces do not stand so in the text.
pub(super) fn to_transcript(printed: &str, root: &Provision) -> Option<EditLog> {
    let links = spelled_out(printed);
    let spelled = links.replay(printed).ok()?;
    aligned(&spelled, root).map(|log| links.then(&log)).or_else(|| aligned(printed, root))
}

/// Links as the transcript spells them: `[words](address)` becomes `words <address>`.
fn spelled_out(printed: &str) -> EditLog {
    let mut log = EditLog::new();
    let mut at = 0;
    let mut put = |range: Range<usize>, with: &str| {
        if printed[range.clone()] != *with {
            log.push(range, with, LINK);
        }
    };
    let pieces = inline::parse(printed);
    for (index, piece) in pieces.iter().enumerate() {
        put(at..piece.range.start, "");
        at = piece.range.end;
        let Some(link) = &piece.link else { continue };
        let goes_on = pieces
            .get(index + 1)
            .and_then(|next| next.link.as_ref())
            .is_some_and(|next| next.range == link.range);
        if !goes_on && link.range.start >= at {
            put(at..link.range.start, " <");
            let end =
                link.range.end + printed[link.range.end..].chars().next().map_or(0, char::len_utf8);
            put(link.range.end..end, ">");
            at = end;
        }
    }
    put(at..printed.len(), "");
    log
}

fn aligned(printed: &str, root: &Provision) -> Option<EditLog> {
    let words = transcript(root);
    let mut log = EditLog::new();
    let mut at = 0;
    for (index, piece) in words.lines().enumerate() {
        let found = next_piece(&printed[at..], piece)?;
        let start = at + found.start;
        let with = if index == 0 { "" } else { "\n" };
        if printed[at..start] != *with {
            log.push(at..start, with, STRUCTURE);
        }
        for escape in found.escapes {
            log.push(at + escape..at + escape + 1, "", STRUCTURE);
        }
        at += found.end;
    }
    if !is_layout(&printed[at..]) {
        return None;
    }
    if printed[at..] != *"\n" {
        log.push(at..printed.len(), "\n", STRUCTURE);
    }
    (log.replay(printed).as_deref() == Ok(&*words)).then_some(log)
}

/// A piece in the printed text.
struct PrintedPiece {
    start: usize,
    end: usize,
    /// Backslashes in it that keep words apart from structure.
    escapes: Vec<usize>,
}

/// Where the piece stands next, with nothing but layout before it.
fn next_piece(rest: &str, piece: &str) -> Option<PrintedPiece> {
    let mut before = String::new();
    for (start, c) in rest.char_indices() {
        if is_form(&before)
            && let Some((end, escapes)) = matches(rest, start, piece)
        {
            return Some(PrintedPiece { start, end, escapes });
        }
        if is_word(c) {
            before.push(c);
        }
        if !FORM_WORDS.iter().any(|word| word.starts_with(&*before)) {
            return None;
        }
    }
    None
}

/// The end of the piece at a place, and the backslashes in it that are not its own.
fn matches(rest: &str, start: usize, piece: &str) -> Option<(usize, Vec<usize>)> {
    let (mut at, mut escapes) = (start, Vec::new());
    for c in piece.chars() {
        if !rest[at..].starts_with(c) {
            let behind = rest[at..].strip_prefix('\\')?;
            if !behind.starts_with(c) {
                return None;
            }
            escapes.push(at);
            at += 1;
        }
        at += c.len_utf8();
    }
    Some((at, escapes))
}

fn is_form(words: &str) -> bool {
    words.is_empty() || FORM_WORDS.contains(&words)
}

fn is_layout(rest: &str) -> bool {
    is_form(&rest.chars().filter(|c| is_word(*c)).collect::<String>())
}
