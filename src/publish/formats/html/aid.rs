//! A page of aids as what its template uses. Does not know where the aids come from.

use super::runs::phrased;
use super::sentence::{from, sentence, words};
use super::shape::{map, safe};
use crate::publish::plan::{AidPage, AidPart, AidTitle, Choice, Page, PartState};
use crate::site::{AidKind, AidPiece, PieceForm};
use crate::text::phrase::Phrases;
use tera::Value;

/// The members of `aid`.
pub(super) fn aid(own: &AidPage, page: &Page, phrases: &Phrases) -> Value {
    let (title, title_lang) = match &own.title {
        AidTitle::Aided(title) => (title, own.kind.lang()),
        AidTitle::Original(title) => (title, "ja"),
    };
    let standing = own.standing.iter();
    let standing: Vec<Value> = standing.map(|one| sentence(one, &from(page))).collect();
    let parts: Vec<Value> = own.parts.iter().map(|one| part(one, own.kind, phrases)).collect();
    map([
        ("title", heading(title, title_lang, phrases)),
        ("title_lang", title_lang.into()),
        ("state", own.state.name().into()),
        ("word", own.word.as_str().into()),
        ("standing", standing.into()),
        ("text", own.text.seen_from(&page.address).into()),
        ("authority", own.wording.authority.into()),
        ("to_text", own.wording.to_text.into()),
        ("stale_mark", own.wording.stale_mark.into()),
        ("stale", own.wording.stale.into()),
        ("missing", own.wording.missing.into()),
        ("original", own.wording.original.into()),
        ("parts", parts.into()),
    ])
}

/// The members of `choices`: the ways to read a text; nothing where there is only one.
pub(super) fn choices(all: &[Choice], label: &str, page: &Page) -> Value {
    if all.is_empty() {
        return Value::none();
    }
    let ways: Vec<Value> = all
        .iter()
        .map(|choice| {
            map([
                ("title", Value::from(choice.title)),
                ("lang", choice.lang.into()),
                ("href", choice.page.seen_from(&page.address).into()),
                ("is_here", (choice.page == page.address).into()),
            ])
        })
        .collect();
    map([("label", Value::from(label)), ("ways", ways.into())])
}

/// A heading with the number of the text's own, where that says something in every language.
fn numbered(heading: &str, pieces: &[AidPiece]) -> String {
    let label = pieces.first().map_or("", |piece| piece.label.as_str());
    if heading.is_empty() || label.is_empty() || !label.is_ascii() {
        heading.to_owned()
    } else {
        format!("{label} {heading}")
    }
}

/// A heading that turns at phrases where it is Japanese.
fn heading(said: &str, lang: &str, phrases: &Phrases) -> Value {
    if lang != "ja" {
        return words(said);
    }
    let mut out = String::new();
    phrased(said, phrases, None, &mut out);
    safe(&out)
}

fn part(own: &AidPart, kind: AidKind, phrases: &Phrases) -> Value {
    let mut pieces = own.original.as_slice();
    let (state, said, lang) = match &own.state {
        PartState::Current(said) => ("current", numbered(&said.heading, pieces), kind.lang()),
        PartState::Above => ("above", String::new(), "ja"),
        PartState::Stale | PartState::Missing => {
            let mut heading = String::new();
            if let Some((first, rest)) = pieces.split_first()
                && matches!(first.form, PieceForm::Heading | PieceForm::Row)
            {
                heading = first.words.clone();
                if !first.label.is_empty() {
                    heading = format!("{} {heading}", first.label);
                }
                pieces = rest;
            }
            let state = match own.state {
                PartState::Stale => "stale",
                PartState::Current(_) | PartState::Missing | PartState::Above => "missing",
            };
            (state, heading, "ja")
        }
    };
    let (text, items) = match &own.state {
        PartState::Current(said) => (said.text.as_slice(), said.items.as_slice()),
        PartState::Stale | PartState::Missing | PartState::Above => (&[][..], &[][..]),
    };
    let all = |all: &[String]| -> Value {
        let all: Vec<Value> = all.iter().map(|one| words(one)).collect();
        all.into()
    };
    map([
        ("anchor", Value::from(own.anchor.as_str())),
        ("level", own.level.into()),
        ("state", state.into()),
        ("says_why", own.says_why.into()),
        ("heading", heading(&said, lang, phrases)),
        ("heading_lang", lang.into()),
        ("text", all(text)),
        ("items", all(items)),
        ("original", original(pieces).into()),
    ])
}

/// The text itself: the name of a column beside its first line, not in a head or for each line; the name of
/// a field before its words.
fn original(pieces: &[AidPiece]) -> Vec<Value> {
    let mut column = "";
    let mut out: Vec<Value> = Vec::new();
    let mut rest = pieces;
    while let Some((piece, after)) = rest.split_first() {
        rest = after;
        if piece.form == PieceForm::Column {
            continue;
        }
        let new = if piece.column == column { "" } else { &piece.column };
        column = &piece.column;
        let (name, said) = match (piece.form, after.split_first()) {
            (PieceForm::Name, Some((said, after))) if said.form == PieceForm::Text => {
                rest = after;
                (piece.words.as_str(), said)
            }
            (
                PieceForm::Name
                | PieceForm::Column
                | PieceForm::Row
                | PieceForm::Heading
                | PieceForm::Text,
                _,
            ) => ("", piece),
        };
        out.push(map([
            ("column", Value::from(new)),
            ("label", piece.label.as_str().into()),
            ("is_heading", (!matches!(said.form, PieceForm::Text | PieceForm::Row)).into()),
            ("name", name.into()),
            ("words", words(&said.words)),
        ]));
    }
    out
}
