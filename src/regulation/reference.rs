//! Where a document's references to itself lead: 第12条第2項, 前条, 次項, 別紙1.
//! Does not judge references that lead nowhere, nor follow those to other laws.

use crate::text::citation::{
    self, Abbreviations, AnnexKind, Citation, CitedPlace, CitedSource, Division, Step,
};
use crate::tree::{Form, Label, Provision};

/// A reference and where it leads.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The provision in whose text it stands: its place in reading order, from 0 for the root.
    pub from: usize,
    /// The reference as found in that text.
    pub citation: Citation,
    /// Where it leads.
    pub target: Referent,
}

/// Where a reference leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// To this provision: its place in reading order.
    Found(usize),
    /// To a provision that the document should have and has not.
    Missing,
    /// To another law or document, or it cannot be told from the words.
    Elsewhere,
}

/// Every reference in a document's text, in reading order. Within a 附則 only those to its own
/// neighbours are followed: 「第二条」 there may mean an article of the amending instrument.
pub fn references(root: &Provision) -> Vec<Reference> {
    references_in(root, &|_| true)
}

/// The same for some of the texts, by the place of their provision in reading order: the others are not
/// searched.
pub fn references_in(root: &Provision, is_asked: &dyn Fn(usize) -> bool) -> Vec<Reference> {
    Guide::of(root).references(root, is_asked)
}

/// What references of a document are read with: where its provisions stand, and its short names of laws.
#[derive(Debug)]
pub struct Guide {
    index: ReferenceIndex,
    short: Abbreviations,
}

impl Guide {
    /// Those of a document.
    pub fn of(root: &Provision) -> Guide {
        let mut short = Abbreviations::default();
        for (_, provision) in root.visit() {
            short.add(&provision.text().words());
        }
        Guide { index: ReferenceIndex::of(root), short }
    }

    /// Where a place leads that another document names.
    pub fn find(&self, place: &CitedPlace) -> Referent {
        match &place.division {
            Division::Annex(kind, parts) => self.index.annex_target(*kind, parts),
            Division::Supplement => Referent::Elsewhere,
            Division::Body => self.index.body_target(place, &ReadingPlace::default()),
        }
    }

    /// The references in some texts of that same document, as [`references_in`].
    pub fn references(&self, root: &Provision, is_asked: &dyn Fn(usize) -> bool) -> Vec<Reference> {
        let mut out = Vec::new();
        let mut here = ReadingPlace::default();
        for (from, (depth, provision)) in root.visit().enumerate() {
            here.enter(depth, provision);
            if !is_asked(from) {
                continue;
            }
            let mut is_first = true;
            for citation in citation::find(&provision.text().words(), &self.short) {
                let target = match self.index.target(&citation, &here) {
                    // 「同項第二号又は第三号」: what a bare number counts may have been named before.
                    Referent::Missing if !is_first && is_bare(&citation.place) => {
                        Referent::Elsewhere
                    }
                    target => target,
                };
                is_first = false;
                out.push(Reference { from, citation, target });
            }
        }
        out
    }
}

/// 第3項 or 第2号 without the article before it.
fn is_bare(place: &CitedPlace) -> bool {
    place.division == Division::Body && place.article.is_none()
}

/// A paragraph or item with its numbers.
#[derive(Debug)]
struct NumberedEntry {
    parts: Vec<u32>,
    at: usize,
    below: Vec<NumberedEntry>,
}

/// The articles of the body or of one 附則.
#[derive(Debug, Default)]
struct ArticleEntries {
    list: Vec<ArticleEntry>,
}

#[derive(Debug)]
struct ArticleEntry {
    /// First and last number: the same but for 「第3条から第5条まで　削除」.
    first: Vec<u32>,
    last: Vec<u32>,
    at: usize,
    paragraphs: Vec<NumberedEntry>,
}

#[derive(Debug, Default)]
struct ReferenceIndex {
    body: ArticleEntries,
    supplements: Vec<(usize, ArticleEntries)>,
    annexes: Vec<(AnnexKind, Vec<u32>, usize)>,
}

