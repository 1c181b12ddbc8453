//! Words that YAML would join, cut or change: each slip is told at its line and column; comments, and signs that are
//! words, are not.

use super::{PURPOSES, site};
use kohyo::diagnostic::{Finding, Severity};
use kohyo::site::load::load;

/// What is found, as `code line:column`; a warning with `?`.
fn told(text: &str) -> Vec<String> {
    told_of(&[(PURPOSES, text.as_bytes())])
}

fn told_of(files: &[(&str, &[u8])]) -> Vec<String> {
    let snapshot = site(files);
    let found = load(&snapshot).findings;
    let place = |finding: &Finding| {
        let span = finding.span.as_ref().unwrap();
        let bytes = snapshot.file(&span.file).map_or(&[][..], |file| file.bytes());
        let before = std::str::from_utf8(&bytes[..span.range.start]).unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let doubt = if finding.severity == Severity::Error { "" } else { "?" };
        format!("{}{doubt} {line}:{column}", finding.code)
    };
    found.iter().map(place).collect()
}

fn head(purposes: &str) -> String {
    format!(
        "heading: 利用目的\nrows:\n  - category: 資格に関する情報\n    key: eligibility\n    purposes:\n{purposes}"
    )
}

/// Each pair: the lines of the purposes, from line 6 on; what is told.
#[test]
fn purposes() {
    for (lines, expected) in [
        ("      -加入者の資格の確認\n      - 標準報酬月額の決定\n", "swallowed-list 6:7"),
        ("      － 加入者の資格の確認\n      － 標準報酬月額の決定\n", "swallowed-list 6:7"),
        ("      −加入者の資格の確認\n      −標準報酬月額の決定\n", "swallowed-list 6:7"),
        ("      – 加入者の資格の確認\n      – 標準報酬月額の決定\n", "swallowed-list 6:7"),
        ("      ー加入者の資格の確認\n      ー標準報酬月額の決定\n", "swallowed-list 6:7"),
        ("      ・加入者の資格の確認\n      ・標準報酬月額の決定\n", "swallowed-list 6:7"),
        ("      １．加入者の資格\n      ２．標準報酬月額\n", "swallowed-list 6:7"),
        ("      (1) 加入者の資格\n      (2) 標準報酬月額\n", "swallowed-list 6:7"),
        ("      ①加入者の資格\n      ②標準報酬月額\n", "swallowed-list 6:7"),
        ("      >\n        ・加入者の資格\n        ・標準報酬月額\n", "swallowed-list 7:9"),
        ("      - 加入者の資格の確認\n        - 標準報酬月額の決定\n", "swallowed-list 7:9"),
        ("      - 加入者の資格の確認\n        ・標準報酬月額の決定\n", "swallowed-list? 7:9"),
        ("      - 加入者の資格の確認\n      -標準報酬月額の決定\n", "swallowed-list 7:7"),
        ("      - 加入者の資格の確認\n      ・標準報酬月額の決定\n", "swallowed-list 7:7"),
        ("      -加入者の資格の確認\n", "swallowed-list 6:7"),
        ("      －加入者の資格の確認\n", "swallowed-list? 6:7"),
        ("      *加入者の資格の確認\n", "yaml-alias 6:7"),
        ("      - 見本ビル #201\n", "number-sign? 6:14"),
        ("      - 新しい情報 #個人情報\n", "number-sign? 6:15"),
        ("      - #201\n", "number-sign 6:9"),
        ("      #201\n      - 確認\n", ""),
        ("      - 新しい\n        情報 #1\n        です\n", "number-sign 7:12"),
        ("      - [新]情報\n", "yaml-bracket 6:9"),
        ("      - [新]\n", "yaml-bracket 6:9"),
        ("      - {新}情報\n", "yaml-bracket 6:9"),
        ("      - &新 情報\n", "yaml-alias 6:12"),
        ("      - *新\n", "yaml-alias 6:9"),
        ("      - !新 情報\n", "yaml-alias 6:9"),
        ("      - %引き\n", "yaml-character 6:9"),
        ("      - @見本\n", "yaml-character 6:9"),
        ("      - `見本`\n", "yaml-character 6:9"),
        ("      - |見本\n", "yaml-character 6:9"),
        ("      - > 30歳\n", "yaml-character 6:9"),
        ("      - \"新\"情報\n", "yaml-quote 6:12"),
        ("      - 資格: 確認\n", "unknown-name 6:9"),
        ("      - ~\n", "no-text 6:9"),
        ("      - null\n", "no-text 6:9"),
        ("      [1,000円の支払, 確認]\n", "number-comma 6:9"),
        ("\u{3000}     - 確認\n", "full-width-space 6:1"),
        ("     \u{3000}- 確認\n", "full-width-space 6:6"),
        ("\u{A0}\u{A0}- 確認\n", "full-width-space 6:1"),
        ("\u{2003}- 確認\n", "full-width-space 6:1"),
        ("      -\u{3000}確認\n", "swallowed-list 6:7"),
        ("      -\u{A0}確認\n      - 徴収\n", "swallowed-list 6:7"),
        ("      - 確認\u{A0}です\n", "odd-space? 6:11"),
        ("      - 確認\u{200B}\n", "unseen-character 6:11"),
        ("      - \"確認\\u202E\"\n", "unseen-character 6:12"),
        ("      - \"\\U000E0041確認\"\n", "unseen-character 6:10"),
        ("      - 確認\tです\n", "unseen-character 6:11"),
        ("      - 確認\n    notes:注です\n", "colon-space 7:10"),
    ] {
        assert_eq!(told(&head(lines)).join(", "), expected, "{lines}");
    }
}

