//! The plan of a site: which pages and files there are, and what each says. Does not know markup.

use super::address::Address;
use super::address::FigureFile;
use super::aids;
use super::attachment::{Attachment, AttachmentContent};
use super::changes;
use super::history;
use super::last_changed;
use super::left_pages;
use super::news;
use super::page::{
    Body, Embed, IndexEntry, IndexPage, Indexing, Page, Sentence, SitePlan, TextStatus,
};
use super::page_names::PageNames;
use super::record_page;
use super::sources;
use super::status_text;
use super::texts::version_file;
use super::uses::Uses;
use crate::diff::Comparisons;
use crate::site::edition::{DocumentOn, Edition, Showing};
use crate::site::{Root, Version};
use crate::text::date::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Events that the index shows.
const LATEST: usize = 5;

/// Plans the pages and files of an edition.
pub fn plan(edition: &Edition<'_>, comparisons: &Comparisons) -> SitePlan {
    let home = match edition.site.settings.root {
        Root::Ours => Address::page(""),
        Root::Theirs => Address::page("documents/"),
    };
    let organisation = edition.site.name_on(edition.as_of).to_owned();
    let planner = Planner { edition, comparisons, organisation: &organisation, home: &home };
    let mut pages = vec![planner.index()];
    let own = edition.site.own_files.iter();
    let mut attachments: Vec<Attachment> = own
        .map(|file| Attachment::of_bytes(Address::file(&file.path), file.bytes.clone()))
        .collect();
    last_changed::compare_all(edition, comparisons);
    let planned = edition.documents.par_iter().map(|on| {
        let (mut own, mut files) = (Vec::new(), Vec::new());
        planner.document(on, &mut own, &mut files);
        aids::add(on, &mut own);
        (own, files)
    });
    for (own, files) in planned.collect::<Vec<_>>() {
        pages.extend(own);
        attachments.extend(files);
    }
    attachments.extend(figures(edition));
    attachments.extend(sources::source_files(edition));
    let public = match edition.showing {
        Showing::Public => edition.documents.as_slice(),
        // What is not to be published is not to be put anywhere.
        Showing::Preview => &[],
    };
    let embeds = public.iter().filter_map(|on| embed(on, &pages)).collect();
    let (feeds, calendars) = news::feeds_and_calendars(edition, &home, &organisation);
    SitePlan { organisation, home, pages, embeds, feeds, calendars, attachments }
}

/// The files that the texts of the edition show, each once.
fn figures(edition: &Edition<'_>) -> impl Iterator<Item = Attachment> {
    let mut files: BTreeMap<Address, Arc<[u8]>> = BTreeMap::new();
    for on in &edition.documents {
        let trees = on.versions().map(|version| &version.tree).chain(&on.draft);
        let shown = trees.flat_map(|tree| tree.visit());
        for figure in shown.filter_map(|(_, own)| FigureFile::of(own)) {
            if let Some(bytes) = on.document.figures.get(&figure.digest) {
                files.insert(figure.address, bytes.clone());
            }
        }
    }
    files.into_iter().map(|(address, bytes)| Attachment::of_bytes(address, bytes))
}

/// The text of the page of a document, where one is in force.
fn embed(on: &DocumentOn<'_>, pages: &[Page]) -> Option<Embed> {
    on.in_force?;
    let address = document_page(on);
    let page = pages.iter().find(|page| page.address == address)?;
    Some(Embed {
        address: Address::file(&format!("{}/fragment.html", on.document.slug)),
        prefix: format!("kohyo-{}-", on.document.slug),
        title: page.title.clone(),
        text: page.text()?.clone(),
        page: address,
    })
}

pub(super) struct Planner<'a> {
    pub(super) edition: &'a Edition<'a>,
    pub(super) comparisons: &'a Comparisons,
    pub(super) organisation: &'a str,
    home: &'a Address,
}

pub(in crate::publish) fn document_page(on: &DocumentOn<'_>) -> Address {
    Address::page(&format!("{}/", on.document.slug))
}

pub(super) fn draft_page(on: &DocumentOn<'_>) -> Address {
    Address::page(&format!("{}/draft/", on.document.slug))
}

pub(super) fn version_folder(on: &DocumentOn<'_>, version: &Version) -> String {
    format!("{}/versions/{}/", on.document.slug, version.id)
}

pub(in crate::publish) fn version_page(on: &DocumentOn<'_>, version: &Version) -> Address {
    Address::page(&version_folder(on, version))
}

/// The title that stands for a document: what it was named, else that of the text in force, of the next, of
/// the draft, of the last that there was.
pub(in crate::publish) fn title(on: &DocumentOn<'_>) -> String {
    if let Some(title) = on.title {
        return title.to_owned();
    }
    let next = on.in_force.or(on.coming.first().copied());
    let shown = next.map(|version| &version.tree).or(on.draft.as_ref());
    let last = || on.past.first().copied().or(on.versions().next());
    let shown = shown.or_else(|| last().map(|version| &version.tree));
    let title = shown.map_or_else(String::new, |tree| tree.heading().words());
    if title.is_empty() { on.document.slug.to_string() } else { title }
}

