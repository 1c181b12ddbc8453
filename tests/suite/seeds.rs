//! Two real documents and the Act itself, where they lie beside the project: counts and listed edits only, none of
//! their sentences.

use crate::world::shared;
use kohyo::disk::Snapshot;
use kohyo::import::{ImportSource, Imported, Overwrite, Request, WantedKind, import};
use kohyo::text::edits::{Edit, Weight};
use kohyo::tree::{Form, Provision, transcript};

fn imported(path: &str) -> Option<Imported> {
    let bytes = std::fs::read(shared(path)?).unwrap();
    let existing = Snapshot::default();
    let request = Request {
        wanted: WantedKind::Auto,
        slug: None,
        existing: &existing,
        overwrite: Overwrite::Never,
        version: None,
    };
    let source = ImportSource { name: path, bytes: &bytes };
    let imported = import(source, &request).unwrap_or_else(|findings| panic!("{findings:#?}"));
    // The check that every import makes, made once more from outside.
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(imported.log.replay(text).unwrap() == transcript(&imported.root), "{path}");
    Some(imported)
}

fn count(root: &Provision, is: impl Fn(&Provision) -> bool) -> usize {
    root.visit().filter(|(_, one)| is(one)).count()
}

fn with_role(root: &Provision, role: &str) -> usize {
    count(root, |one| one.role().as_str() == role)
}

fn of_form(root: &Provision, form: Form) -> usize {
    count(root, |one| one.form() == form)
}

/// The repairs of that kind.
fn repairs<'a>(imported: &'a Imported, code: &str) -> Vec<&'a Edit> {
    imported
        .log
        .edits()
        .iter()
        .filter(|edit| {
            edit.reasons
                .iter()
                .any(|reason| reason.code() == code && reason.weight == Weight::Repair)
        })
        .collect()
}

fn all_repairs(imported: &Imported) -> usize {
    imported
        .log
        .edits()
        .iter()
        .filter(|edit| edit.reasons.iter().any(|reason| reason.weight == Weight::Repair))
        .count()
}

#[test]
fn the_notice_imports_whole() {
    let Some(imported) = imported("seeds/000_400b284c0aa498c8.txt") else {
        return;
    };
    let root = &imported.root;
    let kinds: Vec<&str> = root.children().iter().map(|one| one.role().as_str()).collect();
    assert_eq!(
        kinds,
        ["purposes", "retained-data", "exceptions", "safety-measures", "requests", "contacts"]
    );
    assert_eq!(with_role(root, "purposes.row"), 17);
    assert_eq!(with_role(root, "purpose"), 48);
    assert_eq!(count(root, |one| one.form() == Form::Field && one.role().is_within("safety")), 4);
    assert_eq!(with_role(root, "exception"), 4);
    let page = root.visit().find(|(_, one)| one.role().as_str() == "requests.page").unwrap().1;
    let link = page.text().runs()[0].mark();
    assert!(matches!(link, kohyo::tree::Mark::Link(to) if to.starts_with("https://")), "{link:?}");
    for role in ["name", "postal", "address", "phone", "hours", "closed"] {
        assert_eq!(with_role(root, &format!("contact.{role}")), 1, "{role}");
    }
    assert_eq!(repairs(&imported, "inner-space").len(), 6);
    assert_eq!(all_repairs(&imported), 6);
    assert_eq!(imported.findings, []);
}

#[test]
fn the_regulation_imports_whole() {
    let Some(imported) = imported("seeds/004_34978a73f1dc56b0.txt") else {
        return;
    };
    let root = &imported.root;
    assert_eq!(of_form(root, Form::Article), 27);
    let captions = count(root, |one| one.form() == Form::Article && !one.heading().is_empty());
    assert_eq!(captions, 27);
    assert_eq!(repairs(&imported, "broken-circled-number").len(), 12);
    assert_eq!(repairs(&imported, "long-vowel").len(), 1);
    assert_eq!(all_repairs(&imported), 13, "「以 上」 and the space behind 「第1条」 are layout");
    let annex: Vec<&Provision> =
        root.children().iter().filter(|one| one.form() == Form::Annex).map(|one| &**one).collect();
    let [annex] = annex.as_slice() else { panic!("one annex") };
    let labelled = |sign: &str| {
        count(annex, |one| one.label().is_some_and(|label| label.as_str().contains(sign)))
    };
    assert_eq!((labelled("."), labelled("①"), labelled("②")), (6, 6, 6));
    let bullets = count(annex, |one| one.form() == Form::Item && one.label().is_none());
    assert_eq!(bullets, 32);
}

#[test]
fn the_act_imports_whole() {
    let Some(imported) = imported("law/appi.law.txt") else {
        return;
    };
    assert!(of_form(&imported.root, Form::Article) >= 242);
    assert_eq!(all_repairs(&imported), 0);
}
