//! A document as lines in reading order, each with the headings above it. 附則, histories and texts that were told once
//! (news) are left out: they keep the words of their day.

use crate::diagnostic::{Severity, Span};
use crate::ledger::Day;
use crate::regulation::{HISTORY, NUMBER};
use crate::rules::{copied_ledger, document_file, passage};
use crate::site::{Document, Kind, SinceDay, Site};
use crate::text::chars::{fold, is_digit};
use crate::text::date::Date;
use crate::text::label::LeadingLabel;
use crate::tree::{Form, Provision, Text};
use std::collections::BTreeSet;
use std::ops::Range;

/// Lines of one document that are looked at.
const LIMIT: usize = 4000;

/// A document that says what counts until it is changed.
pub(in crate::rules) struct StandingText<'a> {
    /// The document.
    pub document: &'a Document,
    /// What it is called.
    pub title: String,
    /// The day from which it counts, where that is to come.
    pub from: Option<Date>,
    /// Its lines.
    pub lines: Vec<SaidLine<'a>>,
}

/// The day to come from which the draft of a document is to count, or its newest version counts; `None` where its words
/// count today.
pub(super) fn counts_from(document: &Document, today: Date) -> Option<Date> {
    let slip = document.slip.as_ref().and_then(|slip| slip.effective);
    let slip = match slip {
        Some(SinceDay::Day(day)) => Some(day),
        Some(SinceDay::Unknown { .. }) | None => None,
    };
    let newest = document.newest().and_then(|version| match version.effective {
        Day::Known(day) => Some(day),
        Day::Unknown { .. } => None,
    });
    slip.into_iter().chain(newest).max().filter(|day| *day > today)
}

/// The days on which the documents of a site are laid side by side: today (`None`), and each from which one is to count.
pub(in crate::rules) fn days_of(site: &Site, today: Date) -> BTreeSet<Option<Date>> {
    let coming = site.documents.iter().filter(|one| one.repeal.is_none());
    coming.map(|one| counts_from(one, today)).chain([None]).collect()
}

/// A line.
pub(in crate::rules) struct SaidLine<'a> {
    text: &'a Text,
    range: Range<usize>,
    /// Its words as they are written, without the spaces around them.
    pub words: String,
    /// How deep its provision lies.
    pub depth: usize,
    /// The shape of its provision.
    pub form: Form,
    /// The role of its provision.
    pub role: &'a str,
    /// The printed label of its provision.
    pub label: Option<&'a str>,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// The line of the nearest heading above: of a cell, the first cell of its row.
    pub under: Option<usize>,
}

impl<'a> StandingText<'a> {
    /// The documents that count on a day (`None` is today), with those that are to count by then, as their authors have them. Without
    /// what nobody mends any more, and what tells of one day.
    pub fn on(site: &'a Site, today: Date, day: Option<Date>) -> Vec<StandingText<'a>> {
        let documents = site.documents.iter().filter(|one| one.repeal.is_none());
        let read = documents.filter_map(|document| {
            let from = counts_from(document, today);
            let root: &'a Provision = document.draft_on(day.unwrap_or(today));
            let is_told_once = document.kind == Kind::Announcement
                || passage::day_of_news(document, root).is_some();
            let counts = from <= day;
            let is_past = root.heading().words().contains("年度");
            let stands = counts && !is_told_once && !is_past;
            stands.then(|| StandingText { from, ..StandingText::reading(document, root) })
        });
        read.collect()
    }

    /// Any text of a document.
    pub fn reading(document: &'a Document, root: &'a Provision) -> StandingText<'a> {
        let title = root.heading().words();
        let title = if title.is_empty() { document.slug.as_str().to_owned() } else { title };
        StandingText { document, title, from: None, lines: lines(root) }
    }

    /// Whether two texts of different documents come together on a day, and on none before.
    pub fn meets(&self, other: &StandingText<'_>, day: Option<Date>) -> bool {
        let (one, two) = (self.document, other.document);
        // A copy of a document with its ledger is told as such.
        let are_sealed = [one, two].iter().all(|each| !each.ledger.lines().is_empty());
        let is_copy = are_sealed && copied_ledger::is_same(one, two);
        one.slug != two.slug && !is_copy && self.from.max(other.from) == day
    }

    /// How much it weighs that two texts differ. A text of today may still be changed until the day of one to come.
    pub fn weight(&self, other: &StandingText<'_>) -> Severity {
        if self.from == other.from { Severity::Warning } else { Severity::Note }
    }

