//! A comparison as Markdown: sentences as a list, the rows as a table. Does not know files.

use super::{Sheet, Side, grade, indent, said};
use crate::diff::redline::Sign;
use crate::text::chars::shown;

/// Writes it.
pub fn markdown(sheet: &Sheet<'_>) -> String {
    let mut out = format!(
        "# {}　新旧対照表\n\n{} → {}\n\n{}\n\n",
        escaped(&sheet.title),
        escaped(&sheet.from),
        escaped(&sheet.to),
        sheet.count()
    );
    for sentence in sheet.sentences() {
        out.push_str(&format!("1. **{}**　{}\n", grade(sentence.grade), escaped(&said(&sentence))));
    }
    let rows = sheet.rows();
    if !rows.is_empty() {
        out.push('\n');
        for words in [&sheet.style.preamble, &sheet.style.note].into_iter().flatten() {
            out.push_str(&format!("{}\n\n", escaped(words)));
        }
        table(sheet, &rows, &mut out);
    }
    out.push_str(&format!("\n新旧照合済（`{}`）\n", sheet.digest()));
    out
}

fn table(sheet: &Sheet<'_>, rows: &[crate::diff::redline::Row], out: &mut String) {
    let mut heads = vec![escaped(&sheet.style.named)];
    let mut rules = String::from("|---|---|---|");
    if let Some(first) = rows.first() {
        heads.extend(sheet.sides(first).map(|side| escaped(side.heading)));
    }
    if let Some(remarks) = &sheet.style.remarks {
        heads.push(escaped(remarks));
        rules.push_str("---|");
    }
    out.push_str(&format!("| {} |\n{rules}\n", heads.join(" | ")));
    for row in rows {
        let mut cells = vec![escaped(&row.name)];
        cells.extend(sheet.sides(row).iter().map(cell));
        if sheet.style.remarks.is_some() {
            cells.push(sheet.remark(row).to_owned());
        }
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

fn cell(side: &Side<'_>) -> String {
    let Some(column) = side.column else {
        return side.absent.to_owned();
    };
    let lines = column.said().map(|line| {
        let pieces = line.pieces.iter().map(|piece| {
            let words = escaped(&piece.words);
            match piece.sign {
                Sign::Same => words,
                Sign::Added => format!("<ins>{words}</ins>"),
                Sign::Removed => format!("<del>{words}</del>"),
                Sign::Moved => format!("<u>{words}</u>"),
            }
        });
        indent(line) + &pieces.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("<br>")
}

/// Words that mean nothing to Markdown.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in shown(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
