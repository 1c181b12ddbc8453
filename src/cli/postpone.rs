//! `kohyo postpone`: a version that is not yet in force comes into force later than was said. Does not change its
//! text.

use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, act, telling};
use crate::diagnostic::{Lang, Message};
use crate::ledger::{Act, VersionId};
use crate::text::date::{Date, both};
use clap::{ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let effective = date_arg(
        "effective",
        lang,
        "新しい施行日・適用日",
        "The day from which it will be in force",
    );
    Command::new("postpone")
        .about(say(
            lang,
            "まだ施行・適用されていない版の施行日・適用日を、後の日に延ばします",
            "Put off a version that is not yet in force",
        ))
        .arg(act::document(lang))
        .arg(act::version(lang).required(true))
        .arg(effective.required(true))
        .args(telling::args(lang))
        .arg(act::dry_run(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let version = *matches.get_one::<VersionId>("version").expect("required");
    let effective = *matches.get_one::<Date>("effective").expect("required");
    let today = context.today;
    act::one(
        context,
        matches,
        (Act::Postpone { version, effective }, telling::told(matches)),
        |document| {
            let word = document.kind.effective_word();
            let known = document.version(version);
            let from = known.map_or(effective, |known| known.effective.counted());
            let late = act::late((from <= today).then_some(word));
            Message::new(
                format!("版 {version} の{word}：{} → {}{}", both(from), both(effective), late.0),
                format!("version {version}: in force from {effective} instead of {from}{}", late.1),
            )
        },
    )
}
