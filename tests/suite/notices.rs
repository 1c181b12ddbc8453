//! Texts as societies, companies, hospitals, schools and public bodies write them, labelled by a lawyer before any
//! rule had seen them: what is found of the plain defects, and what is said where nothing is wrong.
//! `notices/labels.yaml` holds the labels, `notices/figures.txt` the figures; nothing may ever be an error.

use expect_test::expect_file;
use kohyo::diagnostic::{Finding, Severity};
use kohyo::disk::Snapshot;
use kohyo::import::{ImportSource, Imported, Overwrite, Request, WantedKind, import};
use kohyo::rules::{CheckedSite, RULES};
use kohyo::text::edits::Weight;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    file: String,
    profile: String,
    day: String,
    /// Texts of one organisation share its name.
    #[serde(default)]
    site: Option<String>,
    defects: Vec<Label>,
    near_misses: Vec<Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    code: String,
    quote: String,
    #[serde(default)]
    item: Option<String>,
    /// Of a defect: whether every expert would agree.
    #[serde(default)]
    plain: bool,
    why: String,
}

/// What a text becomes, and what is found in it.
struct Judged {
    findings: Vec<Finding>,
    site: Snapshot,
    /// Codes of what the import repaired already, with the words.
    repairs: Vec<String>,
}

/// What is judged on all texts of an organisation in one site; all else is judged on a text alone.
const OF_SITES: &str = "document-mismatch";

fn bytes_of(one: &Labelled) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/notices").join(&one.file);
    std::fs::read(path).unwrap()
}

/// A text brought into a site, and the folder of its document.
fn brought(file: &str, bytes: &[u8], existing: &Snapshot) -> (Snapshot, String, Vec<String>) {
    let request = Request {
        wanted: WantedKind::Auto,
        slug: None,
        existing,
        overwrite: Overwrite::Never,
        version: None,
    };
    let source = ImportSource { name: file, bytes };
    let imported = import(source, &request).unwrap_or_else(|found| panic!("{found:#?}"));
    let site = existing.with(&imported.edits);
    let folders = site.files().filter_map(|(path, _)| path.strip_suffix("document.yaml"));
    let is_new = |folder: &&str| existing.file(&format!("{folder}document.yaml")).is_none();
    let folder = folders.filter(|folder| is_new(folder)).map(str::to_owned).next();
    let repairs = repaired(&imported);
    (site.clone(), folder.expect("a text makes a document"), repairs)
}

/// The same site with what its organisation is.
fn with_profile(site: &Snapshot, profile: &str) -> Snapshot {
    let settings = String::from_utf8_lossy(site.file("content/site.yaml").unwrap().bytes());
    let settings = format!("{settings}profile: {profile}\n");
    let files = site.files().filter(|(path, _)| &***path != "content/site.yaml");
    let files: Vec<(String, Vec<u8>)> =
        files.map(|(path, file)| (path.to_string(), file.bytes().to_vec())).collect();
    let settings = [("content/site.yaml".to_owned(), settings.into_bytes())];
    Snapshot::from_memory(files.into_iter().chain(settings))
}

/// What rules find. Every text that comes in is unsealed; that is said of all of them.
fn found_in(site: &Snapshot, day: &str) -> Vec<Finding> {
    let checked = CheckedSite::of(site.clone(), day.parse().unwrap());
    let is_rule = |found: &Finding| {
        found.code != "unsealed" && RULES.iter().any(|rule| rule.code == found.code)
    };
    checked.findings.into_iter().filter(is_rule).collect()
}

fn judged(one: &Labelled) -> Judged {
    judged_words(&one.file, &bytes_of(one), &one.profile, &one.day)
}

fn judged_words(file: &str, bytes: &[u8], profile: &str, day: &str) -> Judged {
    let (site, _, repairs) = brought(file, bytes, &Snapshot::default());
    let site = with_profile(&site, profile);
    let mut findings = found_in(&site, day);
    findings.retain(|found| found.code != OF_SITES);
    Judged { findings, site, repairs }
}

