//! How a provision is named in a sentence: 第13条第2項第3号, 『窓口』の『電話』, 『健診に関する情報』の利用目的.
//! Does not know what happens to it.

pub(super) mod called;

use super::words;
use crate::diff::Preorder;
use crate::text::chars::is_katakana;
use crate::tree::{Form, LabelUnit, Provision};
use std::collections::HashMap;

/// A name taken from a text that is longer is cut.
const LONGEST: usize = 40;

/// Names of the provisions of one tree.
#[derive(Debug)]
pub(in crate::diff::redline) struct NodeNames<'a> {
    order: &'a Preorder<'a>,
    supplements: usize,
    /// How many rows begin with the same words.
    rows: HashMap<String, usize>,
}

/// A part of a name: parts of a regulation follow each other bare, others with の between.
pub(in crate::diff::redline) enum NamePart {
    /// 第2項
    Bare(String),
    /// 『窓口』
    Linked(String),
}

impl<'a> NodeNames<'a> {
    /// The names of a tree.
    pub(in crate::diff::redline) fn of(order: &'a Preorder<'a>) -> NodeNames<'a> {
        let mut rows = HashMap::new();
        let mut supplements = 0;
        for (_, own) in order.node(0).visit() {
            if own.form() == Form::Row {
                *rows.entry(row_words(own)).or_default() += 1;
            }
            supplements += usize::from(own.form() == Form::Supplement);
        }
        NodeNames { order, supplements, rows }
    }

    /// The name; empty for what has none of its own, nor anything around it.
    pub(in crate::diff::redline) fn of_node(&self, at: u32) -> String {
        let mut way: Vec<u32> = std::iter::once(at).chain(self.order.ancestors(at)).collect();
        way.reverse();
        let from = self.first_said(&way);
        let mut name = String::new();
        for step in &way[from..] {
            let (words, is_linked) = match self.part(*step) {
                Some(NamePart::Bare(words)) => (words, false),
                Some(NamePart::Linked(words)) => (words, true),
                None => continue,
            };
            if !name.is_empty() && (is_linked || name.ends_with('』')) {
                name.push('の');
            }
            name.push_str(&words);
        }
        if name.is_empty() {
            return called::paragraph_name(self.order.node(at));
        }
        name
    }

    /// The name as it would be without the headings that some provisions have.
    pub(in crate::diff::redline) fn without(
        &self,
        at: u32,
        headings: &dyn Fn(u32) -> bool,
    ) -> String {
        let mut name = self.of_node(at);
        for up in std::iter::once(at).chain(self.order.ancestors(at)) {
            if let Some(NamePart::Linked(words)) = self.part(up).filter(|_| headings(up)) {
                name = name.replacen(&words, "", 1).replace("のの", "の");
            }
        }
        name.trim_matches('の').to_owned()
    }

    /// Several in a row: 第8条から第27条まで; two: 第8条及び第9条.
    pub(in crate::diff::redline) fn run(&self, first: u32, last: u32, count: usize) -> String {
        let name = self.of_node(first);
        if first == last {
            return name;
        }
        let to = match self.part(last) {
            Some(NamePart::Bare(words) | NamePart::Linked(words)) => words,
            None => self.of_node(last),
        };
        if count == 2 { format!("{name}及び{to}") } else { format!("{name}から{to}まで") }
    }

    /// The name of what is around it.
    pub(in crate::diff::redline) fn around(&self, at: u32) -> String {
        self.order.parent(at).map_or_else(String::new, |parent| self.of_node(parent))
    }

    /// Where on the way from the root the name begins: chapters are not said of articles, which count through.
    fn first_said(&self, way: &[u32]) -> usize {
        let form = |at: &u32| self.order.node(*at).form();
        let last = way.len() - 1;
        if let Some(outer) =
            way.iter().position(|at| matches!(form(at), Form::Supplement | Form::Annex))
        {
            return outer;
        }
        if let Some(article) = way.iter().position(|at| form(at) == Form::Article) {
            return article;
        }
        if let Some(row) = way.iter().position(|at| form(at) == Form::Row) {
            let words = row_words(self.order.node(way[row]));
            if !words.is_empty() && self.rows.get(&words) == Some(&1) {
                return row;
            }
        }
        // Of groups in groups the innermost two are enough.
        let groups: Vec<usize> =
            (0..=last).filter(|step| form(&way[*step]) == Form::Group).collect();
        match groups.as_slice() {
            [.., outer, _] => *outer,
            [only] => *only,
            [] => 0,
        }
    }

    /// What it adds to a name; none where it is not said.
    pub(in crate::diff::redline) fn part(&self, at: u32) -> Option<NamePart> {
        let own = self.order.node(at);
        let label = own.label().map(|label| label.as_str());
        let label_or_heading = || {
            label.map_or_else(
                || in_brackets(own).map(NamePart::Linked),
                |label| Some(NamePart::Bare(label.to_owned())),
            )
        };
        match own.form() {
            Form::Document | Form::List => None,
            Form::Supplement => Some(NamePart::Bare(self.supplement(own))),
            Form::Paragraph => self.paragraph(at, own),
            Form::Prose => self.prose(at),
            Form::Item => label.map(|label| NamePart::Bare(self.item(at, own, label))),
            Form::Contents => Some(NamePart::Bare("目次".into())),
            Form::Group => in_brackets(own).map(NamePart::Linked),
            Form::Field => in_brackets(own)
                .or_else(|| called::role_name(own.role()).map(str::to_owned))
                .map(NamePart::Linked),
            Form::Table => in_brackets(own).map(NamePart::Linked),
            Form::Figure => {
                Some(NamePart::Linked(in_brackets(own).unwrap_or_else(|| "図".to_owned())))
            }
            Form::Note => Some(NamePart::Linked(
                label.map_or_else(|| "注記".to_owned(), |label| format!("注記（{label}）")),
            )),
            Form::Header => Some(NamePart::Linked("見出しの行".into())),
            Form::Row => Some(NamePart::Linked(self.row(at, own))),
            Form::Cell => self.cell(at),
            _ => label_or_heading(),
        }
    }

    fn supplement(&self, own: &Provision) -> String {
        let heading = cut(&own.heading().words());
        if self.supplements > 1 && !heading.is_empty() {
            format!("附則（{heading}）")
        } else {
            "附則".to_owned()
        }
    }

    /// 第2項; not said where it is the only one.
    fn paragraph(&self, at: u32, own: &Provision) -> Option<NamePart> {
        let parent = self.order.parent(at).map(|parent| self.order.node(parent));
        let in_law =
            parent.is_some_and(|parent| matches!(parent.form(), Form::Article | Form::Supplement));
        let (nth, count) = self.among(at, |form| form == Form::Paragraph);
        if !in_law {
            return self.prose(at);
        }
        let number = own.label().and_then(|label| label.number());
        match number {
            Some(number) => {
                let parts: Vec<String> = number.parts.iter().map(u32::to_string).collect();
                Some(NamePart::Bare(format!("第{}項", parts.join("の"))))
            }
            None if count > 1 => Some(NamePart::Bare(format!("第{nth}項"))),
            None => None,
        }
    }

    /// 第2段落 of several without numbers; 後段 behind 号.
    fn prose(&self, at: u32) -> Option<NamePart> {
        let parent = self.order.parent(at).map(|parent| self.order.node(parent));
        if parent.is_some_and(|parent| {
            matches!(parent.form(), Form::Paragraph | Form::Article | Form::Item | Form::Contents)
        }) {
            let is_contents = parent.is_some_and(|parent| parent.form() == Form::Contents);
            return (!is_contents).then(|| NamePart::Linked("後段".into()));
        }
        let is_plain = |form| matches!(form, Form::Paragraph | Form::Prose);
        let (nth, count) = self.among(at, is_plain);
        (count > 1).then(|| NamePart::Linked(format!("第{nth}段落")))
    }

    /// 第3号 in a regulation, as printed elsewhere and further down.
    fn item(&self, at: u32, own: &Provision, label: &str) -> String {
        let is_law =
            |at: u32| matches!(self.order.node(at).form(), Form::Article | Form::Supplement);
        let is_first_level = self
            .order
            .parent(at)
            .is_some_and(|parent| self.order.node(parent).form() != Form::Item);
        let number = own.label().and_then(|label| label.number());
        match number {
            Some(number)
                if number.unit == LabelUnit::Bare
                    && is_first_level
                    && !label.chars().any(is_katakana)
                    && self.order.ancestors(at).any(is_law) =>
            {
                let parts: Vec<String> = number.parts.iter().map(u32::to_string).collect();
                format!("第{}号", parts.join("の"))
            }
            Some(_) | None => label.to_owned(),
        }
    }

    fn row(&self, at: u32, own: &Provision) -> String {
        let words = row_words(own);
        if words.is_empty() {
            let (nth, _) = self.among(at, |form| form == Form::Row);
            format!("{nth}行目")
        } else {
            format!("『{}』", cut(&words))
        }
    }

    /// The name of its column.
    fn cell(&self, at: u32) -> Option<NamePart> {
        let row = self.order.parent(at)?;
        let is_row = self.order.node(row).form() == Form::Row;
        let nth = self.order.index(at);
        let column = self.column(row, nth);
        match column {
            Some(column) if is_row && nth == 0 => Some(NamePart::Linked(format!("行の{column}"))),
            Some(column) if is_row => Some(NamePart::Linked(column)),
            Some(_) | None => Some(NamePart::Linked(format!("{}列目", nth + 1))),
        }
    }

    /// The words at the head of a column.
    pub(in crate::diff::redline) fn column(&self, row: u32, nth: u32) -> Option<String> {
        let table = self.order.node(self.order.parent(row)?);
        let heads = table.children().iter().take_while(|child| child.form() == Form::Header);
        let head = heads.last()?.children().get(nth as usize)?;
        let words = cut(&head.words());
        (!words.is_empty()).then_some(words)
    }

    /// Its number among those beside it of such forms, and how many there are.
    fn among(&self, at: u32, fits: impl Fn(Form) -> bool) -> (usize, usize) {
        let Some(parent) = self.order.parent(at) else {
            return (1, 1);
        };
        let children = self.order.node(parent).children();
        let index = self.order.index(at) as usize;
        let count = |children: &[std::sync::Arc<Provision>]| {
            children.iter().filter(|child| fits(child.form())).count()
        };
        (count(&children[..(index + 1).min(children.len())]), count(children))
    }
}

/// 『…』 around a heading.
fn in_brackets(own: &Provision) -> Option<String> {
    let words = cut(&own.heading().words());
    (!words.is_empty()).then(|| format!("『{words}』"))
}

/// The words of the cell that names a row: the first.
fn row_words(own: &Provision) -> String {
    own.children()
        .first()
        .map_or_else(String::new, |cell| cell.words().split_whitespace().collect::<String>())
}

/// Words on one line, cut where they are too long for a name.
pub(in crate::diff::redline) fn cut(words: &str) -> String {
    words::cut(words, LONGEST)
}
