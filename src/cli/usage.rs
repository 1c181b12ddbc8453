//! Reading the command line and helping with it, in Japanese or English. Does not run commands.

use super::commands::{COMMANDS, Command};
use super::screen::Screen;
use super::{Context, Exit};
use crate::diagnostic::Lang;
use crate::text::date;
use clap::builder::ValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches};
use std::ffi::OsString;
use std::path::PathBuf;

/// A sentence in the language of the user.
pub(super) fn say(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// The language asked for with `--lang`, before anything else is read.
pub(super) fn language(args: &[OsString]) -> Lang {
    let words: Vec<_> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let pair = words.windows(2).any(|pair| pair == ["--lang", "en"]);
    if pair || words.contains(&"--lang=en") { Lang::En } else { Lang::Ja }
}

/// A date option in any form that [`date::parse`] reads.
pub(super) fn date_arg(name: &'static str, lang: Lang, ja: &'static str, en: &'static str) -> Arg {
    let parser = move |words: &str| match date::parse(words) {
        Ok(reading) => Ok(reading.date),
        Err(error) => Err(match lang {
            Lang::Ja => error.ja(),
            Lang::En => error.en(),
        }),
    };
    Arg::new(name)
        .long(name)
        .value_name(say(lang, "日付", "DATE"))
        .value_parser(ValueParser::new(parser))
        .help(say(lang, ja, en))
}

/// Reads the command line. Help, version and mistakes are answered here.
pub(super) fn read<'a>(
    args: &[OsString],
    lang: Lang,
    screen: &'a Screen,
) -> Result<(Context<'a>, &'static Command, ArgMatches), Exit> {
    let mut matches = match grammar(lang).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return Err(answer(&error, lang, screen)),
    };
    let (name, inner) = matches.remove_subcommand().expect("clap asks for a command");
    let command =
        COMMANDS.iter().find(|command| command.name == name).expect("clap knows the table only");
    let own = inner.subcommand().map_or(&inner, |(_, own)| own);
    let root = own.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from("."));
    let today = own.get_one::<date::Date>("today").copied().unwrap_or_else(today_in_japan);
    Ok((Context { root, lang, today, screen }, command, inner))
}

/// Legal days in Japan are days of Japanese time, UTC+9 all year round.
fn today_in_japan() -> date::Date {
    let japan = jiff::tz::TimeZone::fixed(jiff::tz::offset(9));
    japan.to_datetime(jiff::Timestamp::now()).date()
}

fn grammar(lang: Lang) -> clap::Command {
    let about = say(
        lang,
        "kohyo（公表）: 個人情報の取扱いに関する公表事項や規程を、版の管理された読みやすいページにします。",
        "kohyo: statutory public notices as versioned, accessible pages.",
    );
    let mut command = clap::Command::new("kohyo")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name(say(lang, "コマンド", "COMMAND"))
        .subcommand_help_heading(say(lang, "コマンド", "Commands"));
    for entry in COMMANDS {
        command = command.subcommand(dress((entry.describe)(lang), lang));
    }
    dress_top(command, lang)
}

const TEMPLATE_JA: &str = "{about}\n\n使い方: {usage}\n\n{all-args}\n";
const TEMPLATE_EN: &str = "{about}\n\nUsage: {usage}\n\n{all-args}\n";

fn dress_top(command: clap::Command, lang: Lang) -> clap::Command {
    let version = Arg::new("version")
        .long("version")
        .short('V')
        .action(ArgAction::Version)
        .help(say(lang, "版を表示します", "Print the version"));
    words_of(command, lang).disable_version_flag(true).arg(version)
}

/// The options that every command has; of a group of commands each of them.
fn dress(command: clap::Command, lang: Lang) -> clap::Command {
    if command.has_subcommands() {
        let group = command
            .mut_subcommands(|command| dress(command, lang))
            .subcommand_required(true)
            .arg_required_else_help(true)
            .disable_help_subcommand(true)
            .subcommand_value_name(say(lang, "コマンド", "COMMAND"))
            .subcommand_help_heading(say(lang, "コマンド", "Commands"));
        return words_of(group, lang);
    }
    let root = Arg::new("root")
        .long("root")
        .value_name(say(lang, "フォルダー", "DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "サイトのフォルダー（省略時は今いるフォルダー）",
            "The site's folder (default: this folder)",
        ));
    let today = date_arg(
        "today",
        lang,
        "今日とみなす日（省略時は日本の今日）",
        "The day to take for today (default: today in Japan)",
    );
    words_of(command, lang).arg(root).arg(today)
}

fn words_of(command: clap::Command, lang: Lang) -> clap::Command {
    let lang_arg = Arg::new("lang")
        .long("lang")
        .value_name("ja|en")
        .value_parser(["ja", "en"])
        .hide_possible_values(true)
        .help(say(lang, "表示の言語", "The language of messages"));
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).help(say(
        lang,
        "この説明を表示します",
        "Print this help",
    ));
    let heading = say(lang, "オプション", "Options");
    command
        .help_template(say(lang, TEMPLATE_JA, TEMPLATE_EN))
        .mut_args(|arg| match arg.get_help_heading() {
            Some(_) => arg,
            None => arg.help_heading(heading),
        })
        .next_help_heading(heading)
        .disable_help_flag(true)
        .arg(lang_arg)
        .arg(help)
}

/// Prints help, version, or what is wrong with the command line.
fn answer(error: &clap::Error, lang: Lang, screen: &Screen) -> Exit {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    match error.kind() {
        DisplayHelp | DisplayVersion => {
            screen.out(&rendered(error, lang));
            Exit::Done
        }
        DisplayHelpOnMissingArgumentOrSubcommand => {
            screen.err(&rendered(error, lang));
            Exit::World
        }
        _ => {
            let words = match lang {
                Lang::Ja => mistake(error),
                Lang::En => error.render().to_string(),
            };
            screen.err(&words);
            Exit::World
        }
    }
}

/// Help as clap renders it; one word of its usage line cannot be given to it in Japanese.
fn rendered(error: &clap::Error, lang: Lang) -> String {
    let words = error.render().to_string();
    match lang {
        Lang::Ja => words.replace("[OPTIONS]", "[オプション]"),
        Lang::En => words,
    }
}

/// clap speaks English only: the mistakes that people make, in Japanese.
fn mistake(error: &clap::Error) -> String {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(words)) => words.clone(),
        Some(ContextValue::Strings(words)) => words.join("、"),
        _ => String::new(),
    };
    let (arg, value) = (word(ContextKind::InvalidArg), word(ContextKind::InvalidValue));
    let mut words = match error.kind() {
        ErrorKind::UnknownArgument => format!("「{arg}」という指定はありません。"),
        ErrorKind::InvalidSubcommand => {
            format!("「{}」というコマンドはありません。", word(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("次の指定が必要です: {arg}"),
        ErrorKind::MissingSubcommand => "コマンドを指定してください。".to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => format!("「{arg}」には値が必要です。"),
        ErrorKind::InvalidValue => {
            format!(
                "「{arg}」に「{value}」は指定できません。指定できる値: {}",
                word(ContextKind::ValidValue)
            )
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map_or(String::new(), |why| why.to_string());
            format!("「{arg}」の値「{value}」を読めません。{why}")
        }
        ErrorKind::ArgumentConflict => format!("「{arg}」は、ほかの指定と同時に使えません。"),
        _ => error.render().to_string(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].map(word).concat();
    if !near.is_empty() {
        words.push_str(&format!("「{near}」ではありませんか。"));
    }
    format!("エラー: {words}\n\n詳しくは kohyo --help をご覧ください。\n")
}