impl Planner<'_> {
    fn index(&self) -> Page {
        let entries = self
            .edition
            .documents
            .iter()
            .map(|on| IndexEntry {
                title: title(on),
                page: document_page(on),
                state: match on.in_force {
                    Some(_) => TextStatus::InForce,
                    None => status_text::without_text(on),
                },
                word: match on.in_force {
                    Some(version) => status_text::word(on, version),
                    None => {
                        let state = status_text::without_text(on);
                        status_text::word_without_text(on, state).to_owned()
                    }
                },
                standing: self.short_standing(on),
            })
            .collect();
        let settings = &self.edition.site.settings;
        let title = if settings.title.is_empty() {
            "公表事項の一覧".to_owned()
        } else {
            settings.title.clone()
        };
        Page {
            address: self.home.clone(),
            full_title: self.full_title(&[&title]),
            description: format!("{}の公表事項と規程の一覧です。", self.organisation),
            crumb: title.clone(),
            title,
            trail: Vec::new(),
            indexing: self.indexing(),
            stands_on: self.edition.documents.iter().filter_map(|on| self.stands_on(on)).max(),
            canonical: None,
            body: Body::Index(IndexPage {
                entries,
                latest: news::latest(self.edition, LATEST),
                news: news::places(self.edition, self.home),
            }),
        }
    }

    fn short_standing(&self, on: &DocumentOn<'_>) -> Sentence {
        let home = document_page(on);
        match on.in_force {
            Some(version) => status_text::of_version(on, version, &home).remove(0),
            None => status_text::waiting(on, |version| version_page(on, version))
                .pop()
                .unwrap_or_default(),
        }
    }

    fn document(&self, on: &DocumentOn<'_>, pages: &mut Vec<Page>, files: &mut Vec<Attachment>) {
        let here = document_page(on);
        let names = PageNames::of(on.document, self.comparisons);
        match on.in_force {
            Some(version) => {
                let mut all = status_text::of_version(on, version, &here);
                all.extend(changes::lead(on, version));
                all.extend(changes::coming(on));
                all.extend(on.draft.as_ref().map(|_| status_text::to_draft(on)));
                let mut page = self.version(on, version, here.clone(), all);
                let uses = Uses::of(self, on, version, &names);
                if let Body::Text(text) = &mut page.body {
                    text.changed = last_changed::last_changes(on, version, self.comparisons);
                    text.finder = uses.as_ref().map(|_| Uses::index_address(on));
                }
                pages.push(page);
                pages.extend(uses.iter().flat_map(Uses::pages));
                pages.extend(left_pages::pages(self, on, &names, uses.as_ref()));
            }
            None => {
                pages.push(self.waiting(on, here.clone()));
                pages.extend(left_pages::pages(self, on, &names, None));
            }
        }
        let ledger = Address::file(&format!("{}/ledger.jsonl", on.document.slug));
        for version in on.versions() {
            let mut all = status_text::of_version(on, version, &here);
            all.extend(changes::lead(on, version));
            all.extend(changes::lead_since(on, version));
            pages.push(self.version(on, version, version_page(on, version), all));
            let content = AttachmentContent::Version(version.tree.clone());
            files.push(Attachment { address: version_file(on, version), content });
        }
        pages.extend(changes::pages(self, on));
        if !on.document.ledger.lines().is_empty() {
            pages.push(history::page(self, on));
            pages.push(record_page::page(self, on));
            files.push(Attachment::of_bytes(ledger, on.document.ledger.bytes()));
        }
        if let Some(tree) = &on.draft {
            pages.push(self.draft(on, tree));
        }
    }

    pub(super) fn trail(&self) -> Vec<(String, Address)> {
        vec![("公表事項の一覧".to_owned(), self.home.clone())]
    }

    pub(super) fn full_title(&self, names: &[&str]) -> String {
        let mut all: Vec<&str> = names.to_vec();
        if !self.organisation.is_empty() {
            all.push(self.organisation);
        }
        all.join("｜")
    }

    /// The last day up to that of the edition on which anything that pages of a document tell became other.
    pub(super) fn stands_on(&self, on: &DocumentOn<'_>) -> Option<Date> {
        let names = self.edition.site.names.iter().filter_map(|(from, _)| *from);
        match self.edition.showing {
            Showing::Public => on.document.turned(self.edition.as_of, names),
            Showing::Preview => None,
        }
    }

    pub(super) fn indexing(&self) -> Indexing {
        match self.edition.showing {
            Showing::Public => Indexing::Allowed,
            Showing::Preview => Indexing::Refused,
        }
    }
}
