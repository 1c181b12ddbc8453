//! The table of commands. Does not know what they do.

use super::{Context, Exit, Stop};
use crate::diagnostic::Lang;
use clap::ArgMatches;

/// A command: its line in the help, its arguments, what it does.
pub(super) struct Command {
    /// As typed.
    pub name: &'static str,
    /// Its arguments in the language of the user.
    pub describe: fn(Lang) -> clap::Command,
    /// What it does.
    pub run: fn(&Context<'_>, &ArgMatches) -> Result<Exit, Stop>,
}

/// Every command; a new one is one file and one line here.
pub(super) const COMMANDS: &[Command] = &[
    Command { name: "init", describe: super::init::describe, run: super::init::run },
    Command { name: "import", describe: super::import::describe, run: super::import::run },
    Command { name: "check", describe: super::check::describe, run: super::check::run },
    Command { name: "explain", describe: super::explain::describe, run: super::explain::run },
    Command { name: "aids", describe: super::aids::describe, run: super::aids::run },
    Command { name: "diff", describe: super::diff::describe, run: super::diff::run },
    Command { name: "renumber", describe: super::renumber::describe, run: super::renumber::run },
    Command { name: "draft", describe: super::draft::describe, run: super::draft::run },
    Command { name: "seal", describe: super::seal::describe, run: super::seal::run },
    Command { name: "correct", describe: super::correct::describe, run: super::correct::run },
    Command { name: "postpone", describe: super::postpone::describe, run: super::postpone::run },
    Command { name: "withdraw", describe: super::withdraw::describe, run: super::withdraw::run },
    Command { name: "withhold", describe: super::withhold::describe, run: super::withhold::run },
    Command { name: "repeal", describe: super::repeal::describe, run: super::repeal::run },
    Command { name: "retitle", describe: super::retitle::describe, run: super::retitle::run },
    Command { name: "rebase", describe: super::rebase::describe, run: super::rebase::run },
    Command { name: "build", describe: super::build::describe, run: super::build::run },
    #[cfg(feature = "serve")]
    Command { name: "serve", describe: super::serve::describe, run: super::serve::run },
    Command { name: "record", describe: super::record::describe, run: super::record::run },
    Command { name: "status", describe: super::status::describe, run: super::status::run },
    Command { name: "show", describe: super::show::describe, run: super::show::run },
    Command { name: "next", describe: super::next::describe, run: super::next::run },
    Command { name: "verify", describe: super::verify::describe, run: super::verify::run },
    Command { name: "restore", describe: super::restore::describe, run: super::restore::run },
    Command { name: "schema", describe: super::schema::describe, run: super::schema::run },
];
