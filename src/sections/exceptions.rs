//! 利用目的を通知・公表しない場合など: a lead and a numbered list. Does not know which exceptions a statute has.

use super::facts::Facts;
use super::items;
use super::reader::{Fields, Reader};
use super::yaml::Out;
use crate::tree::{Provision, Role};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub const NAMES: [&str; 2] = ["numbering", "items"];

const LIST: Role = Role::of("exceptions.list");
const ITEM: Role = Role::of("exception");

/// Reads the section's own provisions.
pub fn read(reader: &mut Reader<'_>, fields: &Fields<'_>, _: &Facts) -> Vec<Arc<Provision>> {
    if fields.get("items").is_none() {
        reader.missing(fields, "items");
    }
    Vec::from_iter(items::list(reader, fields, "items", LIST, &ITEM))
}

/// Writes the section's own provisions.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let mut map = Vec::new();
    for list in own {
        items::write(&mut map, "items", list.children());
    }
    map
}
