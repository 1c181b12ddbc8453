//! The house form of a tree. Does not know where the tree came from.

use super::house_form::{self, Stand, SupplementHeading};
use super::source_line;
use super::writer::{LineWriter, Opening, OrdinalNode, ProvisionField, SPACE, TextSink};
use crate::tree::{Form, Provision};

/// Writes a tree in the house form, numerals and labels as they are.
///
/// Every tree that [`super::parse`] makes is read back as it was. OpenKind the customary form cannot say is
/// written as near to it as can be: roles other than those of the preamble, keys of lists, tables and cells.
pub fn print(root: &Provision) -> String {
    let mut out = String::new();
    print_to(root, &mut out);
    out
}

/// Writes a tree in the house form to a sink.
pub(super) fn print_to(root: &Provision, sink: &mut dyn TextSink) {
    let mut printer = LineWriter::new(sink);
    printer.document(root);
}

impl LineWriter<'_> {
    fn document(&mut self, root: &Provision) {
        let root = OrdinalNode { id: 0, own: root };
        if !root.own.heading().is_empty() {
            self.text(root, ProvisionField::Heading);
            self.end_line(Opening::Words(Stand::Inside), &[root]);
        }
        self.members(root);
    }

    /// The children of the root or of a 章, 附則, 別表.
    fn members(&mut self, parent: OrdinalNode<'_>) {
        let mut before = None;
        for node in parent.children() {
            match node.own.form() {
                form if form.is_division() => {
                    self.blank();
                    self.head(node, SPACE);
                    self.end_line(Opening::Marked, &[node]);
                    self.members(node);
                }
                Form::Supplement => self.supplement(node),
                Form::Annex => self.annex(node),
                Form::Contents => self.contents(node),
                Form::Article => {
                    let opens = match parent.own.form() {
                        Form::Document | Form::Annex => before != Some(Form::Article),
                        _ => false,
                    };
                    if opens {
                        self.blank();
                    }
                    self.article(node);
                }
                Form::Paragraph => self.paragraph(node),
                Form::Prose | Form::Note
                    if parent.own.form() == Form::Document && node.own.label().is_none() =>
                {
                    self.after_contents(before);
                    self.text(node, ProvisionField::Text);
                    let opening = if house_form::is_closing(node.own.role()) {
                        Opening::Raw
                    } else {
                        Opening::Words(Stand::Inside)
                    };
                    self.end_line(opening, &[node]);
                }
                _ => {
                    self.after_contents(before);
                    self.content(node, 1);
                }
            }
            before = Some(node.own.form());
        }
    }

    /// The entries of a 目次 end at a blank line.
    fn after_contents(&mut self, before: Option<Form>) {
        if before == Some(Form::Contents) {
            self.blank();
        }
    }

    /// Label, gap, heading.
    fn head(&mut self, node: OrdinalNode<'_>, gap: &str) {
        self.label(node);
        if !node.own.heading().is_empty() {
            self.glue(gap);
            self.text(node, ProvisionField::Heading);
        }
    }

    fn supplement(&mut self, node: OrdinalNode<'_>) {
        self.blank();
        if node.own.label().is_some() {
            self.label(node);
        } else {
            self.name(node, 0, "附");
            self.glue(SPACE);
            self.name(node, "附".len(), "則");
        }
        let heading = source_line::print(node.own.heading());
        match house_form::supplement_heading(&heading) {
            SupplementHeading::None => {}
            SupplementHeading::Bracketed => {
                self.glue("（");
                self.text(node, ProvisionField::Heading);
                self.glue("）");
            }
            SupplementHeading::Joined => self.text(node, ProvisionField::Heading),
            SupplementHeading::Spaced => {
                self.glue(SPACE);
                self.text(node, ProvisionField::Heading);
            }
        }
        self.end_line(Opening::Marked, &[node]);
        self.members(node);
    }

    fn annex(&mut self, node: OrdinalNode<'_>) {
        self.blank();
        if node.own.label().is_some() {
            let joined = house_form::is_joined(&source_line::print(node.own.heading()));
            self.head(node, if joined { "" } else { SPACE });
        } else {
            self.glue("【");
            self.text(node, ProvisionField::Heading);
            self.glue("】");
        }
        self.end_line(Opening::Marked, &[node]);
        self.members(node);
    }

    fn contents(&mut self, node: OrdinalNode<'_>) {
        self.blank();
        self.name(node, 0, "目次");
        self.end_line(Opening::Marked, &[node]);
        self.entries(node, 1);
    }

    fn entries(&mut self, parent: OrdinalNode<'_>, depth: usize) {
        for node in parent.children() {
            self.indent(depth);
            self.text(node, ProvisionField::Text);
            self.end_line(Opening::Raw, &[node]);
            self.entries(node, depth + 1);
        }
    }

    fn caption(&mut self, node: OrdinalNode<'_>) {
        if !node.own.heading().is_empty() {
            self.glue("（");
            self.text(node, ProvisionField::Heading);
            self.glue("）");
            self.end_line(Opening::Marked, &[]);
        }
    }

    fn article(&mut self, node: OrdinalNode<'_>) {
        self.caption(node);
        self.label(node);
        let mut paragraphs = node.children().peekable();
        match paragraphs
            .next_if(|first| first.own.form() == Form::Paragraph && first.own.label().is_none())
        {
            Some(first) => {
                if !first.own.text().is_empty() {
                    self.glue(SPACE);
                    self.text(first, ProvisionField::Text);
                }
                self.end_line(Opening::Marked, &[node, first]);
                self.contents_below(first, 1);
            }
            None => self.end_line(Opening::Marked, &[node]),
        }
        for paragraph in paragraphs {
            match paragraph.own.form() {
                Form::Paragraph => self.paragraph(paragraph),
                _ => self.content(paragraph, 1),
            }
        }
    }

    fn paragraph(&mut self, node: OrdinalNode<'_>) {
        self.caption(node);
        if node.own.label().is_some() {
            self.label(node);
            if !node.own.text().is_empty() {
                self.glue(SPACE);
                self.text(node, ProvisionField::Text);
            }
            self.end_line(Opening::Marked, &[node]);
        } else if !node.own.text().is_empty() {
            self.text(node, ProvisionField::Text);
            self.end_line(Opening::Words(Stand::Margin), &[node]);
        }
        self.contents_below(node, 1);
    }

    fn contents_below(&mut self, parent: OrdinalNode<'_>, depth: usize) {
        for node in parent.children() {
            self.content(node, depth);
        }
    }

    /// 号, lists, tables and running words at a depth of indentation.
    fn content(&mut self, node: OrdinalNode<'_>, depth: usize) {
        match node.own.form() {
            Form::List => return self.contents_below(node, depth),
            Form::Table => return self.table(node, depth),
            _ => self.indent(depth),
        }
        let mut below = node.children().peekable();
        let mut opening = Opening::Marked;
        match node.own.form() {
            Form::Group => self.group(node),
            Form::Item | Form::Note if node.own.label().is_some() => {
                self.label(node);
                if below.peek().is_some_and(|child| child.own.form() == Form::Cell) {
                    while let Some(cell) = below.next_if(|child| child.own.form() == Form::Cell) {
                        self.glue(SPACE);
                        self.guarded(cell, &['\u{3000}']);
                    }
                } else if !node.own.text().is_empty() {
                    self.glue(SPACE);
                    let words = source_line::print(node.own.text());
                    let splits = node.own.form() == Form::Item
                        && !house_form::is_mark(node.own.label())
                        && house_form::has_columns(&words);
                    self.guarded(node, if splits { &['\u{3000}'] } else { &[] });
                }
            }
            Form::Item => {
                self.glue("・");
                if house_form::is_after_bullet(&source_line::print(node.own.text())) {
                    self.glue("\\");
                }
                self.text(node, ProvisionField::Text);
            }
            _ => {
                self.text(node, ProvisionField::Text);
                opening = Opening::Words(Stand::Inside);
            }
        }
        self.end_line(opening, &[node]);
        for child in below {
            self.content(child, depth + 1);
        }
    }

    /// 【heading】, or a heading that brings its own brackets.
    fn group(&mut self, node: OrdinalNode<'_>) {
        let heading = source_line::print(node.own.heading());
        if house_form::is_ringed(&heading) {
            self.text(node, ProvisionField::Heading);
        } else {
            self.glue("【");
            self.text(node, ProvisionField::Heading);
            self.glue("】");
        }
    }

    fn table(&mut self, table: OrdinalNode<'_>, depth: usize) {
        for row in table.children() {
            self.indent(depth);
            self.glue("|");
            for cell in row.children() {
                self.glue(" ");
                if house_form::is_rule_cell(&source_line::print(cell.own.text())) {
                    self.glue("\\");
                }
                self.guarded(cell, &['|', '｜']);
                self.glue(" |");
            }
            self.end_line(Opening::Marked, &[row]);
            if row.own.form() == Form::Header {
                self.indent(depth);
                self.glue("|");
                for _ in row.children() {
                    self.glue("---|");
                }
                self.end_line(Opening::Marked, &[]);
            }
        }
    }
}
