//! Procedures of which the text says only that they are on a page, with a link to the top of a site. Does not ask the
//! web what is there.

use super::condensed::CondensedText;
use super::{Facts, finding, once};
use crate::diagnostic::{Finding, Severity, Span};
use crate::fill;
use crate::law::{WordFamily, item_table};
use crate::text::wording::condense;
use crate::tree::{Mark, Text};
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let notices = facts.notices();
    let ground = item_table().links.ground.ground(facts.today);
    let mut found = Vec::new();
    for passage in notices.all() {
        for link in places(passage) {
            let to = link.to.as_str();
            let told = finding(Severity::Warning, "link-to-top", fill! { to });
            found.push(told.quoting(link.words).resting_on(ground.clone()).at(link.span));
        }
    }
    once(found)
}

/// A link to the top of a site.
pub(super) struct TopLink {
    to: String,
    words: String,
    span: Option<Span>,
}

/// The links of a text behind words that send its readers there, where it tells of procedures or in a sentence about them.
pub(super) fn places(passage: &CondensedText<'_>) -> Vec<TopLink> {
    let signs = &item_table().links;
    let of_procedures = passage.under(&signs.headings, &signs.roles);
    let mut found = Vec::new();
    for at in 0..passage.lines.len() {
        let links: Vec<(&Text, Range<usize>, String)> =
            passage.texts(at).flat_map(|text| top_links(text)).collect();
        if links.is_empty() {
            continue;
        }
        let lines = passage.words_of(at.saturating_sub(1)..at + 1);
        let is_there = of_procedures.binary_search(&at).is_ok() && says(lines, &signs.leads);
        for (text, range, to) in links {
            let words = text.words();
            let shown = words[range.clone()].to_owned();
            let sentence = sentence_around(&words, &range);
            let tells = is_there || says(&condense(&words[sentence.clone()]), &signs.sentences);
            if !tells || is_of_another(text, &range) {
                continue;
            }
            if !says(&format!("{}\n", condense(&shown)), &signs.navigation) {
                let words = words[sentence].trim().to_owned();
                found.push(TopLink { to, words, span: text.locate(range) });
            }
        }
    }
    found
}

/// The sentence in which a link stands.
fn sentence_around(words: &str, link: &Range<usize>) -> Range<usize> {
    let start = words[..link.start].rfind(['。', '\n']);
    let start = start.map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let end = words[link.end..].find(['。', '\n']).map_or(words.len(), |at| link.end + at);
    start..end
}

fn says(words: &str, said: &[WordFamily]) -> bool {
    said.iter().any(|one| one.0.is_in(words))
}

/// Characters before a link that tell whose site it is.
const BEFORE: usize = 24;

/// Whether a link leads to the site of somebody else, by its words or those before it.
fn is_of_another(text: &Text, range: &Range<usize>) -> bool {
    let words = text.words();
    let before: Vec<char> = words[..range.start].chars().rev().take(BEFORE).collect();
    let before: String = before.into_iter().rev().collect();
    let own = ["当社", "当組合", "当健保", "当院", "弊社", "本会"];
    let near = condense(&(before + &words[range.clone()]));
    let near = near + "\n";
    says(&near, &item_table().links.others) && !own.iter().any(|own| near.contains(own))
}

/// The links of a text whose address is the top of a site, and addresses that are written out.
fn top_links(text: &Text) -> Vec<(&Text, Range<usize>, String)> {
    let (mut found, mut at) = (Vec::new(), 0);
    for run in text.runs() {
        let range = at..at + run.words().len();
        at = range.end;
        match run.mark() {
            Mark::Link(to) if is_top(to) => found.push((text, range, to.to_string())),
            Mark::Link(_) => {}
            Mark::Plain | Mark::Strong => {
                let written = written_out(run.words());
                let moved = written
                    .map(|(part, to)| (text, range.start + part.start..range.start + part.end, to));
                found.extend(moved.filter(|(_, _, to)| is_top(to)));
            }
        }
    }
    found
}

/// Addresses in running words.
fn written_out(words: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let starts = words.match_indices("http").map(|(at, _)| at);
    starts.filter_map(|at| {
        let rest = &words[at..];
        let is_address = rest.starts_with("http://") || rest.starts_with("https://");
        let end = rest.find(|c: char| !c.is_ascii_graphic() || "()<>\"'".contains(c));
        let end = end.unwrap_or(rest.len());
        is_address.then(|| (at..at + end, rest[..end].to_owned()))
    })
}

/// Whether an address has no path, or only that of a home page.
fn is_top(to: &str) -> bool {
    let path = match to.split_once("://") {
        Some(("http" | "https", rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        Some(_) => return false,
        None if to.starts_with(['#', '?']) || to.contains(':') || to.is_empty() => return false,
        None => to.trim_start_matches("../").trim_start_matches("./").trim_start_matches('/'),
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let has_query = to.contains(['?', '#']);
    !has_query && (path.is_empty() || is_home(path))
}

fn is_home(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or(&name);
    let ends = ["html", "htm", "php", "shtml", "asp", "aspx", "jsp"];
    let is_page = name.split_once('.').is_some_and(|(_, end)| ends.contains(&end));
    is_page && ["index", "default", "home", "top"].contains(&stem)
}
