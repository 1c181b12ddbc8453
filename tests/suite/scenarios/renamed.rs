//! The card that members show is called otherwise, in three documents by one slip; a regulation is repealed; a
//! filing is recorded later, and nothing that was sealed changes.

use super::office::{Office, is_ledger, says};
use std::collections::BTreeMap;

const CONTENT: [(&str, &str); 10] = [
    (
        "site.yaml",
        "title: 見本健康保険組合\nroot: ours\ndocuments: [privacy, requests, rules, loans]\n",
    ),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [purposes]\n",
    ),
    (
        "privacy/purposes.yaml",
        "heading: 利用目的\nrows:\n  - category: 資格に関する情報\n    key: eligibility\n    purposes:\n      - 被保険者証の作成のため\n      - 給付の審査のため\n",
    ),
    ("requests/document.yaml", "kind: notice\ntitle: 開示の手続\nsections: [text]\n"),
    ("requests/text.md", "窓口では、被保険者証で本人であることを確かめます。\n"),
    ("rules/document.yaml", "kind: regulation\n"),
    (
        "rules/main.law.txt",
        "見本規程\n\n第1条　この規程は、資格の確認について定める。\n第2条　被保険者証の記号及び番号は、その管理者のほか見てはならない。\n",
    ),
    ("loans/document.yaml", "kind: regulation\n"),
    (
        "loans/main.law.txt",
        "見本貸付規程\n\n第1条　組合は、被保険者証の提示を受けて貸付けを行う。\n",
    ),
];

const SLIP: &str = "effective: 令和6年12月2日
decided:
  day: 2024-11-08
  by: 組合会
published: 2024-11-15
summary: 被保険者証に代わり、資格確認書を使います。手続は要りません。
private:
  reason: 法律の改正
  names: [見本花子]
";

fn sealed() -> Office {
    let office = Office::with(&CONTENT);
    office.must("2023-03-20", "seal privacy requests rules loans --effective 2023-04-01");
    office.publish("2023-04-01");
    office
}

#[test]
fn one_slip_a_repeal_and_a_filing() {
    let office = sealed();
    // The regulation on loans is not renamed: it goes.
    for path in ["privacy/purposes.yaml", "requests/text.md", "rules/main.law.txt"] {
        office.edit(path, "被保険者証", "資格確認書");
    }
    std::fs::write(office.root().join("改定票.yaml"), SLIP).unwrap();
    by_one_slip(&office);
    repealed(&office);
    filed_later(&office);
}

fn by_one_slip(office: &Office) {
    let before = office.sealed();
    let said = office.must("2024-11-12", "seal --all --slip 改定票.yaml --yes --dry-run");
    assert!(said.contains("まだ何も書き込んでいません"), "{said}");
    assert_eq!(before, office.sealed());
    let said = office.must("2024-11-12", "seal --all --slip 改定票.yaml --yes");
    for slug in ["privacy", "requests", "rules"] {
        assert!(said.contains(&format!("「{slug}」を版 2024-12-02 として確定しました")), "{said}");
        assert!(office.root().join(format!("records/{slug}/2024-12-02.yaml")).exists());
    }
    assert!(!said.contains("loans"), "{said}");
    let pages = office.publish("2024-12-01");
    says(&pages, "privacy/", &["被保険者証", "2024年12月2日"], &[]);
    let pages = office.publish("2024-12-02");
    for page in ["privacy/", "requests/", "rules/"] {
        says(&pages, page, &["資格確認書"], &["被保険者証の", "被保険者証で"]);
    }
    says(
        &pages,
        "rules/history/",
        &["資格確認書を使います。手続は要りません。", "組合会"],
        &["見本花子"],
    );
    says(&pages, "loans/", &["被保険者証"], &[]);
    let (code, said) = office.run("2024-12-02", "seal --all --slip 改定票.yaml --yes");
    assert!(code == 1 && said.contains("nothing-to-seal"), "{said}");
}

fn repealed(office: &Office) {
    office.must(
        "2025-02-10",
        "repeal loans --effective 2025-04-01 --decided 2025-02-05 --decided-by 組合会 --summary 貸付けを終わります。",
    );
    let pages = office.publish("2025-03-31");
    says(&pages, "loans/", &["2025年3月31日まで"], &[]);
    let pages = office.publish("2025-04-01");
    says(&pages, "loans/", &["廃止", "2025年4月1日"], &[]);
    says(&pages, "loans/versions/2023-04-01/", &["被保険者証の提示を受けて"], &[]);
    // Nothing of it can be sealed from then on, nor drafted.
    office.edit("loans/main.law.txt", "被保険者証", "資格確認書");
    for command in ["seal loans --effective 2025-05-01", "draft loans"] {
        let (code, said) = office.run("2025-04-02", command);
        assert_eq!(code, 1, "{said}");
    }
    let (code, said) = office.run("2025-04-02", "seal --all --effective 2025-05-01");
    assert!(code == 1 && said.contains("nothing-to-seal"), "{said}");
    office.edit("loans/main.law.txt", "資格確認書", "被保険者証");
}

fn filed_later(office: &Office) {
    let before = office.sealed();
    let pages = office.publish("2025-04-01");
    says(&pages, "rules/history/", &[], &["届出日"]);
    office.must(
        "2025-04-10",
        "record add rules 2024-12-02 --what 届出 --date 2024-12-10 --note 見本厚生局",
    );
    let after = office.sealed();
    let is_other =
        |(path, bytes): &(&std::path::PathBuf, &Vec<u8>)| before.get(*path) != Some(*bytes);
    let changed: BTreeMap<_, _> = after.iter().filter(is_other).collect();
    assert_eq!(changed.len(), 1, "{:?}", changed.keys());
    let (path, bytes) = changed.into_iter().next().unwrap();
    assert!(is_ledger(path) && path.starts_with("rules"), "{path:?}");
    // Every line that was there, with its digest, is there as it was; one follows.
    assert!(bytes.starts_with(&before[path]));
    assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 3);
    // What is published is a beginning of what is built now.
    let pages = office.publish("2025-04-10");
    says(&pages, "rules/history/", &["届出日", "2024年12月10日", "見本厚生局"], &[]);
}
