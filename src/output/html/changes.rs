//! What a page of changes says: compared when the page is written, proved before it is. Does not know which texts
//! are compared.

use super::sentence::{from, sentence};
use super::shape::{map, safe};
use crate::compare::{Preorder, compare};
use crate::output::comparison::{Sheet, State, Style, html};
use crate::pages::{ChangesPage, Page};
use crate::site::Kind;
use crate::told::Told;
use tera::Value;

/// The values that the template of such a page uses.
pub(super) fn changes(own: &ChangesPage, page: &Page) -> Value {
    let found = compare(&own.old, &own.new);
    found
        .prove(&own.old, &own.new)
        .expect("a comparison leads from the old tree to the new one and back");
    let (old, new) = (Preorder::of(&own.old), Preorder::of(&own.new));
    let told = Told::of(&old, &new, &found);
    let style = Style::shipped(match own.kind {
        Kind::Regulation => "standard",
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "notice",
    });
    let style = style.expect("both are shipped");
    let sheet = Sheet {
        title: page.title.clone(),
        from: own.from.clone(),
        to: own.to.clone(),
        state: State::Decided,
        comparison: &found,
        told: &told,
        style: &style,
    };
    let intro = own.intro.iter().map(|one| sentence(one, &from(page)));
    let rows = sheet.rows();
    map([
        ("intro", intro.collect::<Vec<Value>>().into()),
        ("count", sheet.count().into()),
        ("sentences", safe(&html::sentences(&sheet, &rows))),
        ("table", safe(&html::table(&sheet, &rows))),
        ("digest", sheet.digest().to_string().into()),
    ])
}
