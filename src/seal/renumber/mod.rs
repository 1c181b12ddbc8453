//! New numbers for a draft into which something was put, or from which something went: labels, and the references
//! that follow them, in other documents too. Does not touch the disk, and never guesses what a reference means.

mod references;
mod series;

pub use references::Rewording;
pub use series::{RowMember, renumber_row};

use crate::diagnostic::Span;
use crate::diff::{ContentsLine, Pairs, Preorder, compare, contents_lines};
use crate::disk::Snapshot;
use crate::regulation::{self, Referent};
use crate::site::{Document, Site};
use crate::text::citation::{self, Abbreviations, Citation};
use crate::text::date::Date;
use crate::tree::{Form, Provision, Text};
use references::Relabelled;
use references::{NewestVersion, find, named, names};
use series::{rows, twice};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What becomes of what stands behind an inserted provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenumberWay {
    /// It moves up.
    Shift,
    /// It keeps its number: what was inserted becomes a branch of the one before (第7条の2).
    Branch,
}

/// Why a reference is left as it is and has to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsureReason {
    /// Two provisions have that number, and no version says which is meant.
    Ambiguous,
    /// What it led to is gone.
    Gone,
    /// 前条 and the like: they lead to another provision than before.
    LedElsewhere,
    /// The file holds the words in another form (folded, escaped).
    OtherForm,
}

/// A reference to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsureReference {
    /// Where it stands, as far as is known.
    pub span: Option<Span>,
    /// Its words.
    pub words: String,
    /// Why it is left as it is.
    pub why: UnsureReason,
}

/// New numbers for a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenumberedDraft {
    /// Labels, in reading order.
    pub labels: Vec<Rewording>,
    /// References that follow, those of the document itself first.
    pub references: Vec<Rewording>,
    /// What nobody but the author can decide.
    pub unsure: Vec<UnsureReference>,
    /// The files as they become, by their paths below the site's root.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Numbers the draft of a document anew. What a reference means is what it meant in the newest version; words
/// that are new are read as the draft stands.
pub fn renumber(
    site: &Site,
    snapshot: &Snapshot,
    document: &Document,
    way: RenumberWay,
    today: Date,
) -> RenumberedDraft {
    let draft = document.draft.on(today);
    let order = Preorder::of(draft);
    let newest = document.newest().map(|version| &version.tree);
    let base = newest.map(|tree| (tree, Preorder::of(tree)));
    let pairs = base.as_ref().map(|(tree, before)| {
        let found = compare(tree, draft);
        Pairs::of(before, &order, &found.delta)
    });
    let is_new = |at: u32| pairs.as_ref().is_some_and(|pairs| pairs.old_of(at).is_none());
    let rows = rows(&order, &is_new);
    let labels = rows.iter().flat_map(|row| renumber_row(row, way));
    let mut work = RenumberWork {
        snapshot,
        relabelled: Relabelled { order: &order, labels: labels.collect() },
        meant: BTreeMap::new(),
        out: RenumberedDraft::default(),
    };
    work.labels();
    let base = base.as_ref().zip(pairs.as_ref());
    let base = base.map(|((tree, before), pairs)| NewestVersion { tree, before, pairs });
    work.contents();
    let twice = twice(&rows);
    work.own_references(draft, base.as_ref(), &twice);
    work.annexes(base.as_ref(), &twice);
    if let Some(base) = &base {
        let names = names(document, draft);
        for other in site.documents.iter().filter(|other| other.slug != document.slug) {
            work.others(other, base, &names, &twice);
        }
    }
    let all = [work.out.labels.as_slice(), &work.out.references].concat();
    work.out.files = references::files(snapshot, &all);
    work.prove(document);
    work.out
}

/// What a reference is taken to mean.
#[derive(Clone, Copy, Debug)]
enum ReferenceMeaning {
    /// This provision of the draft.
    Leads(u32),
    Unsure(UnsureReason),
    /// It leads out of the document, or nowhere.
    Nothing,
}

