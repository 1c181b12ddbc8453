//! Words that YAML would join, cut or change: each slip is told at its line, with what to type.

use super::{DOCUMENT, PURPOSES, site};
use kohyo::diagnostic::Finding;
use kohyo::site::load::load;

/// What is found, as `code line:column`.
pub fn told(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let snapshot = site(&files);
    let found = load(&snapshot).findings;
    let place = |finding: &Finding| {
        let span = finding.span.as_ref().unwrap();
        let bytes = snapshot.file(&span.file).map_or(&[][..], |file| file.bytes());
        let before = std::str::from_utf8(&bytes[..span.range.start]).unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        format!("{} {line}:{column}", finding.code)
    };
    found.iter().map(place).collect()
}

#[test]
fn probe() {
    let rows = |purposes: &str| {
        format!(
            "heading: 利用目的\nrows:\n  - category: 資格に関する情報\n    key: eligibility\n    purposes:\n{purposes}"
        )
    };
    for text in [
        rows("      -加入者の資格の確認\n      - 標準報酬月額の決定\n      - 保険料の徴収\n"),
        rows("      － 加入者の資格の確認\n      － 標準報酬月額の決定\n"),
        rows("      ・加入者の資格の確認\n      ・標準報酬月額の決定\n"),
        rows("      −加入者の資格の確認\n      −標準報酬月額の決定\n"),
        rows("      – 加入者の資格の確認\n      – 標準報酬月額の決定\n"),
        rows("      *加入者の資格の確認\n      *標準報酬月額の決定\n"),
        rows("      １．加入者の資格の確認\n      ２．標準報酬月額の決定\n"),
        rows("      -加入者の資格の確認\n"),
        rows("      - 加入者の資格の確認\n      -標準報酬月額の決定\n"),
        rows("      - 加入者の資格の確認\n      ー標準報酬月額の決定\n"),
        rows("      - 加入者の資格の確認\n        ・標準報酬月額の決定\n"),
        rows("      - 見本ビル #201\n"),
        rows("      - 見本ビル # 総務課で確認\n"),
        rows("      - #201\n"),
        rows("      # 社内メモ\n      - 新しい情報 #1\n"),
        rows("      #社内メモ\n      - 新しい情報\n"),
        rows("      - 新しい\n        情報 #1\n        です\n"),
        rows("      - [新]情報\n"),
        rows("      - [新]\n"),
        rows("      - {新}情報\n"),
        rows("      - {新}\n"),
        rows("      - &新 情報\n"),
        rows("      - *新\n"),
        rows("      - !新 情報\n"),
        rows("      - %引き\n"),
        rows("      - @見本\n"),
        rows("      - `見本`\n"),
        rows("      - |見本\n"),
        rows("      - > 30歳\n"),
        rows("      - ? 何か\n"),
        rows("      - ...\n"),
        rows("      - \"新\"情報\n"),
        rows("      - '新'情報\n"),
        rows("      - 資格: 確認\n"),
        rows("      - 次のとおり:\n"),
        rows(
            "      - ~\n      - null\n      - yes\n      - 0123\n      - 2026-04-01\n      - 1_000\n      - 0x1F\n      - 1e3\n      - =\n",
        ),
        rows("      [1,000円の支払, 2, 3]\n"),
        rows("\u{3000}     - 確認\n"),
        rows("     \u{3000}- 確認\n"),
        rows("\u{A0}\u{A0}- 確認\n"),
        rows("      -\u{3000}確認\n"),
        rows("      -\u{A0}確認\n      - 徴収\n"),
        rows("      - 確認\n").replace("rows:\n  - ", "rows:\n\u{3000}- "),
        rows("      - 確認\n").replace("rows:\n  - ", "rows:\n\u{A0}\u{A0}- "),
        rows("      - 確認\n").replace("heading: ", "heading:"),
        rows("      - 確認\n").replace("heading: ", "heading："),
        rows("      - 確認\n").replace("heading: ", "heading:\u{3000}"),
        rows("      - 確認\n").replace("heading: ", "heading:\u{A0}"),
        rows("      - 確認\n").replace("heading: ", "heading\u{3000}: "),
        rows("      - 確認\n").replace("category: ", "category:"),
        rows("      - 確認\n").replace("category: ", "category："),
        rows("      - 確認\n").replace("category: ", "category: ") + "notes:注です\n",
        rows("      - 確認\n") + "notes: #1\n",
        rows("      - 確認\n").replace("heading: 利用目的", "heading: [新]利用目的"),
        rows("      - 確認\n").replace("heading: 利用目的", "heading: [新]"),
        rows("      - 確認\n").replace("heading: 利用目的", "heading: 利用目的\nlead: [新]"),
        rows("      - 確認\n")
            .replace("heading: 利用目的", "heading: 利用目的 #1\nlead: 説明\n  heading:見出し"),
        rows("      - 確認\u{200B}\n      - \"a\\u202Eb\"\n      - a\tb\n"),
    ] {
        println!(
            "{}\n   => {:?}\n",
            text.split_once("rows").unwrap().0.replace("heading: 利用目的\n", "")
                + text.split_once("rows").unwrap().1,
            told(&[(PURPOSES, &text)])
        );
    }
    let _ = DOCUMENT;
}
