//! Families of wordings: 「{理事長|会長}:◎」 stands for every way to say a thing. Does not know what is said with them.
//!
//! Words are looked at as [`condense`] makes them: width folded, without spaces, lines parted by `\n`, cells by `\t`.
//! In a pattern `{a|b|}` is one of several (or nothing), `…` words of the same sentence, `‥` a few of them, `:` what
//! may part a name from its value, `⏎` the end of a line (inside of braces too), `＾` its start, `＃` a digit, `◎` the first character of a
//! name or value, which is no particle.

use super::chars::{fold, is_digit};
use std::ops::Range;

/// A family of wordings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    steps: Vec<WordingStep>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum WordingStep {
    /// One of these.
    Words(Vec<Box<str>>),
    /// Words of the same sentence, of so many bytes at most.
    Gap(usize),
    Parted,
    LineEnd,
    LineStart,
    Digit,
    Name,
}

/// Bytes that `…` and `‥` stand for at most.
const SENTENCE: usize = 240;
const FEW: usize = 36;

/// Words as wordings look at them.
pub fn condense(words: &str) -> String {
    fold(words).chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_whitespace()).collect()
}

impl Wording {
    /// Reads a pattern. `None` when a brace is not closed, nothing is named, or a gap stands first or last.
    pub fn read(pattern: &str) -> Option<Wording> {
        let mut steps = Vec::new();
        let mut rest = pattern;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            let (step, next) = match c {
                '{' => {
                    let (inner, next) = after.split_once('}')?;
                    (WordingStep::Words(inner.split('|').map(plain).collect()), next)
                }
                '}' => return None,
                '…' => (WordingStep::Gap(SENTENCE), after),
                '‥' => (WordingStep::Gap(FEW), after),
                ':' => (WordingStep::Parted, after),
                '⏎' => (WordingStep::LineEnd, after),
                '＾' => (WordingStep::LineStart, after),
                '＃' => (WordingStep::Digit, after),
                '◎' => (WordingStep::Name, after),
                _ => {
                    let end = rest.find(SIGNS).unwrap_or(rest.len());
                    (WordingStep::Words(vec![plain(&rest[..end])]), &rest[end..])
                }
            };
            steps.push(step);
            rest = next;
        }
        let is_gap = |step: Option<&WordingStep>| matches!(step, Some(WordingStep::Gap(_)));
        let names = steps.iter().any(|step| matches!(step, WordingStep::Words(_)));
        (names && !is_gap(steps.first()) && !is_gap(steps.last())).then_some(Wording { steps })
    }

    /// Where it is said, ascending; of those that end in the same place the shortest.
    pub fn find(&self, words: &str) -> Vec<Range<usize>> {
        let mut found: Option<Vec<Range<usize>>> = None;
        let mut gap = None;
        for step in &self.steps {
            if let WordingStep::Gap(limit) = step {
                gap = Some(*limit);
                continue;
            }
            let next = match (found.take(), gap.take()) {
                (None, _) => step.everywhere(words),
                (Some(before), None) => step.right_behind(words, &before),
                (Some(before), Some(limit)) => {
                    behind(words, &before, &step.everywhere(words), limit)
                }
            };
            if next.is_empty() {
                return next;
            }
            found = Some(next);
        }
        found.unwrap_or_default()
    }

    /// Whether it is said.
    pub fn is_in(&self, words: &str) -> bool {
        !self.find(words).is_empty()
    }
}

/// What is a sign in a pattern.
const SIGNS: [char; 9] = ['{', '}', '…', '‥', ':', '⏎', '＾', '＃', '◎'];

fn plain(words: &str) -> Box<str> {
    condense(words).replace('⏎', "\n").into()
}

impl WordingStep {
    /// Every place where it stands.
    fn everywhere(&self, words: &str) -> Vec<Range<usize>> {
        if let WordingStep::Words(alternatives) = self {
            let mut found: Vec<Range<usize>> = Vec::new();
            for one in alternatives.iter().filter(|one| !one.is_empty()) {
                found.extend(words.match_indices(&**one).map(|(at, _)| at..at + one.len()));
            }
            return tidied(found);
        }
        let starts = words.char_indices().map(|(at, _)| at..at);
        let starts: Vec<Range<usize>> =
            starts.chain(std::iter::once(words.len()..words.len())).collect();
        self.right_behind(words, &starts)
    }

    /// What begins where these end.
    fn right_behind(&self, words: &str, before: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for one in before {
            let rest = &words[one.end..];
            let first = rest.chars().next();
            let mut take = |length: usize| found.push(one.start..one.end + length);
            match self {
                WordingStep::Words(alternatives) => {
                    let fitting = alternatives.iter().filter(|word| rest.starts_with(&***word));
                    fitting.for_each(|word| take(word.len()));
                }
                WordingStep::Parted => {
                    take(rest.len() - rest.trim_start_matches(is_parting).len());
                }
                WordingStep::LineEnd => {
                    if first == Some('\n') {
                        take(1);
                    }
                }
                WordingStep::LineStart => {
                    if one.end == 0 || words[..one.end].ends_with(['\n', '\t']) {
                        take(0);
                    }
                }
                WordingStep::Digit => {
                    let digit =
                        first.filter(|c| is_digit(*c) || "一二三四五六七八九十百千万".contains(*c));
                    digit.into_iter().for_each(|c| take(c.len_utf8()));
                }
                WordingStep::Name => {
                    let name = first.filter(|c| is_name_start(*c));
                    name.into_iter().for_each(|c| take(c.len_utf8()));
                }
                WordingStep::Gap(_) => {}
            }
        }
        tidied(found)
    }
}

/// Ascending by where they end, each end once, with the shortest that ends there.
fn tidied(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_unstable_by_key(|one| (one.end, std::cmp::Reverse(one.start)));
    found.dedup_by_key(|one| one.end);
    found
}

/// The `next` that stand behind one of `before` in the same sentence, joined with the nearest.
fn behind(
    words: &str,
    before: &[Range<usize>],
    next: &[Range<usize>],
    limit: usize,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for one in next {
        let at = before.partition_point(|known| known.end <= one.start);
        let Some(nearest) = at.checked_sub(1).map(|at| &before[at]) else {
            continue;
        };
        let is_near = one.start - nearest.end <= limit;
        if is_near && !words[nearest.end..one.start].contains(['。', '\n']) {
            found.push(nearest.start..one.end);
        }
    }
    tidied(found)
}

/// What may stand between a name and its value.
fn is_parting(c: char) -> bool {
    matches!(c, ':' | '\t' | '\n' | '/' | '・' | '(' | ')' | '「' | '」' | '-' | '…' | '=' | ',')
}

/// Whether a name or a value may begin with it: no mark, and none of the particles that follow a title.
fn is_name_start(c: char) -> bool {
    c.is_alphanumeric() && !"はがをにへともでやの".contains(c) && !"等宛印及又並若".contains(c)
}
