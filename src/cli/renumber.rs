//! `kohyo renumber`: numbers a draft anew and lets references follow. Shows what it would write, writes when told to.

use super::usage::say;
use super::{Context, Exit, Stop, work};
use crate::diagnostic::{Lang, Span};
use crate::disk::{Before, Edits, Snapshot};
use crate::seal::{self, Renumbered, Rewording, Unsure, Way, Why};
use clap::{Arg, ArgAction, ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let document = Arg::new("document")
        .required(true)
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "番号を付け直す文書（content/ の中のフォルダー名）",
            "The document (its folder in content/)",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let branch = Arg::new("branch").long("branch").action(ArgAction::SetTrue).help(say(
        lang,
        "加えた条を「第7条の2」のような枝番号にし、ほかの番号を変えません",
        "Number what was inserted as a branch (第7条の2) and leave the others as they are",
    ));
    let write = Arg::new("write").long("write").action(ArgAction::SetTrue).help(say(
        lang,
        "表示だけでなく、ファイルを書き換えます",
        "Write the files instead of only showing what would change",
    ));
    Command::new("renumber")
        .about(say(
            lang,
            "条や項の番号を付け直し、それを指す「第○条」も書き換えます",
            "Number a draft anew, with the references that follow",
        ))
        .args([document, branch, write])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, read) = work::read_locked(context)?;
    // Numbers out of order are what this command is for: only what cannot be read stands in its way.
    let Some(site) = &read.site else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let name = matches.get_one::<String>("document").expect("required");
    let Some(document) = site.document(name) else {
        let finding = work::no_document(site, name);
        context.screen.findings(&[finding], &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let way = if matches.get_flag("branch") { Way::Branch } else { Way::Shift };
    let found = seal::renumber(site, &read.snapshot, document, way, context.today);
    let is_written = matches.get_flag("write") && !found.files.is_empty();
    if is_written {
        let mut edits = Edits::new();
        for (path, bytes) in &found.files {
            let file = read.snapshot.file(path);
            let before = file.map_or(Before::Absent, |file| Before::Was(file.digest()));
            edits.write(path, bytes.clone(), before)?;
        }
        lock.commit(&edits)?;
    }
    let told = told(context.lang, &read.snapshot, &found, name, way);
    let end = end(context.lang, &found, (name, way), is_written);
    context.screen.out(&(told + &end));
    Ok(Exit::Done)
}

fn told(lang: Lang, snapshot: &Snapshot, found: &Renumbered, name: &str, way: Way) -> String {
    let mut out = String::new();
    let parts = [
        (&found.labels, say(lang, "番号", "Numbers")),
        (&found.references, say(lang, "参照", "References")),
    ];
    for (all, head) in parts {
        if !all.is_empty() {
            out.push_str(&format!("{head}\n"));
        }
        for Rewording { span, from, to } in all {
            let place = place(snapshot, span);
            out.push_str(&format!("  {place}: {from} → {to}\n"));
        }
    }
    if !found.unsure.is_empty() {
        out.push_str(say(
            lang,
            "確かめてください（書き換えません）\n",
            "To be looked at (left as they are)\n",
        ));
    }
    for Unsure { span, words, why } in &found.unsure {
        let place = span.as_ref().map_or_else(|| name.to_owned(), |span| place(snapshot, span));
        out.push_str(&format!("  {place}: 「{words}」{}\n", because(lang, *why)));
    }
    if out.is_empty() {
        let shown = match way {
            Way::Shift => say(lang, "番号は順番どおりです。", "The numbers are in order."),
            Way::Branch => {
                say(lang, "枝番号にする条はありません。", "There is nothing to number as a branch.")
            }
        };
        out.push_str(&format!("{shown}\n"));
    }
    out
}

fn because(lang: Lang, why: Why) -> &'static str {
    match why {
        Why::Ambiguous => say(
            lang,
            " … 同じ番号が二つあり、どちらを指すかわかりません",
            " … two provisions have this number",
        ),
        Why::Gone => say(lang, " … 指していた規定がなくなりました", " … what it led to is gone"),
        Why::LedElsewhere => say(
            lang,
            " … 前の版とは別の規定を指すようになりました",
            " … it leads to another provision than in the last version",
        ),
        Why::OtherForm => say(
            lang,
            " … 自動では書き換えられない場所にあります",
            " … it stands where it cannot be written automatically",
        ),
    }
}

fn end(lang: Lang, found: &Renumbered, (name, way): (&str, Way), is_written: bool) -> String {
    if found.files.is_empty() {
        return String::new();
    }
    let flag = match way {
        Way::Shift => "",
        Way::Branch => " --branch",
    };
    if is_written {
        let files: Vec<&str> = found.files.keys().map(String::as_str).collect();
        let files = files.join(", ");
        return match lang {
            Lang::Ja => format!("書き換えました: {files}\n"),
            Lang::En => format!("Written: {files}\n"),
        };
    }
    let mut out = match lang {
        Lang::Ja => {
            format!("まだ書き換えていません。書き換えるには: kohyo renumber {name}{flag} --write\n")
        }
        Lang::En => {
            format!("Nothing is written yet. To write: kohyo renumber {name}{flag} --write\n")
        }
    };
    if way == Way::Shift && !found.labels.is_empty() {
        out.push_str(&match lang {
            Lang::Ja => format!("加えた条を枝番号（第7条の2など）にして、ほかの番号を変えないこともできます: kohyo renumber {name} --branch\n"),
            Lang::En => format!("To number what was inserted as a branch (第7条の2) instead: kohyo renumber {name} --branch\n"),
        });
    }
    out
}

/// `content/rules/main.law.txt:12`.
fn place(snapshot: &Snapshot, span: &Span) -> String {
    let bytes = snapshot.file(&span.file).map_or(&[][..], |file| file.bytes());
    let before = &bytes[..span.range.start.min(bytes.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("{}:{line}", span.file)
}
