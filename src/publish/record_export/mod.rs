//! The records of documents as a table for spreadsheets and programs: CSV, JSON, a workbook. Two exports of the same
//! ledgers are the same bytes. Does not know where the rows come from.

mod workbook;

pub use workbook::workbook;

use super::plan::{RECORD_COLUMNS, RecordCell, RecordRow};
use crate::text::date::Date;
use serde_json::{Map, Value};

/// Between several days in one cell.
const BETWEEN: &str = "、";

/// What is written into a cell of a table.
fn cell_words(cell: &RecordCell) -> String {
    match cell {
        RecordCell::Empty => String::new(),
        RecordCell::Words(words) => words.clone(),
        RecordCell::Days(days) => {
            days.iter().map(Date::to_string).collect::<Vec<_>>().join(BETWEEN)
        }
        RecordCell::Number(number) => number.to_string(),
        RecordCell::InTime => "いいえ".to_owned(),
        RecordCell::Late => "はい".to_owned(),
    }
}

/// Comma-separated values (RFC 4180) in UTF-8 with the mark by which spreadsheets know it. A cell that a spreadsheet
/// would take for a formula begins with `'`.
pub fn csv(rows: &[RecordRow]) -> String {
    let mut out = String::from("\u{feff}");
    let heads = RECORD_COLUMNS.iter().map(|(_, head)| (*head).to_owned());
    csv_line(heads, &mut out);
    for row in rows {
        csv_line(row.cells.iter().map(|cell| harmless(cell_words(cell))), &mut out);
    }
    out
}

fn csv_line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (at, words) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if words.contains([',', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&words.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&words);
        }
    }
    out.push_str("\r\n");
}

/// Words that no spreadsheet computes: full-width signs count, since some fold them, and blanks before them do not.
fn harmless(words: String) -> String {
    const BEGINS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_formula = words.trim_start().starts_with(BEGINS) || words.starts_with(['\t', '\r']);
    if is_formula { format!("'{words}") } else { words }
}

/// A list of objects with the lasting names of the columns: words, a list of days, a number, whether it was late; `null`
/// where nothing is known.
pub fn json(rows: &[RecordRow]) -> Value {
    let row = |row: &RecordRow| {
        let columns = RECORD_COLUMNS.iter().zip(&row.cells);
        let members = columns.map(|((name, _), cell)| ((*name).to_owned(), value(cell)));
        Value::Object(members.collect::<Map<String, Value>>())
    };
    Value::Array(rows.iter().map(row).collect())
}

fn value(cell: &RecordCell) -> Value {
    match cell {
        RecordCell::Empty => Value::Null,
        RecordCell::Words(words) => words.clone().into(),
        RecordCell::Days(days) => days.iter().map(Date::to_string).collect::<Vec<_>>().into(),
        RecordCell::Number(number) => (*number).into(),
        RecordCell::InTime => false.into(),
        RecordCell::Late => true.into(),
    }
}
