//! The signs before the entries of a list, as a browser prints them: bullets, numbers. Does not know what stands in
//! the entries.

use crate::import::markup::Element;
use crate::import::{list_marker, ordinal};
use crate::text::edits::Reason;

/// The sign before an entry without number.
const BULLET_REASON: Reason = Reason::layout(
    "markup-bullet",
    "箇条書きの行頭に「・」を置きました",
    "entries of lists were given a bullet",
);

pub(super) fn bullet() -> Option<(String, Reason)> {
    Some(("・".to_owned(), BULLET_REASON))
}

/// The numbers that a browser prints before the entries of a list.
pub(super) struct ListCounter {
    next: Option<i64>,
    step: i64,
    style: String,
}

impl ListCounter {
    pub(super) fn of(list: &Element) -> ListCounter {
        let style = list.get("style").unwrap_or("").replace(' ', "");
        let is_bare =
            ["list-style:none", "list-style-type:none"].iter().any(|none| style.contains(none));
        let is_numbered = list.name == "ol" && !is_bare;
        let entries = list.elements().filter(|one| one.name == "li").count() as i64;
        let is_down = list.get("reversed").is_some();
        let start = list.get("start").and_then(|start| start.trim().parse().ok());
        let first = start.unwrap_or(if is_down { entries } else { 1 });
        ListCounter {
            next: is_numbered.then_some(first),
            step: if is_down { -1 } else { 1 },
            style: list.get("type").unwrap_or("1").to_owned(),
        }
    }

    /// The number of the next entry.
    pub(super) fn next(&mut self, item: &Element) -> Option<i64> {
        let own = item.get("value").and_then(|value| value.trim().parse().ok());
        let number = self.next.map(|next| own.unwrap_or(next))?;
        self.next = number.checked_add(self.step);
        Some(number)
    }

    /// The mark of the next entry, unless its words begin with one.
    pub(super) fn mark(&mut self, item: &Element, words: &str) -> Option<(String, Reason)> {
        let own = list_marker::read_marker(words);
        let number = self.next(item);
        match (number, own) {
            (_, Some(own)) if own.style.is_numbered() || number.is_none() => None,
            (Some(number), _) => {
                let printed = ordinal::list_number(&self.style, number);
                Some((format!("{printed}. "), NUMBER))
            }
            (None, _) => bullet(),
        }
    }
}

const NUMBER: Reason = Reason::repair(
    "list-number",
    "番号付きの箇条書きの、画面に出る番号を書きました",
    "the number that shows before the entry was written",
);
