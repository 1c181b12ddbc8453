//! Files that are published as they are: versions, ledgers, figures, files of the user's own. Does not know what
//! stands in them.

use super::Job;
use crate::publish::Build;

/// One for each file.
pub(super) fn jobs<'a>(build: &'a Build<'a>) -> Vec<Job<'a>> {
    let all = build.plan.attachments.iter();
    all.map(|file| Job::new(file.address.as_str(), || file.bytes())).collect()
}
