//! What pages of aids show: in which order, for which version, and where the text stands in time. Does not know how
//! aids are kept.

use super::{built, on, site};
use crate::page::{assert_well_formed, tokens, words_inside};
use crate::world::write;
use std::path::Path;

/// A notice of three rows, the first with an aid, and a note below them.
fn mixed(root: &Path) {
    let purposes = "heading: 利用目的\nlead: 次の目的に使います。\nrows:\n  - category: 健診の結果\n    key: checkups\n    purposes:\n      - 保健指導\n  - category: 口座\n    key: accounts\n    purposes:\n      - 振込み\n  - category: 相談の記録\n    key: talks\n    purposes:\n      - ご回答\nnotes:\n  - 統計は別に作ります。\n";
    write(&root.join("content/site.yaml"), "title: 見本\nroot: ours\n");
    write(
        &root.join("content/privacy/document.yaml"),
        "kind: privacy-notice\ntitle: 公表事項\nsections:\n  - purposes\n",
    );
    write(&root.join("content/privacy/purposes.yaml"), purposes);
    write(
        &root.join("content/privacy/aids/easy.yaml"),
        "aids:\n  - provision: checkups\n    for: 健診の結果 保健指導\n    heading: 健康診断の結果\n    items:\n      - 生活の相談\n",
    );
    on(root, "seal privacy --effective 2026-04-01 --today 2026-04-01").ok();
}

#[test]
fn a_page_of_aids_keeps_the_order_of_the_text_and_says_once_what_is_missing() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    mixed(&root);
    let easy = built(&root, "privacy/easy/index.html");
    assert_well_formed(&easy);
    let main = easy[easy.find("class=aids").unwrap()..].replace("<wbr>", "");
    let order =
        ["利用目的", "次の目的に使います", "生活の相談", "振込み", "ご回答", "統計は別に作ります"];
    let places: Vec<usize> = order.iter().map(|words| main.find(words).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?} in {main}");
    for heading in ["id=\"accounts\">口座</h3>", "id=\"talks\">相談の記録</h3>"] {
        assert!(main.contains(heading), "{heading} in {main}");
    }
    // Before the row that has an aid and after it: one notice for each run of neighbours.
    assert_eq!(main.matches("まだありません").count(), 2, "{main}");
}

#[test]
fn english_says_until_when_a_text_applies_and_what_comes() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    site(&root);
    let rows = root.join("content/privacy/purposes.yaml");
    let words = std::fs::read_to_string(&rows).unwrap();
    write(&rows, words.replace("振込み", "振込みと確認"));
    on(&root, "seal privacy --effective 2026-10-01 --today 2026-04-01").ok();
    let said = |html: &str| {
        words_inside(&tokens(html), |_, own| {
            own.iter().any(|(key, value)| key == "class" && value.starts_with("standing"))
        })
    };
    let now = built(&root, "privacy/en/index.html");
    let banner = said(&now);
    for wanted in [
        "In force until 30 September 2026",
        "This text applies from 1 April 2026 until 30 September 2026.",
        "A changed text applies from 1 October 2026. Please see the table of changes (in Japanese).",
    ] {
        assert!(banner.contains(wanted), "{wanted} in {banner}");
    }
    for to in ["../versions/2026-10-01/en/index.html", "../versions/2026-10-01/changes/index.html"]
    {
        assert!(now.contains(to), "{to} in {now}");
    }
    let next = built(&root, "privacy/versions/2026-10-01/en/index.html");
    assert!(said(&next).contains("Until 30 September 2026, the present text applies."), "{next}");
    on(&root, "withdraw privacy 2026-10-01 --summary 見合わせます。 --today 2026-04-02").ok();
    let gone = built(&root, "privacy/versions/2026-10-01/en/index.html");
    let banner = said(&gone);
    assert!(
        banner.contains("was to apply from 1 October 2026, but the change was cancelled")
            && banner.contains("Please see the text that applies now."),
        "{banner}"
    );
    assert!(gone.contains("../../../en/index.html"), "{gone}");
}

#[test]
fn an_earlier_version_waits_for_no_aid() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    site(&root);
    let rows = root.join("content/privacy/purposes.yaml");
    let words = std::fs::read_to_string(&rows).unwrap();
    write(&rows, words.replace("保健指導", "保健指導と受診のお勧め"));
    on(&root, "seal privacy --effective 2026-10-01 --today 2026-04-01").ok();
    // Made for the words of the second version, and for a row that both have.
    let aids = "aids:\n  - provision: checkups\n    for: 健診の結果 保健指導と受診のお勧め\n    heading: Checkups\n  - provision: accounts\n    for: 口座振込み\n    heading: Accounts\n";
    write(&root.join("content/privacy/aids/en.yaml"), aids);
    on(&root, "build --as-of 2026-10-02").ok();
    let path = root.join("public/privacy/versions/2026-04-01/en/index.html");
    let before = std::fs::read_to_string(path).unwrap();
    for wrong in ["Update pending", "not been translated yet", "Checkups"] {
        assert!(!before.contains(wrong), "{wrong} in {before}");
    }
    for wanted in [
        "There is no translation of this part for this version.",
        "This text applied until 30 September 2026.",
        "Accounts",
    ] {
        assert!(before.contains(wanted), "{wanted} in {before}");
    }
}
