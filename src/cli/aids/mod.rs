//! `kohyo aids`: which aids beside the text (plain Japanese, English) are missing or made for other words, which
//! words have no reading. Does not know how they look.

mod readings;

use super::usage::say;
use super::{Context, Exit, Stop, work};
use crate::diagnostic::Lang;
use crate::disk::{Before, Edits, Snapshot};
use crate::sections::SCHEMAS;
use crate::site::load::aid_path;
use crate::site::{AidKind, Anchors, Document, Match, Unit, find, units};
use crate::text::date::Date;
use crate::tree::Provision;
use clap::{Arg, ArgAction, ArgMatches, Command};
use readings::Wanted;
use std::sync::Arc;

pub(super) fn describe(lang: Lang) -> Command {
    let document = Arg::new("document")
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "文書のフォルダー名（省略時はすべての文書）",
            "The document's folder (default: all documents)",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let format = Arg::new("format")
        .long("format")
        .value_name("text|json")
        .value_parser(["text", "json"])
        .default_value("text")
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(say(lang, "結果の形（text または json）", "The form of the result (text or json)"));
    let write = Arg::new("write").long("write").action(ArgAction::SetTrue).help(say(
        lang,
        "足りない項目の下書きを、aids フォルダーのファイルの末尾に注釈として書き足します",
        "Append drafts of what is missing to the files in aids/, as comments",
    ));
    Command::new("aids")
        .about(say(
            lang,
            "やさしい日本語・英語・ふりがなのうち、まだないものと更新待ちのものを示します",
            "Show which aids (plain Japanese, English, furigana) are missing or out of date",
        ))
        .arg(document)
        .arg(format)
        .arg(write)
}

/// What is wanting: a unit of a text without a current aid.
struct Want<'a> {
    document: &'a Document,
    kind: AidKind,
    unit: Unit,
    state: Wanting,
    text: Which,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanting {
    Stale,
    Missing,
}

/// Which text of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    InForce,
    Draft,
}

impl Wanting {
    fn word(self, lang: Lang) -> &'static str {
        match self {
            Wanting::Stale => say(lang, "更新待ち", "out of date"),
            Wanting::Missing => say(lang, "まだない", "missing"),
        }
    }
}

impl Which {
    fn word(self, lang: Lang) -> &'static str {
        match self {
            Which::InForce => say(lang, "現行", "in force"),
            Which::Draft => say(lang, "作成中の内容", "draft"),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Which::InForce => "in-force",
            Which::Draft => "draft",
        }
    }
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, read) = work::read_locked(context)?;
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let name = matches.get_one::<String>("document");
    let documents: Vec<&Document> = match name {
        None => site.documents.iter().collect(),
        Some(name) => site.document(name).into_iter().collect(),
    };
    if let (Some(name), true) = (name, documents.is_empty()) {
        let finding = work::no_document(site, name);
        context.screen.findings(&[finding], &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    }
    let wants: Vec<Want<'_>> =
        documents.iter().flat_map(|document| wanting(document, context)).collect();
    let readings: Vec<Wanted<'_>> =
        documents.iter().filter_map(|document| readings::wanted(document, context.today)).collect();
    if matches.get_flag("write") {
        let mut edits = skeletons(&documents, &wants, &read.snapshot)?;
        for wanted in &readings {
            wanted.write(&read.snapshot, &mut edits)?;
        }
        let paths: Vec<String> = edits.paths().map(str::to_owned).collect();
        lock.commit(&edits)?;
        context.screen.out(&written(context.lang, &paths));
        return Ok(Exit::Done);
    }
    let is_json = matches.get_one::<String>("format").is_some_and(|f| f == "json");
    context.screen.out(&if is_json {
        json(&wants, &readings)
    } else {
        let readings = readings.iter().map(|wanted| wanted.text(context.lang));
        text(context.lang, &documents, &wants) + &readings.collect::<String>()
    });
    Ok(Exit::Done)
}

/// How many aids were made for other words than those of the text in force or of the draft.
pub(super) fn stale(document: &Document, context: &Context<'_>) -> usize {
    let wants = wanting(document, context);
    let stale = wants.iter().filter(|want| want.state == Wanting::Stale);
    stale.count()
}

/// The text in force, and the draft where it says anything else. What was repealed asks for no aids any more.
fn texts(document: &Document, today: Date) -> Vec<(Which, &Arc<Provision>)> {
    if document.repealed_on(today).is_some() {
        return Vec::new();
    }
    let in_force = document.in_force_on(today);
    let draft = document.draft.on(today);
    let mut texts: Vec<(Which, &Arc<Provision>)> = Vec::new();
    texts.extend(in_force.map(|version| (Which::InForce, &version.tree)));
    if in_force.is_none_or(|version| version.tree.whole() != draft.whole()) {
        texts.push((Which::Draft, draft));
    }
    texts
}

