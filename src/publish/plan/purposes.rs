//! What a document says it uses which information for: the rows and heads of its purposes. Does not know
//! versions, days or pages.

use crate::tree::{Form, Key, Provision};

/// Who uses the information for a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PurposeSide {
    /// The organisation itself.
    Inside,
    /// Others to whom it is given.
    Provided,
}

impl PurposeSide {
    /// Both, in the order of pages.
    pub const ALL: [PurposeSide; 2] = [PurposeSide::Inside, PurposeSide::Provided];

    /// What it is called where the document does not say.
    fn usual_name(self) -> &'static str {
        match self {
            PurposeSide::Inside => "利用目的",
            PurposeSide::Provided => "外部への提供を伴う利用目的",
        }
    }
}

/// One purpose of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// The author's key.
    pub key: Option<Key>,
    /// Who uses it.
    pub side: PurposeSide,
    /// Its own words.
    pub words: String,
    /// The lines printed below it, with their numbers.
    pub inner: Vec<String>,
    /// To whom the information is given, where the document says so.
    pub recipients: Vec<Recipient>,
    /// The places where it stands in reading order; several where the row prints it more than once.
    pub ordinals: Vec<u32>,
}

/// To whom information is given for a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The words of the text.
    pub words: String,
    /// Its place in reading order.
    pub ordinal: u32,
}

impl Purpose {
    /// Whether the information is given to these.
    pub fn goes_to(&self, words: &str) -> bool {
        self.recipients.iter().any(|to| to.words == words)
    }

    /// The purpose with the lines below it, in one line.
    pub fn whole(&self) -> String {
        let inner = self.inner.iter().map(String::as_str);
        let all: Vec<&str> = std::iter::once(self.words.as_str()).chain(inner).collect();
        all.join("　")
    }

    /// The words by which a purpose is the same in other rows and versions.
    pub fn identity(&self) -> String {
        let mut all = self.words.clone();
        for line in &self.inner {
            all.push('\n');
            all.push_str(line);
        }
        all
    }
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A category of information: a row of the table.
    Category,
    /// A field of work with its purposes: a head.
    Head,
}

/// A row of the purposes: a category of information, or a head, with its purposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeRow {
    /// Its place in reading order.
    pub ordinal: usize,
    /// The content hash of all that it holds.
    pub whole: u128,
    /// The author's key.
    pub key: Option<Key>,
    /// What it is about.
    pub subject: Subject,
    /// Its words.
    pub name: String,
    /// How the document names the two sides.
    pub names: [String; 2],
    /// Its purposes.
    pub purposes: Vec<Purpose>,
}

impl PurposeRow {
    /// How the document names a side.
    pub fn side_name(&self, side: PurposeSide) -> &str {
        &self.names[side as usize]
    }
}

/// Every row and head of a document's purposes, in order; those without a name or purpose are left out.
pub fn rows(root: &Provision) -> Vec<PurposeRow> {
    let mut out = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    for (ordinal, (_, own)) in root.visit().enumerate() {
        match (own.form(), own.role().as_str()) {
            // The rows that follow are of this table, until the next begins.
            (Form::Table, "purposes.table") => columns = column_names(own),
            (Form::Row, "purposes.row") => out.extend(row(own, ordinal, &columns)),
            (Form::Group, "purposes.head") => out.extend(head(own, ordinal)),
            _ => {}
        }
    }
    out
}

fn column_names(table: &Provision) -> Vec<String> {
    let mut rows = table.children().iter();
    let head = rows.rfind(|row| row.form() == Form::Header);
    let cells = head.map_or(&[][..], |head| head.children());
    cells.iter().map(|cell| one_line(&cell.words())).collect()
}

fn row(own: &Provision, ordinal: usize, columns: &[String]) -> Option<PurposeRow> {
    let mut names = PurposeSide::ALL.map(|side| side.usual_name().to_owned());
    let mut name = String::new();
    let mut information = String::new();
    for (at, cell) in own.children().iter().enumerate() {
        let side = match cell.role().as_str() {
            "purposes.category" => {
                name = cell.words();
                continue;
            }
            "purposes.information" => {
                information = listed(cell);
                continue;
            }
            "purposes.inside" => PurposeSide::Inside,
            "purposes.provided" => PurposeSide::Provided,
            _ => continue,
        };
        if let Some(column) = columns.get(at).filter(|column| !column.is_empty()) {
            names[side as usize].clone_from(column);
        }
    }
    // One category may stand in several rows, each with information of its own.
    if !information.is_empty() {
        name = format!("{name}：{information}");
    }
    finished(own, ordinal, Subject::Category, name, names)
}

fn head(own: &Provision, ordinal: usize) -> Option<PurposeRow> {
    let mut names = PurposeSide::ALL.map(|side| side.usual_name().to_owned());
    for group in own.children() {
        let side = match group.role().as_str() {
            "purposes.inside" => PurposeSide::Inside,
            "purposes.provided" => PurposeSide::Provided,
            _ => continue,
        };
        if !group.heading().is_empty() {
            names[side as usize] = one_line(&group.heading().words());
        }
    }
    let name = own.heading().words();
    finished(own, ordinal, Subject::Head, name, names)
}

fn finished(
    own: &Provision,
    ordinal: usize,
    subject: Subject,
    name: String,
    names: [String; 2],
) -> Option<PurposeRow> {
    let mut purposes = Vec::new();
    collect(own, ordinal, &mut purposes);
    let fits = !name.trim().is_empty() && !purposes.is_empty();
    fits.then(|| PurposeRow {
        ordinal,
        whole: own.whole(),
        key: own.key().cloned(),
        subject,
        name: one_line(&name),
        names,
        purposes,
    })
}

/// The purposes below the provision at `ordinal`; what is inside of one belongs to it.
fn collect(own: &Provision, ordinal: usize, out: &mut Vec<Purpose>) {
    let mut next = ordinal + 1;
    for child in own.children() {
        let at = next;
        next += child.size();
        let side = match child.role().as_str() {
            "purpose" => PurposeSide::Inside,
            "purpose.provided" => PurposeSide::Provided,
            _ => {
                collect(child, at, out);
                continue;
            }
        };
        let words = one_line(&child.text().words());
        if words.trim().is_empty() {
            continue;
        }
        let mut purpose = Purpose {
            key: child.key().cloned(),
            side,
            words,
            inner: Vec::new(),
            recipients: Vec::new(),
            ordinals: vec![at as u32],
        };
        for (below_at, (depth, below)) in child.visit().enumerate() {
            let words = one_line(&below.text().words());
            if depth == 0 || words.is_empty() {
                continue;
            }
            if below.role().as_str() == "purpose.recipient" {
                let ordinal = (at + below_at) as u32;
                purpose.recipients.push(Recipient { words, ordinal });
            } else {
                let label = below.label().map_or("", |label| label.as_str());
                purpose.inner.push(match label {
                    "" => words,
                    label => format!("{label}　{words}"),
                });
            }
        }
        // Printed twice for one side, it is one purpose with all its recipients.
        let identity = purpose.identity();
        let known = out.iter_mut().find(|known| known.side == side && known.identity() == identity);
        match known {
            Some(known) => {
                known.recipients.append(&mut purpose.recipients);
                known.ordinals.append(&mut purpose.ordinals);
            }
            None => out.push(purpose),
        }
    }
}

/// The words of a cell, its items one after another.
fn listed(cell: &Provision) -> String {
    let items = cell.visit().map(|(_, part)| part.text().words());
    let items: Vec<String> = items.filter(|words| !words.trim().is_empty()).collect();
    items.join("、")
}

fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}
