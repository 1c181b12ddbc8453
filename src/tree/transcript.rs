//! The words of a tree as one string in the order in which a reader meets them, one piece a line.
//! What import proves itself against; knows no source.

use super::{Form, Mark, Provision, Text};

/// Every label, heading and text of the tree in reading order, each on a line of its own, nothing else.
///
/// A caption stands before the number of its article, as it is printed; everywhere else the number
/// comes first. A link's address follows its words in `<…>`,
/// unless the words are the address. The root's heading (the title) is the first line.
/// A line break inside a text is kept as it is.
pub fn transcript(root: &Provision) -> String {
    let mut out = String::new();
    for (_, provision) in root.visit() {
        let label = provision.label().map_or("", |label| label.as_str());
        let pieces = match provision.form() {
            Form::Article => [words(provision.heading()), label.to_owned()],
            _ => [label.to_owned(), words(provision.heading())],
        };
        for piece in pieces.into_iter().chain([words(provision.text())]) {
            if !piece.is_empty() {
                out.push_str(&piece);
                out.push('\n');
            }
        }
    }
    out
}

/// The label of every provision that has one, in reading order.
pub fn label_lines(root: &Provision) -> Vec<String> {
    root.visit()
        .filter_map(|(_, provision)| provision.label().map(|label| label.as_str().to_owned()))
        .collect()
}

fn words(text: &Text) -> String {
    let mut out = String::new();
    for run in text.runs() {
        out.push_str(run.words());
        if let Mark::Link(to) = run.mark()
            && **to != *run.words()
        {
            out.push_str(" <");
            out.push_str(to);
            out.push('>');
        }
    }
    out
}
