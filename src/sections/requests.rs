//! 開示等の請求の手続: paragraphs, named fields (where, form, fee …), steps. Does not know which a statute asks for.

use super::shape::{EntrySpec, NUMBERING, NamedKind, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 4] = [
    EntrySpec::may("text", "本文。", Shape::Paragraphs(Role::NONE)),
    EntrySpec::may(
        "fields",
        "申出先・様式・本人確認などの項目（法32条1項3号・令12条）。",
        Shape::Named { kinds: &KINDS, item: Role::of("request.item") },
    ),
    NUMBERING,
    EntrySpec::may(
        "steps",
        "請求の手順。",
        Shape::Items { list: Role::NONE, item: Role::of("request.step") },
    ),
];

static KINDS: [NamedKind; 9] = [
    ("where", Role::of("requests.where"), "申出先"),
    ("form", Role::of("requests.form"), "請求書の様式"),
    ("identity", Role::of("requests.identity"), "本人の確認"),
    ("agent", Role::of("requests.agent"), "代理人による請求"),
    ("fee", Role::of("requests.fee"), "手数料"),
    ("fee-method", Role::of("requests.fee-method"), "手数料の納め方"),
    ("period", Role::of("requests.period"), "回答までの期間"),
    ("page", Role::of("requests.page"), "案内のページ"),
    ("other", Role::of("requests.other"), "その他"),
];