    /// The lines of the headings above a line, the nearest first.
    pub fn above(&self, at: usize) -> impl Iterator<Item = &SaidLine<'a>> {
        let mut next = self.lines[at].under;
        std::iter::from_fn(move || {
            let line = &self.lines[next?];
            next = line.under;
            Some(line)
        })
    }

    /// Whether a line or a heading above it has one of some words.
    pub fn speaks_of(&self, at: usize, words: &[&str]) -> bool {
        let is_in = |line: &SaidLine<'_>| words.iter().any(|word| line.words.contains(word));
        is_in(&self.lines[at]) || self.above(at).any(is_in)
    }

    /// The place of some bytes of a line.
    pub fn locate(&self, at: usize, range: Range<usize>) -> Span {
        let line = &self.lines[at];
        let range = line.range.start + range.start..line.range.start + range.end;
        line.text.locate(range).unwrap_or_else(|| document_file(self.document))
    }

    /// The place of a whole line.
    pub fn place(&self, at: usize) -> Span {
        self.locate(at, 0..self.lines[at].words.len())
    }
}

impl SaidLine<'_> {
    /// Its words without the number or bullet at their head.
    pub fn bare(&self) -> &str {
        bare(&self.words)
    }
}

/// Words without a number or bullet at their head, and without brackets around all of them.
pub(super) fn bare(words: &str) -> &str {
    let mut rest = words.trim();
    if let Some(label) = LeadingLabel::find(rest)
        && label.len < rest.len()
    {
        rest = &rest[label.len..];
    }
    let signs = "・○●◯■□◆◇▼※*＊-－―.．、)）　 ";
    let rest = rest.trim_start_matches(|c| signs.contains(c)).trim();
    let pairs = [('【', '】'), ('〔', '〕'), ('［', '］'), ('＜', '＞'), ('（', '）')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = rest.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    });
    inner.unwrap_or(rest)
}

fn lines(root: &Provision) -> Vec<SaidLine<'_>> {
    let mut found: Vec<SaidLine<'_>> = Vec::new();
    // The heading of each open provision; of a row, its first cell that is no number.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    let mut skipped = usize::MAX;
    for (depth, one) in root.visit() {
        if depth > skipped || found.len() >= LIMIT {
            continue;
        }
        let keeps = matches!(one.form(), Form::Supplement | Form::Contents | Form::Header)
            || [NUMBER, HISTORY].contains(one.role())
            || one.role().is_within("history");
        skipped = if keeps { depth } else { usize::MAX };
        if keeps {
            continue;
        }
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        let mut under = open.iter().rev().find_map(|(_, heading)| *heading);
        for (text, is_heading) in [(one.heading(), true), (one.text(), false)] {
            for range in line_ranges(text) {
                let words = text.words()[range.clone()].to_owned();
                found.push(SaidLine {
                    text,
                    range,
                    words,
                    depth,
                    form: one.form(),
                    role: one.role().as_str(),
                    label: one.label().map(|label| label.as_str()),
                    is_heading,
                    under,
                });
                if is_heading {
                    under = Some(found.len() - 1);
                }
            }
        }
        // １　院内での利用, with entries below it.
        let last = found.last().filter(|line| line.depth == depth && !line.is_heading);
        if one.form() == Form::Item
            && has_entries(one)
            && last.is_some_and(|line| !line.words.ends_with('。'))
        {
            under = Some(found.len() - 1);
        }
        if one.form() == Form::Cell
            && let Some((_, first)) = open.last_mut()
            && first.is_none()
        {
            let own = found.last().filter(|line| !is_number(&line.words));
            *first = own.map(|_| found.len() - 1);
        }
        let is_row = one.form() == Form::Row;
        open.push((depth, if is_row { None } else { under }));
    }
    found
}

fn has_entries(one: &Provision) -> bool {
    one.children().iter().any(|child| matches!(child.form(), Form::Item | Form::List))
}

/// The lines of a text, without the spaces around each.
fn line_ranges(text: &Text) -> Vec<Range<usize>> {
    let words = text.words();
    let mut at = 0;
    let mut found = Vec::new();
    for line in words.split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        if start < end {
            found.push(start..end);
        }
        at += line.len() + 1;
    }
    found
}

/// Whether words are no more than a number.
fn is_number(words: &str) -> bool {
    fold(words).chars().all(|c| is_digit(c) || "().- ".contains(c))
}
