//! What `check` finds and `build` passes, but no seal does: the text that has it is not frozen until it is mended, or
//! until somebody says that it is right where that may be. Does not know the rules that find it.

use crate::scenarios::Office;
use crate::world::write;

const CONTENT: [(&str, &str); 6] = [
    ("site.yaml", "title: 見本健康保険組合の公表事項\nroot: ours\n"),
    ("organisation.yaml", "name: 見本健康保険組合\nphone: 03-0000-0001\naddress: 見本市1-1\n"),
    ("privacy/document.yaml", "kind: privacy-notice\ntitle: 公表事項\nsections: [organisation]\n"),
    ("privacy/organisation.yaml", "fields: [name, phone]\n"),
    ("rules/document.yaml", "kind: regulation\n"),
    ("rules/main.law.txt", "見本規程\n\n第1条　この規程は、見本のために定める。\n"),
];

const TODAY: &str = "2026-11-24";

#[track_caller]
fn refused(office: &Office, command: &str, code: &str) -> String {
    let before = office.sealed();
    for command in [command.to_owned(), format!("{command} --dry-run")] {
        let (exit, said) = office.run(TODAY, &command);
        assert_eq!(exit, 1, "{command}\n{said}");
        assert!(said.contains(&format!("エラー[{code}]")), "{command}\n{said}");
    }
    assert_eq!(office.sealed(), before, "nothing is written");
    office.run(TODAY, command).1
}

#[test]
fn a_mark_to_be_filled_in_is_passed_by_check_and_build_but_by_no_seal() {
    let office = Office::with(&CONTENT);
    office.must("2026-09-15", "seal rules --effective 2026-10-01");
    office.must("2026-09-15", "seal privacy --effective 2026-10-01");
    office.edit("rules/main.law.txt", "見本のため", "○○と△△のため");
    let said = office.must(TODAY, "check");
    assert!(said.contains("注意[placeholder]: 「第1条」"), "{said}");
    assert!(said.contains("main.law.txt:3:11") && said.contains("main.law.txt:3:14"), "{said}");
    assert!(said.contains("直すまで、kohyo seal は確定しません"), "{said}");
    office.must(TODAY, "build");
    for command in
        ["seal rules --effective 2027-01-01", "seal --all --effective 2027-01-01", "correct rules"]
    {
        for command in [command.to_owned(), format!("{command} --yes")] {
            let said = refused(&office, &command, "placeholder");
            assert_eq!(said.matches("エラー[placeholder]").count(), 2, "all are named: {said}");
        }
    }
    office.edit("rules/main.law.txt", "○○と△△のため", "試しのため");
    office.must(TODAY, "seal rules --effective 2027-01-01");
}

#[test]
fn another_document_holds_nothing_and_a_fact_only_those_that_show_it() {
    let office = Office::with(&CONTENT);
    office.edit("rules/main.law.txt", "見本のため", "○○のため");
    office.must(TODAY, "seal privacy --effective 2027-01-01");
    let office = Office::with(&CONTENT);
    office.edit("organisation.yaml", "見本市1-1", "○○市1-1");
    office.must(TODAY, "seal privacy --effective 2027-01-01");
    office.edit("organisation.yaml", "03-0000-0001", "03-○○○○-○○○○");
    let said = refused(&office, "seal privacy --effective 2027-02-01", "placeholder");
    assert!(said.contains("organisation.yaml:2:11"), "{said}");
    office.must(TODAY, "seal rules --effective 2027-01-01");
    office.edit("site.yaml", "見本健康保険組合", "○○健康保険組合");
    office.edit("rules/main.law.txt", "見本のため", "試しのため");
    refused(&office, "seal rules --effective 2027-02-01", "placeholder");
}

#[test]
fn a_form_in_an_annex_may_stand_and_so_may_what_is_sealed_already() {
    let office = Office::with(&CONTENT);
    let rules = "見本規程\n\n第1条　この規程は、見本のために定める。\n\n様式第1号\n\n○○健康保険組合理事長殿\n";
    office.write("rules/main.law.txt", rules);
    let said = refused(&office, "seal rules --effective 2027-01-01", "placeholder");
    assert!(said.contains("--yes を付けると"), "{said}");
    office.must(TODAY, "seal rules --effective 2027-01-01 --yes");
    office.edit("rules/main.law.txt", "見本のため", "試しのため");
    refused(&office, "seal rules --effective 2027-02-01", "placeholder");
    office.must(TODAY, "seal rules --effective 2027-02-01 --yes");
}

#[test]
fn a_text_of_the_past_says_what_it_said() {
    let office = Office::with(&CONTENT);
    office.must(TODAY, "seal rules --effective 2026-12-01");
    let past = office.root().join("old.txt");
    write(&past, "見本規程\n\n第1条　この規程は、○○のために定める。\n");
    for document in ["rules", "old-rules"] {
        let command = format!(
            "import {} --register 2017-05-30 --document {document} --kind regulation --out {}",
            past.display(),
            office.root().display()
        );
        let before = office.sealed();
        let (exit, said) = office.run(TODAY, &command);
        assert_eq!(exit, 1, "{said}");
        assert!(said.contains("エラー[placeholder]") && said.contains("old.txt"), "{said}");
        assert!(said.contains("--yes を付けると収録できます"), "{said}");
        assert_eq!(office.sealed(), before, "nothing is written");
        office.must(TODAY, &format!("{command} --yes"));
    }
}

#[test]
fn marks_are_told_from_words() {
    let marked = [
        ("電話は03-○○○○-○○○○です", "○○○○-○○○○"),
        ("○○健康保険組合", "○○"),
        ("〇〇健康保険組合", "〇〇"),
        ("◯◯課", "◯◯"),
        ("●●部長", "●●"),
        ("△△ビル", "△△"),
        ("××町", "××"),
        ("氏名＿＿＿＿", "＿＿＿＿"),
        ("氏名____", "____"),
        ("03-XXXX-XXXX", "XXXX-XXXX"),
        ("ＸＸ課", "ＸＸ"),
        ("令和○年○月○日から", "令和○年○月○日"),
        ("令和〇年4月1日から", "令和〇年"),
        ("【　】課", "【　】"),
        ("電話は【要確認】です", "【要確認】"),
        ("窓口は【未定】です", "【未定】"),
    ];
    let words = [
        "二〇〇円",
        "一〇〇〇人",
        "二○○円",
        "○×式",
        "○か×か",
        "◎、○、△の3段階",
        "【重要】",
        "【要介護認定】",
        "【記入例】",
        "__init",
        "XXL",
        "XXXVI",
        "第○条の様式",
        "はい・いいえに○",
        "MAX",
        "20_30_40",
        "○印",
    ];
    for (text, mark) in marked {
        let said = check_of(text);
        assert!(said.contains(&format!("印「{mark}」")), "{text}: {said}");
        assert_eq!(said.matches("[placeholder]").count(), 1, "{text}: {said}");
    }
    for text in words {
        let said = check_of(text);
        assert!(!said.contains("[placeholder]"), "{text}: {said}");
    }
}

fn check_of(words: &str) -> String {
    let office = Office::with(&CONTENT);
    office.edit("rules/main.law.txt", "この規程は、", words);
    office.must(TODAY, "check")
}
