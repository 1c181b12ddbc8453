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
    #[expect(dead_code, reason = "each text is judged alone")]
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

fn judged(one: &Labelled) -> Judged {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/notices").join(&one.file);
    judged_words(&one.file, &std::fs::read(path).unwrap(), &one.profile, &one.day)
}

fn judged_words(file: &str, bytes: &[u8], profile: &str, day: &str) -> Judged {
    let existing = Snapshot::default();
    let request = Request {
        wanted: WantedKind::Auto,
        slug: None,
        existing: &existing,
        overwrite: Overwrite::Never,
        version: None,
    };
    let source = ImportSource { name: file, bytes };
    let imported = import(source, &request).unwrap_or_else(|found| panic!("{found:#?}"));
    let repairs = repaired(&imported);
    let site = existing.with(&imported.edits);
    let settings = String::from_utf8_lossy(site.file("content/site.yaml").unwrap().bytes());
    let settings = format!("{settings}profile: {profile}\n");
    let files = site.files().filter(|(path, _)| &***path != "content/site.yaml");
    let files: Vec<(String, Vec<u8>)> =
        files.map(|(path, file)| (path.to_string(), file.bytes().to_vec())).collect();
    let settings = [("content/site.yaml".to_owned(), settings.into_bytes())];
    let site = Snapshot::from_memory(files.into_iter().chain(settings));
    let checked = CheckedSite::of(site.clone(), day.parse().unwrap());
    // Every text that comes in is unsealed; that is said of all of them.
    let is_rule = |found: &Finding| {
        found.code != "unsealed" && RULES.iter().any(|rule| rule.code == found.code)
    };
    let findings = checked.findings.into_iter().filter(is_rule).collect();
    Judged { findings, site, repairs }
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

#[test]
fn plain_defects_are_found_and_what_is_right_is_left_alone() {
    let labels = std::fs::read_to_string("tests/suite/notices/labels.yaml").unwrap();
    let labels: Vec<Labelled> = serde_saphyr::from_str(&labels).expect("YAML");
    assert!(labels.len() >= 60);
    let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
    let (mut missed, mut wrong, mut errors) = (String::new(), String::new(), Vec::new());
    for one in &labels {
        let judged = judged(one);
        for label in one.defects.iter().filter(|label| label.plain) {
            let own = figures.entry(label.code.clone()).or_default();
            own.plain += 1;
            let is_repaired = matches!(&*label.code, "broken-character" | "in-word-space")
                && judged.repairs.iter().any(|near| share(near, &bare(&label.quote)));
            if is_repaired || judged.findings.iter().any(|found| judged.meets(found, label)) {
                own.found += 1;
            } else {
                let (code, quote, why) = (&label.code, &label.quote, &label.why);
                let item = label.item.as_deref().unwrap_or_default();
                writeln!(missed, "{} {code} {item}「{quote}」 {why}", one.file).unwrap();
            }
        }
        for label in &one.near_misses {
            figures.entry(label.code.clone()).or_default().near_misses += 1;
        }
        for found in &judged.findings {
            let is_labelled = one.defects.iter().any(|label| judged.meets(found, label));
            match found.severity {
                Severity::Error => errors.push(format!("{}: {}", one.file, found.message.ja)),
                Severity::Warning if !is_labelled => {
                    figures.entry(found.code.to_owned()).or_default().wrong += 1;
                    let (words, item) = (judged.words(found), found.item.as_deref());
                    let item = item.unwrap_or_default();
                    writeln!(wrong, "{} {} {item}「{words}」", one.file, found.code).unwrap();
                }
                Severity::Warning | Severity::Note => {}
            }
        }
    }
    assert!(errors.is_empty(), "{errors:#?}");
    let mut table = "code, plain defects, found, false warnings, near misses\n".to_owned();
    let mut whole = Figures::default();
    for (code, own) in &figures {
        let Figures { plain, found, wrong, near_misses } = own;
        writeln!(table, "{code}, {plain}, {found}, {wrong}, {near_misses}").unwrap();
        whole.plain += plain;
        whole.found += found;
        whole.wrong += wrong;
        whole.near_misses += near_misses;
    }
    let Figures { plain, found, wrong: false_warnings, near_misses } = whole;
    writeln!(table, "all, {plain}, {found}, {false_warnings}, {near_misses}").unwrap();
    let told = format!("{table}\nNot found:\n{missed}\nFalse warnings:\n{wrong}");
    expect_file!["./notices/figures.txt"].assert_eq(&told);
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
