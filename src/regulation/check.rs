//! Broken sequences of numbers and repeated keys. Does not know how the tree was read.

use super::builder::ProvisionBuilder;
use super::excerpt::{is_excerpt, left_out};
use super::parse::LocatedFinding;
use super::writer::OrdinalNode;
use crate::diagnostic::Finding;
use crate::fill;
use crate::text::chars::Unseen;
use crate::text::inline;
use crate::text::label::{LabelKind, LeadingLabel, Numerals, Script, is_next};
use crate::text::reading::check_link;
use crate::tree::{Form, Label, LabelUnit, Provision};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Reports numbers that do not follow the one before. `order` holds the draft of each provision.
pub(super) fn sequences(root: &Provision, order: &[ProvisionBuilder]) -> Vec<LocatedFinding> {
    let (left_out, is_excerpt) = (left_out(root), is_excerpt(root));
    let mut checker = Checker { order, left_out, is_excerpt, found: Vec::new() };
    let body = if is_excerpt { ArticleOrder::Extract } else { ArticleOrder::Body };
    checker.scope(OrdinalNode { id: 0, own: root }, body);
    checker.found
}

/// How strictly the articles of a part of the document follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ArticleOrder {
    /// From 第１条 on, one after the other.
    Body,
    /// 附則 are printed in extracts; they only must not run backwards.
    Extract,
}

struct Checker<'a> {
    order: &'a [ProvisionBuilder],
    /// Where something was left out on purpose.
    left_out: Vec<usize>,
    is_excerpt: bool,
    found: Vec<LocatedFinding>,
}

impl Checker<'_> {
    /// Whether something was left out between two places, or before the second where there is no first.
    fn is_cut(&self, before: Option<usize>, id: usize) -> bool {
        let from = self.left_out.partition_point(|at| before.is_some_and(|before| *at <= before));
        self.left_out.get(from).is_some_and(|at| *at < id)
    }

    fn scope(&mut self, node: OrdinalNode<'_>, scope: ArticleOrder) {
        let mut articles = Vec::new();
        self.walk(node, &mut articles);
        let mut before: Option<(Vec<u32>, &Label, usize)> = None;
        for OrdinalNode { id, own } in articles {
            let Some(label) = own.label() else { continue };
            let Some((first, last)) = article_numbers(label) else {
                continue;
            };
            let is_cut = self.is_cut(before.as_ref().map(|(.., before)| *before), id);
            let scope = if is_cut { ArticleOrder::Extract } else { scope };
            let fits = match (&before, scope) {
                (None, ArticleOrder::Body) => first == [1],
                (None, ArticleOrder::Extract) => true,
                (Some((before, ..)), ArticleOrder::Body) => is_next(before, &first),
                (Some((before, ..)), ArticleOrder::Extract) => *before < first,
            };
            if !fits {
                self.report(id, label, before.as_ref().map(|(_, label, _)| *label));
            }
            before = Some((last, label, id));
        }
    }

    /// Gathers the articles of a scope and checks what numbers itself on its own.
    fn walk<'a>(&mut self, node: OrdinalNode<'a>, articles: &mut Vec<OrdinalNode<'a>>) {
        self.levels(node);
        self.items(node);
        for child in node.children() {
            match child.own.form() {
                Form::Supplement | Form::Annex => self.scope(child, ArticleOrder::Extract),
                Form::Article => {
                    articles.push(child);
                    self.walk(child, articles);
                }
                _ => self.walk(child, articles),
            }
        }
    }

    /// 章 below 編, 節 below 章 …
    fn levels(&mut self, node: OrdinalNode<'_>) {
        let mut before: Option<(Vec<u32>, &Label, Form, usize)> = None;
        for OrdinalNode { id, own } in node.children() {
            let Some(label) = own.label().filter(|_| own.form().is_division()) else {
                continue;
            };
            let Some(number) = label.number() else {
                continue;
            };
            // 章 are often counted on through the 編.
            let begins = number.parts == [1] || node.own.form() == Form::Part;
            let is_cut = |before| self.is_excerpt || self.is_cut(before, id);
            let (fits, label_before) = match &before {
                Some((last, label_before, form, before)) if *form == own.form() => {
                    let fits = is_next(last, &number.parts)
                        || *last < number.parts && is_cut(Some(*before));
                    (fits, Some(*label_before))
                }
                Some(_) | None => (begins || is_cut(None), None),
            };
            if !fits {
                self.report(id, label, label_before);
            }
            before = Some((number.parts, label, own.form(), id));
        }
    }

    /// 項 of an article or 附則, 号 below anything.
    fn items(&mut self, node: OrdinalNode<'_>) {
        let mut runs: Vec<(LabelKind, Vec<(usize, &Label)>)> = Vec::new();
        let mut unnumbered = 0;
        for OrdinalNode { id, own } in node.children() {
            match (own.form(), own.label()) {
                (Form::Paragraph, None) => unnumbered += 1,
                (Form::Paragraph | Form::Item, Some(label)) => {
                    let Some(found) = LeadingLabel::of(label) else {
                        continue;
                    };
                    match runs.last_mut() {
                        Some((kind, run)) if *kind == found.kind => run.push((id, label)),
                        _ => match interrupted(&mut runs, found.kind, label) {
                            Some(run) => run.push((id, label)),
                            None => runs.push((found.kind, vec![(id, label)])),
                        },
                    }
                }
                _ => {}
            }
        }
        for (kind, run) in runs {
            let start = if node.own.form() == Form::Article { unnumbered.min(1) } else { 0 };
            self.run((kind, node.id), &run, start);
        }
    }

    fn run(&mut self, (kind, parent): (LabelKind, usize), run: &[(usize, &Label)], start: u32) {
        if kind.numerals == Numerals::Path {
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
            let cut = |index: usize| {
                let before = index.checked_sub(1).map_or(parent, |before| run[before].0);
                self.is_cut(Some(before), run[index].0)
            };
            let mut before = vec![start];
            let mut faults = Vec::new();
            for (index, number) in numbers.iter().enumerate() {
                let Some((first, last)) = number else {
                    continue;
                };
                let is_excerpt = before < *first && cut(index);
                if !is_excerpt && !is_next(&before, first) {
                    faults.push(index);
                }
                before.clone_from(last);
            }
            faults
        };
        let scripts: &[Script] = match kind.numerals {
            Numerals::Kana => &[Script::Iroha, Script::Aiueo],
            Numerals::Lower => &[Script::Lower, Script::Roman],
            Numerals::Digits
            | Numerals::Path
            | Numerals::Kanji
            | Numerals::Upper
            | Numerals::Sign => &[Script::Ascii],
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
        let finding = match before.map(Label::as_str) {
            Some(before) => Finding::warning("label-sequence", fill! { before, label }),
            None => Finding::warning("label-sequence.first", fill! { label }),
        };
        self.found.push(LocatedFinding { range, finding });
    }
}

