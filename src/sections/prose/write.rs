//! Provisions as Markdown that reads back to them. Does not check that it does: its caller reads it again.

use super::{LABEL, UNNUMBERED, is_count, label_of};
use crate::tree::{Form, Mark, Provision, Text};
use std::sync::Arc;

/// Writes a section of prose; `label` is the number that its heading prints by itself (`Some("")`: none,
/// although its neighbours have one).
pub fn write_prose(section: &Provision, label: Option<&str>) -> String {
    let mut out = String::new();
    if !section.heading().is_empty() {
        heading(section, label, 1, &mut out);
    }
    blocks(section.children(), 2, &mut out);
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn heading(group: &Provision, label: Option<&str>, level: usize, out: &mut String) {
    out.push_str(&"#".repeat(level));
    out.push(' ');
    let printed = label.unwrap_or("");
    let shown = format!("{printed}　{}", group.heading().words());
    let is_seen = label_of(&shown).is_some_and(|(at, _)| at == printed.len());
    let inline = if is_seen { printed } else { "" };
    labelled(inline, group.heading(), TextPlace::Heading, out);
    let key = group.key().map(|key| format!("#{}", key.as_str()));
    let class = (label == Some("")).then(|| format!(".{UNNUMBERED}"));
    let label = (!printed.is_empty() && !is_seen).then(|| format!("{LABEL}={printed}"));
    let marks: Vec<String> = key.into_iter().chain(class).chain(label).collect();
    if !marks.is_empty() {
        out.push_str(&format!(" {{{}}}", marks.join(" ")));
    }
    out.push_str("\n\n");
}

fn blocks(blocks: &[Arc<Provision>], level: usize, out: &mut String) {
    let mut bullet = '*';
    for block in blocks {
        match block.form() {
            Form::Group => {
                let label = block.label().map(|label| label.as_str());
                heading(block, label, level, out);
                self::blocks(block.children(), level + 1, out);
            }
            Form::List => {
                // Lists that follow each other stay apart by their bullets.
                bullet = if bullet == '-' { '*' } else { '-' };
                write_list(block, bullet, 0, out);
                out.push('\n');
            }
            Form::Table => table(block, out),
            _ => {
                inline(block.text(), TextPlace::Line, out);
                out.push_str("\n\n");
            }
        }
    }
}

fn write_list(list: &Provision, bullet: char, indent: usize, out: &mut String) {
    let ordered = ordered(list);
    for (at, item) in list.children().iter().enumerate() {
        let pad = " ".repeat(indent);
        let marker = match ordered {
            Some((first, mark)) => format!("{}{mark} ", first + at),
            None => format!("{bullet} "),
        };
        out.push_str(&pad);
        out.push_str(&marker);
        let label = item.label().map_or("", |label| label.as_str());
        let label = if ordered.is_some() { "" } else { label };
        labelled(label, item.text(), TextPlace::Item, out);
        out.push('\n');
        let inner = indent + marker.len();
        for child in item.children() {
            match child.form() {
                Form::List => write_list(child, bullet, inner, out),
                _ => {
                    out.push('\n');
                    out.push_str(&" ".repeat(inner));
                    inline(child.text(), TextPlace::Line, out);
                    out.push('\n');
                }
            }
        }
    }
}

/// The first number of a list whose labels are 1., 2., 3. …, and the mark behind it.
fn ordered(list: &Provision) -> Option<(usize, char)> {
    let label = |item: &Provision| item.label().map(|label| label.as_str().to_owned());
    let first = label(list.children().first()?)?;
    let mark = first.chars().next_back().filter(|c| ".)".contains(*c))?;
    let number = &first[..first.len() - 1];
    let start: usize = number.parse().ok()?;
    let runs_on = is_count(number)
        && list
            .children()
            .iter()
            .enumerate()
            .all(|(at, item)| label(item) == Some(format!("{}{mark}", start + at)));
    runs_on.then_some((start, mark))
}

fn table(table: &Provision, out: &mut String) {
    for row in table.children() {
        out.push('|');
        for cell in row.children() {
            out.push(' ');
            inline(cell.text(), TextPlace::Cell, out);
            out.push_str(" |");
        }
        out.push('\n');
        if row.form() == Form::Header {
            out.push('|');
            out.extend(row.children().iter().map(|_| " --- |"));
            out.push('\n');
        }
    }
    out.push('\n');
}

/// Where a text stands: what must not be read as a mark differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextPlace {
    Line,
    Item,
    Heading,
    Cell,
}

