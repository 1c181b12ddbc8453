//! Pages of aids beside a text: the text with furigana, in plain Japanese, in English. The text itself stays
//! the one that counts, and every page says so. Does not know markup.

use super::address::Address;
use super::page::{Body, Page, Piece, Proof, State, TextPage};
use crate::ledger::VersionId;
use crate::site::{Aid, AidKind, Aids, Anchors, Match, Unit, find, units};
use crate::site::{Piece as Words, PieceForm};

/// A way to read a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is called, in its own language.
    pub title: &'static str,
    /// Its language (BCP 47).
    pub lang: &'static str,
    /// Its page.
    pub page: Address,
}

/// What an aid says for a part of the text, or why it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartState {
    /// The aid is for the words as they are.
    Current(Said),
    /// The words have changed since it was made; what it says is not shown as theirs.
    Stale,
    /// There is none.
    Missing,
}

/// What an aid says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its heading; may be empty.
    pub heading: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// A list after them.
    pub items: Vec<String>,
}

/// A part of a text with its aid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AidPart {
    /// Its anchor, here and on the page of the text.
    pub anchor: String,
    /// How deep its heading stands, from 2; no level is skipped.
    pub level: u8,
    /// What the aid says.
    pub state: PartState,
    /// The text itself.
    pub original: Vec<Words>,
}

/// The words of kohyo's own on a page of aids, in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What counts.
    pub authority: &'static str,
    /// The link to the text.
    pub to_text: &'static str,
    /// The mark of a part whose words have changed.
    pub stale_mark: &'static str,
    /// What that means.
    pub stale: &'static str,
    /// Why there is only the text itself.
    pub missing: &'static str,
    /// What opens the text of a part.
    pub original: &'static str,
    /// The list of ways to read.
    pub choices: &'static str,
}

/// A text in plain Japanese or another language, part by part.
#[derive(Clone, Debug)]
pub struct AidPage {
    /// Which aid.
    pub kind: AidKind,
    /// The words of kohyo's own.
    pub wording: Wording,
    /// The title, in the language of the aid or as it is.
    pub title: AidTitle,
    /// Where the text stands in time.
    pub state: State,
    /// The same in a word or two, in the language of the aid.
    pub word: String,
    /// The same in sentences.
    pub standing: Vec<Vec<Piece>>,
    /// The page of the text.
    pub text: Address,
    /// The ways to read it.
    pub choices: Vec<Choice>,
    /// The parts in reading order.
    pub parts: Vec<AidPart>,
}

/// The title of a page of aids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AidTitle {
    /// In the language of the aid.
    Aided(String),
    /// As it is.
    Original(String),
}

const EASY: Wording = Wording {
    authority: "このページは、内容をやさしい日本語で説明したものです。正式な内容は、もとの文章です。",
    to_text: "もとの文章を読む",
    stale_mark: "更新待ち",
    stale: "もとの文章が変わりました。やさしい日本語は、今、作りなおしています。もとの文章を読んでください。",
    missing: "ここには、やさしい日本語がまだありません。もとの文章を読んでください。",
    original: "もとの文章",
    choices: "読み方を選ぶ",
};

const ENGLISH: Wording = Wording {
    authority: "This English translation is provided for reference. The Japanese text is the authoritative one.",
    to_text: "Read the Japanese text",
    stale_mark: "Update pending",
    stale: "The Japanese text of this part has changed and its translation is being updated. Please read the Japanese text.",
    missing: "This part has not been translated yet. Please read the Japanese text.",
    original: "Japanese text",
    choices: "Ways to read this text",
};

/// Adds the pages of aids for each page of a text of one document, and the ways to them.
pub(super) fn add(aids: &Aids, pages: &mut Vec<Page>) {
    let mut more = Vec::new();
    for page in pages.iter_mut() {
        let Body::Text(text) = &page.body else {
            continue;
        };
        let kinds = kinds(aids, text);
        if kinds.is_empty() {
            continue;
        }
        let choices = choices(&page.address, &kinds);
        for kind in &kinds {
            more.push(aid_page(page, text, aids, *kind, &choices));
        }
        if let Body::Text(text) = &mut page.body {
            text.aided.choices = choices;
        }
    }
    pages.extend(more);
}

/// The aids that say anything about a text.
fn kinds(aids: &Aids, text: &TextPage) -> Vec<AidKind> {
    let mut all: Option<Vec<Unit>> = None;
    let mut kinds = Vec::new();
    for (kind, _) in AidKind::ALL {
        let says = match kind {
            AidKind::Furigana => aids.furigana.is_some(),
            AidKind::Easy | AidKind::English => {
                let texts = aids.texts(kind);
                !texts.is_empty()
                    && all
                        .get_or_insert_with(|| units(&text.tree, &Anchors::of(&text.tree)))
                        .iter()
                        .any(|unit| matches!(find(texts, unit), Match::Current(_)))
            }
        };
        if says {
            kinds.push(kind);
        }
    }
    kinds
}

fn choices(text: &Address, kinds: &[AidKind]) -> Vec<Choice> {
    let mut all = vec![Choice {
        title: "もとの文章",
        lang: "ja",
        page: text.clone(),
    }];
    all.extend(kinds.iter().map(|kind| Choice {
        title: kind.title(),
        lang: kind.lang(),
        page: address(text, *kind),
    }));
    all
}

fn address(text: &Address, kind: AidKind) -> Address {
    let folder = text.as_str().trim_end_matches("index.html");
    Address::page(&format!("{folder}{}/", kind.name()))
}

