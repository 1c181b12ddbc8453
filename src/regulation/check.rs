//! Broken sequences of numbers and repeated keys. Does not know how the tree was read.

use super::draft::Draft;
use super::label::{self, Count, Kind};
use super::parse::Noted;
use crate::diagnostic::Finding;
use crate::text::numeral::Script;
use crate::tree::{Form, Label, Provision, Unit};
use std::collections::HashMap;

/// A provision with its ordinal in reading order.
type Node<'a> = (usize, &'a Provision);

fn children<'a>((id, own): Node<'a>) -> impl Iterator<Item = Node<'a>> {
    let mut id = id + 1;
    own.children().iter().map(move |own| {
        let node = (id, &**own);
        id += own.size();
        node
    })
}

/// Reports numbers that do not follow the one before. `order` holds the draft of each provision.
pub(super) fn sequences(root: &Provision, order: &[Draft]) -> Vec<Noted> {
    let mut checker = Checker { order, found: Vec::new() };
    checker.scope((0, root), Scope::Body);
    checker.found
}

/// How strictly the articles of a part of the document follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// From 第１条 on, one after the other.
    Body,
    /// 附則 are printed in extracts; they only must not run backwards.
    Extract,
}

struct Checker<'a> {
    order: &'a [Draft],
    found: Vec<Noted>,
}

impl Checker<'_> {
    fn scope(&mut self, node: Node<'_>, scope: Scope) {
        let mut articles = Vec::new();
        self.walk(node, &mut articles);
        let mut before: Option<(Vec<u32>, &Label)> = None;
        for (id, own) in articles {
            let Some(label) = own.label() else { continue };
            let Some((first, last)) = article_numbers(label) else {
                continue;
            };
            let fits = match (&before, scope) {
                (None, Scope::Body) => first == [1],
                (None, Scope::Extract) => true,
                (Some((before, _)), Scope::Body) => follows(before, &first),
                (Some((before, _)), Scope::Extract) => *before < first,
            };
            if !fits {
                self.report(id, label, before.as_ref().map(|(_, label)| *label));
            }
            before = Some((last, label));
        }
    }

    /// Gathers the articles of a scope and checks what numbers itself on its own.
    fn walk<'a>(&mut self, node: Node<'a>, articles: &mut Vec<Node<'a>>) {
        self.levels(node);
        self.items(node);
        for child in children(node) {
            match child.1.form() {
                Form::Supplement | Form::Annex => self.scope(child, Scope::Extract),
                Form::Article => {
                    articles.push(child);
                    self.walk(child, articles);
                }
                _ => self.walk(child, articles),
            }
        }
    }

    /// 章 below 編, 節 below 章 …
    fn levels(&mut self, node: Node<'_>) {
        let mut before: Option<(Vec<u32>, &Label, Form)> = None;
        for (id, own) in children(node) {
            let Some(label) = own.label().filter(|_| own.form().is_division()) else {
                continue;
            };
            let Some(number) = label.number() else {
                continue;
            };
            // 章 are often counted on through the 編.
            let begins = number.parts == [1] || node.1.form() == Form::Part;
            let (fits, label_before) = match &before {
                Some((last, label_before, form)) if *form == own.form() => {
                    (follows(last, &number.parts), Some(*label_before))
                }
                Some(_) | None => (begins, None),
            };
            if !fits {
                self.report(id, label, label_before);
            }
            before = Some((number.parts, label, own.form()));
        }
    }

    /// 項 of an article or 附則, 号 below anything.
    fn items(&mut self, node: Node<'_>) {
        let mut runs: Vec<(Kind, Vec<(usize, &Label)>)> = Vec::new();
        let mut unnumbered = 0;
        for (id, own) in children(node) {
            match (own.form(), own.label()) {
                (Form::Paragraph, None) => unnumbered += 1,
                (Form::Paragraph | Form::Item, Some(label)) => {
                    let Some(found) = label::find(&format!("{}　", label.as_str())) else {
                        continue;
                    };
                    match runs.last_mut() {
                        Some((kind, run)) if *kind == found.kind => run.push((id, label)),
                        _ => runs.push((found.kind, vec![(id, label)])),
                    }
                }
                _ => {}
            }
        }
        for (kind, run) in runs {
            let start = if node.1.form() == Form::Article { unnumbered.min(1) } else { 0 };
            self.run(kind, &run, start);
        }
    }

    fn run(&mut self, kind: Kind, run: &[(usize, &Label)], start: u32) {
        if kind.count == Count::Path {
            return;
        }
        if run.len() > 1 && run.iter().all(|(_, label)| *label == run[0].1) {
            let (id, label) = run[1];
            return self.report(id, label, Some(run[0].1));
        }
        let read = |script: Script| -> Vec<Option<(Vec<u32>, Vec<u32>)>> {
            run.iter().map(|(_, label)| item_numbers(label, kind, script)).collect()
        };
        let faults = |numbers: &[Option<(Vec<u32>, Vec<u32>)>]| -> Vec<usize> {
            let mut before = vec![start];
            let mut faults = Vec::new();
            for (index, number) in numbers.iter().enumerate() {
                let Some((first, last)) = number else {
                    continue;
                };
                if !follows(&before, first) {
                    faults.push(index);
                }
                before.clone_from(last);
            }
            faults
        };
        let scripts: &[Script] = match kind.count {
            Count::Kana => &[Script::Iroha, Script::Aiueo],
            Count::Lower => &[Script::Lower, Script::Roman],
            Count::Digits | Count::Path | Count::Kanji | Count::Upper | Count::Sign => {
                &[Script::Ascii]
            }
        };
        let best = scripts.iter().map(|script| faults(&read(*script))).min_by_key(Vec::len);
        for index in best.unwrap_or_default() {
            let before = index.checked_sub(1).map(|before| run[before].1);
            self.report(run[index].0, run[index].1, before);
        }
    }

    fn report(&mut self, id: usize, label: &Label, before: Option<&Label>) {
        let Some(range) = self.order[id].label.span() else {
            return;
        };
        let label = label.as_str();
        let (ja, en) = match before {
            Some(before) => (
                format!(
                    "「{}」の次に「{label}」があります。番号が続いていません。",
                    before.as_str()
                ),
                format!("{label} does not follow {}", before.as_str()),
            ),
            None => {
                (format!("最初の番号が「{label}」です。"), format!("the first number is {label}"))
            }
        };
        let finding = Finding::spelt_warning("label-sequence", ja, en).help(
            "番号の抜け、重なり、取り違えがないか確かめてください。表示は原文のままです。",
            "check for a missing, repeated or mistaken number; what is shown stays as it is",
        );
        self.found.push(Noted { range, finding });
    }
}

