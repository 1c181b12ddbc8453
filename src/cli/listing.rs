//! The last step of a public build: the new tree into its place, with the list of what to upload. Does not know
//! how the tree was made.

use crate::diagnostic::{Finding, Lang};
use crate::disk::{DiskError, Outcome, Staging};
use crate::publish::formats::upload::{self, Upload};
use std::collections::BTreeMap;
use std::path::Path;

/// No list or manifest that kohyo wrote is longer.
const LIMIT: u64 = 64 << 20;

/// Puts the new tree into place with the list of what to upload; says where the list is.
pub(super) fn finish(
    lang: Lang,
    staging: Staging<'_>,
    out: &Path,
) -> Result<Result<(Outcome, String), Box<Finding>>, DiskError> {
    let before = staging.published("manifest.json", LIMIT)?;
    let before = before.map_or_else(BTreeMap::new, |manifest| upload::files_of(&manifest));
    let after = staging.files();
    let mut wanted = Upload::between(&before, &after);
    let path = staging.list_path().display().to_string();
    if let Some(earlier) = staging.list_beside(LIMIT)? {
        let Some(earlier) = Upload::read(&earlier) else {
            return Ok(Err(Box::new(list_not_ours(&path))));
        };
        wanted = wanted.after(&earlier, &after);
    }
    let folder = out.file_name().unwrap_or_default().to_string_lossy();
    let outcome = staging.finish_with_list(wanted.print(&folder).as_bytes())?;
    Ok(Ok((outcome, listed(lang, &wanted, &path))))
}

fn listed(lang: Lang, wanted: &Upload, path: &str) -> String {
    let (send, delete) = wanted.counts();
    match (lang, send + delete) {
        (Lang::Ja, 0) => String::new(),
        (Lang::Ja, _) => format!(
            "アップロードの手順は「{path}」にあります（送る{send}ファイル、消す{delete}ファイル）。\n"
        ),
        (Lang::En, 0) => String::new(),
        (Lang::En, _) => {
            format!(
                "What to upload, in order, is in `{path}`: {send} to send, {delete} to delete.\n"
            )
        }
    }
}

fn list_not_ours(path: &str) -> Finding {
    Finding::spelt_error(
        "upload-list-not-ours",
        format!("「{path}」は kohyo が作った一覧ではないため、上書きせずに中止しました。"),
        format!("`{path}` is not a list that kohyo made; it was not overwritten."),
    )
    .help(
        "そのファイルの名前を変えるか、別の場所に移してください。",
        "Rename that file or move it away.",
    )
}
