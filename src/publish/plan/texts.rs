//! The pages that show one text: each version, the draft, and what stands where no text is in force.
//! Does not know which of them there are.

use super::address::Address;
use super::changes;
use super::history;
use super::last_changed::LastChanges;
use super::page::{Aided, Body, Listed, Page, Sentence, TextPage, TextProof, TextStatus, Versions};
use super::planner::{
    Planner, document_page, draft_page, title as title_of, version_folder, version_page,
};
use super::status_text;
use super::text_days;
use crate::ledger::Day;
use crate::site::edition::DocumentOn;
use crate::site::{Kind, Version};
use crate::text::date::{self, Date};
use crate::tree::Provision;
use std::sync::Arc;

impl Planner<'_> {
    pub(super) fn version(
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
        let state = status_text::state(on, version);
        let is_home = address == here;
        let mut trail = self.trail();
        let mut names = vec![title.as_str()];
        let dated = changes::named(version);
        let mut crumb = title.clone();
        if !is_home {
            trail.push((title_of(on), here));
            names.insert(0, &dated);
            crumb.clone_from(&dated);
        }
        Page {
            full_title: self.full_title(&names),
            description: self.described(on, version, &title),
            crumb,
            trail,
            indexing: self.indexing(),
            stands_on: self.stands_on(on),
            body: Body::Text(TextPage {
                tree: version.tree.clone(),
                law_day: law_day(version),
                state,
                word: status_text::word(on, version),
                until: text_days::until(on, version),
                standing,
                days: text_days::days(on, version),
                proof: TextProof::Sealed {
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
                history: history::page_if_any(on),
                changed: LastChanges::default(),
                aided: Aided::default(),
                finder: None,
            }),
            canonical: (!is_home && state != TextStatus::Coming).then(|| document_page(on)),
            address,
            title,
        }
    }

    fn described(&self, on: &DocumentOn<'_>, version: &Version, title: &str) -> String {
        let (organisation, kind) = (self.organisation, on.document.kind);
        match &version.withdrawn {
            None if kind == Kind::Announcement => format!(
                "{organisation}の「{title}」（{}のお知らせ）です。",
                date::both(version.effective.counted())
            ),
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

    pub(super) fn draft(&self, on: &DocumentOn<'_>, tree: &Arc<Provision>) -> Page {
        let title = match tree.heading().words() {
            words if words.is_empty() => on.document.slug.to_string(),
            words => words,
        };
        let mut trail = self.trail();
        trail.push((title_of(on), document_page(on)));
        Page {
            address: draft_page(on),
            full_title: self.full_title(&["案", &title]),
            description: format!("{}の「{title}」の案です。", self.organisation),
            crumb: "案".to_owned(),
            trail,
            indexing: self.indexing(),
            stands_on: self.stands_on(on),
            body: Body::Text(TextPage {
                tree: tree.clone(),
                law_day: Some(self.edition.as_of),
                state: TextStatus::Draft,
                word: TextStatus::Draft.word().to_owned(),
                until: String::new(),
                standing: status_text::draft(on.document),
                days: Vec::new(),
                proof: TextProof::Draft,
                versions: self.all_versions(on),
                history: None,
                changed: LastChanges::default(),
                aided: Aided::default(),
                finder: None,
            }),
            canonical: None,
            title,
        }
    }

    pub(super) fn waiting(&self, on: &DocumentOn<'_>, address: Address) -> Page {
        let title = title_of(on);
        let state = match on.repealed {
            Some(_) => TextStatus::Repealed,
            None if on.document.versions.is_empty() => TextStatus::Draft,
            None => TextStatus::None,
        };
        let mut standing = status_text::waiting(on, |version| version_page(on, version));
        if on.draft.is_some() {
            standing.push(status_text::to_draft(on));
        }
        Page {
            address,
            full_title: self.full_title(&[&title]),
            description: format!("{}の「{title}」のページです。", self.organisation),
            crumb: title.clone(),
            title,
            trail: self.trail(),
            indexing: self.indexing(),
            stands_on: self.stands_on(on),
            canonical: None,
            body: Body::Waiting {
                state,
                word: status_text::word_without_text(on, state),
                standing,
                versions: self.all_versions(on),
                history: history::page_if_any(on),
            },
        }
    }

    /// All versions of a document.
    fn all_versions(&self, on: &DocumentOn<'_>) -> Versions {
        let all: Vec<Listed> = on.versions().map(|version| listed(on, version)).collect();
        // What was told once has no versions before and after it.
        let is_single = on.document.kind == Kind::Announcement && all.len() == 1;
        Versions::All(if is_single { Vec::new() } else { all })
    }

    /// A version with the ones before and after it, and the one in force.
    fn versions_near(&self, on: &DocumentOn<'_>, version: &Version) -> Versions {
        let all: Vec<&Version> = on.versions().collect();
        if on.document.kind == Kind::Announcement && all.len() == 1 {
            return Versions::All(Vec::new());
        }
        let here = all.iter().position(|other| other.id == version.id);
        // What really counts before and after it, and what stands beside it: withdrawn, replaced, before a correction.
        let counts = |at: &usize| all[*at].is_live();
        let after = here.and_then(|here| (0..here).rev().find(counts));
        let before = here.and_then(|here| (here + 1..all.len()).find(counts));
        let near = all.iter().enumerate().filter(|(at, other)| {
            here.is_some_and(|here| at.abs_diff(here) <= 1)
                || [before, after].contains(&Some(*at))
                || on.in_force.is_some_and(|now| now.id == other.id)
        });
        let near = near.map(|(_, other)| listed(on, other)).collect();
        Versions::Near(near, document_page(on))
    }
}

fn listed(on: &DocumentOn<'_>, version: &Version) -> Listed {
    Listed {
        id: version.id,
        state: status_text::state(on, version),
        word: status_text::word(on, version),
        period: status_text::period(on, version),
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

pub(super) fn version_file(on: &DocumentOn<'_>, version: &Version) -> Address {
    Address::file(&format!("{}version.jsonl", version_folder(on, version)))
}
