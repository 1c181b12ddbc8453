//! From real texts to pages: import, seal and build through the command line, where the texts are there.

use crate::world::{kohyo, shared};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Imports texts into a new site, seals every document of it and builds the pages.
fn publish(root: &Path, texts: &[PathBuf]) -> String {
    let mut args: Vec<OsString> = vec!["import".into(), "--out".into(), root.into()];
    args.extend(texts.iter().map(|path| path.clone().into_os_string()));
    let imported = kohyo(args).ok();
    let mut slugs: Vec<_> = std::fs::read_dir(root.join("content"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name())
        .collect();
    slugs.sort();
    assert_eq!(slugs.len(), texts.len());
    for slug in &slugs {
        let days = ["--effective", "unknown", "--seen", "2026-11-23", "--root"].map(OsString::from);
        kohyo([OsString::from("seal"), slug.clone()].into_iter().chain(days).chain([root.into()]))
            .ok();
    }
    let build = ["build", "--as-of", "2026-11-23", "--root"].map(OsString::from);
    kohyo(build.into_iter().chain([root.into()])).ok();
    for slug in &slugs {
        assert!(root.join("public").join(slug).join("index.html").is_file(), "{slug:?}");
    }
    imported.out
}

#[test]
fn the_two_seeds_become_a_site() {
    let seeds = ["seeds/000_400b284c0aa498c8.txt", "seeds/004_34978a73f1dc56b0.txt"];
    let Some(seeds) = seeds.map(shared).into_iter().collect::<Option<Vec<_>>>() else {
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let said = publish(&home.path().join("取込み"), &seeds);
    for expected in [
        "利用目的の行（個人情報の類型） 17",
        "利用目的 48",
        "条 27",
        "直した文字: 6",
        "直した文字: 13",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn the_act_becomes_one_page_with_its_contents() {
    let Some(act) = shared("law/appi.law.txt") else {
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    publish(&root, &[act]);
    let page = std::fs::read_to_string(root.join("public/privacy-rules/index.html")).unwrap();
    let contents = page.split("<nav").find(|nav| nav.contains("目次")).expect("a contents list");
    let contents = contents.split("</nav>").next().unwrap();
    let links = contents.matches("href").count();
    assert!(links > 242, "{links} entries");
    let leads = contents.match_indices("href=").map(|(at, _)| &contents[at + 5..]);
    for href in leads {
        let id: String = href
            .trim_start_matches(['"', '#'])
            .chars()
            .take_while(|c| !"\"> ".contains(*c))
            .collect();
        let found = page.contains(&format!("id=\"{id}\"")) || page.contains(&format!("id={id}"));
        assert!(found, "the contents lead to #{id}");
    }
}
