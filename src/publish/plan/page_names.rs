//! The names under which rows of the purposes, and purposes, have pages: the author's key, else made of the words with
//! which it first stood in a text. A row keeps its name as the comparison follows it from text to text, so that an
//! address once published leads on for good. Does not know what the pages say.

use super::purposes::{PurposeRow, rows};
use super::row_timeline::pairs;
use crate::diff::Comparisons;
use crate::ledger::{Provenance, VersionId};
use crate::site::{Anchors, Document, Kind, Version};
use crate::text::date::Date;
use crate::tree::Digest;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The last day on which texts were recorded by a kohyo that named pages by the places of rows. Its addresses lead on, too.
const LAST_BY_PLACE: (i16, i8, i8) = (2026, 12, 1);

/// One of the rows, or one of the purposes, of a document in all its texts.
pub(super) type Identity = usize;

/// The rows and purposes of every text of a document.
pub(super) struct PageNames {
    texts: HashMap<VersionId, NamedText>,
}

/// The rows and purposes of one text: which they are, and the names of their pages.
pub(super) struct NamedText {
    pub(super) rows: Vec<PurposeRow>,
    /// Which each row is.
    pub(super) row_ids: Vec<Identity>,
    /// Which each purpose of each row is.
    pub(super) purpose_ids: Vec<Vec<Identity>>,
    /// The name of each row.
    pub(super) row_names: Vec<String>,
    /// Names by which an earlier kohyo knew rows and purposes: by their places.
    former: FormerNames,
}

/// Names with what they stood for.
#[derive(Default)]
struct FormerNames {
    rows: Vec<(String, Identity)>,
    purposes: Vec<(String, Identity)>,
}

/// Names of pages, each with what it stood for.
pub(super) type LeftNames = BTreeMap<String, LeftName>;

/// What a name of a page stood for.
#[derive(Default)]
pub(super) struct LeftName {
    /// The rows or purposes: several where texts had them at the same place.
    pub(super) ids: HashSet<Identity>,
    /// Their words.
    pub(super) words: String,
    /// The last text that had it.
    pub(super) last: Option<VersionId>,
}

impl PageNames {
    /// Those of a document.
    pub(super) fn of(document: &Document, comparisons: &Comparisons) -> PageNames {
        let mut naming =
            Naming { comparisons, names: HashMap::new(), known: Vec::new(), purposes: 0 };
        let mut texts: HashMap<VersionId, NamedText> = HashMap::new();
        let mut done: Vec<&Version> = Vec::new();
        // Regulations state purposes for those who work by them: no pages.
        let versions = recorded(document).into_iter();
        for version in versions.filter(|_| document.kind != Kind::Regulation) {
            let text = naming.text(version, &done, &texts);
            texts.insert(version.id, text);
            done.push(version);
        }
        PageNames { texts }
    }

    /// Those of one text.
    pub(super) fn text(&self, version: &Version) -> Option<&NamedText> {
        self.texts.get(&version.id)
    }

    /// Every name of a row's page that a text had which counted by a day.
    pub(super) fn rows_until(&self, document: &Document, day: Date) -> LeftNames {
        let mut all = LeftNames::new();
        for (version, text) in self.until(document, day) {
            let words: HashMap<Identity, &str> =
                text.row_ids.iter().copied().zip(text.rows.iter().map(|row| &*row.name)).collect();
            for (name, id) in text.row_names.iter().zip(&text.row_ids) {
                left(&mut all, name, *id, version).words = words[id].to_owned();
            }
            former_names(&mut all, &text.former.rows, &words, version);
        }
        all
    }

    /// Every name of a purpose's page likewise.
    pub(super) fn purposes_until(&self, document: &Document, day: Date) -> LeftNames {
        let mut all = LeftNames::new();
        for (version, text) in self.until(document, day) {
            let mut words = HashMap::new();
            for (row, ids) in text.rows.iter().zip(&text.purpose_ids) {
                for (purpose, id) in row.purposes.iter().zip(ids) {
                    words.insert(*id, &*purpose.words);
                    let key = purpose.key.as_ref().map(|key| folder(key.as_str()));
                    let name = key.unwrap_or_else(|| purpose_name(&purpose.identity()));
                    left(&mut all, &name, *id, version).words.clone_from(&purpose.words);
                }
            }
            former_names(&mut all, &text.former.purposes, &words, version);
        }
        all
    }

    fn until<'p>(
        &'p self,
        document: &'p Document,
        day: Date,
    ) -> impl Iterator<Item = (&'p Version, &'p NamedText)> {
        let began = move |version: &&Version| {
            version.withdrawn.is_none() && version.effective.counted() <= day
        };
        let versions = document.versions.iter().filter(began);
        versions.filter_map(|version| Some((version, self.texts.get(&version.id)?)))
    }
}

