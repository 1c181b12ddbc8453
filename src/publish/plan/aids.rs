//! Pages of aids beside a text: the text with furigana, in plain Japanese, in English. The text itself stays
//! the one that counts, and every page says so. Does not know markup.

use super::address::Address;
use super::english;
use super::page::{Body, Page, SentencePart, TextPage, TextStatus, say};
use crate::site::edition::DocumentOn;
use crate::site::{Aid, AidKind, AidUnit, Aids, Anchors, Match, find, stretches, units};
use crate::site::{AidPiece as Words, PieceForm};
use std::collections::HashSet;

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
    /// It stands above, where the words of its part begin: others stand between.
    Above,
}

impl PartState {
    /// Its name in lists.
    pub fn name(&self) -> &'static str {
        match self {
            PartState::Current(_) => "current",
            PartState::Stale => "stale",
            PartState::Missing => "missing",
            PartState::Above => "above",
        }
    }
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
    /// Its anchor, here and on the page of the text; empty where the part goes on after others.
    pub anchor: String,
    /// How deep its heading stands, from 2; no level is skipped.
    pub level: u8,
    /// What the aid says.
    pub state: PartState,
    /// Whether the page says here why there is no aid: at the first of several neighbours, and at the first of a
    /// section.
    pub says_why: bool,
    /// The text itself.
    pub original: Vec<Words>,
}

/// A text in plain Japanese or another language, part by part.
#[derive(Clone, Debug)]
pub struct AidPage {
    /// Which aid.
    pub kind: AidKind,
    /// Whether no one works on the text any more: what is not there will not come, and the text did not change.
    pub is_old: bool,
    /// The title, in the language of the aid or as it is.
    pub title: AidTitle,
    /// Where the text stands in time.
    pub state: TextStatus,
    /// The same in a word or two, in the language of the aid.
    pub word: String,
    /// Until when, where that is known.
    pub until: String,
    /// The same in sentences.
    pub standing: Vec<Vec<SentencePart>>,
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

/// What search results say of a translation, and its page first.
const ENGLISH_AUTHORITY: &str = "This English translation is provided for reference. The Japanese text is the authoritative one.";

/// What a page of aids needs besides its text.
struct AidContext<'a> {
    on: &'a DocumentOn<'a>,
    /// The pages of texts that have a translation.
    english: &'a HashSet<Address>,
    /// The ways to read the text.
    choices: &'a [Choice],
}

/// Adds the pages of aids for each page of a text of one document, and the ways to them.
pub(super) fn add(on: &DocumentOn<'_>, pages: &mut Vec<Page>) {
    let aids = &on.document.aids;
    let all: Vec<Vec<AidKind>> = pages
        .iter()
        .map(|page| page.text().map_or_else(Vec::new, |text| kinds(aids, text)))
        .collect();
    let has_english = |(_, kinds): &(&Page, &Vec<AidKind>)| kinds.contains(&AidKind::English);
    let english = pages.iter().zip(&all).filter(has_english);
    let english: HashSet<Address> = english.map(|(page, _)| page.address.clone()).collect();
    let mut more = Vec::new();
    for (page, kinds) in pages.iter_mut().zip(&all) {
        let Body::Text(text) = &page.body else {
            continue;
        };
        if kinds.is_empty() {
            continue;
        }
        let choices = choices(&page.address, kinds);
        let around = AidContext { on, english: &english, choices: &choices };
        for kind in kinds {
            more.push(aid_page(page, text, *kind, &around));
        }
        if let Body::Text(text) = &mut page.body {
            text.aided.choices = choices;
        }
    }
    pages.extend(more);
}

/// The aids that say anything about a text.
fn kinds(aids: &Aids, text: &TextPage) -> Vec<AidKind> {
    let mut all: Option<Vec<AidUnit>> = None;
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
    let mut all = vec![Choice { title: "もとの文章", lang: "ja", page: text.clone() }];
    all.extend(kinds.iter().map(|kind| Choice {
        title: kind.title(),
        lang: kind.lang(),
        page: address(text, *kind),
    }));
    all
}

pub(super) fn address(text: &Address, kind: AidKind) -> Address {
    let folder = text.as_str().trim_end_matches("index.html");
    Address::page(&format!("{folder}{}/", kind.name()))
}

