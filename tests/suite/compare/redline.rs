//! A told comparison as plain text for expected files, and what holds for every one: each change in a row,
//! each column read again equal to the provisions.

use kohyo::diff::redline::{Folding, Redline, RedlineColumn, RedlineLine, Row, Sign, SpanSource};
use kohyo::diff::{Comparison, Grade, Preorder};
use kohyo::tree::{Mark, Provision, TextBuilder};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sentences, then the rows; ［＋…＋］ what came, ［－…－］ what went, ［～…～］ what moved.
pub fn printed(old: &Arc<Provision>, new: &Arc<Provision>, found: &Comparison) -> (String, String) {
    let (old, new) = (Preorder::of(old), Preorder::of(new));
    let told = Redline::of(&old, &new, found);
    let sentences = told.sentences().into_iter().map(|sentence| {
        let sign = match sentence.grade {
            Grade::Substance => "●",
            Grade::Form(_) => "○",
        };
        let remark = sentence.remark.map_or_else(String::new, |remark| format!("（{remark}）"));
        format!("{sign} {}。{remark}\n", sentence.words)
    });
    let sentences = sentences.collect();
    let rows = told.table(Folding::Unchanged { context: 0 });
    let rows = rows.iter().map(|row| {
        let side = |word: &str, column: &Option<RedlineColumn>| match column {
            None => format!("  {word} なし\n"),
            Some(column) => {
                column.lines.iter().map(|line| format!("  {word} {}\n", marked(line))).collect()
            }
        };
        let changes: Vec<String> = row.changes.iter().map(|at| (at + 1).to_string()).collect();
        format!(
            "{} [{}]\n{}{}",
            row.name,
            changes.join(","),
            side("新", &row.new),
            side("旧", &row.old)
        )
    });
    (sentences, rows.collect())
}

fn marked(line: &RedlineLine) -> String {
    let mut out = "　".repeat(usize::from(line.indent));
    for piece in &line.pieces {
        let words = match &piece.mark {
            Mark::Plain => piece.words.clone(),
            Mark::Strong => format!("**{}**", piece.words),
            Mark::Link(to) => format!("[{}]({to})", piece.words),
        };
        match piece.sign {
            Sign::Same => out.push_str(&words),
            Sign::Added => out.push_str(&format!("［＋{words}＋］")),
            Sign::Removed => out.push_str(&format!("［－{words}－］")),
            Sign::Moved => out.push_str(&format!("［～{words}～］")),
        }
    }
    out.replace('\n', "⏎")
}

/// What must hold of the rows of any comparison.
pub fn check(old: &Arc<Provision>, new: &Arc<Provision>, found: &Comparison) {
    let (old, new) = (Preorder::of(old), Preorder::of(new));
    let told = Redline::of(&old, &new, found);
    let sentences = told.sentences();
    assert_eq!(sentences.len(), found.changes.len());
    assert!(sentences.iter().all(|sentence| !sentence.words.is_empty()));
    for folding in
        [Folding::Unchanged { context: 0 }, Folding::Unchanged { context: 2 }, Folding::Nothing]
    {
        let rows = told.table(folding);
        for change in 0..found.changes.len() {
            let is_in = |row: &Row| row.changes.contains(&change);
            assert!(rows.iter().any(is_in), "change {change} is in no row");
        }
        for row in &rows {
            assert!(!row.changes.is_empty());
            assert!(row.old.is_some() || row.new.is_some());
            for (column, order) in [(&row.old, &old), (&row.new, &new)] {
                if let Some(column) = column {
                    reads_again(column, order);
                }
            }
        }
        if folding == Folding::Nothing {
            let omits = rows.iter().flat_map(|row| [&row.old, &row.new]).flatten();
            let lines = omits.flat_map(|column| &column.lines).filter(|line| line.omits.len() > 1);
            // Runs of numbers are all that is ever left out then.
            assert!(lines.into_iter().all(|line| line.covers == line.omits));
        }
        nothing_changed_is_left_out(&rows, found, &old, &new);
    }
}

/// The lines cover the column's provisions, each once and in order, and the words of each that is shown are
/// those of the provision.
fn reads_again(column: &RedlineColumn, order: &Preorder) {
    let mut next = column.covers.start;
    let mut said: BTreeMap<(u32, u8), TextBuilder> = BTreeMap::new();
    let mut omitted = Vec::new();
    for line in &column.lines {
        if !line.covers.is_empty() {
            assert_eq!(line.covers.start, next, "{column:#?}");
            next = line.covers.end;
        }
        omitted.extend(line.omits.clone());
        for piece in &line.pieces {
            let (at, part) = match piece.source {
                SpanSource::Own => continue,
                SpanSource::Label(at) => (at, 0),
                SpanSource::Heading(at) => (at, 1),
                SpanSource::Text(at) => (at, 2),
            };
            said.entry((at, part)).or_default().push(&piece.words, piece.mark.clone());
        }
    }
    assert_eq!(next, column.covers.end, "{column:#?}");
    let mut said: BTreeMap<_, _> =
        said.into_iter().map(|(of, words)| (of, words.finish())).collect();
    for at in column.covers.clone() {
        let own = order.node(at);
        let label = said.remove(&(at, 0)).map(|label| label.words());
        let (heading, text) = (said.remove(&(at, 1)), said.remove(&(at, 2)));
        if omitted.contains(&at) {
            assert!(text.is_none(), "left out and shown");
            continue;
        }
        assert_eq!(label, own.label().map(|label| label.as_str().to_owned()), "{column:#?}");
        assert_eq!(&heading.unwrap_or_default(), own.heading(), "{column:#?}");
        assert_eq!(&text.unwrap_or_default(), own.text(), "{column:#?}");
    }
    assert!(said.is_empty(), "words of provisions outside of the column");
}

/// What a Δ touches is never left out, except numbers, which are printed.
fn nothing_changed_is_left_out(rows: &[Row], found: &Comparison, old: &Preorder, new: &Preorder) {
    use kohyo::diff::Op;
    let omitted = |column: fn(&Row) -> &Option<RedlineColumn>| -> Vec<u32> {
        let columns = rows.iter().filter_map(|row| column(row).as_ref());
        let lines = columns.flat_map(|column| &column.lines);
        lines.flat_map(|line| line.omits.clone()).collect()
    };
    let (old_out, new_out) = (omitted(|row| &row.old), omitted(|row| &row.new));
    for op in &found.delta.ops {
        match op {
            Op::Delete { node, .. } => assert!(!old_out.contains(node)),
            Op::Insert { node, .. } => assert!(!new_out.contains(node)),
            Op::Move { node, .. } => {
                assert!(!old_out.contains(&node.old) && !new_out.contains(&node.new));
            }
            Op::Edit { node, field, .. } => {
                let is_text = *field == kohyo::diff::TextField::Text;
                if is_text {
                    assert!(!old_out.contains(&node.old) && !new_out.contains(&node.new));
                }
                assert_ne!(field.text_of(old.node(node.old)), field.text_of(new.node(node.new)));
            }
            Op::Renumber { .. } | Op::Retag { .. } => {}
        }
    }
}
