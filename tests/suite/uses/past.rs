//! Rows and purposes that changed their names: since when they are there, what changed in them, what comes. Knows
//! no markup beyond words and links.

use super::{document, known, said, site, table};
use crate::html::{NOW, build, page};
use kohyo::site::Site;
use kohyo::site::edition::Showing;

/// Three texts: the first two without keys; in the last a row has another name, a purpose other words.
fn renamed() -> Site {
    let oldest = document(vec![table(&[
        "|加入者の資格（被保険者証の記号・番号など）|資格の確認と記録|被保険者証の作成",
        "|医療費に関する情報|医療費のお知らせの作成|印刷及び発送→印刷を委託する業者",
    ])]);
    let second = document(vec![table(&[
        "|加入者の資格（被保険者証の記号・番号など）|資格の確認と記録|登録→支払基金",
        "|医療費に関する情報|医療費のお知らせ及び薬のご案内の作成|印刷及び発送→印刷を委託する業者",
    ])]);
    let now = document(vec![table(&[
        "eligibility|加入者の資格（被保険者等記号・番号など）|資格の確認と記録|登録→支払基金",
        "statements|医療費に関する情報|医療費のお知らせ及び薬のご案内の作成|印刷及び発送→印刷を委託する事業者",
    ])]);
    let coming = document(vec![table(&[
        "eligibility|加入者の資格（被保険者等記号・番号など）|資格の確認と記録|健診のご案内|登録→支払基金",
        "statements|医療費に関する情報|医療費のお知らせ及び薬のご案内の作成|印刷及び発送→印刷を委託する事業者",
    ])]);
    site(vec![
        (known("2017-05-30"), oldest),
        (known("2022-04-01"), second),
        (known("2026-04-01"), now),
        (known("2027-04-01"), coming),
    ])
}

#[test]
fn a_row_that_was_renamed_is_followed_as_the_comparison_follows_it() {
    let files = build(&renamed(), NOW, Showing::Public);
    let row = said(&files, "privacy/i/eligibility/index.html");
    for wanted in [
        "資格の確認と記録\nいつから：遅くとも2017年5月30日（平成29年5月30日）から",
        "提供先：支払基金\nいつから：2022年4月1日（令和4年4月1日）から",
        "項目の名前を「加入者の資格（被保険者証の記号・番号など）」から「加入者の資格（被保険者等記号・番号など）」に改めました。",
        "「渡す目的」に「登録」を加えました。",
        "「使う目的」から「被保険者証の作成」を除きました。",
    ] {
        assert!(row.contains(wanted), "{wanted} in {row}");
    }
    assert!(!row.contains("この項目を加えました"), "{row}");
    let purpose = said(&files, "privacy/p/u-97b91d1418/index.html");
    assert!(purpose.contains("いつから：遅くとも2017年5月30日"), "{purpose}");
}

#[test]
fn a_purpose_in_other_words_says_what_they_were_and_since_when() {
    let files = build(&renamed(), NOW, Showing::Public);
    let row = said(&files, "privacy/i/statements/index.html");
    for wanted in [
        "いつから：2022年4月1日（令和4年4月1日）から（それまでは「医療費のお知らせの作成」。遅くとも2017年5月30日（平成29年5月30日）から）",
        "「医療費のお知らせの作成」を「医療費のお知らせ及び薬のご案内の作成」に改めました。",
        "「印刷及び発送」の提供先「印刷を委託する業者」を「印刷を委託する事業者」に改めました。",
        "「遅くとも」とある日は",
    ] {
        assert!(row.contains(wanted), "{wanted} in {row}");
    }
    for wrong in ["を加えました", "を除きました"] {
        assert!(!row.contains(wrong), "{wrong} in {row}");
    }
}

#[test]
fn a_row_says_what_comes_and_leads_to_it() {
    let files = build(&renamed(), NOW, Showing::Public);
    let path = "privacy/i/eligibility/index.html";
    let row = said(&files, path);
    let comes = "2027年4月1日（令和9年4月1日）から、「使う目的」に「健診のご案内」が加わります。変わった後の内容と新旧対照表で確認できます。";
    assert!(row.contains(comes), "{row}");
    let html = page(&files, path);
    for to in [
        "../../versions/2027-04-01/index.html#eligibility",
        "../../versions/2027-04-01/changes/index.html",
    ] {
        assert!(html.contains(to), "{to} in {html}");
    }
    // As everywhere: until when, not only that it is in force.
    assert!(
        row.starts_with("加入者の資格（被保険者等記号・番号など）\n現行 2027年3月31日まで\n"),
        "{row}"
    );
    let notice = said(&files, "privacy/index.html");
    let next = "から、変わった後の内容が適用されます（変わるところ：新旧対照表）。";
    assert!(notice.contains(next), "{notice}");
}
