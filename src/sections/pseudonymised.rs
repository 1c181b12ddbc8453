//! 仮名加工情報: purposes, items, joint use. Does not know when its making need not be told.

use super::shape::{EntrySpec, blocks, field, group, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 9] = [
    told("statement", "pseudonymised.statement", "仮名加工情報を作成し、または取得した旨。"),
    field(
        "purposes",
        "pseudonymised.purposes",
        "仮名加工情報の利用目的",
        "仮名加工情報に係るものと分かるように書きます（法41条4項）。",
    ),
    field("items", "pseudonymised.items", "仮名加工情報に含まれる項目", "項目。"),
    field("source", "pseudonymised.source", "作成に用いた個人情報", "何から作成したか。"),
    field("change", "pseudonymised.change", "利用目的の変更", "変更後の利用目的（法41条4項）。"),
    field("safety", "pseudonymised.safety", "安全管理のための措置", "措置の内容。"),
    field("contact", "pseudonymised.contact", "お問い合わせ先", "窓口。"),
    blocks(
        "joint-use",
        "pseudonymised.joint-use",
        "共同利用するときの、1件ごとのまとまり（法41条6項・42条2項）。",
        &JOINT_USE,
    ),
    others("pseudonymised.other"),
];

static JOINT_USE: [EntrySpec; 5] = [
    told("statement", "pseudonymised.joint-use.statement", "共同利用する旨（法27条5項3号）。"),
    field(
        "items",
        "pseudonymised.joint-use.items",
        "共同して利用される個人データの項目",
        "項目（法27条5項3号）。",
    ),
    field(
        "users",
        "pseudonymised.joint-use.users",
        "共同して利用する者の範囲",
        "範囲（法27条5項3号）。",
    ),
    field(
        "purposes",
        "pseudonymised.joint-use.purposes",
        "利用する者の利用目的",
        "すべての利用目的。項目ごとに分けるのが望ましい（法27条5項3号）。",
    ),
    group(
        "responsible",
        "pseudonymised.joint-use.responsible",
        "個人データの管理について責任を有する者",
        "責任者の氏名・名称、住所、代表者（法27条5項3号）。",
        &RESPONSIBLE,
    ),
];

static RESPONSIBLE: [EntrySpec; 3] = [
    field(
        "name",
        "pseudonymised.joint-use.responsible.name",
        "名称",
        "氏名または名称。「{fact: name}」で organisation.yaml の内容になります。",
    ),
    field(
        "address",
        "pseudonymised.joint-use.responsible.address",
        "住所",
        "住所。「{fact: address}」で organisation.yaml の内容になります。",
    ),
    field(
        "representative",
        "pseudonymised.joint-use.responsible.representative",
        "代表者",
        "法人の代表者の氏名。「{fact: representative}」で organisation.yaml の内容になります。",
    ),
];