/// The run that a label goes on with behind a list of another kind on the same level: 六, ア, イ, 七.
fn interrupted<'r, 'a>(
    runs: &'r mut [(LabelKind, Vec<(usize, &'a Label)>)],
    kind: LabelKind,
    label: &Label,
) -> Option<&'r mut Vec<(usize, &'a Label)>> {
    const REACH: usize = 4;
    let goes_on =
        |run: &[(usize, &Label)]| run.last().is_some_and(|(_, last)| label.follows(Some(last)));
    let found = runs.iter_mut().rev().take(REACH).find(|(own, run)| *own == kind && goes_on(run));
    found.map(|(_, run)| run)
}

/// The first and the last number of 第３条, 第３条から第５条まで.
pub(super) fn article_numbers(label: &Label) -> Option<(Vec<u32>, Vec<u32>)> {
    let (first, last) = label.span()?;
    (last.unit == LabelUnit::ARTICLE).then_some((first.parts, last.parts))
}

/// The first and the last number of (1), 一の二, 一及び二.
fn item_numbers(label: &Label, kind: LabelKind, script: Script) -> Option<(Vec<u32>, Vec<u32>)> {
    if matches!(kind.numerals, Numerals::Kana | Numerals::Lower)
        && let Some(number) = label.number_in(script)
    {
        return Some((vec![number], vec![number]));
    }
    let found = LeadingLabel::of(label)?;
    if found.last != found.first {
        return Some((vec![found.first], vec![found.last]));
    }
    let parts = label.number().map_or(vec![found.first], |number| number.parts);
    Some((parts.clone(), parts))
}

/// Reports keys that two provisions have.
pub(super) fn keys(
    root: &Provision,
    order: &[ProvisionBuilder],
    text: &str,
) -> Vec<LocatedFinding> {
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
        let finding = Finding::error("duplicate-key.regulation", fill! { key, line });
        found.push(LocatedFinding { range, finding });
    }
    found
}

/// Reports links that lead nowhere, HTML and characters that are no text. `order` holds the draft of each
/// provision in reading order.
pub(super) fn words(
    root: &Provision,
    order: &[ProvisionBuilder],
    source: &str,
) -> Vec<LocatedFinding> {
    let keys: HashSet<&str> =
        root.visit().filter_map(|(_, own)| own.key()).map(|key| key.as_str()).collect();
    let after_mark = source.strip_prefix('\u{FEFF}').unwrap_or(source);
    let start = source.len() - after_mark.len();
    let mut found: Vec<LocatedFinding> = Finding::in_source(after_mark)
        .map(|(range, finding)| LocatedFinding {
            range: range.start + start..range.end + start,
            finding,
        })
        .collect();
    for draft in order {
        for words in [&draft.label, &draft.heading, &draft.text] {
            let markup = words.read(source);
            let at = |range: Range<usize>| {
                let stretches = words.within(range);
                let start = stretches.first().map_or(draft.at, |first| first.start);
                start..stretches.last().map_or(start, |last| last.end)
            };
            found.extend(markup.match_indices('\t').map(|(place, tab)| LocatedFinding {
                range: at(place..place + tab.len()),
                finding: Finding::of_unseen(tab, Unseen::Control),
            }));
            if !markup.contains(['[', '<']) {
                continue;
            }
            for range in inline::find_html(&markup) {
                let tag = markup[range.clone()].escape_debug();
                let finding = Finding::error("raw-html", fill! { tag });
                found.push(LocatedFinding { range: at(range), finding });
            }
            let mut last = None;
            for link in inline::parse(&markup).into_iter().filter_map(|piece| piece.link) {
                // One link may come in several pieces; its address is checked once.
                if last.replace(link.range.clone()) == Some(link.range.clone()) {
                    continue;
                }
                found.extend(
                    address(&link.address, &keys)
                        .map(|finding| LocatedFinding { range: at(link.range), finding }),
                );
            }
        }
    }
    found
}

fn address(to: &str, keys: &HashSet<&str>) -> Option<Finding> {
    if let Some(key) = to.strip_prefix('#') {
        return (!keys.contains(key))
            .then(|| Finding::error("dangling-key.regulation", fill! { key }));
    }
    check_link(to).err().map(|error| Finding::of_link(&error))
}
