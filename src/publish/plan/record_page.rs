//! The record of how a document was made public (公表経過記録), a line for each line of its ledger, to be printed and
//! filed. Does not know markup, nor which delay the law allows.

use super::address::Address;
use super::history;
use super::page::{Body, Page, Sentence, SentencePart, say, words};
use super::planner::{Planner, document_page, title, version_page};
use super::record_rows::{RECORD_COLUMNS, RecordCell, RecordRow, record_rows};
use crate::site::edition::DocumentOn;

/// The record of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPage {
    /// The document.
    pub document: String,
    /// What its reader must know first.
    pub intro: Vec<Sentence>,
    /// The lines of the ledger, in their order.
    pub lines: Vec<RecordLine>,
    /// The last line of the ledger in short; see [`crate::ledger::fingerprint`].
    pub fingerprint: Option<String>,
    /// The ledger.
    pub ledger: Address,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// Its number, from 1.
    pub number: usize,
    /// What happened.
    pub what: String,
    /// The version, with the way to its page.
    pub version: Sentence,
    /// The days, each with its name.
    pub days: Vec<Sentence>,
    /// What was said about it.
    pub said: Vec<Sentence>,
    /// When it was recorded, and whether that was late.
    pub recorded: Sentence,
    /// The digest of the line in short.
    pub digest: String,
}

/// Digits of a digest that are printed.
const DIGITS: usize = 16;

/// Where the record of a document stands.
pub(super) fn address(on: &DocumentOn<'_>) -> Address {
    Address::page(&format!("{}/record/", on.document.slug))
}

/// What it is called.
pub(super) const NAME: &str = "公表経過記録";

/// The page of the record of a document.
pub(super) fn page(planner: &Planner<'_>, on: &DocumentOn<'_>) -> Page {
    let title = title(on);
    let mut trail = planner.trail();
    trail.push((title.clone(), document_page(on)));
    trail.push((history::name(on).to_owned(), history::address(on)));
    let said = "この文書について台帳に記録したことを、記録した順にまとめています。";
    let rows = record_rows(on.document);
    Page {
        address: address(on),
        full_title: planner.full_title(&[NAME, &title]),
        description: format!("{}の「{title}」の{NAME}です。", planner.organisation),
        crumb: NAME.to_owned(),
        title: NAME.to_owned(),
        trail,
        indexing: planner.indexing(),
        stands_on: planner.stands_on(on),
        canonical: None,
        body: Body::Record(RecordPage {
            document: title,
            intro: vec![vec![words(said)]],
            lines: rows.iter().map(|row| line(on, row)).collect(),
            fingerprint: on.document.ledger.fingerprint(),
            ledger: Address::file(&format!("{}/ledger.jsonl", on.document.slug)),
        }),
    }
}

/// The days that have a place of their own.
const DAYS: [&str; 10] = [
    "decided", "approved", "published", "effective", "seen", "filed", "posted", "posted-until",
    "bulletin", "confirmed",
];

fn line(on: &DocumentOn<'_>, row: &RecordRow) -> RecordLine {
    let number = match row.cell("line") {
        RecordCell::Number(number) => *number,
        _ => 0,
    };
    let named = text(row, "version");
    let version = named.as_deref().and_then(|words| on.document.version_named(words));
    let digest = text(row, "line-digest").unwrap_or_default();
    let said = ["duties", "summary", "note"].into_iter().filter_map(|name| text(row, name));
    RecordLine {
        number,
        what: text(row, "what").unwrap_or_default(),
        version: match (version, named) {
            (Some(version), Some(named)) => vec![(named, version_page(on, version)).into()],
            (_, named) => named.iter().map(|named| words(named)).collect(),
        },
        days: DAYS.into_iter().filter_map(|name| day(row, name)).collect(),
        said: said.map(|one| vec![words(&one)]).collect(),
        recorded: recorded(row),
        digest: digest.chars().take(DIGITS).collect(),
    }
}

fn text(row: &RecordRow, name: &str) -> Option<String> {
    match row.cell(name) {
        RecordCell::Words(words) => Some(words.clone()),
        _ => None,
    }
}

/// 「公表日：2026年4月2日（施行日・適用日より後）」.
fn day(row: &RecordRow, name: &str) -> Option<Sentence> {
    let RecordCell::Days(days) = row.cell(name) else {
        return None;
    };
    let column = RECORD_COLUMNS.iter().find(|(known, _)| *known == name)?;
    let mut all = vec![words(&format!("{}：", column.1))];
    for (at, day) in days.iter().enumerate() {
        all.extend((at > 0).then(|| words("、")));
        all.push(SentencePart::Day(*day));
    }
    match name {
        "decided" => all.extend(text(row, "decided-by").map(|by| words(&format!("（{by}）")))),
        "published" if *row.cell("published-late") == RecordCell::Late => {
            all.push(words("（施行日・適用日より後）"));
        }
        _ => {}
    }
    Some(all)
}

fn recorded(row: &RecordRow) -> Sentence {
    let RecordCell::Days(days) = row.cell("recorded") else {
        return Vec::new();
    };
    let late = match row.cell("recorded-late") {
        RecordCell::Late => "（後日の記録）",
        _ => "",
    };
    days.iter().flat_map(|day| say("{}{}", [(*day).into(), late.into()])).collect()
}
