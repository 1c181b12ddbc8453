//! The plan of a site: which pages and files there are, and what each says. Does not know markup.

use super::address::Address;
use super::aids;
use super::figure::FigureFile;
use super::page::{
    Aided, Attachment, Body, Embed, Entry, Indexing, Listed, Page, Piece, Plan, Proof, Sentence,
    State, TextPage, Versions,
};
use super::standing;
use super::uses::Uses;
use crate::edition::{DocumentOn, Edition, Showing};
use crate::ledger::Day;
use crate::site::{Root, Version};
use crate::text::date::{self, Date};
use crate::tree::Provision;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Plans the pages and files of an edition.
pub fn plan(edition: &Edition<'_>) -> Plan {
    let home = match edition.site.settings.root {
        Root::Ours => Address::page(""),
        Root::Theirs => Address::page("documents/"),
    };
    let organisation = edition.site.name_on(edition.as_of).to_owned();
    let planner = Planner {
        edition,
        organisation: &organisation,
        home: &home,
    };
    let mut pages = vec![planner.index()];
    let own = edition.site.own_files.iter();
    let mut attachments: Vec<Attachment> = own
        .map(|file| Attachment::Own(Address::file(&file.path), file.bytes.clone()))
        .collect();
    for on in &edition.documents {
        let mut own = Vec::new();
        planner.document(on, &mut own, &mut attachments);
        aids::add(&on.document.aids, &mut own);
        pages.extend(own);
    }
    attachments.extend(figures(edition));
    let public = match edition.showing {
        Showing::Public => edition.documents.as_slice(),
        // What is not to be published is not to be put anywhere.
        Showing::Preview => &[],
    };
    let embeds = public.iter().filter_map(|on| embed(on, &pages)).collect();
    Plan {
        organisation,
        home,
        pages,
        embeds,
        attachments,
    }
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
    let figure = |(address, bytes)| Attachment::Figure(address, bytes);
    files.into_iter().map(figure)
}

/// The text of the page of a document, where one is in force.
fn embed(on: &DocumentOn<'_>, pages: &[Page]) -> Option<Embed> {
    on.in_force?;
    let address = document_page(on);
    let page = pages.iter().find(|page| page.address == address)?;
    match &page.body {
        Body::Text(text) => Some(Embed {
            address: Address::file(&format!("{}/fragment.html", on.document.slug)),
            prefix: format!("kohyo-{}-", on.document.slug),
            title: page.title.clone(),
            page: address,
            text: text.clone(),
        }),
        Body::Index(_) | Body::Aid(_) | Body::Waiting { .. } | Body::Finder(_) => None,
    }
}

pub(super) struct Planner<'a> {
    edition: &'a Edition<'a>,
    pub(super) organisation: &'a str,
    home: &'a Address,
}

pub(super) fn document_page(on: &DocumentOn<'_>) -> Address {
    Address::page(&format!("{}/", on.document.slug))
}

fn version_folder(on: &DocumentOn<'_>, version: &Version) -> String {
    format!("{}/versions/{}/", on.document.slug, version.id)
}

pub(super) fn version_page(on: &DocumentOn<'_>, version: &Version) -> Address {
    Address::page(&version_folder(on, version))
}

/// The title that stands for a document: what it was named, else that of the text in force, of the next, of
/// the draft, of the last that there was.
pub(super) fn title(on: &DocumentOn<'_>) -> String {
    if let Some(title) = on.title {
        return title.to_owned();
    }
    let next = on.in_force.or(on.coming.first().copied());
    let shown = next.map(|version| &version.tree).or(on.draft.as_ref());
    let last = || on.past.first().copied().or(on.versions().next());
    let shown = shown.or_else(|| last().map(|version| &version.tree));
    let title = shown.map_or_else(String::new, |tree| tree.heading().words());
    if title.is_empty() {
        on.document.slug.to_string()
    } else {
        title
    }
}

