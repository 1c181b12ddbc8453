//! References to provisions that are not there: of the regulation itself, and of another document of the site that is
//! called by its title. Does not follow references to laws; texts without articles are read by `shown_places`.

use super::{Facts, finding, shown_places};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::regulation::{Guide, Reference, Referent, is_in_part};
use crate::site::{Document, Site};
use crate::text::citation::{AnnexKind, CitedSource, Division};
use crate::tree::{Form, Provision};
use std::cell::OnceCell;
use std::collections::BTreeMap;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let titled = TitledTexts::of(facts.site);
    let mut found: Vec<Finding> =
        facts.site.documents.iter().flat_map(|own| document(own, &titled)).collect();
    let drafts = facts.drafts().iter();
    let without_articles = drafts
        .filter(|draft| !has_articles(&draft.document.draft.periods()[0].1) && !draft.is_in_part());
    for draft in without_articles {
        let others = facts.site.documents.iter().filter(|one| one.slug != draft.document.slug);
        let titles = others.map(|one| one.draft.periods()[0].1.heading().words());
        found.extend(shown_places::faults(draft, &titles.collect::<Vec<String>>()));
    }
    found
}

/// The draft is what can be mended; every period of the facts has the same articles.
fn document(own: &Document, titled: &TitledTexts<'_>) -> Vec<Finding> {
    let root = &own.draft.periods()[0].1;
    let has_articles = has_articles(root);
    if !has_articles && titled.is_empty() {
        return Vec::new();
    }
    let is_cut = is_in_part(root);
    let provisions: Vec<&Provision> = root.visit().map(|(_, provision)| provision).collect();
    let references = Guide::of(root).references(root, &|_| true);
    // The words of a provision are put together once, however many references it has.
    let mut read = (usize::MAX, String::new());
    let mut annexes = UnnumberedAnnexes::of(root);
    let mut found = Vec::new();
    for reference in references {
        let from = provisions[reference.from];
        if read.0 != reference.from {
            read = (reference.from, from.text().words());
        }
        let fault = match &reference.citation.source {
            // What an excerpt leaves out is not missing.
            CitedSource::Own | CitedSource::Unclear if !has_articles || is_cut => None,
            CitedSource::Own | CitedSource::Unclear => {
                own_fault(&reference, &provisions, &read.1, &mut annexes)
            }
            CitedSource::Law(name) => titled.fault(own, name, &reference, &read.1),
        };
        found.extend(
            fault.map(|fault| fault.at(from.text().locate(reference.citation.range.clone()))),
        );
    }
    found
}

fn has_articles(root: &Provision) -> bool {
    root.visit().any(|(_, provision)| provision.form() == Form::Article)
}

fn own_fault(
    reference: &Reference,
    provisions: &[&Provision],
    words: &str,
    annexes: &mut UnnumberedAnnexes,
) -> Option<Finding> {
    let cited = &words[reference.citation.range.clone()];
    match reference.target {
        Referent::Missing => {}
        Referent::Found(at) if cited.ends_with("各号") && !has_items(provisions[at]) => {
            let cited = cited.trim_end_matches("各号");
            return Some(finding(Severity::Warning, "dangling-reference.items", fill! { cited }));
        }
        Referent::Found(_) | Referent::Elsewhere => return None,
    }
    let told = match annexes.meant(reference, &words[reference.citation.range.end..]) {
        Some(title) => {
            finding(Severity::Warning, "dangling-reference.unnumbered", fill! { cited, title })
        }
        None => finding(Severity::Warning, "dangling-reference", fill! { cited }),
    };
    Some(told)
}

/// Whether there is anything below that 各号 can mean: items, or what stands in their place.
fn has_items(provision: &Provision) -> bool {
    let forms = [Form::Item, Form::List, Form::Table, Form::Figure, Form::Prose];
    provision.visit().skip(1).any(|(_, below)| forms.contains(&below.form()))
}

