//! Aids beside the text: furigana, plain Japanese, English. Outside of the tree, of digests and of every
//! comparison; each tied to the words it was made for. Does not know pages or files.

use super::anchors::Anchors;
use crate::text::named;
use crate::tree::{Digest, Form, Provision};
use std::ops::Range;
use std::sync::Arc;

named! {
    /// A sort of aid.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum AidKind {
        /// Readings over the words themselves.
        Furigana = "furigana" "ふりがなつき",
        /// やさしい日本語.
        Easy = "easy" "やさしい日本語",
        /// A translation into English.
        English = "en" "English",
    }
    /// The name of its file and of its pages.
    name;
    /// What it is called.
    title;
}

impl AidKind {
    /// The language that it is written in (BCP 47).
    pub fn lang(self) -> &'static str {
        match self {
            AidKind::Furigana | AidKind::Easy => "ja",
            AidKind::English => "en",
        }
    }
}

/// What an aid was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MadeFor {
    /// The words of a unit by [`AidUnit::digest`].
    Digest(String),
    /// The words themselves; white space does not count.
    Words(String),
}

/// An aid for one unit of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aid {
    /// The place of the unit.
    pub place: String,
    /// The words that it was made for.
    pub made_for: MadeFor,
    /// Instead of the heading; may be empty.
    pub heading: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// A list after them.
    pub items: Vec<String>,
}

/// A word with its reading, in the parts that the author gave, so that a long one can turn between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Each part with its reading; never empty.
    pub parts: Vec<(String, String)>,
}

/// What parts are separated by: `支払｜基金: しはらい｜ききん`.
const PARTS: [char; 2] = ['｜', '|'];

impl Word {
    /// A word and its reading, both in the same parts; none where the parts do not answer each other.
    pub fn of(words: &str, reading: &str) -> Option<Word> {
        let (words, readings) = (words.split(PARTS), reading.split(PARTS));
        let is_whole = words.clone().count() == readings.clone().count();
        let parts: Vec<(String, String)> =
            words.map(str::to_owned).zip(readings.map(str::to_owned)).collect();
        let is_said = |(part, reading): &(String, String)| !part.is_empty() && !reading.is_empty();
        (is_whole && parts.iter().all(is_said)).then_some(Word { parts })
    }

    /// The word as it stands in texts.
    pub fn words(&self) -> String {
        self.parts.iter().map(|(part, _)| part.as_str()).collect()
    }
}

/// Readings of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furigana {
    /// Words with their readings, for the whole document.
    pub words: Vec<Word>,
    /// By the place of a unit: words that are read otherwise there.
    pub at: Vec<(String, Vec<Word>)>,
}

/// The aids of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aids {
    /// Readings, where there are any.
    pub furigana: Option<Arc<Furigana>>,
    /// In plain Japanese.
    pub easy: Vec<Aid>,
    /// In English.
    pub english: Vec<Aid>,
}

impl Aids {
    /// The aids of a sort that are texts of their own; furigana has none.
    pub fn texts(&self, kind: AidKind) -> &[Aid] {
        match kind {
            AidKind::Furigana => &[],
            AidKind::Easy => &self.easy,
            AidKind::English => &self.english,
        }
    }
}

/// The place of the title and of what stands before the first place: it is the id of the title on pages.
const TITLE: &str = "kohyo-title";

/// A piece of a unit's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AidPiece {
    /// The name of the column of a table, else empty.
    pub column: String,
    /// The printed number, else empty.
    pub label: String,
    /// The words.
    pub words: String,
    /// What the words are.
    pub form: PieceForm,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceForm {
    /// A heading.
    Heading,
    /// The name of a field.
    Name,
    /// The name of a column of a table, in the table's own head.
    Column,
    /// What names a row of a table.
    Row,
    /// Words.
    Text,
}

/// What one aid is for: a provision that has an anchor, with everything below it that has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AidUnit {
    /// Its anchor on pages: the author's key, else the path of numbers.
    pub place: Arc<str>,
    /// How many units it stands in.
    pub depth: usize,
    /// Its words in reading order.
    pub pieces: Vec<AidPiece>,
}

impl AidUnit {
    /// Its words, a line for each piece. Numbers and names of columns do not count, so that a renumbering
    /// leaves aids as they are.
    pub fn words(&self) -> String {
        let words: Vec<&str> = self.pieces.iter().map(|piece| &*piece.words).collect();
        words.join("\n")
    }

    /// The first 16 hexadecimal digits of the SHA-256 of [`AidUnit::words`].
    pub fn digest(&self) -> String {
        Digest::of(self.words().as_bytes()).to_string()[..16].to_owned()
    }

    fn is_for(&self, made_for: &MadeFor, digest: &str) -> bool {
        match made_for {
            MadeFor::Digest(wanted) => wanted == digest,
            MadeFor::Words(words) => visible(words) == visible(&self.words()),
        }
    }
}

