//! The customary text form at its door: real texts, variants, round trips, and the equation between the log of
//! edits and the house form.

mod trees;

use kohyo::regulation::{Parsed, Place, Places, Scope, parse, print};
use kohyo::tree::{Form, Provision};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
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
    assert_eq!(
        dump(&again.root),
        dump(&parsed.root),
        "the house form says the same tree"
    );
    assert!(
        again.log.edits().is_empty(),
        "the house form needs no edits: {:?}",
        again.log.edits()
    );
    for edit in parsed.log.edits() {
        let dropped = &text[edit.range.clone()];
        let kept = |c: char| c.is_alphanumeric() && edit.with.contains(c);
        let is_layout = |c: char| !c.is_alphanumeric() || kept(c);
        let named = ["caption-moved", "doubled-number"].contains(&edit.reasons[0].code);
        assert!(
            named || dropped.chars().all(is_layout),
            "a word was dropped: {edit:?} {dropped}"
        );
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

fn shared(path: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not here", path.display());
    }
    text
}

#[test]
fn the_act_is_in_the_house_form() {
    let Some(text) = shared("law/appi.law.txt") else {
        return;
    };
    let parsed = read(&text);
    assert!(parsed.log.edits().is_empty(), "{:?}", parsed.log.edits());
    assert_eq!(parsed.findings, []);
    let root = &parsed.root;
    let places = Places::of(root);
    assert_eq!(places.articles(&Scope::Body).len(), 185);
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
    assert_eq!(counts, [242, 8, 24, 8, 18, 66, 0]);
}
