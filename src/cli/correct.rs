//! `kohyo correct`: typing slips are put right (正誤). The text with the slip stays, beside the corrected one. Does not
//! know what counts as a slip.

use super::usage::say;
use super::{Context, Exit, Stop, act, telling};
use crate::diagnostic::{Lang, Message};
use crate::ledger::{Event, VersionId};
use crate::seal::{Correction, correct};
use clap::{ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    Command::new("correct")
        .about(say(
            lang,
            "誤記を訂正します（正誤）。編集中の本文を、施行・適用中の版の訂正後の内容として記録します",
            "Put typing slips right: the draft is the corrected text of the version in force",
        ))
        .arg(act::document(lang))
        .arg(act::version(lang))
        .args(telling::args(lang))
        .arg(act::dry_run(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let wanted = matches.get_one::<VersionId>("version").copied();
    let (told, private) = (telling::told(matches), telling::private(matches));
    act::run(context, matches, |mut given| {
        let document = given.document;
        let corrections = correct(given.site, document, wanted, context.today)?;
        let mut lines = Vec::new();
        for one in &corrections {
            let event = |act| Event::new(context.today, act).telling(told.clone());
            let corrected = one.write(&mut given.writer, document, event, &private)?;
            lines.extend(said(one, corrected));
        }
        Ok(act::Made { writer: given.writer, lines, findings: Vec::new() })
    })
}

fn said(one: &Correction, corrected: VersionId) -> Vec<Message> {
    let version = one.version;
    let mut lines = vec![Message::new(
        format!("版 {version} の誤記の訂正（訂正後は版 {corrected}）"),
        format!("version {version} corrected, as {corrected}"),
    )];
    let sentences = one.sentences.iter();
    lines.extend(sentences.map(|words| Message::new(format!("  {words}"), format!("  {words}"))));
    lines
}