/// Where the words being read stand.
#[derive(Debug, Default)]
struct ReadingPlace {
    /// Forms and labels from the root down.
    path: Vec<(Form, Option<Label>)>,
    supplement: Option<usize>,
    supplements_seen: usize,
}

impl ReadingPlace {
    fn enter(&mut self, depth: usize, provision: &Provision) {
        self.path.truncate(depth);
        self.path.push((provision.form(), provision.label().cloned()));
        if provision.form() == Form::Supplement {
            self.supplement = Some(self.supplements_seen);
            self.supplements_seen += 1;
        } else if !self.path.iter().any(|(form, _)| *form == Form::Supplement) {
            self.supplement = None;
        }
    }

    fn label_of(&self, form: Form) -> Option<Vec<u32>> {
        let (_, label) = self.path.iter().find(|(known, _)| *known == form)?;
        match label {
            Some(label) => span(label).map(|(first, _)| first),
            None => Some(vec![1]),
        }
    }

    fn is_in(&self, form: Form) -> bool {
        self.path.iter().any(|(known, _)| *known == form)
    }
}

/// The numbers of a label; 「第3条から第5条まで」 gives both ends.
fn span(label: &Label) -> Option<(Vec<u32>, Vec<u32>)> {
    label.span().map(|(first, last)| (first.parts, last.parts))
}

impl ReferenceIndex {
    fn of(root: &Provision) -> ReferenceIndex {
        let mut index = ReferenceIndex::default();
        let mut at = 0;
        index.take(root, &mut at, None);
        index
    }

    fn take(&mut self, provision: &Provision, at: &mut usize, supplement: Option<usize>) {
        let own = *at;
        *at += 1;
        let mut supplement = supplement;
        match provision.form() {
            Form::Supplement => {
                supplement = Some(self.supplements.len());
                self.supplements.push((own, ArticleEntries::default()));
            }
            Form::Annex => {
                let named = provision.label().and_then(|label| annex(label.as_str()));
                self.annexes.extend(named.map(|(kind, parts)| (kind, parts, own)));
            }
            Form::Article => {
                if let Some((first, last)) = provision.label().and_then(span) {
                    let paragraphs = numbered(provision, own, Form::Paragraph);
                    self.articles_of(supplement).list.push(ArticleEntry {
                        first,
                        last,
                        at: own,
                        paragraphs,
                    });
                }
            }
            _ => {}
        }
        for child in provision.children() {
            self.take(child, at, supplement);
        }
    }

    fn articles_of(&mut self, supplement: Option<usize>) -> &mut ArticleEntries {
        match supplement {
            Some(nth) => &mut self.supplements[nth].1,
            None => &mut self.body,
        }
    }

    fn target(&self, citation: &Citation, here: &ReadingPlace) -> Referent {
        match citation.source {
            CitedSource::Law(_) | CitedSource::Unclear => return Referent::Elsewhere,
            CitedSource::Own => {}
        }
        if here.is_in(Form::Annex) && !matches!(citation.place.division, Division::Annex(..)) {
            return Referent::Elsewhere;
        }
        match &citation.place.division {
            Division::Annex(kind, parts) => self.annex_target(*kind, parts),
            Division::Supplement => Referent::Elsewhere,
            // A 附則 is often printed in extracts (抄): what it lacks may be left out, not missing.
            Division::Body => match (self.body_target(&citation.place, here), here.supplement) {
                (Referent::Missing, Some(_)) => Referent::Elsewhere,
                (target, _) => target,
            },
        }
    }

    /// A document with one annex of a kind may call it without its number, and the other way round.
    fn annex_target(&self, kind: AnnexKind, parts: &[u32]) -> Referent {
        let same: Vec<_> = self.annexes.iter().filter(|(known, _, _)| *known == kind).collect();
        let exact = same.iter().find(|(_, known, _)| known == parts);
        match (exact, same.as_slice()) {
            (Some((_, _, at)), _) => Referent::Found(*at),
            (None, [(_, known, at)]) if parts.is_empty() || known.is_empty() => {
                Referent::Found(*at)
            }
            (None, _) => Referent::Missing,
        }
    }