/// What begins entries beside dashes and figures; places of several escapes.
#[test]
fn marks_and_escapes() {
    for (lines, expected) in [
        ("      （一）加入者の資格\n      （二）標準報酬月額\n", "swallowed-list 6:7"),
        ("      一　加入者の資格\n      二　標準報酬月額\n", "swallowed-list 6:7"),
        ("      ア　加入者の資格\n      イ　標準報酬月額\n", "swallowed-list 6:7"),
        ("      ⅰ 加入者の資格\n      ⅱ 標準報酬月額\n", "swallowed-list 6:7"),
        ("      → 加入者の資格\n      → 標準報酬月額\n", "swallowed-list 6:7"),
        ("      ★加入者の資格\n      ★標準報酬月額\n", "swallowed-list 6:7"),
        ("      ア\n      イの資格\n", ""),
        ("      一部の加入者の資格と\n      二親等の親族の確認\n", ""),
        ("      - 見本ビル #（別館）\n", "number-sign? 6:14"),
        (
            "      - \"資\\u200b格\\u200bの\\u202e\"\n",
            "unseen-character 6:11, unseen-character 6:18, unseen-character 6:25",
        ),
    ] {
        assert_eq!(told(&head(lines)).join(", "), expected, "{lines}");
    }
}

/// The same around the head of a file.
#[test]
fn heads() {
    for (from, to, expected) in [
        ("heading: ", "heading:", "colon-space 1:8"),
        ("heading: ", "heading：", "full-width-colon 1:8"),
        ("heading: ", "heading:\u{3000}", "colon-space 1:8"),
        ("heading: ", "heading:\u{A0}", "colon-space 1:8"),
        ("heading: ", "heading\u{3000}: ", "full-width-space 1:8"),
        ("rows:\n  - ", "rows:\n\u{3000}- ", "full-width-space 3:1"),
        ("rows:\n  - ", "rows:\n\u{A0}\u{A0}- ", "full-width-space 3:1"),
        ("category: ", "category:", "colon-space 3:13"),
        ("category: ", "category：", "full-width-colon 3:13"),
        ("利用目的", "[新]利用目的", "yaml-bracket 1:10"),
        ("利用目的", "[新]", "yaml-bracket 1:10"),
        ("利用目的", "利用目的\nlead: [新]", "yaml-bracket? 2:7"),
        ("利用目的", "利用目的\nlead: 説明\n  heading:見出し", "colon-space 3:10"),
        ("利用目的", "利用目的 #1", "number-sign? 1:15"),
        ("利用目的", "#1", "number-sign 1:10"),
    ] {
        let text = head("      - 確認\n").replacen(from, to, 1);
        assert_eq!(told(&text).join(", "), expected, "{text}");
    }
}