/// What a name stood for in one more text.
fn left<'l>(
    all: &'l mut LeftNames,
    name: &str,
    id: Identity,
    version: &Version,
) -> &'l mut LeftName {
    let left = all.entry(name.to_owned()).or_default();
    left.ids.insert(id);
    left.last = Some(version.id);
    left
}

/// A name by a place is called by the words that it stood for first.
fn former_names(
    all: &mut LeftNames,
    names: &[(String, Identity)],
    words: &HashMap<Identity, &str>,
    version: &Version,
) {
    for (name, id) in names {
        let left = left(all, name, *id, version);
        if left.words.is_empty() {
            left.words = words.get(id).copied().unwrap_or_default().to_owned();
        }
    }
}

/// The name of a purpose's page without a key: the words are what it is.
pub(super) fn purpose_name(identity: &str) -> String {
    made("u", identity)
}

/// A short name of words, in ASCII.
fn made(code: &str, words: &str) -> String {
    format!("{code}-{}", &Digest::of(words.as_bytes()).to_string()[..10])
}

/// The versions in the order in which they came into the ledger: what was published first has its name first.
fn recorded(document: &Document) -> Vec<&Version> {
    let lines = document.ledger.lines().iter();
    let made = lines.filter_map(|line| line.event.act.makes());
    let place: HashMap<VersionId, usize> = made.zip(0..).collect();
    let mut all: Vec<&Version> = document.versions.iter().collect();
    all.sort_by_key(|version| (version.recorded, place.get(&version.id).copied()));
    all
}

/// The names given so far.
struct Naming<'c> {
    comparisons: &'c Comparisons,
    /// In small letters, since some disks do not tell them apart: what each stands for.
    names: HashMap<String, Identity>,
    /// The name of each row.
    known: Vec<String>,
    /// How many purposes there are.
    purposes: usize,
}

/// For each row what it is, as another text knows it; for each of its purposes likewise.
type Inherited = (Vec<Option<Identity>>, Vec<Vec<Option<Identity>>>);