fn aid_page(page: &Page, text: &TextPage, kind: AidKind, around: &AidContext<'_>) -> Page {
    let aids = &around.on.document.aids;
    let title = kind.title();
    let mut trail = page.trail.clone();
    trail.push((page.crumb.clone(), page.address.clone()));
    let mut own = Page {
        address: address(&page.address, kind),
        title: page.title.clone(),
        full_title: format!("{title}｜{}", page.full_title),
        description: match kind {
            AidKind::Furigana | AidKind::Easy => page.description.clone(),
            AidKind::English => ENGLISH_AUTHORITY.to_owned(),
        },
        crumb: title.to_owned(),
        trail,
        indexing: page.indexing,
        stands_on: page.stands_on,
        canonical: page.canonical.clone(),
        body: page.body.clone(),
    };
    match kind {
        AidKind::Furigana => {
            let mut text = text.clone();
            text.aided.choices = around.choices.to_vec();
            text.aided.furigana.clone_from(&aids.furigana);
            let original = ("もとの文章", page.address.clone());
            let said = "漢字によみがなを付けたページです。内容は、{}と同じです。";
            text.standing.push(say(said, [original.into()]));
            own.body = Body::Text(text);
        }
        AidKind::Easy | AidKind::English => {
            let aid = texts(page, text, aids.texts(kind), kind, around);
            if let AidTitle::Aided(words) = &aid.title {
                own.full_title = format!("{words}｜{}", own.full_title);
            }
            own.body = Body::Aid(aid);
        }
    }
    own
}

fn texts(
    page: &Page,
    text: &TextPage,
    aids: &[Aid],
    kind: AidKind,
    around: &AidContext<'_>,
) -> AidPage {
    let (title, parts) = parts(page, text, aids);
    AidPage {
        kind,
        is_old: is_old(text.state),
        title,
        state: text.state,
        word: match kind {
            AidKind::Furigana | AidKind::Easy => text.word.clone(),
            AidKind::English => english::word(around.on, text),
        },
        until: match kind {
            AidKind::Furigana | AidKind::Easy => text.until.clone(),
            AidKind::English => english::until(around.on, text),
        },
        standing: match kind {
            AidKind::Furigana | AidKind::Easy => text.standing.clone(),
            AidKind::English => english::standing(around.on, text, around.english),
        },
        text: page.address.clone(),
        choices: around.choices.to_vec(),
        parts,
    }
}

/// The parts of a text in its own order; a part goes on where others that stand inside of it end.
fn parts(page: &Page, text: &TextPage, aids: &[Aid]) -> (AidTitle, Vec<AidPart>) {
    let (units, stretches) = stretches(&text.tree, &Anchors::of(&text.tree));
    let mut title = AidTitle::Original(page.title.clone());
    let mut parts: Vec<AidPart> = Vec::new();
    // Level of the heading last shown at each depth, so that no level is skipped.
    let mut shown: Vec<(usize, u8)> = Vec::new();
    for stretch in &stretches {
        let unit = &units[stretch.unit];
        let mut original = unit.pieces[stretch.pieces.clone()].to_vec();
        let begins = stretch.pieces.start == 0;
        let mut state = part_state(find(aids, unit), text.state, begins);
        if unit.depth == 0 && begins {
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
        let ends = |depth: usize| depth > unit.depth || begins && depth == unit.depth;
        while shown.last().is_some_and(|(depth, _)| ends(*depth)) {
            shown.pop();
        }
        let level = shown.last().map_or(2, |(_, level)| (level + 1).min(6));
        let is_headed = begins && has_heading(&state, &original);
        if is_headed {
            shown.push((unit.depth, level));
        }
        let is_same = parts.last().is_some_and(|last| last.state == state);
        parts.push(AidPart {
            anchor: if begins { unit.place.to_string() } else { String::new() },
            level,
            says_why: !is_same || is_headed && level == 2,
            state,
            original,
        });
    }
    (title, parts)
}

/// What an aid says where a stretch of its part begins, or goes on. A text that no one works on any more waits for
/// nothing.
fn part_state(found: Match<'_>, state: TextStatus, begins: bool) -> PartState {
    match found {
        Match::Current(aid) if begins => PartState::Current(said(aid)),
        Match::Current(_) => PartState::Above,
        Match::Stale(_) if !is_old(state) => PartState::Stale,
        Match::Stale(_) | Match::Missing => PartState::Missing,
    }
}

fn is_old(state: TextStatus) -> bool {
    match state {
        TextStatus::Past | TextStatus::Withdrawn | TextStatus::Replaced | TextStatus::Repealed => {
            true
        }
        TextStatus::InForce | TextStatus::Coming | TextStatus::Draft | TextStatus::None => false,
    }
}

fn said(aid: &Aid) -> Said {
    Said { heading: aid.heading.clone(), text: aid.text.clone(), items: aid.items.clone() }
}

fn says_nothing(state: &PartState) -> bool {
    match state {
        PartState::Current(said) => said.text.is_empty() && said.items.is_empty(),
        PartState::Stale | PartState::Missing | PartState::Above => true,
    }
}

/// Whether a part shows a heading: that of the aid, else the text's own.
fn has_heading(state: &PartState, original: &[Words]) -> bool {
    match state {
        PartState::Current(said) => !said.heading.is_empty(),
        PartState::Above => false,
        PartState::Stale | PartState::Missing => original
            .first()
            .is_some_and(|piece| matches!(piece.form, PieceForm::Heading | PieceForm::Row)),
    }
}
