//! `kohyo import` with pages and Word files on disk: several at once, both languages, and what comes of them in the
//! built site. Does not look into the log.

use super::word_files::{regulation, table};
use crate::world::{kohyo, write};

const PAGE: &str = r#"<!DOCTYPE html><html lang="ja"><head><title>個人情報の公表事項</title></head><body>
<nav><a href="/">ホーム</a></nav><main><h1>個人情報の取扱いに関する公表事項</h1>
<p>次のとおり公表します。</p>
<h2>利用目的</h2>
<table><tr><th>区分</th><th>個人情報</th><th>利用目的</th></tr>
<tr><th rowspan="2">適用</th><td>氏名、住所</td><td>資格の確認</td></tr>
<tr><td>標準報酬月額</td><td><ul><li>保険料の計算</li><li>保険料の徴収</li></ul></td></tr></table>
<h2>お問い合わせ</h2><p>見本健康保険組合　総務課<br>電話：00-0000-0000</p>
<p>制定　平成17年4月1日<br>令和8年4月1日　一部改正</p></main>
<footer>Copyright 見本健康保険組合</footer></body></html>"#;

#[test]
fn pages_and_word_files_are_imported_together_sealed_and_built() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    let at = |name: &str| folder.path().join(name);
    write(&at("page.html"), PAGE);
    write(&at("規程.docx"), regulation());
    let ran =
        kohyo(["import".into(), "--out".into(), root.clone(), at("page.html"), at("規程.docx")])
            .ok();
    for said in [
        "Webページ（HTML）",
        "Word文書（.docx）",
        "取り込まなかった部分: 3",
        "ナビゲーション: ホーム",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let purposes = std::fs::read_to_string(root.join("content/privacy/purposes.yaml")).unwrap();
    for words in ["information: 標準報酬月額\n", "- 保険料の計算\n"] {
        assert!(purposes.contains(words), "{purposes}");
    }
    let history = std::fs::read_to_string(root.join("content/privacy/history.yaml")).unwrap();
    assert!(
        history.contains("text: 平成17年4月1日") && history.contains("partly-amended"),
        "{history}"
    );
    for slug in ["privacy", "privacy-rules"] {
        let day = ["--effective", "2026-04-01", "--root"].map(Into::into);
        let seal = ["seal".into(), slug.into()].into_iter().chain(day);
        kohyo(seal.chain([root.clone().into_os_string()])).ok();
    }
    kohyo(["build".into(), "--root".into(), root.clone()]).ok();
    let page = std::fs::read_to_string(root.join("public/privacy/index.html")).unwrap();
    for words in ["標準報酬月額", "保険料の徴収", "00-0000-0000"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("Copyright 見本"));
    let finder = std::fs::read_to_string(root.join("public/privacy/i/index.html")).unwrap();
    assert!(finder.contains("適用：標準報酬月額"), "{finder}");
    let rules = std::fs::read_to_string(root.join("public/privacy-rules/index.html")).unwrap();
    assert!(rules.contains("第７条") && rules.contains("喪失届"));
}

#[test]
fn what_was_done_is_said_in_english_too() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("page.html"), PAGE);
    write(&at("table.docx"), table());
    let all = [
        "--lang".into(),
        "en".into(),
        "import".into(),
        "--out".into(),
        at("site"),
        at("page.html"),
        at("table.docx"),
    ];
    let ran = kohyo(all).ok();
    for said in
        ["left out: 3", "navigation: ホーム", "form: web page (HTML)", "form: Word file (.docx)"]
    {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    write(&at("broken.docx"), b"PK\x03\x04 no zip");
    let all = [
        "--lang".into(),
        "en".into(),
        "import".into(),
        "--out".into(),
        at("other"),
        at("page.html"),
        at("broken.docx"),
    ];
    let ran = kohyo(all);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(!at("other").join("content").exists(), "one broken file stops all");
}
