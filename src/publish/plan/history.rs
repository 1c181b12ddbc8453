//! What happened to a document, year by year: which text counted from when, what was decided, what was done
//! about it. Does not know markup, nor how texts differ.

use super::address::Address;
use super::brought::BroughtChange;
use super::changes;
use super::event_text::{Late, decided, decision, done, late, recorded, told_on};
use super::news;
use super::page::{Body, Page, Sentence, SentencePart, TextStatus, say, words};
use super::planner::{Planner, document_page, title, version_page};
use super::procedures::{Procedure, procedures};
use super::record_page;
use super::status_text;
use super::text_days;
use crate::ledger::{Act, Day, EventDetails, Postponed, Provenance, Replacement, VersionId};
use crate::site::edition::DocumentOn;
use crate::site::{Kind, Version};
use crate::text::date::{self, Date};

/// The history of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPage {
    /// The document.
    pub document: String,
    /// What its reader must know first.
    pub intro: Vec<Sentence>,
    /// The years, newest first.
    pub years: Vec<HistoryYear>,
    /// The last line of the ledger in short, to be printed on paper; see [`crate::ledger::fingerprint`].
    pub fingerprint: Option<String>,
    /// The record of all that was done, to be printed: what it is called, and where it stands.
    pub record: (&'static str, Address),
    /// The ledger.
    pub ledger: Address,
    /// The files by which others hear of changes: words and place.
    pub news: Vec<(String, Address)>,
}

/// What counts from a day of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryYear {
    /// The year in both calendars.
    pub title: String,
    /// Newest first.
    pub items: Vec<HistoryItem>,
}

/// A text, or the end of the document, or its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryItem {
    /// Its anchor on the page.
    pub anchor: String,
    /// Where it stands in time.
    pub state: TextStatus,
    /// The same in a word or two.
    pub word: String,
    /// What it is.
    pub title: Sentence,
    /// The page that shows it.
    pub page: Option<Address>,
    /// The pages that compare it: with the text before, and with the one whose place it took. Words and place.
    pub changes: Vec<(String, Address)>,
    /// The text before it and its own, where there are both: what differs is its headline.
    pub change: Option<BroughtChange>,
    /// What it means, for members.
    pub summary: Option<String>,
    /// What the law asks, and how it was done.
    pub procedures: Vec<Procedure>,
    /// Days and what was done, each with its name.
    pub facts: Vec<(String, Sentence)>,
    /// What else a careful reader must know.
    pub remarks: Vec<Sentence>,
}

impl HistoryPage {
    /// What its versions change.
    pub fn changes(&self) -> impl Iterator<Item = &BroughtChange> {
        let items = self.years.iter().flat_map(|year| &year.items);
        items.filter_map(|item| item.change.as_ref())
    }
}

/// Where the history of a document stands.
pub(super) fn address(on: &DocumentOn<'_>) -> Address {
    Address::page(&format!("{}/history/", on.document.slug))
}

