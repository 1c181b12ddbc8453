//! Every kind that is nothing but a declaration, generated from it: what is written is read back as it was, and
//! is as its schema says.

use super::generated::kinds::{items, paragraphs};
use super::generated::words::{key, label, plain, text};
use kohyo::sections::{EntrySpec, LabelSource, NamedKind, Need, SECTIONS, Section, Shape, write};
use kohyo::site::load::schemas;
use kohyo::tree::{Bare, Form, Provision, Role, Text, transcript};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

type Parts = BoxedStrategy<Vec<Arc<Provision>>>;

fn list(list: &'static str, item: &'static str) -> impl Strategy<Value = Arc<Provision>> {
    items(item).prop_map(move |items| Bare::new(Form::List).role(Role::of(list)).with(items))
}

fn some(paragraphs: impl Strategy<Value = Vec<Arc<Provision>>> + 'static) -> Parts {
    paragraphs.prop_filter("some", |paragraphs| !paragraphs.is_empty()).boxed()
}

/// A printed name: the usual one, another, or none.
fn printed(usual: &'static str) -> impl Strategy<Value = Text> {
    prop_oneof![
        4 => Just(Text::plain(usual)),
        1 => plain(),
        1 => Just(Text::empty()),
    ]
}

/// A field: one text or several paragraphs, with or without a list, with or without fields inside.
fn field(
    role: &'static str,
    usual: &'static str,
    inner: &'static [EntrySpec],
) -> impl Strategy<Value = Arc<Provision>> {
    let words = prop_oneof![
        text().prop_map(|text| (text, Vec::new())),
        some(paragraphs("", Form::Paragraph)).prop_map(|many| (Text::empty(), many)),
        // With nothing else, a list alone.
        Just((Text::empty(), Vec::new())),
    ];
    let inner: Parts = if inner.is_empty() { Just(Vec::new()).boxed() } else { parts(inner) };
    let own = prop_oneof![2 => Just(""), 1 => label()];
    let all = (
        printed(usual),
        option::weighted(0.2, key()),
        own,
        words,
        option::of(list("", role)),
        inner,
        list("", role),
    );
    all.prop_map(move |(heading, key, label, (text, mut children), more, inner, spare)| {
        let is_empty = text.is_empty() && children.is_empty() && inner.is_empty();
        children.extend(more.or(is_empty.then_some(spare)));
        children.extend(inner);
        Bare::new(Form::Field)
            .role(Role::of(role))
            .key(key.flatten())
            .label(label)
            .heading(heading)
            .text(text)
            .with(children)
    })
}

fn value(role: &'static str, usual: &'static str) -> impl Strategy<Value = Arc<Provision>> {
    (printed(usual), key(), text()).prop_map(move |(heading, key, text)| {
        Bare::new(Form::Field).role(Role::of(role)).key(key).heading(heading).text(text).leaf()
    })
}

fn named(kinds: &'static [NamedKind], item: &'static str) -> Parts {
    let one = (0..kinds.len()).prop_flat_map(move |at| {
        let (_, role, usual) = &kinds[at];
        (printed(usual), key(), text(), option::of(list("", item))).prop_map(
            move |(heading, key, text, list)| {
                Bare::new(Form::Field)
                    .role(role.clone())
                    .key(key)
                    .heading(heading)
                    .text(text)
                    .with(list)
            },
        )
    });
    vec(one, 1..4).boxed()
}

fn block(role: &'static str, inner: &'static [EntrySpec]) -> impl Strategy<Value = Arc<Provision>> {
    let heading = option::of(text()).prop_map(Option::unwrap_or_default);
    let lead = paragraphs("lead", Form::Paragraph);
    let notes = paragraphs("note", Form::Note);
    (heading, key(), label(), lead, parts(inner), notes).prop_map(
        move |(heading, key, label, lead, own, notes)| {
            Bare::new(Form::Group)
                .role(Role::of(role))
                .key(key)
                .label(label)
                .heading(heading)
                .with(lead.into_iter().chain(own).chain(notes))
        },
    )
}

fn rows(table: &'static str, row: &'static str, cells: &'static [EntrySpec]) -> Parts {
    let of = |cell: &'static EntrySpec| match &cell.shape {
        Shape::Cell { role, printed } => (role.clone(), *printed),
        other => panic!("{other:?} is no cell"),
    };
    let shown = vec(any::<bool>(), cells.len());
    let columns = vec(option::weighted(0.3, text()), cells.len());
    let rows = vec((key(), vec(text(), cells.len())), 1..4);
    (shown, columns, rows)
        .prop_map(move |(shown, columns, rows)| {
            let shown: Vec<usize> = (0..cells.len())
                .filter(|at| cells[*at].need == Need::Required || shown[*at])
                .collect();
            let cell = |text: Text| Bare::new(Form::Cell).text(text);
            let title = |at: &usize| {
                let given = columns[*at].clone();
                cell(given.unwrap_or_else(|| Text::plain(of(&cells[*at]).1))).leaf()
            };
            let mut all = vec![Bare::new(Form::Header).with(shown.iter().map(title))];
            for (nth, (key, texts)) in rows.into_iter().enumerate() {
                let one = |at: &usize| {
                    // A cell that may be left out is empty in every row but the first.
                    let is_left_out = nth > 0 && cells[*at].need == Need::Optional;
                    let text = if is_left_out { Text::empty() } else { texts[*at].clone() };
                    cell(text).role(of(&cells[*at]).0).leaf()
                };
                let bare = Bare::new(Form::Row).role(Role::of(row)).key(key);
                all.push(bare.with(shown.iter().map(one)));
            }
            vec![Bare::new(Form::Table).role(Role::of(table)).with(all)]
        })
        .boxed()
}

