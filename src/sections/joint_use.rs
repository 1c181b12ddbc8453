//! 共同利用: a block a programme, with the five items of 法27条5項3号. Does not know which change of them is allowed.

use super::shape::{EntrySpec, blocks, field, group, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] =
    [blocks("programmes", "joint-use.programme", "共同利用の1件ごとのまとまり。", &PROGRAMME)];

static PROGRAMME: [EntrySpec; 12] = [
    told("statement", "joint-use.statement", "共同利用する旨（法27条5項3号）。"),
    field(
        "items",
        "joint-use.items",
        "共同して利用される個人データの項目",
        "項目（法27条5項3号）。",
    ),
    field("users", "joint-use.users", "共同して利用する者の範囲", "範囲（法27条5項3号）。"),
    field(
        "purposes",
        "joint-use.purposes",
        "利用する者の利用目的",
        "すべての利用目的。項目ごとに分けるのが望ましい（法27条5項3号）。",
    ),
    group(
        "responsible",
        "joint-use.responsible",
        "個人データの管理について責任を有する者",
        "責任者の氏名・名称、住所、代表者（法27条5項3号）。",
        &RESPONSIBLE,
    ),
    field("acquisition", "joint-use.acquisition", "取得の方法", "個人データの取得の方法。"),
    field("means", "joint-use.means", "共同利用の方法", "受渡しの方法。"),
    field("start", "joint-use.start", "共同利用の開始日", "開始日。"),
    field(
        "change",
        "joint-use.change",
        "変更の内容",
        "変更した、または変更しようとする内容（法27条6項）。",
    ),
    field(
        "channels",
        "joint-use.channels",
        "お知らせの方法",
        "掲示・広報誌など、継続して知らせる方法。",
    ),
    field("objection", "joint-use.objection", "共同利用を望まない場合の申出", "申出の方法。"),
    others("joint-use.other"),
];

static RESPONSIBLE: [EntrySpec; 3] = [
    field(
        "name",
        "joint-use.responsible.name",
        "名称",
        "氏名または名称。「{fact: name}」で organisation.yaml の内容になります。",
    ),
    field(
        "address",
        "joint-use.responsible.address",
        "住所",
        "住所。「{fact: address}」で organisation.yaml の内容になります。",
    ),
    field(
        "representative",
        "joint-use.responsible.representative",
        "代表者",
        "法人の代表者の氏名。「{fact: representative}」で organisation.yaml の内容になります。",
    ),
];
