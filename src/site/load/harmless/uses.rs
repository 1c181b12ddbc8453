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
        let mut parts: Vec<Vec<usize>> = Vec::with_capacity(self.elements.len());
        let mut met = 0;
        for element in &self.elements {
            let shown = element.shown.iter().chain(self.ruled(element));
            let shown = shown.filter_map(|shown| self.ids.get(&shown.id));
            let all: Vec<usize> = element.children.iter().chain(shown).copied().collect();
            met += all.len() as u64;
            if met > 2 * LIMIT {
                return Some(element.at);
            }
            parts.push(all);
        }
        let mut sizes = vec![PartSize::default(); parts.len()];
        for ring in rings(&parts) {
            // What shows itself is shown by no browser; but what seems to may show the others of its ring, in any order.
            let met: usize = ring.iter().map(|own| parts[*own].len()).sum();
            if ring.len() > 1 && (ring.len() * met) as u64 > LIMIT {
                return Some(self.elements[ring[0]].at);
            }
            for own in ring.iter().cycle().take(ring.len() * ring.len()) {
                let element = &self.elements[*own];
                sizes[*own] = self.size(element, &sizes);
                if sizes[*own].shapes > LIMIT {
                    return Some(element.at);
                }
            }
        }
        None
    }

    /// What rules show by an element.
    fn ruled(&self, element: &DrawnPart) -> impl Iterator<Item = &ShownPart> {
        element.selected_by.iter().filter_map(|subject| self.rules.get(subject)).flatten()
    }

    /// How much an element draws, by what is known of what it shows.
    fn size(&self, element: &DrawnPart, sizes: &[PartSize]) -> PartSize {
        let of = |part: &usize| sizes[*part];
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

/// The elements in rings that show one another, most of one element alone; what a ring shows comes before it (the
/// strongly connected components of Tarjan, 1972, without recursion).
fn rings(parts: &[Vec<usize>]) -> Vec<Vec<usize>> {
    /// Not met yet.
    const NEW: usize = usize::MAX;
    let mut found = Vec::new();
    let (mut met, mut order, mut lowest) = (0, vec![NEW; parts.len()], vec![NEW; parts.len()]);
    let (mut waiting, mut path): (Vec<usize>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    for first in 0..parts.len() {
        if order[first] == NEW {
            path.push((first, 0));
        }
        while let Some((own, next)) = path.last_mut() {
            let own = *own;
            if order[own] == NEW {
                (order[own], lowest[own]) = (met, met);
                met += 1;
                waiting.push(own);
            }
            if let Some(part) = parts[own].get(*next).copied() {
                *next += 1;
                if order[part] == NEW {
                    path.push((part, 0));
                } else if lowest[part] != NEW {
                    lowest[own] = lowest[own].min(order[part]);
                }
                continue;
            }
            path.pop();
            if let Some((above, _)) = path.last() {
                lowest[*above] = lowest[*above].min(lowest[own]);
            }
            if lowest[own] == order[own] {
                let start = waiting.iter().rposition(|one| *one == own).unwrap_or(0);
                let ring = waiting.split_off(start);
                // Out of the way of those that come later.
                ring.iter().for_each(|one| lowest[*one] = NEW);
                found.push(ring);
            }
        }
    }
    found
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
