//! The house form of a tree. Does not know where the tree came from.

use super::draft::markup_out;
use super::guard::{self, Stand};
use super::layout;
use crate::tree::{Form, Provision, Text};
use std::ops::Range;

/// Which words of a provision are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Label,
    Heading,
    Text,
    Key,
}

/// Takes the house form piece by piece.
pub(super) trait Sink {
    /// Layout: line breaks, indentation, brackets, marks, backslashes.
    fn glue(&mut self, glue: &str);
    /// Words: a byte range of a field of the provision with that ordinal in reading order.
    fn words(&mut self, id: usize, field: Field, range: Range<usize>, words: &str);
}

impl Sink for String {
    fn glue(&mut self, glue: &str) {
        self.push_str(glue);
    }

    fn words(&mut self, _: usize, _: Field, _: Range<usize>, words: &str) {
        self.push_str(words);
    }
}

/// Writes a tree in the house form, numerals and labels as they are.
///
/// Every tree that [`super::parse`] makes is read back as it was. What the customary form cannot say is
/// written as near to it as can be: roles other than those of the preamble, keys of lists, tables and cells.
pub fn print(root: &Provision) -> String {
    let mut out = String::new();
    print_to(root, &mut out);
    out
}

/// Writes a tree in the house form to a sink.
pub(super) fn print_to(root: &Provision, sink: &mut dyn Sink) {
    let mut printer = Printer {
        sink,
        line: Vec::new(),
        started: false,
    };
    printer.document(root);
}

/// A provision with its ordinal in reading order.
#[derive(Clone, Copy)]
struct Node<'a> {
    id: usize,
    own: &'a Provision,
}

impl<'a> Node<'a> {
    fn children(self) -> impl Iterator<Item = Node<'a>> {
        let mut id = self.id + 1;
        self.own.children().iter().map(move |own| {
            let node = Node { id, own };
            id += own.size();
            node
        })
    }
}

/// A piece of a line that is being written.
struct Piece {
    words: String,
    /// Whose words; `None` for layout.
    of: Option<(usize, Field, usize)>,
}

/// Whether the start of a line's words may be misread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// A label or mark stands there.
    Marked,
    /// The words stand there themselves.
    Words(Stand),
    /// As they are: entries of a 目次.
    Raw,
}

struct Printer<'s> {
    sink: &'s mut dyn Sink,
    line: Vec<Piece>,
    started: bool,
}

const SPACE: &str = "\u{3000}";

