//! The pages that show what changed: from each version to the next, and from each to the one in force. Does not
//! know how texts are compared, nor markup.

use super::address::Address;
use super::announcement;
use super::brought::BroughtChange;
use super::page::{Body, Page, Sentence, TextStatus, say};
use super::planner::{Planner, document_page, title, version_folder, version_page};
use super::status_text;
use super::text_days;
use crate::ledger::{Provenance, Replacement};
use crate::site::edition::DocumentOn;
use crate::site::{Kind, Version};
use crate::text::date::{self, Date};
use crate::tree::Provision;
use std::sync::Arc;

/// What changed between two versions.
#[derive(Clone, Debug)]
pub struct ChangesPage {
    /// The older text.
    pub old: Arc<Provision>,
    /// What it is called.
    pub from: String,
    /// The newer text.
    pub new: Arc<Provision>,
    /// What it is called.
    pub to: String,
    /// What sort of document it is.
    pub kind: Kind,
    /// The document.
    pub document: String,
    /// Where the newer text stands in time.
    pub state: TextStatus,
    /// The same in a word or two.
    pub word: String,
    /// Until when, where that is known.
    pub until: String,
    /// From when the changes count.
    pub standing: Vec<Sentence>,
    /// Which texts are compared, with links to them.
    pub intro: Vec<Sentence>,
}

/// What pages of changes show the same by: their texts, the kind of their document, whether the newer text is
/// still to come.
pub type SameChanges = (u128, u128, Kind, bool);

impl ChangesPage {
    /// Pages for which this is the same show the same changes.
    pub fn same(&self) -> SameChanges {
        (self.old.whole(), self.new.whole(), self.kind, self.state == TextStatus::Coming)
    }
}

/// The version that counted before one.
pub(super) fn before<'a>(on: &DocumentOn<'a>, version: &Version) -> Option<&'a Version> {
    let mut live = on.versions().filter(|other| other.is_live());
    live.find(|other| other.id == version.id)?;
    live.next()
}

/// 2026年4月1日の版, 2026年4月1日の版（訂正後）.
pub(super) fn named(version: &Version) -> String {
    let day = date::western(version.effective.counted());
    let how = match (version.came, version.replaced.map(|replaced| replaced.why)) {
        (Provenance::Corrects(_), _) => "訂正後",
        (Provenance::Reissues(_), _) => "差し替え後",
        (Provenance::Sealed | Provenance::Registered, Some(Replacement::Correction)) => "訂正前",
        (Provenance::Sealed | Provenance::Registered, Some(Replacement::Reissue)) => "差し替え前",
        (Provenance::Sealed | Provenance::Registered, None) => "",
    };
    match (how, version.id.serial()) {
        ("", 1) => format!("{day}の版"),
        ("", serial) => format!("{day}の版（{serial}）"),
        (how, 1 | 2) => format!("{day}の版（{how}）"),
        (how, serial) => format!("{day}の版（{how}・{serial}）"),
    }
}

/// Where the changes that a version brought are shown.
fn address(on: &DocumentOn<'_>, version: &Version) -> Address {
    Address::page(&format!("{}changes/", version_folder(on, version)))
}

/// The page of the changes that a version brought, where there is one.
pub(in crate::publish) fn table(on: &DocumentOn<'_>, version: &Version) -> Option<Address> {
    before(on, version).map(|_| address(on, version))
}

/// The page that compares two versions, where there is one.
pub(super) fn between(on: &DocumentOn<'_>, old: &Version, new: &Version) -> Option<Address> {
    if before(on, new).is_some_and(|before| before.id == old.id) {
        return Some(address(on, new));
    }
    (on.document.put_right_in(new)?.id == old.id).then(|| address_put_right(on, new))
}

/// Where it is shown in what a version differs from the one whose place it took.
fn address_put_right(on: &DocumentOn<'_>, version: &Version) -> Address {
    Address::page(&format!("{}replaced/", version_folder(on, version)))
}

/// What a version changes in the one before it, or in the one that it puts right: the first that a reader is told.
pub(super) fn brought(
    planner: &Planner<'_>,
    on: &DocumentOn<'_>,
    version: &Version,
) -> Option<BroughtChange> {
    let old = before(on, version).or_else(|| on.document.put_right_in(version))?;
    Some(text_change(old, version, planner.edition.as_of))
}

/// What a version changes in another, told on a day.
pub(super) fn text_change(old: &Version, new: &Version, told: Date) -> BroughtChange {
    let ahead = new.effective.counted() > told;
    BroughtChange { old: old.tree.clone(), new: new.tree.clone(), ahead }
}

/// The pages that compare a version: with the one before, and with the one whose place it took. Words and place.
pub(super) fn tables(on: &DocumentOn<'_>, version: &Version) -> Vec<(String, Address)> {
    let to = |old: &Version, place| (format!("{}からの変更（新旧対照表）", named(old)), place);
    let before = before(on, version).map(|old| to(old, address(on, version)));
    let put_right = on.document.put_right_in(version);
    let put_right = put_right.map(|old| to(old, address_put_right(on, version)));
    before.into_iter().chain(put_right).collect()
}