fn part(entry: &'static EntrySpec) -> Parts {
    match &entry.shape {
        Shape::Paragraphs(role) => some(paragraphs(role.as_str(), Form::Paragraph)),
        Shape::Items { list: role, item } => {
            let one = list(role.as_str(), item.as_str());
            one.prop_map(|list| vec![list]).boxed()
        }
        Shape::Field { role, printed, inner } => {
            field(role.as_str(), printed, inner).prop_map(|field| vec![field]).boxed()
        }
        Shape::Values { role, printed } => vec(value(role.as_str(), printed), 1..3).boxed(),
        Shape::Named { kinds, item } => named(kinds, item.as_str()),
        Shape::Free(role) => vec(field(role.as_str(), "", &[]), 1..3).boxed(),
        Shape::Blocks { role, inner } => vec(block(role.as_str(), inner), 1..3).boxed(),
        Shape::Rows { table, row, cells } => rows(table.as_str(), row.as_str(), cells),
        _ => Just(Vec::new()).boxed(),
    }
}

/// Some of what is declared, all that must be there, in any order.
fn parts(declared: &'static [EntrySpec]) -> Parts {
    let all: Vec<Parts> = declared
        .iter()
        .map(|entry| match entry.need {
            Need::Required => part(entry),
            Need::Optional => {
                option::weighted(0.4, part(entry)).prop_map(Option::unwrap_or_default).boxed()
            }
        })
        .collect();
    all.prop_shuffle_each()
}

/// Shuffles what strategies give.
trait Shuffled {
    fn prop_shuffle_each(self) -> Parts;
}

impl Shuffled for Vec<Parts> {
    fn prop_shuffle_each(self) -> Parts {
        self.prop_map(|parts| parts)
            .prop_shuffle()
            .prop_map(|parts| parts.into_iter().flatten().collect())
            .boxed()
    }
}

fn declared() -> Vec<&'static Section> {
    let is_declared = |section: &&Section| {
        let own = ["purposes", "retained-data", "organisation", "table", "figures", "prose"];
        !own.contains(&section.name)
    };
    SECTIONS.iter().filter(is_declared).collect()
}

/// The kinds that the property below makes.
pub(super) fn names() -> impl Iterator<Item = String> {
    declared().into_iter().map(|one| one.name.to_owned())
}

fn section() -> impl Strategy<Value = Arc<Provision>> {
    prop::sample::select(declared()).prop_flat_map(|section| {
        let entries = section.entries().expect("a declaration");
        block(section.name, entries)
    })
}

static SCHEMAS: LazyLock<Vec<(String, jsonschema::Validator)>> = LazyLock::new(|| {
    let compiled = |(path, schema): (String, schemars::Schema)| {
        let validator = jsonschema::validator_for(schema.as_value());
        (path, validator.expect("a schema"))
    };
    schemas().into_iter().map(compiled).collect()
});

/// What the schema at a path says against a YAML text.
pub(super) fn against_schema(path: &str, text: &str) -> Vec<String> {
    let value: serde_json::Value = serde_saphyr::from_str(text).expect("YAML");
    let (_, validator) = SCHEMAS
        .iter()
        .find(|(known, _)| known == path)
        .unwrap_or_else(|| panic!("no schema {path}"));
    let said = validator.iter_errors(&value);
    said.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_declared_kind_reads_what_it_writes(section in section()) {
        let file = write(&section, LabelSource::ByItself);
        let file = file.map_err(|misfit| {
            let words = transcript(&section);
            TestCaseError::fail(format!("{:?}\n{}\n{words}", misfit.codes, misfit.text))
        })?;
        let path = format!("sections/{}.json", section.role().as_str());
        prop_assert_eq!(against_schema(&path, &file.text), Vec::<String>::new(), "{}", file.text);
    }
}

/// Names of a map must not be those of the map around a field or block that it stands in, and roles must tell
/// what they belong to.
#[test]
fn no_name_means_two_things() {
    fn check(around: &[&str], entries: &'static [EntrySpec], faults: &mut Vec<String>) {
        for entry in entries {
            if around.contains(&entry.name) {
                faults.push(format!("`{}` is known around it", entry.name));
            }
            match &entry.shape {
                Shape::Field { inner, .. } => {
                    let known = ["key", "label", "heading", "fact", "text", "numbering", "items"];
                    check(&known, inner, faults);
                }
                Shape::Blocks { inner, .. } => check(&FRAME, inner, faults),
                _ => {}
            }
        }
    }
    const FRAME: [&str; 5] = ["key", "label", "heading", "lead", "notes"];
    let mut faults = Vec::new();
    for section in SECTIONS {
        if let Some(entries) = section.entries() {
            check(&FRAME, entries, &mut faults);
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
