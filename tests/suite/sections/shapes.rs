//! What the files of each kind become, and the sample site as a whole.

use expect_test::{expect, expect_file};
use kohyo::disk::{Limits, Snapshot};
use kohyo::sections::{OrganisationFacts, Section, YamlSource};
use kohyo::site::Site;
use kohyo::site::load::{load, write_document};
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
    assert_eq!(slugs, ["privacy", "privacy-rules", "number-rules"]);
    let count = |slug: &str, form: Form| {
        let root = &site.document(slug).unwrap().draft.periods()[0].1;
        root.visit().filter(|(_, one)| one.form() == form).count()
    };
    assert_eq!(count("privacy", Form::Row), 14);
    assert_eq!(count("privacy-rules", Form::Article), 20);
    assert_eq!(count("privacy-rules", Form::Annex), 1);
    assert_eq!(count("privacy-rules", Form::Supplement), 4);
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
    assert_eq!(days, ["", "2025-01-06", "2026-07-01", "2027-10-01"]);
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
    expect!["見本健康保険組合／東京都千代田区見本町1丁目1番1号／理事長　見本　太郎／06000000"]
        .assert_eq(&told("2020-01-01"));
    expect!["見本健康保険組合／東京都千代田区見本町2丁目3番4号　見本ビル5階／理事長　例示　花子／06000000"].assert_eq(&told("2026-07-01"));
    assert_eq!(site.name_on("1990-01-01".parse().unwrap()), "見本健康保険組合");
}

/// Reads a file of a section alone.
fn read(stem: &str, text: &str) -> String {
    let source = YamlSource::of("x".into(), text.as_bytes()).unwrap();
    let reading = Section::of_file(stem).read(&source, &OrganisationFacts::default());
    let codes: Vec<&str> = reading.notes.findings.iter().map(|one| one.code).collect();
    let section = reading.section.map_or_else(String::new, |section| dump(&section));
    format!("{section}{}", codes.join(" "))
}

#[test]
fn the_first_document_of_the_sample() {
    let site = sample();
    let root = &site.document("privacy").unwrap().draft.periods()[0].1;
    expect_file!["./expected/privacy.txt"].assert_eq(&dump(root));
}

