//! The texts of a draft as rules of law read them: what stands above and beside each, its sentences, what it quotes, and
//! the day whose law counts. Does not know any law.

use super::Facts;
use crate::ledger::Day;
use crate::site::{Document, Kind, SinceDay};
use crate::text::date::{self, Date};
use crate::text::sentence::sentences;
use crate::tree::{Form, Provision, Text};
use std::ops::Range;

/// A text that is judged.
pub(super) struct LegalPassage<'a> {
    /// The document.
    pub document: &'a Document,
    /// The text.
    pub text: &'a Text,
    /// Its words.
    pub words: String,
    /// The provision that it is part of.
    pub own: &'a Provision,
    /// What stands above that, the nearest first.
    pub above: Vec<&'a Provision>,
    /// The day whose law counts.
    pub day: Date,
}

/// Provisions beside a text are looked at up to this many.
const BESIDE: usize = 60;

impl LegalPassage<'_> {
    /// Its sentences that say something of today: no line of a history.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut all = sentences(&self.words);
        if is_chronicle(&self.words) || is_chronicle(&self.said_in_row()) {
            all.retain(|range| !is_told(&self.words[range.clone()]));
        }
        all.retain(|range| !is_history(&self.words[range.clone()]));
        all
    }

    /// What is said above it, the nearest first: its own heading, then headings and leads.
    pub(super) fn said_above(&self) -> Vec<String> {
        let own = std::iter::once(self.own).chain(self.above.iter().copied());
        let all = own.flat_map(|one| [one.heading(), one.text()]);
        let other = all.filter(|text| !text.is_empty() && !std::ptr::eq(*text, self.text));
        other.map(Text::words).collect()
    }

    /// What is said in the same row, or below the same parent.
    pub(super) fn said_beside(&self) -> String {
        let fits = |one: &&&Provision| one.size() <= BESIDE && one.form() != Form::Document;
        self.above
            .iter()
            .take(3)
            .take_while(fits)
            .last()
            .map_or_else(String::new, |one| one.words())
    }

    /// What is said in the same row of a table.
    pub(super) fn said_in_row(&self) -> String {
        let row = self.above.iter().find(|one| one.form() == Form::Row);
        row.map_or_else(String::new, |row| row.words())
    }

    /// All that is near: the text, what is above it, what is beside it.
    pub(super) fn said_near(&self) -> String {
        let mut near = self.words.clone();
        for words in self.said_above() {
            near.push('\n');
            near.push_str(&words);
        }
        near + "\n" + &self.said_beside()
    }
}

/// The texts of all drafts in which the law of today, or of a day to come, counts; without 附則 and histories, which keep
/// the words of their time.
pub(super) fn passages<'a>(facts: &Facts<'a>) -> Vec<LegalPassage<'a>> {
    let documents = facts.site.documents.iter().filter(|one| one.repeal.is_none());
    documents.flat_map(|document| of_document(document, facts.today)).collect()
}

fn of_document(document: &Document, today: Date) -> Vec<LegalPassage<'_>> {
    let day = day_of_law(document, today);
    let root: &Provision = document.draft.on(day);
    let news_day = day_of_news(document, root);
    let mut found = Vec::new();
    let mut above: Vec<&Provision> = Vec::new();
    let mut old_depth = usize::MAX;
    for (depth, own) in root.visit() {
        above.truncate(depth);
        if depth > old_depth {
            continue;
        }
        old_depth = usize::MAX;
        if own.form() == Form::Supplement || own.role().is_within("history") {
            old_depth = depth;
            continue;
        }
        let own_day = || {
            let headed = std::iter::once(own).chain(above.iter().rev().copied());
            headed.filter(|one| one.form() != Form::Document).find_map(heading_day)
        };
        for text in [own.heading(), own.text()] {
            if !text.is_empty() {
                found.push(LegalPassage {
                    document,
                    text,
                    words: text.words(),
                    own,
                    above: above.iter().rev().copied().collect(),
                    day: news_day.or_else(own_day).unwrap_or(day),
                });
            }
        }
        above.push(own);
    }
    found
}

/// The day whose law a draft must keep: that from which it counts, and today where it counts already.
fn day_of_law(document: &Document, today: Date) -> Date {
    let slip = document.slip.as_ref().and_then(|slip| match slip.effective {
        Some(SinceDay::Day(day)) => Some(day),
        Some(SinceDay::Unknown { .. }) | None => None,
    });
    let newest = document.newest().and_then(|version| match version.effective {
        Day::Known(day) => Some(day),
        Day::Unknown { .. } => None,
    });
    let own = slip.or(newest);
    match document.kind {
        // Told once: the law of its day counts for good.
        Kind::Announcement => own.unwrap_or(today),
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Regulation => {
            own.map_or(today, |own| own.max(today))
        }
    }
}

