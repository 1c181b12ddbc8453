//! Lines for the properties of import: markers, brackets, tables, notes, addresses, broken characters.

use proptest::prelude::*;

/// What may stand in front of a line.
const MARKERS: &[&str] = &[
    "", "1. ", "2. ", "３．", "(1)", "（２）", "①", "②", "ア　", "・", "○", "■ ", "- ", "# ",
    "## 1. ", "※", "※1 ", "注1 ", "【", "第1　", "一、", "[1]", "1.1 ", "@", "A", "　", "    ",
    "第1条　", "1. 1. ", "| ", "> ", "``` ", "+ ", "* ",
];

/// Words that sections are known by, and lines that look like fields, rows and links.
const WORDS: &[&str] = &[
    "利用目的",
    "安全管理措置",
    "組織的安全管理措置",
    "開示等の請求",
    "お問い合わせ窓口",
    "電話：03-0000-0000（平日9時から）",
    "〒100-0000 東京都見本区",
    "類型\t利用目的",
    "資格\t確認、計算",
    "| a | b | c |",
    "保有個人データの利用目的は、上の表のとおりです。",
    "次の場合は、公表しないことがあります。",
    "<https://example.jp/a>",
    "[見本](https://example.jp/)と**強調**",
];

/// Lines as copied texts have them: markers, brackets, tables, notes, addresses, broken characters.
pub fn lines() -> impl Strategy<Value = String> {
    let marker = proptest::sample::select(MARKERS);
    let words = prop_oneof![
        proptest::sample::select(WORDS).prop_map(str::to_owned),
        "[あ漢ア、。・（）()「」【】<>\\[\\]*_`#|\\\\~!&:：\"'{}%@A-C0-9−ー \u{3000}\t]{0,12}",
        "\\PC{0,8}",
    ];
    let line = (marker, words, prop_oneof![Just(""), Just("】"), Just(" "), Just("。")])
        .prop_map(|(marker, words, end)| format!("{marker}{words}{end}"));
    let end =
        prop_oneof![4 => Just("\n"), 2 => Just("\n\n"), 1 => Just("\r\n"), 1 => Just("\u{2028}")];
    proptest::collection::vec((line, end), 1..14)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}
