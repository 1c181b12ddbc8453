//! Links to places of the site that are not there: files, documents, and parts of their texts. Does not ask the web.

use super::{Facts, document_file, finding, once, sealed_words};
use crate::diagnostic::{Finding, Hold, Severity, Span, nearest};
use crate::fill;
use crate::site::{Anchors, Document, Site, is_kohyos};
use crate::text::reading::{LinkAddress, check_link, percent_decoded};
use crate::tree::{Mark, Provision, Text};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let places = SitePlaces::of(facts.site);
    let documents = facts.site.documents.iter().filter(|document| document.repeal.is_none());
    let one = |document| {
        let found = of_document(document, &places).into_iter().chain(unread(document));
        once(found.collect())
    };
    documents.flat_map(one).collect()
}

/// What was to be a link and is none, most often for a space in its address: its brackets are words of the page.
fn unread(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut sealed = None;
    let drafts = document.draft.periods().iter().flat_map(|(_, root)| root.visit());
    for text in drafts.flat_map(|(_, own)| [own.heading(), own.text()]) {
        let words = text.words();
        for range in link_shaped(&words) {
            let shown = &words[range.clone()];
            let sealed =
                sealed.get_or_insert_with(|| sealed_words(document, |words| words.contains(JOINT)));
            let hold = if sealed.contains(&words) { Hold::UnlessSure } else { Hold::Seal };
            let told = finding(Severity::Warning, "dead-link.unread", fill! { shown });
            let span = text.locate(range).unwrap_or_else(|| document_file(document));
            found.push(told.holding(hold).at(span));
        }
    }
    found
}

/// What parts the words of a link from its address.
const JOINT: &str = "](";

/// Words in the shape of a link.
fn link_shaped(words: &str) -> Vec<Range<usize>> {
    let joints = words.match_indices(JOINT);
    let shaped = joints.filter_map(|(at, _)| {
        let start = words[..at].rfind('[')?;
        let length = words[at..].find(')')?;
        Some(start..at + length + 1)
    });
    shaped.collect()
}

/// Each link of the draft that leads nowhere; and each of a sealed version that the draft does not have.
fn of_document(document: &Document, places: &SitePlaces<'_>) -> Vec<Finding> {
    let newest = document.newest().map_or_else(Vec::new, |version| links(&version.tree));
    let sealed: HashSet<&str> = newest.into_iter().map(|(_, _, to)| to).collect();
    let (mut found, mut told) = (Vec::new(), HashSet::new());
    for (_, root) in document.draft.periods() {
        for (text, range, to) in links(root) {
            told.insert(to);
            if let Some(dead) = places.dead(document, to) {
                // What is public with this link already does not wait for it.
                let hold = if sealed.contains(to) { Hold::UnlessSure } else { Hold::Seal };
                let span = text.locate(range).unwrap_or_else(|| document_file(document));
                found.push(dead.told(to).holding(hold).at(span));
            }
        }
    }
    // What is sealed stays as it is; whoever took the place away can put it back.
    for version in document.live().rev() {
        for (_, _, to) in links(&version.tree) {
            if let (true, Some(_)) = (told.insert(to), places.dead(document, to)) {
                let file = format!("content/{}/versions/{}.jsonl", document.slug, version.id);
                let version = version.id;
                let told = finding(Severity::Warning, "dead-link.sealed", fill! { to, version });
                found.push(told.at(Span::file(file)));
            }
        }
    }
    found
}

/// The links of a text that lead into the site: where the words stand, and the address.
fn links(root: &Provision) -> Vec<(&Text, Range<usize>, &str)> {
    let mut found = Vec::new();
    let texts = root.visit().flat_map(|(_, own)| [own.heading(), own.text()]);
    for text in texts {
        let mut at = 0;
        for run in text.runs() {
            let range = at..at + run.words().len();
            at = range.end;
            if let Mark::Link(to) = run.mark()
                && let Ok(LinkAddress::Relative(to)) = check_link(to)
            {
                found.push((text, range, to));
            }
        }
    }
    found
}

/// Where links can lead.
struct SitePlaces<'a> {
    site: &'a Site,
    files: HashSet<&'a str>,
    documents: BTreeMap<&'a str, DocumentPlaces<'a>>,
}

struct DocumentPlaces<'a> {
    document: &'a Document,
    /// The ids on its page, once they are asked for.
    anchors: OnceCell<HashSet<String>>,
}

/// What is the matter with an address, and what was most likely meant.
enum DeadLink {
    /// No file, no document, no version.
    Place(Option<String>),
    /// No such part of a text.
    Part(Option<String>),
}

