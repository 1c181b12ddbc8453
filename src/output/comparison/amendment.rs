//! The amending document in table form (対照表方式): title, enacting words, table, supplement. What it cannot know
//! stands there as a blank to fill in. Does not know who decides.

use super::Sheet;
use super::html::{escaped, page, table};
use crate::text::date::{self, Date};

/// Words for a kind of document.
struct Wording {
    title: String,
    verb: &'static str,
    itself: &'static str,
    counts: &'static str,
}

/// Writes it as one HTML file, which word processors open. `effective`: the day from which it is to count.
pub fn amendment(sheet: &Sheet<'_>, is: Amending, effective: Option<Date>) -> String {
    let name = &sheet.title;
    let wording = match is {
        Amending::Regulation => Wording {
            title: format!("{name}の一部を改正する規程（案）"),
            verb: "改正する",
            itself: "この規程",
            counts: "施行する",
        },
        Amending::Notice => Wording {
            title: format!("{name}の一部変更（案）"),
            verb: "変更する",
            itself: "この変更",
            counts: "適用する",
        },
    };
    let headings = sheet.headings();
    let enacting = format!(
        "{name}の一部を次のように{}。次の表により、{old}の欄に掲げる規定の下線を付した部分をこれに対応する{new}の欄に掲げる規定の下線を付した部分のように改め、{old}の欄にのみ掲げるものは削り、{new}の欄にのみ掲げるものは加える。",
        wording.verb,
        old = headings.old,
        new = headings.new,
    );
    let day = effective.map_or_else(|| "令和　　年　　月　　日".to_owned(), date::wareki);
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n{}<h2>附　則</h2>\n<p>（施行期日）</p>\n<p>１　{}は、{day}から{}。</p>\n<p>（経過措置）</p>\n<p>２　〔経過措置を定めるときはここに書き、定めないときはこの項と見出しを削ってください。〕</p>\n",
        escaped(&wording.title),
        escaped(&enacting),
        table(sheet, &sheet.rows()),
        wording.itself,
        wording.counts,
    );
    page(&wording.title, &body)
}

/// What is amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amending {
    /// A 規程: 改正, 施行.
    Regulation,
    /// A notice: 変更, 適用.
    Notice,
}