/// Annexes that have a title and no number, so that no reference leads to them.
struct UnnumberedAnnexes {
    titles: Vec<String>,
    /// Which of them a reference was, by a place where its title is written behind it.
    known: BTreeMap<(&'static str, Vec<u32>), String>,
}

impl UnnumberedAnnexes {
    fn of(root: &Provision) -> UnnumberedAnnexes {
        let annexes = root.visit().filter(|(_, one)| one.form() == Form::Annex);
        let titles = annexes.filter(|(_, one)| one.label().is_none());
        let titles = titles.map(|(_, one)| one.heading().words());
        let titles = titles.filter(|title| !title.is_empty()).collect();
        UnnumberedAnnexes { titles, known: BTreeMap::new() }
    }

    /// The title of the one that a reference means: 別紙2「個人情報の利用目的」 says it.
    fn meant(&mut self, reference: &Reference, rest: &str) -> Option<String> {
        let Division::Annex(kind, parts) = &reference.citation.place.division else {
            return None;
        };
        let key = (AnnexKind::name(*kind), parts.clone());
        if let Some(title) = self.known.get(&key) {
            return Some(title.clone());
        }
        let called = rest.trim_start().strip_prefix('「')?.split('」').next()?;
        let is_it = |title: &&String| called.chars().count() > 3 && title.contains(called);
        let title = self.titles.iter().find(is_it)?.clone();
        self.known.insert(key, title.clone());
        Some(title)
    }
}

/// The regulations of a site by their titles.
pub(super) struct TitledTexts<'a>(Vec<TitledText<'a>>);

struct TitledText<'a> {
    document: &'a Document,
    title: String,
    /// How to find a place in the draft and in the newest version; made when somebody asks.
    guides: OnceCell<Vec<Guide>>,
}

impl<'a> TitledTexts<'a> {
    /// Those of a site.
    pub fn of(site: &'a Site) -> TitledTexts<'a> {
        let documents = site.documents.iter().filter(|document| document.repeal.is_none());
        let titled = documents.filter_map(|document| {
            let root = &document.draft.periods()[0].1;
            let title = root.heading().words();
            let guides = OnceCell::new();
            has_articles(root).then_some(TitledText { document, title, guides })
        });
        TitledTexts(titled.collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The document that a name means.
    pub fn document(&self, name: &str) -> Option<&'a Document> {
        self.find(name).map(|text| text.document)
    }

    /// The one text of that title; the name of the organisation before it may be left out.
    fn find(&self, name: &str) -> Option<&TitledText<'a>> {
        const SHORTEST: usize = 6;
        if let Some(exact) = self.0.iter().find(|text| text.title == name) {
            return Some(exact);
        }
        let mut fits = self.0.iter().filter(|text| {
            let before = text.title.strip_suffix(name);
            before.is_some_and(|before| before.ends_with(['合', '会', ' ', '\u{3000}', '団', '人']))
        });
        let fits = (name.chars().count() >= SHORTEST).then(|| (fits.next(), fits.next()));
        fits.and_then(|(one, more)| one.filter(|_| more.is_none()))
    }

    /// A reference to a provision of that text which neither its draft nor its newest version has.
    fn fault(
        &self,
        own: &Document,
        name: &str,
        reference: &Reference,
        words: &str,
    ) -> Option<Finding> {
        let text = self.find(name)?;
        let guides = text.guides.get_or_init(|| {
            let newest = text.document.newest().map(|version| &version.tree);
            let draft = &text.document.draft.periods()[0].1;
            let roots = newest.into_iter().chain([draft]);
            if is_in_part(draft) { Vec::new() } else { roots.map(|root| Guide::of(root)).collect() }
        });
        if guides.is_empty() {
            return None;
        }
        let place = &reference.citation.place;
        let is_missing = guides.iter().all(|guide| guide.find(place) == Referent::Missing);
        let cited = &words[reference.citation.range.clone()];
        let title = &text.title;
        let blanks = fill! { cited, title };
        match is_missing {
            false => None,
            true if text.document.slug == own.slug => {
                Some(finding(Severity::Warning, "dangling-reference", blanks))
            }
            true => Some(finding(Severity::Warning, "dangling-reference.other", blanks)),
        }
    }
}
