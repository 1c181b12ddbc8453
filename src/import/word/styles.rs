//! Styles of paragraphs: which are headings, which are numbered. Does not know how they look.

use super::elements;
use crate::import::markup::{Element, MarkupNode};
use std::collections::BTreeMap;

/// Styles that stand on each other are followed so far.
const MAX_BASES: usize = 12;

/// The styles of a file.
#[derive(Default)]
pub(super) struct WordStyles {
    by_id: BTreeMap<String, ListMarkerStyle>,
}

#[derive(Default)]
struct ListMarkerStyle {
    base: Option<String>,
    level: Option<usize>,
    number: Option<(String, usize)>,
}

/// The value of an element right below.
pub(super) fn value<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.child(name)?.get("w:val")
}

/// The list and level of a paragraph's properties.
pub(super) fn number_of(properties: &Element) -> Option<(Option<String>, Option<usize>)> {
    let number = properties.child("w:numPr")?;
    let level = value(number, "w:ilvl").and_then(|level| level.parse().ok());
    Some((value(number, "w:numId").map(str::to_owned), level))
}

impl WordStyles {
    /// Those of the part's tree.
    pub(super) fn of(nodes: &[MarkupNode]) -> WordStyles {
        let mut by_id = BTreeMap::new();
        for root in elements(nodes) {
            for one in root.elements().filter(|one| one.name == "w:style") {
                let Some(id) = one.get("w:styleId") else {
                    continue;
                };
                let properties = one.child("w:pPr");
                let outline = properties.and_then(|own| value(own, "w:outlineLvl"));
                let outline = outline.and_then(|level| level.parse::<usize>().ok());
                let name = value(one, "w:name").unwrap_or("");
                let named = match name.to_ascii_lowercase().strip_prefix("heading ") {
                    Some(level) => level.trim().parse().ok().map(|at: usize| at.min(9)),
                    None if name.eq_ignore_ascii_case("title") => Some(0),
                    None => None,
                };
                let level = named.or_else(|| outline.filter(|level| *level < 9).map(|at| at + 1));
                let number = properties
                    .and_then(number_of)
                    .and_then(|(list, level)| list.map(|list| (list, level.unwrap_or(0))));
                let style = ListMarkerStyle {
                    base: value(one, "w:basedOn").map(str::to_owned),
                    level,
                    number,
                };
                by_id.insert(id.to_owned(), style);
            }
        }
        WordStyles { by_id }
    }

    fn find<T>(&self, id: &str, of: impl Fn(&ListMarkerStyle) -> Option<T>) -> Option<T> {
        let mut id = id.to_owned();
        for _ in 0..MAX_BASES {
            let style = self.by_id.get(&id)?;
            if let Some(found) = of(style) {
                return Some(found);
            }
            id = style.base.clone()?;
        }
        None
    }

    /// The level of a heading: 0 for the title.
    pub(super) fn level(&self, id: &str) -> Option<usize> {
        self.find(id, |style| style.level)
    }

    /// The list and level that a style gives.
    pub(super) fn number(&self, id: &str) -> Option<(String, usize)> {
        self.find(id, |style| style.number.clone())
    }
}
