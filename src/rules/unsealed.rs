//! Texts that nobody will see: a document never sealed, a draft that differs from its newest version.
//! Does not know today.

use crate::diagnostic::{Finding, Span};
use crate::site::{Document, Site, Version};

pub(super) fn check(site: &Site) -> Vec<Finding> {
    site.documents.iter().filter_map(finding).collect()
}

fn finding(document: &Document) -> Option<Finding> {
    // Nothing of a repealed document will be in force again, whatever its draft says.
    if document.repeal.is_some() {
        return None;
    }
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
    let day = newest.effective.counted();
    if document.draft.on(day).whole() == newest.tree.whole() {
        return fact(document, newest, &span);
    }
    let finding = Finding::note(
        "unsealed",
        format!(
            "「{slug}」には、まだ確定されていない変更があります（公開中は{}の版です）。",
            newest.id
        ),
        format!("`{slug}` has changes that are not sealed (the newest version is {})", newest.id),
    );
    let help = (
        format!("公開するには、次のコマンドで確定してください: {command}"),
        format!("to publish them: kohyo seal {slug} --effective DATE"),
    );
    Some(finding.at(span).help(help.0, help.1))
}

/// A dated fact that changes the text on a later day than the newest version's.
fn fact(document: &Document, newest: &Version, span: &Span) -> Option<Finding> {
    let slug = &document.slug;
    let later = document.draft.periods().iter().find_map(|(from, tree)| {
        let from = (*from)?;
        (from > newest.effective.counted() && tree.whole() != newest.tree.whole()).then_some(from)
    })?;
    let finding = Finding::warning(
        "unsealed",
        format!(
            "「{slug}」で使っている組合の事実（organisation.yaml）が{later}から変わりますが、その版がまだ確定されていません。"
        ),
        format!(
            "a fact in organisation.yaml that `{slug}` uses changes on {later}; no version of that day is sealed"
        ),
    );
    let command = format!("kohyo seal {slug} --effective {later}");
    let help =
        (format!("次のコマンドで確定してください: {command}"), format!("seal it: {command}"));
    Some(finding.at(span.clone()).help(help.0, help.1))
}
