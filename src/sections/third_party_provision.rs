//! 第三者提供: to whom, what, on what ground; the nine items of an opt-out. Does not know which of them a statute asks for.

use super::shape::{EntrySpec, blocks, field, group, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 3] = [
    told(
        "none",
        "third-party-provision.none",
        "オプトアウトによる提供などを行っていないときに、その旨を書く文。",
    ),
    blocks(
        "provisions",
        "third-party-provision.provision",
        "提供の1件ごとのまとまり。",
        &PROVISION,
    ),
    others("third-party-provision.other"),
];

static PROVISION: [EntrySpec; 15] = [
    told("statement", "third-party-provision.statement", "どのような提供かを述べる文。"),
    group(
        "provider",
        "third-party-provision.provider",
        "第三者への提供を行う者",
        "提供する事業者の氏名・名称、住所、代表者（法27条2項1号）。",
        &PROVIDER,
    ),
    field(
        "purpose",
        "third-party-provision.purpose",
        "第三者への提供を利用目的とすること",
        "その旨（法27条2項2号）。",
    ),
    field(
        "items",
        "third-party-provision.items",
        "第三者に提供される個人データの項目",
        "項目を漏れなく（法27条2項3号）。",
    ),
    field(
        "acquisition",
        "third-party-provision.acquisition",
        "第三者に提供される個人データの取得の方法",
        "取得元と方法（法27条2項4号）。",
    ),
    field("means", "third-party-provision.means", "第三者への提供の方法", "方法（法27条2項5号）。"),
    field(
        "stop",
        "third-party-provision.stop",
        "提供の停止",
        "本人の求めに応じて提供を停止すること（法27条2項6号）。",
    ),
    field(
        "stop-request",
        "third-party-provision.stop-request",
        "本人の求めを受け付ける方法",
        "連絡先を含めて（法27条2項7号）。",
    ),
    field(
        "update",
        "third-party-provision.update",
        "第三者に提供される個人データの更新の方法",
        "更新の方法（規則11条4項1号）。",
    ),
    field(
        "start",
        "third-party-provision.start",
        "第三者への提供を開始する予定日",
        "予定日（規則11条4項2号）。",
    ),
    field("recipient", "third-party-provision.recipient", "提供先", "誰に提供するか。"),
    field("ground", "third-party-provision.ground", "提供の根拠", "本人の同意、法令の条項など。"),
    field(
        "filing",
        "third-party-provision.filing",
        "個人情報保護委員会への届出",
        "届出の日・番号、委員会の公表ページ。",
    ),
    field(
        "change",
        "third-party-provision.change",
        "届け出た事項の変更",
        "変更の内容（法27条3項）。新旧の対照が分かるように書きます。",
    ),
    others("third-party-provision.other"),
];

static PROVIDER: [EntrySpec; 3] = [
    field(
        "name",
        "third-party-provision.provider.name",
        "名称",
        "氏名または名称。「{fact: name}」で organisation.yaml の内容になります。",
    ),
    field(
        "address",
        "third-party-provision.provider.address",
        "住所",
        "住所。「{fact: address}」で organisation.yaml の内容になります。",
    ),
    field(
        "representative",
        "third-party-provision.provider.representative",
        "代表者",
        "法人の代表者の氏名。「{fact: representative}」で organisation.yaml の内容になります。",
    ),
];
