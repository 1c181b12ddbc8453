//! ①②③ that a lost byte turned into `@`, `A`, `B` (Shift_JIS 0x8740… without its first byte). Decided by
//! position and sequence alone; knows no words.

use super::Mend;
use super::script::is_japanese;
use crate::diagnostic::Finding;
use crate::fill;
use crate::import::lines::TextLine;
use crate::import::list_marker::{self, ListMarkerStyle};
use crate::text::edits::Reason;
use crate::text::numeral::Script;

const BROKEN: Reason = Reason::repair(
    "broken-circled-number",
    "文字化けした丸数字を直しました",
    "a garbled circled number was put right",
);

/// A line that begins with a letter where a circled number could have stood.
struct Candidate {
    at: usize,
    letter: char,
    /// What follows: an opening bracket, or none for Japanese words.
    bracket: Option<char>,
    /// Style of the last numbered line before it: its owner, if it is one of a sequence.
    owner: Option<ListMarkerStyle>,
}

pub(super) fn find(text: &str, lines: &[TextLine]) -> Vec<Mend> {
    let mut mends = Vec::new();
    let mut open: Option<Vec<Candidate>> = None;
    let mut last_style = None;
    for line in lines {
        let words = &text[line.range.clone()];
        if let Some(candidate) = candidate(words, line.range.start, &last_style) {
            let follows = open.as_ref().is_some_and(|run| continues(run, &candidate));
            if candidate.letter == '@' || follows {
                if candidate.letter == '@' {
                    mends.extend(close(open.take()));
                }
                open.get_or_insert_default().push(candidate);
            } else if candidate.bracket.is_some() {
                mends.push(unsure(candidate.at));
            }
            continue;
        }
        if let Some(style) = list_marker::read_marker(words).map(|marker| marker.style) {
            // The owner's next number ends the sequence: `2.` after `1.` with its `@`, `A`.
            let owner = open.as_ref().and_then(|run| run.first()?.owner.clone());
            if owner.is_some_and(|owner| owner == style) {
                mends.extend(close(open.take()));
            }
            if style.is_numbered() || style.is_heading_mark() {
                last_style = Some(style);
            }
        }
    }
    mends.extend(close(open));
    mends
}

fn candidate(words: &str, at: usize, owner: &Option<ListMarkerStyle>) -> Option<Candidate> {
    let letter = words.chars().next().filter(|c| ('@'..='S').contains(c))?;
    let rest = words[1..].trim_start_matches(['\u{3000}', ' ']);
    let next = rest.chars().next()?;
    let bracket = "〔【（(「『［[".contains(next).then_some(next);
    (bracket.is_some() || is_japanese(next)).then(|| Candidate {
        at,
        letter,
        bracket,
        owner: owner.clone(),
    })
}

/// True when the candidate is the next of the run in number and alike in shape.
fn continues(run: &[Candidate], next: &Candidate) -> bool {
    run.last().is_some_and(|last| {
        last.letter as u32 + 1 == next.letter as u32 && last.bracket == next.bracket
    })
}

/// `@` with a follower or with a bracket is sure; a lone `@` before words is not.
fn close(run: Option<Vec<Candidate>>) -> Vec<Mend> {
    let run = run.unwrap_or_default();
    let is_sure = run.len() > 1 || run.iter().any(|candidate| candidate.bracket.is_some());
    run.into_iter()
        .map(|candidate| {
            let number = candidate.letter as u32 - '@' as u32 + 1;
            match Script::Circled.write(number).filter(|_| is_sure) {
                Some(sign) => Mend::Repair(candidate.at..candidate.at + 1, sign, BROKEN),
                None => unsure(candidate.at),
            }
        })
        .collect()
}

fn unsure(at: usize) -> Mend {
    Mend::Unsure(at..at + 1, Finding::note("unsure-circled-number", fill! {}))
}
