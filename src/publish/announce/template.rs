//! Texts with blanks, line by line: what has nothing to say is left out. Does not know what is said.

use crate::diagnostic::catalogue::blanks;
use crate::text::label::Script;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What fills each blank: no value, one, or several, each on a line of its own.
pub(super) type Values = BTreeMap<&'static str, Vec<String>>;

static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("texts.yaml")).expect("a test reads the whole table")
});

/// A text of the table as it is written.
pub(super) fn template(name: &str) -> &'static str {
    TEXTS.get(name).unwrap_or_else(|| panic!("the table has no text `{name}`"))
}

/// A text of one line with its blanks filled; of several values the first.
pub(super) fn line(name: &str, values: &Values) -> String {
    filled(template(name), values, 0)
}

/// A text of several paragraphs with its blanks filled.
pub(super) fn text(name: &str, values: &Values) -> String {
    let mut number = 0;
    let paragraphs = template(name).trim_end().split("\n\n");
    let paragraphs = paragraphs.filter_map(|one| paragraph(one, values, &mut number));
    paragraphs.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// `None` where it has blanks and none of them has anything to say.
fn paragraph(paragraph: &str, values: &Values, number: &mut u32) -> Option<String> {
    let has_value = |name: &&str| values.get(name).is_some_and(|all| !all.is_empty());
    let own = blanks(paragraph);
    if !own.is_empty() && !own.iter().any(has_value) {
        return None;
    }
    let mut lines = Vec::new();
    for line in paragraph.lines() {
        let own = blanks(line);
        if !own.iter().all(has_value) {
            continue;
        }
        let count = own.iter().map(|name| values[name].len()).max().unwrap_or(1);
        lines.extend((0..count).map(|at| match line.strip_prefix("# ") {
            Some(heading) => {
                *number += 1;
                let number = Script::FullWidth.write(*number).unwrap_or_default();
                format!("{number}　{}", filled(heading, values, at))
            }
            None => filled(line, values, at),
        }));
    }
    Some(lines.join("\n"))
}

/// Each blank once, from left to right: what fills one is not read again.
fn filled(template: &str, values: &Values, at: usize) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            out.push('{');
            rest = behind;
            continue;
        };
        let known = values.get(name).map_or(&[][..], Vec::as_slice);
        // What has one value has it on every line.
        out.push_str(known.get(at).or(known.first()).map_or("", String::as_str));
        rest = after;
    }
    out + rest
}
