//! What the files of each kind become, and the sample site as a whole.

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
