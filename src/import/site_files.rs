//! The files of the site around a document: `site.yaml`, `organisation.yaml`, readings over words as
//! `aids/furigana.yaml`; the organisation's name in the text, and the document's folder. An existing file is only added
//! to, and only where that is sure to keep everything else. Does not know whether the name is right.

use super::markup::RubyReading;
use crate::diagnostic::{Finding, Span};
use crate::disk::{Before, Snapshot};
use crate::fill;
use crate::sections::yaml::{self, Out, Value, YamlNode, emit};
use crate::sections::{SCHEMAS, YamlSource};
use crate::site::{Kind, Slug};
use crate::text::chars::{is_kana, is_kanji, is_katakana};
use std::collections::BTreeMap;

/// Path of the settings.
pub(super) const SITE: &str = "content/site.yaml";
/// Path of the facts about the organisation.
pub(super) const ORGANISATION: &str = "content/organisation.yaml";

/// A file to be written, and what must stand there before.
pub(super) type FileChange = (&'static str, String, Before);

/// `site.yaml` with the document in its list: made, added to, or left with a finding that says what to add.
pub(super) fn site(
    existing: &Snapshot,
    slug: &str,
    name: &str,
) -> Result<Option<FileChange>, Finding> {
    let Some(file) = existing.file(SITE) else {
        let title = if name.is_empty() { "公表文書" } else { name };
        let map = [("title", Out::words(title)), ("documents", Out::List(vec![Out::words(slug)]))];
        return Ok(Some((
            SITE,
            emit(&format!("../{SCHEMAS}/site.json"), "", &map),
            Before::Absent,
        )));
    };
    let by_hand =
        || Finding::warning("site-not-edited", fill! { file = SITE, slug }).at(Span::file(SITE));
    match listed(file.bytes()) {
        ListedDocuments::No => Ok(None),
        ListedDocuments::Names(names) if names.iter().any(|name| name == slug) => Ok(None),
        ListedDocuments::Names(names) => {
            let text = add(file.bytes(), slug).ok_or_else(by_hand)?;
            let ListedDocuments::Names(after) = listed(text.as_bytes()) else {
                return Err(by_hand());
            };
            // Proof that nothing else changed: the same names and one more.
            let is_added =
                after.split_last().is_some_and(|(last, rest)| last == slug && rest == names);
            if !is_added {
                return Err(by_hand());
            }
            Ok(Some((SITE, text, Before::Was(file.digest()))))
        }
        ListedDocuments::Unclear => Err(by_hand()),
    }
}

/// `organisation.yaml` with the name, where there is no such file and a name was found.
pub(super) fn organisation(existing: &Snapshot, name: &str) -> Option<FileChange> {
    (existing.file(ORGANISATION).is_none() && !name.is_empty()).then(|| {
        (
            ORGANISATION,
            emit(&format!("../{SCHEMAS}/organisation.json"), "", &[("name", Out::words(name))]),
            Before::Absent,
        )
    })
}

enum ListedDocuments {
    No,
    Names(Vec<String>),
    Unclear,
}

fn listed(bytes: &[u8]) -> ListedDocuments {
    let Ok(source) = YamlSource::of(SITE.into(), bytes) else {
        return ListedDocuments::Unclear;
    };
    let mut findings = Vec::new();
    let Some(node) = yaml::parse(&source, &mut findings) else {
        return ListedDocuments::Unclear;
    };
    if !findings.is_empty() {
        return ListedDocuments::Unclear;
    }
    match documents(&node) {
        None => ListedDocuments::No,
        Some(list) => {
            let names: Option<Vec<String>> = list.iter().map(scalar).collect();
            names.map_or(ListedDocuments::Unclear, ListedDocuments::Names)
        }
    }
}

fn documents(node: &YamlNode) -> Option<&[YamlNode]> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let (_, list) = entries.iter().find(|(name, _)| name.words == "documents")?;
    match &list.value {
        Value::List(items) => Some(items),
        Value::Scalar(_) | Value::Map(_) | Value::Null | Value::Broken => {
            Some(std::slice::from_ref(list))
        }
    }
}

fn scalar(node: &YamlNode) -> Option<String> {
    match &node.value {
        Value::Scalar(scalar) => Some(scalar.words.clone()),
        Value::List(_) | Value::Map(_) | Value::Null | Value::Broken => None,
    }
}

