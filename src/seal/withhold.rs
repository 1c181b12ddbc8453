//! Words taken out of a version for cause (非公開化): what is left of its text, and where else the words stand.
//! Does not know why they are withheld.

use super::LedgerWriter;
use crate::diagnostic::{Finding, Message, Span};
use crate::fill;
use crate::ledger::{Act, Event, EventDetails, VersionId};
use crate::site::{AidKind, Document, Private, Site};
use crate::text::date::Date;
use crate::tree::{self, Bare, Digest, Mark, Provision, Text, TextBuilder};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What stands in the place of words that were withheld.
pub const WITHHELD: &str = "〔非公開〕";

/// How many digits of a digest tell one kept file of a version from another.
const DIGITS: usize = 16;

/// What is to be withheld, and why.
#[derive(Clone, Debug)]
pub struct Withholding<'a> {
    /// The words.
    pub words: &'a [String],
    /// Why: public words.
    pub reason: &'a str,
    /// When kohyo learns of it.
    pub recorded: Date,
    /// What is told besides.
    pub told: &'a EventDetails,
    /// What only the organisation may know.
    pub private: &'a Private,
}

/// Which versions words are taken out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The version that is named.
    One,
    /// Every version that has them.
    All,
}

/// Takes words out of a version, or of all that have them; says out of which. The files as they were are kept
/// below `records/withheld/`, which nobody publishes.
///
/// # Errors
/// When the version does not have the words, the reason says them, or the ledger refuses.
pub fn withhold(
    writer: &mut LedgerWriter<'_>,
    document: &Document,
    (id, reach): (VersionId, Reach),
    what: &Withholding<'_>,
) -> Result<Vec<VersionId>, Box<Finding>> {
    let by = what.told.decided.as_ref();
    let by = by.and_then(|decided| decided.by.as_deref());
    let said = [Some(what.reason), what.told.summary.as_deref(), by];
    if said.into_iter().flatten().any(|said| has(said, what.words)) {
        return Err(Box::new(Finding::error("withhold-said", fill! {})));
    }
    let having: Vec<VersionId> = having(document, what.words);
    if document.version(id).is_some() && !having.contains(&id) {
        let name =
            if having.is_empty() { "withhold-nothing" } else { "withhold-nothing.elsewhere" };
        let versions = Message::list(having);
        return Err(Box::new(Finding::error(name, fill! { id, versions })));
    }
    let others = having.into_iter().filter(|other| *other != id);
    let others: Vec<VersionId> = match reach {
        Reach::One => Vec::new(),
        Reach::All => others.collect(),
    };
    let mut done = Vec::new();
    for id in [id].into_iter().chain(others) {
        let known = document.version(id);
        let bytes = known.map(|version| tree::write(&without(&version.tree, what.words)));
        let bytes = bytes.unwrap_or_default();
        let act = Act::Withhold {
            version: id,
            digest: Digest::of(&bytes),
            reason: what.reason.to_owned(),
        };
        let event = Event::new(what.recorded, act).telling(what.told.clone());
        writer.append(document, event, what.private)?;
        if let Some(version) = known {
            let was = version.file_digest().to_string();
            let slug = &document.slug;
            writer.keep(
                &format!("records/withheld/{slug}/{id}-{}.jsonl", &was[..DIGITS]),
                tree::write(&version.tree),
            );
            writer.version(document, id, bytes);
        }
        done.push(id);
    }
    Ok(done)
}

/// The versions of a document that have any of these words.
fn having(document: &Document, words: &[String]) -> Vec<VersionId> {
    let all = document.versions.iter();
    let having = all.filter(|version| stands(&version.tree, words));
    having.map(|version| version.id).collect()
}

/// Where the words still stand when they are taken out of some versions: other versions and documents, the text
/// that is being written, aids, the user's own files, lines of the ledger, which stay as they are.
pub fn remaining(
    site: &Site,
    document: &Document,
    words: &[String],
    done: &[VersionId],
) -> Vec<Finding> {
    let slug = &document.slug;
    let mut findings = elsewhere(site, document, words);
    let left: Vec<VersionId> =
        having(document, words).into_iter().filter(|id| !done.contains(id)).collect();
    if !left.is_empty() {
        let versions = Message::list(left);
        findings.push(Finding::warning("withhold-remains.versions", fill! { versions }));
    }
    let in_draft = || Finding::warning("withhold-remains.draft", fill! {});
    let mut drafts: BTreeSet<(Arc<str>, usize, usize)> = BTreeSet::new();
    let mut is_in_draft = false;
    for (_, tree) in document.draft.periods() {
        for (_, own) in tree.visit() {
            for text in [own.heading(), own.text()] {
                for range in found(&text.words(), words) {
                    is_in_draft = true;
                    let span = text.locate(range);
                    drafts.extend(span.map(|span| (span.file, span.range.start, span.range.end)));
                }
            }
        }
    }
    if is_in_draft && drafts.is_empty() {
        findings.push(in_draft().at(Span::file(format!("content/{slug}/document.yaml"))));
    }
    for (file, start, end) in drafts {
        findings.push(in_draft().at(Span::new(file, start..end)));
    }
    for kind in [AidKind::Easy, AidKind::English] {
        for aid in document.aids.texts(kind) {
            let parts = [&aid.heading].into_iter().chain(&aid.text);
            if parts.chain(&aid.items).any(|said| has(said, words)) {
                let file = format!("content/{slug}/aids/{}.yaml", kind.name());
                let finding =
                    Finding::warning("withhold-remains.aid", fill! { place = &aid.place });
                findings.push(finding.at(Span::file(file)));
            }
        }
    }
    for (at, line) in document.ledger.lines().iter().enumerate() {
        if told_words(&line.event).into_iter().any(|said| has(said, words)) {
            let span = Span::new(
                format!("content/{slug}/ledger.jsonl"),
                crate::site::load::line(document.ledger.bytes(), at + 1),
            );
            findings.push(Finding::warning("withhold-in-ledger", fill! {}).at(span));
        }
    }
    findings
}

