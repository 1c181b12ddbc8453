//! Why a layout edit was made, from what it drops and what it sets. Does not know trees.

use super::lines::is_space;
use super::outline_tree::LINK;
use crate::text::edits::Reason;

/// The kind of a layout edit, from what was dropped.
// tidy: table
pub(super) fn reason(old: &str, set: &str, is_edge: bool) -> Reason {
    let has = |signs: &str| old.contains(|c| signs.contains(c));
    let signs: String = old.chars().filter(|c| !is_space(*c)).collect();
    if set.contains('<') || (set.is_empty() && has("<>[]()（）＜＞")) {
        return LINK;
    }
    if signs.chars().all(|c| c == '*') && set.is_empty() && !signs.is_empty() {
        return Reason::layout(
            "emphasis",
            "強調の記号を構造にしました",
            "marks of emphasis became structure",
        );
    }
    if has("\t|｜\u{FDD0}\u{FDD1}") {
        return Reason::layout(
            "cell-border",
            "表の区切りを構造にしました",
            "cell borders became structure",
        );
    }
    if signs.is_empty() {
        return if set.is_empty() && !is_edge {
            Reason::layout("line-wrap", "折り返しをつなぎました", "wrapped lines were joined")
        } else if old.is_empty() {
            Reason::layout(
                "line-added",
                "番号などの後に改行を入れました",
                "a line break was put in",
            )
        } else if has("\n\r") {
            Reason::layout(
                "line-break",
                "改行と空白行をそろえました",
                "line breaks and blank lines evened out",
            )
        } else {
            Reason::layout(
                "space",
                "番号や項目の間の空白を改行にしました",
                "spaces between fields became line breaks",
            )
        };
    }
    match signs.as_str() {
        "、" | "," | "，" | "､" => Reason::layout(
            "separator",
            "項目の間の読点を構造にしました",
            "commas between entries became structure",
        ),
        ":" | "：" => Reason::layout(
            "field-separator",
            "項目名の後の「：」を構造にしました",
            "colons after names became structure",
        ),
        _ => Reason::layout(
            "marker",
            "行頭の記号や見出しの囲みを構造にしました",
            "bullets and heading marks became structure",
        ),
    }
}
