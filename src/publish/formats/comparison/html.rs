//! A comparison as data for templates, on a page of the site or as one file that needs nothing else: for e-mail, for
//! printing. Does not know how it looks.

use super::{Sheet, Side, grade, said};
use crate::diff::redline::{RedlineLine, Row, Sign};
use crate::publish::formats::escaped;
use crate::publish::formats::html::{self, Html, template_data};
use crate::tree::Mark;
use std::collections::HashMap;

template_data! {
    /// A comparison as templates take it.
    Changes {
        count: String,
        sentences: Vec<SentenceItem>,
        table: Option<ComparisonTable>,
        digest: String,
    }

    /// A change as a sentence; `row` is the number of the first row that shows it.
    SentenceItem { number: usize, grade: &'static str, words: Html, row: Option<usize>, }

    /// The 新旧対照表: `named` is the heading of the column of names, `columns` those of the two texts, left to right.
    ComparisonTable {
        preamble: Option<Html>,
        note: Option<Html>,
        named: Html,
        columns: Vec<Html>,
        remarks: Option<String>,
        rows: Vec<RowView>,
    }

    RowView {
        number: usize,
        has_next: bool,
        name: Html,
        cells: Vec<CellView>,
        remark: &'static str,
    }

    /// `absent` stands there instead of words.
    CellView { heading: String, absent: Option<&'static str>, lines: Vec<CellLine>, }

    CellLine { indent: u8, runs: Vec<SignRun>, }

    /// Words with one sign.
    SignRun { sign: &'static str, words: Html, }

    /// A file that stands alone: a comparison, or an amending document with its `number`, words, and 附則.
    #[derive(Default)]
    SheetData<'a> {
        title: String,
        from: &'a str,
        to: &'a str,
        changes: Option<Changes>,
        number: Option<String>,
        lines: Vec<Html>,
        table: Option<ComparisonTable>,
        is_named: bool,
        supplements: Vec<SupplementLine>,
    }

    SupplementLine { is_heading: bool, words: Html, }
}

/// Writes one file.
pub fn html(sheet: &Sheet<'_>) -> String {
    let changes = Some(Changes::of(sheet, sheet.digest().to_string()));
    let Sheet { from, to, .. } = sheet;
    let file = SheetData { title: sheet.title.clone(), from, to, changes, ..SheetData::default() };
    html::sheet("sheets/comparison.html", &file)
}

/// Words that no template escapes again.
fn words(words: &str) -> Html {
    Html(escaped(words))
}

impl Changes {
    /// Those of a sheet whose proof has this digest.
    pub(in crate::publish::formats) fn of(sheet: &Sheet<'_>, digest: String) -> Changes {
        let rows = sheet.rows();
        let count = sheet.count();
        Changes {
            count,
            sentences: sentences(sheet, &rows),
            table: table(sheet, &rows, name),
            digest,
        }
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

/// The table of some rows, which `name` says what they are called; none where there are none.
pub(super) fn table(
    sheet: &Sheet<'_>,
    rows: &[Row],
    name: impl Fn(&Row) -> String,
) -> Option<ComparisonTable> {
    let first = rows.first()?;
    let style = sheet.style;
    let one = |(row, number)| RowView {
        number,
        has_next: number < rows.len(),
        name: Html(name(row)),
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
        SignRun { sign, words: Html(words.collect()) }
    });
    CellLine { indent: line.indent, runs: runs.collect() }
}
