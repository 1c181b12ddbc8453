//! One slip for many documents, one commit.

use super::home::Home;
use expect_test::expect;

/// Three notices and a regulation that use the name of the card, a notice that does not, one never sealed.
fn home() -> Home {
    let home = Home::new();
    home.write(
        "site.yaml",
        "title: 見本健康保険組合\nroot: ours\ndocuments: [privacy, a, b, c, new]\n",
    );
    for slug in ["a", "b", "new"] {
        home.write(
            &format!("{slug}/document.yaml"),
            &format!("kind: notice\ntitle: お知らせ{slug}\nsections: [text]\n"),
        );
        home.write(&format!("{slug}/text.md"), "被保険者証を窓口に出してください。\n");
    }
    home.write("c/document.yaml", "kind: regulation\n");
    home.write("c/main.law.txt", "見本規程\n\n第1条　被保険者証は、組合が交付する。\n");
    for slug in ["privacy", "a", "b", "c"] {
        home.run("2024-04-01", &format!("seal {slug} --effective 2024-04-01")).ok();
    }
    for path in ["a/text.md", "b/text.md", "c/main.law.txt", "new/text.md"] {
        home.edit(path, "被保険者証", "資格確認書");
    }
    home
}

const SLIP: &str = "effective: 2024-12-02
decided: {day: 2024-11-20, by: 組合会}
summary: 被保険者証は資格確認書に変わります。
private: {reason: 法律の改正に伴うもの}
";

fn sealed(home: &Home, command: &str) -> super::super::world::Ran {
    let slip = home.root().join("改定票.yaml");
    std::fs::write(&slip, SLIP).unwrap();
    let slip = slip.to_str().unwrap();
    home.run("2024-11-25", &format!("{command} --slip {slip}"))
}

