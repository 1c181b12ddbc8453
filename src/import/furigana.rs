//! Readings over words as `aids/furigana.yaml`. Does not know where they stood.

use super::markup::RubyReading;
use crate::text::chars::is_kana;
use std::collections::BTreeMap;

/// The file, and the words that have more than one reading (the first is kept); `None` when there is no reading
/// that furigana can be.
pub(super) fn file(readings: &[RubyReading]) -> Option<(String, Vec<String>)> {
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
