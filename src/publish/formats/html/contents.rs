//! The contents list of a text: a line for each heading, articles inside chapters. Does not know pages.

use super::data::{FormData, Html};
use super::runs::phrased;
use super::theme::Templates;
use crate::diagnostic::Finding;
use crate::site::Readings;
use crate::text::phrase::Phrases;
use crate::tree::{Form, Provision};
use std::sync::Arc;

/// What the list of a row of provisions is made with.
pub(super) struct Listing<'a> {
    /// How a line looks.
    pub theme: Templates<'a>,
    /// Where lines may turn.
    pub phrases: &'a Phrases,
    /// By ordinal.
    pub anchors: &'a [Option<Arc<str>>],
    /// By ordinal; empty where none are shown.
    pub readings: &'a [Arc<Readings>],
}

/// The lines of a row of provisions, and how many there are.
///
/// # Errors
/// When the theme's template is wrong.
pub(super) fn lines(
    listing: &Listing<'_>,
    row: &[Arc<Provision>],
) -> Result<(String, usize), Vec<Finding>> {
    let mut out = String::new();
    let mut count = 0;
    let mut at = 0;
    for own in row {
        let (html, lines) = line(listing, own, at, 1)?;
        out.push_str(&html);
        count += lines;
        at += own.size();
    }
    Ok((out, count))
}

/// How deep the list goes: 編, 章, 節, 款, 目, 条.
const DEPTH: u8 = 6;

fn line(
    listing: &Listing<'_>,
    own: &Provision,
    at: usize,
    depth: u8,
) -> Result<(String, usize), Vec<Finding>> {
    let anchor = listing.anchors[at].as_deref();
    let Some(anchor) = anchor.filter(|_| is_listed(own, depth)) else {
        return Ok((String::new(), 0));
    };
    let (mut inside, mut count) = (String::new(), 0);
    let mut articles = Vec::new();
    let mut child_at = at + 1;
    for child in own.children() {
        if depth < DEPTH {
            let (html, lines) = line(listing, child, child_at, depth + 1)?;
            inside.push_str(&html);
            count += lines;
        }
        child_at += child.size();
    }
    for (_, below) in own.visit() {
        if below.form() == Form::Article {
            articles.extend(below.label().map(|label| label.as_str()));
        }
    }
    let mut heading = String::new();
    phrased(
        &own.heading().words().replace('\n', " "),
        listing.phrases,
        listing.readings.get(at).map(|own| &**own),
        &mut heading,
    );
    let data = FormData {
        tag: "li",
        anchor: anchor.into(),
        form: own.form().name(),
        label: own.label().map_or("", |label| label.as_str()),
        heading: Html(heading),
        first: articles.first().copied().unwrap_or_default(),
        last: articles.last().copied().unwrap_or_default(),
        count,
        level: depth,
        children: Html(inside),
        ..FormData::default()
    };
    Ok((listing.theme.render("parts/entry.html", &data)?, count + 1))
}

/// Divisions and articles of regulations at any depth, titled groups on the first two levels.
fn is_listed(own: &Provision, depth: u8) -> bool {
    own.is_headed()
        && match own.form() {
            form if form.is_law_unit() => true,
            Form::Group => depth <= 2 && !own.role().is_within("contact") || depth == 1,
            _ => false,
        }
}
