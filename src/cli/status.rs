//! `kohyo status`: one screen for somebody who takes a site over. Changes nothing and proves nothing.

use super::usage::say;
use super::{Context, Exit, Stop, aids, next, work};
use crate::diagnostic::{Lang, Renderer};
use crate::disk::Snapshot;
use crate::publish::build_log::BuildLog;
use crate::site::edition::{DocumentOn, Edition, Showing, turns};
use crate::text::date::{self, Date};
use clap::{ArgMatches, Command};
use unicode_width::UnicodeWidthStr as _;

/// Days ahead that are shown; `kohyo next` shows all.
const DAYS: usize = 3;

pub(super) fn describe(lang: Lang) -> Command {
    Command::new("status").about(say(
        lang,
        "サイトの今の状態を一画面で示します（引き継いだ方へ）",
        "Show where the site stands, on one screen",
    ))
}

pub(super) fn run(context: &Context<'_>, _matches: &ArgMatches) -> Result<Exit, Stop> {
    let read = work::read(context)?;
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let lang = context.lang;
    let edition = Edition::of(site, context.today, Showing::Preview);
    let mut out = match lang {
        Lang::Ja => format!("{}　{}現在\n\n", site.settings.title, date::both(context.today)),
        Lang::En => format!("{}, on {}\n\n", site.settings.title, context.today),
    };
    out.push_str(&documents(context, &edition, &read.snapshot));
    out.push_str(say(lang, "\n日が来ると変わること\n", "\nWhat changes by the coming of a day\n"));
    let turns = turns(site, context.today);
    for turn in turns.iter().take(DAYS) {
        out.push_str(&indented(&next::said(lang, turn)));
    }
    out.push_str(&match (lang, turns.len()) {
        (Lang::Ja, 0) => "  ありません。\n".to_owned(),
        (Lang::En, 0) => "  nothing\n".to_owned(),
        (Lang::Ja, all) if all > DAYS => format!("  ほか {} 日（kohyo next）\n", all - DAYS),
        (Lang::En, all) if all > DAYS => {
            format!("  and {} days more (kohyo next)\n", all - DAYS)
        }
        (Lang::Ja | Lang::En, _) => String::new(),
    });
    let source = |_: &str| None;
    let renderer = Renderer { lang, color: false, source: &source };
    let found = renderer.summary(&read.findings);
    out.push_str(&match lang {
        Lang::Ja => format!("\n内容の点検（kohyo check）：{found}\n"),
        Lang::En => format!("\nContent (kohyo check): {found}\n"),
    });
    match BuildLog::read(&context.root)? {
        Ok(recorded) => out.push_str(&published(lang, &recorded, context.today)),
        Err(finding) => work::warn(context, &finding),
    }
    context.screen.out(&out);
    Ok(Exit::Done)
}

fn indented(words: &str) -> String {
    words.lines().map(|line| format!("  {line}\n")).collect()
}

/// A line for each document.
fn documents(context: &Context<'_>, edition: &Edition<'_>, snapshot: &Snapshot) -> String {
    let lang = context.lang;
    let head = match lang {
        Lang::Ja => ["文書", "現行", "今後", "改定案", "補助"],
        Lang::En => ["document", "in force", "coming", "draft", "aids"],
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for on in &edition.documents {
        let coming = on.coming.iter().map(|version| version.id.to_string());
        let coming: Vec<String> = coming.collect();
        rows.push(vec![
            on.document.slug.to_string(),
            in_force(lang, on),
            or_none(coming.join(say(lang, "、", ", "))),
            draft(lang, on, snapshot),
            aid(lang, aids::stale(on.document, context)),
        ]);
    }
    table(&rows)
}

fn or_none(words: String) -> String {
    if words.is_empty() { "－".to_owned() } else { words }
}

fn in_force(lang: Lang, on: &DocumentOn<'_>) -> String {
    match (on.in_force, on.repealed) {
        (Some(version), _) => version.id.to_string(),
        (None, Some(repeal)) => match lang {
            Lang::Ja => format!("{}に廃止", repeal.effective),
            Lang::En => format!("repealed {}", repeal.effective),
        },
        (None, None) => or_none(String::new()),
    }
}

fn draft(lang: Lang, on: &DocumentOn<'_>, snapshot: &Snapshot) -> String {
    let slip = format!("content/{}/amendment.yaml", on.document.slug);
    let words = match (on.draft.is_some(), snapshot.file(&slip).is_some()) {
        (true, true) => say(lang, "あり（改定票あり）", "yes, with a slip"),
        (true, false) => say(lang, "あり（未確定）", "yes, not sealed"),
        (false, true) => say(lang, "改定票だけ", "a slip only"),
        (false, false) => "－",
    };
    words.to_owned()
}

fn aid(lang: Lang, stale: usize) -> String {
    match (lang, stale) {
        (_, 0) => or_none(String::new()),
        (Lang::Ja, _) => format!("更新待ち {stale} 件"),
        (Lang::En, _) => format!("{stale} out of date"),
    }
}

/// Columns as wide as their widest cell.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max();
    let widths: Vec<usize> = (0..columns).filter_map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let blank = " ".repeat(width - cell.width() + 2);
            line.push_str(cell);
            line.push_str(&blank);
        }
        out.push_str(&format!("  {}\n", line.trim_end()));
    }
    out
}

/// What was built, uploaded and verified last.
fn published(lang: Lang, builds: &BuildLog, today: Date) -> String {
    let built = builds.last_build(None);
    let shown = builds.shown_on(today);
    let verified = builds.last_verified();
    let none = say(lang, "記録がありません", "not recorded");
    let day = |day: Date| match lang {
        Lang::Ja => date::both(day),
        Lang::En => day.to_string(),
    };
    let built_words = built.map_or(none.to_owned(), |(recorded, _, as_of)| match lang {
        Lang::Ja => format!("{}（{}時点の内容）", day(recorded), day(as_of)),
        Lang::En => format!("{recorded}, as of {as_of}"),
    });
    let is_shown = |(_, manifest)| built.is_none_or(|(_, built, _)| built == manifest);
    let shown_words = shown.map_or(none.to_owned(), |(date, manifest)| {
        let waiting = if is_shown((date, manifest)) {
            ""
        } else {
            say(
                lang,
                "。最後に作ったページは、まだアップロードの記録がありません",
                "; the pages built last are not yet recorded as uploaded",
            )
        };
        format!("{}{waiting}", day(date))
    });
    let verified_words = verified.map_or(none.to_owned(), |(recorded, faults)| {
        let found = match (lang, faults) {
            (Lang::Ja, 0) => "問題なし".to_owned(),
            (Lang::Ja, _) => format!("問題 {faults} 件"),
            (Lang::En, 0) => "no fault".to_owned(),
            (Lang::En, _) => format!("{faults} faults"),
        };
        match lang {
            Lang::Ja => format!("{}（{found}）", day(recorded)),
            Lang::En => format!("{recorded}, {found}"),
        }
    });
    let not_proved = work::not_proved(lang);
    match lang {
        Lang::Ja => format!(
            "最後に作った日（kohyo build）：{built_words}\n最後にアップロードした日（kohyo record upload）：{shown_words}\n最後に確かめた日（kohyo verify）：{verified_words}\n{not_proved}\n"
        ),
        Lang::En => format!(
            "Last built (kohyo build): {built_words}\nLast uploaded (kohyo record upload): {shown_words}\nLast verified (kohyo verify): {verified_words}\n{not_proved}\n"
        ),
    }
}
