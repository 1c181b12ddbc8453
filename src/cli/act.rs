//! What commands share that write what happened into a document's ledger: the document and the version that they
//! name, `--dry-run`, one commit under the lock, and how it is told. Does not know any act.

use super::usage::say;
use super::{Context, Exit, Stop, telling, work};
use crate::diagnostic::{Finding, Lang, Message};
use crate::ledger::{Act, Event, EventDetails, VersionId};
use crate::seal::LedgerWriter;
use crate::site::{Document, Private, Site};
use crate::text::date;
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches};

/// The document that something happened to.
pub(super) fn document(lang: Lang) -> Arg {
    Arg::new("document")
        .required(true)
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "文書（content/ の中のフォルダー名）",
            "The document (its folder in content/)",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"))
}

/// The version that something happened to; the only one of a day may be named by that day in any form.
pub(super) fn version(lang: Lang) -> Arg {
    let parser = move |words: &str| match words.parse::<VersionId>() {
        Ok(id) => Ok(id),
        Err(_) => {
            date::parse(words).map(|reading| VersionId::first(reading.date)).map_err(|error| {
                match lang {
                    Lang::Ja => error.ja(),
                    Lang::En => error.en(),
                }
            })
        }
    };
    Arg::new("version")
        .value_name(say(lang, "版", "VERSION"))
        .value_parser(ValueParser::new(parser))
        .help(say(
            lang,
            "版（例 2027-04-01、2027-04-01.2、令和9年4月1日）",
            "The version, such as 2027-04-01 or 2027-04-01.2",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"))
}

/// That nothing is to be written.
pub(super) fn dry_run(lang: Lang) -> Arg {
    Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say(
        lang,
        "何を記録するかを示すだけで、何も書き込みません",
        "Show what would be recorded and write nothing",
    ))
}

/// What a command makes of a document.
pub(super) struct Made<'a> {
    /// Everything that is to be written.
    pub writer: LedgerWriter<'a>,
    /// What happened, a line each.
    pub lines: Vec<Message>,
    /// What should be looked at.
    pub findings: Vec<Finding>,
}

/// What a command is given to make it of.
pub(super) struct Given<'a> {
    pub site: &'a Site,
    pub document: &'a Document,
    pub writer: LedgerWriter<'a>,
}

/// Why a command does not do what was asked.
pub(super) struct Refused(Vec<Finding>);

impl From<Box<Finding>> for Refused {
    fn from(finding: Box<Finding>) -> Refused {
        Refused(vec![*finding])
    }
}

impl From<Vec<Finding>> for Refused {
    fn from(findings: Vec<Finding>) -> Refused {
        Refused(findings)
    }
}

/// Reads the site under the lock, lets `make` write with the writer, commits, and tells.
pub(super) fn run(
    context: &Context<'_>,
    matches: &ArgMatches,
    make: impl for<'a> FnOnce(Given<'a>) -> Result<Made<'a>, Refused>,
) -> Result<Exit, Stop> {
    let (lock, read) = work::read_locked(context)?;
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let name = matches.get_one::<String>("document").expect("required");
    let Some(document) = site.document(name) else {
        let finding = work::no_document(site, name);
        return Ok(work::refuse(context, &read.snapshot, finding));
    };
    let given = Given { site, document, writer: LedgerWriter::new(&read.snapshot, work::salt()?) };
    let made = match make(given) {
        Ok(made) => made,
        Err(Refused(findings)) => {
            context.screen.findings(&findings, &read.snapshot, context.lang);
            return Ok(Exit::Findings);
        }
    };
    let edits = made.writer.edits()?;
    let is_dry = matches.get_flag("dry-run");
    if !is_dry {
        lock.commit(&edits)?;
    }
    context.screen.findings(&made.findings, &read.snapshot, context.lang);
    let paths: Vec<&str> = edits.paths().collect();
    let said = told(context, name, &made.lines, is_dry.then_some(&paths));
    context.screen.out(&said);
    Ok(Exit::Done)
}

/// One event that needs no file of its own, with what it is told besides.
pub(super) fn one(
    context: &Context<'_>,
    matches: &ArgMatches,
    (act, told): (Act, EventDetails),
    line: impl FnOnce(&Document) -> Message,
) -> Result<Exit, Stop> {
    let private = telling::private(matches);
    let event = Event::new(context.today, act).telling(told);
    run(context, matches, |given| with(given, event, &private, line))
}

fn with<'a>(
    mut given: Given<'a>,
    event: Event,
    private: &Private,
    line: impl FnOnce(&Document) -> Message,
) -> Result<Made<'a>, Refused> {
    let document = given.document;
    let line = line(document);
    given.writer.append(document, event, private)?;
    Ok(Made { writer: given.writer, lines: vec![line], findings: Vec::new() })
}

/// What was recorded, or would be, and the next step.
pub(super) fn told(
    context: &Context<'_>,
    name: &str,
    lines: &[Message],
    dry: Option<&Vec<&str>>,
) -> String {
    let lang = context.lang;
    let mut out = match (lang, dry) {
        (Lang::Ja, None) => format!("「{name}」の台帳に記録しました。\n"),
        (Lang::Ja, Some(_)) => format!("「{name}」の台帳に、次のことを記録します。\n"),
        (Lang::En, None) => format!("Recorded in the ledger of `{name}`:\n"),
        (Lang::En, Some(_)) => format!("This would be recorded in the ledger of `{name}`:\n"),
    };
    for line in lines {
        out.push_str(&format!("  {}\n", line.get(lang)));
    }
    if let Some(paths) = dry {
        out.push_str(say(lang, "書き込むファイル:\n", "Files:\n"));
        for path in paths {
            out.push_str(&format!("  {path}\n"));
        }
        out.push_str(say(
            lang,
            "--dry-run なので、何も書き込んでいません。\n",
            "Nothing was written (--dry-run).\n",
        ));
        return out;
    }
    let root = match &context.root {
        root if root.as_os_str() == "." => String::new(),
        root => format!(" --root {}", root.display()),
    };
    out.push_str(&match lang {
        Lang::Ja => format!("次の手順: kohyo build{root} で、公開するページを作ります。\n"),
        Lang::En => format!("Next: kohyo build{root}\n"),
    });
    out
}

/// Words behind a line where kohyo learns of it after its day, which pages say too.
pub(super) fn late(is_late: Option<&str>) -> (String, &'static str) {
    match is_late {
        Some(word) => (
            format!("（{word}より後の記録。ページにもそう示します）"),
            " (recorded later; pages say so)",
        ),
        None => (String::new(), ""),
    }
}
