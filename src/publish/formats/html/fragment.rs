//! Fragments: the top-level provisions of a text, rendered once, kept by everything that
//! their look depends on. Does not know pages.

use super::contents;
use super::forms::{Forms, RenderContext};
use super::runs::TextLinks;
use super::theme::{Templates, Theme};
use crate::diagnostic::Finding;
use crate::publish::plan::{Anchors, LinkTargets, Mentions, abbreviations};
use crate::site::{Furigana, Minify, Readings};
use crate::text::citation::Abbreviations;
use crate::text::date::Date;
use crate::text::phrase::Phrases;
use crate::tree::{Form, Provision};
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A rendered row of provisions.
#[derive(Debug)]
pub(super) struct Fragment {
    /// The provisions.
    pub body: String,
    /// Their lines in the contents list.
    pub contents: String,
    /// How many lines there are, those inside others included.
    pub lines: usize,
    /// Whether it is a 附則, which the contents list keeps apart.
    pub is_supplement: bool,
}

/// When a provision last became another, with the links as a page has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShownChange {
    pub words: String,
    pub href: String,
    /// The text as it was; both empty where the provision is new.
    pub before: String,
    pub before_href: String,
}

/// Everything that the look of a row depends on.
#[derive(PartialEq, Eq)]
struct FragmentKey {
    row: Vec<u128>,
    anchors: Box<[Option<Arc<str>>]>,
    targets: LinkTargets,
    /// Empty when no link of the author depends on where the page is.
    to_root: String,
    id_prefix: String,
    level: u8,
    /// Number of the set of readings shown over words; pages that show none share their fragments.
    furigana: Option<usize>,
    /// By the ordinals of the row; empty on every page but that of the text in force.
    changed: Vec<(usize, ShownChange)>,
}

impl Hash for FragmentKey {
    /// Rows that are equal seldom look different: hashing what sets them apart costs more than it saves.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.row.hash(state);
        self.anchors.first().hash(state);
    }
}

/// What the look of a text depends on besides itself.
#[derive(Clone, Copy)]
pub(super) struct TextContext<'a> {
    /// The day whose laws its citations mean.
    pub law_day: Option<Date>,
    /// From the page to the root of the site.
    pub to_root: &'a str,
    /// What every id begins with.
    pub id_prefix: &'a str,
    /// The level of its first headings.
    pub level: u8,
    /// Readings shown over words.
    pub furigana: Option<&'a Arc<Furigana>>,
    /// When provisions last became others, by their ordinals, ascending.
    pub changed: &'a [(usize, ShownChange)],
}

/// What a row may depend on besides itself.
struct FragmentContext<'a> {
    text: TextContext<'a>,
    anchors: &'a Anchors,
    /// Number of the set of short names.
    short: usize,
    furigana: Option<usize>,
}

/// What was read in a row, by the row and the short names of laws.
type Read = HashMap<(Vec<u128>, usize), Arc<Mentions>>;

/// Anchors of so many texts are kept; then all are forgotten, because texts that are alike follow each other.
const SHAPES: usize = 64;

/// Fragments that were made, for one theme.
pub(super) struct Fragments<'a> {
    templates: Templates<'a>,
    phrases: Phrases,
    anchors: Mutex<HashMap<u128, Arc<Anchors>>>,
    short: Mutex<Vec<Arc<Abbreviations>>>,
    furigana: Mutex<Vec<Arc<Furigana>>>,
    read: Mutex<Read>,
    made: Mutex<HashMap<FragmentKey, Arc<Fragment>>>,
}

