//! The first day: a saved page and a text, both in Shift_JIS, in a folder with a Japanese name, become pages. Nobody
//! knows any more since when they count.

use super::office::{Office, says};
use crate::world::files;

const PAGE: &str = r#"<!DOCTYPE html>
<html><head><meta charset="Shift_JIS"><title>個人情報の取扱いについて｜見本健康保険組合</title></head>
<body>
<nav><ul><li><a href="/">ホーム</a></li><li><a href="/about/">組合の案内</a></li></ul></nav>
<main>
<h1>個人情報の取扱いについて</h1>
<p>見本健康保険組合は、加入者の皆様の個人情報を、次のとおり取り扱います。</p>
<h2>利用目的</h2>
<table>
<tr><th>個人情報の類型</th><th>利用目的</th></tr>
<tr><td rowspan="2">健診の結果</td><td>保健指導のため</td></tr>
<tr><td>翌年の健診の案内のため</td></tr>
</table>
<h2>窓口</h2>
<p>総務課　電話 03-0000-0001</p>
</main>
<footer>Copyright 見本健康保険組合</footer>
</body></html>
"#;

const RULES: &str = "個人情報保護管理規程\n\n（目的）\n第１条　この規程は、個人情報の適切な取扱いを定めることを目的とする。\n\n（責任者）\n第２条　組合に、個人情報保護管理責任者を置く。\n２　責任者は、常務理事をもって充てる。\n";

#[test]
fn from_old_files_to_pages_in_five_commands() {
    let office = Office::with(&[]);
    let desk = office.root();
    for (name, words) in [("今のページ.html", PAGE), ("規程 平成.txt", RULES)] {
        let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(words);
        assert!(!lost);
        crate::world::write(&desk.join("もらった資料").join(name), bytes);
    }
    let said = office.must("2026-05-11", "import もらった資料/今のページ.html --out .");
    assert!(said.contains("Shift_JIS") && said.contains("検算：一致しました"), "{said}");
    let said = office.all("2026-05-11", &["import", "もらった資料/規程 平成.txt", "--out", "."]);
    assert!(said.contains("検算：一致しました"), "{said}");
    looked_at(&office);
    // Nobody knows the day: that is what is recorded.
    let said = office.must("2026-05-11", "seal privacy --effective unknown --seen 2026-05-08");
    assert!(said.contains("2026年5月8日"), "{said}");
    let said =
        office.must("2026-05-11", "seal privacy-rules --effective 不明 --seen 令和8年5月8日");
    assert!(said.contains("2026年5月8日"), "{said}");
    let pages = office.publish("2026-05-11");
    says(
        &pages,
        "privacy/",
        &[
            "健診の結果",
            "翌年の健診の案内のため",
            "03-0000-0001",
            "適用日は不明です",
            "2026年5月8日（令和8年5月8日）に確認した内容です",
        ],
        &["案・未公表", "組合の案内", "Copyright"],
    );
    says(
        &pages,
        "privacy-rules/",
        &["責任者は、常務理事をもって充てる。", "施行日は不明です"],
        &["案・未公表"],
    );
    says(&pages, "privacy/history/", &["不明（2026年5月8日（令和8年5月8日）に確認）"], &[]);
    let shown = office.must("2026-05-11", "show privacy --on 2026-05-11");
    assert!(shown.contains("保健指導のため"), "{shown}");
}

/// Drafts are marked on every page, and nothing is public yet.
fn looked_at(office: &Office) {
    office.must("2026-05-11", "check");
    office.must("2026-05-11", "build --preview --out 下見");
    let mut pages = 0;
    for (path, bytes) in files(&office.root().join("下見")) {
        if path.extension().is_some_and(|extension| extension == "html") {
            let html = String::from_utf8(bytes).unwrap();
            assert!(html.contains("案・未公表"), "{}", path.display());
            assert!(html.contains("noindex"), "{}", path.display());
            pages += 1;
        }
    }
    assert!(pages >= 3, "{pages}");
    office.must("2026-05-11", "build");
    let public = files(&office.root().join("public"));
    let leaks = public.values().any(|bytes| String::from_utf8_lossy(bytes).contains("常務理事"));
    assert!(!leaks, "nothing is public before it is sealed");
}
