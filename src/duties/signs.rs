//! What the words of a text show of a matter besides what is listed: consent, a ground, entrusting, what is sensitive.
//! Reads words only; what they do not show is not known.

use super::matter::{Matter, Piece};
use super::wording;
use crate::law::ChangeSign;
use crate::text::chars;
use crate::text::reading::find_yen;

/// Words of 要配慮個人情報 (法2条3項, 令2条).
const SENSITIVE: [&str; 28] = [
    "要配慮",
    "病歴",
    "傷病",
    "病名",
    "疾病",
    "疾患",
    "診断",
    "検査の結果",
    "検査結果",
    "健診",
    "検診",
    "健康診査",
    "保健指導の記録",
    "保健指導の結果",
    "診療",
    "レセプト",
    "調剤",
    "処方",
    "投薬",
    "薬歴",
    "障害者手帳",
    "障害の",
    "ストレスチェック",
    "信条",
    "宗教",
    "人種",
    "前科",
    "犯罪",
];

/// Words by which an individual number is meant.
const MY_NUMBER: [&str; 3] = ["個人番号", "マイナンバー", "特定個人情報"];

fn has(words: &str, any: &[&str]) -> bool {
    any.iter().any(|one| words.contains(one))
}

/// Whether a sentence says that something is not done.
pub(super) fn is_denial(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches(['。', ' ', '　']);
    let ends =
        ["ません", "しない", "行わない", "ない", "ず", "除く", "除きます", "除く）", "除きます）"];
    ends.iter().any(|end| sentence.ends_with(end))
}

/// The sentences that say what is done.
fn affirmed(words: &str) -> String {
    words.split_inclusive(['。', '\n']).filter(|one| !is_denial(one.trim())).collect()
}

/// Whether words name an individual number that is used.
fn names_my_number(words: &str) -> bool {
    let words = affirmed(words).replace("個人番号カード", "").replace("マイナンバーカード", "");
    let words = words.replace("個人番号を除", "").replace("特定個人情報を除", "");
    has(&words, &MY_NUMBER)
}

/// Whether words say that something rests on the person's consent.
fn names_consent(words: &str) -> bool {
    let words = affirmed(words);
    words.contains("同意")
        && !has(
            &words,
            &[
                "同意を要し", "同意なく", "同意なし", "同意は不要", "同意を得ないで",
                "同意を得ずに", "同意が不要",
            ],
        )
}

/// Whether words name a ground that needs no consent.
fn names_ground(words: &str) -> bool {
    let signs = [
        "法令に基づ",
        "法令による",
        "法令の規定",
        "生命、身体",
        "公衆衛生",
        "国の機関",
        "事業の承継",
        "共同利用",
        "共同して利用",
        "基準に適合する体制",
        "体制を整備",
        "同等の水準",
        "統計情報",
        "匿名加工",
    ];
    let is_item = words.contains("第27条第1項第")
        || words.contains("第20条第2項第")
        || words.contains("番号法第19条");
    has(words, &signs) || is_item
}

/// Whether words say that something is entrusted.
fn names_entrusting(words: &str) -> bool {
    let words = affirmed(words);
    words.contains("委託") && !words.contains("受託者以外")
}

/// What the words of a piece show.
pub(super) fn of_words(element: &str, words: &str) -> Vec<ChangeSign> {
    let folded = chars::fold(words);
    let mut out = Vec::new();
    let mut add = |sign, is_so: bool| {
        if is_so {
            out.push(sign);
        }
    };
    add(ChangeSign::MyNumber, names_my_number(&folded));
    add(ChangeSign::Sensitive, is_sensitive(element, &folded));
    add(ChangeSign::Consent, names_consent(&folded));
    add(ChangeSign::Grounded, names_ground(&folded) && !names_consent(&folded));
    add(ChangeSign::Entrusting, names_entrusting(&folded));
    if element.starts_with("fee.") {
        let barred = ["訂正", "追加", "削除", "利用停止", "消去", "提供の停止", "提供停止"];
        add(ChangeSign::ForbiddenFee, has(&folded, &barred) && is_charged(&folded));
    }
    out
}

/// What a purpose is for says nothing of the information; its category, its items and what leaked do.
fn is_sensitive(element: &str, words: &str) -> bool {
    let says = |end: &str| element.ends_with(end);
    let is_of_information = ["category", "information", "items", "summary", "unclear", "what"];
    is_of_information.into_iter().any(says) && has(words, &SENSITIVE)
}

/// Whether an amount is asked for.
fn is_charged(words: &str) -> bool {
    let amounts = find_yen(words);
    amounts.iter().any(|(_, yen)| *yen > 0) || amounts.is_empty() && words.contains("実費")
}

