//! `kohyo retitle`: from a day on lists call a document by another name. Sealed texts keep theirs.

use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, act, telling};
use crate::diagnostic::{Lang, Message};
use crate::ledger::Act;
use crate::text::date::{Date, both};
use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let parser = move |words: &str| match words.trim() {
        "" => Err(say(lang, "名前が書かれていません。", "There is no name.")),
        words if words.chars().any(char::is_control) => {
            Err(say(lang, "改行などの制御文字は使えません。", "Control characters cannot be used."))
        }
        words => Ok(words.to_owned()),
    };
    let title = Arg::new("title")
        .long("title")
        .required(true)
        .value_name(say(lang, "名前", "TITLE"))
        .value_parser(ValueParser::new(parser))
        .help(say(lang, "新しい名前", "The new name"));
    let effective = date_arg(
        "effective",
        lang,
        "いつからその名前か（省略時は今日）",
        "From when (default: today)",
    );
    Command::new("retitle")
        .about(say(
            lang,
            "一覧などに示す文書の名前を変えます（確定した版の題名は変わりません）",
            "Give a document another name in lists; sealed texts keep theirs",
        ))
        .arg(act::document(lang))
        .arg(title)
        .arg(effective)
        .args(telling::args(lang))
        .arg(act::dry_run(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let title = matches.get_one::<String>("title").expect("required");
    let effective = matches.get_one::<Date>("effective").copied();
    let effective = effective.unwrap_or(context.today);
    let act = Act::Retitle { title: title.clone(), effective };
    act::one(context, matches, (act, telling::told(matches)), |_| {
        Message::new(
            format!("名前：{}から「{title}」", both(effective)),
            format!("called `{title}` from {effective} on"),
        )
    })
}
