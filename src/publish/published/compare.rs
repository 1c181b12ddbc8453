//! Content against a published copy of it: what was published must be the beginning of what is here. Does not
//! know the pages.

use super::ledgers::Proven;
use crate::diagnostic::{Finding, Span};
use crate::disk::{File, Snapshot};
use crate::site::load::{Shelf, line};

/// Says where the ledgers in `content/` are not continuations of the published ones, and names the line of a
/// changed version file where the published copy of it is sound.
pub fn compare(
    content: &Snapshot,
    kept: &Snapshot,
    published: &[Proven],
    findings: &mut Vec<Finding>,
) {
    for document in published {
        let path = Shelf::Content(&document.slug).ledger();
        let theirs = document.chain.bytes();
        let file = kept.file(&Shelf::Published(&document.slug).ledger());
        debug_assert!(file.is_none_or(|file| file.bytes() == theirs));
        match content.file(&path) {
            None => findings.push(lost(&document.slug).at(Span::file(path))),
            Some(file) => findings.extend(continued(&path, file.bytes(), theirs)),
        }
        for (id, (_, sound)) in &document.versions {
            let path = Shelf::Content(&document.slug).version(*id);
            let Some(file) = content.file(&path) else {
                continue;
            };
            let at = first_difference(file.bytes(), sound);
            let own = findings.iter_mut().filter(|finding| {
                finding.code == "version-changed"
                    && finding.span.as_ref().is_some_and(|span| *span.file == *path)
            });
            for finding in own {
                finding.span = Some(Span::new(&*path, line(file.bytes(), at)));
            }
        }
    }
}

/// The first line, from 1, in which two files differ.
fn first_difference(here: &[u8], there: &File) -> usize {
    let lines = here.split_inclusive(|byte| *byte == b'\n');
    let others = there.bytes().split_inclusive(|byte| *byte == b'\n');
    let same = lines.clone().zip(others).take_while(|(a, b)| a == b);
    (same.count() + 1).min(lines.count().max(1))
}

fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// What is wrong with a ledger that is not a continuation of the published one.
fn continued(path: &str, here: &[u8], published: &[u8]) -> Option<Finding> {
    if here.starts_with(published) {
        return None;
    }
    let (own, theirs) = (lines(here), lines(published));
    if published.starts_with(here) && here.last().is_none_or(|byte| *byte == b'\n') {
        let finding = Finding::spelt_error(
            "ledger-cut",
            format!(
                "公開済みの台帳は {theirs} 行ありますが、手元の台帳は {own} 行で終わっています。{} 行目から後が消されています。",
                own + 1
            ),
            format!(
                "The published ledger has {theirs} lines, the one here only {own}: what follows was cut off."
            ),
        );
        return Some(told(finding, path, here, own));
    }
    let there = File::new(published);
    let at = first_difference(here, &there);
    let finding = Finding::spelt_error(
        "ledger-differs",
        "台帳のこの行が、公開済みの台帳と違います。",
        "This line is not the one of the published ledger.",
    );
    Some(told(finding, path, here, at))
}

fn told(finding: Finding, path: &str, here: &[u8], at: usize) -> Finding {
    finding
        .at(Span::new(path, line(here, at.max(1))))
        .help(
            "公開済みのサイトの ledger.jsonl か、控え（バックアップや git）から元に戻してください。ほかの人が確定した版を取り込み忘れていないかも確かめてください。",
            "Restore it from the published site's ledger.jsonl, from a backup or from git; bring in the versions that others sealed.",
        )
}

fn lost(slug: &str) -> Finding {
    Finding::spelt_error(
        "ledger-lost",
        format!("公開済みの文書「{slug}」の台帳が、手元にありません。"),
        format!("The ledger of the published document `{slug}` is not here."),
    )
    .help(
        "控え（バックアップや git）から戻してください。控えがなければ「kohyo restore」で、公開済みのサイトから戻せます。",
        "Restore it from a backup or from git, or with `kohyo restore` from the published site.",
    )
}
