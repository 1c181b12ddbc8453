//! A build at the folder that is published: no ledger that was public may be lost, and with the new tree comes the
//! list of what to upload. Does not know how pages are made.

use super::manifest;
use super::plan::SitePlan;
use super::upload::Upload;
use crate::diagnostic::{Finding, Span};
use crate::disk::{DiskError, Outcome, Staging};
use crate::fill;
use std::path::Path;

/// No ledger, list or manifest that kohyo wrote is longer.
const LIMIT: u64 = 64 << 20;

/// What a release left.
pub struct Released {
    /// What became of the files.
    pub outcome: Outcome,
    /// How many files are to be sent, and how many to be deleted.
    pub counts: (usize, usize),
    /// Where the list of them is.
    pub list: String,
}

/// Ledgers that were published must be the beginning of ours: what was once shown is never dropped unseen.
///
/// # Errors
/// When the disk does not give what was published.
pub fn lost_ledgers(staging: &Staging<'_>, plan: &SitePlan) -> Result<Vec<Finding>, DiskError> {
    let Some(manifest) = staging.published(manifest::NAME, LIMIT)? else {
        return Ok(Vec::new());
    };
    let paths = manifest::paths(&manifest);
    let mut findings = Vec::new();
    for path in paths.iter().filter(|path| path.ends_with("/ledger.jsonl")) {
        let Some(published) = staging.published(path, LIMIT)? else {
            continue;
        };
        let mut files = plan.attachments.iter();
        let ours = files.find(|file| file.address.as_str() == path).map(|file| file.bytes());
        if ours.is_none_or(|ours| !ours.starts_with(&published)) {
            let slug = path.trim_end_matches("/ledger.jsonl");
            let span = Span::file(format!("content/{slug}/ledger.jsonl"));
            findings.push(Finding::error("ledger-not-a-continuation", fill! { slug }).at(span));
        }
    }
    Ok(findings)
}

/// Puts the new tree into place with the list of what to upload. Inside: why it does not.
///
/// # Errors
/// When the disk does not take it.
pub fn release(
    staging: Staging<'_>,
    out: &Path,
) -> Result<Result<Released, Box<Finding>>, DiskError> {
    let before = staging.published(manifest::NAME, LIMIT)?;
    let before = manifest::files_with_itself(&before.unwrap_or_default());
    let after = staging.files();
    let mut wanted = Upload::between(&before, &after);
    let list = staging.list_path().display().to_string();
    if let Some(earlier) = staging.list_beside(LIMIT)? {
        let Some(earlier) = Upload::read(&earlier) else {
            let finding = Finding::error("upload-list-not-ours", fill! { path = list });
            return Ok(Err(Box::new(finding)));
        };
        wanted = wanted.after(&earlier, &after);
    }
    let folder = out.file_name().unwrap_or_default().to_string_lossy();
    let outcome = staging.finish_with_list(wanted.print(&folder).as_bytes())?;
    Ok(Ok(Released { outcome, counts: wanted.counts(), list }))
}
