//! Reading the command line and helping with it, in Japanese or English. Does not run commands, and knows them from the
//! table that it is given.

use super::args::{self, Misread};
use super::context::{Context, Exit, Stop};
use super::help::localise;
use super::screen::Screen;
use crate::diagnostic::Lang;
use crate::text::chars::shown;
use crate::text::date::Date;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches};
use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;

/// A command: its line in the help, its arguments, what it does.
pub(super) struct CommandEntry {
    /// As typed.
    pub name: &'static str,
    /// Its arguments, without words about them.
    pub describe: fn() -> clap::Command,
    /// What it does.
    pub run: fn(&Context<'_>, &ArgMatches) -> Result<Exit, Stop>,
}

/// The language asked for with `--lang`, before anything else is read.
pub(super) fn language(args: &[OsString]) -> Lang {
    let words: Vec<_> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let pair = words.windows(2).any(|pair| pair == ["--lang", "en"]);
    if pair || words.contains(&"--lang=en") { Lang::En } else { Lang::Ja }
}

/// Reads the command line. Help, version and mistakes are answered here; only for them words are looked up.
pub(super) fn read_arguments<'a>(
    commands: &'static [CommandEntry],
    args: &[OsString],
    (lang, screen): (Lang, &'a Screen),
) -> Result<(Context<'a>, &'static CommandEntry, ArgMatches), Exit> {
    let read = grammar(commands).try_get_matches_from(args);
    let read = read.or_else(|_| localise(grammar(commands), lang).try_get_matches_from(args));
    let mut matches = read.map_err(|error| answer(&error, lang, screen))?;
    let (name, inner) = matches.remove_subcommand().expect("clap asks for a command");
    let command =
        commands.iter().find(|command| command.name == name).expect("clap knows the table only");
    let own = inner.subcommand().map_or(&inner, |(_, own)| own);
    let root = args::given(own, "root").unwrap_or_else(|| PathBuf::from("."));
    let today = args::given(own, "today").unwrap_or_else(today_in_japan);
    Ok((Context { root, lang, today, screen }, command, inner))
}

/// Legal days in Japan are days of Japanese time, UTC+9 all year round.
fn today_in_japan() -> Date {
    let japan = jiff::tz::TimeZone::fixed(jiff::tz::offset(9));
    japan.to_datetime(jiff::Timestamp::now()).date()
}

/// Everything that may be typed, without words about it.
fn grammar(commands: &[CommandEntry]) -> clap::Command {
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    let commands = commands.iter().map(|entry| dressed((entry.describe)()));
    let top = clap::Command::new("kohyo").version(env!("CARGO_PKG_VERSION")).subcommands(commands);
    dressed(top).disable_version_flag(true).arg(version)
}

/// The options that every command has; of a group of commands each of them.
fn dressed(command: clap::Command) -> clap::Command {
    let lang = args::option("lang").value_parser(["ja", "en"]).hide_possible_values(true);
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help);
    let is_top = command.get_name() == "kohyo";
    let command = command.disable_help_flag(true).args([lang, help]);
    if !command.has_subcommands() {
        return command.args([args::path(args::option("root")), args::day("today")]);
    }
    let group = command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true);
    if is_top { group } else { group.mut_subcommands(dressed) }
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
            screen.err(&shown(&words));
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
            format!("「{arg}」の値「{value}」を読めません。{}", reason(error))
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

/// Why a value cannot be read, in Japanese where it is one of ours.
fn reason(error: &clap::Error) -> String {
    let source = error.source();
    let own = source.and_then(|why| why.downcast_ref::<Misread>());
    own.map(|Misread(why)| why.ja.clone())
        .or_else(|| source.map(ToString::to_string))
        .unwrap_or_default()
}
