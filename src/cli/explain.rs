//! `kohyo explain`: what a code of a finding means, and what to do about it. Knows no code: pages are those of
//! the rules, the rest is the catalogue.

use super::args;
use super::context::{Context, Exit, Stop};
use crate::diagnostic::catalogue;
use crate::diagnostic::{Lang, Message, advice_word, nearest, safe};
use crate::fill;
use crate::rules::{self, RULES};
use clap::{ArgMatches, Command};
use std::collections::BTreeSet;

pub(super) fn describe() -> Command {
    Command::new("explain").arg(args::positional("code").required(false))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some(code) = matches.get_one::<String>("code") else {
        let list: String = codes().iter().map(|code| format!("{code}\n")).collect();
        context.screen.out(&list);
        return Ok(Exit::Done);
    };
    let page = RULES.iter().find(|rule| rule.code == code).map(|rule| rule.manual().to_owned());
    match page.or_else(|| explained(code, context.lang)) {
        Some(page) => {
            context.screen.out(&page);
            Ok(Exit::Done)
        }
        None => Err(unknown(code)),
    }
}

/// The codes of all findings.
fn codes() -> BTreeSet<&'static str> {
    let entries = catalogue::rooms().entries().chain(rules::catalogue().entries());
    let names = entries.map(|(name, _)| name).filter(|name| !name.contains('/'));
    names.filter_map(|name| name.split('.').next()).collect()
}

/// What the catalogue says under a code: its messages with their blanks open, and what to do, once for all that have
/// the same advice.
fn explained(code: &str, lang: Lang) -> Option<String> {
    let is_of_it = |name: &str| {
        let rest = name.strip_prefix(code);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let in_lang = |both: &Message| catalogue::open(both.get(lang), lang);
    let mut told: Vec<(Option<String>, Vec<String>)> = Vec::new();
    for (_, entry) in catalogue::rooms().entries().filter(|(name, _)| is_of_it(name)) {
        let (help, message) = (entry.help.as_ref().map(in_lang), in_lang(&entry.message()));
        match told.iter_mut().find(|(advice, _)| *advice == help) {
            Some((_, messages)) if messages.contains(&message) => {}
            Some((_, messages)) => messages.push(message),
            None => told.push((help, vec![message])),
        }
    }
    let parts = told.iter().map(|(help, messages)| {
        let help = help.as_ref().map(|help| format!("  = {}: {help}\n", advice_word(lang)));
        format!("\n{}\n{}", messages.join("\n"), help.unwrap_or_default())
    });
    (!told.is_empty()).then(|| format!("# {code}\n{}", parts.collect::<String>()))
}

fn unknown(code: &str) -> Stop {
    let shown = safe(code);
    match nearest(code, codes()) {
        Some(near) => Stop::world("cli/explain-unknown.near", fill! { shown, near }),
        None => Stop::world("cli/explain-unknown", fill! { shown }),
    }
}