/// Other documents, and files of the user's own, that have the words.
fn elsewhere(site: &Site, document: &Document, words: &[String]) -> Vec<Finding> {
    let others = site.documents.iter();
    let others = others.filter(|other| other.slug != document.slug);
    let documents = others.filter_map(|other| {
        let having = having(other, words);
        let (slug, is_there) = (&other.slug, !having.is_empty());
        let versions = Message::list(having);
        let blanks = fill! { slug, versions };
        is_there.then(|| Finding::warning("withhold-remains.document", blanks))
    });
    let has_them = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|said| has(said, words));
    let files = site.own_files.iter();
    let files = files.filter(|file| has_them(&file.bytes));
    let files = files.map(|file| {
        let span = Span::file(format!("content/static/{}", file.path));
        Finding::warning("withhold-remains.file", fill! {}).at(span)
    });
    documents.chain(files).collect()
}

/// The words that people wrote into a line of a ledger.
fn told_words(event: &Event) -> Vec<&str> {
    let by = event.told.decided.as_ref();
    let by = by.and_then(|decided| decided.by.as_deref());
    let act = match &event.act {
        Act::Record { note, .. } => note.as_deref(),
        Act::Withhold { reason, .. } => Some(reason.as_str()),
        Act::Retitle { title, .. } => Some(title.as_str()),
        Act::Seal { .. }
        | Act::Register { .. }
        | Act::Correct { .. }
        | Act::Postpone { .. }
        | Act::Withdraw { .. }
        | Act::Repeal { .. } => None,
    };
    let duties = event.told.duties.iter().flat_map(|met| {
        let ways = met.channels.iter().map(|told| told.channel.as_str());
        ways.chain(met.late_reason.as_deref())
    });
    let all = [event.told.summary.as_deref(), by, act];
    all.into_iter().flatten().chain(duties).collect()
}

/// A tree with marks in the place of words. What has none of them is shared.
fn without(own: &Arc<Provision>, words: &[String]) -> Arc<Provision> {
    if !stands(own, words) {
        return own.clone();
    }
    let label = own.label().map(|label| replaced(label.as_str(), words));
    let bare = Bare {
        heading: masked(own.heading(), words),
        text: masked(own.text(), words),
        ..own.own().clone()
    };
    let children = own.children().iter();
    bare.label(&label.unwrap_or_default()).with(children.map(|child| without(child, words)))
}

/// Whether words stand anywhere in a tree, addresses of links included.
fn stands(own: &Arc<Provision>, words: &[String]) -> bool {
    own.visit().any(|(_, own)| {
        let label = own.label().map_or("", |label| label.as_str());
        let texts = [own.heading(), own.text()];
        has(label, words)
            || texts.into_iter().any(|text| {
                let mut runs = text.runs().iter();
                has(&text.words(), words) || runs.any(|run| leads_to(run.mark(), words))
            })
    })
}

fn leads_to(mark: &Mark, words: &[String]) -> bool {
    match mark {
        Mark::Link(to) => has(to, words),
        Mark::Plain | Mark::Strong => false,
    }
}

fn has(said: &str, words: &[String]) -> bool {
    words.iter().any(|words| said.contains(words.as_str()))
}

/// Where words stand, in order and never overlapping; of those that begin at one place the longest.
fn found(said: &str, words: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = said[at..].chars().next() {
        let here = words.iter().filter(|words| said[at..].starts_with(words.as_str()));
        match here.map(String::len).max() {
            Some(length) => {
                found.push(at..at + length);
                at += length;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

fn replaced(said: &str, words: &[String]) -> String {
    let mut out = said.to_owned();
    for range in found(said, words).into_iter().rev() {
        out.replace_range(range, WITHHELD);
    }
    out
}

/// A text with marks in the place of words, whatever runs they stand in. A link that leads to them leads nowhere.
fn masked(text: &Text, words: &[String]) -> Text {
    let whole = text.words();
    let found = found(&whole, words);
    let mut out = TextBuilder::new();
    let mut start = 0;
    for run in text.runs() {
        let mark = match run.mark() {
            mark if leads_to(mark, words) => Mark::Plain,
            mark => mark.clone(),
        };
        let end = start + run.words().len();
        let mut at = start;
        for range in found.iter().filter(|range| range.start < end && range.end > start) {
            if range.start >= at {
                out.push(&whole[at..range.start], mark.clone());
                out.push(WITHHELD, mark.clone());
            }
            at = range.end.min(end);
        }
        out.push(&whole[at..end], mark);
        start = end;
    }
    out.finish()
}
