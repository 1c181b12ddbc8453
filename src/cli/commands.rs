//! The table of commands. Does not know what they do.

use super::context::{Context, Exit, Stop};
use clap::ArgMatches;

/// A command: its line in the help, its arguments, what it does.
pub(super) struct CommandEntry {
    /// As typed.
    pub name: &'static str,
    /// Its arguments, without words about them.
    pub describe: fn() -> clap::Command,
    /// What it does.
    pub run: fn(&Context<'_>, &ArgMatches) -> Result<Exit, Stop>,
}

/// The two functions of a command's module.
macro_rules! command {
    ($name:literal, $($module:ident)::+) => {
        CommandEntry {
            name: $name,
            describe: super::$($module)::+::describe,
            run: super::$($module)::+::run,
        }
    };
}

/// Every command; a new one is one file and one line here.
pub(super) const COMMANDS: &[CommandEntry] = &[
    command!("init", init),
    command!("import", import),
    command!("check", check),
    command!("explain", explain),
    command!("aids", aids),
    command!("diff", diff),
    command!("renumber", renumber),
    command!("draft", draft),
    command!("seal", seal),
    command!("correct", correct),
    command!("postpone", events::postpone),
    command!("withdraw", events::withdraw),
    command!("withhold", withhold),
    command!("repeal", events::repeal),
    command!("retitle", events::retitle),
    command!("rebase", rebase),
    command!("build", build),
    #[cfg(feature = "serve")]
    command!("serve", serve),
    command!("record", record),
    command!("status", status),
    command!("show", show),
    command!("next", next),
    command!("verify", verify),
    command!("restore", restore),
    command!("schema", schema),
];
