//! Which aids beside the text (furigana, plain Japanese, English) are missing or made for other words, and drafts of
//! them at the ends of their files. Does not know how aids look.

use super::aid_path;
use crate::diagnostic::Message;
use crate::disk::{DiskError, Edits, Snapshot};
use crate::fill;
use crate::sections::SCHEMAS;
use crate::site::{
    AidKind, AidUnit, Anchors, Document, Match, Unread, Word, find, units, unread, unused,
};
use crate::text::date::Date;
use crate::text::named;
use crate::tree::Provision;
use std::sync::Arc;

/// What is wanting: a unit of a text without a current aid.
pub struct WantingAid<'a> {
    /// The document.
    pub document: &'a Document,
    /// Which aid.
    pub kind: AidKind,
    /// The unit.
    pub unit: AidUnit,
    /// Whether there is one for other words.
    pub state: AidState,
    /// In which text the unit stands.
    pub text: WhichText,
}

named! {
    /// What is the matter with an aid.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum AidState {
        /// It was made for other words.
        Stale = "stale",
        /// There is none.
        Missing = "missing",
    }
    /// For programs.
    name;
}

named! {
    /// Which text of a document.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum WhichText {
        /// The one in force.
        InForce = "in-force",
        /// The draft.
        Draft = "draft",
    }
    /// For programs.
    name;
}

impl AidState {
    /// For people.
    pub fn words(self) -> Message {
        let name = match self {
            AidState::Stale => "site/aid-stale",
            AidState::Missing => "site/aid-missing",
        };
        Message::of(name, fill! {})
    }
}

impl WhichText {
    /// For people.
    pub fn words(self) -> Message {
        let name = match self {
            WhichText::InForce => "site/text-in-force",
            WhichText::Draft => "site/text-draft",
        };
        Message::of(name, fill! {})
    }
}

/// The aids that have a file of texts.
pub const TEXT_AIDS: [AidKind; 2] = [AidKind::Easy, AidKind::English];

/// The text in force, and the draft where it says anything else. What was repealed asks for no aids any more.
fn texts(document: &Document, today: Date) -> Vec<(WhichText, &Arc<Provision>)> {
    if document.repealed_on(today).is_some() {
        return Vec::new();
    }
    let in_force = document.in_force_on(today);
    let draft = document.draft.on(today);
    let mut texts: Vec<(WhichText, &Arc<Provision>)> = Vec::new();
    texts.extend(in_force.map(|version| (WhichText::InForce, &version.tree)));
    if in_force.is_none_or(|version| version.tree.whole() != draft.whole()) {
        texts.push((WhichText::Draft, draft));
    }
    texts
}

/// The units of a document's texts without a current aid.
pub fn wanting_aids(document: &Document, today: Date) -> Vec<WantingAid<'_>> {
    let mut wants: Vec<WantingAid<'_>> = Vec::new();
    for (text, tree) in texts(document, today) {
        let units = units(tree, &Anchors::of(tree));
        for kind in TEXT_AIDS {
            let aids = document.aids.texts(kind);
            for unit in &units {
                let state = match find(aids, unit) {
                    Match::Current(_) => continue,
                    Match::Stale(_) => AidState::Stale,
                    Match::Missing => AidState::Missing,
                };
                let is_known = wants.iter().any(|other| other.kind == kind && other.unit == *unit);
                if !is_known {
                    let unit = unit.clone();
                    wants.push(WantingAid { document, kind, unit, state, text });
                }
            }
        }
    }
    wants
}

/// What is wanting in the readings of one document.
pub struct WantingReadings<'a> {
    /// The document.
    pub document: &'a Document,
    /// Words without a reading.
    pub missing: Vec<(Unread, WhichText)>,
    /// Readings that stand nowhere, with the place they are for.
    pub unused: Vec<(Option<&'a str>, &'a Word)>,
}

