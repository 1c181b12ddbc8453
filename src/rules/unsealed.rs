//! Texts that nobody will see: a document never sealed, a draft that differs from its newest version.
//! Does not know today.

use crate::diagnostic::{Finding, Span};
use crate::site::{Document, Site};

pub(super) fn check(site: &Site) -> Vec<Finding> {
    site.documents.iter().filter_map(finding).collect()
}

fn finding(document: &Document) -> Option<Finding> {
    let slug = &document.slug;
    let span = Span::file(format!("content/{slug}/document.yaml"));
    let command = format!("kohyo seal {slug} --effective 施行・適用の日（例 2027-04-01）");
    let Some(newest) = document.newest() else {
        let finding = Finding::warning(
            "unsealed",
            format!("「{slug}」はまだ確定されていないため、公開するページには含まれません。"),
            format!("`{slug}` was never sealed and is left out of the public pages"),
        );
        let help = (
            format!("内容を確かめたうえで、次のコマンドで確定してください: {command}"),
            format!("check the text, then seal it: kohyo seal {slug} --effective DATE"),
        );
        return Some(finding.at(span).help(help.0, help.1));
    };
    // Facts may have several periods; the draft is pending when none of those from the newest version on
    // reads as that version does.
    let day = newest.effective.counted();
    if document.draft.on(day).whole() == newest.tree.whole() {
        return None;
    }
    let finding = Finding::note(
        "unsealed",
        format!("「{slug}」には、まだ確定されていない変更があります（公開中は{}の版です）。", newest.id),
        format!("`{slug}` has changes that are not sealed (the newest version is {})", newest.id),
    );
    let help = (
        format!("公開するには、次のコマンドで確定してください: {command}"),
        format!("to publish them: kohyo seal {slug} --effective DATE"),
    );
    Some(finding.at(span).help(help.0, help.1))
}