impl Naming<'_> {
    fn text(
        &mut self,
        version: &Version,
        done: &[&Version],
        texts: &HashMap<VersionId, NamedText>,
    ) -> NamedText {
        let rows = rows(&version.tree);
        let (row_ids, purpose_ids) = self.inherited(version, &rows, done, texts);
        let mut taken: HashSet<Identity> = row_ids.iter().flatten().copied().collect();
        let row_ids: Vec<Identity> = row_ids
            .into_iter()
            .zip(&rows)
            .map(|(id, row)| id.unwrap_or_else(|| self.new_row(row, &mut taken)))
            .collect();
        for (row, id) in rows.iter().zip(&row_ids) {
            let Some(key) = row.key.as_ref().map(|key| key.as_str()) else { continue };
            // A key that the author gave later is the name from then on.
            if self.names.get(&key.to_ascii_lowercase()) != Some(id) {
                self.known[*id] = self.free(key, *id, &HashSet::new());
            }
        }
        let purpose_ids = purpose_ids.into_iter().map(|ids| {
            let new = |id: Option<Identity>| id.unwrap_or_else(|| self.new_purpose());
            ids.into_iter().map(new).collect()
        });
        let purpose_ids = purpose_ids.collect();
        let row_names = row_ids.iter().map(|id| self.known[*id].clone()).collect();
        let mut text =
            NamedText { rows, row_ids, purpose_ids, row_names, former: FormerNames::default() };
        let day = version.recorded;
        if (day.year(), day.month(), day.day()) <= LAST_BY_PLACE {
            text.former = former(version, &text);
        }
        text
    }

    /// What a text has from the text that it was made of: the one whose place it takes, else the one before it; a text
    /// of the past that was added later, from the one behind it.
    fn inherited(
        &self,
        version: &Version,
        rows: &[PurposeRow],
        done: &[&Version],
        texts: &HashMap<VersionId, NamedText>,
    ) -> Inherited {
        let none = || rows.iter().map(|row| vec![None; row.purposes.len()]).collect();
        let mut out: Inherited = (vec![None; rows.len()], none());
        let day = |version: &Version| version.effective.counted();
        let made_of = match version.came {
            Provenance::Corrects(id) | Provenance::Reissues(id) => {
                done.iter().find(|one| one.id == id)
            }
            Provenance::Sealed | Provenance::Registered => None,
        };
        let live = || done.iter().filter(|one| one.is_live());
        let before = live().filter(|one| day(one) <= day(version));
        let behind = live().filter(|one| day(one) > day(version));
        let older = made_of.or_else(|| before.max_by_key(|one| day(one)));
        let newer = if older.is_some() { None } else { behind.min_by_key(|one| day(one)) };
        if let Some((older, text)) = older.and_then(|one| Some((one, texts.get(&one.id)?))) {
            let sides = ((&older.tree, &text.rows[..]), (&version.tree, rows));
            for (at, pair) in pairs(sides.0, sides.1, self.comparisons).into_iter().enumerate() {
                let Some(pair) = pair else { continue };
                out.0[at] = Some(text.row_ids[pair.row]);
                for (nth, was) in pair.purposes.iter().enumerate() {
                    out.1[at][nth] = was.map(|was| text.purpose_ids[was.row][was.purpose]);
                }
            }
        }
        if let Some((newer, text)) = newer.and_then(|one| Some((one, texts.get(&one.id)?))) {
            let sides = ((&version.tree, rows), (&newer.tree, &text.rows[..]));
            for (at, pair) in pairs(sides.0, sides.1, self.comparisons).into_iter().enumerate() {
                let Some(pair) = pair else { continue };
                out.0[pair.row] = Some(text.row_ids[at]);
                for (nth, was) in pair.purposes.iter().enumerate() {
                    if let Some(was) = was {
                        out.1[was.row][was.purpose] = Some(text.purpose_ids[at][nth]);
                    }
                }
            }
        }
        out
    }

    /// A row that the text before does not have: one that is back under its name, or a new one.
    fn new_row(&mut self, row: &PurposeRow, taken: &mut HashSet<Identity>) -> Identity {
        let key = row.key.as_ref().map(|key| key.as_str().to_owned());
        let name = key.unwrap_or_else(|| made("r", &row.name));
        let new = self.known.len();
        let free = self.free(&name, new, taken);
        let id = self.names[&free.to_ascii_lowercase()];
        if id == new {
            self.known.push(free);
        }
        taken.insert(id);
        id
    }

    /// The name, or the name with the first number that makes it unique, given to `id` where nothing has it yet. With
    /// `taken`, a name that has been given counts as free where what it stands for is not there any more.
    fn free(&mut self, name: &str, id: Identity, taken: &HashSet<Identity>) -> String {
        let mut free = folder(name);
        let mut count = 1;
        loop {
            match self.names.get(&free.to_ascii_lowercase()) {
                None => {
                    self.names.insert(free.to_ascii_lowercase(), id);
                    return free;
                }
                Some(known)
                    if *known == id || (id == self.known.len() && !taken.contains(known)) =>
                {
                    return free;
                }
                Some(_) => {
                    count += 1;
                    free = format!("{}--{count}", folder(name));
                }
            }
        }
    }

    fn new_purpose(&mut self) -> Identity {
        self.purposes += 1;
        self.purposes - 1
    }
}

/// The names that an earlier kohyo gave: by the places of rows, and of purposes in their rows.
fn former(version: &Version, text: &NamedText) -> FormerNames {
    let anchors = Anchors::of(&version.tree);
    let mut names = Names::default();
    let rows: Vec<String> = text
        .rows
        .iter()
        .map(|row| {
            let anchor = anchors.get(row.ordinal).map(|anchor| anchor.to_string());
            names.free(&anchor.unwrap_or_else(|| format!("n{}", row.ordinal)))
        })
        .collect();
    let mut seen: HashSet<String> = HashSet::new();
    let mut purposes = Vec::new();
    for (at, row) in text.rows.iter().enumerate() {
        for (nth, purpose) in row.purposes.iter().enumerate() {
            if seen.insert(purpose.identity()) && purpose.key.is_none() {
                let name = format!("{}-{}", rows[at], nth + 1);
                purposes.push((folder(&name), text.purpose_ids[at][nth]));
            }
        }
    }
    FormerNames { rows: rows.into_iter().zip(text.row_ids.iter().copied()).collect(), purposes }
}

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name of a folder, which no disk reserves.
fn folder(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let device = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    if DEVICES.contains(&device) { format!("{name}--2") } else { name.to_owned() }
}

/// Names of folders: each once, whatever the case, and none that a disk reserves.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// The name, or the name with the first number that makes it unique.
    pub(super) fn free(&mut self, name: &str) -> String {
        let mut free = folder(name);
        let mut count = 1;
        while !self.0.insert(free.to_ascii_lowercase()) {
            count += 1;
            free = format!("{name}--{count}");
        }
        free
    }
}