/// The texts of each organisation of which there are several, judged in one site: by file.
fn judged_together(labels: &[Labelled]) -> BTreeMap<&str, Judged> {
    let mut sites: BTreeMap<&str, Vec<&Labelled>> = BTreeMap::new();
    for one in labels {
        if let Some(name) = &one.site {
            sites.entry(name).or_default().push(one);
        }
    }
    let mut all = BTreeMap::new();
    for texts in sites.values().filter(|texts| texts.len() > 1) {
        let (mut site, mut folders) = (Snapshot::default(), Vec::new());
        for one in texts {
            let (with, folder, _) = brought(&one.file, &bytes_of(one), &site);
            site = with;
            folders.push(folder);
        }
        let site = with_profile(&site, &texts[0].profile);
        let found = found_in(&site, &texts[0].day);
        let found: Vec<Finding> = found.into_iter().filter(|one| one.code == OF_SITES).collect();
        let mut told = 0;
        for (one, folder) in texts.iter().zip(&folders) {
            let is_own = |found: &&Finding| {
                found.span.as_ref().is_some_and(|span| span.file.starts_with(folder.as_str()))
            };
            let findings: Vec<Finding> = found.iter().filter(is_own).cloned().collect();
            told += findings.len();
            let own = Judged { findings, site: site.clone(), repairs: Vec::new() };
            all.insert(&*one.file, own);
        }
        assert_eq!(told, found.len(), "every finding is about one of the texts");
    }
    all
}

fn repaired(imported: &Imported) -> Vec<String> {
    let edits = imported.log.edits().iter();
    let is_repair = |edit: &&kohyo::text::edits::Edit| {
        edit.reasons.iter().any(|reason| reason.weight == Weight::Repair)
    };
    edits.filter(is_repair).map(|edit| near(&imported.shown, edit.range.start)).collect()
}

/// A few characters on both sides of a place.
fn near(text: &str, at: usize) -> String {
    let at = text.floor_char_boundary(at);
    let start = text[..at].char_indices().rev().nth(5).map_or(0, |(start, _)| start);
    text[start..].chars().take(16).filter(|c| !c.is_whitespace()).collect()
}

impl Judged {
    fn words(&self, found: &Finding) -> String {
        let at = || {
            let span = found.span.as_ref()?;
            let file = self.site.file(&span.file)?;
            Some(String::from_utf8_lossy(file.bytes().get(span.range.clone())?).into_owned())
        };
        bare(&found.quote.clone().or_else(at).unwrap_or_default())
    }

    /// Whether a finding is about what a label names.
    fn meets(&self, found: &Finding, label: &Label) -> bool {
        /// Codes that tell the same fault in two ways.
        const KIN: [[&str; 2]; 5] = [
            ["near-term", "undefined-term"],
            ["obsolete-term", "superseded-guideline"],
            ["obsolete-term", "outdated-fact"],
            ["half-updated", "stale-citation"],
            ["joint-use-item-missing", "half-updated"],
        ];
        let is_kin = KIN.iter().any(|kin| kin.contains(&found.code) && kin.contains(&&*label.code));
        if found.code != label.code && !is_kin {
            return false;
        }
        if let ("missing-item" | "joint-use-item-missing", true) =
            (found.code, found.code == label.code)
        {
            return found.item == label.item;
        }
        if let ("document-mismatch" | "mixed-spelling", true) = (found.code, !is_kin) {
            return true;
        }
        share(&self.words(found), &bare(&label.quote))
    }
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether one holds the other, or they have four characters in a row in common.
fn share(one: &str, other: &str) -> bool {
    let chars: Vec<char> = one.chars().collect();
    !one.is_empty()
        && !other.is_empty()
        && (one.contains(other)
            || other.contains(one)
            || chars.windows(4).any(|part| other.contains(&part.iter().collect::<String>())))
}

/// Plain defects, those found, warnings where nothing is wrong, near misses.
#[derive(Default)]
struct Figures {
    plain: usize,
    found: usize,
    wrong: usize,
    near_misses: usize,
}

/// What came of all texts.
#[derive(Default)]
struct Tally {
    figures: BTreeMap<String, Figures>,
    missed: String,
    wrong: String,
    errors: Vec<String>,
}

impl Tally {
    fn add(&mut self, one: &Labelled, all: &[&Judged]) {
        let is_met = |judged: &&Judged, label: &Label| {
            judged.findings.iter().any(|found| judged.meets(found, label))
        };
        for label in one.defects.iter().filter(|label| label.plain) {
            let own = self.figures.entry(label.code.clone()).or_default();
            own.plain += 1;
            let is_repaired = matches!(&*label.code, "broken-character" | "in-word-space")
                && all[0].repairs.iter().any(|near| share(near, &bare(&label.quote)));
            if is_repaired || all.iter().any(|judged| is_met(judged, label)) {
                own.found += 1;
            } else {
                let (code, quote, why) = (&label.code, &label.quote, &label.why);
                let item = label.item.as_deref().unwrap_or_default();
                writeln!(self.missed, "{} {code} {item}「{quote}」 {why}", one.file).unwrap();
            }
        }
        for label in &one.near_misses {
            self.figures.entry(label.code.clone()).or_default().near_misses += 1;
        }
        for (judged, found) in
            all.iter().flat_map(|judged| judged.findings.iter().map(move |found| (judged, found)))
        {
            let is_labelled = one.defects.iter().any(|label| judged.meets(found, label));
            match found.severity {
                Severity::Error => {
                    self.errors.push(format!("{}: {}", one.file, found.message.ja));
                }
                Severity::Warning if !is_labelled => {
                    self.figures.entry(found.code.to_owned()).or_default().wrong += 1;
                    let (words, item) = (judged.words(found), found.item.as_deref());
                    let item = item.unwrap_or_default();
                    writeln!(self.wrong, "{} {} {item}「{words}」", one.file, found.code).unwrap();
                }
                Severity::Warning | Severity::Note => {}
            }
        }
    }

