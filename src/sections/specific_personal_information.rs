//! 特定個人情報: what is told apart from other personal information under 番号法. Does not know that Act.

use super::shape::{EntrySpec, field, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 12] = [
    told(
        "statement",
        "specific-personal-information.statement",
        "個人番号・特定個人情報の取扱いについて述べる文。",
    ),
    field(
        "affairs",
        "specific-personal-information.affairs",
        "個人番号を利用する事務",
        "番号法で定められた事務に限ります。",
    ),
    field(
        "purposes",
        "specific-personal-information.purposes",
        "特定個人情報の利用目的",
        "番号法の事務に限って、ほかの個人情報と分けて書きます。",
    ),
    field("items", "specific-personal-information.items", "特定個人情報の項目", "項目。"),
    field("acquisition", "specific-personal-information.acquisition", "取得の方法", "方法。"),
    field(
        "provision",
        "specific-personal-information.provision",
        "特定個人情報の提供",
        "番号法19条各号による提供のほかは提供しない旨など。",
    ),
    field("entrust", "specific-personal-information.entrust", "委託", "委託先と監督。"),
    field("safety", "specific-personal-information.safety", "安全管理のための措置", "措置の内容。"),
    field(
        "retention",
        "specific-personal-information.retention",
        "保管と廃棄",
        "保管の期間と廃棄の方法。",
    ),
    field(
        "assessment",
        "specific-personal-information.assessment",
        "特定個人情報保護評価書",
        "評価書へのリンク（番号法27条・28条）。",
    ),
    field("contact", "specific-personal-information.contact", "お問い合わせ先", "窓口。"),
    others("specific-personal-information.other"),
];