fn aid_page(page: &Page, text: &TextPage, aids: &Aids, kind: AidKind, choices: &[Choice]) -> Page {
    let title = kind.title();
    let mut trail = page.trail.clone();
    trail.push((page.crumb.clone(), page.address.clone()));
    let mut own = Page {
        address: address(&page.address, kind),
        title: page.title.clone(),
        full_title: format!("{title}｜{}", page.full_title),
        description: match kind {
            AidKind::Furigana | AidKind::Easy => page.description.clone(),
            AidKind::English => wording(kind).authority.to_owned(),
        },
        crumb: title.to_owned(),
        trail,
        indexing: page.indexing,
        canonical: page.canonical.clone(),
        body: page.body.clone(),
    };
    match kind {
        AidKind::Furigana => {
            let mut text = text.clone();
            text.aided.choices = choices.to_vec();
            text.aided.furigana.clone_from(&aids.furigana);
            text.standing.push(vec![
                Piece::Words("漢字によみがなを付けたページです。内容は、".to_owned()),
                Piece::Link("もとの文章".to_owned(), page.address.clone()),
                Piece::Words("と同じです。".to_owned()),
            ]);
            own.body = Body::Text(text);
        }
        AidKind::Easy | AidKind::English => {
            let aid = texts(page, text, aids.texts(kind), kind, choices);
            if let AidTitle::Aided(words) = &aid.title {
                own.full_title = format!("{words}｜{}", own.full_title);
            }
            own.body = Body::Aid(aid);
        }
    }
    own
}

fn texts(page: &Page, text: &TextPage, aids: &[Aid], kind: AidKind, choices: &[Choice]) -> AidPage {
    let units = units(&text.tree, &Anchors::of(&text.tree));
    let mut title = AidTitle::Original(page.title.clone());
    let mut parts = Vec::new();
    // Level of the heading last shown at each depth, so that no level is skipped.
    let mut shown: Vec<(usize, u8)> = Vec::new();
    for unit in &units {
        let mut state = match find(aids, unit) {
            Match::Current(aid) => PartState::Current(said(aid)),
            Match::Stale(_) => PartState::Stale,
            Match::Missing => PartState::Missing,
        };
        let mut original = unit.pieces.clone();
        if unit.depth == 0 {
            // The title stands at the top of the page.
            if let PartState::Current(said) = &mut state
                && !said.heading.is_empty()
            {
                title = AidTitle::Aided(std::mem::take(&mut said.heading));
            }
            original.retain(|piece| piece.words != page.title);
            if original.is_empty() && says_nothing(&state) {
                continue;
            }
        }
        while shown.last().is_some_and(|(depth, _)| *depth >= unit.depth) {
            shown.pop();
        }
        let level = shown.last().map_or(2, |(_, level)| (level + 1).min(6));
        if has_heading(&state, &original) {
            shown.push((unit.depth, level));
        }
        parts.push(AidPart {
            anchor: unit.place.to_string(),
            level,
            state,
            original,
        });
    }
    AidPage {
        kind,
        wording: wording(kind),
        title,
        state: text.state,
        word: word(kind, text),
        standing: standing(kind, text),
        text: page.address.clone(),
        choices: choices.to_vec(),
        parts,
    }
}

fn wording(kind: AidKind) -> Wording {
    match kind {
        AidKind::Furigana | AidKind::Easy => EASY,
        AidKind::English => ENGLISH,
    }
}

fn said(aid: &Aid) -> Said {
    Said {
        heading: aid.heading.clone(),
        text: aid.text.clone(),
        items: aid.items.clone(),
    }
}

fn says_nothing(state: &PartState) -> bool {
    match state {
        PartState::Current(said) => said.text.is_empty() && said.items.is_empty(),
        PartState::Stale | PartState::Missing => true,
    }
}

/// Whether a part shows a heading: that of the aid, else the text's own.
fn has_heading(state: &PartState, original: &[Words]) -> bool {
    match state {
        PartState::Current(said) => !said.heading.is_empty(),
        PartState::Stale | PartState::Missing => original
            .first()
            .is_some_and(|piece| piece.form == PieceForm::Heading),
    }
}

/// Where the text stands in time in a word or two.
fn word(kind: AidKind, text: &TextPage) -> String {
    match kind {
        AidKind::Furigana | AidKind::Easy => text.word.clone(),
        AidKind::English => match text.state {
            State::InForce => "In force",
            State::Coming => "Not yet in force",
            State::Past => "Past",
            State::Withdrawn => "Withdrawn",
            State::Replaced => "Replaced",
            State::Repealed => "Repealed",
            State::Draft | State::None => "Draft",
        }
        .to_owned(),
    }
}

/// 1 July 2026; 1 July 2026 (2).
fn english_id(id: VersionId) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let day = id.day();
    let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
    let said = format!("{} {month} {}", day.day(), day.year());
    match id.serial() {
        1 => said,
        serial => format!("{said} ({serial})"),
    }
}

/// Where the text stands in time: plain Japanese has the sentences of the text, English its own.
fn standing(kind: AidKind, text: &TextPage) -> Vec<Vec<Piece>> {
    match kind {
        AidKind::Furigana | AidKind::Easy => text.standing.clone(),
        AidKind::English => {
            let words = match text.state {
                State::InForce => "This is a translation of the text now in force.",
                State::Coming => "This is a translation of a text that is not yet in force.",
                State::Past | State::Repealed => {
                    "This is a translation of a text that is no longer in force."
                }
                State::Withdrawn => "This is a translation of a text that never came into force.",
                State::Replaced => {
                    "This is a translation of a text whose place another text has taken."
                }
                State::Draft | State::None => "This is a translation of a draft.",
            };
            let mut sentence = vec![Piece::Words(words.to_owned())];
            if let Proof::Sealed { id, .. } = &text.proof {
                sentence.push(Piece::Words(format!(" Version of {}.", english_id(*id))));
            }
            vec![sentence]
        }
    }
}