/// A text behind its printed number; a text that looks as if it had one is kept from it.
fn labelled(label: &str, text: &Text, place: TextPlace, out: &mut String) {
    if !label.is_empty() {
        out.push_str(label);
        out.push('　');
        inline(text, place, out);
        return;
    }
    let mut words = String::new();
    inline(text, place, &mut words);
    if let Some((at, space)) = label_of(&text.words()) {
        // The space as a reference, so that it is a character like others.
        let space = &text.words()[at..at + space];
        if let Some(found) = words.find(space) {
            let code = space.chars().next().map_or(32, |c| c as u32);
            words.replace_range(found..found + space.len(), &format!("&#{code};"));
        }
    }
    out.push_str(&words);
}

fn inline(text: &Text, place: TextPlace, out: &mut String) {
    let mut chars: Vec<(char, usize)> = Vec::new();
    for (run, words) in text.runs().iter().enumerate() {
        chars.extend(words.words().chars().map(|c| (c, run)));
    }
    let is_strong = |run: usize| *text.runs()[run].mark() == Mark::Strong;
    let count = chars.len();
    let start = out.len();
    for (at, (c, run)) in chars.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        if before.is_none_or(|(_, other)| other != run) {
            open(text.runs()[run].mark(), out);
        }
        // `**` counts as a mark only beside certain characters; a reference beside it always does.
        let touches_strong = [before, after]
            .into_iter()
            .flatten()
            .any(|(other, of)| of != run && is_strong(of) && !other.is_alphanumeric());
        let edge = before.is_none_or(|(_, of)| of != run) || after.is_none_or(|(_, of)| of != run);
        let is_end = (at == 0 || at + 1 == count) && c.is_whitespace();
        let hides = is_end || touches_strong || (is_strong(run) && edge && c.is_whitespace());
        if hides {
            out.push_str(&format!("&#{};", c as u32));
        } else {
            character(
                c,
                before.map(|(c, _)| c),
                at == 0 || before.is_some_and(|(c, _)| c == '\n'),
                place,
                out,
            );
        }
        if after.is_none_or(|(_, other)| other != run) {
            close(text.runs()[run].mark(), out);
        }
    }
    guard_start(out, start);
}

fn open(mark: &Mark, out: &mut String) {
    match mark {
        Mark::Plain => {}
        Mark::Strong => out.push_str("**"),
        Mark::Link(_) => out.push('['),
    }
}

fn close(mark: &Mark, out: &mut String) {
    match mark {
        Mark::Plain => {}
        Mark::Strong => out.push_str("**"),
        Mark::Link(to) => {
            let to = to.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>");
            let needs_points =
                to.contains(['(', ')', ' ', '\\', '<', '>', '&', '*', '_']) || to.is_empty();
            out.push_str(&if needs_points {
                format!("](<{}>)", to.replace('&', "&amp;"))
            } else {
                format!("]({to})")
            });
        }
    }
}

fn character(
    c: char,
    before: Option<char>,
    is_line_start: bool,
    place: TextPlace,
    out: &mut String,
) {
    match c {
        '\n' if place == TextPlace::Line || place == TextPlace::Item => out.push_str("\\\n"),
        '\n' => out.push_str("&#10;"),
        ' ' | '\t' if is_line_start || before == Some(' ') => {
            out.push_str(&format!("&#{};", c as u32))
        }
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '{' | '}' | '!' => {
            out.push('\\');
            out.push(c);
        }
        '#' | '-' | '+' | '=' | ':' if is_line_start || place == TextPlace::Heading => {
            out.push('\\');
            out.push(c);
        }
        _ => out.push(c),
    }
}

/// A number and a point at the start of a line would begin a list.
fn guard_start(out: &mut String, start: usize) {
    let mut at = start;
    loop {
        let line = &out[at..];
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 && line[digits..].starts_with(['.', ')']) {
            out.insert(at + digits, '\\');
        }
        match out[at..].find('\n') {
            Some(next) => at += next + 1,
            None => return,
        }
    }
}
