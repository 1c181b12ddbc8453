//! What the files of each kind become, and the sample site as a whole.

use expect_test::expect;
use kohyo::disk::{Limits, Snapshot};
use kohyo::load::{load, write_document};
use kohyo::site::Site;
use kohyo::tree::{Form, Provision};
use std::path::Path;

fn sample() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = Snapshot::read(root, &Limits::default()).unwrap();
    let loaded = load(&snapshot);
    assert_eq!(loaded.findings, []);
    loaded.site.expect("the sample has no errors")
}

#[test]
fn the_sample_site_loads_without_a_word() {
    let site = sample();
    let slugs: Vec<&str> = site.documents.iter().map(|one| one.slug.as_str()).collect();
    assert_eq!(slugs, ["privacy", "privacy-rules"]);
    let count = |slug: &str, form: Form| {
        let root = &site.document(slug).unwrap().draft.periods()[0].1;
        root.visit().filter(|(_, one)| one.form() == form).count()
    };
    assert_eq!(count("privacy", Form::Row), 14);
    assert_eq!(count("privacy-rules", Form::Article), 18);
    assert_eq!(count("privacy-rules", Form::Annex), 1);
    assert_eq!(count("privacy-rules", Form::Supplement), 2);
}

/// A tree as an indented list, one provision a line: form, number, role, key, heading | text.
fn dump(root: &Provision) -> String {
    let mut out = String::new();
    for (depth, one) in root.visit() {
        out.push_str(&"  ".repeat(depth));
        out.push_str(one.form().name());
        if let Some(label) = one.label() {
            out.push_str(&format!(" [{}]", label.as_str()));
        }
        if !one.role().as_str().is_empty() {
            out.push_str(&format!(" <{}>", one.role().as_str()));
        }
        if let Some(key) = one.key() {
            out.push_str(&format!(" #{}", key.as_str()));
        }
        for text in [one.heading(), one.text()] {
            if !text.is_empty() {
                out.push_str(&format!(" | {}", text.words().replace('\n', "⏎")));
            }
        }
        out.push('\n');
    }
    out
}

#[test]
fn the_sample_documents_write_back_to_themselves() {
    for document in &sample().documents {
        for (_, root) in document.draft.periods() {
            let files = write_document(root).unwrap();
            assert_eq!(files[0].name, "document.yaml");
        }
    }
}

#[test]
fn facts_make_periods() {
    let site = sample();
    let draft = &site.document("privacy").unwrap().draft;
    let days: Vec<String> = draft
        .periods()
        .iter()
        .map(|(from, _)| from.map_or_else(String::new, |from| from.to_string()))
        .collect();
    assert_eq!(days, ["", "2025-01-06", "2026-07-01"]);
    let told = |day: &str| {
        let root = draft.on(day.parse().unwrap());
        let fields = root.visit().map(|(_, one)| one);
        let of_role = |one: &&Provision| one.role().is_within("organisation");
        let words: Vec<String> = fields
            .filter(of_role)
            .filter(|one| one.form() == Form::Field)
            .map(|one| one.text().words())
            .collect();
        words.join("／")
    };
    expect!["見本健康保険組合／東京都千代田区見本町1丁目1番1号／理事長　見本　太郎／06000000"].assert_eq(&told("2020-01-01"));
    expect!["見本健康保険組合／東京都千代田区見本町2丁目3番4号　見本ビル5階／理事長　例示　花子／06000000"].assert_eq(&told("2026-07-01"));
    assert_eq!(site.name_on("1990-01-01".parse().unwrap()), "見本健康保険組合");
}
