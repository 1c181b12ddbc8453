//! What is checked beyond form: one file a rule, beside its page (`<rule>.md`), which is manual and test.
//! Rules return findings; they do not print, sort, count or stop.

use crate::diagnostic::Finding;
use crate::diff::Comparisons;
use crate::site::Site;
use crate::site::edition::{Edition, Showing};
use crate::text::date::Date;

/// What rules judge.
pub struct Facts<'a> {
    /// Everything that the site's folder says.
    pub site: &'a Site,
    /// The site as its author sees it today, drafts included.
    pub edition: Edition<'a>,
    /// The day.
    pub today: Date,
    /// What changed between texts; the same store as the build's, so that no pair is compared twice.
    pub comparisons: &'a Comparisons,
}

impl<'a> Facts<'a> {
    /// The facts of a site on a day.
    pub fn of(site: &'a Site, today: Date, comparisons: &'a Comparisons) -> Facts<'a> {
        let edition = Edition::of(site, today, Showing::Preview);
        Facts { site, edition, today, comparisons }
    }
}

/// A rule: its code, its page, and what it finds.
pub struct Rule {
    /// The stable name that its findings carry.
    pub code: &'static str,
    /// Its page: what it checks, why, a wrong and a right example, the ground it stands on.
    pub page: &'static str,
    /// What it finds in a site.
    pub check: fn(&Facts<'_>) -> Vec<Finding>,
}

/// Declares the modules of the rules, and makes the table of them.
macro_rules! rules {
    ($($module:ident $code:literal)*) => {
        $(mod $module;)*

        /// Every rule.
        pub const RULES: &[Rule] = &[$(Rule {
            code: $code,
            page: include_str!(concat!(stringify!($module), ".md")),
            check: $module::check,
        }),*];
    };
}

// A new rule is one file, its page, and one line here.
rules! {
    dangling_reference "dangling-reference"
    unsealed "unsealed"
}

/// What all rules find.
pub fn check(facts: &Facts<'_>) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| (rule.check)(facts)).collect()
}
