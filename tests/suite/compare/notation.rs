//! A small notation for trees in data files. Knows nothing that a tree does not say.
//!
//! One provision a line, two blanks a level: `form[=role] [#key] [@label] [《heading》] words`; words take
//! our own link syntax, and `**` around what is bold. Lines that start with anything but a form's name are the customary text form.

use kohyo::regulation;
use kohyo::text::inline::{self, InlinePiece};
use kohyo::tree::{Bare, Form, Key, Mark, Provision, Role, Text, TextBuilder};
use std::sync::Arc;

/// Reads a tree in the notation, or in the customary text form.
pub fn read(source: &str) -> Arc<Provision> {
    let first = source.lines().next().unwrap_or_default();
    if first == "document" || first.starts_with("document ") || first.starts_with("document=") {
        in_notation(source)
    } else {
        regulation::parse(source, None).root
    }
}

fn in_notation(source: &str) -> Arc<Provision> {
    let mut open: Vec<(Bare, Vec<Arc<Provision>>)> = Vec::new();
    let close = |open: &mut Vec<(Bare, Vec<Arc<Provision>>)>, depth: usize| {
        while open.len() > depth.max(1) {
            let (own, children) = open.pop().unwrap();
            open.last_mut().unwrap().1.push(own.with(children));
        }
    };
    for line in source.lines().filter(|line| !line.trim().is_empty()) {
        let words = line.trim_start_matches(' ');
        let depth = (line.len() - words.len()) / 2;
        assert!(depth <= open.len(), "too deep: {line}");
        close(&mut open, depth);
        open.push((bare(words), Vec::new()));
    }
    close(&mut open, 1);
    let (own, children) = open.pop().expect("a root");
    own.with(children)
}

fn bare(line: &str) -> Bare {
    let (head, mut rest) = line.split_once(' ').unwrap_or((line, ""));
    let (form, role) = head.split_once('=').unwrap_or((head, ""));
    let mut own = Bare::new(Form::from_name(form).unwrap_or_else(|| panic!("no form: {line}")));
    own = own.role(Role::read(role));
    loop {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Some(key) = word.strip_prefix('#') {
            own = own.key(Some(Key::new(key).unwrap()));
        } else if let Some(label) = word.strip_prefix('@') {
            own = own.label(label);
        } else {
            break;
        }
        rest = after;
    }
    if let Some((heading, after)) = rest.strip_prefix('《').and_then(|rest| rest.split_once('》'))
    {
        own = own.heading(text(heading));
        rest = after.trim_start_matches(' ');
    }
    own.text(text(rest))
}

fn text(words: &str) -> Text {
    let mut builder = TextBuilder::new();
    for InlinePiece { words, link, .. } in inline::parse(words) {
        let link = link.map(|link| Mark::Link(link.address.as_ref().into()));
        for (at, words) in words.split("**").enumerate() {
            let mark = if at % 2 == 1 { Mark::Strong } else { Mark::Plain };
            builder.push(words, link.clone().unwrap_or(mark));
        }
    }
    builder.finish()
}
