//! Running text read for what it says: by its headings, by the names before what it lists (共同して利用する者の範囲　…),
//! and, under no heading that tells, by the words of each sentence. What cannot be told apart is said to be unclear.
//! Does not know another text.

use super::matter::{Matter, Piece, PieceListing};
use crate::diff::Preorder;
use crate::tree::{Form, Provision};
use std::collections::BTreeMap;

/// Words of a heading, and the matter that it is about; the first that is found counts.
const HEADINGS: [(&[&str], &str); 17] = [
    (&["匿名加工情報の提供", "匿名加工情報の第三者"], "anonymised.provided"),
    (&["匿名加工"], "anonymised.created"),
    (&["仮名加工"], "pseudonymised"),
    (&["特定個人情報", "個人番号", "マイナンバー"], "specific-personal-information"),
    (&["共同利用", "共同して利用"], "joint-use.programme"),
    (&["外国"], "foreign-transfer.transfer"),
    (
        &["オプトアウト", "第三者への提供", "第三者提供", "第三者に提供"],
        "third-party-provision.provision",
    ),
    (&["漏えい", "漏洩", "紛失", "流出"], "breach-notice"),
    (&["認定個人情報保護団体"], "accredited-body"),
    (&["手数料"], "fees"),
    (&["苦情", "窓口", "問い合わせ", "問合せ", "お問合わせ", "連絡先"], "contact"),
    (&["開示", "請求", "訂正", "利用停止"], "requests"),
    (&["委託"], "entrusting"),
    (&["保存", "保管期間", "保管の期間", "保有期間"], "retention"),
    (&["安全管理"], "safety-measures"),
    (&["利用目的", "利用の目的", "利用する目的"], "purposes.row"),
    (&["事業者", "組合の名称", "名称及び", "名称と"], "organisation"),
];

/// Words of a sentence under no such heading, and what it is about.
const SENTENCES: [(&[&str], &str); 10] = [
    (&["匿名加工情報"], "anonymised.sentence"),
    (&["共同して利用", "共同利用"], "joint-use.sentence"),
    (&["外国にある", "外国の第三者"], "foreign-transfer.sentence"),
    (&["第三者に提供", "第三者へ提供", "第三者に開示"], "third-party-provision.sentence"),
    (&["に委託", "を委託", "委託先"], "entrusting"),
    (&["手数料"], "fee.unclear"),
    (&["苦情"], "contact.unclear"),
    (&["開示", "訂正", "利用停止"], "requests.text"),
    (&["年間保存", "年間保管", "年保存", "保存期間", "保存します"], "retention"),
    (&["目的で利用", "ために利用", "目的のために", "利用目的"], "purposes.sentence"),
];

/// Signs in a name, and the element that it names.
type NamedElement = (&'static [&'static str], &'static str);

/// Names before what is listed, for each matter, and the element; the first that is found counts.
const NAMES: [(&str, &[NamedElement]); 6] = [
    (
        "joint-use.programme",
        &[
            (&["責任"], "joint-use.responsible"),
            (&["目的"], "joint-use.purposes"),
            (&["項目"], "joint-use.items"),
            (&["範囲", "利用する者", "利用者", "相手"], "joint-use.users"),
            (&["取得"], "joint-use.acquisition"),
            (&["方法", "開始"], "joint-use.means"),
        ],
    ),
    (
        "third-party-provision.provision",
        &[
            (&["項目"], "third-party-provision.items"),
            (&["取得"], "third-party-provision.acquisition"),
            (&["更新"], "third-party-provision.update"),
            (&["開始", "予定日"], "third-party-provision.start"),
            (&["求め", "受け付け", "受付"], "third-party-provision.stop-request"),
            (&["停止"], "third-party-provision.stop"),
            (&["方法", "手段"], "third-party-provision.means"),
            (&["提供先", "相手"], "third-party-provision.recipient"),
            (&["根拠"], "third-party-provision.ground"),
            (&["目的"], "third-party-provision.purpose"),
            (&["名称", "氏名"], "third-party-provision.provider.name"),
            (&["住所", "所在"], "third-party-provision.provider.address"),
            (&["代表"], "third-party-provision.provider.representative"),
        ],
    ),
    (
        "foreign-transfer.transfer",
        &[
            (&["国名", "外国の名称", "国の名称"], "foreign-transfer.country"),
            (&["項目"], "foreign-transfer.items"),
            (&["提供先"], "foreign-transfer.recipient"),
            (&["根拠"], "foreign-transfer.ground"),
            (&["制度"], "foreign-transfer.system"),
            (&["措置"], "foreign-transfer.measures"),
        ],
    ),
    (
        "anonymised.provided",
        &[(&["項目"], "anonymised.provided.items"), (&["方法"], "anonymised.provided.means")],
    ),
    (
        "specific-personal-information",
        &[
            (&["事務"], "specific-personal-information.affairs"),
            (&["目的"], "specific-personal-information.purposes"),
            (&["評価書"], "specific-personal-information.assessment"),
            (&["委託"], "specific-personal-information.entrust"),
        ],
    ),
    (
        "organisation",
        &[
            (&["名称", "氏名", "組合名"], "organisation.name"),
            (&["住所", "所在"], "organisation.address"),
            (&["代表"], "organisation.representative"),
        ],
    ),
];