/// A sentence that leads to the changes that a version brought.
pub(super) fn lead(on: &DocumentOn<'_>, version: &Version) -> Option<Sentence> {
    let before = before(on, version)?;
    let table = ("新旧対照表", address(on, version));
    Some(say(&format!("{}からの変更は、{{}}で確認できます。", named(before)), [table.into()]))
}

/// Where all that changed from a version to the one in force is shown.
fn address_since(on: &DocumentOn<'_>, old: &Version) -> Address {
    Address::page(&format!("{}/since/{}/", on.document.slug, old.id))
}

/// The versions before the one in force, newest first.
fn earlier<'a>(on: &DocumentOn<'a>) -> impl Iterator<Item = &'a Version> {
    let now = on.in_force.map(|version| version.id);
    let live = on.versions().filter(|version| version.is_live());
    let from_now = live.skip_while(move |version| Some(version.id) != now);
    from_now.skip(1)
}

/// A sentence that leads from an earlier version to all that changed since.
pub(super) fn lead_since(on: &DocumentOn<'_>, version: &Version) -> Option<Sentence> {
    earlier(on).find(|old| old.id == version.id)?;
    let whole = ("まとめて確認できます", address_since(on, version));
    Some(say("この版から現在の内容までの変更は、{}。", [whole.into()]))
}

/// What a page of changes says of its days: its state in time, the same in a word or two, until when, and in a
/// sentence.
type Stands = (TextStatus, String, String, Sentence);

/// Every page of changes of a document.
pub(super) fn pages(planner: &Planner<'_>, on: &DocumentOn<'_>) -> Vec<Page> {
    let of = |new: &Version, said| {
        let (word, until) = (status_text::word(on, new), text_days::until(on, new));
        (status_text::state(on, new), word, until, said)
    };
    let page = |texts, address, stands| page(planner, on, texts, address, stands);
    let steps = on.versions().filter_map(|new| {
        let old = before(on, new)?;
        let stands = of(new, status_text::of_changes(on, new));
        Some(page((old, new), address(on, new), stands))
    });
    let put_right = on.versions().filter_map(|new| {
        let old = on.document.put_right_in(new)?;
        let stands = of(new, status_text::put_right(new));
        Some(page((old, new), address_put_right(on, new), stands))
    });
    let mut all: Vec<Page> = steps.chain(put_right).collect();
    if let Some(now) = on.in_force {
        // Between the two, changes came on several days: no one day is that of all.
        let since = |old| {
            let said = status_text::since(on, &named(old), now);
            let stands = (TextStatus::None, "まとめ".to_owned(), String::new(), said);
            page((old, now), address_since(on, old), stands)
        };
        all.extend(earlier(on).map(since));
    }
    all
}

fn page(
    planner: &Planner<'_>,
    on: &DocumentOn<'_>,
    (old, new): (&Version, &Version),
    address: Address,
    (state, word, until, said): Stands,
) -> Page {
    let name = title(on);
    let (from, to) = (named(old), named(new));
    let mut trail = planner.trail();
    trail.push((name.clone(), document_page(on)));
    let links = [(&*from, version_page(on, old)).into(), (&*to, version_page(on, new)).into()];
    let intro = say("{}と、{}を比べて、違うところをすべて示します。", links);
    let crumb = format!("{from}から{to}までの変更");
    Page {
        full_title: planner.full_title(&[&crumb, &name]),
        description: format!("{}の「{name}」について、{crumb}を示します。", planner.organisation),
        crumb: crumb.clone(),
        trail,
        indexing: planner.indexing(),
        stands_on: planner.stands_on(on),
        body: Body::Changes(Box::new(ChangesPage {
            old: old.tree.clone(),
            from,
            new: new.tree.clone(),
            to,
            kind: on.document.kind,
            document: name,
            state,
            word,
            until,
            standing: vec![said],
            intro: vec![intro],
        })),
        canonical: None,
        address,
        title: crumb,
    }
}

/// What is to come of a document, with a link to each text and to what it changes.
pub(super) fn coming(on: &DocumentOn<'_>) -> Vec<Sentence> {
    let coming = on.coming.iter().map(|version| coming_version(on, version));
    let repeal = on.document.repeal.iter().map(|repeal| match on.document.kind {
        Kind::Announcement => {
            say("このお知らせは、{}に掲載を終える予定です。", [repeal.effective.into()])
        }
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Regulation | Kind::Notice => {
            say("{}に廃止されます。", [repeal.effective.into()])
        }
    });
    coming.chain(repeal).collect()
}

fn coming_version(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let day = version.effective.counted();
    if on.document.kind == Kind::Announcement {
        return announcement::coming(version, version_page(on, version));
    }
    let all = on.document.overtaken_by(version).unwrap_or(version);
    let text = ("変わった後の内容", version_page(on, all));
    let applies = format!("{{}}から、{{}}が{}されます", on.document.kind.effective_verb());
    let mut all = say(&applies, [day.into(), text.into()]);
    if let Some(table) = table(on, version) {
        all.extend(say("（変わるところ：{}）", [("新旧対照表", table).into()]));
    }
    all.push("。".into());
    if let Some(summary) = version.told.summary.as_deref().map(str::trim) {
        let stop = if summary.ends_with(['。', '．', '）']) { "" } else { "。" };
        all.push((*format!("{summary}{stop}")).into());
    }
    all
}
