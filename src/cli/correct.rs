//! `kohyo correct`: typing slips are put right (正誤). The text with the slip stays, beside the corrected one. Does not
//! know what counts as a slip.

use super::context::{Context, Exit, OrStop, Stop};
use super::recording::record;
use super::{args, work};
use crate::diagnostic::Message;
use crate::fill;
use crate::ledger::Event;
use crate::seal::correct;
use clap::{ArgMatches, Command};

pub(super) fn describe() -> Command {
    Command::new("correct")
        .args([args::document(), args::version()])
        .args(args::details())
        .arg(args::dry_run())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (details, private) = (args::details_of(matches), args::private_of(matches));
    record(context, matches, |to| {
        let (site, document, snapshot) = (to.site, to.document, &to.checked.snapshot);
        work::check_held(matches, to.checked, [(document, context.today)])?;
        let wanted = args::given(matches, "version");
        let corrections = correct(site, document, wanted, context.today).or_stop(snapshot)?;
        for one in &corrections {
            let event = |act| Event::new(context.today, act).telling(details.clone());
            let corrected = one.write(&mut to.writer, document, event, &private);
            let corrected = corrected.or_stop(snapshot)?;
            let version = one.version;
            to.lines.push(Message::of("cli/corrected", fill! { version, corrected }));
            let sentences = one.sentences.iter().map(|words| format!("  {words}"));
            to.lines.extend(sentences.map(|words| Message::new(&*words, &*words)));
        }
        Ok(())
    })
}
