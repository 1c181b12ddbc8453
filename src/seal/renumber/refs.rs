//! References that lead to what gets another number: what their words become. Does not know where files are.

use super::series::numbers;
use crate::text::citation::{Citation, Division, Step};
use crate::text::numeral::is_count_char;
use crate::tree::{Form, Label};
use std::collections::BTreeMap;

use crate::diff::Preorder;

/// A tree with the labels that it gets.
pub(super) struct Relabelled<'a> {
    pub order: &'a Preorder<'a>,
    pub labels: BTreeMap<u32, Label>,
}

impl Relabelled<'_> {
    /// The label that a provision will have.
    fn label(&self, at: u32) -> Option<&Label> {
        let own = self.order.get(at)?.label();
        self.labels.get(&at).or(own)
    }

    /// The provision of that form in which another stands, or that one itself.
    pub fn within(&self, at: u32, form: Form) -> Option<u32> {
        let up = std::iter::once(at).chain(self.order.ancestors(at));
        // Of nested 号 the outermost is the one that references count.
        up.filter(|at| self.order.node(*at).form() == form).last()
    }

    /// The number that a provision of a form will be called by; 1 for a first paragraph without one.
    fn number(&self, at: u32, form: Form) -> Option<Vec<u32>> {
        let at = self.within(at, form)?;
        match self.label(at) {
            Some(label) => Some(label.number()?.parts),
            None if form == Form::Paragraph => Some(vec![1]),
            None => None,
        }
    }

    /// What the words of a reference become so that they lead to `target`: the same words where no number in
    /// them changes, `None` where they cannot be written.
    pub fn written(&self, words: &str, citation: &Citation, target: u32) -> Option<String> {
        let place = &citation.place;
        if place.division != Division::Body {
            return Some(words.to_owned());
        }
        let steps = [
            (&place.article, Form::Article, '条'),
            (&place.paragraph, Form::Paragraph, '項'),
            (&place.item, Form::Item, '号'),
        ];
        let mut out = words.to_owned();
        for (step, form, unit) in steps {
            if let Some(Step::Number(was)) = step {
                let is = self.number(target, form)?;
                if is != *was {
                    out = with_number(&out, unit, was, &is)?;
                }
            }
        }
        Some(out)
    }
}

/// The words with another number before a unit: 第8条 → 第9条, 第8条の2 → 第9条の2.
fn with_number(words: &str, unit: char, was: &[u32], is: &[u32]) -> Option<String> {
    let mut at = 0;
    while let Some(found) = words[at..].find('第') {
        let start = at + found;
        let rest = &words[start + '第'.len_utf8()..];
        let digits = rest.find(|c| !is_count_char(c)).unwrap_or(rest.len());
        let after = &rest[digits..];
        if digits > 0 && after.starts_with(unit) {
            let branches = branches(&after[unit.len_utf8()..], was.len() - 1);
            let end = start + '第'.len_utf8() + digits + unit.len_utf8() + branches;
            let written = numbered(&words[start..end], unit, is)?;
            return Some([&words[..start], &written, &words[end..]].concat());
        }
        at = start + '第'.len_utf8();
    }
    None
}

/// The bytes of so many branches: の2の3.
fn branches(rest: &str, count: usize) -> usize {
    let mut at = 0;
    for _ in 0..count {
        let Some(number) = rest[at..].strip_prefix('の') else {
            break;
        };
        let digits = number.find(|c| !is_count_char(c)).unwrap_or(number.len());
        at += 'の'.len_utf8() + digits;
    }
    at
}

/// 第N条のM in the script of the words that it takes the place of.
fn numbered(words: &str, unit: char, parts: &[u32]) -> Option<String> {
    let script = numbers(words).first()?.1;
    let (stem, branches) = parts.split_first()?;
    let mut out = format!("第{}{unit}", script.write(*stem)?);
    for branch in branches {
        out.push_str(&format!("の{}", script.write(*branch)?));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_change_in_the_script_they_are_written_in() {
        let check = |words: &str, unit, was: &[u32], is: &[u32], becomes: Option<&str>| {
            assert_eq!(with_number(words, unit, was, is).as_deref(), becomes);
        };
        check("第8条第2項", '条', &[8], &[9], Some("第9条第2項"));
        check("第八条", '条', &[8], &[7, 2], Some("第七条の二"));
        check("第８条の２第３項", '条', &[8, 2], &[9, 2], Some("第９条の２第３項"));
        check("第8条第2項第1号", '項', &[2], &[3], Some("第8条第3項第1号"));
        check("前条第2項", '項', &[2], &[3], Some("前条第3項"));
        check("前条", '条', &[2], &[3], None);
    }
}
