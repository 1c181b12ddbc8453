//! Whatever is sealed, put off, called off, corrected and taken back, in whatever order: the text of every day is the text
//! in force with the amendments until that day, and no command changes a day that it does not tell of.

use kohyo::disk::{DiskError, Edits, Snapshot};
use kohyo::ledger::{Act, Day, Event, EventDetails, VersionId};
use kohyo::seal::{self, LedgerWriter, UndoRecord, effects, undo_path, undoable};
use kohyo::site::load::Salt;
use kohyo::site::{Document, Draft, Private, Settings, Site, Version};
use kohyo::text::date::Date;
use kohyo::tree::{Bare, Form, Key, Provision, Text};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub const SLUG: &str = "notice";

/// How many sentences a text has.
const SLOTS: usize = 4;

/// A text: which words each of its sentences has. No words are given twice.
pub type Words = [u32; SLOTS];

/// What is asked for: which command, about which version, which sentence, and which of the days ahead.
pub type Asked = (u8, usize, usize, i16);

/// An amendment as somebody would note it on paper.
#[derive(Clone, Debug)]
struct Noted {
    /// The version that it made first.
    root: VersionId,
    day: Date,
    /// Sentence by sentence, from which words to which.
    edits: BTreeMap<usize, (u32, u32)>,
}

/// What is known of a document, on paper and in the ledger.
pub struct Story {
    pub today: Date,
    first: Words,
    noted: Vec<Noted>,
    called_off: BTreeSet<u32>,
    next: u32,
    pub document: Document,
    files: BTreeMap<String, Vec<u8>>,
    /// How often a version was sealed, put off, called off, corrected.
    done: [u32; 4],
}

pub fn ahead(day: Date, days: i16) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

fn said(words: u32) -> String {
    const LETTERS: [char; 10] = ['亜', '伊', '宇', '江', '尾', '加', '木', '久', '毛', '古'];
    let letters = words.to_string();
    let letters: String =
        letters.chars().map(|c| LETTERS[c.to_digit(10).unwrap() as usize]).collect();
    format!("「{letters}」")
}

pub fn tree(words: Words) -> Arc<Provision> {
    let sentence = |(at, words): (usize, &u32)| {
        let key = Key::new(["a", "b", "c", "d"][at]).ok();
        let text = Text::plain(&format!("これは{}のことです。", said(*words)));
        Bare::new(Form::Prose).key(key).text(text).leaf()
    };
    Bare::new(Form::Document).with(words.iter().enumerate().map(sentence))
}

impl Story {
    pub fn new() -> Story {
        let first = [1, 2, 3, 4];
        let texts = BTreeMap::from([(VersionId::first(start()), tree(first))]);
        let mut story = Story {
            today: ahead(start(), -5),
            first,
            noted: Vec::new(),
            called_off: BTreeSet::new(),
            next: 5,
            document: Document::bare(SLUG, &texts).unwrap(),
            files: BTreeMap::new(),
            done: [0; 4],
        };
        let mut writer = LedgerWriter::new(nothing(), Salt::new([7; 32]));
        let plan = seal::plan(&story.document, Day::Known(start()), story.today).unwrap();
        let told = EventDetails::default();
        plan.write(&mut writer, &story.document, &told, &Private::default()).unwrap();
        story.write(writer);
        story.today = start();
        story
    }

    /// The words of a day, by what was noted, in the order in which versions of one day count; `None` where an
    /// amendment finds other words than it changes.
    pub fn words(&self, day: Date) -> Option<Words> {
        let mut words = self.first;
        let order: Vec<VersionId> =
            self.document.live().map(|version| self.root(version.id)).collect();
        let mut noted: Vec<&Noted> = self.noted.iter().filter(|one| one.day <= day).collect();
        noted.sort_by_key(|one| (one.day, order.iter().position(|root| *root == one.root)));
        for (slot, (from, to)) in noted.into_iter().flat_map(|one| &one.edits) {
            if words[*slot] != *from {
                return None;
            }
            words[*slot] = *to;
        }
        Some(words)
    }

    /// The version that one was at first, however often another took its place.
    fn root(&self, id: VersionId) -> VersionId {
        let mut version = self.document.version(id).unwrap();
        while let Some(earlier) = self.document.put_right_in(version) {
            version = earlier;
        }
        version.id
    }

    fn coming(&self, which: usize) -> Option<VersionId> {
        let coming =
            self.document.live().filter(|version| version.effective.counted() > self.today);
        let coming: Vec<VersionId> = coming.map(|version| version.id).collect();
        (!coming.is_empty()).then(|| coming[which % coming.len()])
    }

