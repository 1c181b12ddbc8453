//! A document as running words, condensed for wordings to be found in them, with the places they came from: lines,
//! what stands below which heading, roles. Does not know what is looked for.

use super::document_file;
use crate::diagnostic::Span;
use crate::law::WordFamily;
use crate::site::Document;
use crate::text::wording::condense;
use crate::tree::{Form, Provision, Text};
use std::ops::Range;

/// The words of a document, a provision a line, the cells of a row side by side.
pub(super) struct CondensedText<'a> {
    /// The document.
    pub document: &'a Document,
    /// Condensed words.
    pub words: String,
    /// Its lines in reading order; the first is the title.
    pub lines: Vec<Line<'a>>,
}

/// A line.
pub(super) struct Line<'a> {
    /// Where it stands in the words, without its end.
    pub range: Range<usize>,
    /// How deep its provision lies.
    pub depth: usize,
    /// Whether what is below it stands under it.
    pub is_heading: bool,
    /// The line behind the last of what belongs to it.
    pub end: usize,
    /// The roles of its provision and of the cells of a row.
    pub roles: Vec<&'a str>,
    pieces: Vec<CondensedPiece<'a>>,
}

/// The words of one text in a line.
struct CondensedPiece<'a> {
    at: usize,
    text: &'a Text,
    /// For each condensed character: its bytes in the words of the passage, and where it stands in the text.
    steps: Vec<(u32, u32)>,
}

