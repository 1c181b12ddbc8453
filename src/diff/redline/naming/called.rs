//! What a sentence calls a provision that comes, goes or moves: its name with its caption, or its words, and
//! where it stands. Does not know the verb.

use super::thing;
use super::{NamePart, cut};
use crate::diff::redline::words::{in_brackets, quoted};
use crate::diff::redline::{Redline, TextSide};
use crate::tree::{Form, Provision};

/// A provision as the object of a sentence.
pub(in crate::diff::redline) struct Called {
    /// What it stands in, where that must be said.
    pub container: String,
    /// What it is called.
    pub own: String,
}

impl Called {
    /// 「『窓口』に『電話』」, with a particle behind the container.
    pub(in crate::diff::redline) fn with(&self, particle: &str) -> String {
        if self.container.is_empty() {
            self.own.clone()
        } else {
            format!("{}{particle}{}", self.container, self.own)
        }
    }
}

impl Redline<'_> {
    /// What a provision is called on its side.
    pub(in crate::diff::redline) fn called(&self, side: TextSide, at: u32) -> Called {
        let names = self.names(side);
        let own = self.order(side).node(at);
        let container = || names.around(at);
        if let Some((table, words)) = self.column_head(side, at) {
            return Called {
                container: names.of_node(table),
                own: format!("{}の列", quoted(&words)),
            };
        }
        match names.part(at) {
            Some(NamePart::Bare(_)) => Called {
                container: String::new(),
                own: format!("{}{}", names.of_node(at), caption(own)),
            },
            Some(NamePart::Linked(words)) => {
                let words = match own.form() {
                    Form::Row => format!("{words}の行"),
                    Form::Cell => column_words(&words),
                    Form::Field => format!("{words}{}", value(own)),
                    // Numbers of paragraphs that have none are ours, and shift with every edit.
                    Form::Paragraph | Form::Prose => words_or(own, noun_of(self, side, at)),
                    Form::Note => format!("{words}{}", value(own)),
                    _ => words,
                };
                Called { container: container(), own: words }
            }
            None => Called {
                container: container(),
                own: thing::of_content(own, noun_of(self, side, at))
                    .unwrap_or_else(|| words_or(own, noun_of(self, side, at))),
            },
        }
    }

    /// The table and the words of a cell that heads a column; none where it has no words.
    fn column_head(&self, side: TextSide, at: u32) -> Option<(u32, String)> {
        let order = self.order(side);
        let row = order.parent(at)?;
        let is_head = order.node(at).form() == Form::Cell && order.node(row).form() == Form::Header;
        let words = cut(&order.node(at).words());
        (is_head && !words.is_empty()).then_some((order.parent(row)?, words))
    }
}

/// What provisions of its form are counted as.
pub(in crate::diff::redline) fn noun_of(
    told: &Redline<'_>,
    side: TextSide,
    at: u32,
) -> &'static str {
    let order = told.order(side);
    let in_law = order
        .ancestors(at)
        .any(|up| matches!(order.node(up).form(), Form::Article | Form::Supplement));
    match order.node(at).form() {
        Form::Document => "文書",
        Form::Part => "編",
        Form::Chapter => "章",
        Form::Section => "節",
        Form::Subsection => "款",
        Form::Division => "目",
        Form::Article => "条",
        Form::Paragraph if in_law => "項",
        Form::Paragraph | Form::Prose => "段落",
        Form::Item if in_law => "号",
        Form::Item | Form::Field => "項目",
        Form::Supplement => "附則",
        Form::Annex => "別表",
        Form::Contents => "目次",
        Form::Group => "節",
        Form::List => "一覧",
        Form::Table => "表",
        Form::Header | Form::Row => "行",
        Form::Cell => "欄",
        Form::Note => "注記",
        Form::Figure => "図",
    }
}

/// 「行の区分」 is the column 区分.
fn column_words(words: &str) -> String {
    let name = words.strip_prefix("行の").unwrap_or(words);
    if name.ends_with("列目") { name.to_owned() } else { format!("{}の列", quoted(name)) }
}

/// The caption of an article, the title of a chapter; the words of an item that are short.
fn caption(own: &Provision) -> String {
    match own.form() {
        form if form.is_division() || matches!(form, Form::Article | Form::Annex) => {
            match own.heading().words() {
                // Some captions stand in brackets of their own.
                words if words.starts_with('（') => cut(&words),
                words => in_brackets(&cut(&words)),
            }
        }
        Form::Item | Form::Paragraph => value(own),
        _ => String::new(),
    }
}

/// Its words in quotes, nothing where it has none.
fn value(own: &Provision) -> String {
    let is_item = own.form() == Form::Item;
    let heading = if is_item { own.heading().words() } else { String::new() };
    let columns = own.children().iter().filter(|_| is_item);
    let columns = columns.take_while(|child| child.form() == Form::Cell);
    let parts = [heading, own.text().words()].into_iter();
    let parts: Vec<String> =
        parts.chain(columns.map(|cell| cell.words())).filter(|words| !words.is_empty()).collect();
    let words = parts.join("　");
    if words.is_empty() { String::new() } else { quoted(&words) }
}

fn words_or(own: &Provision, noun: &str) -> String {
    let words = if own.text().is_empty() { own.heading().words() } else { own.text().words() };
    if words.is_empty() { noun.to_owned() } else { quoted(&words) }
}
