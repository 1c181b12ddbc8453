//! Every kind of section, generated: what is written is read back as it was, whatever the words are.

mod figures;
pub(super) mod kinds;
mod prose;
pub(super) mod words;

use figures::figures;
use kinds::section;
use kohyo::disk::Snapshot;
use kohyo::sections::{
    LabelSource, Numbering, OrganisationFacts, SECTIONS, Section, YamlSource, facts_told, write,
};
use kohyo::site::Settings;
use kohyo::site::load::{load, write_document, write_settings};
use kohyo::tree::{Bare, Form, Provision, Role, Text, transcript};
use proptest::collection::vec;
use proptest::prelude::*;
use prose::prose;
use std::sync::Arc;
use words::{label, line};

/// Reads a section's file again.
fn read_again(
    name: &str,
    text: &str,
    facts: &OrganisationFacts,
) -> (Arc<Provision>, Option<String>) {
    let source = YamlSource::of("content/a/x.yaml".into(), text.as_bytes()).unwrap();
    let kind = Section::of_file(name.rsplit_once('.').unwrap().0);
    let reading = kind.read(&source, facts);
    assert_eq!(reading.notes.findings, [], "{text}");
    (reading.section.unwrap(), reading.label)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_kind_reads_what_it_writes(section in prop_oneof![6 => section().boxed(), 1 => figures().boxed()]) {
        let file = write(&section, LabelSource::ByItself);
        let file = file.map_err(|misfit| {
            let words = transcript(&section);
            TestCaseError::fail(format!("{:?}\n{}\n{words}", misfit.codes, misfit.text))
        })?;
        let (again, label) = read_again(&file.name, &file.text, &facts_told(&section));
        prop_assert_eq!(again.children(), section.children(), "{}", file.text);
        prop_assert_eq!(again.heading(), section.heading());
        prop_assert_eq!(again.key(), section.key());
        let printed = section.label().map_or("", |label| label.as_str());
        prop_assert_eq!(label.as_deref(), Some(printed));
    }
}

/// The properties of this file, of `declared` and of prose leave out no kind that there is.
#[test]
fn every_kind_has_a_property() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let made = prop_oneof![6 => section().boxed(), 1 => figures().boxed()];
    let mut kinds: std::collections::BTreeSet<String> = super::declared::names().collect();
    kinds.insert("prose".to_owned());
    for _ in 0..300 {
        let section = made.new_tree(&mut runner).unwrap().current();
        kinds.insert(section.role().as_str().to_owned());
    }
    let missing = SECTIONS.iter().filter(|one| !kinds.contains(one.name));
    let missing: Vec<&str> = missing.map(|one| one.name).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn prose_reads_what_it_writes(section in prose()) {
        let file = write(&section, LabelSource::ByItself).map_err(|misfit| {
            let words = transcript(&section);
            TestCaseError::fail(format!("{:?}\n{}\n{words}", misfit.codes, misfit.text))
        })?;
        let (again, label) = read_again(&file.name, &file.text, &OrganisationFacts::default());
        prop_assert_eq!(again.children(), section.children(), "{}", file.text);
        let printed = section.label().map_or("", |label| label.as_str());
        prop_assert_eq!(label.as_deref(), Some(printed));
    }
}

/// A document of several sections, numbered or not, some headed sections without a number of their own.
fn document() -> impl Strategy<Value = Arc<Provision>> {
    let part = prop_oneof![3 => section().boxed(), 1 => prose().boxed()].prop_filter(
        "facts are not in the folder; an empty section says nothing",
        |part| {
            part.role().as_str() != "organisation"
                && !(part.children().is_empty() && part.heading().is_empty())
        },
    );
    let sample = prop::sample::select(vec!["", "1.", "第1", "(1)", "①"]);
    let by_itself = prop_oneof![4 => Just(None), 1 => label().prop_map(Some)];
    (line(), sample, vec((part, by_itself), 1..4)).prop_map(|(title, sample, parts)| {
        let numbering = Numbering::of(sample);
        let mut count = 0;
        let mut keys = std::collections::HashSet::new();
        let parts = parts.into_iter().map(|(part, own)| {
            let has_heading = !part.heading().is_empty();
            count += usize::from(has_heading);
            let label = match (&numbering, own) {
                (_, Some(own)) => own.to_owned(),
                (Some(numbering), None) if has_heading => numbering.nth(count),
                (Some(_) | None, None) => String::new(),
            };
            let part = part.own().clone().label(&label).with(part.children().to_vec());
            unique(&part, &mut keys)
        });
        Bare::new(Form::Document)
            .role(Role::of("privacy-notice"))
            .heading(Text::plain(&title))
            .with(parts.collect::<Vec<_>>())
    })
}

/// The same tree with every key that was there before taken away.
fn unique(one: &Provision, seen: &mut std::collections::HashSet<String>) -> Arc<Provision> {
    let mut own = one.own().clone();
    own.key = own.key.filter(|key| seen.insert(key.as_str().to_owned()));
    let children: Vec<_> = one.children().iter().map(|child| unique(child, seen)).collect();
    own.with(children)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn documents_load_as_they_were_written(root in document()) {
        let files = write_document(&root).map_err(|error| {
            TestCaseError::fail(format!("{error:?}\n{}", transcript(&root)))
        })?;
        let settings = write_settings(&Settings { title: "見本: #1".into(), ..Settings::default() }, &["notice"]);
        let content = files.iter().map(|file| {
            (format!("content/notice/{}", file.name), file.text.as_bytes().to_vec())
        });
        let site = ("content/site.yaml".to_owned(), settings.into_bytes());
        let snapshot = Snapshot::from_memory(content.chain([site]));
        let loaded = load(&snapshot);
        prop_assert_eq!(&loaded.findings, &[]);
        let site = loaded.site.unwrap();
        prop_assert_eq!(&site.settings.title, "見本: #1");
        let draft = site.documents[0].draft.periods();
        prop_assert_eq!(draft.len(), 1);
        prop_assert_eq!(&draft[0].1, &root, "{}", files[0].text);
    }
}
