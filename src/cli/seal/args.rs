//! The options of `kohyo seal`. Does not know what they lead to.

use crate::cli::telling;
use crate::cli::usage::{date_arg, say};
use crate::diagnostic::Lang;
use crate::text::date::{self, Date};
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::path::PathBuf;

/// What `--effective` says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Effective {
    Known(Date),
    Unknown,
}

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// `--dry-run`: only shown.
    Look,
    /// Written.
    Write,
}

impl Mode {
    pub(super) fn of(matches: &ArgMatches) -> Mode {
        if matches.get_flag("dry-run") { Mode::Look } else { Mode::Write }
    }
}

pub(in crate::cli) fn describe(lang: Lang) -> Command {
    let documents = Arg::new("documents")
        .num_args(1..)
        .required_unless_present("all")
        .conflicts_with("all")
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "確定する文書（content/ の中のフォルダー名）。いくつでも指定できます",
            "The documents to seal (their folders in content/)",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue).help(say(
        lang,
        "確定した版から変わっている文書をすべて確定します",
        "Seal every document that differs from its newest version",
    ));
    let slip = Arg::new("slip")
        .long("slip")
        .value_name(say(lang, "ファイル", "FILE"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "確定する文書すべてに使う改定票（省略時は文書ごとの amendment.yaml）",
            "One slip for all of them (default: each document's own amendment.yaml)",
        ));
    let dry_run = Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say(
        lang,
        "変わるところと書き込むファイルを示すだけで、何も書き込みません",
        "Show what would change and be written; write nothing",
    ));
    let seen = date_arg(
        "seen",
        lang,
        "施行日・適用日がわからないとき、その内容を確認した日（省略時は今日）",
        "With `unknown`: the day on which it was seen in force (default: today)",
    );
    Command::new("seal")
        .about(say(
            lang,
            "文書の今の内容を版として確定し、台帳に記録します",
            "Freeze the text of documents as versions and record them in their ledgers",
        ))
        .args([documents, all, slip, dry_run, effective(lang), seen])
        .args(telling::args(lang))
}

fn effective(lang: Lang) -> Arg {
    let parser = move |words: &str| match words {
        "unknown" | "不明" => Ok(Effective::Unknown),
        _ => date::parse(words).map(|reading| Effective::Known(reading.date)).map_err(|error| {
            match lang {
                Lang::Ja => error.ja(),
                Lang::En => error.en(),
            }
        }),
    };
    Arg::new("effective")
        .long("effective")
        .value_name(say(lang, "日付|unknown", "DATE|unknown"))
        .value_parser(ValueParser::new(parser))
        .help(say(
            lang,
            "施行日・適用日（例 2027-04-01、令和9年4月1日）。わからないときは unknown。省略時は改定票の日付",
            "The day from which it is in force; `unknown` where nobody knows (default: that of the slip)",
        ))
}