/// True when a number may stand right after another: 3 → 4, 3 → 3の2, 3の2 → 3の3, 3の2 → 4.
fn follows(before: &[u32], next: &[u32]) -> bool {
    let Some((last, stem)) = next.split_last() else {
        return false;
    };
    let begins = stem == before && *last == 2;
    let goes_on = before.len() >= next.len()
        && before[..stem.len()] == *stem
        && before[stem.len()].checked_add(1) == Some(*last);
    begins || goes_on
}

/// The first and the last number of 第３条, 第３条から第５条まで.
pub(super) fn article_numbers(label: &Label) -> Option<(Vec<u32>, Vec<u32>)> {
    let words = label.as_str();
    let second = words.rfind('第')?;
    let read = |words: &str| {
        let words = words.trim_end_matches("まで").trim_end_matches(['・', '、', '～', '〜']);
        let words = words.trim_end_matches("から").trim_end_matches("及び");
        let number = Label::new(words)?.number()?;
        (number.unit == Unit::Article).then_some(number.parts)
    };
    let last = read(&words[second..])?;
    if second == 0 {
        return Some((last.clone(), last));
    }
    let mut starts = words.match_indices('第').map(|(at, _)| at);
    let (start, end) = (starts.next()?, starts.next()?);
    Some((read(&words[start..end])?, last))
}

/// The first and the last number of (1), 一の二, 一及び二.
fn item_numbers(label: &Label, kind: Kind, script: Script) -> Option<(Vec<u32>, Vec<u32>)> {
    if matches!(kind.count, Count::Kana | Count::Lower)
        && let Some(number) = label.number_in(script)
    {
        return Some((vec![number], vec![number]));
    }
    let found = label::find(&format!("{}　", label.as_str()))?;
    if found.last != found.first {
        return Some((vec![found.first], vec![found.last]));
    }
    let parts = label.number().map_or(vec![found.first], |number| number.parts);
    Some((parts.clone(), parts))
}

/// Reports keys that two provisions have.
pub(super) fn keys(root: &Provision, order: &[Draft], text: &str) -> Vec<Noted> {
    let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    for (id, (_, own)) in root.visit().enumerate() {
        let Some(key) = own.key() else { continue };
        let Some(range) = order[id].key.span() else {
            continue;
        };
        let Some(earlier) = first.get(key.as_str()) else {
            first.insert(key.as_str(), range.start);
            continue;
        };
        let line = breaks.partition_point(|at| at < earlier) + 1;
        let key = key.as_str();
        let finding = Finding::spelt_error(
            "duplicate-key",
            format!("識別子「{key}」は{line}行目でも使われています。"),
            format!("the key {key} is also used on line {line}"),
        )
        .help("識別子は文書の中で一つだけにしてください。", "a key must be unique in its document");
        found.push(Noted { range, finding });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_with_branches() {
        for (before, next) in [
            (vec![3], vec![4]),
            (vec![3], vec![3, 2]),
            (vec![3, 2], vec![3, 3]),
            (vec![3, 2], vec![4]),
            (vec![3, 2], vec![3, 2, 2]),
            (vec![0], vec![1]),
        ] {
            assert!(follows(&before, &next), "{before:?} {next:?}");
        }
        for (before, next) in [
            (vec![3], vec![5]),
            (vec![3], vec![3]),
            (vec![3, 2], vec![3, 4]),
            (vec![3], vec![4, 2]),
        ] {
            assert!(!follows(&before, &next), "{before:?} {next:?}");
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        let numbers = |words: &str| article_numbers(&Label::new(words).unwrap());
        assert_eq!(numbers("第3条から第5条まで"), Some((vec![3], vec![5])));
        assert_eq!(numbers("第三条及び第四条"), Some((vec![3], vec![4])));
        assert_eq!(numbers("第9条の2"), Some((vec![9, 2], vec![9, 2])));
    }
}
