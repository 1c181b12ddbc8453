//! What a seal did, or would do, in words. Does not do it.

use super::args::Mode;
use crate::cli::sentences;
use crate::cli::usage::say;
use crate::diagnostic::Lang;
use crate::disk::Edits;
use crate::ledger::Day;
use crate::seal::{PlannedVersion, SealPlan};
use crate::site::Document;
use crate::text::date;

/// The version that is made of a document, what changes, and which coming versions are reissued.
pub(super) fn sealed(lang: Lang, mode: Mode, document: &Document, plan: &SealPlan) -> String {
    let mut out = head(lang, mode, document, &plan.version);
    if let Some((before, _)) = &plan.version.reissues {
        out.push_str(&match (lang, mode) {
            (Lang::Ja, Mode::Write) => format!("  版 {before} から差し替えました。\n"),
            (Lang::Ja, Mode::Look) => format!("  版 {before} から差し替えます。\n"),
            (Lang::En, _) => format!("  It takes the place of {before}.\n"),
        });
    }
    out.push_str(&changes(lang, &plan.version));
    for (version, names) in &plan.left_out {
        out.push_str(&match lang {
            Lang::Ja => format!(
                "版 {version} には、まだない箇所があります（そこは変わりません）: {}\n",
                names.join("、")
            ),
            Lang::En => {
                format!("Not in {version}, and so not changed there: {}\n", names.join(", "))
            }
        });
    }
    for made in &plan.reissued {
        let Some((before, _)) = &made.reissues else {
            continue;
        };
        let id = made.id;
        let word = document.kind.effective_word();
        let (ended, carried) = match mode {
            Mode::Write => ("差し替えました", "was carried"),
            Mode::Look => ("差し替えます", "would be carried"),
        };
        out.push_str(&match (lang, made.effective) {
            (Lang::Ja, Day::Known(day)) => format!(
                "この変更を版 {before} にも反映し、版 {id} に{ended}（{word}: {}）。\n",
                date::both(day)
            ),
            (Lang::Ja, Day::Unknown { .. }) => {
                format!("この変更を版 {before} にも反映し、版 {id} に{ended}。\n")
            }
            (Lang::En, _) => {
                format!("The change {carried} into {before}, reissued as {id}.\n")
            }
        });
        out.push_str(&changes(lang, made));
    }
    out
}

fn head(lang: Lang, mode: Mode, document: &Document, made: &PlannedVersion) -> String {
    let (slug, id, word) = (&document.slug, made.id, document.kind.effective_word());
    let ended = match mode {
        Mode::Write => "確定しました",
        Mode::Look => "確定します",
    };
    match (lang, made.effective) {
        (Lang::Ja, Day::Known(day)) => {
            format!("「{slug}」を版 {id} として{ended}（{word}: {}）。\n", date::both(day))
        }
        (Lang::Ja, Day::Unknown { seen }) => format!(
            "「{slug}」を版 {id} として{ended}（{word}は不明、{}に確認した内容）。\n",
            date::both(seen)
        ),
        (Lang::En, Day::Known(day)) => {
            let sealed = said(mode);
            format!("{sealed} `{slug}` as version {id}, in force from {day}.\n")
        }
        (Lang::En, Day::Unknown { seen }) => {
            let sealed = said(mode);
            format!(
                "{sealed} `{slug}` as version {id}; in force since an unknown day, seen on {seen}.\n"
            )
        }
    }
}

fn said(mode: Mode) -> &'static str {
    match mode {
        Mode::Write => "Sealed",
        Mode::Look => "Would seal",
    }
}

/// What differs from the version before, sentence by sentence.
fn changes(lang: Lang, made: &PlannedVersion) -> String {
    let Some((before, tree)) = &made.before else {
        return say(
            lang,
            "  この文書の最初の版です。\n",
            "  It is the first version of the document.\n",
        )
        .to_owned();
    };
    let (count, lines) = sentences::of(lang, tree, &made.tree);
    let mut out = match lang {
        Lang::Ja => format!("  版 {before} から変わるところ: {count} か所\n"),
        Lang::En => format!("  Changes since {before}: {count}\n"),
    };
    for line in lines {
        out.push_str(&format!("  {}{line}\n", say(lang, "・", "- ")));
    }
    out
}

/// What was written, or would be, and what to do next.
pub(super) fn end(lang: Lang, mode: Mode, edits: &Edits) -> String {
    match mode {
        Mode::Write => say(
            lang,
            "「kohyo build」で、公開するページを作れます。\n",
            "Make the pages with `kohyo build`.\n",
        )
        .to_owned(),
        Mode::Look => {
            let mut out = say(
                lang,
                "書き込むファイル（--dry-run なので、まだ何も書き込んでいません）:\n",
                "Files that would be written (nothing is, because of --dry-run):\n",
            )
            .to_owned();
            for path in edits.paths() {
                let gone = match edits.written(path) {
                    Some(_) => "",
                    None => say(lang, "（削除）", " (removed)"),
                };
                out.push_str(&format!("  {path}{gone}\n"));
            }
            out
        }
    }
}
