//! What a provision is: the closed list of forms, the open one of roles, and its key. Sections and regulation
//! declare the roles there are.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The shape of a provision; decides rendering, wording of differences and numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// The root: a whole notice or regulation; its heading is the title.
    Document,
    /// 編.
    Part,
    /// 章.
    Chapter,
    /// 節 of a regulation.
    Section,
    /// 款.
    Subsection,
    /// 目.
    Division,
    /// 条; heading is the caption without its brackets, children are paragraphs.
    Article,
    /// 項; also a plain paragraph inside a section of a notice.
    Paragraph,
    /// 号 and everything below it (イロハ …) by nesting; also an entry of a list.
    Item,
    /// 附則, one for each amendment; heading holds what stands in brackets behind it.
    Supplement,
    /// 別表, 別紙, 様式; label is 「別表第1」, heading its title.
    Annex,
    /// 目次 as printed in a regulation; children are prose lines.
    Contents,
    /// A titled group: a section of a notice, or a block inside one.
    Group,
    /// A named value: heading is the printed name, text the value.
    Field,
    /// A list without numbers of its own; children are items.
    List,
    /// A table; children are rows.
    Table,
    /// The heading row of a table.
    Header,
    /// A row of a table; children are cells.
    Row,
    /// A cell; its own text, or children (items, paragraphs).
    Cell,
    /// Unlabelled running text: 後段 after items, prose.
    Prose,
    /// A note beneath what it belongs to; label is its mark (※, 注1).
    Note,
    /// A figure or form sheet: heading is its title, text the alternative text.
    Figure,
}

const NAMES: [(Form, &str); 22] = [
    (Form::Document, "document"),
    (Form::Part, "part"),
    (Form::Chapter, "chapter"),
    (Form::Section, "section"),
    (Form::Subsection, "subsection"),
    (Form::Division, "division"),
    (Form::Article, "article"),
    (Form::Paragraph, "paragraph"),
    (Form::Item, "item"),
    (Form::Supplement, "supplement"),
    (Form::Annex, "annex"),
    (Form::Contents, "contents"),
    (Form::Group, "group"),
    (Form::Field, "field"),
    (Form::List, "list"),
    (Form::Table, "table"),
    (Form::Header, "header"),
    (Form::Row, "row"),
    (Form::Cell, "cell"),
    (Form::Prose, "prose"),
    (Form::Note, "note"),
    (Form::Figure, "figure"),
];

impl Form {
    /// Every form, in the order of declaration.
    pub fn all() -> impl Iterator<Item = Form> {
        NAMES.iter().map(|(form, _)| *form)
    }

    /// A division that holds articles: 編, 章, 節, 款 or 目.
    pub fn is_division(self) -> bool {
        use Form::{Chapter, Division, Part, Section, Subsection};
        matches!(self, Part | Chapter | Section | Subsection | Division)
    }

    /// What a regulation is divided into: 編 to 目, 条, 附則 and 別表. Paragraphs and items are parts of these.
    pub fn is_law_unit(self) -> bool {
        self.is_division() || matches!(self, Form::Article | Form::Supplement | Form::Annex)
    }

    /// 附則 and 別表, whose numbers count apart from those of the body.
    pub fn is_beside_body(self) -> bool {
        matches!(self, Form::Supplement | Form::Annex)
    }

    /// The name in the sealed form.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(form, _)| *form == self).expect("every form has a name").1
    }

    /// The form of that name.
    pub fn from_name(name: &str) -> Option<Form> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(form, _)| *form)
    }
}

/// Identity given by the author: ASCII letters, digits, `-` and `_`, 1 to 64 of them, starting with a
/// letter; unique in its document. Never made up by kohyo.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(Arc<str>);

/// The words do not form a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key is 1 to 64 ASCII letters, digits, '-' or '_' and starts with a letter")]
pub struct KeyError;

impl Key {
    /// Reads a key.
    ///
    /// # Errors
    /// When the words are not ASCII letters, digits, `-` or `_`, start with another than a letter, or
    /// are longer than 64.
    pub fn new(words: &str) -> Result<Key, KeyError> {
        let fits = (1..=64).contains(&words.len())
            && words.starts_with(|c: char| c.is_ascii_alphabetic())
            && words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if fits { Ok(Key(words.into())) } else { Err(KeyError) }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// What a provision is in law, for example `purpose` or `contact.phone`. Open: a sealed version may
/// carry a role that this release no longer knows, and still shows. Empty: nothing in particular.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Role(Cow<'static, str>);

impl Role {
    /// No role in law.
    pub const NONE: Role = Role(Cow::Borrowed(""));

    /// A role that the code declares.
    pub const fn of(name: &'static str) -> Role {
        Role(Cow::Borrowed(name))
    }

    /// A role as read from a sealed version.
    pub fn read(name: &str) -> Role {
        Role(Cow::Owned(name.to_owned()))
    }

    /// The name; empty for [`Role::NONE`].
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for the role itself and those below it: `contact.phone` is below `contact`.
    pub fn is_within(&self, outer: &str) -> bool {
        self.0.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