/// What a matter shows as a whole.
pub(super) fn of_matter(matter: &Matter) -> Vec<ChangeSign> {
    let all = || matter.pieces();
    let any = |is: &dyn Fn(&Piece) -> bool| all().any(is);
    let named = |names: &[&str]| {
        let is_one = |name: &String| names.iter().any(|end| name.ends_with(end));
        let pieces = matter.elements.iter().filter(|(name, _)| is_one(name));
        pieces
            .flat_map(|(_, pieces)| pieces.iter().map(|one| one.words.clone()))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let mut out = Vec::new();
    let mut add = |sign, is_so: bool| {
        if is_so {
            out.push(sign);
        }
    };
    match matter.kind.as_str() {
        "third-party-provision.provision" | "foreign-transfer.transfer" => {
            let ground = named(&["ground"]);
            let said = if ground.is_empty() { named(&["statement", "unclear"]) } else { ground };
            let recipient = named(&["recipient"]);
            add(ChangeSign::OptOut, is_opt_out(matter));
            add(ChangeSign::Consent, names_consent(&said));
            add(ChangeSign::Grounded, names_ground(&said) && !names_consent(&said));
            add(ChangeSign::Entrusting, names_entrusting(&said) || names_entrusting(&recipient));
        }
        "contact" | "sentence:contact.unclear" => desk(matter, &mut out),
        "pseudonymised" => {
            let said = named(&["statement", "source", "unclear"]);
            let is_received = has(&said, &["提供を受け", "から取得", "受領", "入手"]);
            add(ChangeSign::Received, is_received);
            add(
                ChangeSign::OwnRecords,
                !is_received && has(&said, &["自ら", "当組合が保有", "作成", "加工し"]),
            );
        }
        "breach-notice" => {
            let is_only = |one: &Piece| {
                one.words.contains("仮名加工情報") && has(&one.words, &["だけ", "のみ"])
            };
            let is_sensitive = any(&|one| has(&one.words, &SENSITIVE));
            let is_large = named(&["count"]);
            add(ChangeSign::OnlyPseudonymised, any(&is_only));
            add(ChangeSign::Reportable, is_sensitive || counted(&is_large) > REPORTED);
        }
        _ => {}
    }
    out
}

/// A leak of more persons than this is reported (規則7条4号).
const REPORTED: u64 = 1000;

/// The greatest number in some words.
fn counted(words: &str) -> u64 {
    let folded = chars::fold(words).replace(',', "");
    let numbers = folded.split(|c: char| !c.is_ascii_digit());
    let read = numbers.filter_map(|digits| digits.parse::<u64>().ok()).max().unwrap_or(0);
    if folded.contains('万') { read.saturating_mul(10_000) } else { read }
}

/// Whether a provision stops where a person asks for it.
fn is_opt_out(matter: &Matter) -> bool {
    let names = ["third-party-provision.stop", "third-party-provision.stop-request"];
    let is_said = |one: &Piece| {
        one.words.contains("オプトアウト")
            || one.words.contains("停止")
                && has(&one.words, &["求め", "申出", "申し出"])
                && !is_denial(&one.words)
    };
    names.iter().any(|name| !matter.element(name).is_empty())
        || matter.heading.contains("オプトアウト")
        || matter.pieces().any(is_said)
}

/// What a contact is for. One of which nothing tells is there for complaints too.
fn desk(matter: &Matter, out: &mut Vec<ChangeSign>) {
    let roles = matter.element("contact.role").iter().chain(matter.element("contact.unclear"));
    let words: String =
        roles.map(|one| one.words.as_str()).chain([matter.heading.as_str()]).collect();
    let is_for_requests = has(&words, &["開示", "請求", "訂正", "利用停止", "通知の求め"]);
    let is_for_complaints =
        has(&words, &["苦情", "相談", "問い合わせ", "問合せ", "問合わせ", "窓口"]);
    if is_for_requests {
        out.push(ChangeSign::Requests);
    }
    if is_for_complaints || words.is_empty() || !is_for_requests && words.contains("個人情報") {
        out.push(ChangeSign::Complaints);
    }
}

/// Whether a text differs from another only in what it says of records of provision.
pub(super) fn is_of_provision_records(old: &str, new: &str) -> bool {
    let put_in = wording::inserted(old, new).or_else(|| wording::inserted(new, old));
    put_in.is_some_and(|words| words.contains("第三者提供記録"))
}

/// Whether a period in years or months became shorter.
pub(super) fn is_shortened(old: &str, new: &str) -> bool {
    let months = |words: &str| -> Vec<u64> {
        let folded = chars::fold(words);
        let mut out = Vec::new();
        let mut digits = String::new();
        let mut rest = folded.chars().peekable();
        while let Some(c) = rest.next() {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            let after: String = [Some(c), rest.peek().copied()].into_iter().flatten().collect();
            let unit = if c == '年' {
                12
            } else if after.ends_with('月') && c != '月' {
                1
            } else {
                0
            };
            if let (Ok(count), true) = (digits.parse::<u64>(), unit > 0) {
                out.push(count.saturating_mul(unit));
            }
            digits.clear();
        }
        out
    };
    let (old, new) = (months(old), months(new));
    old.len() == new.len() && old.iter().zip(&new).any(|(old, new)| new < old)
}
