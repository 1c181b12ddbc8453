//! `kohyo repeal`: from a day on nothing of a document is in force. Its pages stay, marked as such.

use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, act, telling};
use crate::diagnostic::{Lang, Message};
use crate::ledger::Act;
use crate::text::date::{Date, both};
use clap::{ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let effective = date_arg(
        "effective",
        lang,
        "廃止日（この日から効力がなくなります）",
        "The first day on which nothing of it is in force",
    );
    Command::new("repeal")
        .about(say(
            lang,
            "文書を廃止します（これまでの版のページは残ります）",
            "Repeal a document; its pages stay",
        ))
        .arg(act::document(lang))
        .arg(effective.required(true))
        .args(telling::args(lang))
        .arg(act::dry_run(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let effective = *matches.get_one::<Date>("effective").expect("required");
    let late = act::late((effective < context.today).then_some("廃止日"));
    let told = telling::told(matches);
    act::one(context, matches, (Act::Repeal { effective }, told), |_| {
        Message::new(
            format!("廃止日：{}{}", both(effective), late.0),
            format!("repealed from {effective} on{}", late.1),
        )
    })
}
