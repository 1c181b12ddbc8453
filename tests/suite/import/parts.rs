//! The parts of import that a text goes through: lines, list markers, printed numbers, links, repairs, the layout of
//! an outline tree and the exact check. Does not import whole files.

use super::notice;
use kohyo::import::{
    LostWords, OutlineNode, RangeMark, TextPlaces, WordRanges, check_exact, layout, lines,
    list_number, note_mark, read_marker, repair_text, word_number,
};
use kohyo::text::edits::{EditLog, Reason};
use kohyo::tree::{Form, Mark, Role, transcript};

#[test]
fn every_line_end_counts_once() {
    let text = "一\r\n\u{3000}二 \n\n三\u{2028}四\r";
    let words: Vec<&str> = lines(text).iter().map(|line| &text[line.range.clone()]).collect();
    assert_eq!(words, ["一", "二", "", "三", "四"]);
    assert_eq!(lines(text)[1].indent, 2);
    let position = |c: char| TextPlaces::of(text).position(text.find(c).unwrap());
    assert_eq!((position('二'), position('四')), ((2, 2), (5, 1)));
}

fn split(line: &str) -> Option<(&str, &str, Vec<u32>)> {
    let marker = read_marker(line)?;
    Some((&line[..marker.token], &line[marker.length..], marker.numbers))
}

