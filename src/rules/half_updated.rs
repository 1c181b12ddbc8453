//! Texts that were changed in part: numbers of the Act of today beside old ones, and today's number of a provision
//! beside a list of what it asked before. Does not know which was meant.

use super::asked::{says, whole};
use super::cited_eras::{CitedEras, OldCitation, cited_eras};
use super::matters;
use super::{Facts, document_file, finding, once};
use crate::diagnostic::{Finding, Message, Severity, Span};
use crate::fill;
use crate::law::{CHAPTER_4_FROM, NoticeMatter, item_table, new_numbers};
use crate::site::{Document, Kind};
use crate::text::date;
use crate::tree::Text;
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let documents = facts.site.documents.iter();
    let documents = documents.filter(|one| one.repeal.is_none() && one.kind != Kind::Announcement);
    let mut found: Vec<Finding> = documents.filter_map(|one| of_numbers(one, facts)).collect();
    found.extend(of_items(facts));
    once(found)
}

/// Numbers of today and old ones in one document: told at the old one that stands nearest to one of today in a text, else
/// at the first, with the line that says when the text was changed.
fn of_numbers(document: &Document, facts: &Facts<'_>) -> Option<Finding> {
    let eras = cited_eras(facts, document);
    if eras.now.is_empty() {
        return None;
    }
    let together = eras.old.iter().find(|old| stands_beside(old, &eras));
    let first = together.or(eras.old.first())?;
    let new_of = |old: &OldCitation<'_, '_>| new_numbers(&old.number, &old.eras).into_iter().next();
    let now = new_of(first)?.number.words();
    let new = unique(eras.now.iter().map(|one| named(&one.number.words(), one.topic)));
    let old =
        eras.old.iter().filter_map(|one| Some(named(&one.number.words(), new_of(one)?.topic)));
    let old = unique(old);
    let was = first.number.words();
    let (was, now) = (was.as_str(), now.as_str());
    let severity = Severity::Warning;
    let told = match claimed(document, facts) {
        Some(Claim { words, .. }) => {
            let claim = words.as_str();
            finding(severity, "half-updated.since", fill! { new, old, was, now, claim })
        }
        None => finding(severity, "half-updated", fill! { new, old, was, now }),
    };
    let (quote, span) = place_of(first.passage.text, first.range.clone());
    let ground = item_table().renumbered.ground.ground(facts.today);
    Some(told.quoting(quote).resting_on(ground).at(span))
}

fn named(number: &str, topic: &str) -> String {
    format!("{number}（{topic}）")
}

/// Whether a number of today stands in the same text.
fn stands_beside(old: &OldCitation<'_, '_>, eras: &CitedEras<'_, '_>) -> bool {
    eras.now.iter().any(|now| std::ptr::eq(now.passage, old.passage))
}

fn place_of(text: &Text, range: Range<usize>) -> (String, Option<Span>) {
    (text.words()[range.clone()].to_owned(), text.locate(range))
}

/// A line that says that a text was changed.
struct Claim {
    words: String,
    span: Option<Span>,
}

/// The last text of a document that says that it was changed for the law of today: 2022年4月1日改定, 改正法対応.
fn claimed(document: &Document, facts: &Facts<'_>) -> Option<Claim> {
    const CHANGED: [&str; 6] = ["改定", "改正", "改訂", "更新", "修正", "見直し"];
    const AMENDED: [&str; 5] =
        ["改正法対応", "改正対応", "改正に対応", "改正法に対応", "改正を反映"];
    let says_so = |words: &str| {
        let is_changed = CHANGED.iter().any(|sign| words.contains(sign));
        let is_since = |(_, day): &(Range<usize>, date::Date)| *day >= CHAPTER_4_FROM;
        words.chars().count() <= CLAIM
            && (AMENDED.iter().any(|sign| words.contains(sign))
                || is_changed && date::find(words).iter().any(is_since))
    };
    let texts = document.draft_on(facts.today).visit();
    let texts = texts.flat_map(|(_, one)| [one.heading(), one.text()]);
    let text = texts.filter(|text| !text.is_empty() && says_so(&text.words())).last()?;
    let (words, span) = place_of(text, 0..text.words().len());
    Some(Claim { words, span: span.or_else(|| Some(document_file(document))) })
}

/// Characters of a line that says that a text was changed.
const CLAIM: usize = 80;

fn unique(names: impl Iterator<Item = String>) -> Message {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    Message::list(all)
}

/// Parts about a joint use that name today's provision, and lack what it has asked since it has that number.
fn of_items(facts: &Facts<'_>) -> Vec<Finding> {
    let table = item_table();
    let notices = facts.notices();
    if notices.is_public_body() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for signs in table.matters.iter().filter(|signs| signs.matter == NoticeMatter::JointUse) {
        for part in matters::parts(facts, notices, signs) {
            let passage = part.passage;
            let bytes = passage.bytes_of(part.lines.clone());
            let number = "第27条第5項第3号";
            let Some(at) = passage.words[bytes.clone()].find(number) else {
                continue;
            };
            let new = table.items_on(NoticeMatter::JointUse, part.day);
            let is_new = |item: &&crate::law::Item| item.ground.from.is_some();
            let lacks: Vec<&str> = new
                .filter(is_new)
                .filter(|item| !says(passage, whole(passage), item))
                .map(|item| item.what.ja.as_str())
                .collect();
            if lacks.is_empty() {
                continue;
            }
            let at = bytes.start + at;
            // Where nothing says that the text was changed, what is missing is told by joint-use-item-missing.
            let claim = claimed(passage.document, facts);
            let severity = if claim.is_some() { Severity::Warning } else { Severity::Note };
            let (quote, span) = match claim {
                Some(Claim { words, span }) => (words, span),
                None => {
                    let (quote, span) = passage.place(at..at + number.len());
                    (quote, Some(span))
                }
            };
            let lacks = Message::list(lacks);
            let told = finding(severity, "half-updated.items", fill! { number, lacks });
            let ground = table.renumbered.ground.ground(part.day);
            found.push(told.quoting(quote).resting_on(ground).at(span));
        }
    }
    found
}