/// What is wanting in these texts.
fn wanting<'a>(document: &'a Document, context: &Context<'_>) -> Vec<Want<'a>> {
    let mut wants: Vec<Want<'a>> = Vec::new();
    for (which, tree) in texts(document, context.today) {
        let units = units(tree, &Anchors::of(tree));
        for kind in [AidKind::Easy, AidKind::English] {
            let aids = document.aids.texts(kind);
            for unit in &units {
                let state = match find(aids, unit) {
                    Match::Current(_) => continue,
                    Match::Stale(_) => Wanting::Stale,
                    Match::Missing => Wanting::Missing,
                };
                let is_known = wants.iter().any(|other| other.kind == kind && other.unit == *unit);
                if !is_known {
                    wants.push(Want { document, kind, unit: unit.clone(), state, text: which });
                }
            }
        }
    }
    wants
}

fn text(lang: Lang, documents: &[&Document], wants: &[Want<'_>]) -> String {
    let mut out = String::new();
    for document in documents {
        for kind in [AidKind::Easy, AidKind::English] {
            let own: Vec<&Want<'_>> = wants
                .iter()
                .filter(|want| want.document.slug == document.slug && want.kind == kind)
                .collect();
            let stale = own.iter().filter(|want| want.state == Wanting::Stale).count();
            let missing = own.len() - stale;
            let (slug, title, name) = (&document.slug, kind.title(), kind.name());
            out.push_str(&match lang {
                Lang::Ja => format!(
                    "{slug}／{title}（aids/{name}.yaml）：更新待ち{stale}件、まだないもの{missing}件\n"
                ),
                Lang::En => {
                    format!("{slug}, {title} (aids/{name}.yaml): {stale} out of date, {missing} missing\n")
                }
            });
            for want in own {
                out.push_str(&format!(
                    "  {}  {}  {}（{}）\n",
                    want.state.word(lang),
                    want.unit.place,
                    beginning(&want.unit),
                    want.text.word(lang),
                ));
            }
        }
    }
    out
}

/// The first words of a unit, to know it by.
fn beginning(unit: &Unit) -> String {
    const LENGTH: usize = 24;
    let words = unit.words().replace('\n', " ");
    let mut short: String = words.chars().take(LENGTH).collect();
    if words.chars().count() > LENGTH {
        short.push('…');
    }
    short
}

fn json(wants: &[Want<'_>], readings: &[Wanted<'_>]) -> String {
    let readings = readings.iter().flat_map(Wanted::json);
    let wants: Vec<serde_json::Value> = wants
        .iter()
        .map(|want| {
            serde_json::json!({
                "document": want.document.slug.as_str(),
                "aid": want.kind.name(),
                "provision": &*want.unit.place,
                "state": match want.state {
                    Wanting::Stale => "stale",
                    Wanting::Missing => "missing",
                },
                "text": want.text.name(),
                "for": want.unit.digest(),
                "words": want.unit.words(),
            })
        })
        .chain(readings)
        .collect();
    serde_json::to_string_pretty(&wants).expect("strings have a JSON form") + "\n"
}

/// Drafts at the end of each file, as comments: nothing half done is ever published.
fn skeletons(
    documents: &[&Document],
    wants: &[Want<'_>],
    snapshot: &Snapshot,
) -> Result<Edits, Stop> {
    let mut edits = Edits::new();
    for document in documents {
        for kind in [AidKind::Easy, AidKind::English] {
            let path = format!("content/{}/aids/{}.yaml", document.slug, kind.name());
            let file = snapshot.file(&path);
            let before = file.map_or(Before::Absent, |file| Before::Was(file.digest()));
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
                edits.write(&path, (known + &head + &words).into_bytes(), before)?;
            }
        }
    }
    Ok(edits)
}

fn skeleton(unit: &Unit, state: Wanting) -> String {
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

fn written(lang: Lang, paths: &[String]) -> String {
    if paths.is_empty() {
        return say(lang, "書き足すものはありません。\n", "There is nothing to add.\n").to_owned();
    }
    let list = paths.join("\n  ");
    match lang {
        Lang::Ja => format!("下書きを書き足しました:\n  {list}\n"),
        Lang::En => format!("Drafts were added to:\n  {list}\n"),
    }
}