    fn noted(&mut self, id: VersionId) -> &mut Noted {
        let root = self.root(id);
        self.noted.iter_mut().find(|one| one.root == root).unwrap()
    }

    fn newest(&self) -> Words {
        self.words(ahead(start(), 9999)).unwrap()
    }

    fn fresh(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// Whether another amendment changes a sentence that this one changes.
    fn is_shared(&self, id: VersionId) -> bool {
        let root = self.root(id);
        let own = self.noted.iter().find(|one| one.root == root).unwrap();
        let others = self.noted.iter().filter(|one| one.root != root);
        let mut edits = others.flat_map(|one| one.edits.keys());
        edits.any(|slot| own.edits.contains_key(slot))
    }

    fn write(&mut self, writer: LedgerWriter<'_>) {
        let after = writer.outcome(&self.document);
        let edits = writer.edits().unwrap();
        let all = undoable(&edits, 0, |path| read(&self.files, path)).unwrap();
        let before = self.files.clone();
        apply(&mut self.files, &all);
        let mut undone = self.files.clone();
        let path = undo_path(SLUG, &after.ledger);
        let record = UndoRecord::read(&undone.remove(&path).unwrap()).unwrap();
        let undo = record.edits(|path| read(&undone, path)).unwrap().unwrap();
        apply(&mut undone, &undo);
        assert!(undone == before, "every file is as it was");
        self.document = after;
    }

    pub fn ask(&mut self, (what, which, slot, days): Asked) {
        let before = self.document.clone();
        let day = ahead(start(), 10 * days);
        match what {
            0..=2 if day > self.today => self.seal(slot, day),
            3 | 4 => self.postpone(which, day),
            5 => self.withdraw(which),
            6 => self.correct(slot),
            7 => self.today = ahead(self.today, 4),
            _ => {}
        }
        self.prove(&before);
    }

    fn seal(&mut self, slot: usize, day: Date) {
        let (mut words, fresh) = (self.newest(), self.fresh());
        let from = words[slot];
        words[slot] = fresh;
        self.document.draft = Draft::new(vec![(None, tree(words))]);
        let mut later = self.noted.iter().filter(|one| one.day > day);
        let is_free = later.all(|one| !one.edits.contains_key(&slot));
        let Ok(plan) = seal::plan(&self.document, Day::Known(day), self.today) else {
            return assert!(!is_free, "an amendment that fits is taken");
        };
        let mut writer = LedgerWriter::new(nothing(), Salt::new([7; 32]));
        let told = EventDetails::default();
        plan.write(&mut writer, &self.document, &told, &Private::default()).unwrap();
        self.write(writer);
        self.done[0] += 1;
        match &plan.version.reissues {
            Some((before, _)) => {
                let edits = &mut self.noted(*before).edits;
                edits.entry(slot).and_modify(|edit| edit.1 = fresh).or_insert((from, fresh));
            }
            None => {
                let edits = BTreeMap::from([(slot, (from, fresh))]);
                self.noted.push(Noted { root: plan.version.id, day, edits });
            }
        }
    }

    fn record(&mut self, act: Act) -> bool {
        let mut writer = LedgerWriter::new(nothing(), Salt::new([7; 32]));
        let event = Event::new(self.today, act);
        let done = seal::record(&mut writer, &self.document, event, &Private::default());
        if done.is_ok() {
            self.write(writer);
        }
        done.is_ok()
    }

    fn postpone(&mut self, which: usize, effective: Date) {
        let Some(version) = self.coming(which) else {
            return;
        };
        let is_shared = self.is_shared(version);
        let is_later = self.noted(version).day < effective;
        if self.record(Act::Postpone { version, effective }) {
            assert!(is_later);
            self.noted(version).day = effective;
            self.done[1] += 1;
        } else {
            assert!(is_shared || !is_later, "what shares no words with others can be put off");
        }
    }

    fn withdraw(&mut self, which: usize) {
        let Some(version) = self.coming(which) else {
            return;
        };
        let is_shared = self.is_shared(version);
        if self.record(Act::Withdraw { version }) {
            self.done[2] += 1;
            let root = self.root(version);
            let gone = self.noted.iter().find(|one| one.root == root).unwrap();
            self.called_off.extend(gone.edits.values().map(|(_, to)| *to));
            self.noted.retain(|one| one.root != root);
        } else {
            assert!(is_shared, "what shares no words with others can be called off");
        }
    }

    fn correct(&mut self, slot: usize) {
        let (mut words, fresh) = (self.newest(), self.fresh());
        let slip = words[slot];
        words[slot] = fresh;
        let has_it = |one: &&Noted| one.edits.get(&slot).is_some_and(|(_, to)| *to == slip);
        let Some(root) = self.noted.iter().find(has_it).map(|one| one.root) else {
            return;
        };
        let of_root = |version: &&Version| self.root(version.id) == root;
        let first = self.document.live().find(of_root);
        let Some(first) = first.filter(|first| first.effective.counted() > self.today) else {
            return;
        };
        let first = first.id;
        self.document.draft = Draft::new(vec![(None, tree(words))]);
        let all = seal::correct(&site(), &self.document, Some(first), self.today).unwrap();
        let mut writer = LedgerWriter::new(nothing(), Salt::new([7; 32]));
        for one in all {
            let event = |act| Event::new(self.today, act);
            one.write(&mut writer, &self.document, event, &Private::default()).unwrap();
        }
        self.write(writer);
        self.done[3] += 1;
        let edits = &mut self.noted(first).edits;
        edits.entry(slot).and_modify(|edit| edit.1 = fresh);
    }

    /// Every day reads as it should, and every change was told.
    fn prove(&self, before: &Document) {
        let told = effects(before, &self.document);
        let text = |document: &Document, day: Date| {
            document.in_force_on(day).map(|version| version.tree.clone())
        };
        // Everything happens on these days, and the day before each is the last of what was.
        let turns = (0..10).flat_map(|days| [10 * days - 1, 10 * days]);
        let turns = turns.map(|days| ahead(start(), days));
        for day in turns.chain([self.today, ahead(self.today, 1)]) {
            let (was, is) = (text(before, day), text(&self.document, day));
            let should_be = (day >= start()).then(|| tree(self.words(day).unwrap()));
            let whole = |tree: &Option<Arc<Provision>>| tree.as_ref().map(|tree| tree.whole());
            assert_eq!(whole(&is), whole(&should_be), "{day}");
            let is_told =
                told.iter().any(|one| one.from <= day && one.to.is_none_or(|to| day <= to));
            assert_eq!(is_told, whole(&was) != whole(&is), "{day}: {told:?}");
            assert!(day > self.today || !is_told, "{day}: what was in force never changes");
        }
        for version in self.document.live() {
            let words: Vec<String> =
                version.tree.children().iter().map(|own| own.text().words()).collect();
            for gone in &self.called_off {
                assert!(words.iter().all(|words| !words.contains(&said(*gone))), "{words:?}");
            }
        }
    }
}

pub fn start() -> Date {
    "2026-12-01".parse().unwrap()
}

fn nothing() -> &'static Snapshot {
    static NOTHING: std::sync::OnceLock<Snapshot> = std::sync::OnceLock::new();
    NOTHING.get_or_init(Snapshot::default)
}

