//! A comparison as data for templates, on a page of the site or as one file that needs nothing else: for e-mail, for
//! printing. Does not know how it looks.

use super::{Sheet, Side, grade, said};
use crate::diff::redline::{RedlineLine, Row, Sign};
use crate::publish::formats::{escaped, html};
use crate::tree::Mark;
use serde::Serialize;
use std::collections::HashMap;
use tera::Value;

/// A comparison as templates take it.
#[derive(Clone, Debug, Serialize)]
pub(in crate::publish::formats) struct Changes {
    /// How many changes of which grade, as a sentence.
    pub count: String,
    pub sentences: Vec<SentenceItem>,
    /// None where nothing changed.
    pub table: Option<ComparisonTable>,
    /// The digest of the proof.
    pub digest: String,
}

/// A change as a sentence.
#[derive(Clone, Debug, Serialize)]
pub(in crate::publish::formats) struct SentenceItem {
    number: usize,
    grade: &'static str,
    words: Value,
    /// The number of the first row that shows it.
    row: Option<usize>,
}

/// The 新旧対照表.
#[derive(Clone, Debug, Serialize)]
pub(in crate::publish::formats) struct ComparisonTable {
    preamble: Option<Value>,
    note: Option<Value>,
    /// The heading of the column of names.
    named: Value,
    /// The headings of the two texts, left to right.
    columns: Vec<Value>,
    /// The heading of the remarks, where there are any.
    remarks: Option<String>,
    rows: Vec<RowView>,
}

#[derive(Clone, Debug, Serialize)]
struct RowView {
    number: usize,
    /// Whether there is one after it.
    has_next: bool,
    name: Value,
    cells: Vec<CellView>,
    remark: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct CellView {
    heading: String,
    /// What stands there instead of words.
    absent: Option<&'static str>,
    lines: Vec<CellLine>,
}

#[derive(Clone, Debug, Serialize)]
struct CellLine {
    /// 0 to 3.
    indent: u8,
    runs: Vec<SignRun>,
}

/// Words with one sign.
#[derive(Clone, Debug, Serialize)]
struct SignRun {
    sign: &'static str,
    words: Value,
}

#[derive(Serialize)]
struct OneFile<'a> {
    title: String,
    from: &'a str,
    to: &'a str,
    changes: Changes,
}

#[derive(Serialize)]
struct OnePage<'a> {
    title: &'a str,
    body: Value,
}

/// Writes one file.
pub fn html(sheet: &Sheet<'_>) -> String {
    let title = format!("{}　新旧対照表", sheet.title);
    let changes = Changes::of(sheet, sheet.digest().to_string());
    let file = OneFile { title, from: &sheet.from, to: &sheet.to, changes };
    html::sheet("sheets/comparison.html", &file)
}

/// A page around a body.
pub(super) fn page(title: &str, body: &str) -> String {
    html::sheet("sheets/page.html", &OnePage { title, body: Value::safe_string(body) })
}

/// Words that no template escapes again.
fn words(words: &str) -> Value {
    Value::safe_string(&escaped(words))
}

impl Changes {
    /// Those of a sheet whose proof has this digest.
    pub(in crate::publish::formats) fn of(sheet: &Sheet<'_>, digest: String) -> Changes {
        let rows = sheet.rows();
        let count = sheet.count();
        Changes { count, sentences: sentences(sheet, &rows), table: table(sheet, &rows), digest }
    }
}

/// The sentences, each leading to the first row that shows it.
fn sentences(sheet: &Sheet<'_>, rows: &[Row]) -> Vec<SentenceItem> {
    let mut first: HashMap<usize, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        for change in &row.changes {
            first.entry(*change).or_insert(at + 1);
        }
    }
    let all = sheet.sentences();
    let numbered = all.iter().zip(sheet.printed()).zip(1..);
    let items = numbered.map(|((sentence, change), number)| SentenceItem {
        number,
        grade: grade(sentence.grade),
        words: words(&said(sentence)),
        row: first.get(&change).copied(),
    });
    items.collect()
}

fn table(sheet: &Sheet<'_>, rows: &[Row]) -> Option<ComparisonTable> {
    let first = rows.first()?;
    let style = sheet.style;
    let one = |(row, number)| RowView {
        number,
        has_next: number < rows.len(),
        name: Value::safe_string(&name(row)),
        cells: sheet.sides(row).iter().map(cell).collect(),
        remark: sheet.remark(row),
    };
    Some(ComparisonTable {
        preamble: style.preamble.as_deref().map(words),
        note: style.note.as_deref().map(words),
        named: words(&style.named),
        columns: sheet.sides(first).iter().map(|side| words(side.heading)).collect(),
        remarks: style.remarks.clone(),
        rows: rows.iter().zip(1..).map(one).collect(),
    })
}

/// The name of a row, whose lines turn where a part of it begins.
fn name(row: &Row) -> String {
    escaped(&row.name).replace("の『", "の<wbr>『").replace("（旧", "<wbr>（旧")
}

fn cell(side: &Side<'_>) -> CellView {
    let (absent, lines) = match side.column {
        None => (Some(side.absent), Vec::new()),
        Some(column) => (None, column.said().map(line).collect()),
    };
    CellView { heading: side.heading.to_owned(), absent, lines }
}

fn line(line: &RedlineLine) -> CellLine {
    let runs = line.pieces.chunk_by(|one, next| one.sign == next.sign);
    let runs = runs.map(|run| {
        let words = run.iter().map(|piece| match &piece.mark {
            Mark::Plain | Mark::Link(_) => escaped(&piece.words),
            Mark::Strong => format!("<strong>{}</strong>", escaped(&piece.words)),
        });
        let sign = match run[0].sign {
            Sign::Same => "same",
            Sign::Added => "added",
            Sign::Removed => "removed",
            Sign::Moved => "moved",
        };
        SignRun { sign, words: Value::safe_string(&words.collect::<String>()) }
    });
    CellLine { indent: line.indent.min(3), runs: runs.collect() }
}
