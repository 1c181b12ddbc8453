//! The exact check: the log replayed on the source must give, byte for byte, the words of what was read back
//! from the files to be written. Does not mend and does not normalise.

use super::lines::position;
use crate::diagnostic::{Finding, Span};
use crate::text::edits::EditLog;
use crate::tree::{Provision, transcript};

/// That the check held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Characters of the source.
    pub source: usize,
    /// Characters of the words that were compared.
    pub compared: usize,
}

/// Compares the replayed log with words that came back from the files.
///
/// # Errors
/// When they differ: where the first difference is, in the source and in the words.
pub(super) fn exact(
    name: &str,
    source: &str,
    log: &EditLog,
    words: &str,
) -> Result<Proof, Finding> {
    let replayed = log.replay(source).map_err(|error| {
        Finding::error(
            "import-not-exact",
            format!("編集の記録を元の文に適用できません（{error}）。取り込みを中止しました。"),
            format!("the log does not fit its source ({error}); nothing was imported."),
        )
    })?;
    if replayed == words {
        return Ok(Proof {
            source: source.chars().count(),
            compared: words.chars().count(),
        });
    }
    let at = replayed
        .char_indices()
        .zip(words.chars())
        .find(|((_, a), b)| a != b)
        .map_or(replayed.len().min(words.len()), |((at, _), _)| at);
    let place = log.to_source(at).min(source.len());
    let (line, column) = position(source, place);
    let show = |text: &str| {
        let tail: String = text.get(at..).unwrap_or("").chars().take(20).collect();
        tail.replace('\n', "⏎")
    };
    Err(Finding::error(
        "import-not-exact",
        format!(
            "元の文と取り込んだ文が一致しないため、取り込みを中止しました。最初の違いは{line}行目{column}文字目:「{}」が「{}」になります。",
            show(&replayed),
            show(words)
        ),
        format!(
            "source and imported text differ, nothing was imported; first at line {line}, column {column}: '{}' would be '{}'.",
            show(&replayed),
            show(words)
        ),
    )
    .at(Span::new(name, place..place))
    .help(
        "この箇所の書き方を変えるか、不具合としてお知らせください。",
        "Change how this place is written, or report it as a fault.",
    ))
}

/// The log of layout edits from a printed text to the transcript of its tree: between the pieces only signs that
/// are no words may fall away. `None` when the pieces do not stand in the text in this way.
pub(super) fn to_transcript(printed: &str, root: &Provision) -> Option<EditLog> {
    let words = transcript(root);
    let mut log = EditLog::new();
    let (mut at, mut first) = (0, true);
    for piece in words.lines() {
        let start = printed[at..]
            .char_indices()
            .map_while(|(step, c)| {
                let here = at + step;
                Some((
                    here,
                    printed[here..].starts_with(piece),
                    super::sketch::is_word(c),
                ))
            })
            .scan(false, |blocked, (here, fits, is_word)| {
                if *blocked {
                    return None;
                }
                *blocked = is_word && !fits;
                Some((here, fits))
            })
            .find(|(_, fits)| *fits)?
            .0;
        let with = if first { "" } else { "\n" };
        if printed[at..start] != *with {
            log.push(at..start, with, super::sketch::STRUCTURE);
        }
        (at, first) = (start + piece.len(), false);
    }
    if printed[at..].contains(super::sketch::is_word) {
        return None;
    }
    if printed[at..] != *"\n" {
        log.push(at..printed.len(), "\n", super::sketch::STRUCTURE);
    }
    (log.replay(printed).as_deref() == Ok(&*words)).then_some(log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::edits::Reason;

    #[test]
    fn a_word_that_is_missing_is_found() {
        let finding = exact("a.txt", "一\n二三\n", &EditLog::new(), "一\n二\n").unwrap_err();
        assert_eq!(finding.code, "import-not-exact");
        assert_eq!(finding.span.unwrap().range, 7..7);
        let mut log = EditLog::new();
        log.push(7..10, "", Reason::layout("any", "", ""));
        assert!(exact("a.txt", "一\n二三\n", &log, "一\n二\n").is_ok());
    }
}
