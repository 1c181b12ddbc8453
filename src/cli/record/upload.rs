//! `kohyo record upload`: that the pages built last were uploaded. Does not upload anything.

use crate::cli::usage::{date_arg, say};
use crate::cli::{Context, Exit, Stop, work};
use crate::diagnostic::{Finding, Lang};
use crate::publish::build_log::{BuildEvent, BuildLog, Deed};
use crate::text::date::{self, Date};
use crate::tree::Digest;
use clap::{ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let date = date_arg(
        "date",
        lang,
        "アップロードした日（省略時は今日）",
        "The day of the upload (default: today)",
    );
    Command::new("upload")
        .about(say(
            lang,
            "最後に作ったページをアップロードしたことを記録します",
            "Record that the pages built last were uploaded",
        ))
        .arg(date)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let day = matches.get_one::<Date>("date").copied();
    let date = day.unwrap_or(context.today);
    let lock = work::lock(context)?;
    let recorded = match BuildLog::read(&context.root)? {
        Ok(recorded) => recorded,
        Err(finding) => return Ok(refuse(context, &finding)),
    };
    let Some((built, manifest, as_of)) = recorded.last_build(None) else {
        return Ok(refuse(context, &no_build()));
    };
    if date > context.today {
        return Ok(refuse(context, &not_yet(date)));
    }
    if date < built {
        return Ok(refuse(context, &before_it(date, built)));
    }
    let deed = Deed::Upload { manifest, date };
    let known = recorded.events().iter();
    if !known.clone().any(|event| event.deed == deed) {
        let event = BuildEvent { recorded: context.today, deed };
        recorded.append(&lock, &event)?;
    }
    let said = said(context.lang, (built, manifest, as_of), date);
    context.screen.out(&said);
    Ok(Exit::Done)
}

fn refuse(context: &Context<'_>, finding: &Finding) -> Exit {
    work::warn(context, finding);
    Exit::Findings
}

fn said(lang: Lang, (built, manifest, as_of): (Date, Digest, Date), date: Date) -> String {
    let not_proved = work::not_proved(lang);
    match lang {
        Lang::Ja => {
            let (built, as_of, date) = (date::both(built), date::both(as_of), date::both(date));
            format!(
                "{built}に作ったページ（{as_of}時点）を、{date}にアップロードしたことを記録しました。\n  manifest.json の SHA-256：{manifest}\n{not_proved}\n"
            )
        }
        Lang::En => format!(
            "Recorded that the pages made on {built} (as of {as_of}) were uploaded on {date}.\n  SHA-256 of manifest.json: {manifest}\n{not_proved}\n"
        ),
    }
}

fn no_build() -> Finding {
    Finding::spelt_error("no-build", "作ったページの記録がありません。", "No build is recorded.")
        .help(
            "先に「kohyo build」でページを作ってください。",
            "Make the pages first with `kohyo build`.",
        )
}

fn not_yet(date: Date) -> Finding {
    let day = date::both(date);
    Finding::spelt_error(
        "not-yet-done",
        format!("{day}は、まだ来ていません。"),
        format!("{date} has not come yet."),
    )
    .help("アップロードしてから記録してください。", "Record it when it is done.")
}

fn before_it(date: Date, built: Date) -> Finding {
    let (day, made) = (date::both(date), date::both(built));
    Finding::spelt_error(
        "upload-before-build",
        format!("最後にページを作ったのは{made}です。{day}にアップロードすることはできません。"),
        format!("The pages were made on {built}; they cannot have been uploaded on {date}."),
    )
    .help("アップロードした日を確かめてください。", "Check the day of the upload.")
}
