//! What only the organisation may know is in no byte that is published.

use super::home::Home;
use expect_test::expect;

const SLIP: &str = "effective: 2027-03-10
summary: 窓口の電話番号が変わります。
private:
  reason: ひみつの理由です
  names: [ひみつの名前]
  evidence: [ひみつの書類]
";

#[test]
fn nothing_private_is_in_any_byte_that_is_built() {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01 --record-reason ひみつの始まり")
        .ok();
    home.edit("privacy/preface.md", "保健指導", "保健指導と統計");
    home.run("2027-02-10", "seal privacy --effective 2027-04-01 --record-name ひみつの人").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.write("privacy/amendment.yaml", SLIP);
    home.run("2027-03-01", "build --as-of 2027-03-01").ok();
    let out = |name: &str| home.root().join(name).to_str().unwrap().to_owned();
    let preview = format!("build --preview --out {} --as-of 2027-03-01", out("下見"));
    home.run("2027-03-01", &preview).ok();
    home.run("2027-03-02", "seal privacy").ok();
    let after = format!("build --out {} --as-of 2027-03-10", out("後"));
    home.run("2027-03-10", &after).ok();
    let salts: Vec<String> = home
        .files()
        .iter()
        .filter(|(path, _)| path.starts_with("records/privacy"))
        .map(|(_, bytes)| {
            let words = String::from_utf8(bytes.clone()).unwrap();
            let salt = words.lines().find_map(|line| line.strip_prefix("salt: ")).unwrap();
            salt.trim_matches('"').to_owned()
        })
        .collect();
    assert_eq!(salts.len(), 3);
    let (mut files, mut names) = (0, 0);
    for (path, bytes) in home.files() {
        let is_kept = path.starts_with("records") || path.ends_with("amendment.yaml");
        let holds =
            |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        names += usize::from(is_kept && holds("ひみつ"));
        if !is_kept {
            files += 1;
            assert!(!holds("ひみつ"), "{}", path.display());
            for salt in &salts {
                assert!(!holds(salt), "{}", path.display());
            }
        }
    }
    // Three records, and the slip as it was before it was sealed, for `undo`.
    assert!(files > 40 && names == 4, "{files} {names}");
}

/// What `verify` says, without digests: salts make other ones every time.
fn verified(home: &Home) -> String {
    let ran = home.run("2026-11-02", "verify");
    let end = ran.out.find("ここで確かめられないこと").unwrap();
    let all = format!("{}{}", &ran.out[..end], ran.err);
    let has_digest = |line: &&str| line.contains("指紋") || line.contains("{\"");
    let lines: Vec<&str> = all.lines().filter(|line| !has_digest(line)).collect();
    lines.join("\n")
}

#[test]
fn records_are_proved_against_the_lines_that_bind_them() {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01 --record-reason 初めての公表").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.run("2026-11-01", "seal privacy --effective 2026-12-01 --record-reason 移転").ok();
    let verified = || verified(&home);
    expect![[r#"
        確かめた場所：content
          privacy：台帳 2 行、版 2
          非公開の記録 2 件（台帳のとおり）
        次のものを確かめました。問題は見つかりませんでした。
          ・台帳の行どうしのつながりと、台帳に載る版のファイル
          ・台帳に載る非公開の記録 2 件"#]]
    .assert_eq(&verified());
    let path = home.root().join("records/privacy/2026-12-01.yaml");
    let words = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, words.replace("移転", "移転のため")).unwrap();
    expect![[r#"
        確かめた場所：content
          privacy：台帳 2 行、版 2
          非公開の記録 1 件（台帳のとおり）
        問題が 1 件見つかりました。
        エラー[record-changed]: 令和8年11月1日（2026年11月1日）に「privacy」の台帳の 2 行目に載せた非公開の記録が、そのときのものと違います。
          --> records/privacy/2026-12-01.yaml
           = 対処: 書き直されています。控え（バックアップ）から戻してください。書き足すことがあれば、別のファイルに書いてください。

        エラー1件"#]]
    .assert_eq(&verified());
    // Neither the name of a record means anything, nor its line ends.
    let elsewhere = home.root().join("records/privacy/移した記録.yaml");
    std::fs::write(elsewhere, words.replace('\n', "\r\n")).unwrap();
    expect![[r#"
        確かめた場所：content
          privacy：台帳 2 行、版 2
          非公開の記録 2 件（台帳のとおり）
        次のものを確かめました。問題は見つかりませんでした。
          ・台帳の行どうしのつながりと、台帳に載る版のファイル
          ・台帳に載る非公開の記録 2 件"#]]
    .assert_eq(&verified());
    std::fs::remove_dir_all(home.root().join("records/privacy")).unwrap();
    expect![[r#"
        確かめた場所：content
          privacy：台帳 2 行、版 2
        問題が 2 件見つかりました。
        エラー[record-not-kept]: 令和8年9月1日（2026年9月1日）に「privacy」の台帳の 1 行目に載せた非公開の記録が、records フォルダーにありません。
          --> records/privacy/2026-10-01.yaml
           = 対処: 控え（バックアップ）から戻すか、移したのであれば records に戻してください。公表した内容の証明には関わりません。

        エラー[record-not-kept]: 令和8年11月1日（2026年11月1日）に「privacy」の台帳の 2 行目に載せた非公開の記録が、records フォルダーにありません。
          --> records/privacy/2026-12-01.yaml
           = 対処: 控え（バックアップ）から戻すか、移したのであれば records に戻してください。公表した内容の証明には関わりません。

        エラー2件"#]]
    .assert_eq(&verified());
}