impl Printer<'_> {
    fn document(&mut self, root: &Provision) {
        let root = Node { id: 0, own: root };
        if !root.own.heading().is_empty() {
            self.text(root, Field::Heading);
            self.end_line(Opening::Words(Stand::Inside), &[root]);
        }
        self.members(root);
    }

    /// The children of the root or of a 章, 附則, 別表.
    fn members(&mut self, parent: Node<'_>) {
        let mut before = None;
        for node in parent.children() {
            match node.own.form() {
                Form::Part | Form::Chapter | Form::Section | Form::Subsection | Form::Division => {
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
                    self.text(node, Field::Text);
                    let opening = if layout::is_closing(node.own.role()) {
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
    fn head(&mut self, node: Node<'_>, gap: &str) {
        self.label(node);
        if !node.own.heading().is_empty() {
            self.glue(gap);
            self.text(node, Field::Heading);
        }
    }

    fn supplement(&mut self, node: Node<'_>) {
        self.blank();
        if node.own.label().is_some() {
            self.label(node);
        } else {
            self.glue("附　則");
        }
        let heading = markup_out(node.own.heading());
        match layout::supplement_heading(&heading) {
            layout::Heading::None => {}
            layout::Heading::Bracketed => {
                self.glue("（");
                self.text(node, Field::Heading);
                self.glue("）");
            }
            layout::Heading::Joined => self.text(node, Field::Heading),
            layout::Heading::Spaced => {
                self.glue(SPACE);
                self.text(node, Field::Heading);
            }
        }
        self.end_line(Opening::Marked, &[node]);
        self.members(node);
    }

    fn annex(&mut self, node: Node<'_>) {
        self.blank();
        if node.own.label().is_some() {
            let joined = layout::is_joined(&markup_out(node.own.heading()));
            self.head(node, if joined { "" } else { SPACE });
        } else {
            self.glue("【");
            self.text(node, Field::Heading);
            self.glue("】");
        }
        self.end_line(Opening::Marked, &[node]);
        self.members(node);
    }

    fn contents(&mut self, node: Node<'_>) {
        self.blank();
        self.glue("目次");
        self.end_line(Opening::Marked, &[node]);
        self.entries(node, 1);
    }

    fn entries(&mut self, parent: Node<'_>, depth: usize) {
        for node in parent.children() {
            self.indent(depth);
            self.text(node, Field::Text);
            self.end_line(Opening::Raw, &[node]);
            self.entries(node, depth + 1);
        }
    }

    fn caption(&mut self, node: Node<'_>) {
        if !node.own.heading().is_empty() {
            self.glue("（");
            self.text(node, Field::Heading);
            self.glue("）");
            self.end_line(Opening::Marked, &[]);
        }
    }

    fn article(&mut self, node: Node<'_>) {
        self.caption(node);
        self.label(node);
        let mut paragraphs = node.children().peekable();
        match paragraphs
            .next_if(|first| first.own.form() == Form::Paragraph && first.own.label().is_none())
        {
            Some(first) => {
                if !first.own.text().is_empty() {
                    self.glue(SPACE);
                    self.text(first, Field::Text);
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

    fn paragraph(&mut self, node: Node<'_>) {
        self.caption(node);
        if node.own.label().is_some() {
            self.label(node);
            if !node.own.text().is_empty() {
                self.glue(SPACE);
                self.text(node, Field::Text);
            }
            self.end_line(Opening::Marked, &[node]);
        } else if !node.own.text().is_empty() {
            self.text(node, Field::Text);
            self.end_line(Opening::Words(Stand::Margin), &[node]);
        }
        self.contents_below(node, 1);
    }

    fn contents_below(&mut self, parent: Node<'_>, depth: usize) {
        for node in parent.children() {
            self.content(node, depth);
        }
    }

    /// 号, lists, tables and running words at a depth of indentation.
    fn content(&mut self, node: Node<'_>, depth: usize) {
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
                if below
                    .peek()
                    .is_some_and(|child| child.own.form() == Form::Cell)
                {
                    while let Some(cell) = below.next_if(|child| child.own.form() == Form::Cell) {
                        self.glue(SPACE);
                        self.guarded(cell, &['\u{3000}']);
                    }
                } else if !node.own.text().is_empty() {
                    self.glue(SPACE);
                    let words = markup_out(node.own.text());
                    let splits = node.own.form() == Form::Item
                        && !layout::is_mark(node.own.label())
                        && guard::has_columns(&words);
                    self.guarded(node, if splits { &['\u{3000}'] } else { &[] });
                }
            }
            Form::Item => {
                self.glue("・");
                if guard::is_after_bullet(&markup_out(node.own.text())) {
                    self.glue("\\");
                }
                self.text(node, Field::Text);
            }
            _ => {
                self.text(node, Field::Text);
                opening = Opening::Words(Stand::Inside);
            }
        }
        self.end_line(opening, &[node]);
        for child in below {
            self.content(child, depth + 1);
        }
    }

    /// 【heading】, or a heading that brings its own brackets.
    fn group(&mut self, node: Node<'_>) {
        let heading = markup_out(node.own.heading());
        if layout::is_ringed(&heading) {
            self.text(node, Field::Heading);
        } else {
            self.glue("【");
            self.text(node, Field::Heading);
            self.glue("】");
        }
    }

    fn table(&mut self, table: Node<'_>, depth: usize) {
        for row in table.children() {
            self.indent(depth);
            self.glue("|");
            for cell in row.children() {
                self.glue(" ");
                if guard::is_rule_cell(&markup_out(cell.own.text())) {
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

    /// A blank line, unless nothing stands before.
    fn blank(&mut self) {
        if self.started {
            self.sink.glue("\n");
        }
    }

    fn indent(&mut self, depth: usize) {
        self.started = true;
        (0..depth).for_each(|_| self.sink.glue(SPACE));
    }

    fn glue(&mut self, glue: &str) {
        self.line.push(Piece {
            words: glue.to_owned(),
            of: None,
        });
    }

    fn label(&mut self, node: Node<'_>) {
        let words = node.own.label().map_or("", |label| label.as_str());
        self.line.push(Piece {
            words: words.to_owned(),
            of: Some((node.id, Field::Label, 0)),
        });
    }

    fn text(&mut self, node: Node<'_>, field: Field) {
        let text: &Text = match field {
            Field::Heading => node.own.heading(),
            Field::Text | Field::Label | Field::Key => node.own.text(),
        };
        self.line.push(Piece {
            words: markup_out(text),
            of: Some((node.id, field, 0)),
        });
    }

    /// The text with a backslash before each of these marks.
    fn guarded(&mut self, node: Node<'_>, marks: &[char]) {
        let words = markup_out(node.own.text());
        let mut start = 0;
        let places: Vec<usize> = words.match_indices(marks).map(|(at, _)| at).collect();
        for (index, at) in places.into_iter().chain([words.len()]).enumerate() {
            if index > 0 {
                self.glue("\\");
            }
            let piece = words[start..at].to_owned();
            // The mark itself begins the next piece, behind its backslash.
            self.line.push(Piece {
                words: piece,
                of: Some((node.id, Field::Text, start)),
            });
            start = at;
        }
    }

    /// Guards the line, adds the keys and hands it on.
    fn end_line(&mut self, opening: Opening, keyed: &[Node<'_>]) {
        self.started = true;
        self.guard_end();
        if let Opening::Words(stand) = opening {
            let words: String = self.line.iter().map(|piece| piece.words.as_str()).collect();
            if guard::is_start(&words, stand) {
                self.line.insert(
                    0,
                    Piece {
                        words: "\\".to_owned(),
                        of: None,
                    },
                );
            }
        }
        for piece in self.line.drain(..) {
            match piece.of {
                None => self.sink.glue(&piece.words),
                Some((id, field, start)) if !piece.words.is_empty() => {
                    let range = start..start + piece.words.len();
                    self.sink.words(id, field, range, &piece.words);
                }
                Some(_) => {}
            }
        }
        let last = keyed.iter().rposition(|node| node.own.key().is_some());
        for node in keyed.iter().take(last.map_or(0, |last| last + 1)) {
            let key = node.own.key().map_or("", |key| key.as_str());
            self.sink.glue(" {#");
            self.sink.words(node.id, Field::Key, 0..key.len(), key);
            self.sink.glue("}");
        }
        self.sink.glue("\n");
    }

    /// A backslash before a `{#…}` that is words.
    fn guard_end(&mut self) {
        let words: String = self.line.iter().map(|piece| piece.words.as_str()).collect();
        let Some(at) = guard::key_like(&words) else {
            return;
        };
        let mut before = 0;
        for index in 0..self.line.len() {
            let piece = &mut self.line[index];
            if at < before + piece.words.len() {
                let tail = piece.words.split_off(at - before);
                let of = piece
                    .of
                    .map(|(id, field, start)| (id, field, start + at - before));
                let guard = Piece {
                    words: "\\".to_owned(),
                    of: None,
                };
                self.line
                    .splice(index + 1..index + 1, [guard, Piece { words: tail, of }]);
                return;
            }
            before += piece.words.len();
        }
    }
}
