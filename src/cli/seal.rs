//! `kohyo seal`: freezes a draft as a version and appends it to the ledger. Does not write pages.

use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, work};
use crate::diagnostic::{Finding, Lang};
use crate::disk::{Before, Edits};
use crate::ledger::Day;
use crate::text::date::{self, Date};
use crate::{seal, site};
use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Command};

/// What `--effective` says.
#[derive(Clone, Copy, Debug)]
enum Effective {
    Known(Date),
    Unknown,
}

pub(super) fn describe(lang: Lang) -> Command {
    let document = Arg::new("document")
        .required(true)
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "確定する文書（content/ の中のフォルダー名）",
            "The document (its folder in content/)",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let parser = move |words: &str| match words {
        "unknown" | "不明" => Ok(Effective::Unknown),
        _ => date::parse(words)
            .map(|reading| Effective::Known(reading.date))
            .map_err(|error| match lang {
                Lang::Ja => error.ja(),
                Lang::En => error.en(),
            }),
    };
    let effective = Arg::new("effective")
        .long("effective")
        .required(true)
        .value_name(say(lang, "日付|unknown", "DATE|unknown"))
        .value_parser(ValueParser::new(parser))
        .help(say(
            lang,
            "施行日・適用日（例 2027-04-01、令和9年4月1日）。わからないときは unknown",
            "The day from which it is in force; `unknown` where nobody knows",
        ));
    let seen = date_arg(
        "seen",
        lang,
        "施行日・適用日がわからないとき、その内容を確認した日（省略時は今日）",
        "With `unknown`: the day on which it was seen in force (default: today)",
    );
    Command::new("seal")
        .about(say(
            lang,
            "文書の今の内容を版として確定し、台帳に記録します",
            "Freeze a document's text as a version and record it in its ledger",
        ))
        .arg(document)
        .arg(effective)
        .arg(seen)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, read) = work::read_locked(context)?;
    let Some(site) = read.sound() else {
        context
            .screen
            .findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let name = matches.get_one::<String>("document").expect("required");
    let Some(document) = site.document(name) else {
        context
            .screen
            .findings(&[no_document(site, name)], &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let seen = matches
        .get_one::<Date>("seen")
        .copied()
        .unwrap_or(context.today);
    let effective = match matches.get_one::<Effective>("effective").expect("required") {
        Effective::Known(day) => Day::Known(*day),
        Effective::Unknown => Day::Unknown { seen },
    };
    let sealed = match seal::seal(document, effective, context.today) {
        Ok(sealed) => sealed,
        Err(finding) => {
            context
                .screen
                .findings(&[*finding], &read.snapshot, context.lang);
            return Ok(Exit::Findings);
        }
    };
    let mut edits = Edits::new();
    let (version, ledger) = (&sealed.version_file, &sealed.ledger_file);
    let was = read
        .snapshot
        .file(&ledger.0)
        .map_or(Before::Absent, |file| Before::Was(file.digest()));
    edits.write(&version.0, version.1.clone(), Before::Absent)?;
    edits.write(&ledger.0, ledger.1.clone(), was)?;
    lock.commit(&edits)?;
    context
        .screen
        .out(&done(context.lang, document, &sealed, effective));
    Ok(Exit::Done)
}

/// The site has no such document.
pub(super) fn no_document(site: &site::Site, name: &str) -> Finding {
    let known: Vec<_> = site
        .documents
        .iter()
        .map(|document| document.slug.as_str())
        .collect();
    let known = known.join(", ");
    Finding::error(
        "no-such-document",
        format!("「{name}」という文書はありません。"),
        format!("there is no document `{name}`"),
    )
    .help(
        format!("このサイトの文書: {known}"),
        format!("the documents of this site: {known}"),
    )
}

fn done(lang: Lang, document: &site::Document, sealed: &seal::Sealed, effective: Day) -> String {
    let (slug, version, word) = (
        &document.slug,
        sealed.version,
        document.kind.effective_word(),
    );
    match (lang, effective) {
        (Lang::Ja, Day::Known(day)) => {
            format!(
                "「{slug}」を版 {version} として確定しました（{word}: {}）。\n",
                date::both(day)
            )
        }
        (Lang::Ja, Day::Unknown { seen }) => {
            let seen = date::both(seen);
            format!(
                "「{slug}」を版 {version} として確定しました（{word}は不明、{seen}に確認した内容）。\n"
            )
        }
        (Lang::En, Day::Known(day)) => {
            format!("Sealed `{slug}` as version {version}, in force from {day}.\n")
        }
        (Lang::En, Day::Unknown { seen }) => {
            format!(
                "Sealed `{slug}` as version {version}; in force since an unknown day, seen on {seen}.\n"
            )
        }
    }
}