impl<'a> CondensedText<'a> {
    /// A text of a document.
    pub fn of(document: &'a Document, root: &'a Provision) -> CondensedText<'a> {
        let mut passage = CondensedText { document, words: String::new(), lines: Vec::new() };
        let mut skip = 0;
        for (depth, one) in root.visit() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let is_row = matches!(one.form(), Form::Row | Form::Header);
            let of_row = || one.visit().map(|(_, cell)| cell).collect();
            let parts: Vec<&Provision> = if is_row { of_row() } else { vec![one] };
            if is_row {
                skip = one.size() - 1;
            }
            passage.add_line(depth, &parts);
        }
        passage.nest();
        passage
    }

    fn add_line(&mut self, depth: usize, parts: &[&'a Provision]) {
        let start = self.words.len();
        let mut pieces = Vec::new();
        for text in parts.iter().flat_map(|part| [part.heading(), part.text()]) {
            if text.is_empty() {
                continue;
            }
            if self.words.len() > start {
                self.words.push('\t');
            }
            pieces.push(self.add_text(text));
        }
        let roles = parts.iter().map(|part| part.role().as_str()).filter(|role| !role.is_empty());
        let own = parts[0];
        let is_group = matches!(own.form(), Form::Document | Form::Group | Form::Field | Form::Row);
        let is_headed = !own.heading().is_empty() || own.form() == Form::Row;
        let has_role = *own.role() != crate::tree::Role::NONE;
        if pieces.is_empty() && !(is_group && has_role) && depth > 0 {
            return;
        }
        let range = start..self.words.len();
        let is_heading = depth == 0 || is_group && is_headed || is_question(&self.words[start..]);
        self.words.push('\n');
        let roles = roles.collect();
        self.lines.push(Line { range, depth, is_heading, end: 0, roles, pieces });
    }

    fn add_text(&mut self, text: &'a Text) -> CondensedPiece<'a> {
        let at = self.words.len();
        let words = text.words();
        let mut steps = Vec::new();
        for (place, c) in words.char_indices() {
            let mut one = [0; 4];
            let condensed = condense(c.encode_utf8(&mut one));
            if !condensed.trim().is_empty() {
                steps.push((self.words.len() as u32, place as u32));
                self.words.push_str(&condensed);
            }
        }
        CondensedPiece { at, text, steps }
    }

    /// What belongs to which line: all that is deeper, and below a question whatever comes before the next.
    fn nest(&mut self) {
        let count = self.lines.len();
        let mut open: Vec<usize> = Vec::new();
        for at in 0..count {
            let line = &self.lines[at];
            let (depth, is_heading) = (line.depth, line.is_heading);
            while let Some(last) = open.last().copied() {
                let above = &self.lines[last];
                let ends = depth < above.depth
                    || depth == above.depth && (is_heading || !above.is_question(&self.words));
                if !ends {
                    break;
                }
                self.lines[last].end = at;
                open.pop();
            }
            open.push(at);
        }
        for last in open {
            self.lines[last].end = count;
        }
    }

    /// The words of some lines.
    pub fn words_of(&self, lines: Range<usize>) -> &str {
        &self.words[self.bytes_of(lines)]
    }

    /// Where some lines stand in the words.
    pub fn bytes_of(&self, lines: Range<usize>) -> Range<usize> {
        if lines.is_empty() {
            return 0..0;
        }
        self.lines[lines.start].range.start..self.lines[lines.end - 1].range.end + 1
    }

    /// The words of a line.
    pub fn line(&self, at: usize) -> &str {
        &self.words[self.lines[at].range.clone()]
    }

    /// The line in which a byte of the words stands.
    pub fn line_at(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.range.end < byte)
    }

    /// The lines that begin with what one of these says, in the order of the wordings.
    pub fn headings<'p>(
        &'p self,
        lines: Range<usize>,
        said: &'p [WordFamily],
    ) -> impl Iterator<Item = usize> + 'p {
        said.iter().flat_map(move |one| {
            let headings = lines.clone().filter(|at| self.lines[*at].is_heading && *at > 0);
            headings.filter(move |at| one.0.is_in(first_cell(self.line(*at))))
        })
    }

    /// For each line the nearest heading that it stands under, itself among them; the title is none.
    pub fn nearest_headings(&self) -> Vec<Option<usize>> {
        self.headings_over().into_iter().map(|(nearest, _)| nearest).collect()
    }

    /// For each line the nearest heading that it stands under, itself among them, and the nearest above it.
    pub fn headings_over(&self) -> Vec<(Option<usize>, Option<usize>)> {
        let mut open: Vec<usize> = Vec::new();
        let over = |(at, line): (usize, &Line<'_>)| {
            while open.last().is_some_and(|last| self.lines[*last].end <= at) {
                open.pop();
            }
            let above = open.last().copied();
            if line.is_heading && at > 0 {
                open.push(at);
            }
            (open.last().copied(), above)
        };
        self.lines.iter().enumerate().map(over).collect()
    }

    /// The words as they are written, and their place, of a range of the condensed words in one line.
    pub fn place(&self, range: Range<usize>) -> (String, Span) {
        let file = || document_file(self.document);
        let Some(line) = self.lines.get(self.line_at(range.start)) else {
            return (String::new(), file());
        };
        let index = line.pieces.partition_point(|piece| piece.at <= range.start);
        let Some(piece) = index.checked_sub(1).map(|at| &line.pieces[at]) else {
            return (String::new(), file());
        };
        let words = piece.text.words();
        let from = piece.steps.partition_point(|(at, _)| (*at as usize) < range.start);
        let to = piece.steps.partition_point(|(at, _)| (*at as usize) < range.end);
        let start = piece.steps.get(from).map_or(words.len(), |(_, place)| *place as usize);
        let end = piece.steps.get(to).map_or(words.len(), |(_, place)| *place as usize);
        let quote = words[start..end].trim_end();
        let span = piece.text.locate(start..start + quote.len()).unwrap_or_else(file);
        (quote.to_owned(), span)
    }

    /// The place of the heading of a line, or of all its words.
    pub fn place_of_line(&self, at: usize) -> (String, Span) {
        let line = &self.lines[at];
        let first = line.pieces.get(1).map_or(line.range.end, |piece| piece.at - 1);
        self.place(line.range.start..first)
    }

    /// The texts of a line.
    pub fn texts(&self, at: usize) -> impl Iterator<Item = &'a Text> {
        self.lines[at].pieces.iter().map(|piece| piece.text)
    }

    /// The lines of which a heading says one of these, or whose role is one of these, with all that is below.
    pub fn under(&self, said: &[WordFamily], roles: &[String]) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .headings(0..self.lines.len(), said)
            .chain((0..self.lines.len()).filter(|at| {
                let mut own = self.lines[*at].roles.iter();
                own.any(|role| roles.iter().any(|known| is_within(role, known)))
            }))
            .flat_map(|at| at..self.lines[at].end.max(at + 1))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a provision among some lines that says something has one of these roles.
    pub fn has_role(&self, lines: Range<usize>, roles: &[String]) -> bool {
        lines.into_iter().any(|at| {
            let line = &self.lines[at];
            let is_meant = |role: &&&str| roles.iter().any(|wanted| is_within(role, wanted));
            let says = || self.bytes_of(at..line.end.max(at + 1)).len() > 1;
            line.roles.iter().any(|role| is_meant(&role)) && says()
        })
    }
}

impl Line<'_> {
    fn is_question(&self, words: &str) -> bool {
        is_question(&words[self.range.clone()])
    }
}

/// The role itself or one below it.
pub(super) fn is_within(role: &str, outer: &str) -> bool {
    role.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Q4 自分の情報を見たい、直したいときは？: what follows is under it, as under a heading.
fn is_question(words: &str) -> bool {
    let numbered = words.strip_prefix(['Q', '問']);
    numbered.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// What stands before the first tab: the heading, or the first cell of a row that is no number.
fn first_cell(line: &str) -> &str {
    let mut cells = line.split('\t');
    let first = cells.next().unwrap_or(line);
    let is_number =
        !first.is_empty() && first.chars().all(|c| c.is_ascii_digit() || "().".contains(c));
    if is_number { cells.next().unwrap_or(first) } else { first }
}
