//! Styles of paragraphs of a Word file (which are headings, which are numbered), and numbers before paragraphs as Word
//! prints them: formats, texts like 第%1条, restarts. Does not know the text.

use super::elements;
use crate::import::list_marker::word_number;
use crate::import::markup::{Element, MarkupNode, PrintedMark};
use crate::text::edits::Reason;
use std::collections::{BTreeMap, BTreeSet};

/// Styles that stand on each other are followed so far.
const MAX_BASES: usize = 12;

/// The styles of a file.
#[derive(Default)]
pub(super) struct WordStyles {
    by_id: BTreeMap<String, ParagraphStyle>,
}

#[derive(Default)]
struct ParagraphStyle {
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
                let style = ParagraphStyle {
                    base: value(one, "w:basedOn").map(str::to_owned),
                    level,
                    number,
                };
                by_id.insert(id.to_owned(), style);
            }
        }
        WordStyles { by_id }
    }

    fn find<T>(&self, id: &str, of: impl Fn(&ParagraphStyle) -> Option<T>) -> Option<T> {
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

const NUMBER: Reason = Reason::repair("import/word-number");
const LEVELS: usize = 9;
/// The longest text around a number: it is printed with every paragraph.
const MAX_LABEL: usize = 60;

/// The lists of a file and how far they have counted.
#[derive(Default)]
pub(super) struct WordNumbering {
    lists: BTreeMap<String, [NumberLevel; LEVELS]>,
    numbers: BTreeMap<String, NumberInstance>,
    counts: BTreeMap<String, [Option<i64>; LEVELS]>,
    begun: BTreeSet<String>,
    /// Formats that are not known and were printed as 1, 2, 3.
    pub(super) unknown: BTreeSet<String>,
}

#[derive(Clone, Default)]
struct NumberLevel {
    start: i64,
    format: String,
    text: String,
    suffix: Suffix,
    /// Does not begin again below a higher level.
    goes_on: bool,
    is_legal: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Suffix {
    #[default]
    Space,
    Nothing,
}

struct NumberInstance {
    list: String,
    starts: BTreeMap<usize, i64>,
    levels: BTreeMap<usize, NumberLevel>,
}

fn number<T: std::str::FromStr>(element: &Element, name: &str) -> Option<T> {
    value(element, name).and_then(|value| value.trim().parse().ok())
}

fn level_of(element: &Element) -> (usize, NumberLevel) {
    let at = element.get("w:ilvl").and_then(|at| at.parse().ok());
    // Rare formats stand behind an alternative.
    let format = value(element, "w:numFmt").or_else(|| {
        let choice = element.child("mc:AlternateContent")?.elements().next()?;
        value(choice, "w:numFmt")
    });
    let level = NumberLevel {
        start: number(element, "w:start").unwrap_or(1),
        format: format.unwrap_or("decimal").to_owned(),
        text: value(element, "w:lvlText").unwrap_or("").chars().take(MAX_LABEL).collect(),
        suffix: match value(element, "w:suff") {
            Some("nothing") => Suffix::Nothing,
            Some(_) | None => Suffix::Space,
        },
        goes_on: value(element, "w:lvlRestart") == Some("0"),
        is_legal: element.child("w:isLgl").is_some(),
    };
    (at.unwrap_or(LEVELS), level)
}

impl WordNumbering {
    /// Those of the part's tree.
    pub(super) fn of(nodes: &[MarkupNode]) -> WordNumbering {
        let mut out = WordNumbering::default();
        for one in elements(nodes).flat_map(Element::elements) {
            match &*one.name {
                "w:abstractNum" => {
                    let mut levels: [NumberLevel; LEVELS] = Default::default();
                    for (at, level) in
                        one.elements().filter(|one| one.name == "w:lvl").map(level_of)
                    {
                        if let Some(place) = levels.get_mut(at) {
                            *place = level;
                        }
                    }
                    let id = one.get("w:abstractNumId").unwrap_or("");
                    out.lists.insert(id.to_owned(), levels);
                }
                "w:num" => {
                    let overrides = one.elements().filter(|one| one.name == "w:lvlOverride");
                    let mut own = NumberInstance {
                        list: value(one, "w:abstractNumId").unwrap_or("").to_owned(),
                        starts: BTreeMap::new(),
                        levels: BTreeMap::new(),
                    };
                    for change in overrides {
                        let at = change.get("w:ilvl").and_then(|at| at.parse().ok());
                        let at: usize = at.unwrap_or(LEVELS);
                        if let Some(start) = number(change, "w:startOverride") {
                            own.starts.insert(at, start);
                        }
                        if let Some(level) = change.child("w:lvl") {
                            own.levels.insert(at, level_of(level).1);
                        }
                    }
                    let id = one.get("w:numId").unwrap_or("");
                    out.numbers.insert(id.to_owned(), own);
                }
                _ => {}
            }
        }
        out
    }

    /// What Word prints before the next paragraph of a list at a level, and which list that is.
    pub(super) fn next(&mut self, id: &str, at: usize) -> Option<(PrintedMark, (usize, usize))> {
        let at = at.min(LEVELS - 1);
        let own = self.numbers.get(id)?;
        let levels = self.lists.get(&own.list)?;
        let place = (
            self.numbers.keys().position(|one| one == id)?,
            self.lists.keys().position(|one| *one == own.list)?,
        );
        let level = |at: usize| own.levels.get(&at).unwrap_or(&levels[at]);
        let counts = self.counts.entry(own.list.clone()).or_default();
        if self.begun.insert(id.to_owned()) {
            for (at, start) in own.starts.iter().filter(|(at, _)| **at < LEVELS) {
                counts[*at] = Some(start.saturating_sub(1));
            }
        }
        let start = |at: usize| own.starts.get(&at).copied().unwrap_or(level(at).start);
        counts[at] = Some(counts[at].map_or(start(at), |count| count.saturating_add(1)));
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert(start(above));
        }
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            if !level(below).goes_on {
                *count = None;
            }
        }
        let this = level(at);
        if this.format == "bullet" {
            return Some((PrintedMark::Bullet, place));
        }
        let (mut label, mut counted) = (String::new(), None);
        let mut chars = this.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = (c == '%').then(|| chars.peek().and_then(|next| next.to_digit(10)));
            let Some(part) = digit.flatten().filter(|digit| (1..=9).contains(digit)) else {
                label.push(c);
                continue;
            };
            chars.next();
            let part = part as usize - 1;
            let format = if this.is_legal { "decimal" } else { &*level(part).format };
            let count = counts[part].unwrap_or_else(|| start(part));
            counted = u32::try_from(count).ok();
            label.push_str(&word_number(format, count).unwrap_or_else(|| {
                self.unknown.insert(format.to_owned());
                count.to_string()
            }));
        }
        if label.trim().is_empty() {
            return None;
        }
        if this.suffix == Suffix::Space {
            label.push('\u{3000}');
        }
        Some((PrintedMark::Number(label, counted, NUMBER), place))
    }
}
