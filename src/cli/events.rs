//! The commands that record one event of a document: `kohyo postpone`, `withdraw`, `repeal`,
//! `retitle`. Do not know what an event leads to.

use super::args::{self, Misread};
use super::context::{Context, Exit, Stop};
use super::recording::{late, record_event};
use crate::diagnostic::Message;
use crate::fill;
use crate::ledger::{Act, VersionId};
use clap::{ArgMatches, Command};

/// A version that is not yet in force comes into force later than was said.
pub(super) mod postpone {
    use super::*;

    pub(in crate::cli) fn describe() -> Command {
        Command::new("postpone")
            .args([args::document(), args::version().required(true)])
            .arg(args::day("effective").required(true))
            .args(args::details())
            .arg(args::dry_run())
    }

    pub(in crate::cli) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
        let version: VersionId = args::required(matches, "version");
        let effective = args::required(matches, "effective");
        let act = Act::Postpone { version, effective };
        record_event(context, matches, (act, args::details_of(matches)), |document| {
            let word = document.kind.effective_word();
            let known = document.version(version);
            let from = known.map_or(effective, |known| known.effective.counted());
            let late = late((from <= context.today).then_some(word));
            let word = Message::new(word, "in force");
            let (to, from) = (Message::day(effective), Message::day(from));
            Message::of("cli/postponed", fill! { version, word, from, to, late })
        })
    }
}

/// A version that is not yet in force will not come into force. It stays, marked as such.
pub(super) mod withdraw {
    use super::*;

    pub(in crate::cli) fn describe() -> Command {
        Command::new("withdraw")
            .args([args::document(), args::version().required(true)])
            .args(args::details())
            .arg(args::dry_run())
    }

    pub(in crate::cli) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
        let version: VersionId = args::required(matches, "version");
        let act = Act::Withdraw { version };
        record_event(context, matches, (act, args::details_of(matches)), |document| {
            let kind = document.kind;
            let known = document.version(version);
            let is_past = known.is_some_and(|known| known.effective.counted() <= context.today);
            let late = late(is_past.then_some(kind.effective_word()));
            let verb = Message::new(kind.effective_verb(), "come into force");
            Message::of("cli/withdrawn", fill! { version, verb, late })
        })
    }
}

/// From a day on nothing of a document is in force. Its pages stay, marked as such.
pub(super) mod repeal {
    use super::*;

    pub(in crate::cli) fn describe() -> Command {
        Command::new("repeal")
            .args([args::document(), args::day("effective").required(true)])
            .args(args::details())
            .arg(args::dry_run())
    }

    pub(in crate::cli) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
        let effective = args::required(matches, "effective");
        let late = late((effective < context.today).then_some("廃止日"));
        let act = Act::Repeal { effective };
        record_event(context, matches, (act, args::details_of(matches)), |_| {
            Message::of("cli/repealed", fill! { day = Message::day(effective), late })
        })
    }
}

/// From a day on lists call a document by another name. Sealed texts keep theirs.
pub(super) mod retitle {
    use super::*;

    pub(in crate::cli) fn describe() -> Command {
        let title = args::words("title", |words| match words {
            "" => Some(Misread::new("名前が書かれていません。", "There is no name.")),
            words => args::several_lines(words),
        });
        Command::new("retitle")
            .args([args::document(), title.required(true), args::day("effective")])
            .args(args::details())
            .arg(args::dry_run())
    }

    pub(in crate::cli) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
        let title: String = args::required(matches, "title");
        let effective = args::given(matches, "effective").unwrap_or(context.today);
        let act = Act::Retitle { title: title.clone(), effective };
        record_event(context, matches, (act, args::details_of(matches)), |_| {
            Message::of("cli/retitled", fill! { day = Message::day(effective), title })
        })
    }
}
