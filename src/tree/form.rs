//! The closed list of forms: what shape a provision has. What it is in law is its role's business.

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
