//! `kohyo aids`: which aids beside the text (plain Japanese, English) are missing or made for other words, which
//! words have no reading. Does not know how they look.

mod readings;

use super::context::{Context, Exit, Stop, say};
use super::{args, work};
use crate::diagnostic::Lang;
use crate::disk::{Edits, Snapshot};
use crate::fill;
use crate::sections::SCHEMAS;
use crate::site::load::aid_path;
use crate::site::{AidKind, AidUnit, Anchors, Document, Match, find, units};
use crate::text::date::Date;
use crate::tree::Provision;
use clap::{ArgMatches, Command};
use readings::WantingReadings;
use std::sync::Arc;

pub(super) fn describe() -> Command {
    let document = args::document().required(false);
    Command::new("aids").args([document, args::format(), args::flag("write")])
}

/// What is wanting: a unit of a text without a current aid.
struct WantingAid<'a> {
    document: &'a Document,
    kind: AidKind,
    unit: AidUnit,
    state: AidState,
    text: WhichText,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum AidState {
    Stale,
    Missing,
}

/// Which text of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WhichText {
    InForce,
    Draft,
}

impl AidState {
    fn word(self, lang: Lang) -> &'static str {
        match self {
            AidState::Stale => say(lang, "更新待ち", "out of date"),
            AidState::Missing => say(lang, "まだない", "missing"),
        }
    }
}

impl WhichText {
    fn word(self, lang: Lang) -> &'static str {
        match self {
            WhichText::InForce => say(lang, "現行", "in force"),
            WhichText::Draft => say(lang, "作成中の内容", "draft"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            WhichText::InForce => "in-force",
            WhichText::Draft => "draft",
        }
    }
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, checked) = work::read_locked(context)?;
    let site = checked.sound()?;
    let documents: Vec<&Document> = match matches.get_one::<String>("document") {
        None => site.documents.iter().collect(),
        Some(name) => vec![checked.document(name)?],
    };
    let wants: Vec<WantingAid<'_>> =
        documents.iter().flat_map(|document| wanting(document, context)).collect();
    let readings: Vec<WantingReadings<'_>> = documents
        .iter()
        .filter_map(|document| readings::wanting(document, context.today))
        .collect();
    if matches.get_flag("write") {
        let mut edits = skeletons(&documents, &wants, &checked.snapshot)?;
        for wanting in &readings {
            wanting.write(&checked.snapshot, &mut edits)?;
        }
        let paths: String = edits.paths().map(|path| format!("  {path}\n")).collect();
        lock.commit(&edits)?;
        let name = if paths.is_empty() { "cli/no-drafts" } else { "cli/drafts-added" };
        context.out(name, fill! { paths });
    } else if args::is_json(matches) {
        context.screen.json(&json(&wants, &readings));
    } else {
        let readings = readings.iter().map(|wanting| wanting.text(context));
        let readings: String = readings.collect();
        context.screen.out(&(text(context, &documents, &wants) + &readings));
    }
    Ok(Exit::Done)
}

/// How many aids were made for other words than those of the text in force or of the draft.
pub(super) fn stale(document: &Document, context: &Context<'_>) -> usize {
    let wants = wanting(document, context);
    let stale = wants.iter().filter(|want| want.state == AidState::Stale);
    stale.count()
}

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

/// What is wanting in these texts.
fn wanting<'a>(document: &'a Document, context: &Context<'_>) -> Vec<WantingAid<'a>> {
    let mut wants: Vec<WantingAid<'a>> = Vec::new();
    for (which, tree) in texts(document, context.today) {
        let units = units(tree, &Anchors::of(tree));
        for kind in [AidKind::Easy, AidKind::English] {
            let aids = document.aids.texts(kind);
            for unit in &units {
                let state = match find(aids, unit) {
                    Match::Current(_) => continue,
                    Match::Stale(_) => AidState::Stale,
                    Match::Missing => AidState::Missing,
                };
                let is_known = wants.iter().any(|other| other.kind == kind && other.unit == *unit);
                if !is_known {
                    wants.push(WantingAid {
                        document,
                        kind,
                        unit: unit.clone(),
                        state,
                        text: which,
                    });
                }
            }
        }
    }
    wants
}

