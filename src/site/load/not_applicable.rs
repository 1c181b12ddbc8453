//! `not_applicable` of `site.yaml` and `document.yaml`. Does not know which names there are.

use crate::sections::yaml::Value;
use crate::sections::{EntrySpec, Mapping, Reader, Shape};
use crate::site::NotApplicable;

/// The entry.
pub const NOT_APPLICABLE: EntrySpec = EntrySpec::may(
    "not_applicable",
    "当てはまらない指摘と、その理由（例 missing-item.accredited-body: 対象事業者ではありません）。check では、理由とともにお知らせとして表示されます。",
    Shape::Words,
);

/// The answers that a file gives.
pub fn read_not_applicable(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Vec<NotApplicable> {
    let Some(node) = fields.get("not_applicable") else {
        return Vec::new();
    };
    let Value::Map(entries) = &node.value else {
        reader.wrong(node, "sections/named-values");
        return Vec::new();
    };
    let mut answers = Vec::new();
    for (name, node) in entries {
        let Some(reason) = reader.words(node) else {
            continue;
        };
        answers.push(NotApplicable {
            name: name.words.to_string(),
            reason: reason.words().trim().to_owned(),
            span: reader.source().span(name.range.clone()),
        });
    }
    answers
}
