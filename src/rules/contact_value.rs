//! Telephone and fax numbers, mail addresses, postal codes and web addresses of a draft that cannot be what they are said
//! to be, or are written so that nobody can use them as they stand. Judges form alone; does not know who answers there.

use super::{Facts, finding, once};
use crate::diagnostic::{Finding, Hold, Severity};
use crate::fill;
use crate::site::Document;
use crate::text::chars::{fold, is_dash, is_digit};
use crate::text::reading::{
    find_mails, find_phones, find_postal_codes, find_urls, read_postal_code,
};
use crate::tree::{Mark, Provision, Text};
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let documents = facts.site.documents.iter().filter(|one| one.repeal.is_none());
    // A fact of the organisation stands in several texts, and a text in several periods.
    once(documents.flat_map(of_draft).collect())
}

fn of_draft(document: &Document) -> Vec<Finding> {
    let trees = document.draft.periods().iter();
    let texts = trees.flat_map(|(_, root)| root.visit());
    texts.flat_map(|(_, provision)| of_field(provision)).collect()
}

fn of_field(field: &Provision) -> Vec<Finding> {
    let text = field.text();
    let words = text.words();
    let told = match field.role().as_str().rsplit('.').next() {
        Some("phone" | "fax") => phone(&words),
        Some("email") => mail(&words),
        Some("postal") => postal(&words),
        Some("address") => marked_postal(&words),
        Some("url" | "form") => address(text, &words),
        Some(_) | None => None,
    };
    let one = |(range, finding): (Range<usize>, Finding)| {
        finding.holding(Hold::UnlessSure).at(text.locate(range))
    };
    told.map(one).into_iter().collect()
}

type ContactFault = Option<(Range<usize>, Finding)>;

/// What is written in full-width characters, and how it is to be written.
fn wide(written: &str, right: &str) -> Finding {
    finding(Severity::Warning, "contact-value.wide", fill! { written, right })
}

fn warning(name: &'static str, words: &str) -> Finding {
    finding(Severity::Warning, name, fill! { words })
}

/// A run of digits with what joins them that is long enough for a number and is none; or a number in full-width digits.
fn phone(words: &str) -> ContactFault {
    let known = find_phones(words);
    if let Some(one) = known.iter().find(|one| !words[one.range.clone()].is_ascii()) {
        let written = &words[one.range.clone()];
        return Some((one.range.clone(), wide(written, &fold(written))));
    }
    let run = runs(words).into_iter().find(|run| {
        let is_known =
            known.iter().any(|one| one.range.start < run.end && run.start < one.range.end);
        let digits = words[run.clone()].chars().filter(|c| is_digit(*c)).count();
        let before = words[..run.start].trim_end_matches([' ', '\u{3000}', ':', '：']);
        let is_postal = digits == 7 && (before.ends_with('〒') || before.ends_with("郵便番号"));
        !is_known && digits > 5 && !is_postal && !is_whole(&words[run.clone()], digits)
    })?;
    let written = &words[run.clone()];
    let digits = written.chars().filter(|c| is_digit(*c)).count();
    let has_joints = written.chars().any(|c| !is_digit(c));
    let name = match has_joints || !matches!(digits, 10 | 11) {
        true => "contact-value.phone",
        false => "contact-value.joints",
    };
    Some((run, finding(Severity::Warning, name, fill! { written, digits })))
}

/// Whether a run that is no number of today has as many digits as one, in groups: a sample (00-0000-0000).
fn is_whole(run: &str, digits: usize) -> bool {
    let groups = run.split(|c| !is_digit(c)).filter(|group| !group.is_empty()).count();
    groups > 2 && matches!(digits, 10 | 11) && run.starts_with("00")
}

/// Digits with dashes and brackets between, from the first digit to the last.
fn runs(words: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| is_digit(c) || is_dash(c) || "ー()（）+＋".contains(c);
    let mut found = Vec::new();
    let mut at = 0;
    for part in words.split(|c| !is_part(c)) {
        let start = at + words[at..].find(part).unwrap_or(0);
        at = start + part.len();
        let from = part.find(is_digit);
        let to = part.char_indices().rfind(|(_, c)| is_digit(*c));
        if let (Some(from), Some((to, last))) = (from, to) {
            found.push(start + from..start + to + last.len_utf8());
        }
    }
    found
}

/// An address whose @ is full-width or lost. Words without any Latin letter are no address, nor are those in which
/// something stands for the @ on purpose.
fn mail(words: &str) -> ContactFault {
    let all = 0..words.len();
    let folded = fold(words);
    if let Some(at) = find_mails(&folded).first()
        && find_mails(words).is_empty()
    {
        return Some((all, wide(words, &folded[at.clone()])));
    }
    let lower = folded.to_ascii_lowercase();
    let stands_for_at = ["(at)", "[at]", "<at>", "★", "☆", "●", "■", "アット"];
    let is_hidden = !lower.contains('@') && stands_for_at.iter().any(|sign| lower.contains(sign));
    let looks_like_one = lower.contains('@')
        || lower.contains('.') && lower.contains(|c: char| c.is_ascii_alphabetic());
    let is_none = find_mails(words).is_empty() && looks_like_one && !is_hidden;
    is_none.then(|| (all, warning("contact-value.mail", words)))
}

fn postal(words: &str) -> ContactFault {
    let right = read_postal_code(words);
    let has_digits = words.chars().any(is_digit);
    match right {
        Some(right) if words.chars().any(|c| c != '〒' && !c.is_ascii() && !c.is_whitespace()) => {
            Some((0..words.len(), wide(words, &right)))
        }
        None if has_digits && find_postal_codes(words).is_empty() => {
            Some((0..words.len(), warning("contact-value.postal", words)))
        }
        Some(_) | None => None,
    }
}

/// 〒 with something else than seven digits behind it.
fn marked_postal(words: &str) -> ContactFault {
    let (range, written) = words.match_indices('〒').find_map(|(at, mark)| {
        let rest = words[at + mark.len()..].trim_start();
        let number = rest.trim_start_matches(|c| is_digit(c) || is_dash(c) || c == 'ー');
        let range = at..words.len() - number.len();
        let written = &words[range.clone()];
        let is_number = rest.starts_with(is_digit) && read_postal_code(written).is_none();
        is_number.then_some((range, written))
    })?;
    Some((range, warning("contact-value.postal", written)))
}

/// An address of the web without its scheme, or in full-width letters. One that is a link has been looked at.
fn address(text: &Text, words: &str) -> ContactFault {
    let is_link = text.runs().iter().any(|run| matches!(run.mark(), Mark::Link(_)));
    if is_link || !find_urls(words).is_empty() {
        return None;
    }
    let folded = fold(words);
    let all = 0..words.len();
    if let Some(at) = find_urls(&folded).first() {
        return Some((all, wide(words, &folded[at.clone()])));
    }
    let host = folded.trim().split('/').next().unwrap_or("");
    let is_host = host.contains('.')
        && host.split('.').all(|part| !part.is_empty())
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
        && host.contains(|c: char| c.is_ascii_alphabetic());
    is_host.then(|| (all, warning("contact-value.address", folded.trim())))
}
