//! `kohyo show`: the text of a document in force on a day, as known now or as known on a day. Does not decide
//! what is in force.

use super::next::{format_arg, is_json};
use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, work};
use crate::diagnostic::Lang;
use crate::ledger::{Day, Provenance, Replacement, VersionRecord};
use crate::publish::build_log::BuildLog;
use crate::publish::formats::plain;
use crate::site::{Document, Version};
use crate::text::date::{self, Date};
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe(lang: Lang) -> Command {
    let document = Arg::new("document")
        .required(true)
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(lang, "文書のフォルダー名", "The document (its folder in content/)"))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let on = date_arg(
        "on",
        lang,
        "いつ施行・適用されていた内容か（省略時は今日）",
        "In force on that day (default: today)",
    );
    let known = date_arg(
        "known",
        lang,
        "その日までに記録されていたことだけで示します（当時表示していた内容）",
        "By what was recorded until then: the text as then displayed",
    );
    Command::new("show")
        .about(say(
            lang,
            "ある日に施行・適用されていた内容を示します",
            "Show the text in force on a day, as known now or then",
        ))
        .arg(document)
        .arg(on)
        .arg(known)
        .arg(format_arg(lang))
}

/// What is asked, and what there is to answer it with.
struct Asked<'a> {
    lang: Lang,
    /// As it is known now.
    now: &'a Document,
    /// As it is asked for.
    then: &'a Document,
    on: Date,
    known: Option<Date>,
    builds: Option<BuildLog>,
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let read = work::read(context)?;
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let name = matches.get_one::<String>("document").expect("required");
    let Some(document) = site.document(name) else {
        let finding = work::no_document(site, name);
        context.screen.findings(&[finding], &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let day = |name: &str| matches.get_one::<Date>(name).copied();
    let known = day("known");
    let then = known.map(|known| document.known_on(known));
    let builds = match BuildLog::read(&context.root)? {
        Ok(recorded) => Some(recorded),
        Err(finding) => {
            work::warn(context, &finding);
            None
        }
    };
    let asked = Asked {
        lang: context.lang,
        now: document,
        then: then.as_ref().unwrap_or(document),
        on: day("on").unwrap_or(context.today),
        known,
        builds,
    };
    context.screen.out(&if is_json(matches) { as_json(&asked) } else { text(&asked) });
    Ok(Exit::Done)
}

fn text(asked: &Asked<'_>) -> String {
    let version = asked.then.in_force_on(asked.on);
    let mut lines = vec![title(asked, version)];
    match version {
        Some(version) => {
            lines.extend(about(asked, version));
            lines.extend(later(asked, version));
        }
        None => lines.push(nothing(asked)),
    }
    lines.extend(shown(asked));
    let mut out = lines.join("\n") + "\n";
    if let Some(version) = version {
        out.push_str(&format!("\n{}", plain::text(&version.tree)));
    }
    out
}

/// Which day, and known by when.
fn title(asked: &Asked<'_>, version: Option<&Version>) -> String {
    let slug = &asked.now.slug;
    let name = version.map_or_else(String::new, |version| version.tree.heading().words());
    match asked.lang {
        Lang::Ja => {
            let name = match &*name {
                "" => String::new(),
                name => format!("「{name}」"),
            };
            let on = date::both(asked.on);
            let known = asked.known.map_or(String::new(), |known| {
                format!("（{}までに記録されていたことによります）", date::both(known))
            });
            format!("{slug}{name}：{on}時点の内容{known}")
        }
        Lang::En => {
            let known = asked.known.map_or(String::new(), |known| format!(", as known on {known}"));
            format!("{slug}: in force on {}{known}", asked.on)
        }
    }
}

/// The version, and since when.
fn about(asked: &Asked<'_>, version: &Version) -> Vec<String> {
    let (id, recorded) = (version.id, version.recorded);
    let verb = asked.now.kind.effective_verb();
    let last = asked.then.last_day(id);
    let mut lines = vec![match (asked.lang, version.effective) {
        (Lang::Ja, Day::Known(day)) => {
            let until = last.map_or(String::new(), |last| format!("{}まで", date::both(last)));
            format!("  版 {id}：{}から{until}{verb}", date::both(day))
        }
        (Lang::Ja, Day::Unknown { seen }) => {
            let seen = date::both(seen);
            format!("  版 {id}：いつから{verb}されているかは不明（{seen}に確認した内容）")
        }
        (Lang::En, Day::Known(day)) => {
            let until = last.map_or(String::new(), |last| format!(" until {last}"));
            format!("  version {id}: in force from {day}{until}")
        }
        (Lang::En, Day::Unknown { seen }) => {
            format!("  version {id}: in force since an unknown day, seen on {seen}")
        }
    }];
    let digest = version.file_digest();
    lines.push(match asked.lang {
        Lang::Ja => format!("  {}に台帳に記録（SHA-256：{digest}）", date::both(recorded)),
        Lang::En => format!("  recorded on {recorded} (SHA-256 {digest})"),
    });
    lines.extend(came(asked.lang, version));
    if let Some(withheld) = version.withheld.last() {
        lines.push(match asked.lang {
            Lang::Ja => format!(
                "  一部の言葉は{}に非公開にされました（理由：{}）。以前の日について見るときも、示しません。",
                date::both(withheld.recorded),
                withheld.reason
            ),
            Lang::En => format!(
                "  some words were withheld on {} ({}); they are not shown for days before either",
                withheld.recorded, withheld.reason
            ),
        });
    }
    lines
}

/// How the version came into the ledger, where that was in another way than by sealing.
fn came(lang: Lang, version: &Version) -> Option<String> {
    let recorded = version.recorded;
    let then = recorded.yesterday().unwrap_or(recorded);
    match (lang, version.came) {
        (_, Provenance::Sealed) => None,
        (Lang::Ja, Provenance::Registered) => {
            Some("  施行・適用の後に収録したものです（後日収録）。".to_owned())
        }
        (Lang::En, Provenance::Registered) => Some("  registered after its day".to_owned()),
        (Lang::Ja, Provenance::Corrects(before)) => Some(format!(
            "  版 {before} の誤記を直したものです（正誤）。直す前に表示していた内容は --known {then} で見られます。"
        )),
        (Lang::En, Provenance::Corrects(before)) => Some(format!(
            "  corrects slips of {before}; the text as then displayed: --known {then}"
        )),
        (Lang::Ja, Provenance::Reissues(before)) => {
            Some(format!("  版 {before} を差し替えたものです。"))
        }
        (Lang::En, Provenance::Reissues(before)) => Some(format!("  takes the place of {before}")),
    }
}

/// What became of the version after the day asked for.
fn later(asked: &Asked<'_>, version: &Version) -> Option<String> {
    let now: &VersionRecord = &asked.now.version(version.id)?.entry;
    if let (Some(replaced), None) = (now.replaced, version.replaced) {
        let (by, day) = (replaced.by, replaced.recorded);
        return Some(match (asked.lang, replaced.why) {
            (Lang::Ja, Replacement::Correction) => format!(
                "  その後、{}に誤記を直しました（版 {by}）。これは、直す前に表示していた内容です。",
                date::both(day)
            ),
            (Lang::Ja, Replacement::Reissue) => {
                format!("  その後、{}に版 {by} に差し替えました。", date::both(day))
            }
            (Lang::En, Replacement::Correction) => {
                format!(
                    "  corrected later, on {day} (version {by}); this is the text as then displayed"
                )
            }
            (Lang::En, Replacement::Reissue) => {
                format!("  replaced later, on {day}, by version {by}")
            }
        });
    }
    if let (Some(withdrawn), None) = (&now.withdrawn, &version.withdrawn) {
        let day = withdrawn.recorded;
        return Some(match asked.lang {
            Lang::Ja => format!("  その後、{}に取りやめました。", date::both(day)),
            Lang::En => format!("  withdrawn later, on {day}"),
        });
    }
    (now.effective != version.effective).then(|| {
        let day = now.effective.counted();
        match asked.lang {
            Lang::Ja => format!("  その後、{}からに延期しました。", date::both(day)),
            Lang::En => format!("  postponed later to {day}"),
        }
    })
}

/// Why nothing is in force.
fn nothing(asked: &Asked<'_>) -> String {
    let (then, verb) = (asked.then, asked.now.kind.effective_verb());
    if let Some(repeal) = then.repealed_on(asked.on) {
        let day = repeal.effective;
        return match asked.lang {
            Lang::Ja => format!("  {}に廃止されています。", date::both(day)),
            Lang::En => format!("  repealed from {day} on"),
        };
    }
    let first = then.live().next().map(|version| version.effective.counted());
    match (asked.lang, first) {
        (Lang::Ja, Some(day)) => format!(
            "  この日に{verb}されている内容はありません。最初の版は{}からです。",
            date::both(day)
        ),
        (Lang::Ja, None) => "  その日までに記録された版はありません。".to_owned(),
        (Lang::En, Some(day)) => format!("  nothing was in force; the first version is from {day}"),
        (Lang::En, None) => "  no version was recorded until then".to_owned(),
    }
}

/// Which pages were published on the day, by the organisation's own record.
fn shown(asked: &Asked<'_>) -> Vec<String> {
    let Some(builds) = &asked.builds else {
        return Vec::new();
    };
    let day = asked.known.unwrap_or(asked.on);
    let Some((date, manifest)) = builds.shown_on(day) else {
        return vec![match asked.lang {
            Lang::Ja => format!(
                "  {}に公開していたページの記録（アップロードの記録）はありません。",
                date::both(day)
            ),
            Lang::En => format!("  which pages were published on {day} is not recorded"),
        }];
    };
    let as_of = builds.as_of(manifest);
    let line = match asked.lang {
        Lang::Ja => {
            let as_of = as_of.map_or(String::new(), |day| format!("{}時点、", date::both(day)));
            format!(
                "  {}に公開していたページ：{}にアップロードしたもの（{as_of}manifest.json の SHA-256：{manifest}）",
                date::both(day),
                date::both(date)
            )
        }
        Lang::En => {
            let as_of = as_of.map_or(String::new(), |day| format!("as of {day}, "));
            format!(
                "  published on {day}: the pages uploaded on {date} ({as_of}SHA-256 of manifest.json {manifest})"
            )
        }
    };
    vec![line, format!("  {}", work::not_proved(asked.lang))]
}

fn as_json(asked: &Asked<'_>) -> String {
    let version = asked.then.in_force_on(asked.on);
    let day = asked.known.unwrap_or(asked.on);
    let shown = asked.builds.as_ref().and_then(|builds| builds.shown_on(day));
    let answer = json!({
        "document": asked.now.slug.as_str(),
        "on": asked.on.to_string(),
        "known": asked.known.map(|day| day.to_string()),
        "version": version.map(|version| version_json(asked, version)),
        "repealed": asked.then.repealed_on(asked.on).map(|repeal| repeal.effective.to_string()),
        "uploaded": shown.map(|(date, manifest)| json!({
            "date": date.to_string(),
            "manifest": manifest.to_string(),
        })),
        "text": version.map(|version| plain::text(&version.tree)),
    });
    serde_json::to_string_pretty(&answer).expect("strings have a JSON form") + "\n"
}

fn version_json(asked: &Asked<'_>, version: &Version) -> Value {
    let (effective, seen) = match version.effective {
        Day::Known(day) => (Some(day.to_string()), None),
        Day::Unknown { seen } => (None, Some(seen.to_string())),
    };
    let (came, of) = match version.came {
        Provenance::Sealed => ("sealed", None),
        Provenance::Registered => ("registered", None),
        Provenance::Corrects(before) => ("corrects", Some(before.to_string())),
        Provenance::Reissues(before) => ("reissues", Some(before.to_string())),
    };
    let now = asked.now.version(version.id);
    let replaced = now.and_then(|now| now.replaced);
    json!({
        "id": version.id.to_string(),
        "effective": effective,
        "seen": seen,
        "until": asked.then.last_day(version.id).map(|day| day.to_string()),
        "recorded": version.recorded.to_string(),
        "came": came,
        "of": of,
        "replaced-later-by": replaced.map(|replaced| replaced.by.to_string()),
        "withheld": version.withheld.last().map(|withheld| withheld.recorded.to_string()),
        "digest": version.file_digest().to_string(),
    })
}
