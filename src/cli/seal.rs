//! `kohyo seal`: freezes a draft as a version and appends it to the ledger. Does not write pages.

use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, telling, work};
use crate::diagnostic::Lang;
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
        .args(telling::args(lang))
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
        let finding = work::no_document(site, name);
        return Ok(work::refuse(context, &read.snapshot, finding));
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
        Err(finding) => return Ok(work::refuse(context, &read.snapshot, *finding)),
    };
    let mut pen = seal::Pen::new(&read.snapshot, work::salt()?);
    pen.version(document, sealed.version, sealed.version_file.1.clone());
    let event = sealed.event.clone().telling(telling::told(matches));
    if let Err(finding) = pen.append(document, event, &telling::private(matches)) {
        return Ok(work::refuse(context, &read.snapshot, *finding));
    }
    lock.commit(&pen.edits()?)?;
    context
        .screen
        .out(&done(context.lang, document, &sealed, effective));
    Ok(Exit::Done)
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
