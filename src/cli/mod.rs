//! The command line: one file a command. Touches the world (clock, terminal, exit codes) so that
//! nothing below must; decides nothing about texts.

mod args;
mod context;
mod effects;
mod help;
mod record_export;
mod recording;
mod register;
mod screen;
mod sides;
mod usage;
mod work;

use context::Exit;
use std::ffi::OsString;
use std::process::ExitCode;
use usage::CommandEntry;

pub use screen::{Buffer, Screen};

/// Declares the modules of the commands, and makes the table of them: the name as typed, and the module whose
/// `describe` gives the arguments, without words about them, and whose `run` does it.
macro_rules! commands {
    ($($(#[$on:meta])? $name:literal $vis:vis $module:ident $(:: $inner:ident)?)*) => {
        $(commands!(@ $(#[$on])? $vis $module $($inner)?);)*

        /// Every command, in the order of the help.
        const COMMANDS: &[CommandEntry] = &[$($(#[$on])? CommandEntry {
            name: $name,
            describe: $module::$($inner::)?describe,
            run: $module::$($inner::)?run,
        }),*];
    };
    (@ $(#[$on:meta])? $vis:vis $module:ident) => { $(#[$on])? $vis mod $module; };
    // What shares a module with others is declared there.
    (@ $vis:vis $module:ident $inner:ident) => {};
}

mod events;

// A new command is one file and one line here.
commands! {
    "init" init
    "import" import
    "check" check
    "explain" explain
    "rules" rules
    "aids" aids
    "diff" diff
    "renumber" renumber
    "draft" draft
    "duties" duties
    "seal" seal
    "correct" correct
    "postpone" events::postpone
    "withdraw" events::withdraw
    "withhold" withhold
    "repeal" events::repeal
    "retitle" events::retitle
    "undo" undo
    "rebase" rebase
    "build" build
    #[cfg(feature = "serve")] "serve" pub serve
    "record" record
    "announce" announce
    "status" status
    "show" show
    "next" next
    "verify" verify
    "restore" restore
    "schema" schema
}

/// Runs a command line on the process's own streams.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(run_on(args, &Screen::of_process()))
}

/// Runs a command line and returns its exit code: 0 done, 1 findings, 2 the world.
pub fn run_on(args: impl IntoIterator<Item = OsString>, screen: &Screen) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = usage::language(&args);
    let exit = match usage::read_arguments(COMMANDS, &args, (lang, screen)) {
        Ok((context, command, matches)) => {
            (command.run)(&context, &matches).unwrap_or_else(|stop| stop.tell(screen, lang))
        }
        Err(exit) => exit,
    };
    match exit {
        Exit::Done => 0,
        Exit::Findings => 1,
        Exit::World => 2,
    }
}
