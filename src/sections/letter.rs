//! 宛名・発出者: number, date, addressee, issuer, 記 and 以上 of a letter to all members. Does not know what stands between.

use super::shape::{EntrySpec, NUMBERING, Shape, field, group, told};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 9] = [
    field("number", "letter.number", "", "公告番号など（例：公告第12号）。"),
    field("date", "letter.date", "", "日付。"),
    field("to", "letter.to", "", "宛名（例：加入者各位）。"),
    group("from", "letter.from", "", "発出者。", &FROM),
    told("text", "letter.text", "本文。"),
    told("record", "letter.record", "「記」。"),
    NUMBERING,
    EntrySpec::may(
        "items",
        "「記」の下の項目。",
        Shape::Items { list: Role::of("letter.list"), item: Role::of("letter.item") },
    ),
    told("closing", "letter.closing", "「以上」。"),
];

static FROM: [EntrySpec; 4] = [
    field(
        "name",
        "letter.from.name",
        "",
        "発出者の名称。「{fact: name}」で organisation.yaml の内容になります。",
    ),
    field(
        "representative",
        "letter.from.representative",
        "",
        "代表者。「{fact: representative}」で organisation.yaml の内容になります。",
    ),
    field("address", "letter.from.address", "", "住所。"),
    field("contact", "letter.from.contact", "", "担当・電話など。"),
];
