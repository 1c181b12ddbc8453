//! `kohyo rules`: every rule that `check` keeps, in one line, how much its findings weigh, and what it rests on. Knows no
//! rule: all is read from their pages.

use super::args;
use super::context::{Context, Exit, Stop};
use crate::diagnostic::{Lang, Severity};
use crate::rules::{RULES, Rule};
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe() -> Command {
    Command::new("rules").arg(args::format())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    if args::is_json(matches) {
        let all: Value = RULES.iter().map(rule_json).collect();
        context.screen.json(&all);
    } else {
        let all: String = RULES.iter().map(|rule| rule_text(rule, context.lang)).collect();
        context.screen.out(&all);
    }
    Ok(Exit::Done)
}

fn rule_text(rule: &Rule, lang: Lang) -> String {
    let weights: Vec<&str> = rule.severities().map(|one| one.word(lang)).collect();
    let (what, basis) = (rule.first_sentence("何を調べるか"), rule.first_sentence("根拠"));
    format!("{}（{}）\n  {what}\n  {basis}\n", rule.code, weights.join("・"))
}

fn rule_json(rule: &Rule) -> Value {
    let weight = |one: Severity| match one {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    json!({
        "code": rule.code,
        "severities": rule.severities().map(weight).collect::<Vec<_>>(),
        "what": rule.first_sentence("何を調べるか"),
        "basis": rule.first_sentence("根拠"),
    })
}
