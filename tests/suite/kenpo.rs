//! The larger example site: every kind of section in a whole site, its pages, its figures, its schemas.

use crate::world::{files, kohyo, put, write};
use kohyo::disk::{Limits, Snapshot};
use kohyo::sections::SECTIONS;
use kohyo::site::load::load;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kenpo")
}

/// A copy of the example that may be written to.
fn copied() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    put(&home.path().join("content"), &files(&example().join("content")));
    home
}

fn on(root: &Path, words: &str) -> crate::world::Ran {
    let args = words.split(' ').map(OsString::from);
    kohyo(args.chain(["--root".into(), root.into()]))
}

#[test]
fn the_example_has_every_kind_and_nothing_to_mend() {
    let snapshot = Snapshot::read(&example(), &Limits::default()).unwrap();
    let loaded = load(&snapshot);
    assert_eq!(loaded.findings, []);
    let site = loaded.site.expect("no errors");
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for document in &site.documents {
        assert!(!document.versions.is_empty(), "{} is sealed", document.slug);
        for section in document.draft.periods().iter().flat_map(|(_, root)| root.children()) {
            kinds.insert(section.role().as_str().to_owned());
        }
    }
    // A table is generic; every notice has its own.
    let missing = SECTIONS.iter().filter(|one| !kinds.contains(one.name));
    let missing: Vec<&str> = missing.map(|one| one.name).collect();
    assert_eq!(missing, ["table"]);
}

#[test]
fn the_example_builds_with_its_figures() {
    let home = copied();
    on(home.path(), "check --strict --today 2026-11-23").ok();
    on(home.path(), "build --as-of 2026-11-23 --today 2026-11-23").ok();
    let public = files(&home.path().join("public"));
    let page = |path: &str| String::from_utf8(public[Path::new(path)].clone()).unwrap();
    let pictures: Vec<&PathBuf> =
        public.keys().filter(|path| path.starts_with("assets/figures")).collect();
    assert_eq!(pictures.len(), 2, "{pictures:?}");
    let privacy = page("privacy/index.html");
    let past = page("privacy/versions/2026-04-01/index.html");
    for picture in pictures {
        let address = picture.to_string_lossy();
        assert!(privacy.contains(&format!("../{address}")), "{address}");
        assert!(past.contains(&format!("../../../{address}")), "{address}");
        assert!(public.contains_key(picture));
    }
    assert!(privacy.contains("理事長の下に個人情報保護管理者"), "alternative text");
    assert!(privacy.contains("../joint-use/index.html"), "a link that works from a disk");
    assert!(privacy.contains("例示　花子") && past.contains("見本　太郎"));
}

#[test]
fn a_figure_is_there_described_and_harmless() {
    let privacy = |root: &Path, path: &str| root.join("content/privacy").join(path);
    let said = |root: &Path| {
        let loaded = load(&Snapshot::read(root, &Limits::default()).unwrap());
        let codes: Vec<&str> = loaded.findings.iter().map(|one| one.code).collect();
        codes.join(" ")
    };
    let home = copied();
    let chart = privacy(home.path(), "figures/organisation-chart.svg");
    let drawn = std::fs::read(&chart).unwrap();
    std::fs::remove_file(&chart).unwrap();
    // Three versions and the draft show it.
    assert_eq!(said(home.path()), "missing-figure figure-gone figure-gone figure-gone");
    write(&chart, "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>");
    let codes = said(home.path());
    assert!(codes.contains("svg-part") && codes.contains("figure-gone"), "{codes}");
    write(&chart, &drawn);
    assert_eq!(said(home.path()), "");
    write(&privacy(home.path(), "figures/spare.png"), "x");
    assert_eq!(said(home.path()), "unused-file");
    let file = privacy(home.path(), "figures.yaml");
    write(&file, "figures: [{file: organisation-chart.svg}, {file: a.exe, alt: x}]");
    let codes = said(home.path());
    assert!(codes.contains("missing-name") && codes.contains("figure-type"), "{codes}");
}

#[test]
fn schemas_are_written_where_files_look_for_them() {
    let home = copied();
    on(home.path(), "schema").ok();
    let content = home.path().join("content");
    let mut count = 0;
    for (path, bytes) in files(&content) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let line = text.lines().next().unwrap_or_default();
        if let Some(schema) = line.strip_prefix("# yaml-language-server: $schema=") {
            let schema = content.join(&path).parent().unwrap().join(schema);
            let schema = std::fs::read_to_string(&schema).expect("a schema");
            assert!(schema.contains("\"properties\""), "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
    let out = home.path().join("elsewhere");
    let args: Vec<OsString> = vec!["schema".into(), "--out".into(), out.clone().into()];
    kohyo(args).ok();
    assert!(out.join("sections/joint-use.json").is_file());
    // Again: nothing is written that is there already.
    let before = std::fs::metadata(out.join("site.json")).unwrap().modified().unwrap();
    let args: Vec<OsString> = vec!["schema".into(), "--out".into(), out.clone().into()];
    kohyo(args).ok();
    let after = std::fs::metadata(out.join("site.json")).unwrap().modified().unwrap();
    assert_eq!(before, after);
}
