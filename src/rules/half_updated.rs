//! Texts that were changed in part: numbers of the Act of today beside old ones, and today's number of a provision
//! beside a list of what it asked before. Does not know which was meant.

use super::asked::{says, whole};
use super::condensed::CondensedText;
use super::matters;
use super::{Facts, finding, once};
use crate::diagnostic::{Finding, Message, Severity};
use crate::fill;
use crate::law::{Law, NoticeMatter, RenumberRow, WordFamily, item_table, renumber_table};
use crate::site::Kind;
use crate::text::citation::{self, Abbreviations, Citation};
use crate::tree::Text;
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let documents = facts.site.documents.iter();
    for document in documents.filter(|one| one.repeal.is_none() && one.kind != Kind::Announcement) {
        let passage = CondensedText::of(document, document.draft_on(facts.today));
        found.extend(of_numbers(&passage, facts));
    }
    found.extend(of_items(facts));
    once(found)
}

/// A number with its topic.
struct Cited<'a> {
    text: &'a Text,
    citation: Citation,
    row: &'static RenumberRow,
    is_old: bool,
}

/// Numbers of today and old ones in one text; told where both stand in one sentence, else at the first old one.
fn of_numbers(passage: &CondensedText<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let mut short = Abbreviations::default();
    let texts = || (0..passage.lines.len()).flat_map(|at| passage.texts(at));
    texts().for_each(|text| short.add(&text.words()));
    let cited: Vec<Cited<'_>> = texts().flat_map(|text| of_text(text, &short)).collect();
    let (old, new): (Vec<&Cited<'_>>, Vec<&Cited<'_>>) = cited.iter().partition(|one| one.is_old);
    let first = old.iter().find(|one| new.iter().any(|other| std::ptr::eq(one.text, other.text)));
    let first = first.or(old.first())?;
    if new.is_empty() {
        return None;
    }
    let name =
        |one: &&Cited<'_>| format!("第{}条（{}）", joined(one.citation.article()), one.row.topic);
    let now = first.row.cells[3].as_ref()?.words();
    let (new, old) = (unique(new.iter().map(name)), unique(old.iter().map(name)));
    let told = finding(Severity::Warning, "half-updated", fill! { new, old, now = now.as_str() });
    let range = first.citation.link_range();
    let words = first.text.words()[range.clone()].to_owned();
    let ground = item_table().renumbered.ground.ground(facts.today);
    Some(told.quoting(words).resting_on(ground).at(first.text.locate(range)))
}

fn unique(names: impl Iterator<Item = String>) -> Message {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    Message::list(all)
}

fn joined(article: Option<&[u32]>) -> String {
    let parts: Vec<String> = article.unwrap_or_default().iter().map(u32::to_string).collect();
    parts.join("の")
}

/// Bytes behind a number in which its topic is told: 第29条に基づく訂正等.
const REACH: usize = 45;

/// The numbers of the Act in a text whose topic is told behind them, where topic and number tell the era.
fn of_text<'a>(text: &'a Text, short: &Abbreviations) -> Vec<Cited<'a>> {
    let words = text.words();
    let signs = &item_table().renumbered;
    let mut found = Vec::new();
    for citation in citation::find(&words, short) {
        let Some(article) = appi_article(&citation) else {
            continue;
        };
        let at = citation.link_range();
        let sentence = sentence_around(&words, &at);
        let is_past = says_any(&words[sentence.clone()], &signs.past);
        let is_quoted = words[..at.start].ends_with('「');
        if is_past || is_quoted {
            continue;
        }
        let behind = behind(&words, citation.range.end, sentence.end);
        let Some(row) = topic(behind, article) else {
            continue;
        };
        let is_now = is_article(row, 3, article);
        found.push(Cited { text, citation, row, is_old: !is_now });
    }
    found
}

fn appi_article(citation: &Citation) -> Option<u32> {
    let (Law::Appi, at) = crate::law::ArticleRef::of(citation)?;
    match at.article {
        [article] => Some(*article),
        _ => None,
    }
}

fn sentence_around(words: &str, at: &Range<usize>) -> Range<usize> {
    let start = words[..at.start].rfind('。').map_or(0, |end| end + '。'.len_utf8());
    let end = words[at.end..].find('。').map_or(words.len(), |end| at.end + end);
    start..end
}

/// The words behind a number, up to the next one.
fn behind(words: &str, from: usize, to: usize) -> &str {
    let rest = &words[from..to];
    let next = rest.find("法第").or_else(|| rest.find("、第")).unwrap_or(rest.len());
    let mut end = next.min(REACH);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    &rest[..end]
}

/// The row of the topic told first, where the number is one of its, today's or an old one.
fn topic(words: &str, article: u32) -> Option<&'static RenumberRow> {
    let topics = item_table().renumbered.topics.iter();
    let told = topics.filter_map(|one| {
        let places = one.words.iter().flat_map(|said| said.0.find(words));
        Some((places.map(|place| place.start).min()?, one))
    });
    let (_, first) = told.min_by_key(|(at, _)| *at)?;
    let row = renumber_table().iter().find(|row| row.topic == first.topic)?;
    (0..4).any(|column| is_article(row, column, article)).then_some(row)
}

fn is_article(row: &RenumberRow, column: usize, article: u32) -> bool {
    row.cells[column].as_ref().is_some_and(|cell| cell.article == [article])
}

fn says_any(words: &str, said: &[WordFamily]) -> bool {
    said.iter().any(|one| one.0.is_in(words))
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
            let (quote, span) = passage.place(at..at + number.len());
            let lacks = Message::list(lacks);
            let told = finding(Severity::Warning, "half-updated.items", fill! { number, lacks });
            let ground = table.renumbered.ground.ground(part.day);
            found.push(told.quoting(quote).resting_on(ground).at(span));
        }
    }
    found
}
