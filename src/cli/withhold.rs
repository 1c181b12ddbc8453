//! `kohyo withhold`: words are taken out of every public form of a version for cause, and it is said that they were.
//! Does not know how.

use super::usage::say;
use super::{Context, Exit, Stop, act, telling};
use crate::diagnostic::{Lang, Message};
use crate::ledger::VersionId;
use crate::seal::{Reach, WITHHELD, Withholding, remaining, withhold};
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let words = Arg::new("words")
        .long("words")
        .required(true)
        .action(ArgAction::Append)
        .value_name(say(lang, "言葉", "WORDS"))
        .value_parser(ValueParser::new(move |words: &str| {
            if words.trim().is_empty() || WITHHELD.contains(words) {
                Err(say(lang, "非公開にできる言葉ではありません。", "These are no words."))
            } else {
                Ok(words.to_owned())
            }
        }))
        .help(say(
            lang,
            "非公開にする言葉。公表されているとおりに書きます（何度でも指定できます）",
            "The words, just as they are published (may be repeated)",
        ));
    let reason = Arg::new("reason")
        .long("reason")
        .required(true)
        .value_name(say(lang, "理由", "WORDS"))
        .value_parser(ValueParser::new(move |words: &str| match words.trim() {
            "" => Err(say(lang, "理由が書かれていません。", "There is no reason.")),
            words => Ok(words.to_owned()),
        }))
        .help(say(
            lang,
            "理由（公表されます。その言葉は書きません）",
            "Why (public; without the words)",
        ));
    let all = Arg::new("all-versions").long("all-versions").action(ArgAction::SetTrue).help(say(
        lang,
        "同じ言葉があるほかの版からも消します",
        "Take them out of every version that has them",
    ));
    Command::new("withhold")
        .about(say(
            lang,
            "確定した版の一部の言葉を、公表されるすべての形から消し「〔非公開〕」と示します",
            "Take words out of every public form of a version, and say so",
        ))
        .arg(act::document(lang))
        .arg(act::version(lang).required(true))
        .args([words, reason, all])
        .args(telling::args(lang))
        .arg(act::dry_run(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let version = *matches.get_one::<VersionId>("version").expect("required");
    let reason = matches.get_one::<String>("reason").expect("required");
    let words = matches.get_many::<String>("words").expect("required");
    let words: Vec<String> = words.cloned().collect();
    let reach = if matches.get_flag("all-versions") { Reach::All } else { Reach::One };
    let (told, private) = (telling::told(matches), telling::private(matches));
    act::run(context, matches, |mut given| {
        let what = Withholding {
            words: &words,
            reason,
            recorded: context.today,
            told: &told,
            private: &private,
        };
        let document = given.document;
        let done = withhold(&mut given.writer, document, (version, reach), &what)?;
        let mut lines: Vec<Message> = done.iter().map(|id| line(*id, reason)).collect();
        lines.push(Message::new(
            format!("元の版は records/withheld/{}/ に残します（公表しません）", document.slug),
            format!("the versions as they were are kept in records/withheld/{}/", document.slug),
        ));
        lines.push(Message::new(
            "公開中のサイトは、作り直してアップロードするまで変わりません。検索サイトなどに残った写しは、それぞれに削除を求めてください",
            "the site that is shown changes when it is built and uploaded again; ask search engines and archives to remove their copies",
        ));
        let findings = remaining(given.site, document, &words, &done);
        Ok(act::Made { writer: given.writer, lines, findings })
    })
}

fn line(id: VersionId, reason: &str) -> Message {
    Message::new(
        format!("版 {id} の一部を非公開に：{reason}"),
        format!("words of the version {id} withheld: {reason}"),
    )
}