/// The file with a line for the document behind the last item of the list, indented like it.
fn add(bytes: &[u8], slug: &str) -> Option<String> {
    let source = YamlSource::of(SITE.into(), bytes).ok()?;
    let node = yaml::parse(&source, &mut Vec::new())?;
    let last = documents(&node)?.last()?;
    let text = std::str::from_utf8(bytes).ok()?;
    let start = source.offset(last.range.start);
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..start];
    let is_block = indent.trim_start().starts_with('-') && indent.trim() == "-";
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let line_end = if text[..end].ends_with('\r') { "\r\n" } else { "\n" };
    let at = if text[..end].ends_with('\r') { end - 1 } else { end };
    is_block.then(|| format!("{}{line_end}{indent}{slug}{}", &text[..at], &text[at..]))
}

/// How names of organisations that publish such notices end.
const ENDINGS: [&str; 4] = ["健康保険組合", "共済組合", "国民健康保険組合", "厚生年金基金"];
/// Words before such an ending that make it no name of this organisation.
const NO_NAMES: [&str; 9] = ["当", "本", "各", "他の", "全", "旧", "他", "同", "貴"];

/// The name that occurs most often, the earlier one of two; empty when there is none.
pub(super) fn organisation_name(text: &str) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for ending in ENDINGS {
        for (at, _) in text.match_indices(ending) {
            let end = at + ending.len();
            let is_part = |c: char| {
                is_kanji(c)
                    || is_katakana(c)
                    || matches!(c, '・' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
                    || c.is_ascii_alphanumeric()
            };
            let head = text[..at].chars().rev().take_while(|c| is_part(*c)).take(20);
            let start = at - head.map(char::len_utf8).sum::<usize>();
            let name = &text[start..end];
            let own = &text[start..at];
            let goes_on = ["連合", "等", "の組合"].iter().any(|word| text[end..].starts_with(word));
            if own.chars().count() > 1
                && !goes_on
                && !NO_NAMES.contains(&own)
                && !own.starts_with('・')
            {
                let entry = counts.entry(name).or_insert((0, start));
                entry.0 += 1;
            }
        }
    }
    let best = counts.iter().max_by_key(|(_, (count, first))| (*count, usize::MAX - first));
    best.map_or(String::new(), |(name, _)| (*name).to_owned())
}

/// The folder name for a kind of document: the usual one, or the next that is free.
pub(super) fn free_slug(kind: Kind, title: &str, existing: &Snapshot) -> Slug {
    let is_privacy = title.contains("個人情報") || title.contains("特定個人");
    let base = match kind {
        Kind::PrivacyNotice => "privacy",
        Kind::JointUseNotice => "joint-use",
        Kind::Regulation if is_privacy => "privacy-rules",
        Kind::Regulation => "rules",
        Kind::Notice => "notice",
        Kind::Announcement => "announcement",
    };
    let usual = Slug::new(base).expect("these are slugs");
    if is_free(&usual, existing) {
        return usual;
    }
    (2..)
        .filter_map(|number| Slug::new(&format!("{base}-{number}")).ok())
        .find(|slug| is_free(slug, existing))
        .unwrap_or(usual)
}

/// True when no file stands in the document's folder.
pub(super) fn is_free(slug: &Slug, existing: &Snapshot) -> bool {
    existing.under(&format!("content/{slug}")).next().is_none()
}

/// The file, and the words that have more than one reading (the first is kept); `None` when there is no reading
/// that furigana can be.
pub(super) fn furigana_file(readings: &[RubyReading]) -> Option<(String, Vec<String>)> {
    let mut words: BTreeMap<&str, &str> = BTreeMap::new();
    let mut others = Vec::new();
    for one in readings.iter().filter(|one| one.reading.chars().all(|c| is_kana(c) || c == '・')) {
        let first = words.entry(&one.base).or_insert(&one.reading);
        if *first != one.reading {
            others.push(format!("{}（{}、{}）", one.base, first, one.reading));
        }
    }
    if words.is_empty() {
        return None;
    }
    let mut text =
        "# ふりがな。「語: よみ」の形で書きます。長い語が先に選ばれます。\nwords:\n".to_owned();
    for (base, reading) in words {
        // A JSON string is a YAML scalar, whatever stands in it.
        let quote = |words: &str| serde_json::Value::from(words).to_string();
        text.push_str(&format!("  {}: {reading}\n", quote(base)));
    }
    Some((text, others))
}
