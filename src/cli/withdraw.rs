//! `kohyo withdraw`: a version that is not yet in force will not come into force. It stays, marked as such.

use super::usage::say;
use super::{Context, Exit, Stop, act, telling};
use crate::diagnostic::{Lang, Message};
use crate::ledger::{Act, VersionId};
use clap::{ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    Command::new("withdraw")
        .about(say(
            lang,
            "まだ施行・適用されていない版を取りやめます（「施行されませんでした」と示されます）",
            "Call off a version that is not yet in force",
        ))
        .arg(act::document(lang))
        .arg(act::version(lang).required(true))
        .args(telling::args(lang))
        .arg(act::dry_run(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let version = *matches.get_one::<VersionId>("version").expect("required");
    let today = context.today;
    let told = telling::told(matches);
    act::one(context, matches, (Act::Withdraw { version }, told), |document| {
        let kind = document.kind;
        let known = document.version(version);
        let is_past = known.is_some_and(|known| known.effective.counted() <= today);
        let late = act::late(is_past.then_some(kind.effective_word()));
        let verb = kind.effective_verb();
        Message::new(
            format!("版 {version} の取りやめ：{verb}されません{}", late.0),
            format!("version {version} will not come into force{}", late.1),
        )
    })
}
