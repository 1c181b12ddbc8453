//! What stands at the addresses of rows and purposes that are not there any more: where each has its page now, or in
//! which text it stood last. Does not know markup.

use super::address::Address;
use super::changes;
use super::finder::NamedLink;
use super::history;
use super::page::{Body, Page, Sentence, SentencePart, TextStatus, Versions, say};
use super::page_names::{LeftName, PageNames};
use super::planner::{Planner, document_page, title, version_page};
use super::uses::{PURPOSES, ROWS, Uses};
use crate::site::Kind;
use crate::site::edition::DocumentOn;

/// The pages of a document at addresses that were published and stand for nothing that is in force.
pub(super) fn pages(
    planner: &Planner<'_>,
    on: &DocumentOn<'_>,
    names: &PageNames,
    uses: Option<&Uses<'_>>,
) -> Vec<Page> {
    if on.document.kind == Kind::Regulation {
        return Vec::new();
    }
    let day = planner.edition.as_of;
    let rows = names.rows_until(on.document, day);
    let mut all = Vec::new();
    if uses.is_none()
        && let Some(last) = rows.values().filter_map(|left| left.last).max()
    {
        let words = "利用目的を探す".to_owned();
        let left = LeftName { words, last: Some(last), ..LeftName::default() };
        all.push(page(planner, on, Uses::index_address(on), &left, Vec::new()));
    }
    let purposes = names.purposes_until(on.document, day);
    for (folder, names) in [(ROWS, rows), (PURPOSES, purposes)] {
        for (name, left) in names {
            if !uses.is_some_and(|uses| uses.has(folder, &name)) {
                let address = Address::page(&format!("{}/{folder}/{name}/", on.document.slug));
                let to = uses.map_or_else(Vec::new, |uses| uses.ways(folder, &left.ids));
                all.push(page(planner, on, address, &left, to));
            }
        }
    }
    all
}

/// Where the page is now, or that there is none.
fn page(
    planner: &Planner<'_>,
    on: &DocumentOn<'_>,
    address: Address,
    left: &LeftName,
    to: Vec<NamedLink>,
) -> Page {
    let words = &left.words;
    let last = left.last.and_then(|id| on.document.version(id));
    let mut standing: Vec<Sentence> = Vec::new();
    let canonical = to.first().map(|way| way.page.clone()).filter(|_| to.len() == 1);
    let (state, word, lead) = match to.len() {
        0 => (TextStatus::Past, "なし", format!("「{words}」は、今の内容にはありません。")),
        1 => (
            TextStatus::InForce,
            "移転",
            "このページは移りました。次のページをご覧ください。".to_owned(),
        ),
        _ => (
            TextStatus::InForce,
            "移転",
            "このページは移りました。このアドレスは、版によって次の項目のものでした。".to_owned(),
        ),
    };
    standing.push(vec![SentencePart::Words(lead)]);
    let is_gone = to.is_empty();
    standing.extend(to.into_iter().map(|way| vec![SentencePart::NamedLink(way)]));
    if let Some(last) = last.filter(|_| is_gone) {
        let way = (changes::named(last), version_page(on, last)).into();
        standing.push(say("最後に載っていたのは、{}です。", [way]));
    }
    let document = title(on);
    let mut trail = planner.trail();
    trail.push((document.clone(), document_page(on)));
    Page {
        full_title: planner.full_title(&[words, "利用目的", &document]),
        description: format!(
            "{}の「{document}」の「{words}」のページの案内です。",
            planner.organisation
        ),
        crumb: words.clone(),
        trail,
        indexing: planner.indexing(),
        stands_on: planner.stands_on(on),
        canonical,
        body: Body::Waiting {
            state,
            word,
            standing,
            versions: Versions::All(Vec::new()),
            history: history::page_if_any(on),
        },
        address,
        title: words.clone(),
    }
}