fn visible(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A stretch of a text whose words are of one unit: what stands before, between or after the units inside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSpan {
    /// The unit, by its place among all.
    pub unit: usize,
    /// Which of its pieces.
    pub pieces: Range<usize>,
}

/// The units of a text in reading order; those without words are left out.
pub fn units(root: &Provision, anchors: &Anchors) -> Vec<AidUnit> {
    stretches(root, anchors).0
}

/// The units of a text, and the text itself as stretches of them, both in reading order.
pub fn stretches(root: &Provision, anchors: &Anchors) -> (Vec<AidUnit>, Vec<UnitSpan>) {
    let mut walk = UnitWalk {
        anchors,
        units: vec![AidUnit { place: TITLE.into(), depth: 0, pieces: Vec::new() }],
        stretches: Vec::new(),
        ordinal: 0,
    };
    walk.provision(root, 0, &[], "");
    let mut kept = 0;
    let places: Vec<usize> = walk
        .units
        .iter()
        .map(|unit| {
            kept += usize::from(!unit.pieces.is_empty());
            kept
        })
        .collect();
    for stretch in &mut walk.stretches {
        stretch.unit = places[stretch.unit] - 1;
    }
    walk.units.retain(|unit| !unit.pieces.is_empty());
    (walk.units, walk.stretches)
}

struct UnitWalk<'a> {
    anchors: &'a Anchors,
    units: Vec<AidUnit>,
    stretches: Vec<UnitSpan>,
    ordinal: usize,
}

impl UnitWalk<'_> {
    fn provision(&mut self, own: &Provision, above: usize, columns: &[String], column: &str) {
        let anchor = self.anchors.get(self.ordinal).cloned();
        self.ordinal += 1;
        let unit = match anchor {
            Some(place) => {
                self.units.push(AidUnit {
                    place,
                    depth: self.units[above].depth + 1,
                    pieces: Vec::new(),
                });
                self.units.len() - 1
            }
            None => above,
        };
        let heading = match own.form() {
            Form::Field => PieceForm::Name,
            _ => PieceForm::Heading,
        };
        let role = own.role().as_str();
        let text =
            if own.form() == Form::Cell && (role == "row-header" || role.ends_with(".category")) {
                PieceForm::Row
            } else {
                PieceForm::Text
            };
        let mut label = own.label().map_or("", |label| label.as_str());
        for (text, form) in [(own.heading(), heading), (own.text(), text)] {
            let words = text.words().trim().to_owned();
            if !words.is_empty() {
                let piece =
                    AidPiece { column: column.to_owned(), label: label.to_owned(), words, form };
                self.put(unit, piece);
                label = "";
            }
        }
        let mut named: Vec<String> = Vec::new();
        for (nth, child) in own.children().iter().enumerate() {
            let column = match own.form() {
                Form::Row => columns.get(nth).map_or("", String::as_str),
                _ => column,
            };
            let columns = if named.is_empty() { columns } else { &named };
            let first = self.units[unit].pieces.len();
            self.provision(child, unit, columns, column);
            if child.form() == Form::Header {
                for piece in self.units[unit].pieces.iter_mut().skip(first) {
                    piece.form = PieceForm::Column;
                }
                let cells = child.children().iter();
                named = cells.map(|cell| all_words(cell)).collect();
            }
        }
    }
}

impl UnitWalk<'_> {
    fn put(&mut self, unit: usize, piece: AidPiece) {
        let pieces = &mut self.units[unit].pieces;
        pieces.push(piece);
        match self.stretches.last_mut() {
            Some(last) if last.unit == unit => last.pieces.end = pieces.len(),
            Some(_) | None => {
                self.stretches.push(UnitSpan { unit, pieces: pieces.len() - 1..pieces.len() })
            }
        }
    }
}

fn all_words(own: &Provision) -> String {
    own.visit().map(|(_, part)| part.heading().words() + &part.text().words()).collect()
}

/// What there is for a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match<'a> {
    /// An aid for these very words.
    Current(&'a Aid),
    /// An aid for other words in the same place.
    Stale(&'a Aid),
    /// Nothing.
    Missing,
}

/// The aid for a unit: one for its place and words, else one for the same words in another place (the
/// provision was moved or renumbered), else one that its place had for other words.
pub fn find<'a>(aids: &'a [Aid], unit: &AidUnit) -> Match<'a> {
    let digest = unit.digest();
    let here = |aid: &&Aid| *aid.place == *unit.place;
    let fits = |aid: &&Aid| unit.is_for(&aid.made_for, &digest);
    let current = aids.iter().filter(fits).find(here);
    if let Some(aid) = current.or_else(|| aids.iter().find(fits)) {
        return Match::Current(aid);
    }
    aids.iter().rfind(here).map_or(Match::Missing, Match::Stale)
}
