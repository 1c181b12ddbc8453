//! Private records against the lines that bind them: whether each is still kept as it was written. Does not
//! read what they say.

use super::{Context, Stop};
use crate::diagnostic::{Finding, Lang, Span};
use crate::disk::{Folder, Want};
use crate::publish::published::Proven;
use crate::site::load::{Shelf, line};
use crate::text::date::both;
use crate::tree::Digest;
use std::collections::HashSet;

/// How many records are as the ledgers say; a finding for each line whose record is not there.
pub(super) fn prove(
    context: &Context<'_>,
    documents: &[Proven],
    findings: &mut Vec<Finding>,
) -> Result<usize, Stop> {
    let is_bound = |document: &Proven| {
        let mut lines = document.chain.lines().iter();
        lines.any(|line| line.event.told.record.is_some())
    };
    if !documents.iter().any(is_bound) {
        return Ok(0);
    }
    let kept = kept(context)?;
    let mut found = 0;
    for document in documents {
        let lines = document.chain.lines().iter().enumerate();
        let bound = lines.filter_map(|(index, one)| Some((index + 1, one.event.told.record?)));
        let (there, gone): (Vec<_>, Vec<_>) = bound.partition(|(_, record)| kept.contains(record));
        found += there.len();
        let ledger = Shelf::Content(&document.slug).ledger();
        if there.is_empty() && gone.len() > 1 {
            findings.push(none_kept(&document.slug, gone.len()).at(Span::file(ledger)));
            continue;
        }
        for (number, _) in gone {
            let span = Span::new(&*ledger, line(document.chain.bytes(), number));
            let day = document.chain.lines()[number - 1].event.recorded;
            findings.push(not_kept(&both(day)).at(span));
        }
    }
    Ok(found)
}

/// The digests of all private records. Line ends that git or a transfer changed are none of the words.
fn kept(context: &Context<'_>) -> Result<HashSet<Digest>, Stop> {
    let folder = context.root.join("records");
    if !folder.is_dir() {
        return Ok(HashSet::new());
    }
    let seen = Folder::list(&folder)?
        .read(|path| if path.ends_with(".yaml") { Want::Bytes } else { Want::Nothing })?;
    let digests = seen.kept.files().flat_map(|(_, file)| {
        let words = String::from_utf8_lossy(file.bytes()).replace("\r\n", "\n");
        [file.digest(), Digest::of(words.as_bytes())]
    });
    Ok(digests.collect())
}

/// That records were proved, in a line; nothing where there are none.
pub(super) fn told(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("  非公開の記録 {count} 件（台帳のとおり）\n"),
        (Lang::En, _) => format!("  {count} private records, as the ledgers say\n"),
    }
}

fn not_kept(day: &str) -> Finding {
    Finding::spelt_warning(
        "record-not-kept",
        format!("{day}に台帳に載せた非公開の記録が、records フォルダーに元のままでは見つかりません。"),
        "The private record that this line binds is not in records/ as it was written.",
    )
    .help(
        "書き直したのであれば控えから戻し、移したのであれば records に戻してください。公表した内容の証明には関わりません。",
        "Restore it from a backup, or move it back. What was published is proved without it.",
    )
}

/// As after a site was brought back from what was published.
fn none_kept(slug: &str, count: usize) -> Finding {
    Finding::spelt_warning(
        "record-not-kept",
        format!("「{slug}」の非公開の記録 {count} 件が、どれも records フォルダーにありません。"),
        format!("None of the {count} private records of `{slug}` is in records/."),
    )
    .help(
        "控えがあれば records に戻してください。公表した内容の証明には関わりません。",
        "Restore them from a backup if there is one. What was published is proved without them.",
    )
}
