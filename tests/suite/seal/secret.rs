//! What only the organisation may know is in no byte that is published.

use super::home::Home;

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
    home.run(
        "2026-09-01",
        "seal privacy --effective 2026-10-01 --record-reason ひみつの始まり",
    )
    .ok();
    home.edit("privacy/preface.md", "保健指導", "保健指導と統計");
    home.run(
        "2027-02-10",
        "seal privacy --effective 2027-04-01 --record-name ひみつの人",
    )
    .ok();
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
            let salt = words
                .lines()
                .find_map(|line| line.strip_prefix("salt: "))
                .unwrap();
            salt.trim_matches('"').to_owned()
        })
        .collect();
    assert_eq!(salts.len(), 3);
    let (mut files, mut names) = (0, 0);
    for (path, bytes) in home.files() {
        let is_kept = path.starts_with("records") || path.ends_with("amendment.yaml");
        let holds = |words: &str| {
            bytes
                .windows(words.len())
                .any(|window| window == words.as_bytes())
        };
        names += usize::from(is_kept && holds("ひみつ"));
        if !is_kept {
            files += 1;
            assert!(!holds("ひみつ"), "{}", path.display());
            for salt in &salts {
                assert!(!holds(salt), "{}", path.display());
            }
        }
    }
    assert!(files > 40 && names == 3, "{files} {names}");
}
