//! Findings at their door: as text with a caret that stands right in any terminal, as JSON, with the places
//! that an editor counts.

mod excerpt;
mod render;

use kohyo::diagnostic::{LineIndex, LinePlace};

#[test]
fn columns_are_characters() {
    let text = "\u{feff}鍵: あ\r\nb\n\nｶﾞ";
    let index = LineIndex::new(text);
    let place = |of: &str| {
        let place = index.place(text.find(of).unwrap());
        (place.line, place.column)
    };
    assert_eq!(place("鍵"), (1, 1));
    assert_eq!(place("あ"), (1, 4));
    assert_eq!(place("b"), (2, 1));
    assert_eq!(place("ﾞ"), (4, 2));
    assert_eq!(index.place(0), index.place(3));
    assert_eq!(index.place(4), LinePlace { line: 1, column: 1 });
    assert_eq!(index.place(999), LinePlace { line: 4, column: 3 });
    let lines: Vec<&str> = (0..=5).map(|line| index.line(line)).collect();
    assert_eq!(lines, ["", "鍵: あ", "b", "", "ｶﾞ", ""]);
    assert_eq!(LineIndex::new("").place(5), LinePlace { line: 1, column: 1 });
}
