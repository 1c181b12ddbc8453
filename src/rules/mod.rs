//! What is checked beyond form: one file a rule, beside its page (`<rule>.md`), which is manual and test.
//! Rules return findings; they do not print, sort, count or stop.

mod dangling_reference;
mod unsealed;

use crate::diagnostic::Finding;
use crate::site::Site;

/// A rule: its code, its page, and what it finds.
pub struct Rule {
    /// The stable name that its findings carry.
    pub code: &'static str,
    /// Its page: what it checks, why, a wrong and a right example, the ground it stands on.
    pub page: &'static str,
    /// What it finds in a site.
    pub check: fn(&Site) -> Vec<Finding>,
}

/// Every rule; a new one is one file, one page and one line here.
pub const RULES: &[Rule] = &[
    Rule {
        code: "dangling-reference",
        page: include_str!("dangling_reference.md"),
        check: dangling_reference::check,
    },
    Rule { code: "unsealed", page: include_str!("unsealed.md"), check: unsealed::check },
];

/// What all rules find.
pub fn check(site: &Site) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| (rule.check)(site)).collect()
}
