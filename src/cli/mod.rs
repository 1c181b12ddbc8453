//! The command line: one file a command. Touches the world (clock, terminal, exit codes) so that
//! nothing below must; decides nothing about texts.

mod act;
mod amending;
mod aids;
mod build;
mod check;
mod commands;
mod correct;
mod count;
mod diff;
mod draft;
mod explain;
mod import;
mod init;
mod next;
mod postpone;
mod progress;
mod rebase;
mod record;
mod renumber;
mod register;
mod repeal;
mod restore;
mod retitle;
mod schema;
mod screen;
mod seal;
mod sentences;
#[cfg(feature = "serve")]
mod serve;
mod sides;
mod show;
mod status;
mod telling;
mod usage;
mod verify;
mod withdraw;
mod withhold;
mod work;

use crate::diagnostic::{Lang, Message};
use crate::text::date::Date;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

pub use screen::{Buffer, Screen};

/// What every command is given.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The site's root folder.
    pub root: PathBuf,
    /// The language that the user reads.
    pub lang: Lang,
    /// Today in Japan, where the dates of these documents count.
    pub today: Date,
    /// Where the command speaks.
    pub screen: &'a Screen,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what was asked (0).
    Done,
    /// The author's input has errors; nothing was written (1).
    Findings,
    /// The world, or the command line, was at fault (2).
    World,
}

/// Why a command stopped before its end, when findings are not the reason.
#[derive(Debug)]
pub(crate) struct Stop {
    /// What is the matter.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
}

impl From<crate::disk::DiskError> for Stop {
    fn from(error: crate::disk::DiskError) -> Stop {
        Stop { message: error.message(), help: Some(error.help()) }
    }
}

/// Runs a command line on the process's own streams.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(run_on(args, &Screen::of_process()))
}

/// Runs a command line and returns its exit code: 0 done, 1 findings, 2 the world.
pub fn run_on(args: impl IntoIterator<Item = OsString>, screen: &Screen) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = usage::language(&args);
    let exit = match usage::read(&args, lang, screen) {
        Ok((context, command, matches)) => {
            (command.run)(&context, &matches).unwrap_or_else(|stop| {
                screen.stop(&stop, lang);
                Exit::World
            })
        }
        Err(exit) => exit,
    };
    match exit {
        Exit::Done => 0,
        Exit::Findings => 1,
        Exit::World => 2,
    }
}
