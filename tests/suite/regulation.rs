//! The customary text form at its door: real texts, variants, round trips, and the equation between the log of
//! edits and the house form.

mod documents;
mod foreign;
mod head;
mod limits;
mod samples;
mod trees;

use crate::world::shared_words;
use kohyo::regulation::{Parsed, parse, print};
use kohyo::tree::{Form, Provision};
use std::sync::Arc;

/// Reads a text and checks what must hold for every text.
fn read(text: &str) -> Parsed {
    let parsed = parse(text, Some(Arc::from("main.law.txt")));
    let house = print(&parsed.root);
    assert_eq!(
        parsed.log.replay(text).expect("the log fits its text"),
        house,
        "the log is the whole difference"
    );
    let again = parse(&house, None);
    assert_eq!(dump(&again.root), dump(&parsed.root), "the house form says the same tree");
    assert!(again.log.edits().is_empty(), "the house form needs no edits: {:?}", again.log.edits());
    for edit in parsed.log.edits() {
        let dropped = &text[edit.range.clone()];
        let kept = |c: char| c.is_alphanumeric() && edit.with.contains(c);
        let is_layout = |c: char| !c.is_alphanumeric() || kept(c);
        let named =
            ["caption-moved", "key-moved", "doubled-number"].contains(&edit.reasons[0].code());
        assert!(named || dropped.chars().all(is_layout), "a word was dropped: {edit:?} {dropped}");
    }
    parsed
}

/// A tree as an indented list, one provision a line.
fn dump(root: &Provision) -> String {
    let mut out = String::new();
    for (depth, own) in root.visit() {
        out.push_str(&"  ".repeat(depth));
        out.push_str(own.form().name());
        if let Some(label) = own.label() {
            out.push_str(&format!(" {}", label.as_str()));
        }
        if !own.role().as_str().is_empty() {
            out.push_str(&format!(" <{}>", own.role().as_str()));
        }
        if let Some(key) = own.key() {
            out.push_str(&format!(" #{}", key.as_str()));
        }
        if !own.heading().is_empty() {
            out.push_str(&format!(" 「{}」", own.heading().words()));
        }
        if !own.text().is_empty() {
            out.push_str(&format!(": {}", own.text().words()));
        }
        out.push('\n');
    }
    out
}

fn count(root: &Provision, form: Form) -> usize {
    root.visit().filter(|(_, own)| own.form() == form).count()
}

#[test]
fn the_act_is_in_the_house_form() {
    let Some(text) = shared_words("law/appi.law.txt") else {
        return;
    };
    let parsed = read(&text);
    assert!(parsed.log.edits().is_empty(), "{:?}", parsed.log.edits());
    assert_eq!(parsed.findings, []);
    let root = &parsed.root;
    let supplements = |own: &&Provision| own.form() == Form::Supplement;
    let of = |own: &Provision| own.visit().filter(|(_, own)| own.form() == Form::Article).count();
    let beside: usize = root.visit().map(|(_, own)| own).filter(supplements).map(of).sum();
    assert_eq!(of(root) - beside, 185);
    let counts: Vec<usize> = [
        Form::Article,
        Form::Chapter,
        Form::Section,
        Form::Subsection,
        Form::Supplement,
        Form::Cell,
        Form::Prose,
    ]
    .map(|form| count(root, form))
    .to_vec();
    assert_eq!(counts, [242, 8, 20, 8, 18, 82, 0]);
}

/// The regulation among the seeds, as `import` hands it on.
fn seed() -> Option<String> {
    let text = shared_words("seeds/004_34978a73f1dc56b0.txt")?;
    // What import repairs before: circled numbers that copying turned into @ and A.
    Some(text.replace("\n@〔", "\n①〔").replace("\nA〔", "\n②〔"))
}

#[test]
fn the_articles_of_the_seed_come_in_whole() {
    let Some(text) = seed() else { return };
    let parsed = read(&text);
    assert_eq!(parsed.findings, []);
    let articles: Vec<&Arc<Provision>> =
        parsed.root.children().iter().filter(|own| own.form() == Form::Article).collect();
    let labels: Vec<&str> = articles.iter().map(|own| own.label().unwrap().as_str()).collect();
    assert_eq!(labels, (1..=27).map(|number| format!("第{number}条")).collect::<Vec<_>>());
    assert!(articles.iter().all(|own| !own.heading().is_empty()), "every article has its caption");
    // Counted in the text itself: 項 begin with "2.", 号 with "(1)".
    let body = &text[..text.find("\n【").unwrap()];
    let lines_with = |close: char| {
        let begins = |line: &&str| {
            let open = line.trim_start_matches('(');
            let rest = open.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < open.len() && rest.starts_with(close)
        };
        body.lines().filter(begins).count()
    };
    let within = |form: Form| articles.iter().map(|own| count(own, form)).sum::<usize>();
    assert_eq!(within(Form::Paragraph), 27 + lines_with('.'));
    assert_eq!(within(Form::Item), lines_with(')'));
}

#[test]
fn the_annex_of_the_seed_comes_in_whole() {
    let Some(text) = seed() else { return };
    let root = read(&text).root;
    let annexes: Vec<&Arc<Provision>> =
        root.children().iter().filter(|own| own.form() == Form::Annex).collect();
    assert_eq!(annexes.len(), 1);
    let heads: Vec<&Arc<Provision>> =
        annexes[0].children().iter().filter(|own| own.form() == Form::Item).collect();
    assert_eq!(heads.len(), 6);
    assert!(heads.iter().all(|head| head.children().len() == 2), "each head has two groups");
    let bullets: Vec<&Arc<Provision>> = annexes[0]
        .visit()
        .filter(|(_, own)| own.form() == Form::List)
        .flat_map(|(_, list)| list.children())
        .collect();
    assert_eq!(bullets.len(), 32);
    assert_eq!(bullets.iter().filter(|own| !own.children().is_empty()).count(), 1);
    assert_eq!(root.children().last().unwrap().role().as_str(), "regulation.closing");
}
