//! What a text says of each matter that the law looks at: a joint use, a provision, a row of purposes, a contact; with
//! its elements and what each lists. Read from the roles that sections declare. Does not know another text.

use super::prose;
use super::wording::{self, ListOf};
use crate::diff::Preorder;
use crate::tree::{Form, Provision};
use std::collections::BTreeMap;

/// A thing that an element says, as one listed it: an item, a paragraph, or words that may list several.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// As printed.
    pub words: String,
    /// As compared.
    pub sense: String,
    /// The provision that says it.
    pub at: u32,
    /// Whether it is an entry of a list, which is not cut further.
    pub listing: PieceListing,
}

/// How a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceListing {
    /// An entry of a list.
    Entry,
    /// Running text.
    Running,
}

impl Piece {
    pub(super) fn new(words: String, at: u32, listing: PieceListing) -> Piece {
        Piece { sense: wording::sense(&words), words, at, listing }
    }
}

/// A matter with what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Matter {
    /// The role of its group: `joint-use.programme`.
    pub kind: String,
    /// Where it stands.
    pub at: u32,
    /// Its key, as its author gave it.
    pub key: Option<String>,
    /// Its heading, as compared.
    pub heading: String,
    /// What is said, by the name of the element.
    pub elements: BTreeMap<String, Vec<Piece>>,
}

impl Matter {
    pub(super) fn new(kind: &str, (at, own): (u32, &Provision)) -> Matter {
        Matter {
            kind: kind.to_owned(),
            at,
            key: own.key().map(|key| key.as_str().to_owned()),
            heading: wording::sense(&own.heading().words()),
            elements: BTreeMap::new(),
        }
    }

    pub(super) fn say(&mut self, element: &str, piece: Piece) {
        if !piece.sense.is_empty() {
            self.elements.entry(element.to_owned()).or_default().push(piece);
        }
    }

    /// The pieces of an element; none where it is not there.
    pub(super) fn element(&self, name: &str) -> &[Piece] {
        self.elements.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether it is one of several blocks or rows, which begin and end as a whole; a section says each of its elements.
    pub(super) fn is_block(&self) -> bool {
        BLOCKS.iter().any(|(_, kind)| *kind == self.kind)
    }

    /// All that is said in it.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.elements.values().flatten()
    }
}

/// Roles of blocks and rows that are a matter each, and the matter that they are.
const BLOCKS: [(&str, &str); 12] = [
    ("joint-use.programme", "joint-use.programme"),
    ("third-party-provision.provision", "third-party-provision.provision"),
    ("implied-consent.matter", "implied-consent.matter"),
    ("foreign-transfer.transfer", "foreign-transfer.transfer"),
    ("anonymised.created", "anonymised.created"),
    ("anonymised.provided", "anonymised.provided"),
    ("pseudonymised.joint-use", "pseudonymised.joint-use"),
    ("purposes.row", "purposes.row"),
    ("purposes.head", "purposes.row"),
    ("retained.row", "purposes.row"),
    ("contact", "contact"),
    ("letter", "letter"),
];

/// Kinds of sections that say nothing of which the law asks anything when it changes.
const SILENT: [&str; 8] =
    ["exceptions", "history", "glossary", "letter", "links", "figures", "lead", "note"];

/// Kinds of sections whose words are prose.
const PROSE: [&str; 3] = ["prose", "table", "policy"];

/// How an element is listed.
pub(super) fn list_of(element: &str) -> ListOf {
    let last = element.rsplit('.').next().unwrap_or(element);
    match last {
        "users" | "recipient" | "country" | "entrust" | "entrusting" => ListOf::Parties,
        _ => ListOf::Things,
    }
}

/// The matters of a text.
pub(super) fn matters(order: &Preorder<'_>) -> Vec<Matter> {
    let mut out = Vec::new();
    for section in order.children(0) {
        let own = order.node(section);
        let role = own.role().as_str();
        if SILENT.contains(&role) {
            continue;
        }
        if PROSE.contains(&role) || role.is_empty() {
            prose::read(order, section, &mut out);
        } else {
            read_section(order, section, &mut out);
        }
    }
    out
}

/// Reads a section by its roles: each provision belongs to the matter and the element of the nearest one above.
fn read_section(order: &Preorder<'_>, section: u32, out: &mut Vec<Matter>) {
    let first = out.len();
    let own = order.node(section);
    out.push(Matter::new(own.role().as_str(), (section, own)));
    let mut places: BTreeMap<u32, (usize, Option<String>)> =
        BTreeMap::from([(section, (first, None))]);
    let mut at = section + 1;
    while at < order.end(section) {
        let own = order.node(at);
        let above = order.parent(at).and_then(|parent| places.get(&parent)).cloned();
        let (mut matter, mut element) = above.unwrap_or((first, None));
        let role = own.role().as_str();
        if let Some((_, kind)) = BLOCKS.iter().find(|(known, _)| *known == role) {
            out.push(Matter::new(kind, (at, own)));
            (matter, element) = (out.len() - 1, None);
        } else if role == "fee.row" {
            let words = own.children().iter().map(|cell| cell.text().words());
            let words = words.collect::<Vec<_>>().join("　");
            out[matter].say("fee.row", Piece::new(words, at, PieceListing::Entry));
            at = order.end(at);
            continue;
        } else if matches!(role, "lead" | "note") {
            at = order.end(at);
            continue;
        } else if !role.is_empty() {
            element = Some(element_of(&out[matter].kind, role));
        } else if own.form() == Form::Paragraph && out[matter].kind == "requests" {
            element = element.or(Some("requests.text".to_owned()));
        }
        if let Some(name) = &element {
            take(&mut out[matter], name, (at, own));
        }
        places.insert(at, (matter, element));
        at += 1;
    }
}

/// The words of a provision, as pieces of an element.
fn take(matter: &mut Matter, element: &str, (at, own): (u32, &Provision)) {
    let listing = match own.form() {
        Form::Item => PieceListing::Entry,
        _ => PieceListing::Running,
    };
    let mut words = own.text().words();
    if own.form() == Form::Item && !own.heading().is_empty() {
        words = format!("{}　{words}", own.heading().words());
    }
    if element.ends_with(".responsible") || element.ends_with(".provider") {
        for (part, words) in prose::party(&words) {
            matter.say(&format!("{element}.{part}"), Piece::new(words, at, PieceListing::Running));
        }
    } else {
        matter.say(element, Piece::new(words, at, listing));
    }
}

/// The name of an element: that of purposes for those of retained data; those of information made and of information
/// provided are told apart.
fn element_of(kind: &str, role: &str) -> String {
    let (section, rest) = role.split_once('.').unwrap_or((role, ""));
    match (section, rest) {
        ("retained", "category" | "information" | "inside" | "provided") => {
            format!("purposes.{rest}")
        }
        ("retained", "purpose") => "purpose".to_owned(),
        ("retained", _) if rest.starts_with("purpose.") => rest.to_owned(),
        ("anonymised", _) if kind.starts_with("anonymised.") => format!("{kind}.{rest}"),
        _ => role.to_owned(),
    }
}
