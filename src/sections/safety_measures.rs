//! 安全管理措置: named measures. Does not know what the guidelines ask of each.

use super::facts::Facts;
use super::named::{self, Kind};
use super::reader::{Fields, Reader};
use super::yaml::Out;
use crate::tree::{Provision, Role};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub const NAMES: [&str; 1] = ["measures"];

static KINDS: [Kind; 8] = [
    ("policy", Role::of("safety.policy"), "基本方針の策定"),
    (
        "rules",
        Role::of("safety.rules"),
        "個人データの取扱いに係る規律の整備",
    ),
    (
        "organisational",
        Role::of("safety.organisational"),
        "組織的安全管理措置",
    ),
    (
        "personnel",
        Role::of("safety.personnel"),
        "人的安全管理措置",
    ),
    (
        "physical",
        Role::of("safety.physical"),
        "物理的安全管理措置",
    ),
    (
        "technical",
        Role::of("safety.technical"),
        "技術的安全管理措置",
    ),
    ("external", Role::of("safety.external"), "外的環境の把握"),
    ("other", Role::of("safety.other"), "その他の措置"),
];
const ITEM: Role = Role::of("safety.item");

/// Reads the section's own provisions.
pub fn read(reader: &mut Reader<'_>, fields: &Fields<'_>, _: &Facts) -> Vec<Arc<Provision>> {
    if fields.get("measures").is_none() {
        reader.missing(fields, "measures");
    }
    named::read(reader, fields, "measures", &KINDS, &ITEM)
}

/// Writes the section's own provisions.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    vec![("measures", named::write(own, &KINDS))]
}