struct RenumberWork<'a> {
    snapshot: &'a Snapshot,
    relabelled: Relabelled<'a>,
    /// What the references of a text lead to, by its ordinal and their order in it.
    meant: BTreeMap<(u32, usize), u32>,
    out: RenumberedDraft,
}

impl RenumberWork<'_> {
    fn labels(&mut self) {
        for (at, label) in self.relabelled.labels.clone() {
            let provision = self.relabelled.order.node(at);
            let from = provision.label().map_or("", |label| label.as_str()).to_owned();
            match references::label_place(self.snapshot, provision) {
                Some(span) => {
                    self.out.labels.push(Rewording { span, from, to: label.as_str().to_owned() })
                }
                None => self.unsure(None, &from, UnsureReason::OtherForm),
            }
        }
    }

    /// The lines of a 目次 begin with the number of their chapter.
    fn contents(&mut self) {
        let order = self.relabelled.order;
        for ContentsLine { line, range, division } in contents_lines(order) {
            if let Some(to) = self.relabelled.labels.get(&division) {
                let (text, to) = (order.node(line).text(), to.as_str().to_owned());
                self.write(text, range, Some(to));
            }
        }
    }

    /// 別表（第8条関係）: the heading of an annex says which article it belongs to.
    fn annexes(&mut self, base: Option<&NewestVersion>, twice: &BTreeSet<u32>) {
        let order = self.relabelled.order;
        let is_annex = |at: &u32| order.node(*at).form() == Form::Annex;
        for at in (0..order.len() as u32).filter(is_annex) {
            let heading = order.node(at).heading();
            for citation in citation::find(&heading.words(), &Abbreviations::default()) {
                let is_old = |base: &&NewestVersion| {
                    let old = base.pairs.old_of(at).map(|old| base.before.node(old));
                    old.is_some_and(|old| old.heading() == heading)
                };
                let found = base
                    .filter(is_old)
                    .map_or_else(|| self.standing(&citation, twice), |base| base.find(&citation));
                self.found(heading, citation.range.clone(), &citation, found);
            }
        }
    }

    fn own_references(
        &mut self,
        draft: &Provision,
        base: Option<&NewestVersion>,
        twice: &BTreeSet<u32>,
    ) {
        let mut by_text: BTreeMap<u32, Vec<regulation::Reference>> = BTreeMap::new();
        for reference in regulation::references(draft) {
            let from = reference.from as u32;
            by_text.entry(from).or_default().push(reference);
        }
        for (from, references) in by_text {
            let provision = self.relabelled.order.node(from);
            let old = base.and_then(|base| base.meanings(from, provision.text()));
            for (at, reference) in references.iter().enumerate() {
                let meaning = match (&old, reference.target) {
                    (Some(old), _) => old.get(at).copied().unwrap_or(ReferenceMeaning::Nothing),
                    (None, Referent::Found(to)) => sure(to as u32, twice, &self.relabelled),
                    (None, Referent::Missing | Referent::Elsewhere) => ReferenceMeaning::Nothing,
                };
                if let ReferenceMeaning::Leads(target) = meaning {
                    self.meant.insert((from, at), target);
                }
                let range = reference.citation.range.clone();
                self.found(provision.text(), range, &reference.citation, meaning);
            }
        }
    }

    fn reword(&mut self, text: &Text, range: Range<usize>, citation: &Citation, target: u32) {
        let to = self.relabelled.written(&text.words()[range.clone()], citation, target);
        self.write(text, range, to);
    }

    /// Other words in the place of a reference, where the file has it in a form that can be written.
    fn write(&mut self, text: &Text, range: Range<usize>, to: Option<String>) {
        let from = text.words()[range.clone()].to_owned();
        if to.as_ref() == Some(&from) {
            return;
        }
        let place = |to| Some((references::place(self.snapshot, text, range.clone())?, to));
        match to.and_then(place) {
            Some((span, to)) => self.out.references.push(Rewording { span, from, to }),
            None => self.unsure(text.locate(range), &from, UnsureReason::OtherForm),
        }
    }

    /// References of another document, by the name of this one: 個人情報保護規程第8条. Words that stand in its
    /// newest version mean what they meant, other words are read as the draft stands.
    fn others(
        &mut self,
        other: &Document,
        base: &NewestVersion,
        names: &[String],
        twice: &BTreeSet<u32>,
    ) {
        let newest = other.newest().map(|version| &version.tree);
        let old: BTreeSet<String> =
            newest.iter().flat_map(|tree| texts(tree)).map(Text::words).collect();
        for text in other.draft.periods().iter().flat_map(|(_, tree)| texts(tree)) {
            let words = text.words();
            for (range, citation) in named(&words, names) {
                let found = if old.contains(&words) {
                    base.find(&citation)
                } else {
                    self.standing(&citation, twice)
                };
                self.found(text, range, &citation, found);
            }
        }
        let known = &mut self.out.references;
        let mut seen = BTreeSet::new();
        known.retain(|one| seen.insert((one.span.file.clone(), one.span.range.start)));
    }

    /// What a reference by number leads to as the draft stands.
    fn standing(&self, citation: &Citation, twice: &BTreeSet<u32>) -> ReferenceMeaning {
        match find(self.relabelled.order, citation) {
            None => ReferenceMeaning::Nothing,
            Some(at) => sure(at, twice, &self.relabelled),
        }
    }

    /// A reference by number, rewritten or to be looked at.
    fn found(
        &mut self,
        text: &Text,
        range: Range<usize>,
        citation: &Citation,
        meaning: ReferenceMeaning,
    ) {
        match meaning {
            ReferenceMeaning::Nothing => {}
            ReferenceMeaning::Leads(target) => self.reword(text, range, citation, target),
            ReferenceMeaning::Unsure(why) => {
                let words = text.words();
                self.unsure(text.locate(range.clone()), &words[range], why);
            }
        }
    }

    /// Reads the text as it will be: every reference whose meaning is known must lead there. 前条 may not, once
    /// something was put between.
    fn prove(&mut self, document: &Document) {
        let path = format!("content/{}/main.law.txt", document.slug);
        let source = self.out.files.get(&path).map(Vec::as_slice);
        let source = source.or_else(|| Some(self.snapshot.file(&path)?.bytes()));
        let Some(source) = source.and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
            return;
        };
        let after = regulation::parse(source, None).root;
        let mut count: BTreeMap<u32, usize> = BTreeMap::new();
        for reference in regulation::references(&after) {
            let from = reference.from as u32;
            let at = count.entry(from).or_default();
            let meant = self.meant.get(&(from, *at));
            *at += 1;
            let leads = match reference.target {
                Referent::Found(to) => Some(to as u32),
                Referent::Missing | Referent::Elsewhere => None,
            };
            if meant.is_none() || meant.copied() == leads {
                continue;
            }
            let nth = *at - 1;
            let Some(provision) = self.relabelled.order.get(from).cloned() else {
                continue;
            };
            let own = regulation::references_in(self.relabelled.order.node(0), &|at| {
                at == reference.from
            });
            if let Some(own) = own.into_iter().nth(nth) {
                let text = provision.text();
                let words = text.words();
                let span = text.locate(own.citation.range.clone());
                self.unsure(span, &words[own.citation.range], UnsureReason::LedElsewhere);
            }
        }
    }

    fn unsure(&mut self, span: Option<Span>, words: &str, why: UnsureReason) {
        let one = UnsureReference { span, words: words.to_owned(), why };
        if !self.out.unsure.contains(&one) {
            self.out.unsure.push(one);
        }
    }
}

/// A provision that a number leads to, unless two have that number.
fn sure(to: u32, twice: &BTreeSet<u32>, relabelled: &Relabelled) -> ReferenceMeaning {
    let mut up = std::iter::once(to).chain(relabelled.order.ancestors(to));
    if up.any(|at| twice.contains(&at)) {
        ReferenceMeaning::Unsure(UnsureReason::Ambiguous)
    } else {
        ReferenceMeaning::Leads(to)
    }
}

/// Every text of a tree.
fn texts(tree: &Arc<Provision>) -> impl Iterator<Item = &Text> {
    let all = tree.visit().flat_map(|(_, own)| [own.heading(), own.text()]);
    all.filter(|text| !text.is_empty())
}
