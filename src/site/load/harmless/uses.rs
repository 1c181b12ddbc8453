//! How much a drawing draws once each part of it shows the parts that it names: ten uses of ten uses of … stop a
//! browser with a few lines. Counts rather too much than too little; does not know what is seen.

use super::style::{self, NamedPart};
use crate::text::reading::percent_decoded;
use std::collections::HashMap;

/// No drawing program makes more; a browser takes seconds for it.
const LIMIT: u64 = 1_000_000;

/// The elements of a drawing, in their order.
#[derive(Default)]
pub(super) struct PartUses {
    elements: Vec<DrawnPart>,
    ids: HashMap<String, usize>,
    /// The elements that are open.
    open: Vec<usize>,
    /// What rules of style sheets show, by what the last part of their selectors says: `.class`, `#id`, `name` or `*`.
    rules: HashMap<String, Vec<ShownPart>>,
}

/// An element, where it stands, and what is drawn with it.
#[derive(Default)]
struct DrawnPart {
    at: usize,
    /// What rules mean it by.
    selected_by: Vec<String>,
    /// How many shapes it is by itself, and at how many places of it markers stand.
    own: PartSize,
    children: Vec<usize>,
    shown: Vec<ShownPart>,
}

/// A part that an element shows.
#[derive(Clone)]
struct ShownPart {
    id: String,
    how: ShownHow,
}

/// How often a part is shown.
#[derive(Clone, Copy)]
enum ShownHow {
    /// By the element: a use, a mask, a filter.
    Once,
    /// By each shape in it: what paints is handed down.
    ByShape,
    /// At each place of each line in it.
    ByPlace,
}

/// How much is drawn.
#[derive(Clone, Copy, Default)]
struct PartSize {
    shapes: u64,
    places: u64,
}

/// How far an element is counted.
#[derive(Clone, Copy)]
enum PartCount {
    New,
    Open,
    Done(PartSize),
}

impl ShownHow {
    fn of_property(name: &str) -> ShownHow {
        match name {
            "href" | "clip-path" | "mask" | "filter" | "cursor" | "shape-inside" => ShownHow::Once,
            _ if name.starts_with("marker") => ShownHow::ByPlace,
            _ => ShownHow::ByShape,
        }
    }
}

impl PartUses {
    /// Takes an element; `depth` says of how many others it is a part.
    pub(super) fn element(&mut self, name: &str, at: usize, depth: usize) {
        let own = self.elements.len();
        self.open.truncate(depth);
        if let Some(parent) = self.open.last() {
            self.elements[*parent].children.push(own);
        }
        self.open.push(own);
        // A gradient is a colour, however many stops it has.
        let is_shape = !matches!(name, "linearGradient" | "radialGradient" | "stop");
        let size = PartSize { shapes: is_shape.into(), places: if name == "line" { 2 } else { 0 } };
        let selected_by = vec!["*".to_owned(), name.to_ascii_lowercase()];
        self.elements.push(DrawnPart { at, selected_by, own: size, ..DrawnPart::default() });
    }

