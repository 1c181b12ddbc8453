//! What is known about the organisation, dated: name, address, representative … from `organisation.yaml`.
//! Does not know what day it is, nor which document uses a fact.

use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, NamedKind, Shape};
use super::wording;
use super::yaml::{Value, YamlNode};
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::text::date::{self, Date};
use crate::tree::{Digest, Mark, Origin, Role, Text, TextBuilder};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every fact that kohyo knows.
pub static FACTS: [NamedKind; 11] = [
    ("name", Role::of("organisation.name"), "名称"),
    ("name-kana", Role::of("organisation.name-kana"), "名称（読み）"),
    ("postal", Role::of("organisation.postal"), "郵便番号"),
    ("address", Role::of("organisation.address"), "所在地"),
    ("representative", Role::of("organisation.representative"), "代表者"),
    ("phone", Role::of("organisation.phone"), "電話"),
    ("fax", Role::of("organisation.fax"), "FAX"),
    ("email", Role::of("organisation.email"), "メール"),
    ("url", Role::of("organisation.url"), "ウェブサイト"),
    ("insurer-number", Role::of("organisation.insurer-number"), "保険者番号"),
    ("corporate-number", Role::of("organisation.corporate-number"), "法人番号"),
];

/// `organisation.yaml`: each fact is words for always, or a list of values with the days of their changes.
pub static FILE: Shape =
    Shape::KindMap(&FACTS, &Shape::OneOrMore(&Shape::AnyOf(&[Shape::Text, Shape::Map(&DATED)])));

static DATED: [EntrySpec; 4] = [
    EntrySpec::may(
        "from",
        "この値になった日（例：2026-07-01、令和8年7月1日）。1 つ目だけは省けます。",
        Shape::Day,
    ),
    EntrySpec::may("value", "値。", Shape::Text),
    EntrySpec::may("title", "役職（理事長など）。", Shape::Text),
    EntrySpec::may("name", "氏名。", Shape::Text),
];

/// The entry `fact` of a field.
pub const FACT: EntrySpec = EntrySpec::may(
    "fact",
    "organisation.yaml のどの事実をここに印刷するか。変わった日から新しい内容になります。",
    Shape::KindName(&FACTS),
);

/// The fact that a node names, and its words.
pub fn named(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    facts: &OrganisationFacts,
) -> Option<(&'static NamedKind, Text)> {
    let names = FACTS.each_ref().map(|(name, ..)| (*name, *name));
    let name = reader.choice(node, &names)?;
    reader.uses(name);
    let kind = FACTS.iter().find(|(known, ..)| *known == name)?;
    let Some(text) = facts.get(name) else {
        let span = reader.source().span(node.range.clone());
        reader.say(Finding::error("missing-fact", fill! { name }).at(span));
        return None;
    };
    Some((kind, text.clone()))
}

/// The names of the facts, in the order in which they are told.
pub fn names() -> impl Iterator<Item = &'static str> {
    FACTS.iter().map(|(name, ..)| *name)
}

/// All facts with all their values.
#[derive(Clone, Debug, Default)]
pub struct DatedFacts {
    facts: Vec<(&'static str, Vec<Dated>)>,
}

/// A value and the day from which it counts; `None`: as far back as is known.
#[derive(Clone, Debug)]
struct Dated {
    from: Option<Date>,
    text: Text,
}

/// What a section cannot say itself: the organisation's facts as they are on one day, and what the files of
/// its figures are.
#[derive(Clone, Debug, Default)]
pub struct OrganisationFacts {
    values: Vec<(&'static str, Text)>,
    figures: Arc<BTreeMap<String, Figure>>,
}

/// A file below `figures/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// How many bytes there are.
    pub size: u64,
}

impl OrganisationFacts {
    /// OrganisationFacts that are given; for writing and for tests.
    pub fn of(values: Vec<(&'static str, Text)>) -> OrganisationFacts {
        OrganisationFacts { values, figures: Arc::default() }
    }

    /// The same with the files below `figures/`, by their names.
    pub fn with_figures(mut self, figures: Arc<BTreeMap<String, Figure>>) -> OrganisationFacts {
        self.figures = figures;
        self
    }

    /// The file of that name below `figures/`.
    pub fn figure(&self, name: &str) -> Option<Figure> {
        self.figures.get(name).copied()
    }

    /// The value of a fact.
    pub fn get(&self, name: &str) -> Option<&Text> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }
}

impl DatedFacts {
    /// Reads `organisation.yaml`.
    pub fn read(reader: &mut Reader<'_>) -> DatedFacts {
        let names = FACTS.each_ref().map(|(name, ..)| *name);
        let mut facts = Vec::new();
        let node = reader.yaml();
        let fields = node.as_ref().and_then(|node| reader.fields(node, &names));
        for name in names {
            if let Some(node) = fields.as_ref().and_then(|fields| fields.get(name)) {
                facts.push((name, values(reader, node)));
            }
        }
        DatedFacts { facts }
    }

