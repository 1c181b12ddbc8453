//! `kohyo draft`: writes the slip (改定票) of a pending draft, to be filled in. Does not seal anything.

use super::usage::say;
use super::{Context, Exit, Stop, sentences, work};
use crate::diagnostic::{Finding, Lang, Span};
use crate::disk::{Before, Edits};
use crate::site::Document;
use crate::site::load::{blank_slip, slip_path};
use crate::text::date;
use clap::{Arg, ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let document = Arg::new("document")
        .required(true)
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "改める文書（content/ の中のフォルダー名）",
            "The document (its folder in content/)",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    Command::new("draft")
        .about(say(
            lang,
            "改定票（amendment.yaml）を作り、今までの変更を示します",
            "Write the slip of a change, and show what changed so far",
        ))
        .arg(document)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, read) = work::read_locked(context)?;
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let name = matches.get_one::<String>("document").expect("required");
    let refuse = |finding| work::refuse(context, &read.snapshot, finding);
    let Some(document) = site.document(name) else {
        return Ok(refuse(work::no_document(site, name)));
    };
    let path = slip_path(&document.slug);
    if document.repeal.is_some() {
        return Ok(refuse(repealed(name)));
    }
    if read.snapshot.file(&path).is_some() {
        return Ok(refuse(slip_there(name, &path)));
    }
    let changes = Changes::of(context, document);
    let slip = blank_slip(&document.slug, document.kind, &changes.comment(document));
    let mut edits = Edits::new();
    edits.write(&path, slip.into_bytes(), Before::Absent)?;
    lock.commit(&edits)?;
    context.screen.out(&done(context.lang, document, &path, &changes));
    Ok(Exit::Done)
}

/// What the draft changes so far.
struct Changes {
    count: usize,
    lines: Vec<String>,
    /// Since which version, on which day that was looked up.
    since: Option<(String, String)>,
}

impl Changes {
    fn of(context: &Context<'_>, document: &Document) -> Changes {
        let Some(newest) = document.newest() else {
            return Changes { count: 0, lines: Vec::new(), since: None };
        };
        let day = newest.effective.counted().max(context.today);
        let draft = document.draft.on(day);
        let (count, lines) = sentences::of(context.lang, &newest.tree, draft);
        Changes { count, lines, since: Some((newest.id.to_string(), date::both(context.today))) }
    }

    /// The lines at the head of the slip.
    fn comment(&self, document: &Document) -> Vec<String> {
        let slug = &document.slug;
        let first =
            format!("「{slug}」の改定票です。書き終えたら「kohyo seal {slug}」で確定します。");
        let second = match &self.since {
            Some((version, today)) => {
                let count = self.count;
                format!("版 {version} から変わるところ: {count} か所（{today}に調べたもの）")
            }
            None => "まだ確定した版がありません。これが最初の版になります。".to_owned(),
        };
        vec![first, second]
    }
}

fn done(lang: Lang, document: &Document, path: &str, changes: &Changes) -> String {
    let slug = &document.slug;
    let mut out = match lang {
        Lang::Ja => format!("「{path}」を作りました。\n"),
        Lang::En => format!("Wrote `{path}`.\n"),
    };
    let count = changes.count;
    out.push_str(&match (lang, &changes.since) {
        (Lang::Ja, Some((version, _))) if count == 0 => {
            format!("本文は、まだ版 {version} から変わっていません。\n")
        }
        (Lang::Ja, Some((version, _))) => {
            format!("版 {version} から変わるところ: {count} か所\n")
        }
        (Lang::Ja, None) => "確定した版はまだありません。これが最初の版になります。\n".to_owned(),
        (Lang::En, Some((version, _))) => format!("Changes since {version}: {count}\n"),
        (Lang::En, None) => "There is no sealed version yet; this will be the first.\n".to_owned(),
    });
    for line in &changes.lines {
        out.push_str(&format!("  {}{line}\n", say(lang, "・", "- ")));
    }
    out.push_str(&match lang {
        Lang::Ja => format!(
            "日付や説明を書き込み、「kohyo seal {slug} --dry-run」で確かめてから「kohyo seal {slug}」で確定してください。\n"
        ),
        Lang::En => format!(
            "Fill it in, look at `kohyo seal {slug} --dry-run`, then seal with `kohyo seal {slug}`.\n"
        ),
    });
    out
}

fn slip_there(name: &str, path: &str) -> Finding {
    Finding::spelt_error(
        "slip-exists",
        format!("「{name}」には、書きかけの改定票があります。上書きしません。"),
        format!("`{name}` has a slip already; it is not written over"),
    )
    .at(Span::file(path))
    .help(
        "続きを書いてください。初めから書き直すときは、そのファイルを消してからもう一度お試しください。",
        "Go on with it, or remove the file first.",
    )
}

fn repealed(name: &str) -> Finding {
    Finding::spelt_error(
        "repealed",
        format!("「{name}」は廃止が決まっているので、改めることはできません。"),
        format!("`{name}` is repealed and cannot be changed any more"),
    )
}