/// What a list says and what running text says, where no name stands before it.
fn unnamed(kind: &str, listing: PieceListing) -> String {
    let section = kind.split('.').next().unwrap_or(kind);
    let (entry, running) = match kind {
        "purposes.row" => ("purpose", "purposes.unclear"),
        "anonymised.created" => ("anonymised.created.items", "anonymised.created.unclear"),
        "anonymised.provided" => ("anonymised.provided.items", "anonymised.provided.unclear"),
        "pseudonymised" => ("pseudonymised.unclear", "pseudonymised.unclear"),
        "contact" => ("contact.unclear", "contact.unclear"),
        "requests" => ("requests.text", "requests.text"),
        "fees" => ("fee.unclear", "fee.unclear"),
        "safety-measures" => ("safety.item", "safety.item"),
        "entrusting" => ("entrusting", "entrusting"),
        "retention" => ("retention", "retention"),
        _ => return format!("{section}.unclear"),
    };
    match listing {
        PieceListing::Entry => entry.to_owned(),
        PieceListing::Running => running.to_owned(),
    }
}

/// Reads a section of running text.
pub(super) fn read(order: &Preorder<'_>, section: u32, out: &mut Vec<Matter>) {
    // The matter of each provision by the nearest heading that tells one; the matters of sentences, by their element.
    let mut places: BTreeMap<u32, Option<usize>> = BTreeMap::new();
    let mut sentences: BTreeMap<&str, usize> = BTreeMap::new();
    for at in section..order.end(section) {
        let own = order.node(at);
        let above = order.parent(at).and_then(|parent| places.get(&parent)).copied().flatten();
        let told = kind_of(own).filter(|kind| above.is_none_or(|above| out[above].kind != *kind));
        let place = match told {
            Some(kind) => {
                out.push(Matter::new(kind, (at, own)));
                Some(out.len() - 1)
            }
            None => above,
        };
        places.insert(at, place);
        let words = own.text().words();
        if words.trim().is_empty() {
            continue;
        }
        let listing =
            if own.form() == Form::Item { PieceListing::Entry } else { PieceListing::Running };
        match place {
            Some(matter) => say(&mut out[matter], &words, (at, listing)),
            None => {
                for (element, sentence) in by_words(&words) {
                    let matter = *sentences.entry(element).or_insert_with(|| {
                        let kind = format!("sentence:{element}");
                        out.push(Matter::new(&kind, (section, order.node(section))));
                        out.len() - 1
                    });
                    out[matter].say(element, Piece::new(sentence, at, PieceListing::Running));
                }
            }
        }
    }
}

/// The matter that a heading is about.
fn kind_of(own: &Provision) -> Option<&'static str> {
    if own.form() != Form::Group {
        return None;
    }
    let heading = own.heading().words();
    let known = HEADINGS.iter().find(|(words, _)| words.iter().any(|one| heading.contains(one)));
    known.map(|(_, kind)| *kind)
}

/// Says what stands under a heading.
fn say(matter: &mut Matter, words: &str, (at, listing): (u32, PieceListing)) {
    let mut is_named = false;
    if matter.kind == "organisation" {
        for part in words.split(['、', '\n', '。']) {
            is_named |= say_named(matter, part, (at, PieceListing::Running));
        }
    } else {
        is_named = say_named(matter, words, (at, PieceListing::Running));
    }
    if !is_named {
        let element = unnamed(&matter.kind, listing);
        matter.say(&element, Piece::new(words.to_owned(), at, listing));
    }
}

/// Says 「項目　氏名、生年月日」 as what it names, where its name is known.
fn say_named(matter: &mut Matter, words: &str, (at, listing): (u32, PieceListing)) -> bool {
    let Some(names) = NAMES.iter().find(|(kind, _)| *kind == matter.kind).map(|(_, names)| names)
    else {
        return false;
    };
    let words = words.trim();
    let Some((name, rest)) = words.split_once(['　', ':', '：', ' ']) else {
        return false;
    };
    let is_name = name.chars().count() <= 30 && !rest.trim().is_empty();
    let known = names.iter().find(|(words, _)| words.iter().any(|one| name.contains(one)));
    let Some((_, element)) = known.filter(|_| is_name) else {
        return false;
    };
    if element.ends_with(".responsible") {
        for (part, words) in party(rest) {
            matter.say(&format!("{element}.{part}"), Piece::new(words, at, listing));
        }
    } else {
        matter.say(element, Piece::new(rest.trim().to_owned(), at, listing));
    }
    true
}

/// The sentences of a text that are about something, with what.
fn by_words(words: &str) -> Vec<(&'static str, String)> {
    let sentences = words.split_inclusive('。').map(str::trim).filter(|one| !one.is_empty());
    let about = |sentence: &str| {
        let known =
            SENTENCES.iter().find(|(words, _)| words.iter().any(|one| sentence.contains(one)));
        known.map(|(_, element)| *element)
    };
    sentences.filter_map(|one| Some((about(one)?, one.to_owned()))).collect()
}

/// Words that stand before or in the name of somebody who represents an organisation.
const OFFICES: [&str; 8] = ["理事長", "代表", "取締役", "会長", "社長", "院長", "学長", "知事"];

/// The parts of 「見本健康保険組合（東京都千代田区…　理事長　見本　太郎）」: name, address, representative.
pub(super) fn party(words: &str) -> Vec<(&'static str, String)> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let (name, rest) = match words.split_once(['（', '(']) {
        Some((name, rest)) => (name, rest.trim_end_matches(['）', ')', '。'])),
        None => match words.split_once('、') {
            Some((name, rest)) => (name, rest),
            None => (words, ""),
        },
    };
    let mut out = vec![("name", name.trim().to_owned())];
    let office = OFFICES.iter().filter_map(|office| rest.find(office)).min();
    let (address, representative) = rest.split_at(office.unwrap_or(rest.len()));
    let tidied = |words: &str| words.trim_matches(['　', ' ', '、', '：', ':']).to_owned();
    for (part, words) in [("address", tidied(address)), ("representative", tidied(representative))]
    {
        if !words.is_empty() {
            out.push((part, words));
        }
    }
    out
}