    fn told(&self) -> String {
        let mut table = "code, plain defects, found, false warnings, near misses\n".to_owned();
        let mut whole = Figures::default();
        for (code, own) in &self.figures {
            let Figures { plain, found, wrong, near_misses } = own;
            writeln!(table, "{code}, {plain}, {found}, {wrong}, {near_misses}").unwrap();
            whole.plain += plain;
            whole.found += found;
            whole.wrong += wrong;
            whole.near_misses += near_misses;
        }
        let Figures { plain, found, wrong, near_misses } = whole;
        writeln!(table, "all, {plain}, {found}, {wrong}, {near_misses}").unwrap();
        let (missed, wrong) = (&self.missed, &self.wrong);
        format!("{table}\nNot found:\n{missed}\nFalse warnings:\n{wrong}")
    }
}

#[test]
fn plain_defects_are_found_and_what_is_right_is_left_alone() {
    let labels = std::fs::read_to_string("tests/suite/notices/labels.yaml").unwrap();
    let labels: Vec<Labelled> = serde_saphyr::from_str(&labels).expect("YAML");
    assert!(labels.len() >= 60);
    let together = judged_together(&labels);
    assert!(together.len() > 30);
    let mut tally = Tally::default();
    for one in &labels {
        let alone = judged(one);
        let all: Vec<&Judged> = [&alone].into_iter().chain(together.get(&*one.file)).collect();
        tally.add(one, &all);
    }
    assert!(tally.errors.is_empty(), "{:#?}", tally.errors);
    expect_file!["./notices/figures.txt"].assert_eq(&tally.told());
}

/// A passage, and what is warned of in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Short {
    profile: String,
    words: String,
    /// Codes, with the item where there is one: `obsolete-term.insurance-card-asked`.
    #[serde(default)]
    found: Vec<String>,
}

/// The rules about what the law says.
const OF_LAW: [&str; 9] = [
    "half-updated", "joint-use-item-missing", "link-to-top", "missing-item", "obsolete-term",
    "outdated-fact", "stale-citation", "superseded-guideline", "wrong-fee",
];

#[test]
fn single_passages_come_out_as_they_are_labelled() {
    let all = std::fs::read_to_string("tests/suite/notices/short.yaml").unwrap();
    let all: Vec<Short> = serde_saphyr::from_str(&all).expect("YAML");
    let is_wrong = |one: &&Short| !one.found.is_empty();
    assert!(all.len() >= 25 && all.iter().filter(is_wrong).count() >= 10);
    let mut differ = Vec::new();
    for one in &all {
        let judged = judged_words("short.txt", one.words.as_bytes(), &one.profile, "2026-11-23");
        let warned = judged
            .findings
            .iter()
            .filter(|found| found.severity != Severity::Note && OF_LAW.contains(&found.code));
        let warned: BTreeSet<String> = warned
            .map(|found| {
                let item = found.item.as_ref().map(|item| format!(".{item}"));
                format!("{}{}", found.code, item.unwrap_or_default())
            })
            .collect();
        let labelled: BTreeSet<String> = one.found.iter().cloned().collect();
        if warned != labelled {
            differ.push(format!("{}\n  warned of: {warned:?}, labelled: {labelled:?}", one.words));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