#[test]
fn markers_of_every_style() {
    for (line, token, rest, number) in [
        ("1. 利用目的", "1.", "利用目的", 1),
        ("１．利用目的", "１．", "利用目的", 1),
        ("３　利用目的", "３", "利用目的", 3),
        ("（１）利用目的", "（１）", "利用目的", 1),
        ("- (2)利用目的", "- (2)", "利用目的", 2),
        ("一、利用目的", "一、", "利用目的", 1),
        ("第２　利用目的", "第２", "利用目的", 2),
        ("Ⅲ　利用目的", "Ⅲ", "利用目的", 3),
        ("⑵ 利用目的", "⑵", "利用目的", 2),
        ("②利用目的", "②", "利用目的", 2),
        ("[3] 利用目的", "[3]", "利用目的", 3),
        ("〔１〕利用目的", "〔１〕", "利用目的", 1),
        ("ア　氏名", "ア", "氏名", 1),
        ("（ウ）氏名", "（ウ）", "氏名", 3),
        ("a) 氏名", "a)", "氏名", 1),
        ("1.2 氏名", "1.2", "氏名", 2),
        ("(4)", "(4)", "", 4),
    ] {
        let (read, words, numbers) = split(line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((read, words), (token, rest), "{line}");
        assert!(numbers.contains(&number), "{line}: {numbers:?}");
    }
    for (line, words) in [
        ("・氏名", "氏名"),
        ("○ 氏名", "氏名"),
        ("- 氏名", "氏名"),
        ("■氏名", "氏名"),
        ("## 氏名", "氏名"),
    ] {
        assert_eq!(split(line).unwrap().1, words, "{line}");
    }
}

#[test]
fn ordinary_words_are_no_markers() {
    for line in [
        "一般事業主", "3.5パーセント", "アンケート", "A会員の方", "10,000円", "-5度",
        "2024.4.1 改定", "第1条の規定", "（注意）", "1-4-4", "二 三日", "", "令和7年",
    ] {
        assert_eq!(split(line), None, "{line}");
    }
    assert_eq!(note_mark("※1 備考").map(|(token, _)| token), Some("※1".len()));
    assert_eq!(note_mark("（注2）備考").map(|(token, _)| token), Some("（注2）".len()));
    assert_eq!(note_mark("注意事項"), None);
    assert_eq!(note_mark("注 備考").map(|(token, _)| token), Some("注".len()));
}

#[test]
fn numbers_of_every_format() {
    let all: Vec<String> = [
        "decimal", "decimalFullWidth", "japaneseCounting", "aiueoFullWidth", "iroha",
        "decimalEnclosedCircle", "upperRoman", "decimalZero", "decimalEnclosedParen",
    ]
    .iter()
    .filter_map(|format| word_number(format, 3))
    .collect();
    assert_eq!(all.join(" "), "3 ３ 三 ウ ハ ③ III 03 ⑶");
    assert_eq!(word_number("hebrew1", 3), None);
    assert_eq!((list_number("a", 27), list_number("I", 4)), ("27".into(), "IV".into()));
}

/// The runs of a lone line, each with its address.
fn shown(text: &str) -> Vec<(String, String)> {
    let imported = notice(text);
    let runs = imported.root.visit().flat_map(|(_, one)| one.text().runs().to_vec());
    runs.map(|run| {
        let to = match run.mark() {
            Mark::Link(to) => to.to_string(),
            Mark::Plain | Mark::Strong => String::new(),
        };
        (run.words().to_owned(), to)
    })
    .collect()
}

#[test]
fn every_usual_form_of_a_link() {
    let to = "https://example.jp/a".to_owned();
    let plain = |words: &str| (words.to_owned(), String::new());
    let link = |words: &str| (words.to_owned(), to.clone());
    assert_eq!(shown("組合のページ <https://example.jp/a>"), [link("組合のページ")]);
    assert_eq!(
        shown("詳しくは、組合のページ<https://example.jp/a>へ"),
        [plain("詳しくは、"), link("組合のページ"), plain("へ")]
    );
    assert_eq!(shown("https://example.jp/a。"), [link(&to), plain("。")]);
    assert_eq!(shown("（https://example.jp/a）"), [plain("（"), link(&to), plain("）")]);
    assert_eq!(
        shown("詳細は[こちら](https://example.jp/a)です"),
        [plain("詳細は"), link("こちら"), plain("です")]
    );
    assert_eq!(shown("<https://example.jp/a>"), [link(&to)]);
    assert_eq!(shown("https:// だけ"), [plain("https:// だけ")]);
}

/// The repairs of a text that have one reason.
fn repaired_by(text: &str, code: &str) -> EditLog {
    let mut out = EditLog::new();
    for edit in repair_text(text).0.edits() {
        if edit.reasons.iter().any(|reason| reason.code() == code) {
            out.push(edit.range.clone(), edit.with.clone(), edit.reasons[0].clone());
        }
    }
    out
}

#[test]
fn only_the_second_number_goes() {
    let drop = |line: &str| {
        let log = repaired_by(line, "doubled-number");
        (!log.edits().is_empty()).then(|| log.replay(line).unwrap())
    };
    assert_eq!(drop("1. 1. 目的").as_deref(), Some("1. 目的"));
    assert_eq!(drop("(1)(1) 目的").as_deref(), Some("(1)目的"));
    assert_eq!(drop("第1条 第1条 この").as_deref(), Some("第1条 この"));
    assert_eq!(drop("第1条　第1条　この").as_deref(), Some("第1条　この"));
    for line in ["1.1. 目的", "1. 2. 目的", "第1条 第1条の規定", "1 1 目的", "1. 10人"]
    {
        assert_eq!(drop(line), None, "{line}");
    }
}

#[test]
fn only_katakana_words_are_lengthened() {
    let repairs = |text: &str| repaired_by(text, "long-vowel").edits().len();
    for text in ["サ−バの記録", "コンピュ‐タ", "メンバ–リスト", "デ−タ"] {
        assert_eq!(repairs(text), 1, "{text}");
    }
    for text in
        ["ア−オの欄", "イ−ハまで", "3−5", "マン−マシン", "トップ‐", "A−アの", "ア-イ", "ユ-ザ"]
    {
        assert_eq!(repairs(text), 0, "{text}");
    }
}

fn repaired(text: &str) -> String {
    repaired_by(text, "inner-space").replay(text).unwrap()
}

#[test]
fn spaces_inside_sentences_go() {
    for (text, want) in [
        (
            "健診の結果を用いた保健 指導の案内、保険料の計算",
            "健診の結果を用いた保健指導の案内、保険料の計算",
        ),
        ("被保険者 の管理、広報誌の送付", "被保険者の管理、広報誌の送付"),
        ("国に対す る報告、連合会への報告", "国に対する報告、連合会への報告"),
    ] {
        assert_eq!(repaired(text), want);
    }
}

#[test]
fn layout_spaces_stay() {
    for text in [
        "第1条 この規程は、個人情報の取扱いについて定める。",
        "第3条の2 組合は、名簿を備える。",
        "附則 この規程は、公布の日から施行する。",
        "1. 組合は、名簿を備えるものとする。",
        "以 上",
        "附 則",
        "見本健康保険組合 総務課",
        "理事長 見本 太郎",
        "氏 名、住 所を書く欄があります。",
        "わたしたちは あなたの 大切な 情報を まもります。",
        "Web ページ および アプリ",
        "常務理事 見本 花子は、責任者となる。",
    ] {
        assert_eq!(repaired(text), text);
    }
}

#[test]
fn the_log_gives_the_words_of_the_sketch() {
    let text = "ホーム\n表題\n\n1. 見出し\n・甲、乙\n詳しくは<https://example.jp/>へ\n";
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        WordRanges::of(start..start + words.len())
    };
    let plain = |words: &str| OutlineNode::new(Form::Prose, Role::NONE).text(at(words));
    let mut link = at("詳しくは");
    link.parts[0].mark = RangeMark::Link(at("https://example.jp/").bounds().unwrap());
    link.join(at("へ"));
    let group = OutlineNode::new(Form::Group, Role::NONE)
        .label(at("1."))
        .heading(at("見出し"))
        .with([plain("甲"), plain("乙"), OutlineNode::new(Form::Prose, Role::NONE).text(link)]);
    let root = OutlineNode::new(Form::Document, Role::NONE)
        .heading(at("表題"))
        .with([plain("ホーム"), group]);
    let log = layout(text, &root, None).unwrap();
    let words = transcript(&root.provision(text));
    assert_eq!(log.replay(text).unwrap(), words);
    assert!(words.ends_with("詳しくは <https://example.jp/>へ\n"), "{words}");
}

#[test]
fn words_between_the_pieces_are_never_dropped() {
    let text = "表題\n失われる言葉\n";
    let root = OutlineNode::new(Form::Document, Role::NONE).heading(WordRanges::of(0..6));
    assert_eq!(layout(text, &root, None), Err(LostWords(7..26)));
}

#[test]
fn a_word_that_is_missing_is_found() {
    let finding = check_exact("a.txt", "一\n二三\n", &EditLog::new(), "一\n二\n").unwrap_err();
    assert_eq!(finding.code, "import-not-exact");
    assert_eq!(finding.span.unwrap().range, 7..7);
    let mut log = EditLog::new();
    log.push(7..10, "", Reason::layout("any"));
    assert!(check_exact("a.txt", "一\n二三\n", &log, "一\n二\n").is_ok());
}
