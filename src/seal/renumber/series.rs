//! The numbers that a row of provisions should have, printed as the ones that they have. Does not know trees.

use super::Way;
use crate::text::numeral::{self, Script};
use crate::tree::{Label, Number};
use std::ops::Range;

/// A numbered provision of a row: the articles of a body, the paragraphs of an article.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its ordinal.
    pub at: u32,
    /// Its number as printed.
    pub label: Label,
    /// Whether no version has it yet.
    pub is_new: bool,
    /// Its number, and for 「第3条から第5条まで」 the last one too.
    span: (Number, Option<Number>),
}

impl Member {
    /// A member of a row; `None` where its label says no number that can be counted on.
    pub fn of(at: u32, label: &Label, is_new: bool) -> Option<Member> {
        let span = match label.number() {
            Some(number) => (number, None),
            None => {
                let (first, last) = label.as_str().split_once("から")?;
                let number = |words: &str| Label::new(words)?.number();
                (number(first)?, Some(number(last.trim_end_matches("まで"))?))
            }
        };
        let is_counted = matches!(
            span.0.script,
            Script::Ascii | Script::FullWidth | Script::Kanji | Script::Circled
        );
        is_counted.then(|| Member { at, label: label.clone(), is_new, span })
    }
}

/// The members whose number changes, with the label that they get. The first keeps its number; of branches
/// (第7条の2) the stem follows the provision before.
pub(super) fn renumbered(row: &[Member], way: Way) -> Vec<(u32, Label)> {
    let mut out = Vec::new();
    // The stem of the last number as it was and as it will be, and its last branch.
    let mut last: Option<(u32, u32, u32)> = None;
    for member in row {
        let (first, end) = &member.span;
        let stem = first.parts[0];
        let parts = match (last, first.parts.get(1)) {
            (None, _) => first.parts.clone(),
            (Some((was, is, branch)), Some(_)) if was == stem => {
                let mut parts = first.parts.clone();
                (parts[0], parts[1]) = (is, next_branch(branch, parts[1], parts.len()));
                parts
            }
            (Some(_), Some(_)) => first.parts.clone(),
            (Some((_, is, branch)), None) if way == Way::Branch && member.is_new => {
                vec![is, branch + 1]
            }
            // What was there before keeps its number; only where it would repeat does it move.
            (Some((_, is, _)), None) if way == Way::Branch => vec![stem.max(is + 1)],
            (Some((_, is, _)), None) => vec![is + 1],
        };
        let by = i64::from(parts[0]) - i64::from(stem);
        let through = end.as_ref().map(|end| {
            let moved = i64::from(end.parts[0]) + by;
            u32::try_from(moved).unwrap_or(end.parts[0])
        });
        let branch = parts.get(1).copied().unwrap_or(1);
        last = Some(match (end, through) {
            (Some(end), Some(through)) => (end.parts[0], through, 1),
            _ if parts.len() > first.parts.len() => {
                // A new branch: the stem before it goes on.
                let was = last.map_or(stem, |(was, _, _)| was);
                (was, parts[0], branch)
            }
            _ => (stem, parts[0], branch),
        });
        let label = match through {
            None => reprinted(&member.label, &parts),
            Some(through) => reprinted_span(&member.label, parts[0], through),
        };
        out.extend(label.filter(|label| *label != member.label).map(|label| (member.at, label)));
    }
    out
}

/// の2 after nothing, の3 after の2; deeper branches (の2の2) stay with theirs.
fn next_branch(last: u32, own: u32, depth: usize) -> u32 {
    if depth > 2 && own == last { own } else { last + 1 }
}

fn reprinted_span(label: &Label, first: u32, last: u32) -> Option<Label> {
    let words = label.as_str();
    let (head, tail) = words.split_once("から")?;
    let head = reprinted(&Label::new(head)?, &[first])?;
    let end = tail.trim_end_matches("まで");
    let rest = &tail[end.len()..];
    let end = reprinted(&Label::new(end)?, &[last])?;
    Label::new(&format!("{}から{}{rest}", head.as_str(), end.as_str()))
}

/// The label with other numbers, in the script and dress that it has; further numbers become branches.
pub(super) fn reprinted(label: &Label, parts: &[u32]) -> Option<Label> {
    let words = label.as_str();
    let places = numbers(words);
    let had = label.number()?.parts.len();
    if places.len() != had || parts.len() < had {
        return None;
    }
    let mut out = String::new();
    let mut at = 0;
    for ((range, script), number) in places.iter().zip(parts) {
        out.push_str(&words[at..range.start]);
        out.push_str(&script.write(*number)?);
        at = range.end;
    }
    out.push_str(&words[at..]);
    let script = places.last()?.1;
    for branch in &parts[had..] {
        out.push_str(&format!("の{}", script.write(*branch)?));
    }
    Label::new(&out)
}

/// Where numbers stand in words, and how they are written.
pub(super) fn numbers(words: &str) -> Vec<(Range<usize>, Script)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let end = rest.find(|c| !numeral::is_count_char(c));
        let end = end.unwrap_or(rest.len());
        if let Some((_, script)) = numeral::read_count(&rest[..end]) {
            out.push((at..at + end, script));
            at += end;
            continue;
        }
        let c = rest.chars().next().map_or(1, char::len_utf8);
        if Script::Circled.read(&rest[..c]).is_some() {
            out.push((at..at + c, Script::Circled));
        }
        at += c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels, new ones with `+` before, and what they become.
    fn check(way: Way, labels: &str, becomes: &str) {
        let row: Vec<Member> = labels
            .split(' ')
            .enumerate()
            .map(|(at, words)| {
                let label = Label::new(words.trim_start_matches('+')).unwrap();
                Member::of(at as u32, &label, words.starts_with('+')).unwrap()
            })
            .collect();
        let mut after: Vec<Label> = row.iter().map(|member| member.label.clone()).collect();
        for (at, label) in renumbered(&row, way) {
            after[at as usize] = label;
        }
        let after: Vec<&str> = after.iter().map(Label::as_str).collect();
        assert_eq!(after.join(" "), becomes);
    }

    #[test]
    fn what_stands_behind_moves_up_or_down() {
        check(Way::Shift, "第7条 +第8条 第8条 第9条", "第7条 第8条 第9条 第10条");
        check(Way::Shift, "第七条 +第八条 第八条", "第七条 第八条 第九条");
        check(Way::Shift, "第1条 第3条 第4条", "第1条 第2条 第3条");
        check(Way::Shift, "２ +３ ３", "２ ３ ４");
        check(Way::Shift, "① +② ②", "① ② ③");
        check(Way::Shift, "(1) +(2) (2)", "(1) (2) (3)");
    }

    #[test]
    fn branches_follow_their_stem() {
        check(Way::Shift, "第7条 +第8条 第8条 第8条の2 第9条", "第7条 第8条 第9条 第9条の2 第10条");
        check(Way::Shift, "第7条 第7条の3", "第7条 第7条の2");
        check(
            Way::Shift,
            "第2条 +第3条 第3条から第5条まで 第6条",
            "第2条 第3条 第4条から第6条まで 第7条",
        );
    }

    #[test]
    fn a_branch_leaves_the_others_as_they_are() {
        check(Way::Branch, "第7条 +第8条 第8条 第9条", "第7条 第7条の2 第8条 第9条");
        check(Way::Branch, "第7条 +第8条 第7条の2 第8条", "第7条 第7条の2 第7条の3 第8条");
        check(Way::Branch, "第七条 +第八条 第八条", "第七条 第七条の二 第八条");
        check(Way::Branch, "第1条 第3条", "第1条 第3条");
    }
}
