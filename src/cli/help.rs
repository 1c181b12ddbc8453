//! The words of the help: a table, put into the grammar of the command line. Does not know what commands do.

use crate::diagnostic::Lang;
use clap::Command;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the help says of a command or an option.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HelpEntry {
    ja: String,
    en: String,
    /// What its value is called, in both languages.
    value: Option<(String, String)>,
}

static HELP: LazyLock<BTreeMap<String, HelpEntry>> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("help.yaml")).expect("a test reads the whole table")
});

/// What stands around the entries.
struct HelpFrame {
    template: &'static str,
    arguments: &'static str,
    options: &'static str,
    command: &'static str,
    commands: &'static str,
}

const JA: HelpFrame = HelpFrame {
    template: "{about}\n\n使い方: {usage}\n\n{all-args}\n",
    arguments: "指定するもの",
    options: "オプション",
    command: "コマンド",
    commands: "コマンド",
};
const EN: HelpFrame = HelpFrame {
    template: "{about}\n\nUsage: {usage}\n\n{all-args}\n",
    arguments: "Arguments",
    options: "Options",
    command: "COMMAND",
    commands: "Commands",
};

/// The grammar with words in the language of the user.
pub(super) fn localise(grammar: Command, lang: Lang) -> Command {
    let frame = match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    };
    worded(grammar, "", (frame, lang))
}

fn worded(command: Command, above: &str, (frame, lang): (&HelpFrame, Lang)) -> Command {
    let name = match above {
        "" | "kohyo" => command.get_name().to_owned(),
        above => format!("{above} {}", command.get_name()),
    };
    let command = command
        .about(words(&name, lang).0)
        .help_template(frame.template)
        .mut_args(|arg| {
            if arg.is_hide_set() {
                return arg;
            }
            let option = arg.get_id().as_str();
            let own = format!("{name}.{option}");
            let key = if HELP.contains_key(&own) { own } else { format!(".{option}") };
            let (help, value) = words(&key, lang);
            let heading = if arg.is_positional() { frame.arguments } else { frame.options };
            let arg = arg.help(help).help_heading(heading);
            value.into_iter().fold(arg, |arg, value| arg.value_name(value))
        })
        .mut_subcommands(|inner| worded(inner, &name, (frame, lang)));
    if command.has_subcommands() {
        command.subcommand_value_name(frame.command).subcommand_help_heading(frame.commands)
    } else {
        command
    }
}

/// The help, and what the value is called.
fn words(key: &str, lang: Lang) -> (&'static str, Option<&'static str>) {
    let entry = HELP.get(key).unwrap_or_else(|| panic!("the help does not know `{key}`"));
    let value = entry.value.as_ref();
    match lang {
        Lang::Ja => (&entry.ja, value.map(|(ja, _)| &**ja)),
        Lang::En => (&entry.en, value.map(|(_, en)| &**en)),
    }
}
