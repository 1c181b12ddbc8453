//! Which duties a change brings: pairs of texts and what the law asks (`duties/*.yaml`), all in one table; and what
//! holds for any text.

mod year;

use kohyo::diff::Comparisons;
use kohyo::disk::Snapshot;
use kohyo::duties::{JudgedChange, duties};
use kohyo::law::{OrganisationProfile, duty_rules, read_basis};
use kohyo::site::{Kind, load};
use kohyo::text::date::Date;
use kohyo::tree::{Form, Provision};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A pair of texts, each as the files of a document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    effective: Date,
    #[serde(default, rename = "recorded")]
    _recorded: Option<Date>,
    kind: String,
    before: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
    expect: Vec<Expected>,
    /// Rules that must not be there; what is neither here nor expected is left open.
    #[serde(default)]
    absent: Vec<String>,
    why: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Expected {
    rule: String,
    mode: String,
    when: String,
    blocker: bool,
    question: bool,
}

fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/duties");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let words = std::fs::read_to_string(&path).unwrap();
        let cases: Vec<Case> = serde_saphyr::from_str(&words)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        out.extend(cases.into_iter().map(|case| (name.clone(), case)));
    }
    out
}

/// The text of one side on a day; none where there are no files.
fn text(kind: &str, files: &BTreeMap<String, String>, day: Date) -> Option<Arc<Provision>> {
    if files.is_empty() {
        return None;
    }
    let mut all = BTreeMap::from([
        ("content/site.yaml".to_owned(), "title: 見本の公表事項\nroot: ours\n".to_owned()),
        ("content/organisation.yaml".to_owned(), "name: 見本健康保険組合\n".to_owned()),
    ]);
    if !files.contains_key("document.yaml") {
        let stems = files.keys().filter(|name| !name.contains('/') && !name.ends_with(".txt"));
        let stems: Vec<&str> = stems.filter_map(|name| Some(name.rsplit_once('.')?.0)).collect();
        let sections = format!("title: 見本\nsections: [{}]\n", stems.join(", "));
        let sections = if kind == "regulation" { String::new() } else { sections };
        all.insert("content/d/document.yaml".to_owned(), format!("kind: {kind}\n{sections}"));
    }
    for (name, words) in files {
        let path = match name.strip_prefix("../") {
            Some(name) => format!("content/{name}"),
            None => format!("content/d/{name}"),
        };
        all.insert(path, words.clone());
    }
    let files = all.into_iter().map(|(path, words)| (path, words.into_bytes()));
    let loaded = load::load(&Snapshot::from_memory(files));
    let site = loaded.site.unwrap_or_else(|| panic!("{:?}", loaded.findings));
    Some(site.document("d").unwrap().draft.on(day).clone())
}

fn judged(
    kind: &str,
    old: Option<&Arc<Provision>>,
    new: Option<&Arc<Provision>>,
    day: Date,
) -> Vec<(Expected, Vec<String>)> {
    let change = JudgedChange {
        old,
        new,
        kind: Kind::ALL.into_iter().find(|(_, name)| *name == kind).unwrap().0,
        day,
        profile: Some(OrganisationProfile::HealthInsurance),
    };
    let told = duties(&change, &Comparisons::default()).into_iter().map(|duty| {
        let is = Expected {
            rule: duty.id().to_owned(),
            mode: duty.mode().name().to_owned(),
            when: duty.when().name().to_owned(),
            blocker: duty.is_blocker(),
            question: duty.is_question(),
        };
        (is, duty.because.into_iter().map(|one| one.sentence.words).collect())
    });
    told.collect()
}

#[test]
fn every_pair_brings_the_duties_that_the_law_says() {
    let mut faults = Vec::new();
    let all = cases();
    assert!(all.len() > 200, "{}", all.len());
    for (file, case) in &all {
        let (old, new) = (
            text(&case.kind, &case.before, case.effective),
            text(&case.kind, &case.after, case.effective),
        );
        let found = judged(&case.kind, old.as_ref(), new.as_ref(), case.effective);
        for (duty, because) in &found {
            if because.is_empty() {
                faults.push(format!("{file}/{}: {duty:?} has no change", case.name));
            }
        }
        let found: BTreeSet<Expected> = found.into_iter().map(|(duty, _)| duty).collect();
        let expected: BTreeSet<Expected> = case.expect.iter().cloned().collect();
        let is_open = !case.absent.is_empty();
        let missing: Vec<_> = expected.difference(&found).collect();
        let extra: Vec<_> = found
            .difference(&expected)
            .filter(|one| !is_open || case.absent.contains(&one.rule))
            .collect();
        if !missing.is_empty() || !extra.is_empty() {
            let (name, why) = (&case.name, &case.why);
            faults.push(format!("{file}/{name}: missing {missing:?}, too much {extra:?} ({why})"));
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), all.len(), faults.join("\n"));
}

#[test]
fn a_text_beside_itself_brings_no_duty() {
    for (file, case) in cases() {
        for files in [&case.before, &case.after] {
            let Some(text) = text(&case.kind, files, case.effective) else { continue };
            let found = judged(&case.kind, Some(&text), Some(&text), case.effective);
            assert!(found.is_empty(), "{file}/{}: {found:?}", case.name);
        }
    }
}

/// The same text with every list and table told backwards.
fn backwards(own: &Provision) -> Arc<Provision> {
    let mut children: Vec<_> = own.children().iter().map(|child| backwards(child)).collect();
    if matches!(own.form(), Form::List | Form::Table) {
        let head = children.iter().take_while(|child| child.form() == Form::Header).count();
        children[head..].reverse();
    }
    Provision::new(own.own().clone(), children)
}

#[test]
fn another_order_of_what_is_listed_brings_no_duty() {
    let mut told = 0;
    for (file, case) in cases().into_iter().filter(|(_, case)| case.kind != "regulation") {
        let Some(text) = text(&case.kind, &case.after, case.effective) else { continue };
        let other = backwards(&text);
        told += usize::from(other != text);
        let found = judged(&case.kind, Some(&text), Some(&other), case.effective);
        assert!(found.is_empty(), "{file}/{}: {found:?}", case.name);
    }
    assert!(told > 100, "{told}");
}

#[test]
fn every_duty_rests_on_what_can_be_read() {
    let mut ids = BTreeSet::new();
    for rule in duty_rules() {
        assert!(ids.insert(&rule.id), "{} stands twice", rule.id);
        for words in &rule.ground.basis {
            assert!(read_basis(words, None).is_some(), "{}: {words}", rule.id);
        }
        let own = [&rule.title, &rule.asks];
        let asked = rule.duties.iter().flat_map(|entry| [&entry.question, &entry.asks]);
        for words in own.into_iter().chain(asked.flatten()) {
            assert!(!words.ja.is_empty() && words.en.is_ascii(), "{}: {words:?}", rule.id);
        }
    }
    let expected: BTreeSet<String> =
        cases().into_iter().flat_map(|(_, case)| case.expect).map(|one| one.rule).collect();
    let without: Vec<_> = duty_rules()
        .iter()
        .filter(|rule| !rule.duties.is_empty() && !expected.contains(&rule.id))
        .map(|rule| &rule.id)
        .collect();
    assert!(without.is_empty(), "no pair of texts brings {without:?}");
}