#[test]
fn all_that_differ_by_one_slip() {
    let home = home();
    expect![[r#"
        exit 0
        「a」で適用される内容が、この操作の前と変わる期間:
          令和6年12月2日（2024年12月2日）から
            ・『被保険者証を窓口に出してください…』の段落中「被保険者証」を「資格確認書」に改めます。
        「b」で適用される内容が、この操作の前と変わる期間:
          令和6年12月2日（2024年12月2日）から
            ・『被保険者証を窓口に出してください…』の段落中「被保険者証」を「資格確認書」に改めます。
        「c」で施行される内容が、この操作の前と変わる期間:
          令和6年12月2日（2024年12月2日）から
            ・第1条中「被保険者証」を「資格確認書」に改めます。
        「a」を版 2024-12-02 として確定しました（適用日: 令和6年12月2日（2024年12月2日））。
          版 2024-04-01 から変わるところ: 1 か所
        「b」を版 2024-12-02 として確定しました（適用日: 令和6年12月2日（2024年12月2日））。
          版 2024-04-01 から変わるところ: 1 か所
        「c」を版 2024-12-02 として確定しました（施行日: 令和6年12月2日（2024年12月2日））。
          版 2024-04-01 から変わるところ: 1 か所
        次の手順: kohyo build --root … で、公開するページを作ります。
    "#]]
    .assert_eq(&sealed(&home, "seal --all").ok().said());
    for slug in ["a", "b", "c"] {
        assert!(home.versions(slug).contains("2024-12-02 from 2024-12-02"), "{slug}");
        let record = home.read(&format!("records/{slug}/2024-12-02.yaml"));
        assert!(record.contains("reason: 法律の改正に伴うもの"), "{record}");
    }
    let salts: std::collections::BTreeSet<String> = ["a", "b", "c"]
        .map(|slug| home.read(&format!("records/{slug}/2024-12-02.yaml")))
        .map(|record| record.lines().last().unwrap().to_owned())
        .into();
    assert_eq!(salts.len(), 3, "each record has a salt of its own");
    assert_eq!(home.versions("new"), "");
    assert_eq!(home.versions("privacy").lines().count(), 1);
    // The slip is the user's; it stays where it is.
    assert!(home.root().join("改定票.yaml").exists());
    expect![[r#"
        exit 1
        エラー[nothing-to-seal]: 確定した版から変わっている文書はありません。
           = 対処: まだ一度も確定していない文書は、名前を指定して確定してください。

        エラー1件
    "#]]
    .assert_eq(&sealed(&home, "seal --all").said());
}

#[test]
fn a_document_with_a_slip_of_its_own_stops_all() {
    let home = home();
    home.write("b/amendment.yaml", "effective: 2025-04-01\n");
    let before = home.files();
    expect![[r#"
        exit 1
        エラー[two-slips]: 「b」には、書きかけの改定票（amendment.yaml）が別にあります。
          --> content/b/amendment.yaml
           = 対処: その改定を先に確定するか、一緒に確定してよければそのファイルを消してください。

        エラー1件
    "#]]
    .assert_eq(&sealed(&home, "seal --all").said());
    let after = home.files();
    let is_slip = |path: &std::path::Path| path.ends_with("改定票.yaml");
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
    assert!(after.keys().all(|path| is_slip(path) || before.contains_key(path)));
    // The others can be named.
    sealed(&home, "seal a c").ok();
    assert!(home.versions("b").lines().count() == 1);
    // Each by its own slip.
    home.run("2024-11-26", "seal --all").ok();
    assert!(home.versions("b").contains("2025-04-01"));
}

#[test]
fn what_names_no_document_and_no_slip_is_said() {
    let home = home();
    expect![[r#"
        exit 2
        エラー: 次の指定が必要です: <文書>...

        詳しくは kohyo --help をご覧ください。
    "#]]
    .assert_eq(&home.run("2024-11-25", "seal").said());
    expect![[r#"
        exit 1
        エラー[no-such-document]: 「z」という文書はありません。
           = 対処: このサイトの文書: privacy, a, b, c, new

        エラー1件
    "#]]
    .assert_eq(&home.run("2024-11-25", "seal a z --effective 2024-12-02").said());
    expect![[r#"
        exit 2
        エラー: 「[文書]...」は、ほかの指定と同時に使えません。

        詳しくは kohyo --help をご覧ください。
    "#]]
    .assert_eq(&home.run("2024-11-25", "seal a --all").said());
    let slip = home.root().join("bad.yaml");
    std::fs::write(&slip, "effective: 2024-13-01\n").unwrap();
    let command = format!("seal a --slip {}", slip.to_str().unwrap());
    expect![[r#"
        exit 1
        エラー[impossible-date]: 13月という月はありません。
          --> bad.yaml:1:12
           |
         1 | effective: 2024-13-01
           |            ^^^^^^^^^^
           = 対処: 実際にある日付に直してください。

        エラー1件
    "#]]
    .assert_eq(&home.run("2024-11-25", &command).said());
    let none = home.run("2024-11-25", "seal a --slip none.yaml");
    assert_eq!(none.code, 2, "{}", none.said());
}

#[test]
fn who_represents_changes_in_every_document_that_says_it() {
    let home = Home::new();
    let now = "name: 見本健康保険組合\nrepresentative:\n  - value: 理事長　見本太郎\n";
    home.write("organisation.yaml", now);
    home.write("site.yaml", "title: 見本\nroot: ours\ndocuments: [privacy, a, b]\n");
    for slug in ["a", "b"] {
        let sections = "sections: [organisation]\n";
        home.write(
            &format!("{slug}/document.yaml"),
            &format!("kind: notice\ntitle: お知らせ{slug}\n{sections}"),
        );
        home.write(
            &format!("{slug}/organisation.yaml"),
            "heading: 事業者\nfields:\n  - representative\n",
        );
    }
    home.run("2024-04-01", "seal privacy a b --effective 2024-04-01").ok();
    // Nothing differs before its day; the finding names the documents.
    home.write(
        "organisation.yaml",
        &format!("{now}  - from: 2024-12-02\n    value: 理事長　見本花子\n"),
    );
    let said = home.run("2024-11-25", "check").said();
    assert!(said.contains("「a」で使っている") && said.contains("「b」で使っている"), "{said}");
    assert!(!said.contains("「privacy」"), "{said}");
    let said = sealed(&home, "seal --all").ok().said();
    assert_eq!(said.matches("見本花子").count(), 2, "{said}");
    assert!(!home.run("2024-11-25", "check").said().contains("unsealed"));
}
