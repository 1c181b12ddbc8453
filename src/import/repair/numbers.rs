//! Numbers that copying broke: ①②③ that a lost byte turned into `@`, `A`, `B` (Shift_JIS 0x8740… without its first
//! byte), and numbers printed twice at the start of a line (`1. 1. …`), as list exports leave them. Decided by position
//! and sequence alone; knows no words, nor which number would be right.

use super::Mend;
use super::is_japanese;
use crate::diagnostic::Finding;
use crate::fill;
use crate::import::block::Block;
use crate::import::lines::is_space;
use crate::import::list_marker::{self, ListMarkerStyle};
use crate::import::signs;
use crate::text::edits::Reason;
use crate::text::label::Script;

const BROKEN: Reason = Reason::repair("import/broken-circled-number");

/// A line that begins with a letter where a circled number could have stood.
struct Candidate {
    at: usize,
    letter: char,
    /// What follows: an opening bracket, or none for Japanese words.
    bracket: Option<char>,
    /// Style of the last numbered line before it: its owner, if it is one of a sequence.
    owner: Option<ListMarkerStyle>,
}

pub(super) fn find_circled(text: &str, blocks: &[Block]) -> Vec<Mend> {
    let mut mends = Vec::new();
    let mut open: Option<Vec<Candidate>> = None;
    let mut last_style = None;
    for block in blocks.iter().filter(|block| block.cells().is_none()) {
        let words = &text[block.range.clone()];
        let found = candidate(words, block.range.start, &last_style);
        if let Some(candidate) = found.filter(|_| block.said.is_none()) {
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
        if let Some(style) = signs::marker(text, block).map(|marker| marker.style) {
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

const DOUBLED: Reason = Reason::repair("import/doubled-number");

pub(super) fn find_doubled(text: &str, blocks: &[Block]) -> Vec<Mend> {
    blocks
        .iter()
        .filter(|block| block.cells().is_none())
        .filter_map(|block| {
            let (first, second) = doubled(&text[block.range.clone()])?;
            let start = block.range.start;
            Some(Mend::Repair(start + first..start + second, String::new(), DOUBLED))
        })
        .collect()
}

/// Where the second number begins and where the words after it begin.
fn doubled(line: &str) -> Option<(usize, usize)> {
    if let Some(found) = doubled_article(line) {
        return Some(found);
    }
    let first = list_marker::read_marker(line)?;
    let ListMarkerStyle::Number { around, .. } = &first.style else {
        return None;
    };
    // A bare number may be a value; only numbers with a point or brackets are sure to be labels.
    let is_label = !around.1.is_empty() || around.0 == "①";
    let token = &line[..first.token];
    let rest = &line[first.length..];
    let again = rest.strip_prefix(token)?;
    let is_apart = first.length > first.token || !around.0.is_empty();
    let ends = again.is_empty() || !again.starts_with(|c: char| c.is_ascii_digit());
    if !is_label || !is_apart || !ends {
        return None;
    }
    let words = again.len() - again.trim_start_matches(is_space).len();
    Some((first.length, first.length + token.len() + words))
}

/// `第1条 第1条 この…`: only with white space behind it, for an article may begin by naming itself.
fn doubled_article(line: &str) -> Option<(usize, usize)> {
    let rest = line.strip_prefix('第')?;
    let length = rest.find('条')?;
    let number = &rest[..length];
    let is_number = !number.is_empty() && number.chars().all(crate::text::label::is_count_char);
    let token = '第'.len_utf8() + length + '条'.len_utf8();
    let after = line[token..].trim_start_matches(is_space);
    let second = line.len() - after.len();
    let again = after.strip_prefix(&line[..token])?;
    let words = again.trim_start_matches(is_space);
    let is_layout = words.len() < again.len() || again.is_empty() || again.starts_with(['(', '（']);
    (is_number && is_layout).then(|| {
        let keep_space = second + token;
        (second, if second > token { line.len() - words.len() } else { keep_space })
    })
}
