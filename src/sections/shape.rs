//! What the maps of a file may hold: names, what each is for, the shape of its value. Readers take the known
//! names from here, parts are read and written by it, schemas are made from it, so that none can disagree.
//! Does not read or write anything itself.

use crate::tree::Role;

/// An entry of a map.
#[derive(Debug)]
pub struct EntrySpec {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: Need,
    /// What it is for, in Japanese, for those who write the file.
    pub about: &'static str,
    /// What its value looks like.
    pub shape: Shape,
}

/// Whether an entry must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
}

/// A kind of named thing: name in YAML, role, printed name when none is given.
pub type NamedKind = (&'static str, Role, &'static str);

/// The shape of a value.
#[derive(Debug)]
pub enum Shape {
    /// Words; links where the text may have them.
    Text,
    /// Words, or `""` for none.
    TextOrNone,
    /// A key.
    Key,
    /// The first number of a sequence, as printed.
    Numbering,
    /// A day in any usual form.
    Day,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of one of these kinds.
    KindName(&'static [NamedKind]),
    /// A list.
    List(&'static Shape),
    /// A list, or the one thing that stands in its place.
    OneOrMore(&'static Shape),
    /// A map.
    Map(&'static [EntrySpec]),
    /// A map whose names are those of kinds.
    KindMap(&'static [NamedKind], &'static Shape),
    /// A map of the author's words, each to other words.
    Words,
    /// Nothing yet: the name alone.
    Nothing,
    /// Any of these.
    AnyOf(&'static [Shape]),
    /// Texts that may begin with a mark (`※`): paragraphs of a role, or notes.
    Paragraphs(Role),
    /// A list of items with the `numbering` beside it.
    Items {
        /// Role of the list.
        list: Role,
        /// Role of each item, and of those inside it.
        item: Role,
    },
    /// One named value: words, a list of items, or a map with inner entries.
    Field {
        /// Its role, which its items share.
        role: Role,
        /// Its printed name when none is given.
        printed: &'static str,
        /// Fields inside.
        inner: &'static [EntrySpec],
    },
    /// Named values of one role, each words or `{label, value, key}`.
    Values {
        /// Their role.
        role: Role,
        /// Their printed name when none is given.
        printed: &'static str,
    },
    /// Named texts of several kinds.
    Named {
        /// The kinds.
        kinds: &'static [NamedKind],
        /// Role of the items inside.
        item: Role,
    },
    /// Fields with names of the author's.
    Free(Role),
    /// Groups with heading, lead and notes of their own.
    Blocks {
        /// Role of each group.
        role: Role,
        /// What is in each.
        inner: &'static [EntrySpec],
    },
    /// Rows of a table; `columns` beside them gives the columns other names.
    Rows {
        /// Role of the table.
        table: Role,
        /// Role of each row.
        row: Role,
        /// The cells, each a [`Shape::Cell`].
        cells: &'static [EntrySpec],
    },
    /// Other names for the columns of [`Shape::Rows`], each under the name of its cell.
    Columns(&'static [EntrySpec]),
    /// A cell of [`Shape::Rows`].
    Cell {
        /// Its role.
        role: Role,
        /// The printed name of its column when none is given.
        printed: &'static str,
    },
}

impl EntrySpec {
    /// An entry that may be left out.
    pub const fn may(name: &'static str, about: &'static str, shape: Shape) -> EntrySpec {
        EntrySpec { name, need: Need::Optional, about, shape }
    }

    /// An entry that must be there.
    pub const fn must(name: &'static str, about: &'static str, shape: Shape) -> EntrySpec {
        EntrySpec { name, need: Need::Required, about, shape }
    }
}

/// A field of a section: words, a list, or a map.
pub const fn field(
    name: &'static str,
    role: &'static str,
    printed: &'static str,
    about: &'static str,
) -> EntrySpec {
    group(name, role, printed, about, &[])
}

/// A field that holds fields.
pub const fn group(
    name: &'static str,
    role: &'static str,
    printed: &'static str,
    about: &'static str,
    inner: &'static [EntrySpec],
) -> EntrySpec {
    let role = Role::of(role);
    EntrySpec::may(name, about, Shape::Field { role, printed, inner })
}

/// Paragraphs of a role.
pub const fn told(name: &'static str, role: &'static str, about: &'static str) -> EntrySpec {
    EntrySpec::may(name, about, Shape::Paragraphs(Role::of(role)))
}

/// Groups of fields.
pub const fn blocks(
    name: &'static str,
    role: &'static str,
    about: &'static str,
    inner: &'static [EntrySpec],
) -> EntrySpec {
    let role = Role::of(role);
    EntrySpec::may(name, about, Shape::Blocks { role, inner })
}

/// Fields with names of the author's, under the name `others`.
pub const fn others(role: &'static str) -> EntrySpec {
    EntrySpec::may(
        "others",
        "上の項目のほかに載せるもの。見出し（heading）を自由に付けられます。",
        Shape::Free(Role::of(role)),
    )
}

/// A list of items without roles.
pub const ITEMS: Shape = Shape::Items { list: Role::NONE, item: Role::NONE };

/// The entry `key`.
pub const KEY: EntrySpec = EntrySpec::may(
    "key",
    "識別子。版が変わっても同じ項目であることを示し、アドレスにも使われます。半角の英字で始め、英数字・「-」・「_」で 64 字まで。",
    Shape::Key,
);
/// The entry `label` for a printed number.
pub const LABEL: EntrySpec = EntrySpec::may(
    "label",
    "印刷する番号。順番どおりの番号と違うときだけ書きます。\"\" で番号なし。",
    Shape::TextOrNone,
);
/// The entry `numbering`.
pub const NUMBERING: EntrySpec = EntrySpec::may(
    "numbering",
    "番号の付け方。1 番目の番号を印刷するとおりに書きます（例：\"1.\"、\"(1)\"、\"①\"、\"ア\"）。",
    Shape::Numbering,
);