    /// The facts on a day; before the first day of a fact, and for `None`, its first value.
    pub fn on(&self, day: Option<Date>) -> OrganisationFacts {
        let values = self.facts.iter().filter_map(|(name, values)| {
            let known = values.iter().rev().find(|value| value.from.is_none() || value.from <= day);
            Some((*name, known.or(values.first())?.text.clone()))
        });
        OrganisationFacts::of(values.collect())
    }

    /// The days on which one of these facts changes, ascending.
    pub fn changes(&self, names: &[&'static str]) -> Vec<Date> {
        let mut days: Vec<Date> = self
            .facts
            .iter()
            .filter(|(name, _)| names.contains(name))
            .flat_map(|(_, values)| values.iter().skip(1).filter_map(|value| value.from))
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The words of every value of a fact, with their places.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = Text> {
        let values = self.facts.iter().filter(move |(known, _)| *known == name);
        values.flat_map(|(_, values)| values.iter().map(|value| value.text.clone()))
    }

    /// Every value of a fact with the day from which it counts, oldest first.
    pub fn values(&self, name: &str) -> Vec<(Option<Date>, String)> {
        let values = self.facts.iter().find(|(known, _)| *known == name);
        values.map_or_else(Vec::new, |(_, values)| {
            let dated = |value: &Dated| (value.from, value.text.words());
            values.iter().map(dated).collect()
        })
    }
}

/// The values of one fact: words for always, or a list with days.
fn values(reader: &mut Reader<'_>, node: &YamlNode) -> Vec<Dated> {
    let mut out: Vec<Dated> = Vec::new();
    for (at, node) in reader.one_or_more(node).iter().enumerate() {
        let Some((value, span)) = value(reader, node, at) else {
            continue;
        };
        let before = out.last().and_then(|last| last.from);
        if value.from.is_some() && value.from <= before {
            reader.say(Finding::error("dates-order", fill! {}).at(span));
        }
        out.push(value);
    }
    out
}

fn value(reader: &mut Reader<'_>, node: &YamlNode, at: usize) -> Option<(Dated, Span)> {
    let place = node.range.start;
    let mut span = reader.source().span(place..place);
    if !matches!(node.value, Value::Map(_)) {
        let text = wording::text(reader, node)?;
        let value = Dated { from: None, text };
        if at > 0 {
            reader.say(undated(span.clone()));
        }
        return Some((value, span));
    }
    let fields = reader.map(node, &[&DATED])?;
    let from = match fields.get("from") {
        Some(node) => {
            span = reader.source().span(node.range.clone());
            Some(day(reader, node)?)
        }
        None => {
            if at > 0 {
                reader.say(undated(span.clone()));
            }
            None
        }
    };
    let text = read_fact_words(reader, &fields)?;
    Some((Dated { from, text }, span))
}

fn undated(span: Span) -> Finding {
    Finding::error("missing-name.from", fill! {}).at(span)
}

/// What stands between a title and a name.
const BETWEEN: &str = "　";

/// `value`, or `title` and `name` of a person, as they are printed.
fn read_fact_words(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Option<Text> {
    if let Some(node) = fields.get("value") {
        return wording::text(reader, node);
    }
    let title = fields.get("title").and_then(|node| wording::text(reader, node));
    let Some(node) = fields.get("name") else {
        reader.missing(fields, "value");
        return None;
    };
    let name = wording::text(reader, node)?;
    let Some(title) = title else {
        return Some(name);
    };
    let mut joined = TextBuilder::new();
    for run in title.runs() {
        joined.push(run.words(), run.mark().clone());
    }
    joined.push(BETWEEN, Mark::Plain);
    for run in name.runs() {
        joined.push(run.words(), run.mark().clone());
    }
    let joined = joined.finish();
    let origin = match (title.span(), name.span()) {
        (Some(title_at), Some(name_at))
            if title.origin().is_exact() && name.origin().is_exact() =>
        {
            let behind = title.words().len();
            let steps = [
                (0, title_at.range.start),
                (behind, title_at.range.end),
                (behind + BETWEEN.len(), name_at.range.start),
            ];
            Origin::joined(name_at.file, steps)
        }
        (Some(span), _) => Origin::loose(span.file, span.range.start),
        (None, _) => Origin::none(),
    };
    Some(joined.with_origin(origin))
}

/// A day in any usual form.
pub fn day(reader: &mut Reader<'_>, node: &YamlNode) -> Option<Date> {
    let words = reader.words(node)?;
    match date::parse(words.words()) {
        Ok(reading) => {
            if let Some(note) = reading.note {
                reader.say(Finding::of_era(&note).at(words.whole()));
            }
            Some(reading.date)
        }
        Err(error) => {
            reader.say(Finding::of_date(&error).at(words.whole()));
            None
        }
    }
}