fn text(context: &Context<'_>, documents: &[&Document], wants: &[WantingAid<'_>]) -> String {
    let mut out = String::new();
    for document in documents {
        for kind in [AidKind::Easy, AidKind::English] {
            let own: Vec<&WantingAid<'_>> = wants
                .iter()
                .filter(|want| want.document.slug == document.slug && want.kind == kind)
                .collect();
            let stale = own.iter().filter(|want| want.state == AidState::Stale).count();
            let missing = own.len() - stale;
            let (slug, title, name) = (&document.slug, kind.title(), kind.name());
            let counts = fill! { slug, title, name, stale, missing };
            out.push_str(&context.words("cli/aids", counts));
            for want in own {
                out.push_str(&format!(
                    "  {}  {}  {}（{}）\n",
                    want.state.word(context.lang),
                    want.unit.place,
                    beginning(&want.unit),
                    want.text.word(context.lang),
                ));
            }
        }
    }
    out
}

/// The first words of a unit, to know it by.
fn beginning(unit: &AidUnit) -> String {
    const LENGTH: usize = 24;
    let words = unit.words().replace('\n', " ");
    let mut short: String = words.chars().take(LENGTH).collect();
    if words.chars().count() > LENGTH {
        short.push('…');
    }
    short
}

fn json(wants: &[WantingAid<'_>], readings: &[WantingReadings<'_>]) -> serde_json::Value {
    let readings = readings.iter().flat_map(WantingReadings::json);
    wants
        .iter()
        .map(|want| {
            serde_json::json!({
                "document": want.document.slug.as_str(),
                "aid": want.kind.name(),
                "provision": &*want.unit.place,
                "state": match want.state {
                    AidState::Stale => "stale",
                    AidState::Missing => "missing",
                },
                "text": want.text.name(),
                "for": want.unit.digest(),
                "words": want.unit.words(),
            })
        })
        .chain(readings)
        .collect()
}

/// Drafts at the end of each file, as comments: nothing half done is ever published.
fn skeletons(
    documents: &[&Document],
    wants: &[WantingAid<'_>],
    snapshot: &Snapshot,
) -> Result<Edits, Stop> {
    let mut edits = Edits::new();
    for document in documents {
        for kind in [AidKind::Easy, AidKind::English] {
            let path = format!("content/{}/aids/{}.yaml", document.slug, kind.name());
            let file = snapshot.file(&path);
            let known = file
                .map_or(String::new(), |file| String::from_utf8_lossy(file.bytes()).into_owned());
            let mut words = String::new();
            let own = wants.iter().filter(|want| {
                want.document.slug == document.slug
                    && want.kind == kind
                    && !known.contains(&format!("for: {}", want.unit.digest()))
            });
            for want in own {
                words.push_str(&skeleton(&want.unit, want.state));
            }
            if !words.is_empty() {
                let head = match file {
                    Some(_) if known.ends_with('\n') => String::new(),
                    Some(_) => "\n".to_owned(),
                    None => format!(
                        "# yaml-language-server: $schema=../../../{SCHEMAS}/{}\n# {}\naids:\n",
                        aid_path(kind.name()),
                        kind.title()
                    ),
                };
                edits.write(
                    &path,
                    (known + &head + &words).into_bytes(),
                    snapshot.before(&path),
                )?;
            }
        }
    }
    Ok(edits)
}

fn skeleton(unit: &AidUnit, state: AidState) -> String {
    let mut out =
        format!("\n  # {}：行の先頭の「# 」を外して使ってください。原文：\n", state.word(Lang::Ja));
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