fn site() -> Site {
    Site {
        law: kohyo::law::LawTables::packaged(),
        frame: Vec::new(),
        settings: Settings::default(),
        names: Vec::new(),
        documents: Vec::new(),
        own_files: Vec::new(),
    }
}

fn read(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
    Ok(files.get(path).cloned())
}

fn apply(files: &mut BTreeMap<String, Vec<u8>>, edits: &Edits) {
    for path in edits.paths() {
        match edits.written(path) {
            Some(bytes) => files.insert(path.to_owned(), bytes.to_vec()),
            None => files.remove(path),
        };
    }
}

pub fn asked() -> impl Strategy<Value = Vec<Asked>> {
    proptest::collection::vec((0..8u8, 0..4usize, 0..SLOTS, 1..9i16), 11..15)
}

/// Tells many stories; says how often a version was sealed, put off, called off and corrected in them.
fn tell(cases: u32) -> [u32; 4] {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let done = Cell::new([0; 4]);
    let told = TestRunner::new(config).run(&asked(), |all| {
        let mut story = Story::new();
        for asked in all {
            story.ask(asked);
        }
        done.set(std::array::from_fn(|at| done.get()[at] + story.done[at]));
        Ok(())
    });
    told.unwrap_or_else(|error| panic!("{error}"));
    done.get()
}

#[test]
fn every_day_reads_as_its_amendments_say_and_every_change_is_told() {
    // In two halves, side by side.
    let halves = [(); 2].map(|()| std::thread::spawn(|| tell(1000)));
    for half in halves {
        let done = half.join().unwrap();
        assert!(done.into_iter().all(|count| count > 200), "{done:?}");
    }
}