/// What the history of a document is called: what was told once and never changed has none, only a record.
pub(super) fn name(on: &DocumentOn<'_>) -> &'static str {
    let is_single = on.document.kind == Kind::Announcement && on.document.versions.len() == 1;
    if is_single { "掲載の記録" } else { "改定の履歴" }
}

/// Where the history of a document stands, where anything has happened to it; its name and place.
pub(super) fn page_if_any(on: &DocumentOn<'_>) -> Option<(&'static str, Address)> {
    (!on.document.ledger.lines().is_empty()).then(|| (name(on), address(on)))
}

/// The page of the history of a document.
pub(super) fn page(planner: &Planner<'_>, on: &DocumentOn<'_>) -> Page {
    let title = title(on);
    let mut trail = planner.trail();
    trail.push((title.clone(), document_page(on)));
    let name = name(on);
    let history = HistoryPage {
        document: title.clone(),
        intro: intro(on),
        years: years(planner, on),
        fingerprint: on.document.ledger.fingerprint(),
        record: (record_page::NAME, record_page::address(on)),
        ledger: Address::file(&format!("{}/ledger.jsonl", on.document.slug)),
        news: news::places(planner.edition, &document_page(on)),
    };
    Page {
        address: address(on),
        full_title: planner.full_title(&[name, &title]),
        description: format!("{}の「{title}」の{name}です。", planner.organisation),
        crumb: name.to_owned(),
        title: name.to_owned(),
        trail,
        indexing: planner.indexing(),
        stands_on: planner.stands_on(on),
        canonical: None,
        body: Body::History(history),
    }
}

/// What is here, and from when on: nothing says that there was nothing before.
fn intro(on: &DocumentOn<'_>) -> Vec<Sentence> {
    if on.document.kind == Kind::Announcement {
        let said = "このお知らせについて台帳に記録したことを、新しい順にまとめています。";
        return vec![vec![words(said)]];
    }
    let mut intro =
        vec![words("この文書の内容がいつから、どのように変わったかを、新しい順にまとめています。")];
    let first = on.document.versions.first();
    if let Some(Day::Known(day)) = first.map(|version| version.effective) {
        intro.push(words("このサイトで確認できるのは、"));
        intro.push(SentencePart::Day(day));
        intro.push(words("からの内容です。"));
    }
    vec![intro]
}

fn years(planner: &Planner<'_>, on: &DocumentOn<'_>) -> Vec<HistoryYear> {
    let mut items: Vec<(Date, HistoryItem)> = Vec::new();
    for version in &on.document.versions {
        items.push((version.effective.counted(), item(planner, on, version)));
    }
    if let Some(repeal) = &on.document.repeal {
        items.push((repeal.effective, repealed(on, repeal.effective)));
    }
    for (at, name) in on.document.titles.iter().enumerate() {
        let mut facts = decided(&name.told);
        facts.push(("台帳への記録日".to_owned(), vec![SentencePart::Day(name.recorded)]));
        let item = HistoryItem {
            anchor: format!("name-{}", at + 1),
            state: TextStatus::Past,
            word: "名称".to_owned(),
            title: vec![
                SentencePart::Day(name.effective),
                words(&format!("から、文書の名前は「{}」", name.words)),
            ],
            page: None,
            changes: Vec::new(),
            change: None,
            summary: name.told.summary.clone(),
            procedures: Vec::new(),
            facts,
            remarks: Vec::new(),
        };
        items.push((name.effective, item));
    }
    // Stable: of one day, what was recorded last comes first.
    items.reverse();
    items.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let mut years: Vec<(i16, HistoryYear)> = Vec::new();
    for (day, item) in items {
        match years.last_mut() {
            Some((year, all)) if *year == day.year() => all.items.push(item),
            Some(_) | None => {
                let title = year_words(day.year());
                let items = vec![item];
                years.push((day.year(), HistoryYear { title, items }));
            }
        }
    }
    years.into_iter().map(|(_, year)| year).collect()
}

/// 2019年（平成31年・令和元年）.
fn year_words(year: i16) -> String {
    let era = |month, day| {
        let day = Date::new(year, month, day).ok()?;
        let words = date::wareki(day);
        let end = words.find('年')? + '年'.len_utf8();
        Some(words[..end].to_owned())
    };
    let western = format!("{year}年");
    match (era(1, 1), era(12, 31)) {
        (Some(first), Some(last)) if first == last && first != western => {
            format!("{western}（{first}）")
        }
        (Some(first), Some(last)) if first != last => format!("{western}（{first}・{last}）"),
        _ => western,
    }
}

fn item(planner: &Planner<'_>, on: &DocumentOn<'_>, version: &Version) -> HistoryItem {
    HistoryItem {
        anchor: anchor(version.id),
        state: status_text::state(on, version),
        word: status_text::word(on, version),
        title: status_text::period(on, version),
        page: Some(version_page(on, version)),
        changes: changes::tables(on, version),
        change: changes::brought(planner, on, version),
        summary: summary(on, version),
        procedures: changes::before(on, version)
            .map_or_else(Vec::new, |old| procedures(planner, on, (old, version))),
        facts: facts(on, version),
        remarks: remarks(on, version),
    }
}

/// What a version means for members; of one with a slip put right, what was said before the slip was found.
fn summary(on: &DocumentOn<'_>, version: &Version) -> Option<String> {
    let words = on.document.decided_as(version).told.summary.clone()?;
    Some(match version.withdrawn {
        Some(_) => format!("取りやめた内容：{words}"),
        None => words,
    })
}

/// The anchor of a version in the history.
pub(super) fn anchor(id: VersionId) -> String {
    format!("v-{}", id.to_string().replace('.', "-"))
}

fn facts(on: &DocumentOn<'_>, version: &Version) -> Vec<(String, Sentence)> {
    let word = on.document.kind.effective_word();
    let mut all = Vec::new();
    let mut put = |name: &str, sentence: Sentence| all.push((name.to_owned(), sentence));
    let effective = match version.effective {
        Day::Known(day) => vec![SentencePart::Day(day)],
        Day::Unknown { seen } => say("不明（{}に確認）", [seen.into()]),
    };
    match version.withdrawn {
        Some(_) => put(&word.replace('日', "予定日"), effective),
        None => put(word, effective),
    }
    let first = on.document.decided_as(version);
    for (name, sentence) in decided(&first.told) {
        put(&name, sentence);
    }
    if first.id != version.id {
        for (name, sentence) in decided(&version.told) {
            put(&format!("訂正の{name}"), sentence);
        }
    }
    for day in text_days::corrected_on(on, version) {
        put("訂正日", vec![SentencePart::Day(day)]);
    }
    for taken in &version.steps {
        let (name, sentence) = done(taken);
        put(name, sentence);
    }
    put("台帳への記録日", recorded(word, version));
    all
}

fn remarks(on: &DocumentOn<'_>, version: &Version) -> Vec<Sentence> {
    let mut all = Vec::new();
    let to = |id: VersionId, words: &str| {
        let other = on.document.version(id)?;
        Some(SentencePart::Link(words.to_owned(), version_page(on, other)))
    };
    let mut put = |before: &str, link: Option<SentencePart>, after: &str| {
        let link = link.into_iter();
        let sentence = [words(before)].into_iter().chain(link);
        all.push(sentence.chain([words(after)]).collect());
    };
    match version.came {
        Provenance::Corrects(id) => {
            let told = version.told.summary.as_deref().unwrap_or_default();
            let said = format!("の誤記を訂正したものです。{told}");
            put("", to(id, "訂正前の内容"), &said);
        }
        Provenance::Reissues(id) => put("", to(id, "先に確定した内容"), "を差し替えたものです。"),
        Provenance::Sealed | Provenance::Registered => {}
    }
    if let Some(replaced) = version.replaced {
        let words = match replaced.why {
            Replacement::Correction => "誤記を訂正した内容",
            Replacement::Reissue => "差し替えた後の内容",
        };
        put("", to(replaced.by, words), "があります。");
    }
    if let Some(withdrawn) = &version.withdrawn {
        let (told, late) =
            told_late(&withdrawn.told, version.effective.counted(), withdrawn.recorded);
        let mut sentence = vec![SentencePart::Day(told.0)];
        sentence.push(words(&format!("に取りやめ{}{late}。", told.1)));
        sentence.extend(decision(&withdrawn.told));
        sentence.extend(withdrawn.told.summary.iter().map(|one| words(one)));
        all.push(sentence);
    }
    all.extend(version.postponed.iter().map(|moved| postponed(on, moved)));
    for withheld in &version.withheld {
        all.push(vec![
            SentencePart::Day(withheld.recorded),
            words(&format!("に、内容の一部を非公開にしました（{}）。", withheld.reason)),
        ]);
    }
    all
}

/// The day on which something about a planned day was told, how that is said, and words where that was recorded late.
fn told_late(
    told: &EventDetails,
    planned: Date,
    recorded: Date,
) -> ((Date, &'static str), &'static str) {
    let late = match late(planned, recorded) {
        Late::No => "",
        Late::Yes => "（予定の日より後の記録）",
    };
    (told_on(told, recorded), late)
}

/// From which day a version was moved, and when that was told.
fn postponed(on: &DocumentOn<'_>, moved: &Postponed) -> Sentence {
    let word = on.document.kind.effective_word();
    let (told, late) = told_late(&moved.told, moved.from, moved.recorded);
    let what = if told.1.starts_with('の') { "延期する" } else { "延期すること" };
    let said = format!("{{}}に、{word}を{{}}から{what}{}{late}。", told.1.trim_start_matches('の'));
    let mut sentence = say(&said, [told.0.into(), moved.from.into()]);
    sentence.extend(decision(&moved.told));
    sentence.extend(moved.told.summary.iter().map(|one| words(one)));
    sentence
}

fn repealed(on: &DocumentOn<'_>, day: Date) -> HistoryItem {
    let repeal = on.document.repeal.as_ref();
    let lines = on.document.ledger.lines().iter();
    let is_repeal = |act: &Act| matches!(act, Act::Repeal { .. });
    let line = lines.rev().find(|line| is_repeal(&line.event.act));
    let mut facts = repeal.map_or_else(Vec::new, |repeal| decided(&repeal.told));
    facts.extend(line.map(|line| {
        let mut sentence = vec![SentencePart::Day(line.event.recorded)];
        if late(day, line.event.recorded) == Late::Yes {
            sentence.push(words("（廃止日より後の記録）"));
        }
        ("台帳への記録日".to_owned(), sentence)
    }));
    let title = match on.document.kind {
        Kind::Announcement => "に掲載を終了",
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Regulation | Kind::Notice => "に廃止",
    };
    HistoryItem {
        anchor: "repeal".to_owned(),
        state: TextStatus::Repealed,
        word: status_text::word_without_text(on, TextStatus::Repealed).to_owned(),
        title: vec![SentencePart::Day(day), words(title)],
        page: None,
        changes: Vec::new(),
        change: None,
        summary: repeal.and_then(|repeal| repeal.told.summary.clone()),
        procedures: Vec::new(),
        facts,
        remarks: Vec::new(),
    }
}