#[test]
fn paragraphs_notes_and_marks() {
    let text = "lead: |\n  一つ目の段落。\n\n  ※ 二つ目の段落。\n  同じ段落の次の行。\nitems: [甲]\nnotes:\n  - ※1　注です。\n  - 注2 注です。\n  - {mark: ＊, text: ※ではない}\n  - 注意事項です。\n";
    expect![[r#"
        group <exceptions>
          paragraph <lead> | 一つ目の段落。
          paragraph [※] <lead> | 二つ目の段落。⏎同じ段落の次の行。
          list <exceptions.list>
            item <exception> | 甲
          note [※1] <note> | 注です。
          note [注2] <note> | 注です。
          note [＊] <note> | ※ではない
          note <note> | 注意事項です。
    "#]]
    .assert_eq(&read("exceptions", text));
}

#[test]
fn folded_lines_are_joined_as_japanese_is() {
    let text = "lead: 当組合は、次の目的のために\n  個人情報を利用します。ID\n  及び番号を含みます。\nitems:\n  - >\n    長い文を\n    折り返して\n    書きます。\n  - \"引用符の中も\n    同じです。\"\n";
    expect![[r#"
        group <exceptions>
          paragraph <lead> | 当組合は、次の目的のために個人情報を利用します。ID 及び番号を含みます。
          list <exceptions.list>
            item <exception> | 長い文を折り返して書きます。
            item <exception> | 引用符の中も同じです。
    "#]]
    .assert_eq(&read("exceptions", text));
}

#[test]
fn items_are_numbered_from_the_sample() {
    let text = "numbering: （１）\nitems:\n  - 甲\n  - text: 乙\n    numbering: ア\n    items: [い, ろ]\n  - {label: \"\", text: 丙}\n  - 丁\n";
    expect![[r#"
        group <exceptions>
          list <exceptions.list>
            item [（１）] <exception> | 甲
            item [（２）] <exception> | 乙
              item [ア] <exception> | い
              item [イ] <exception> | ろ
            item <exception> | 丙
            item [（４）] <exception> | 丁
    "#]]
    .assert_eq(&read("exceptions", text));
}

#[test]
fn heads_of_purposes() {
    let text = "heads:\n  - label: \"1\"\n    heading: 保険給付に必要なもの\n    inside: {heading: 組合の内部での利用, numbering: ・1, items: [給付の審査]}\n    provided: [振込みの依頼]\n";
    expect![[r#"
        group <purposes>
          group [1] <purposes.head> | 保険給付に必要なもの
            group <purposes.inside> | 組合の内部での利用
              list
                item [・1] <purpose> | 給付の審査
            group <purposes.provided>
              list
                item <purpose.provided> | 振込みの依頼
    "#]]
    .assert_eq(&read("purposes", text));
}

#[test]
fn contacts_in_the_order_of_the_file() {
    let text = "contacts:\n  - phone: [03-0000-0000, {label: 夜間, value: 03-0000-0001}]\n    name: 総務課\n    hours: {label: \"\", value: 平日のみ}\n    text: 電話はおかけ間違いのないようお願いします。\n";
    expect![[r#"
        group <contacts>
          group <contact>
            field <contact.phone> | 電話 | 03-0000-0000
            field <contact.phone> | 夜間 | 03-0000-0001
            field <contact.name> | 総務課
            field <contact.hours> | 平日のみ
            paragraph | 電話はおかけ間違いのないようお願いします。
    "#]]
    .assert_eq(&read("contacts", text));
}

#[test]
fn markdown_blocks() {
    let text = "# 第1　はじめに {#intro}\n\n改行は\n詰めます。\\\nここは改行します。\n\n- (1) 番号の付いた項目\n- 10 月の項目\n  1. 内側の一つ目\n  2. 内側の二つ目\n\n## 小見出し\n\n**太字**と[リンク](https://example.jp/)と<a@example.jp>\n\n| 区分 | 期間 |\n|---|---|\n| 甲 | 1年 |\n\n# 次の見出し\n\n終わり。\n";
    expect![[r#"
        group <prose> #intro | はじめに
          prose | 改行は詰めます。⏎ここは改行します。
          list
            item [(1)] | 番号の付いた項目
            item | 10 月の項目
              list
                item [1.] | 内側の一つ目
                item [2.] | 内側の二つ目
          group | 小見出し
            prose | 太字とリンクとa@example.jp
            table
              header
                cell | 区分
                cell | 期間
              row
                cell | 甲
                cell | 1年
          group | 次の見出し
            prose | 終わり。
    "#]]
    .assert_eq(&read("preface", text));
}

#[test]
fn words_know_where_they_stand() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = Snapshot::read(root, &Limits::default()).unwrap();
    let (mut exact, mut loose) = (0, 0);
    for document in &sample().documents {
        let (_, root) = &document.draft.periods()[0];
        for (_, one) in root.visit() {
            for text in [one.heading(), one.text()] {
                let Some(span) = text.span() else {
                    continue;
                };
                if !text.origin().is_exact() {
                    loose += 1;
                    continue;
                }
                exact += 1;
                let bytes = snapshot.file(&span.file).unwrap().bytes();
                let words = text.words();
                // Every character stands where the origin says.
                for (at, c) in words.char_indices().filter(|(_, c)| *c != '\n') {
                    let place = text.locate(at..at + c.len_utf8()).unwrap().range;
                    assert_eq!(&bytes[place], c.to_string().as_bytes(), "{words}");
                }
            }
        }
    }
    assert!(exact > 150, "{exact} exact, {loose} loose");
    assert_eq!(loose, 1, "only the representative's title and name are put together");
}

/// A site of `tests/sites` as a list of its trees; they write back to themselves.
#[test]
fn every_kind_in_one_site() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/kinds");
    let loaded = load(&Snapshot::read(&root, &Limits::default()).unwrap());
    assert_eq!(loaded.findings, []);
    let mut out = String::new();
    for document in &loaded.site.unwrap().documents {
        for (from, root) in document.draft.periods() {
            let from = from.map_or_else(String::new, |from| format!(" from {from}"));
            out.push_str(&format!("== {}{from}\n{}", document.slug, dump(root)));
            write_document(root).unwrap();
        }
    }
    expect_file!["./expected/kinds.txt"].assert_eq(&out);
}
