//! The organisation's name in a text, and the folder name of a document. Does not know whether the name is right.

use crate::disk::Snapshot;
use crate::site::{Kind, Slug};
use crate::text::chars::{is_kanji, is_katakana};
use std::collections::BTreeMap;

/// How names of organisations that publish such notices end.
const ENDINGS: [&str; 4] = ["健康保険組合", "共済組合", "国民健康保険組合", "厚生年金基金"];
/// Words before such an ending that make it no name of this organisation.
const NO_NAMES: [&str; 9] = ["当", "本", "各", "他の", "全", "旧", "他", "同", "貴"];

/// The name that occurs most often, the earlier one of two; empty when there is none.
pub(super) fn organisation(text: &str) -> String {
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
pub(super) fn slug(kind: Kind, title: &str, existing: &Snapshot) -> Slug {
    let is_privacy = title.contains("個人情報") || title.contains("特定個人");
    let base = match kind {
        Kind::PrivacyNotice => "privacy",
        Kind::JointUseNotice => "joint-use",
        Kind::Regulation if is_privacy => "privacy-rules",
        Kind::Regulation => "rules",
        Kind::Notice => "notice",
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