/// A lock whose holder panicked still holds whole values: they are only ever inserted.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a> Fragments<'a> {
    /// None yet.
    pub(super) fn new(theme: &'a Theme, minify: Minify) -> Fragments<'a> {
        Fragments {
            templates: theme.templates(minify),
            phrases: Phrases::default(),
            anchors: Mutex::default(),
            short: Mutex::default(),
            furigana: Mutex::default(),
            read: Mutex::default(),
            made: Mutex::default(),
        }
    }

    /// Where phrases begin, read once for the whole site.
    pub(super) fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// What fragments and pages are rendered with.
    pub(super) fn templates(&self) -> Templates<'a> {
        self.templates
    }

    /// The fragments of a text, in order.
    ///
    /// # Errors
    /// When a template of the theme is wrong.
    pub(super) fn of(
        &self,
        root: &Provision,
        text: TextContext<'_>,
    ) -> Result<Vec<Arc<Fragment>>, Vec<Finding>> {
        let context = FragmentContext {
            anchors: &self.anchors(root),
            short: self.short_names(root),
            furigana: text.furigana.map(|set| self.readings(set)),
            text,
        };
        let mut first = 1;
        let mut all = Vec::new();
        for row in rows(root.children()) {
            let size: usize = row.iter().map(|own| own.size()).sum();
            all.push(self.row(row, first, &context)?);
            first += size;
        }
        Ok(all)
    }

    /// The anchors of a text, made once for all that are numbered alike.
    fn anchors(&self, root: &Provision) -> Arc<Anchors> {
        let shape = Anchors::shape(root);
        if let Some(known) = lock(&self.anchors).get(&shape) {
            return known.clone();
        }
        let anchors = Arc::new(Anchors::of(root));
        let mut known = lock(&self.anchors);
        if known.len() >= SHAPES {
            known.clear();
        }
        known.insert(shape, anchors.clone());
        anchors
    }

    /// The number of the document's set of short names among the sets met so far.
    fn short_names(&self, root: &Provision) -> usize {
        let short = abbreviations(root);
        let mut sets = lock(&self.short);
        if let Some(known) = sets.iter().position(|set| **set == short) {
            return known;
        }
        sets.push(Arc::new(short));
        sets.len() - 1
    }

    /// The number of a set of readings among the sets met so far.
    fn readings(&self, furigana: &Arc<Furigana>) -> usize {
        let mut sets = lock(&self.furigana);
        if let Some(known) = sets.iter().position(|set| set == furigana) {
            return known;
        }
        sets.push(furigana.clone());
        sets.len() - 1
    }

    fn row(
        &self,
        row: &[Arc<Provision>],
        first: usize,
        around: &FragmentContext<'_>,
    ) -> Result<Arc<Fragment>, Vec<Finding>> {
        let wholes: Vec<u128> = row.iter().map(|own| own.whole()).collect();
        let size: usize = row.iter().map(|own| own.size()).sum();
        let mentions = self.mentions(row, &wholes, around.short);
        let key = FragmentKey {
            row: wholes,
            anchors: around.anchors.slice(first..first + size).into(),
            targets: mentions.targets(around.text.law_day, around.anchors, first),
            to_root: if mentions.has_relative_links() {
                around.text.to_root.to_owned()
            } else {
                String::new()
            },
            id_prefix: around.text.id_prefix.to_owned(),
            level: around.text.level,
            furigana: around.furigana,
            changed: stretch(around.text.changed, first..first + size),
        };
        if let Some(known) = lock(&self.made).get(&key) {
            return Ok(known.clone());
        }
        let fragment = Arc::new(self.make(row, &mentions, &key)?);
        Ok(lock(&self.made).entry(key).or_insert(fragment).clone())
    }

    fn mentions(&self, row: &[Arc<Provision>], wholes: &[u128], short: usize) -> Arc<Mentions> {
        let key = (wholes.to_vec(), short);
        if let Some(known) = lock(&self.read).get(&key) {
            return known.clone();
        }
        let set = lock(&self.short)[short].clone();
        let mentions = Arc::new(Mentions::of(row, &set));
        lock(&self.read).entry(key).or_insert(mentions).clone()
    }

    fn make(
        &self,
        row: &[Arc<Provision>],
        mentions: &Mentions,
        key: &FragmentKey,
    ) -> Result<Fragment, Vec<Finding>> {
        let furigana = key.furigana.map(|number| lock(&self.furigana)[number].clone());
        let readings = furigana.map_or_else(Vec::new, |set| readings(&set, row, &key.anchors));
        let forms = Forms {
            theme: self.templates,
            mentions,
            links: TextLinks {
                targets: &key.targets,
                to_root: &key.to_root,
                id_prefix: &key.id_prefix,
                readings: None,
            },
            phrases: &self.phrases,
            before: &mentions.citations_before(),
            anchors: &key.anchors,
            readings: &readings,
            changed: &key.changed,
        };
        let body = forms.row(row, 0, RenderContext::top(key.level))?;
        let listing = contents::Listing {
            theme: self.templates,
            phrases: &self.phrases,
            anchors: &key.anchors,
            readings: &readings,
        };
        let (contents, lines) = contents::lines(&listing, row)?;
        Ok(Fragment {
            body: body.trim().to_owned(),
            contents: contents.trim().to_owned(),
            lines,
            is_supplement: row.iter().all(|own| own.form() == Form::Supplement),
        })
    }
}

/// Those of a stretch of provisions, by their ordinals in it.
fn stretch(all: &[(usize, ShownChange)], range: Range<usize>) -> Vec<(usize, ShownChange)> {
    let from = all.partition_point(|(at, _)| *at < range.start);
    let own = all[from..].iter().take_while(|(at, _)| *at < range.end);
    own.map(|(at, change)| (at - range.start, change.clone())).collect()
}

/// For each provision of a row the readings of the unit that it stands in: they may differ by its place.
fn readings(
    furigana: &Furigana,
    row: &[Arc<Provision>],
    anchors: &[Option<Arc<str>>],
) -> Vec<Arc<Readings>> {
    let mut by_place: HashMap<&str, Arc<Readings>> = HashMap::new();
    let general = Arc::new(Readings::of(furigana, None));
    for (place, _) in &furigana.at {
        let readings = Readings::of(furigana, Some(place));
        by_place.insert(place, Arc::new(readings));
    }
    // The readings of the provisions above, by depth.
    let mut above: Vec<Arc<Readings>> = Vec::new();
    let mut all = Vec::new();
    let provisions = row.iter().flat_map(|top| top.visit());
    for ((depth, _), anchor) in provisions.zip(anchors) {
        above.truncate(depth);
        let readings = match anchor.as_deref() {
            Some(place) => by_place.get(place).unwrap_or(&general),
            None => above.last().unwrap_or(&general),
        };
        let readings = readings.clone();
        all.push(readings.clone());
        above.push(readings);
    }
    all
}

/// The top-level provisions in rows: neighbours that make one list or table stay together.
fn rows(children: &[Arc<Provision>]) -> impl Iterator<Item = &[Arc<Provision>]> {
    children.chunk_by(|a, b| {
        let form = a.form();
        form == b.form() && matches!(form, Form::Item | Form::Field | Form::Row | Form::Cell)
            || form == Form::Header && b.form() == Form::Row
            || form == Form::Header && b.form() == Form::Header
    })
}
