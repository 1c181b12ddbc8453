//! What an import left out, for people: every omission with its place, its kind and its words. Decides nothing.

use super::markup::OmittedPart;
use super::report::{ReportStory, escape, place};
use crate::diagnostic::{Lang, Message};

/// Longer words are cut in the report; the source holds them whole.
const SHOWN_CHARS: usize = 400;
/// And in the summary.
const SUMMARY_CHARS: usize = 40;

/// Omissions with words; scripts and the like have none.
fn with_words<'s>(story: &ReportStory<'s>) -> impl Iterator<Item = &'s OmittedPart> + use<'s> {
    let all = story.lifted.sheet.as_ref().map_or(&[][..], |sheet| &sheet.omissions);
    all.iter().filter(|left| !left.words.is_empty())
}

fn cut(words: &str, count: usize) -> String {
    let all = words.chars().count();
    let mut out: String = words.chars().take(count).collect();
    if all > count {
        out.push_str(&format!("…（全{all}文字）"));
    }
    out
}

/// The section of the report; nothing for plain text.
pub(super) fn section(story: &ReportStory<'_>) -> Vec<String> {
    let Some(sheet) = &story.lifted.sheet else {
        return vec![];
    };
    let count = with_words(story).count();
    let mut lines =
        vec![String::new(), format!("## 取り込まなかった部分（{count}件）"), String::new()];
    if count == 0 {
        lines.push("ありません。".to_owned());
    } else {
        lines.extend([
            "本文ではないと判断した部分です。必要なものがあれば、書き足してください。".to_owned(),
            String::new(),
            "| 行:桁 | 種類 | 文 |".to_owned(),
            "|---|---|---|".to_owned(),
        ]);
        lines.extend(with_words(story).map(|left| {
            let place = place(story, story.ready.place(left.range.start));
            let words = escape(&cut(&left.words, SHOWN_CHARS));
            format!("| {place} | {} | {words} |", Message::from(&left.reason).ja)
        }));
    }
    let silent = sheet.omissions.len() - count;
    if silent > 0 {
        lines.extend([
            String::new(),
            format!("ほかに、文字のない部分（スクリプト、書式など）{silent}件を除きました。"),
        ]);
    }
    lines
}

/// The lines of the summary.
pub(super) fn lines(story: &ReportStory<'_>, lang: Lang) -> Vec<String> {
    if story.lifted.sheet.is_none() {
        return vec![];
    }
    let count = with_words(story).count();
    let head = match lang {
        Lang::Ja => format!("取り込まなかった部分: {count}"),
        Lang::En => format!("left out: {count}"),
    };
    let each = with_words(story).map(|left| {
        let kind = Message::from(&left.reason);
        let place = place(story, story.ready.place(left.range.start));
        format!("  {place}  {}: {}", kind.get(lang), cut(&left.words, SUMMARY_CHARS))
    });
    std::iter::once(head).chain(each).collect()
}
