//! What `kohyo diff --format amendment` is told beside the two texts, and what it asks the author to look at.
//! Does not know how the document is laid out.

use super::sides::Known;
use super::{Context, Stop};
use crate::diagnostic::Finding;
use crate::disk::Snapshot;
use crate::publish::formats::comparison::{Amending, Sheet, amendment, own_supplement};
use crate::site::Kind;
use crate::text::date::{self, Date};

/// The amending document; nothing, and why not, where nothing is amended.
pub(super) fn written(
    context: &Context<'_>,
    snapshot: &Snapshot,
    sheet: &Sheet<'_>,
    (kind, known): (Kind, &Known),
    asked: Option<Date>,
) -> Result<Option<String>, Stop> {
    let say = |finding| context.screen.findings(&[finding], snapshot, context.lang);
    if sheet.rows().is_empty() {
        say(nothing());
        return Ok(None);
    }
    let is = Amending {
        kind,
        effective: asked.or(known.effective),
        decided: known.decided.clone(),
        approved: known.approved,
        today: context.today,
        is_sealed: known.is_sealed,
    };
    if kind == Kind::Regulation {
        match own_supplement(sheet) {
            None => say(no_supplement()),
            Some(words) => is
                .effective
                .filter(|day| !names_the_day(&words, *day))
                .into_iter()
                .for_each(|day| say(another_day(day))),
        }
    }
    Ok(Some(amendment(sheet, &is)))
}

/// Whether a 附則 says the day; one that says none (公布の日 …) is not contradicted.
fn names_the_day(words: &str, day: Date) -> bool {
    let days = date::find(words);
    days.is_empty() || days.iter().any(|(_, found)| *found == day)
}

fn nothing() -> Finding {
    Finding::spelt_error(
        "nothing-to-amend",
        "表示される文言に違いがないため、改正文は作れません。",
        "nothing that is shown differs: there is nothing to amend",
    )
    .help("文書を改めてから、もう一度実行してください。", "Change the text first.")
}

fn no_supplement() -> Finding {
    Finding::spelt_note(
        "no-own-supplement",
        "改定案に、この改正の附則がまだありません。附則は書きかけの形で入れました。",
        "the draft has no 附則 for this amendment; a blank one was put in",
    )
    .help(
        "規程の本文の末尾に附則（施行期日と経過措置）を書き加えると、その附則がそのまま入ります。",
        "Add the 附則 to the text of the regulation, and it is taken from there.",
    )
}

fn another_day(day: Date) -> Finding {
    let words = date::wareki(day);
    Finding::spelt_warning(
        "supplement-day",
        format!("附則に書かれた日付に、施行日の{words}がありません。"),
        format!("the 附則 does not name {day}, the day from which this is to count"),
    )
    .help(
        "附則か、改定票の「effective:」を確かめてください。",
        "Look at the 附則, or at `effective:` of the slip.",
    )
}