impl Planner<'_> {
    fn index(&self) -> Page {
        let entries = self
            .edition
            .documents
            .iter()
            .map(|on| Entry {
                title: title(on),
                page: document_page(on),
                state: match on.in_force {
                    Some(_) => State::InForce,
                    None => standing::without_text(on),
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
            body: Body::Index(entries),
        }
    }

    fn short_standing(&self, on: &DocumentOn<'_>) -> Sentence {
        let home = document_page(on);
        match on.in_force {
            Some(version) => standing::of_version(on, version, &home).remove(0),
            None => standing::waiting(on, |version| version_page(on, version))
                .pop()
                .unwrap_or_default(),
        }
    }

    fn document(&self, on: &DocumentOn<'_>, pages: &mut Vec<Page>, files: &mut Vec<Attachment>) {
        let here = document_page(on);
        let to_version = |version: &Version| version_page(on, version);
        match on.in_force {
            Some(version) => {
                let mut all = standing::of_version(on, version, &here);
                all.extend(standing::changes_ahead(on, to_version));
                let mut page = self.version(on, version, here.clone(), all);
                let uses = Uses::of(self, on, version);
                if let Body::Text(text) = &mut page.body {
                    text.finder = uses.as_ref().map(|_| Uses::index_address(on));
                }
                pages.push(page);
                pages.extend(uses.iter().flat_map(Uses::pages));
            }
            None => pages.push(self.waiting(on, here.clone())),
        }
        let ledger = Address::file(&format!("{}/ledger.jsonl", on.document.slug));
        for version in on.versions() {
            let all = standing::of_version(on, version, &here);
            pages.push(self.version(on, version, version_page(on, version), all));
            files.push(Attachment::Version(
                version_file(on, version),
                version.tree.clone(),
            ));
        }
        if !on.document.ledger.lines().is_empty() {
            let bytes = on.document.ledger.bytes().to_vec();
            files.push(Attachment::Ledger(ledger, bytes));
        }
        if let Some(tree) = &on.draft {
            pages.push(self.draft(on, tree));
        }
    }

    fn version(
        &self,
        on: &DocumentOn<'_>,
        version: &Version,
        address: Address,
        standing: Vec<Sentence>,
    ) -> Page {
        let title = match version.tree.heading().words() {
            words if words.is_empty() => on.document.slug.to_string(),
            words => words,
        };
        let here = document_page(on);
        let day = version.effective.counted();
        let state = standing::state(on, version);
        let is_home = address == here;
        let mut trail = self.trail();
        let mut names = vec![title.as_str()];
        let dated = match version.id.serial() {
            1 => format!("{}の版", date::western(day)),
            serial => format!("{}の版（{serial}）", date::western(day)),
        };
        let mut crumb = title.clone();
        if !is_home {
            trail.push((self::title(on), here));
            names.insert(0, &dated);
            crumb.clone_from(&dated);
        }
        Page {
            full_title: self.full_title(&names),
            description: self.described(on, version, &title),
            crumb,
            trail,
            indexing: self.indexing(),
            body: Body::Text(TextPage {
                tree: version.tree.clone(),
                law_day: law_day(version),
                state,
                standing,
                proof: Proof::Sealed {
                    id: version.id,
                    digest: version.file_digest(),
                    file: version_file(on, version),
                    ledger: Address::file(&format!("{}/ledger.jsonl", on.document.slug)),
                },
                versions: if is_home {
                    self.all_versions(on)
                } else {
                    self.versions_near(on, version)
                },
                aided: Aided::default(),
                finder: None,
            }),
            address,
            title,
        }
    }

    fn described(&self, on: &DocumentOn<'_>, version: &Version, title: &str) -> String {
        let (organisation, kind) = (self.organisation, on.document.kind);
        match &version.withdrawn {
            None => format!(
                "{organisation}の「{title}」（{}：{}）です。",
                kind.effective_word(),
                date::both(version.effective.counted())
            ),
            Some(_) => format!(
                "{organisation}の「{title}」のうち、{}されなかった内容です。",
                kind.effective_verb()
            ),
        }
    }

    fn draft(&self, on: &DocumentOn<'_>, tree: &Arc<Provision>) -> Page {
        let title = match tree.heading().words() {
            words if words.is_empty() => on.document.slug.to_string(),
            words => words,
        };
        let mut trail = self.trail();
        trail.push((self::title(on), document_page(on)));
        Page {
            address: Address::page(&format!("{}/draft/", on.document.slug)),
            full_title: self.full_title(&["案", &title]),
            description: format!("{}の「{title}」の案です。", self.organisation),
            crumb: "案".to_owned(),
            trail,
            indexing: self.indexing(),
            body: Body::Text(TextPage {
                tree: tree.clone(),
                law_day: Some(self.edition.as_of),
                state: State::Draft,
                standing: standing::draft(),
                proof: Proof::Draft,
                versions: self.all_versions(on),
                aided: Aided::default(),
                finder: None,
            }),
            title,
        }
    }

    fn waiting(&self, on: &DocumentOn<'_>, address: Address) -> Page {
        let title = title(on);
        let mut standing = standing::waiting(on, |version| version_page(on, version));
        if on.draft.is_some() {
            let draft = Address::page(&format!("{}/draft/", on.document.slug));
            standing.push(vec![Piece::Link("案を見る".into(), draft)]);
        }
        Page {
            address,
            full_title: self.full_title(&[&title]),
            description: format!("{}の「{title}」のページです。", self.organisation),
            crumb: title.clone(),
            title,
            trail: self.trail(),
            indexing: self.indexing(),
            body: Body::Waiting {
                state: match on.repealed {
                    Some(_) => State::Repealed,
                    None => State::None,
                },
                standing,
                versions: self.all_versions(on),
            },
        }
    }

    /// All versions of a document.
    fn all_versions(&self, on: &DocumentOn<'_>) -> Versions {
        Versions::All(on.versions().map(|version| listed(on, version)).collect())
    }

    /// A version with the ones before and after it, and the one in force.
    fn versions_near(&self, on: &DocumentOn<'_>, version: &Version) -> Versions {
        let all: Vec<&Version> = on.versions().collect();
        let here = all.iter().position(|other| other.id == version.id);
        let near = all.iter().enumerate().filter(|(at, other)| {
            here.is_some_and(|here| at.abs_diff(here) <= 1)
                || on.in_force.is_some_and(|now| now.id == other.id)
        });
        let near = near.map(|(_, other)| listed(on, other)).collect();
        Versions::Near(near, document_page(on))
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

    pub(super) fn indexing(&self) -> Indexing {
        match self.edition.showing {
            Showing::Public => Indexing::Allowed,
            Showing::Preview => Indexing::Refused,
        }
    }
}

fn listed(on: &DocumentOn<'_>, version: &Version) -> Listed {
    Listed {
        id: version.id,
        state: standing::state(on, version),
        period: standing::period(on, version),
        page: version_page(on, version),
    }
}

/// The day whose law a version cites, where it is known.
fn law_day(version: &Version) -> Option<Date> {
    match version.effective {
        Day::Known(day) => Some(day),
        Day::Unknown { .. } => None,
    }
}

fn version_file(on: &DocumentOn<'_>, version: &Version) -> Address {
    Address::file(&format!("{}version.jsonl", version_folder(on, version)))
}
