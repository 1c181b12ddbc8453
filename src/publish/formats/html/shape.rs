//! What a provision is for its look: which neighbours it joins, whether it has a heading, its classes.
//! Does not know templates.

use crate::publish::plan::TextPart;
use crate::tree::{Form, Provision};

/// Neighbours that make one list, table or paragraph sequence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Together {
    Items,
    Paragraphs,
    Fields,
    Rows,
    Cells,
    Alone,
}

/// What a provision makes with its neighbours under `above`.
pub(super) fn together(own: &Provision, above: Form) -> Together {
    match own.form() {
        Form::Item => Together::Items,
        Form::Paragraph if above == Form::Article => Together::Paragraphs,
        Form::Field if !own.heading().is_empty() => Together::Fields,
        Form::Header | Form::Row => Together::Rows,
        Form::Cell => Together::Cells,
        _ => Together::Alone,
    }
}

/// Whether a cell names its row.
pub(super) fn is_row_header(cell: &Provision) -> bool {
    let role = cell.role().as_str();
    role == "row-header" || role.ends_with(".category")
}

/// Whether a text is short and stands large or narrow, so that its lines break between phrases: headings,
/// names of columns and rows. The style sheet keeps the rest of such words together.
pub(super) fn breaks_at_phrases(part: TextPart, tag: &str) -> bool {
    match part {
        TextPart::Heading => true,
        TextPart::Text => tag.starts_with("th-"),
    }
}

/// Classes for the style sheet: the form, and the role with its outer roles.
pub(super) fn classes(own: &Provision) -> String {
    let mut all = format!("f-{}", own.form().name());
    let mut outer = String::new();
    for part in own.role().as_str().split('.').filter(|part| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    }) {
        if !outer.is_empty() {
            outer.push('-');
        }
        outer.push_str(part);
        all.push_str(" r-");
        all.push_str(&outer);
    }
    all
}