/// Lines of prose that Markdown joins.
#[test]
fn prose() {
    for (text, expected) in [
        ("・甲\n・乙\n", "swallowed-list 1:1"),
        ("次のとおりです。\n－ 甲\n－ 乙\n", "swallowed-list 2:1"),
        ("-甲\n-乙\n", "swallowed-list 1:1"),
        ("１．甲\n２．乙\n", "swallowed-list 1:1"),
        ("- 甲\n- 乙\n", ""),
        ("1. 甲\n2. 乙\n", ""),
        ("・甲\\\n・乙\n", ""),
        ("一つの文を\n二行に分けたもの\n", ""),
        ("・甲\n\n・乙\n", ""),
    ] {
        let document =
            b"kind: notice\ntitle: \xE8\xA6\x8B\xE6\x9C\xAC\nsections: [preface, purposes]\n";
        let files: [(&str, &[u8]); 2] =
            [(super::DOCUMENT, document), ("content/notice/preface.md", text.as_bytes())];
        assert_eq!(told_of(&files).join(", "), expected, "{text}");
    }
}

/// What is meant as it stands.
#[test]
fn words_that_are_left_alone() {
    for lines in [
        "      - 見本ビル # 総務課で確認\n",
        "      - 見本ビル # 1\n",
        "      - 見本ビル#201\n",
        "      - \"見本ビル #201\"\n",
        "      - \"・確認\"\n      - ・徴収\n      - ※参考\n      - －\n      - ――以上――\n      - -5％\n",
        "      - 一つの文を\n        二行に\n        分けたもの\n",
        "      - 平成10年度の\n        10．5％\n",
        "      - https://example.jp/\n        https://example.jp/a\n",
        "      - |\n        ・甲\n        ・乙\n",
        "      - ①確認\n      - ㈱見本\n      - 髙橋\n      - 﨑\n      - か\u{309A}\n      - 々\n      - 〇\n      - ～\n      - —\n      - 葛\u{E0100}城\n      - ☎\u{FE0F}\n      - 👩\u{200D}⚕\u{FE0F}\n      - 1\u{FE0F}\u{20E3}\n      - 神\u{FE00}\n      - é e\u{301}\n",
        "      - yes\n      - 0123\n      - 2026-04-01\n      - 1_000\n      - 0x1F\n      - 1e3\n      - =\n      - ...\n      - 10:30\n      - 1,000円\n",
        "      - 12:30から\n      - 例:これ\n      - a:b\n      - C:\\temp\n",
        "      [確認, 徴収]\n",
    ] {
        assert_eq!(told(&head(lines)), Vec::<String>::new(), "{lines}");
    }
}

/// Numbers, truth values and days arrive as they were written.
#[test]
fn nothing_is_converted() {
    let written = [
        "yes", "0123", "2026-04-01", "1_000", "0x1F", "1e3", "=", "...", "12:30:45", "1.0", "+1",
        ".5", "y", "False", "<<", "0o17",
    ];
    let lines: String = written.iter().map(|words| format!("      - {words}\n")).collect();
    let loaded = load(&site(&[(PURPOSES, head(&lines).as_bytes())]));
    assert_eq!(loaded.findings, []);
    let site = loaded.site.unwrap();
    let tree = &site.documents[0].draft.periods()[0].1;
    let items = tree.visit().filter(|(_, one)| one.role().as_str().ends_with("purpose"));
    let read: Vec<String> = items.map(|(_, one)| one.text().words()).collect();
    assert_eq!(read, written);
}
