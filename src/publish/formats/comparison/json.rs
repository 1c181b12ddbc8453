//! A comparison as versioned JSON: the changes for those who read them, and the Δ for those who check it.
//! `docs/delta.schema.json` describes it. Does not know files.

use super::Sheet;
use crate::diff::redline::ListedChange;
use crate::diff::{Grade, Witness, write_json};
use serde_json::{Value, json};

/// The number of the form.
pub const COMPARISON_FORMAT: u32 = 1;

/// Writes it, ending with a line end.
pub fn json(sheet: &Sheet<'_>) -> String {
    let delta: Value = serde_json::from_slice(&write_json(sheet.comparison))
        .expect("what was written as JSON is JSON");
    let list = sheet.told.list();
    let whole = json!({
        "type": "kohyo-comparison",
        "format": COMPARISON_FORMAT,
        "title": sheet.title,
        "from": { "name": sheet.from, "digest": sheet.comparison.delta.old.to_string() },
        "to": { "name": sheet.to, "digest": sheet.comparison.delta.new.to_string() },
        "proof": { "digest": sheet.digest().to_string() },
        "changes": list.iter().map(change).collect::<Vec<_>>(),
        "delta": delta,
    });
    serde_json::to_string_pretty(&whole).expect("strings and integers have a JSON form") + "\n"
}

fn change(listed: &ListedChange) -> Value {
    let (grade, witness) = match listed.grade {
        Grade::Substance => ("substance", None),
        Grade::Form(witness) => ("form", Some(witness)),
    };
    let witness = witness.map(|witness| match witness {
        Witness::Renumbered => "renumbered",
        Witness::ReferenceFollows(_) => "reference-follows",
        Witness::SameWhenFolded => "same-when-folded",
        Witness::NotPrinted => "not-printed",
    });
    json!({
        "kind": listed.kind,
        "grade": grade,
        "witness": witness,
        "path": listed.path,
        "before": listed.before,
        "after": listed.after,
        "sentence": listed.sentence.words,
        "remark": listed.sentence.remark,
    })
}
