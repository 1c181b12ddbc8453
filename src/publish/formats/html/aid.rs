//! A page of aids as what its template uses. Does not know where the aids come from.

use super::data::{AidData, AidPartData, ChoiceData, Html, OriginalLine};
use super::sentence::{PageWords, words};
use crate::publish::plan::{AidPage, AidPart, AidTitle, Choice, PartState};
use crate::site::{AidKind, AidPiece, PieceForm};

/// The members of `aid`.
pub(super) fn aid<'a>(own: &'a AidPage, on: PageWords<'a>) -> AidData<'a> {
    let (title, title_lang) = match &own.title {
        AidTitle::Aided(title) => (title, own.kind.lang()),
        AidTitle::Original(title) => (title, "ja"),
    };
    AidData {
        title: heading(title, title_lang, on),
        title_lang,
        state: own.state.name(),
        word: &own.word,
        until: &own.until,
        standing: on.sentences(&own.standing),
        text: on.href(&own.text),
        is_old: own.is_old,
        parts: own.parts.iter().map(|one| part(one, own.kind, on)).collect(),
    }
}

/// The ways to read a text; nothing where there is only one.
pub(super) fn choices(all: &[Choice], on: PageWords<'_>) -> Vec<ChoiceData> {
    let all = all.iter().map(|choice| ChoiceData {
        title: choice.title,
        lang: choice.lang,
        href: on.href(&choice.page),
        is_here: choice.page == on.page.address,
    });
    all.collect()
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
fn heading(said: &str, lang: &str, on: PageWords<'_>) -> Html {
    if lang == "ja" { on.phrased(said) } else { words(said) }
}

fn part<'a>(own: &'a AidPart, kind: AidKind, on: PageWords<'a>) -> AidPartData<'a> {
    let mut pieces = own.original.as_slice();
    let (said, lang) = match &own.state {
        PartState::Current(said) => (numbered(&said.heading, pieces), kind.lang()),
        PartState::Above => (String::new(), "ja"),
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
            (heading, "ja")
        }
    };
    let (text, items) = match &own.state {
        PartState::Current(said) => (said.text.as_slice(), said.items.as_slice()),
        PartState::Stale | PartState::Missing | PartState::Above => (&[][..], &[][..]),
    };
    AidPartData {
        anchor: &own.anchor,
        level: own.level,
        state: own.state.name(),
        says_why: own.says_why,
        heading: heading(&said, lang, on),
        heading_lang: lang,
        text: text.iter().map(|one| words(one)).collect(),
        items: items.iter().map(|one| words(one)).collect(),
        original: original(pieces),
    }
}

/// The text itself: the name of a column beside its first line, not in a head or for each line; the name of
/// a field before its words.
fn original(pieces: &[AidPiece]) -> Vec<OriginalLine<'_>> {
    let mut column = "";
    let mut out = Vec::new();
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
        out.push(OriginalLine {
            column: new,
            label: &piece.label,
            is_heading: !matches!(said.form, PieceForm::Text | PieceForm::Row),
            name,
            words: words(&said.words),
        });
    }
    out
}
