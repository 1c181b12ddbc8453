//! The sample site: nine years of a notice, a regulation that is renumbered, one that was repealed.

use super::office::{Office, says};
use crate::world::files;
use std::path::Path;

const DAY: &str = "2026-11-23";

fn sample() -> Office {
    let office = Office::with(&[]);
    for folder in ["content", "records"] {
        for (path, bytes) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            crate::world::write(&office.root().join(folder).join(path), bytes);
        }
    }
    office
}

#[test]
fn every_turn_of_a_notice_is_on_its_pages() {
    let office = sample();
    let pages = office.publish(DAY);
    says(
        &pages,
        "privacy/",
        &["03-0000-0015", "例示　花子", "2027年4月1日", "2027年10月1日"],
        &["03-0000-0000", "会社と共同で行う", "40歳未満の方の健診結果"],
    );
    let versions = [
        ("2017-05-30", "法第27条第1項", "過去の内容"),
        ("2022-04-01", "法第32条第1項", "過去の内容"),
        ("2026-04-01", "見本　太郎", "過去の内容"),
        ("2026-07-01", "沿えて", "訂正前"),
        ("2026-07-01.2", "添えて", "過去の内容"),
        ("2026-11-18", "03-0000-0015", "2027年3月31日まで"),
        ("2027-04-01", "03-0000-0000", "差し替え前"),
        ("2027-04-01.2", "40歳未満の方の健診結果", "2027年4月1日から"),
        ("2027-07-01", "会社と共同で行う健康づくり", "取りやめ"),
        ("2027-10-01", "東京都中央区例示町", "2027年10月1日から"),
    ];
    for (version, words, state) in versions {
        says(&pages, &format!("privacy/versions/{version}/"), &[words, state], &[]);
    }
    says(
        &pages,
        "privacy/history/",
        &["後日収録", "「けんぽだより見本」夏号", "取りやめを公表しました", "常務理事"],
        &[],
    );
    says(
        &pages,
        "privacy/versions/2026-07-01.2/changes/",
        &["「使えなくなった被保険者証の回収」を削りました", "例示　花子"],
        &["添えて"],
    );
}

#[test]
fn a_regulation_is_renumbered_and_another_ended() {
    let office = sample();
    let pages = office.publish(DAY);
    says(
        &pages,
        "privacy-rules/versions/2027-04-01/changes/",
        &["第6条（研修）を加えます", "第6条から第18条までを1条ずつ繰り下げます", "規定の整備"],
        &[],
    );
    says(
        &pages,
        "privacy-rules/history/",
        &["組合会", "掲示", "組合事務所の掲示板"],
        &["第58回組合会", "点検の手順をそろえるため"],
    );
    says(&pages, "number-rules/", &["廃止", "2026年4月1日（令和8年4月1日）に廃止されました"], &[]);
    let shown = office.must(DAY, "show privacy-rules --on 2022-04-01");
    assert!(shown.contains("事務所に備え置く方法及び組合のウェブサイト"), "{shown}");
    let shown = office.must(DAY, "show privacy --on 2026-11-18 --known 2026-11-15");
    assert!(shown.contains("03-0000-0000"), "{shown}");
}

#[test]
fn a_calendar_tells_what_began_before_what_was_put_right_in_it() {
    let office = sample();
    office.publish(DAY);
    let calendar = std::fs::read_to_string(office.root().join("public/privacy/calendar.ics"));
    let calendar = calendar.unwrap().replace("\r\n ", "");
    let told =
        "DESCRIPTION:理事長が交代します。被保険者証の回収を終えたため、その利用目的を削りました。";
    let event = calendar.split("BEGIN:VEVENT").find(|event| event.contains(told));
    let event = event.expect("the version of July");
    assert!(event.contains("誤記の訂正：請求の手順にあった誤字"), "{event}");
    assert!(event.contains("UID:privacy.2026-07-01.2026@"), "{event}");
}

#[test]
fn every_sentence_of_a_fragment_is_whole() {
    let office = sample();
    crate::world::founded(&office.beside("own"));
    let own = office.beside("own");
    let requests = own.join("content/privacy/requests.yaml");
    let words = std::fs::read_to_string(&requests).unwrap();
    crate::world::write(&requests, words.replace("いただきません", "300円です"));
    let kenpo = office.beside("kenpo");
    for (path, bytes) in
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kenpo/content"))
    {
        crate::world::write(&kenpo.join("content").join(path), bytes);
    }
    assert_eq!(office.at(&own, DAY, "seal privacy --effective 2027-04-01").0, 0);
    let mut count = 0;
    for root in [office.root(), own.clone(), kenpo] {
        let (code, said) = office.at(&root, DAY, "build");
        assert_eq!(code, 0, "{said}");
        for (path, bytes) in files(&root.join("public")) {
            if !path.ends_with("fragment.html") {
                continue;
            }
            count += 1;
            let html = String::from_utf8(bytes).unwrap();
            let words: String = html
                .split('<')
                .filter_map(|part| part.split_once('>'))
                .map(|part| part.1)
                .collect();
            for broken in ["（）", "（：", "：）", "（、", "、）", "、。", "。。", "、、", "「」"]
            {
                assert!(!words.contains(broken), "{}: {broken}\n{words}", path.display());
            }
            if root == own {
                let coming = "2027年4月1日（令和9年4月1日）から、変わった後の内容が適用されます（変わるところ：新旧対照表）。";
                assert!(words.contains(coming), "{words}");
            }
        }
    }
    assert!(count > 8, "{count}");
}
