//! What a reader does not see: 3,000 characters, each put into every kind of file and every word of the command line, are
//! told where they stand; those that were sealed before are shown on every page, and no other file holds them.

mod doors;
mod shown;

use kohyo::text::chars::{Unseen, code_point, find_unseen};

/// Characters that nobody sees as what they are, of every class, from the ranges of Unicode.
fn characters() -> Vec<char> {
    let ranges: [(u32, u32, usize); 28] = [
        (0x0, 0x8, 1),
        (0xB, 0xC, 1),
        (0xE, 0x1F, 1),
        (0x7F, 0x9F, 1),
        (0xAD, 0xAD, 1),
        (0x34F, 0x34F, 1),
        (0x61C, 0x61C, 1),
        (0x115F, 0x1160, 1),
        (0x17B4, 0x17B5, 1),
        (0x180B, 0x180F, 1),
        (0x200B, 0x200F, 1),
        (0x2028, 0x202E, 1),
        (0x2060, 0x206F, 1),
        (0x2800, 0x2800, 1),
        (0x3164, 0x3164, 1),
        (0xE000, 0xF8FF, 9),
        (0xFDD0, 0xFDEF, 1),
        (0xFE00, 0xFE0F, 1),
        (0xFEFF, 0xFEFF, 1),
        (0xFFA0, 0xFFA0, 1),
        (0xFFF0, 0xFFFB, 1),
        (0xFFFE, 0xFFFF, 1),
        (0x1D173, 0x1D17A, 1),
        (0x1FFFE, 0x1FFFF, 1),
        (0x40000, 0x4FFFF, 97),
        (0xE0000, 0xE0FFF, 4),
        (0xF0000, 0xFFFFF, 160),
        (0x100000, 0x10FFFF, 250),
    ];
    let all = ranges.iter().flat_map(|(first, last, step)| (*first..=*last).step_by(*step));
    all.filter_map(char::from_u32).collect()
}

#[test]
fn they_are_three_thousand() {
    let all = characters();
    assert!(all.len() >= 3000, "{}", all.len());
    for c in all {
        let words = format!("あ{c}い");
        assert_eq!(find_unseen(&words).len(), 1, "{}", code_point(c));
    }
}

/// Every character that Unicode lets a reader ignore, and every one that is no character, is known; whatever else is
/// printed stays as it is.
#[test]
fn nothing_that_is_printed_is_among_them() {
    let printed = "①㈱㍻髙﨑か\u{309A}々〇～—ヴヷ゛〆〓㋿℡№Ⅲ①②③ｱｶﾞ￥“”…‥＂α№é½²µЖ한中文ไทย€©®ﾟ〘〙〃仝ゝゞヽヾ〇𠮷𩸽";
    assert_eq!(find_unseen(printed), []);
    for in_place in [
        "葛\u{E0100}城",
        "神\u{FE00}",
        "☎\u{FE0F}",
        "👩\u{200D}⚕\u{FE0F}",
        "3\u{FE0F}\u{20E3}",
        "、\u{FE01}",
        "e\u{301}",
    ] {
        assert_eq!(find_unseen(in_place), [], "{in_place}");
    }
    for (lone, why) in [
        ("あ\u{E0100}", Unseen::Selector),
        ("あ\u{FE0F}", Unseen::Selector),
        ("葛\u{E0100}\u{E0101}", Unseen::Selector),
        ("a\u{200D}b", Unseen::Invisible),
        ("\u{3099}か", Unseen::Mark),
        (" \u{301}", Unseen::Mark),
        ("第\u{A0}1条", Unseen::Space),
    ] {
        let found = find_unseen(lone);
        assert_eq!(found.len(), 1, "{lone:?}");
        assert_eq!(found[0].1, why, "{lone:?}");
    }
}
