//! 外国にある第三者への提供: country, its system, measures. Does not know which countries need no consent.

use super::shape::{EntrySpec, blocks, field, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 3] = [
    told(
        "none",
        "foreign-transfer.none",
        "外国にある第三者への提供を行っていないときに、その旨を書く文。",
    ),
    blocks("transfers", "foreign-transfer.transfer", "提供の1件ごとのまとまり。", &TRANSFER),
    others("foreign-transfer.other"),
];

static TRANSFER: [EntrySpec; 15] = [
    told("statement", "foreign-transfer.statement", "どのような提供かを述べる文。"),
    field("recipient", "foreign-transfer.recipient", "提供先", "外国にある第三者。"),
    field("items", "foreign-transfer.items", "提供する個人データの項目", "項目。"),
    field("purpose", "foreign-transfer.purpose", "提供の目的", "目的。"),
    field("country", "foreign-transfer.country", "外国の名称", "国名（規則17条2項1号）。"),
    field(
        "system",
        "foreign-transfer.system",
        "外国の個人情報の保護に関する制度",
        "制度に関する情報（規則17条2項2号）。",
    ),
    field(
        "measures",
        "foreign-transfer.measures",
        "提供先が講ずる措置",
        "個人情報の保護のための措置（規則17条2項3号）。",
    ),
    field(
        "unknown",
        "foreign-transfer.unknown",
        "国名などを特定できない場合",
        "特定できない旨、その理由、参考となる情報（規則17条3項・4項）。",
    ),
    field(
        "ground",
        "foreign-transfer.ground",
        "提供の根拠",
        "本人の同意、基準に適合する体制など。",
    ),
    field(
        "arrangement",
        "foreign-transfer.arrangement",
        "体制の整備の方法",
        "提供先との契約など（規則18条3項1号）。",
    ),
    field(
        "check",
        "foreign-transfer.check",
        "措置の実施状況などの確認",
        "確認の頻度と方法（規則18条3項3号）。",
    ),
    field(
        "obstacle",
        "foreign-transfer.obstacle",
        "措置の実施の支障",
        "支障の有無と概要（規則18条3項6号）。",
    ),
    field(
        "obstacle-measures",
        "foreign-transfer.obstacle-measures",
        "支障に関して講ずる措置",
        "措置の概要（規則18条3項7号）。",
    ),
    field("request", "foreign-transfer.request", "情報の提供の求め", "求める方法（法28条3項）。"),
    others("foreign-transfer.other"),
];
