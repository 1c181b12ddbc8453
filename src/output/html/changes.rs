//! What a page of changes says: compared when the page is written, proved before it is. Does not know which texts
//! are compared.

use super::shape::{map, safe};
use super::shell::{from, sentence};
use crate::compare::{Memo, Preorder, compare_with};
use crate::output::comparison::{Sheet, State, Style, html};
use crate::pages::{ChangesPage, Page};
use crate::site::Kind;
use crate::told::Told;
use tera::Value;

/// What all pages of changes share.
pub(super) struct Desk {
    /// Texts that were compared.
    memo: Memo,
    regulation: Style,
    notice: Style,
}

impl Desk {
    /// Nothing compared yet.
    pub(super) fn new() -> Desk {
        let style = |name| Style::shipped(name).expect("both are shipped");
        Desk {
            memo: Memo::default(),
            regulation: style("standard"),
            notice: style("notice"),
        }
    }

    fn style(&self, kind: Kind) -> &Style {
        match kind {
            Kind::Regulation => &self.regulation,
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => &self.notice,
        }
    }
}

/// The values that the template of such a page uses.
pub(super) fn changes(own: &ChangesPage, page: &Page, desk: &Desk) -> Value {
    let found = compare_with(&own.old, &own.new, &desk.memo);
    let digest = found
        .prove(&own.old, &own.new)
        .expect("a comparison leads from the old tree to the new one and back");
    let (old, new) = (Preorder::of(&own.old), Preorder::of(&own.new));
    let told = Told::of(&old, &new, &found);
    let sheet = Sheet {
        title: page.title.clone(),
        from: own.from.clone(),
        to: own.to.clone(),
        state: State::Decided,
        comparison: &found,
        told: &told,
        style: desk.style(own.kind),
    };
    let intro = own.intro.iter().map(|one| sentence(one, &from(page)));
    let rows = sheet.rows();
    map([
        ("intro", intro.collect::<Vec<Value>>().into()),
        ("count", sheet.count().into()),
        ("sentences", safe(&html::sentences(&sheet, &rows))),
        ("table", safe(&html::table(&sheet, &rows))),
        ("digest", digest.to_string().into()),
    ])
}
