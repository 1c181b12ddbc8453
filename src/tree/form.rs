//! What a provision is: the closed list of forms, the open one of roles, and its key. Sections and regulation
//! declare the roles there are.

use crate::text::named;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

named! {
    /// The shape of a provision; decides rendering, wording of differences and numbering.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Form {
        /// The root: a whole notice or regulation; its heading is the title.
        Document = "document",
        /// 編.
        Part = "part",
        /// 章.
        Chapter = "chapter",
        /// 節 of a regulation.
        Section = "section",
        /// 款.
        Subsection = "subsection",
        /// 目.
        Division = "division",
        /// 条; heading is the caption without its brackets, children are paragraphs.
        Article = "article",
        /// 項; also a plain paragraph inside a section of a notice.
        Paragraph = "paragraph",
        /// 号 and everything below it (イロハ …) by nesting; also an entry of a list.
        Item = "item",
        /// 附則, one for each amendment; heading holds what stands in brackets behind it.
        Supplement = "supplement",
        /// 別表, 別紙, 様式; label is 「別表第1」, heading its title.
        Annex = "annex",
        /// 目次 as printed in a regulation; children are prose lines.
        Contents = "contents",
        /// A titled group: a section of a notice, or a block inside one.
        Group = "group",
        /// A named value: heading is the printed name, text the value.
        Field = "field",
        /// A list without numbers of its own; children are items.
        List = "list",
        /// A table; children are rows.
        Table = "table",
        /// The heading row of a table.
        Header = "header",
        /// A row of a table; children are cells.
        Row = "row",
        /// A cell; its own text, or children (items, paragraphs).
        Cell = "cell",
        /// Unlabelled running text: 後段 after items, prose.
        Prose = "prose",
        /// A note beneath what it belongs to; label is its mark (※, 注1).
        Note = "note",
        /// A figure or form sheet: heading is its title, text the alternative text.
        Figure = "figure",
    }
    /// The name in the sealed form.
    name;
}

impl Form {
    /// Every form, in the order of declaration.
    pub fn all() -> impl Iterator<Item = Form> {
        Form::ALL.into_iter().map(|(form, _)| form)
    }

    /// The divisions that hold articles, with the word behind their number.
    pub const DIVISIONS: [(Form, &'static str); 5] = [
        (Form::Part, "編"),
        (Form::Chapter, "章"),
        (Form::Section, "節"),
        (Form::Subsection, "款"),
        (Form::Division, "目"),
    ];

    /// A division that holds articles.
    pub fn is_division(self) -> bool {
        Form::DIVISIONS.iter().any(|(form, _)| *form == self)
    }

    /// What a regulation is divided into: 編 to 目, 条, 附則 and 別表. Paragraphs and items are parts of these.
    pub fn is_law_unit(self) -> bool {
        self.is_division() || matches!(self, Form::Article | Form::Supplement | Form::Annex)
    }

    /// 附則 and 別表, whose numbers count apart from those of the body.
    pub fn is_beside_body(self) -> bool {
        matches!(self, Form::Supplement | Form::Annex)
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
