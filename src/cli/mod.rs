//! The command line: one file a command. Touches the world (clock, terminal, exit codes) so that
//! nothing below must; decides nothing about texts.

mod aids;
mod args;
mod build;
mod check;
mod commands;
mod context;
mod correct;
mod diff;
mod draft;
mod events;
mod help;
mod explain;
mod import;
mod init;
mod next;
mod rebase;
mod record;
mod recording;
mod renumber;
mod register;
mod restore;
mod schema;
mod screen;
mod seal;
#[cfg(feature = "serve")]
pub mod serve;
mod sides;
mod show;
mod status;
mod usage;
mod verify;
mod withhold;
mod work;

use context::Exit;
use std::ffi::OsString;
use std::process::ExitCode;

pub use screen::{Buffer, Screen};

/// Runs a command line on the process's own streams.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(run_on(args, &Screen::of_process()))
}

/// Runs a command line and returns its exit code: 0 done, 1 findings, 2 the world.
pub fn run_on(args: impl IntoIterator<Item = OsString>, screen: &Screen) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = usage::language(&args);
    let exit = match usage::read_arguments(&args, lang, screen) {
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
