//! In a build every pair of texts is compared once, whoever asks: pages of changes, the purposes through time, feeds.

#[path = "../../../benches/texts.rs"]
mod texts;

use crate::world::sealed;
use kohyo::diff::Comparisons;
use kohyo::disk::{Limits, Snapshot};
use kohyo::publish::formats::Theme;
use kohyo::publish::plan::{Body, SitePlan};
use kohyo::publish::{self, BuildRequest};
use kohyo::site::Site;
use kohyo::site::edition::Showing;
use kohyo::site::load::load;
use kohyo::tree::Digest;
use std::collections::HashSet;
use std::convert::Infallible;
use std::path::Path;
use texts::{Text, Texts};

const DOCUMENTS: usize = 4;
const VERSIONS: usize = 5;

/// A site of the shape that is measured (`benches/site.rs`), smaller: regulations whose versions are each one edited
/// sentence.
fn measured() -> Site {
    let mut texts = Texts::new();
    let mut settings =
        "title: 見本\nroot: ours\nurl: https://mihon.example/\ndocuments:\n".to_owned();
    let mut files: Vec<(String, Vec<u8>)> =
        vec![("content/organisation.yaml".into(), "name: 見本健康保険組合\n".into())];
    for document in 0..DOCUMENTS {
        let slug = format!("kitei-{document}");
        settings.push_str(&format!("  - {slug}\n"));
        files.push((format!("content/{slug}/document.yaml"), "kind: regulation\n".into()));
        let mut text: Option<Text> = None;
        for version in 0..VERSIONS {
            let next = match &text {
                Some(text) => texts.edit(text, version * 17),
                None => texts.text(&format!("個人情報保護規程その{document}")),
            };
            let draft = format!("content/{slug}/main.law.txt");
            files.retain(|(path, _)| *path != draft && path != "content/site.yaml");
            files.push((draft, next.written().into_bytes()));
            files.push(("content/site.yaml".into(), settings.clone().into_bytes()));
            let snapshot = Snapshot::from_memory(files.clone());
            let day = format!("{}-04-01", 2000 + version).parse().unwrap();
            for (path, bytes) in sealed(&snapshot, &slug, day) {
                files.retain(|(known, _)| *known != path);
                files.push((path, bytes));
            }
            text = Some(next);
        }
    }
    load(&Snapshot::from_memory(files)).site.expect("the site is well formed")
}

/// Builds a site with what was compared for it.
fn built(site: &Site, showing: Showing, comparisons: &Comparisons) -> SitePlan {
    let theme = Theme::load("kohyo", []).expect("the embedded theme is right");
    let as_of = "2026-11-23".parse().unwrap();
    let request = BuildRequest { site, as_of, showing, theme: &theme, comparisons };
    publish::build::<Infallible>(&request, &|_, bytes| Ok(Digest::of(&bytes))).unwrap()
}

/// The pairs of texts that pages and news of a plan tell of.
fn pairs(plan: &SitePlan) -> HashSet<(u128, u128)> {
    let pages = plan.pages.iter().filter_map(|page| match &page.body {
        Body::Changes(own) => Some((own.old.whole(), own.new.whole())),
        _ => None,
    });
    pages.chain(plan.told().map(|(old, new)| (old.whole(), new.whole()))).collect()
}

#[test]
fn a_site_of_many_versions_compares_each_pair_once() {
    let (site, comparisons) = (measured(), Comparisons::default());
    let plan = built(&site, Showing::Public, &comparisons);
    // Each version with the one before it and with the one in force.
    let expected = DOCUMENTS * (VERSIONS - 1 + VERSIONS - 2);
    assert_eq!(pairs(&plan).len(), expected);
    assert_eq!((comparisons.pairs(), comparisons.runs()), (expected, expected));
}

#[test]
fn purposes_and_drafts_are_not_compared_again() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kenpo");
    let snapshot = Snapshot::read(&example, &Limits::default()).unwrap();
    let site = load(&snapshot).site.expect("the site is well formed");
    for showing in [Showing::Public, Showing::Preview] {
        let comparisons = Comparisons::default();
        let plan = built(&site, showing, &comparisons);
        assert!(comparisons.pairs() >= pairs(&plan).len() && comparisons.pairs() > 1);
        assert_eq!(comparisons.runs(), comparisons.pairs());
    }
}

/// Many ask for one list at a time: whoever comes while it is made waits for the same comparison, and whoever comes
/// when only the list is kept takes that.
#[test]
fn a_list_that_many_ask_for_at_once_is_made_of_one_comparison() {
    const ASKED: usize = 8;
    let text = |words: &str| {
        let words = format!("見本規程\n\n第1条　この規程は、{words}を定める。\n");
        kohyo::regulation::parse(&words, None).root
    };
    let (old, new) = (text("見本"), text("手本"));
    for _ in 0..300 {
        let comparisons = Comparisons::default();
        comparisons.expect(std::iter::empty(), std::iter::repeat_n((&old, &new), ASKED));
        let begin = std::sync::Barrier::new(ASKED);
        std::thread::scope(|scope| {
            for _ in 0..ASKED {
                scope.spawn(|| {
                    begin.wait();
                    comparisons.listed(&old, &new)
                });
            }
        });
        assert_eq!(comparisons.runs(), 1);
    }
}
