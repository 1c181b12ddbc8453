//! `kohyo explain`: what a code of a finding means, and what to do about it. Knows no code: pages are those of
//! the rules, the rest is the catalogue.

use super::args;
use super::context::{Context, Exit, Stop};
use crate::diagnostic::catalogue::{self, CatalogueEntry};
use crate::diagnostic::{Lang, Message, nearest, safe};
use crate::fill;
use crate::rules::RULES;
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
    let page = RULES.iter().find(|rule| rule.code == code).map(|rule| rule.page.to_owned());
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
    let names = catalogue::entries().map(|(name, _)| name).filter(|name| !name.contains('/'));
    names.filter_map(|name| name.split('.').next()).collect()
}

/// What the catalogue says under a code, each of its variants with what to do.
fn explained(code: &str, lang: Lang) -> Option<String> {
    let is_of_it = |name: &str| {
        let rest = name.strip_prefix(code);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut told: Vec<String> = Vec::new();
    for (_, entry) in catalogue::entries().filter(|(name, _)| is_of_it(name)) {
        let one = variant(entry, lang);
        if !told.contains(&one) {
            told.push(one);
        }
    }
    (!told.is_empty()).then(|| format!("# {code}\n\n{}", told.join("\n")))
}

/// One message with its blanks open, and its advice.
fn variant(entry: &CatalogueEntry, lang: Lang) -> String {
    let advice = Message::of("cli/explain-advice", fill! {});
    let (message, help) = match lang {
        Lang::Ja => (&entry.ja, entry.help.as_ref().map(|help| &help.ja)),
        Lang::En => (&entry.en, entry.help.as_ref().map(|help| &help.en)),
    };
    let open = |template: &str| catalogue::open(template, lang);
    let help = help.map(|help| format!("  = {}: {}\n", advice.get(lang), open(help)));
    format!("{}\n{}", open(message), help.unwrap_or_default())
}

fn unknown(code: &str) -> Stop {
    let shown = safe(code);
    match nearest(code, codes()) {
        Some(near) => Stop::world("cli/explain-unknown.near", fill! { shown, near }),
        None => Stop::world("cli/explain-unknown", fill! { shown }),
    }
}
