//! A text as plain lines, for a terminal. Nothing of its words is left out. Does not know markup.

use crate::regulation;
use crate::site::Kind;
use crate::text::chars::shown;
use crate::tree::{Form, Mark, Provision, Text};

/// The text as lines; a regulation in its customary form. What nobody would see is shown as its number.
pub fn text(root: &Provision) -> String {
    shown(&lines(root)).into()
}

fn lines(root: &Provision) -> String {
    if root.role().as_str() == Kind::Regulation.name() {
        return regulation::print(root);
    }
    let mut out = String::new();
    push(&mut out, 0, &visible_words(root.heading()));
    push(&mut out, 0, &visible_words(root.text()));
    for child in root.children() {
        if child.form() == Form::Group {
            out.push('\n');
        }
        provision(child, 0, &mut out);
    }
    out
}

fn provision(own: &Provision, depth: usize, out: &mut String) {
    let label = own.label().map_or("", |label| label.as_str());
    let (heading, said) = (visible_words(own.heading()), visible_words(own.text()));
    match own.form() {
        Form::Header | Form::Row => {
            let cells: Vec<String> = own.children().iter().map(|cell| cell_text(cell)).collect();
            push(out, depth, &joined(&[label, &heading, &said], "　"));
            push(out, depth, &cells.join("｜"));
            return;
        }
        Form::Field => {
            let name = joined(&[label, &heading], "　");
            push(out, depth, &joined(&[&name, &said], "："));
        }
        Form::Paragraph
        | Form::Item
        | Form::List
        | Form::Table
        | Form::Cell
        | Form::Prose
        | Form::Note => push(out, depth, &joined(&[label, &heading, &said], "　")),
        _ => {
            push(out, depth, &joined(&[label, &heading], "　"));
            push(out, depth + 1, &said);
        }
    }
    for child in own.children() {
        provision(child, depth + 1, out);
    }
}

/// All words of a cell on one line.
fn cell_text(cell: &Provision) -> String {
    let mut parts = Vec::new();
    for (_, own) in cell.visit() {
        let label = own.label().map_or("", |label| label.as_str());
        let (heading, said) = (visible_words(own.heading()), visible_words(own.text()));
        parts.push(joined(&[label, &heading, &said], " "));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ").replace('\n', " ")
}

fn joined(parts: &[&str], between: &str) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    said.join(between)
}

/// The lines of some words, indented.
fn push(out: &mut String, depth: usize, words: &str) {
    for line in words.lines() {
        out.push_str(&"  ".repeat(depth));
        out.push_str(line);
        out.push('\n');
    }
}

/// Words, with the addresses that they lead to.
fn visible_words(text: &Text) -> String {
    let mut out = String::new();
    for run in text.runs() {
        out.push_str(run.words());
        match run.mark() {
            Mark::Link(to) if !to.starts_with('#') && **to != *run.words() => {
                out.push_str(&format!(" <{to}>"));
            }
            Mark::Link(_) | Mark::Plain | Mark::Strong => {}
        }
    }
    out
}
