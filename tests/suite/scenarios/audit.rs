//! An audit: a copy of the public folder on a stick, a fingerprint on paper, questions about days long past; a flipped
//! byte; a name that must go; and a computer that is lost.

use super::office::{Office, says};
use crate::world::{files, put, write};
use std::fs;
use std::path::Path;

const CONTENT: [(&str, &str); 5] = [
    (
        "site.yaml",
        "title: 見本健康保険組合\nroot: ours\nurl: https://www.mihon-kenpo.example/k/\ndocuments: [privacy]\n",
    ),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [text, contacts]\n",
    ),
    ("privacy/text.md", "担当の監査花子が、個人情報を取り扱います。\n"),
    (
        "privacy/contacts.yaml",
        "heading: 窓口\ncontacts:\n  - name: 総務課\n    phone: 03-0000-0009\n",
    ),
];

/// A wrong telephone number was shown from April to June, and corrected by a version of its own.
fn society() -> Office {
    let office = Office::with(&CONTENT);
    office.write("static/案内.txt", "ご案内\n");
    office.must("2025-03-20", "seal privacy --effective 2025-04-01 --record-reason 秘密の理由");
    office.must("2025-03-20", "build --as-of 2025-04-01");
    office.must("2025-04-01", "record upload --date 2025-04-01");
    office.edit("privacy/contacts.yaml", "0009", "0001");
    office.must(
        "2025-06-20",
        "seal privacy --effective 2025-06-21 --summary 電話番号の誤りを改めました。",
    );
    office.publish("2025-06-21");
    office.must("2025-06-21", "record upload --date 2025-06-21");
    office
}

#[test]
fn what_a_stick_and_a_sheet_of_paper_prove() {
    let office = society();
    let stick = office.beside("監査用の写し");
    put(&stick, &files(&office.root().join("public")));
    let said = office.at(&stick, "2026-02-01", "verify .");
    assert!(said.1.contains("問題は見つかりませんでした"), "{}", said.1);
    // The fingerprint as it was printed on the history page.
    let page = fs::read_to_string(stick.join("privacy/history/index.html")).unwrap();
    let printed = fingerprint(&page);
    let (code, said) =
        office.at(&stick, "2026-02-01", &format!("verify . --head {}", printed.replace(' ', "-")));
    assert!(code == 0 && said.contains("台帳の全体が、控えたときのままです"), "{said}");
    asked(&office);
    flipped(&office, &stick);
}

/// In force on, as known on.
fn asked(office: &Office) {
    for (question, answer) in [
        ("show privacy --on 2025-05-01", "03-0000-0009"),
        ("show privacy --on 2025-06-21", "03-0000-0001"),
        ("show privacy --on 2025-06-21 --known 2025-06-19", "03-0000-0009"),
        ("show privacy --on 令和7年6月21日 --known 令和7年6月20日", "03-0000-0001"),
    ] {
        let said = office.must("2026-02-01", question);
        assert!(said.contains(answer), "{question}\n{said}");
    }
    let said = office.must("2026-02-01", "show privacy --on 2025-05-01");
    assert!(said.contains("2025年4月1日"), "what was uploaded by then is told\n{said}");
}

/// One byte, anywhere, is found, and the file is named.
fn flipped(office: &Office, stick: &Path) {
    for path in [
        "privacy/index.html",
        "privacy/versions/2025-04-01/version.jsonl",
        "privacy/ledger.jsonl",
        "manifest.json",
        "案内.txt",
        "documents/content/site.yaml",
    ] {
        let file = stick.join(path);
        let whole = fs::read(&file).unwrap();
        let mut changed = whole.clone();
        changed[whole.len() / 2] ^= 1;
        write(&file, &changed);
        let (code, said) = office.at(stick, "2026-02-01", "verify .");
        assert_eq!(code, 1, "{path}");
        assert!(said.contains(path), "{path}\n{said}");
        write(&file, &whole);
    }
    assert_eq!(office.at(stick, "2026-02-01", "verify .").0, 0);
}

#[test]
fn a_name_goes_and_the_computer_is_lost_and_nothing_else_is() {
    let office = society();
    office.must("2026-02-10", "withhold privacy 2025-06-21 --words 監査花子 --reason 担当者の氏名が含まれていたため --all-versions");
    let pages = office.publish("2026-02-10");
    for page in ["privacy/", "privacy/versions/2025-04-01/"] {
        says(&pages, page, &["担当の〔非公開〕が、"], &["監査花子"]);
    }
    let said = office.must("2026-02-10", "verify public");
    assert!(said.contains("担当者の氏名が含まれていたため"), "{said}");
    let public = files(&office.root().join("public"));
    for (path, bytes) in &public {
        let words = String::from_utf8_lossy(bytes);
        assert!(!words.contains("監査花子") && !words.contains("秘密の理由"), "{}", path.display());
    }
    // The fire takes the computer. What was published is on the server.
    let copy = office.beside("サーバーの写し");
    put(&copy, &public);
    let sealed = office.sealed();
    fs::remove_dir_all(office.root()).unwrap();
    fs::create_dir_all(office.root()).unwrap();
    let said = office.must("2026-03-01", "restore ../サーバーの写し");
    assert!(said.contains("台帳の 1 行が、その指紋だけを持っています"), "{said}");
    assert!(office.sealed() == sealed);
    office.must("2026-03-01", "verify ../サーバーの写し --root .");
    office.must("2026-03-01", "build --as-of 2026-02-10");
    let again = files(&office.root().join("public"));
    assert!(again == public, "the same pages, byte for byte");
    // Life goes on where it stopped.
    office.edit("privacy/contacts.yaml", "0001", "0002");
    office.must("2026-03-02", "seal privacy --effective 2026-04-01");
    says(&office.publish("2026-04-01"), "privacy/", &["03-0000-0002"], &[]);
}

/// The eight groups of four digits on a page.
fn fingerprint(page: &str) -> String {
    let words: String = page.split(['<', '>']).step_by(2).collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_group = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let found = words.windows(8).find(|eight| eight.iter().all(is_group));
    found.unwrap_or_else(|| panic!("{page}")).join(" ")
}