    /// Takes an attribute of the last element.
    pub(super) fn attribute(&mut self, local: &str, value: &str) {
        let at = self.elements.len() - 1;
        let own = &mut self.elements[at];
        match local {
            "id" => {
                self.ids.entry(value.to_owned()).or_insert(at);
                own.selected_by.push(format!("#{}", value.to_ascii_lowercase()));
            }
            "class" => {
                let classes = value.split_ascii_whitespace();
                own.selected_by.extend(classes.map(|one| format!(".{}", one.to_ascii_lowercase())));
            }
            "d" | "points" => {
                // Each place of a line has a number of its own at least.
                let digits =
                    value.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
                own.own.places += digits.filter(|run| run[0].is_ascii_digit()).count() as u64;
            }
            "href" => {
                let id = value.strip_prefix('#').map(percent_decoded);
                own.shown.extend(id.map(|id| ShownPart { id, how: ShownHow::Once }));
            }
            _ if value.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(b"url(")) => {
                let shown = style::named_parts(value).into_iter().map(|part| {
                    let property = if local == "style" { &*part.property } else { local };
                    ShownPart { how: ShownHow::of_property(property), id: part.id }
                });
                own.shown.extend(shown);
            }
            _ => {}
        }
    }

    /// Takes a style sheet.
    pub(super) fn sheet(&mut self, css: &str) {
        for NamedPart { selector, property, id } in style::named_parts(css) {
            for subject in subjects(&selector) {
                let shown = ShownPart { id: id.clone(), how: ShownHow::of_property(&property) };
                self.rules.entry(subject).or_default().push(shown);
            }
        }
    }

    /// Where an element stands with which more is drawn than a browser can show.
    pub(super) fn excess(&self) -> Option<usize> {
        let mut counts = vec![PartCount::New; self.elements.len()];
        let mut stack = vec![0];
        let mut met: u64 = 0;
        while let Some(own) = stack.last().copied() {
            let element = self.elements.get(own)?;
            match counts[own] {
                PartCount::New => {
                    counts[own] = PartCount::Open;
                    let ruled = self.ruled(element).filter_map(|shown| self.ids.get(&shown.id));
                    for part in ruled {
                        met += 1;
                        // Rules are read broadly: what shows itself by one may be a part that shows another.
                        if met > LIMIT || matches!(counts[*part], PartCount::Open) {
                            return Some(element.at);
                        }
                        stack.push(*part);
                    }
                    let shown = element.shown.iter().filter_map(|shown| self.ids.get(&shown.id));
                    stack.extend(
                        element
                            .children
                            .iter()
                            .chain(shown)
                            .filter(|part| matches!(counts[**part], PartCount::New)),
                    );
                }
                PartCount::Open => {
                    let size = self.size(element, &counts);
                    if size.shapes > LIMIT {
                        return Some(element.at);
                    }
                    counts[own] = PartCount::Done(size);
                    stack.pop();
                }
                PartCount::Done(_) => {
                    stack.pop();
                }
            }
        }
        None
    }

    /// What rules show by an element.
    fn ruled(&self, element: &DrawnPart) -> impl Iterator<Item = &ShownPart> {
        element.selected_by.iter().filter_map(|subject| self.rules.get(subject)).flatten()
    }

    /// How much an element draws, once all that it shows is counted.
    fn size(&self, element: &DrawnPart, counts: &[PartCount]) -> PartSize {
        let of = |part: &usize| match counts[*part] {
            PartCount::Done(size) => size,
            // What shows itself is shown by no browser.
            PartCount::New | PartCount::Open => PartSize::default(),
        };
        let parts = element.children.iter().map(of);
        let mut own = parts.fold(element.own, PartSize::and);
        let (mut by_shape, mut by_place) = (0, 0);
        for shown in element.shown.iter().chain(self.ruled(element)) {
            let size = self.ids.get(&shown.id).map(of).unwrap_or_default();
            match shown.how {
                ShownHow::Once => own = own.and(size),
                ShownHow::ByShape => by_shape = size.shapes.saturating_add(by_shape),
                ShownHow::ByPlace => by_place = size.shapes.saturating_add(by_place),
            }
        }
        let painted = own.shapes.saturating_mul(by_shape);
        let marked = own.places.saturating_mul(by_place);
        PartSize { shapes: own.shapes.saturating_add(painted).saturating_add(marked), ..own }
    }
}

impl PartSize {
    fn and(self, other: PartSize) -> PartSize {
        PartSize {
            shapes: self.shapes.saturating_add(other.shapes),
            places: self.places.saturating_add(other.places),
        }
    }
}

/// What a rule means, by the last part of each of its selectors, in small letters; `*` where that is not plain.
fn subjects(selector: &str) -> Vec<String> {
    let selector = selector.to_ascii_lowercase();
    let mut plain = String::new();
    let mut depth = 0;
    for c in selector.chars() {
        match c {
            '"' | '\'' | '|' => return vec!["*".to_owned()],
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain.split(',').map(subject).collect()
}

fn subject(selector: &str) -> String {
    let is_between = |c: char| c.is_ascii_whitespace() || ">+~".contains(c);
    let last = selector.trim().rsplit(is_between).next().unwrap_or_default();
    let name = |rest: &str| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)));
        rest[..end.unwrap_or(rest.len())].to_owned()
    };
    let marked = |mark| last.split_once(mark).map(|(_, rest)| format!("{mark}{}", name(rest)));
    let own = marked('#').or_else(|| marked('.')).unwrap_or_else(|| name(last));
    if own.is_empty() { "*".to_owned() } else { own }
}