impl DeadLink {
    fn told(&self, to: &str) -> Finding {
        match self {
            DeadLink::Place(Some(near)) | DeadLink::Part(Some(near)) => {
                finding(Severity::Warning, "dead-link.near", fill! { to, near })
            }
            DeadLink::Place(None) => finding(Severity::Warning, "dead-link", fill! { to }),
            DeadLink::Part(None) => finding(Severity::Warning, "dead-link.part", fill! { to }),
        }
    }
}

impl<'a> SitePlaces<'a> {
    fn of(site: &'a Site) -> SitePlaces<'a> {
        let document = |document: &'a Document| {
            (document.slug.as_str(), DocumentPlaces { document, anchors: OnceCell::new() })
        };
        SitePlaces {
            site,
            files: site.own_files.iter().map(|file| &*file.path).collect(),
            documents: site.documents.iter().map(document).collect(),
        }
    }

    /// What is wrong with an address as it stands in the text of a document; `None` where it leads somewhere.
    fn dead(&self, from: &Document, to: &str) -> Option<DeadLink> {
        let (place, anchor) = to.split_once('#').map_or((to, None), |(to, part)| (to, Some(part)));
        let place = place.split('?').next().unwrap_or_default();
        let path = normal(&percent_decoded(place));
        let anchor = anchor.filter(|part| !part.is_empty()).map(percent_decoded);
        if place.is_empty() {
            return self.dead_part(&self.documents[from.slug.as_str()], &anchor?, "#");
        }
        if self.files.contains(&*path) || self.files.contains(&*format!("{path}index.html")) {
            return None;
        }
        let (top, rest) = path.split_once('/').unwrap_or((&path, ""));
        let Some(known) = self.documents.get(top).filter(|_| path.contains('/')) else {
            let slugs = self.site.documents.iter().map(|one| &one.slug);
            let is_ours = is_kohyos(&path, &self.site.settings, slugs);
            let is_home = path.is_empty() || is_ours && !self.documents.contains_key(&*path);
            return if is_home { None } else { Some(DeadLink::Place(self.near(&path))) };
        };
        match rest.split('/').next().unwrap_or_default() {
            "" | "index.html" => self.dead_part(known, &anchor?, &format!("{top}/#")),
            "versions" => {
                let id = rest.split('/').nth(1).filter(|id| !id.is_empty())?;
                let ids: Vec<String> =
                    known.document.versions.iter().map(|version| version.id.to_string()).collect();
                if ids.iter().any(|known| known == id) {
                    return None;
                }
                let near = nearest(id, ids.iter().map(String::as_str));
                let near = near.map(|near| format!("{top}/versions/{near}/"));
                Some(DeadLink::Place(near))
            }
            // Lists, ways and files that kohyo makes of what there is.
            "i" | "p" | "history" | "since" | "fragment.html" | "feed.atom" | "calendar.ics"
            | "ledger.jsonl" | "easy" | "en" => None,
            _ => Some(DeadLink::Place(Some(format!("{top}/")))),
        }
    }

    /// A part of a document's text that its page does not have.
    fn dead_part(&self, of: &DocumentPlaces<'_>, part: &str, before: &str) -> Option<DeadLink> {
        let known = of.anchors.get_or_init(|| anchors(of.document));
        if known.contains(part) {
            return None;
        }
        let near = nearest(part, known.iter().map(String::as_str));
        Some(DeadLink::Part(near.map(|near| format!("{before}{near}"))))
    }

    /// The file or document that was most likely meant.
    fn near(&self, path: &str) -> Option<String> {
        let slugs = self.documents.keys().map(|slug| format!("{slug}/"));
        let known: Vec<String> =
            slugs.chain(self.files.iter().map(|file| (*file).to_owned())).collect();
        let name = |path: &str| path.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
        // The same file in another folder, or the folder of a document without its slash.
        let mut same: Vec<&String> = known.iter().filter(|one| name(one) == name(path)).collect();
        same.sort();
        same.first().map(|one| (*one).clone()).or_else(|| {
            let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
            known.sort_unstable();
            nearest(path, known).map(str::to_owned)
        })
    }
}

/// The ids of the texts that the page of a document shows, or will.
fn anchors(document: &Document) -> HashSet<String> {
    let drafts = document.draft.periods().iter().map(|(_, text)| text);
    let sealed = document.live().map(|version| &version.tree);
    let mut known: HashSet<String> = HashSet::new();
    for text in drafts.chain(sealed) {
        let anchors = Anchors::of(text);
        known.extend((0..text.size()).filter_map(|at| anchors.get(at)).map(|id| id.to_string()));
    }
    known
}

/// `a/./b/../c` as `a/c`.
fn normal(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let folder = if path.ends_with(['/']) || path.ends_with("..") { "/" } else { "" };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(out.pop()),
            part => out.push(part),
        }
    }
    let joined = out.join("/");
    if joined.is_empty() { joined } else { joined + folder }
}
