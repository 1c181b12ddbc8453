//! `kohyo withhold`: words are taken out of every public form of a version for cause, and it is said that they were.
//! Does not know how.

use super::args::{self, Misread};
use super::context::{Context, Exit, OrStop, Stop};
use super::recording::record;
use crate::diagnostic::Message;
use crate::fill;
use crate::seal::{Reach, WITHHELD, Withholding, remaining, withhold};
use clap::builder::ValueParser;
use clap::{ArgAction, ArgMatches, Command};

pub(super) fn describe() -> Command {
    // As they are published, blanks at their ends included.
    let words = args::option("words").required(true).action(ArgAction::Append).value_parser(
        ValueParser::new(|words: &str| {
            if words.trim().is_empty() || WITHHELD.contains(words) {
                let misread = "非公開にできる言葉ではありません。";
                Err(Misread::new(misread, "These are no words."))
            } else {
                Ok(words.to_owned())
            }
        }),
    );
    let reason = args::words("reason", |words| {
        let nothing = || Misread::new("理由が書かれていません。", "There is no reason.");
        words.is_empty().then(nothing)
    });
    Command::new("withhold")
        .args([args::document(), args::version().required(true)])
        .args([words, reason.required(true), args::flag("all-versions")])
        .args(args::details())
        .arg(args::dry_run())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let reach = if matches.get_flag("all-versions") { Reach::All } else { Reach::One };
    let version = args::required(matches, "version");
    let what = Withholding {
        words: &args::values_of(matches, "words"),
        reason: &args::required::<String>(matches, "reason"),
        recorded: context.today,
        told: &args::details_of(matches),
        private: &args::private_of(matches),
    };
    record(context, matches, |to| {
        let document = to.document;
        let done = withhold(&mut to.writer, document, (version, reach), &what);
        let done = done.or_stop(&to.checked.snapshot)?;
        let line = |version| Message::of("cli/withheld", fill! { version, reason = what.reason });
        to.lines.extend(done.iter().map(line));
        to.lines.push(Message::of("cli/withheld-kept", fill! { slug = &document.slug }));
        to.lines.push(Message::of("cli/withheld-copies", fill! {}));
        to.findings = remaining(to.site, document, what.words, &done);
        Ok(())
    })
}