    fn body_target(&self, place: &CitedPlace, here: &ReadingPlace) -> Referent {
        let articles = match here.supplement {
            Some(nth) => match &place.article {
                Some(Step::Number(_)) => return Referent::Elsewhere,
                Some(Step::Previous(_) | Step::Next) | None => &self.supplements[nth].1,
            },
            None => &self.body,
        };
        let current = here.label_of(Form::Article).and_then(|parts| articles.position(&parts));
        let article = match (&place.article, current) {
            (Some(Step::Number(parts)), _) => articles.position(parts),
            (Some(step), Some(current)) => {
                moved(current, step).filter(|at| *at < articles.list.len())
            }
            (None, current) => current,
            (Some(Step::Previous(_) | Step::Next), None) => return Referent::Elsewhere,
        };
        let Some(article) = article else {
            // Words outside any article (a 附則 of bare paragraphs) have paragraphs of their own.
            return if place.article.is_none() { Referent::Elsewhere } else { Referent::Missing };
        };
        let article = &articles.list[article];
        let (current_paragraph, current_item) = match place.article {
            None => (here.label_of(Form::Paragraph), here.label_of(Form::Item)),
            Some(_) => (None, None),
        };
        article.target(place, current_paragraph, current_item)
    }
}

impl ArticleEntries {
    fn position(&self, parts: &[u32]) -> Option<usize> {
        self.list.iter().position(|article| {
            article.first.as_slice() <= parts && parts <= article.last.as_slice()
        })
    }
}

impl ArticleEntry {
    fn target(
        &self,
        place: &CitedPlace,
        paragraph: Option<Vec<u32>>,
        item: Option<Vec<u32>>,
    ) -> Referent {
        if place.paragraph.is_none() && place.item.is_none() {
            return Referent::Found(self.at);
        }
        let current = paragraph.and_then(|parts| position(&self.paragraphs, &parts));
        let at = match &place.paragraph {
            Some(Step::Number(parts)) => position(&self.paragraphs, parts),
            Some(step) => current.and_then(|current| moved(current, step)),
            // 「第4条第2号」 is an item of an article of one paragraph.
            None => current.or(Some(0)),
        };
        let Some(paragraph) = at.and_then(|at| self.paragraphs.get(at)) else {
            return Referent::Missing;
        };
        let at = match &place.item {
            None => return Referent::Found(paragraph.at),
            Some(Step::Number(parts)) => position(&paragraph.below, parts),
            Some(step) => item
                .and_then(|parts| position(&paragraph.below, &parts))
                .and_then(|current| moved(current, step)),
        };
        match at.and_then(|at| paragraph.below.get(at)) {
            Some(item) => Referent::Found(item.at),
            None => Referent::Missing,
        }
    }
}

fn position(list: &[NumberedEntry], parts: &[u32]) -> Option<usize> {
    list.iter().position(|numbered| numbered.parts == parts)
}

fn moved(current: usize, step: &Step) -> Option<usize> {
    match step {
        Step::Number(_) => None,
        Step::Previous(by) => current.checked_sub(*by as usize),
        Step::Next => Some(current + 1),
    }
}

/// The children of that form with their numbers, and the items below each.
fn numbered(parent: &Provision, parent_at: usize, form: Form) -> Vec<NumberedEntry> {
    let mut at = parent_at + 1;
    let mut out = Vec::new();
    for child in parent.children() {
        if child.form() == form {
            let parts =
                child.label().map_or(Some(vec![1]), |label| span(label).map(|(first, _)| first));
            let below =
                if form == Form::Paragraph { numbered(child, at, Form::Item) } else { Vec::new() };
            out.extend(parts.map(|parts| NumberedEntry { parts, at, below }));
        }
        at += child.size();
    }
    out
}

/// What an annex's label calls it: 別表第1, 別紙２, 様式第三号.
fn annex(label: &str) -> Option<(AnnexKind, Vec<u32>)> {
    let found = citation::find(label, &Abbreviations::default());
    found.into_iter().find_map(|citation| match citation.place.division {
        Division::Annex(kind, parts) => Some((kind, parts)),
        Division::Body | Division::Supplement => None,
    })
}