/// Words of a text that tells news, in its title or beside its day.
const NEWS: [&str; 9] = [
    "お知らせ", "おしらせ", "ニュース", "新着", "プレスリリース", "公告", "掲載日", "掲載",
    "公開日",
];

/// Words of a text that stands until it is changed.
const STANDING: [&str; 8] =
    ["方針", "規程", "規則", "ポリシー", "公表事項", "に関する公表", "規約", "要領"];

/// How many texts at the head and at the end of a document may be its day.
const HEAD: usize = 8;

/// The day of a text that was told once (an announcement, or what looks like one).
pub(super) fn day_of_news(document: &Document, root: &Provision) -> Option<Date> {
    let all = || root.visit().flat_map(|(_, one)| [one.heading(), one.text()]);
    let texts = || all().filter(|text| !text.is_empty());
    let head: Vec<String> = texts().take(HEAD).map(Text::words).collect();
    let mut days = head.iter().filter_map(|words| Some((lone_day(words)?, words)));
    let (day, beside) = days.next()?;
    let title = root.heading().words();
    let is_news = |words: &str| NEWS.iter().any(|sign| words.contains(sign));
    // 「プライバシーポリシー改定のお知らせ」 is news: what is said last counts.
    let last = |signs: &[&str]| signs.iter().filter_map(|sign| title.rfind(sign)).max();
    let stands = last(&STANDING) > last(&NEWS);
    let says_so = is_news(beside) || head.iter().take(4).any(|words| is_news(words)) && !stands;
    match document.kind {
        Kind::Announcement => Some(day),
        Kind::Notice | Kind::PrivacyNotice | Kind::JointUseNotice => says_so.then_some(day),
        Kind::Regulation => None,
    }
}

/// The day that is all that a text says, but for a word for it: 「掲載日　令和6年11月18日」.
fn lone_day(words: &str) -> Option<Date> {
    let mut rest = words.trim();
    if rest.chars().count() > 40 {
        return None;
    }
    let found = date::find(rest);
    let (range, day) = found.first()?;
    let (before, after) = (&rest[..range.start], &rest[range.end..]);
    rest = before.trim_matches(|c: char| " \u{3000}（(【[：:".contains(c));
    let after = after.trim_matches(|c: char| " \u{3000}）)】]".contains(c));
    let is_word = |words: &str| {
        words.is_empty() || NEWS.contains(&words) || ["更新", "更新日", "日付"].contains(&words)
    };
    (is_word(rest) && is_word(after)).then_some(*day)
}

/// The day with which the heading of one of several pieces of news begins or ends.
fn heading_day(own: &Provision) -> Option<Date> {
    let words = own.heading().words();
    let words = words.trim_matches(|c: char| " \u{3000}（(【[）)】]".contains(c));
    let found = date::find(words);
    let (range, day) = found.first()?;
    let is_dated = range.start == 0 || range.end == words.len();
    let says_history = HISTORY.iter().any(|mark| words.contains(mark));
    let is_from = ["から", "以降", "より", "施行", "適用"].iter().any(|sign| words.contains(sign));
    (is_dated && !says_history && !is_from).then_some(*day)
}

/// What the lines of a history say of their days.
const HISTORY: [&str; 8] = ["制定", "改正", "改訂", "改定", "廃止", "策定", "施行", "一部変更"];

/// An entry of a chronicle: 「平成28年1月　…に改められました。」, which says with its day what was done.
fn is_chronicle(words: &str) -> bool {
    let words = words.trim_start();
    let eras = ["明治", "大正", "昭和", "平成", "令和", "西暦"];
    let mut rest = eras.iter().find_map(|era| words.strip_prefix(era)).unwrap_or(words);
    let mut units = 0;
    for unit in ['年', '月', '日'] {
        let behind = rest.trim_start_matches(|c: char| c.is_numeric() || c == '元');
        let Some(next) = behind.strip_prefix(unit).filter(|_| behind.len() < rest.len()) else {
            break;
        };
        (rest, units) = (next, units + 1);
    }
    let is_parted = rest.starts_with([' ', '\u{3000}', '\t', '\n', ':', '：', '、', '，']);
    let first = rest.split('。').next().unwrap_or(rest);
    units > 0 && is_parted && is_told(first)
}

/// Whether a sentence tells what was.
fn is_told(sentence: &str) -> bool {
    sentence.trim_end().trim_end_matches('。').ends_with('た')
}

/// 「制定　平成17年4月1日」「平成29年5月30日　一部改正」: a day right beside such a word.
fn is_history(sentence: &str) -> bool {
    date::find(sentence).into_iter().any(|(range, _)| {
        let gap = |words: &str| words.chars().take(4).collect::<String>();
        let after = gap(&sentence[range.end..]);
        let before: String = {
            let back: Vec<char> = sentence[..range.start].chars().rev().take(4).collect();
            back.into_iter().rev().collect()
        };
        let is_there = |words: &str| HISTORY.iter().any(|mark| words.contains(mark));
        is_there(&after) || is_there(&before)
    })
}