/// What is wanting, where the document has readings at all. Readings that a sealed version shows are of use:
/// its own page keeps them.
pub fn wanting_readings(document: &Document, today: Date) -> Option<WantingReadings<'_>> {
    let furigana = document.aids.furigana.as_deref()?;
    let mut missing: Vec<(Unread, WhichText)> = Vec::new();
    for (which, text) in texts(document, today) {
        for word in unread(furigana, text) {
            if missing.iter().all(|(known, _)| known.word != word.word) {
                missing.push((word, which));
            }
        }
    }
    let versions = document.versions.iter().map(|version| &version.tree);
    let drafts = document.draft.periods().iter().map(|(_, text)| text);
    let unused = unused(furigana, &versions.chain(drafts).collect::<Vec<_>>());
    Some(WantingReadings { document, missing, unused })
}

/// Drafts at the end of each file, as comments: nothing half done is ever published.
///
/// # Errors
/// When a path cannot be a file of a site.
pub fn draft_aids(
    documents: &[&Document],
    (wants, readings): (&[WantingAid<'_>], &[WantingReadings<'_>]),
    snapshot: &Snapshot,
) -> Result<Edits, DiskError> {
    let mut edits = Edits::new();
    for document in documents {
        for kind in TEXT_AIDS {
            let own = wants
                .iter()
                .filter(|want| want.document.slug == document.slug && want.kind == kind);
            let more = |known: &str| -> String {
                let is_new = |want: &&WantingAid<'_>| {
                    !known.contains(&format!("for: {}", want.unit.digest()))
                };
                own.filter(is_new).map(|want| aid_draft(&want.unit, want.state)).collect()
            };
            let name = kind.name();
            let head = format!(
                "# yaml-language-server: $schema=../../../{SCHEMAS}/{}\n# {}\naids:\n",
                aid_path(name),
                kind.title()
            );
            add_to_end(&mut edits, snapshot, &aids_path(document, kind), (Some(head), more))?;
        }
    }
    for own in readings {
        let path = aids_path(own.document, AidKind::Furigana);
        add_to_end(&mut edits, snapshot, &path, (None, |known: &str| reading_drafts(own, known)))?;
    }
    Ok(edits)
}

fn aids_path(document: &Document, kind: AidKind) -> String {
    format!("content/{}/aids/{}.yaml", document.slug, kind.name())
}

/// Adds what `more` makes of the words of a file behind them, if that is anything; a file that is not there begins
/// with the head, or is not made.
fn add_to_end(
    edits: &mut Edits,
    snapshot: &Snapshot,
    path: &str,
    (head, more): (Option<String>, impl FnOnce(&str) -> String),
) -> Result<(), DiskError> {
    let known = snapshot.file(path).map(|file| String::from_utf8_lossy(file.bytes()).into_owned());
    let more = more(known.as_deref().unwrap_or(""));
    let before = match known {
        Some(known) if known.ends_with('\n') => Some(known),
        Some(known) => Some(known + "\n"),
        None => head,
    };
    match before {
        Some(before) if !more.is_empty() => {
            edits.write(path, (before + &more).into_bytes(), snapshot.before(path))
        }
        Some(_) | None => Ok(()),
    }
}

fn aid_draft(unit: &AidUnit, state: AidState) -> String {
    let state = state.words().ja;
    let mut out = format!("\n  # {state}：行の先頭の「# 」を外して使ってください。原文：\n");
    for line in unit.words().lines() {
        out.push_str(&format!("  #   {line}\n"));
    }
    out.push_str(&format!(
        "  # - provision: {}\n  #   for: {}\n  #   heading: \n  #   text: \n",
        unit.place,
        unit.digest()
    ));
    out
}

/// The lines for words that the file does not name yet.
fn reading_drafts(own: &WantingReadings<'_>, known: &str) -> String {
    let is_new = |word: &str| {
        let line = format!("#   {word}:");
        !known.lines().any(|known| known.trim_end() == line)
    };
    let mut out = String::new();
    for (word, _) in own.missing.iter().filter(|(word, _)| is_new(&word.word)) {
        if out.is_empty() {
            out.push_str(
                "\n# よみがなのない語。よみがなを書いて「words:」の下に移してください。\n",
            );
        }
        out.push_str(&format!("#   {}: \n", word.word));
    }
    out
}
