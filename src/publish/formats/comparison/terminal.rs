//! A comparison for a terminal: sentences, then the rows, one column under the other. Colour only adds to signs
//! that are there without it. Does not know whether anybody looks.

use super::{Sheet, grade, indent, said};
use crate::diff::redline::{RedlineLine, Sign};
use crate::text::chars::shown;

/// Whether colour is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Signs alone: ［＋…＋］, ［－…－］, ［～…～］.
    Plain,
    /// Signs and colour.
    Colour,
}

/// Writes it.
pub fn terminal(sheet: &Sheet<'_>, paint: Paint) -> String {
    let title = shown(&sheet.title);
    let mut out = format!("{title}\n{} → {}\n{}\n", sheet.from, sheet.to, sheet.count());
    for (at, sentence) in sheet.sentences().iter().enumerate() {
        let (number, grade) = (at + 1, grade(sentence.grade));
        out.push_str(&format!("  {number}. [{grade}] {}\n", shown(&said(sentence))));
    }
    let printed = sheet.printed();
    for row in sheet.rows() {
        let numbers: Vec<String> = row
            .changes
            .iter()
            .filter_map(|at| printed.binary_search(at).ok())
            .map(|at| (at + 1).to_string())
            .collect();
        out.push_str(&format!("\n■ {} [{}]\n", shown(&row.name), numbers.join(",")));
        for side in sheet.sides(&row) {
            out.push_str(&format!("  【{}】\n", side.heading));
            match side.column {
                None => out.push_str(&format!("    {}\n", side.absent)),
                Some(column) => {
                    for line in column.said() {
                        out.push_str(&format!("    {}\n", signed(line, paint)));
                    }
                }
            }
        }
    }
    if !sheet.comparison.changes.is_empty() {
        out.push('\n');
        out.push_str("記号：［＋加わった文言＋］［－なくなった文言－］［～移った文言～］\n");
    }
    out.push_str(&format!("新旧照合済（{}）\n", sheet.digest()));
    out
}

/// A line with signs; neighbours with one sign share it.
fn signed(line: &RedlineLine, paint: Paint) -> String {
    let mut out = indent(line);
    let mut pieces = line.pieces.as_slice();
    while let Some(first) = pieces.first() {
        let count = pieces.iter().take_while(|piece| piece.sign == first.sign).count();
        let (run, rest) = pieces.split_at(count);
        let words: String = run.iter().map(|piece| piece.words.as_str()).collect();
        // What a terminal would obey is not printed, but its number.
        let words = shown(&words).replace('\n', "⏎").replace('\t', " ");
        let (before, after, colour) = match first.sign {
            Sign::Same => ("", "", ""),
            Sign::Added => ("［＋", "＋］", "\x1b[32m"),
            Sign::Removed => ("［－", "－］", "\x1b[31m"),
            Sign::Moved => ("［～", "～］", "\x1b[36m"),
        };
        match paint {
            Paint::Colour if !colour.is_empty() => {
                out.push_str(&format!("{colour}{before}{words}{after}\x1b[0m"));
            }
            Paint::Colour | Paint::Plain => out.push_str(&format!("{before}{words}{after}")),
        }
        pieces = rest;
    }
    out
}
